/*
 * digest.c - 64 bits over a stream of bytes, whatever pieces it comes in.
 *
 * Files of gigabytes are compared by it, so it must be faster than a disk: four
 * lanes of eight bytes, each a multiplication and a turn, which a processor
 * does side by side. Order within a lane counts, lanes start apart, and the
 * length is mixed in, so that what is moved or left out shows.
 */
#include "base/digest.h"

#include <string.h>

#define BLOCK 32
#define ODD   0x9E3779B97F4A7C15ULL /* 2^64 / golden ratio */
#define ODD_2 0xC2B2AE3D27D4EB4FULL

static uint64_t turn(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static void take_block(sw_digest *d, const unsigned char *block)
{
    for (unsigned i = 0; i < 4; i++) {
        uint64_t word;

        memcpy(&word, block + 8 * i, sizeof word);
        d->lanes[i] =
            turn(d->lanes[i] + word * ODD_2 + ODD * (i + 1), 31) * ODD;
    }
}

void sw_digest_add(sw_digest *d, sw_str bytes)
{
    size_t have = (size_t)(d->len % BLOCK);

    d->len += bytes.len;
    if (have) {
        size_t n = bytes.len < BLOCK - have ? bytes.len : BLOCK - have;

        if (n)
            memcpy(d->rest + have, bytes.ptr, n);
        if (have + n < BLOCK)
            return;
        take_block(d, d->rest);
        bytes = sw_str_part(bytes, n, bytes.len);
    }
    while (bytes.len >= BLOCK) {
        take_block(d, (const unsigned char *)bytes.ptr);
        bytes = sw_str_part(bytes, BLOCK, bytes.len);
    }
    if (bytes.len)
        memcpy(d->rest, bytes.ptr, bytes.len);
}

/* Every bit of x in every bit of the result. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
    return x ^ x >> 31;
}

uint64_t sw_digest_value(const sw_digest *digest)
{
    sw_digest d = *digest;
    size_t have = (size_t)(d.len % BLOCK);
    uint64_t value = mix(d.len + ODD);

    memset(d.rest + have, 0, BLOCK - have);
    if (have)
        take_block(&d, d.rest);
    for (unsigned i = 0; i < 4; i++)
        value = mix(value ^ turn(d.lanes[i], 7 * i + 1)) * ODD;
    return mix(value);
}

uint64_t sw_digest_of(sw_str bytes)
{
    sw_digest d = {0};

    sw_digest_add(&d, bytes);
    return sw_digest_value(&d);
}
