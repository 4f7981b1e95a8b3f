/* json_string.h - to the end of a JSON string, many bytes at a time. */
#ifndef SW_BASE_JSON_STRING_H
#define SW_BASE_JSON_STRING_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Where the string ends whose first byte (behind its quote) is at i: at its
 * closing quote, or at the first thing that cannot stand in a string: a
 * control character, the backslash of a bad escape, what is no UTF-8, the end
 * of the text. *escaped is set when an escape was on the way. */
size_t sw_json_string_end(sw_str text, size_t i, bool *escaped);

/* The same, and what the string says goes to *to, its escapes undone; *to is
 * behind it then. It is never more than the string has bytes, but put down
 * many at a time: so many more may be written behind it. */
#define SW_JSON_STRING_SLACK 16
size_t sw_json_string_copy(sw_str text, size_t i, char **to);

/* Puts what the escape says whose backslash is at *i to out, and *i behind it;
 * gives how many bytes that are, never more than the escape has. A lone
 * surrogate becomes U+FFFD. 0 when it is no escape: nothing has moved. */
size_t sw_json_unescape(sw_str text, size_t *i, char out[4]);

/* Most strings are keys and names. Where the closing quote stands, when it is
 * one of the next 16 bytes and only plain ASCII stands before it; SW_NOWHERE
 * when a longer look is needed. Not SW_NOWHERE: 16 bytes can be read. */
static inline size_t sw_json_string_short(sw_str text, size_t i)
{
#ifdef __SSE2__
    if (text.len - i >= 16) {
        __m128i v =
            _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + i));
        unsigned quotes =
            (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
        /* Signed: bytes over 0x7F are low ones too. */
        unsigned others = (unsigned)_mm_movemask_epi8(
            _mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(0x20)),
                         _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))));

        /* Is the lowest quote below the lowest other? */
        if (quotes && !(others & (quotes ^ (quotes - 1))))
            return i + (size_t)__builtin_ctz(quotes);
    }
#else
    (void)text, (void)i;
#endif
    return SW_NOWHERE;
}

#endif
