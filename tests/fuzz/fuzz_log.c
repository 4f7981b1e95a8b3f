/*
 * fuzz_log.c - hostile bytes for the readers of chat logs and captions.
 *
 * Laws: those of every reader (fuzz_talk.h); and a stamp ends inside the text,
 * wherever it is looked for.
 */
#include "fuzz_talk.h"

#include "talk/stamp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sw_str text = {(const char *)data, size};
    sw_stamp stamp;

    for (size_t at = 0; at < size && at < 200; at++) {
        size_t end = sw_stamp_read(text, at, true, &stamp);

        FUZZ_LAW(end == SW_NOWHERE || (end > at && end <= size));
    }
    fuzz_talk(&sw_read_log, data, size);
    fuzz_talk(&sw_read_vtt, data, size);
    return 0;
}
