/* fuzz.h - what a fuzz target is: one function over hostile bytes.
 *
 * libFuzzer calls it in `make fuzz T=fuzz_json`; replay.c calls it over the
 * kept corpus in `make check`, with any compiler. */
#ifndef SW_TESTS_FUZZ_H
#define SW_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A law that must hold whatever the input. */
#define FUZZ_LAW(law)                                                         \
    ((law)                                                                    \
         ? (void)0                                                            \
         : (fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #law), \
            abort()))

#endif
