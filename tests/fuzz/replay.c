/*
 * replay.c - run a fuzz target over files, with any compiler.
 *
 *     replay_json FILE...
 *
 * Each file is tried whole and cut short at up to 64 places: where a reader
 * trusts a length, a cut file shows it. Every input is handed over in memory
 * of its own size, so that the address sanitizer sees a step past its end.
 */
#include "fuzz.h"

#include <string.h>

#define MOST_BYTES ((size_t)1 << 20)
#define MOST_CUTS  64

static void try_bytes(const char *bytes, size_t len)
{
    uint8_t *own = malloc(len ? len : 1);

    FUZZ_LAW(own);
    memcpy(own, bytes, len);
    LLVMFuzzerTestOneInput(own, len);
    free(own);
}

/* False when the file cannot be read. */
static int try_file(const char *path, char *bytes)
{
    FILE *in = fopen(path, "rb");
    size_t len, step;

    if (!in)
        return 0;
    len = fread(bytes, 1, MOST_BYTES, in);
    fclose(in);
    step = len / MOST_CUTS + 1;
    for (size_t cut = 0; cut < len; cut += step)
        try_bytes(bytes, cut);
    try_bytes(bytes, len);
    return 1;
}

int main(int argc, char **argv)
{
    char *bytes = malloc(MOST_BYTES);
    int passed = 0, failed = 0;

    FUZZ_LAW(bytes);
    for (int i = 1; i < argc; i++) {
        if (try_file(argv[i], bytes)) {
            passed++;
        } else {
            fprintf(stderr, "replay: %s cannot be read\n", argv[i]);
            failed++;
        }
    }
    free(bytes);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
