/* byte.h - what a byte is, by one look into a table.
 *
 * For the walks that see every byte of every reply. A test such as "letter,
 * digit or _" costs one load and one AND; what most bytes are not is asked
 * for many kinds at a time. */
#ifndef SW_BASE_BYTE_H
#define SW_BASE_BYTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SW_BYTE_WORD  0x01u /* 0-9 A-Z a-z _ */
#define SW_BYTE_UPPER 0x02u /* A-Z */
#define SW_BYTE_DIGIT 0x04u /* 0-9 */
#define SW_BYTE_SPACE 0x08u /* \t \n \v \f \r and space */
#define SW_BYTE_BREAK 0x10u /* \n \r */
#define SW_BYTE_MARK  0x20u /* . ! ? */
#define SW_BYTE_JOINT                                                       \
    0x40u                  /* - ' ` : may stand between two parts of a word \
                            */
#define SW_BYTE_HIGH 0x80u /* a part of a character over U+007F */

extern const unsigned char sw_byte_classes[256];

static inline unsigned sw_byte_class(char byte)
{
    return sw_byte_classes[(unsigned char)byte];
}

static inline bool sw_byte_is(char byte, unsigned classes)
{
    return (sw_byte_class(byte) & classes) != 0;
}

/* What few bytes need, in a function of its own: the way of all others then
 * keeps nothing on the stack. */
#define SW_BYTE_RARE __attribute__((noinline))

/* The first byte of text[i, end) that is in one of the classes; end if none. */
static inline size_t sw_byte_find(const char *text, size_t i, size_t end,
                                  unsigned classes)
{
    while (i < end && !sw_byte_is(text[i], classes))
        i++;
    return i;
}

/* The first byte of text[i, end) that is in none of them; end if none. */
static inline size_t sw_byte_past(const char *text, size_t i, size_t end,
                                  unsigned classes)
{
    while (i < end && sw_byte_is(text[i], classes))
        i++;
    return i;
}

/* The functions below take many bytes a step: what they look for is rare. */

/* The first \n or \r of text[i, end); end when there is none. */
size_t sw_byte_break(const char *text, size_t i, size_t end);
/* The first byte of text[i, end) over 0x7F. */
size_t sw_byte_high(const char *text, size_t i, size_t end);
/* Behind the last \n or \r of text[i, end); i when there is none. */
size_t sw_byte_break_back(const char *text, size_t i, size_t end);

/* Eight bytes as a number, the first one lowest; each in its own byte. */
#define SW_BYTES_ONE  0x0101010101010101ULL
#define SW_BYTES_HIGH 0x8080808080808080ULL
static inline uint64_t sw_bytes_load(const char *text)
{
    uint64_t eight;

    memcpy(&eight, text, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* Of eight bytes under 0x80: the high bit of each that is low to high. */
static inline uint64_t sw_bytes_among(uint64_t eight, unsigned char low,
                                      unsigned char high)
{
    return (eight + (0x80u - low) * SW_BYTES_ONE) &
           ~(eight + (0x7Fu - high) * SW_BYTES_ONE) & SW_BYTES_HIGH;
}

#endif
