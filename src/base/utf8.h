/* utf8.h - validate, step, count; UTF-16 length; a few classes. */
#ifndef SW_BASE_UTF8_H
#define SW_BASE_UTF8_H

#include "base/bits.h"
#include "base/str.h"

/* Bytes of the longest valid prefix; s.len when all is valid. Surrogates,
 * overlong forms and values over U+10FFFF are not valid. */
size_t sw_utf8_valid(sw_str s);
/* The same by the bits of all its blocks. */
size_t sw_utf8_valid_bits(sw_str s, const sw_bits *bits);
/* Bytes of the well-formed character at i (i < s.len); 0 when there is none. */
size_t sw_utf8_well_formed(sw_str s, size_t i);

/* 2 or 3 when the four bytes (the first one lowest) begin with a well-formed
 * character of so many; 0: another one, or none. For those who look at every
 * character: what is not ASCII is mostly one of these. */
static inline size_t sw_utf8_short(uint32_t four)
{
    /* 110xxxxx 10xxxxxx, not overlong */
    if ((four & 0xC0E0) == 0x80C0)
        return (four & 0x1E) ? 2 : 0;
    /* 1110xxxx 10xxxxxx 10xxxxxx, not overlong, no surrogate */
    if ((four & 0xC0C0F0) == 0x8080E0)
        return (four & 0x200F) && (four & 0x200F) != 0x200D ? 3 : 0;
    return 0;
}

/* The functions below want valid UTF-8. */

/* sw_utf8_at for a character over U+007F. */
uint32_t sw_utf8_wide(sw_str s, size_t i, size_t *size);
/* Code point at byte i (i < s.len, on a character edge); *size its bytes. */
static inline uint32_t sw_utf8_at(sw_str s, size_t i, size_t *size)
{
    const unsigned char c = (unsigned char)s.ptr[i];

    *size = 1;
    return c < 0x80 ? c : sw_utf8_wide(s, i, size);
}
/* Code point that ends at byte i (i > 0); *size its bytes. */
uint32_t sw_utf8_before(sw_str s, size_t i, size_t *size);
size_t sw_utf8_count(sw_str s);  /* code points */
size_t sw_utf16_count(sw_str s); /* UTF-16 code units */
/* Writes at most 4 bytes; gives their number. */
size_t sw_utf8_put(char out[4], uint32_t code);
/* Terminal columns: 0 for combining marks, joiners and variation selectors,
 * 2 for wide East Asian characters and emoji, else 1. Source: Unicode's
 * EastAsianWidth and emoji presentation ranges, abridged. */
int sw_utf8_width(uint32_t code);

bool sw_utf8_is_space(uint32_t code);      /* White_Space */
bool sw_utf8_is_apostrophe(uint32_t code); /* ' U+2019 U+02BC U+2018 U+00B4 ` */
/* Letters, digits and _ of ASCII; over U+007F everything but Unicode's
 * general punctuation, spaces, symbols and emoji (close to PCRE2's \w). */
bool sw_utf8_is_word(uint32_t code);
bool sw_utf8_is_upper(
    uint32_t code); /* ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic */
bool sw_utf8_is_lower(uint32_t code);
uint32_t sw_utf8_upper(uint32_t code); /* same ranges; itself elsewhere */
uint32_t sw_utf8_lower(uint32_t code);

#endif
