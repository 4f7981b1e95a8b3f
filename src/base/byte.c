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

/* Only numbers with a sign can be compared, so `low` becomes the least. */
static __m128i among(__m128i bytes, char low, char high)
{
    return _mm_cmplt_epi8(
        _mm_add_epi8(bytes, _mm_set1_epi8((char)(-128 - low))),
        _mm_set1_epi8((char)(-128 + high - low + 1)));
}

static __m128i letter(__m128i bytes)
{
    return among(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
}

static __m128i letter_or_digit(__m128i bytes)
{
    return _mm_or_si128(letter(bytes), among(bytes, '0', '9'));
}

static step_set bits_of(__m128i bytes)
{
    return (unsigned)_mm_movemask_epi8(bytes);
}

static step_set odd_bits(const char *text)
{
    const __m128i bytes = load(text);

    return bits_of(_mm_or_si128(letter_or_digit(bytes), is(bytes, ' '))) ^
           0xFFFFu;
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

/* Bytes over 0x7F must not carry into their neighbours. */
static step_set letter(uint64_t low)
{
    return sw_bytes_among(low | 0x20 * SW_BYTES_ONE, 'a', 'z');
}

static step_set odd_bits(const char *text)
{
    const uint64_t bytes = sw_bytes_load(text);
    const uint64_t low = bytes & ~SW_BYTES_HIGH;
    const uint64_t plain = letter(low) | sw_bytes_among(low, '0', '9') |
                           sw_bytes_among(low, ' ', ' ');

    return (~plain | bytes) & SW_BYTES_HIGH;
}

static step_set break_bits(const char *text)
{
    const uint64_t bytes = sw_bytes_load(text);
    const uint64_t low = bytes & ~SW_BYTES_HIGH;

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

size_t sw_byte_odd(const char *text, size_t i, size_t end)
{
    for (; i + STEP <= end; i += STEP) {
        const step_set odd = odd_bits(text + i);
        if (odd != 0)
            return i + first_of(odd);
    }
    while (i < end && (text[i] == ' ' ||
                       (text[i] != '_' && sw_byte_is(text[i], SW_BYTE_WORD))))
        i++;
    return i;
}

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
