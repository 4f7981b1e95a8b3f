/*
 * fuzz_paths.c - random patterns and texts by every way through the engine.
 *
 * The bytes decide what is put together (paths.h); the law is that with and
 * without the prefilter, by either scanner, interpreted or compiled, alone or
 * many at once, the same is found.
 */
#include "paths.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dice dice = {.data = data, .size = size, .seed = (uint32_t)size};

    dice_round(&dice, 1 + dice_roll(&dice, 4), 1 + dice_roll(&dice, 6));
    return 0;
}
