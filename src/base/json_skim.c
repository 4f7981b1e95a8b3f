/*
 * json_skim.c - past the plain bytes of a JSON string, many at a time.
 *
 * Most bytes of a transcript stand in strings, and most of those are letters.
 * Sixteen are looked at in one step where the machine can, eight elsewhere;
 * letters beyond ASCII are passed over like others and only remembered, so
 * that an apostrophe of three bytes costs nothing here.
 */
#include "base/json_skim.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool is_special(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

#ifdef __SSE2__

#define STEP 16

/* The lowest bit that is set. */
static unsigned first_bit(unsigned bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctz(bits);
#else
    unsigned i = 0;

    while (!(bits & 1u << i))
        i++;
    return i;
#endif
}

static __m128i load(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/* 0xFF for each byte that is special. */
static __m128i specials(__m128i v)
{
    __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"'));
    __m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);

    return _mm_or_si128(low, _mm_or_si128(quote, slash));
}

/* The same, when a byte over 0x7F has been seen and no other is asked for. */
static bool step_on(sw_str text, size_t *i)
{
    for (; text.len - *i >= STEP; *i += STEP) {
        unsigned hit =
            (unsigned)_mm_movemask_epi8(specials(load(text.ptr + *i)));

        if (hit) {
            *i += first_bit(hit);
            return true;
        }
    }
    return false;
}

/* Steps from *i while nothing special is in them; *i is behind the last. True:
 * it is at a special byte. */
static bool step(sw_str text, size_t *i, size_t *high)
{
    for (; text.len - *i >= STEP; *i += STEP) {
        __m128i v = load(text.ptr + *i), found = specials(v);
        unsigned hit = (unsigned)_mm_movemask_epi8(_mm_or_si128(found, v));
        unsigned at;

        if (!hit)
            continue;
        at = first_bit(hit);
        if (_mm_movemask_epi8(found) & 1 << at) {
            *i += at;
            return true;
        }
        *high = *i + at;
        return step_on(text, i);
    }
    return false;
}

#else

#define STEP      8
#define LOW_BITS  0x0101010101010101ULL
#define HIGH_BITS 0x8080808080808080ULL

/* Is one of the eight bytes special? Borrows run upwards only: a byte may be
 * called so falsely, but only above one that is. Bytes over 0x7F are masked
 * out. */
static bool has_special(uint64_t word)
{
    uint64_t quote = word ^ (LOW_BITS * '"');
    uint64_t slash = word ^ (LOW_BITS * '\\');
    uint64_t hit =
        (word - LOW_BITS * 0x20) | (quote - LOW_BITS) | (slash - LOW_BITS);

    return (hit & ~word & HIGH_BITS) != 0;
}

static bool step(sw_str text, size_t *i, size_t *high)
{
    bool seen = false;
    uint64_t word;

    while (text.len - *i >= STEP) {
        memcpy(&word, text.ptr + *i, sizeof word);
        if (has_special(word))
            break;
        if ((word & HIGH_BITS) && !seen) {
            *high = *i; /* or a little later */
            seen = true;
        }
        *i += STEP;
    }
    return false;
}

#endif

size_t sw_json_skim(sw_str text, size_t i, size_t *high)
{
    size_t before = *high;
    bool found = step(text, &i, high), seen = *high != before;

    for (; !found && i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (is_special(c))
            break;
        if (c >= 0x80 && !seen) {
            *high = i;
            seen = true;
        }
    }
    return i;
}
