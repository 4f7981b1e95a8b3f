/* byte.c - the table of byte classes, and many bytes a step. */
#include "base/byte.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* One byte's classes, told by ranges, so that the table needs no reading. */
#define AMONG(c, low, high) ((c) >= (low) && (c) <= (high))
#define CLASS(c)                                                        \
    ((AMONG(c, '0', '9') || AMONG(c, 'A', 'Z') || AMONG(c, 'a', 'z') || \
              (c) == '_'                                                \
          ? SW_BYTE_WORD                                                \
          : 0) |                                                        \
     (AMONG(c, 'A', 'Z') ? SW_BYTE_UPPER : 0) |                         \
     (AMONG(c, '0', '9') ? SW_BYTE_DIGIT : 0) |                         \
     (AMONG(c, '\t', '\r') || (c) == ' ' ? SW_BYTE_SPACE : 0) |         \
     ((c) == '\n' || (c) == '\r' ? SW_BYTE_BREAK : 0) |                 \
     ((c) == '.' || (c) == '!' || (c) == '?' ? SW_BYTE_MARK : 0) |      \
     ((c) == '-' || (c) == '\'' || (c) == '`' ? SW_BYTE_JOINT : 0) |    \
     ((c) >= 0x80 ? SW_BYTE_HIGH : 0))
#define FOUR(c)    CLASS(c), CLASS((c) + 1), CLASS((c) + 2), CLASS((c) + 3)
#define SIXTEEN(c) FOUR(c), FOUR((c) + 4), FOUR((c) + 8), FOUR((c) + 12)
#define QUARTER(c) \
    SIXTEEN(c), SIXTEEN((c) + 16), SIXTEEN((c) + 32), SIXTEEN((c) + 48)

const unsigned char sw_byte_classes[256] = {QUARTER(0), QUARTER(64),
                                            QUARTER(128), QUARTER(192)};

/* ---- many bytes a step --------------------------------------------------- */

#ifdef __SSE2__
/* What is true of a step's bytes, byte n as bit n. */
#define STEP 16
typedef unsigned step_set;

static __m128i load(const char *text)
{
    return _mm_loadu_si128((const __m128i *)(const void *)text);
}

static __m128i is(__m128i bytes, char byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte));
}

static step_set bits_of(__m128i bytes)
{
    return (unsigned)_mm_movemask_epi8(bytes);
}

static step_set break_bits(const char *text)
{
    const __m128i bytes = load(text);

    return bits_of(_mm_or_si128(is(bytes, '\n'), is(bytes, '\r')));
}

static step_set high_bits(const char *text)
{
    return bits_of(load(text));
}

static size_t first_of(step_set bits)
{
    return (size_t)__builtin_ctz(bits);
}

static size_t last_of(step_set bits)
{
    return 31 - (size_t)__builtin_clz(bits);
}

#else
/* Byte n as its own high bit. */
#define STEP 8
typedef uint64_t step_set;

static step_set break_bits(const char *text)
{
    const uint64_t bytes = sw_bytes_load(text);
    const uint64_t low = bytes & ~SW_BYTES_HIGH; /* no carries */

    return (sw_bytes_among(low, '\n', '\n') | sw_bytes_among(low, '\r', '\r')) &
           ~bytes;
}

static step_set high_bits(const char *text)
{
    return sw_bytes_load(text) & SW_BYTES_HIGH;
}

static size_t first_of(step_set bits)
{
    return (size_t)__builtin_ctzll(bits) / 8;
}

static size_t last_of(step_set bits)
{
    return 7 - (size_t)__builtin_clzll(bits) / 8;
}

#endif

size_t sw_byte_break(const char *text, size_t i, size_t end)
{
    for (; i + STEP <= end; i += STEP) {
        const step_set found = break_bits(text + i);
        if (found != 0)
            return i + first_of(found);
    }
    return sw_byte_find(text, i, end, SW_BYTE_BREAK);
}

size_t sw_byte_high(const char *text, size_t i, size_t end)
{
    for (; i + STEP <= end; i += STEP) {
        const step_set found = high_bits(text + i);
        if (found != 0)
            return i + first_of(found);
    }
    return sw_byte_find(text, i, end, SW_BYTE_HIGH);
}

size_t sw_byte_break_back(const char *text, size_t i, size_t end)
{
    for (; end - i >= STEP; end -= STEP) {
        const step_set found = break_bits(text + end - STEP);
        if (found != 0)
            return end - STEP + last_of(found) + 1;
    }
    while (end > i && !sw_byte_is(text[end - 1], SW_BYTE_BREAK))
        end--;
    return end;
}
