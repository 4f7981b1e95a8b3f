/* utf8.h - validate, step, count; UTF-16 length; a few classes. */
#ifndef SW_BASE_UTF8_H
#define SW_BASE_UTF8_H

#include "base/str.h"

/* Bytes of the longest valid prefix; s.len when all is valid. Surrogates,
 * overlong forms and values over U+10FFFF are not valid. */
size_t sw_utf8_valid(sw_str s);

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
