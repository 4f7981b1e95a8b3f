/*
 * fuzz_csv.c - hostile bytes for the reader of tables.
 *
 * Laws: those of every reader (fuzz_talk.h).
 */
#include "fuzz_talk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_talk(&sw_read_csv, data, size);
    return 0;
}
