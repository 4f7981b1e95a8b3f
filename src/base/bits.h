/* bits.h - what the bytes of a text are, 64 of them a number. */
#ifndef SW_BASE_BITS_H
#define SW_BASE_BITS_H

#include "base/byte.h"

#define SW_BITS_BLOCK 64 /* bytes */

/* Byte n as bit n. */
typedef struct sw_bits {
    uint64_t word;   /* 0-9 A-Z a-z _ */
    uint64_t odd;    /* no word's, nor a space or a comma */
    uint64_t high;   /* over 0x7F */
    uint64_t breaks; /* \n \r */
    uint64_t stops;  /* \n \r . ! ? and 0xE2, with which U+2026 begins */
} sw_bits;

/* Of text, of which `left` bytes may be read; what would stand behind them are
 * spaces. */
sw_bits sw_bits_look(const char *text, size_t left);

/* The small ASCII letters of them alone; what stands behind `left` bytes are
 * some, too. */
uint64_t sw_bits_small(const char *text, size_t left);

static inline size_t sw_bits_blocks(size_t len)
{
    return len / SW_BITS_BLOCK + 1;
}
/* Of all blocks of a text, sw_bits_blocks(len) of them. */
void sw_bits_all(const char *text, size_t len, sw_bits *all);

/* How many are set. */
static inline size_t sw_bits_count(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
    return ((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F) * SW_BYTES_ONE >> 56;
}

/* The bits of bytes from..to, one of them at least, of a block. */
static inline uint64_t sw_bits_between(size_t from, size_t to)
{
    return UINT64_MAX >> (SW_BITS_BLOCK - (to - from)) << from;
}

/* The blocks of a text, all of them looked at before, or each when it is asked
 * for. */
typedef struct sw_bit_map {
    const char *text;
    size_t len;
    const sw_bits *all; /* by sw_bits_all; NULL: then */
    size_t block;       /* the number of the one looked at last */
    sw_bits last;       /* and its bits */
} sw_bit_map;

static inline sw_bit_map sw_bit_map_of(const char *text, size_t len,
                                       const sw_bits *all)
{
    return (sw_bit_map){text, len, all, SIZE_MAX, {0, 0, 0, 0, 0}};
}

/* A block that nobody has looked at before. */
const sw_bits *sw_bit_map_look(sw_bit_map *map, size_t block);

/* The block, which begins in the text or at its end. Stands until the next
 * one is asked for. */
static inline const sw_bits *sw_bit_map_at(sw_bit_map *map, size_t block)
{
    return map->all != NULL ? &map->all[block] : sw_bit_map_look(map, block);
}

/* The first byte of text[i, end) that is one of those that `of` gives of each
 * block; end when there is none. Inlined with `of`. */
static inline __attribute__((always_inline)) size_t
sw_bit_map_next(sw_bit_map *map, size_t i, size_t end,
                uint64_t (*of)(const sw_bits *bits))
{
    uint64_t behind = UINT64_MAX << i % SW_BITS_BLOCK;

    for (size_t k = i / SW_BITS_BLOCK; i < end; k++, behind = UINT64_MAX) {
        const uint64_t bits = of(sw_bit_map_at(map, k)) & behind;
        i = k * SW_BITS_BLOCK;
        if (bits != 0) {
            i += (size_t)__builtin_ctzll(bits);
            return i < end ? i : end;
        }
        i += SW_BITS_BLOCK;
    }
    return end;
}

#endif
