/* json_skim.h - past the plain bytes of a JSON string, many at a time. */
#ifndef SW_BASE_JSON_SKIM_H
#define SW_BASE_JSON_SKIM_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The first byte at or after i that is a quote, a backslash or a control
 * character; the length when there is none. *high is the first byte over 0x7F
 * on the way, or a little before; it stays as it is when there is none. */
size_t sw_json_skim(sw_str text, size_t i, size_t *high);

/* Most strings are keys and names. Where the closing quote stands, when it is
 * one of the next 16 bytes and only plain ASCII stands before it; SW_NOWHERE
 * when a longer look is needed. */
static inline size_t sw_json_skim_short(sw_str text, size_t i)
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
