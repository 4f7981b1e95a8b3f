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

/* Letters of so many steps, 255 at most: a lane counts no further. */
static size_t count_letters(const char *text, size_t steps)
{
    __m128i sum = _mm_setzero_si128();

    for (size_t k = 0; k < steps; k++)
        sum = _mm_sub_epi8(sum, letter(load(text + STEP * k)));
    sum = _mm_sad_epu8(sum, _mm_setzero_si128());
    return (unsigned)_mm_cvtsi128_si32(sum) +
           (unsigned)_mm_extract_epi16(sum, 4);
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

/* The bits of four steps. */
static uint64_t four(step_set a, step_set b, step_set c, step_set d)
{
    return a | b << 16 | (uint64_t)(c | d << 16) << 32;
}

static __m128i word(__m128i bytes)
{
    return _mm_or_si128(letter_or_digit(bytes), is(bytes, '_'));
}

static __m128i joint(__m128i bytes)
{
    return _mm_or_si128(_mm_or_si128(is(bytes, '-'), is(bytes, '\'')),
                        is(bytes, '`'));
}

static sw_byte_bits all_64(const char *text)
{
    const __m128i a = load(text), b = load(text + 16), c = load(text + 32),
                  d = load(text + 48);

    return (sw_byte_bits){
        .word = four(bits_of(word(a)), bits_of(word(b)), bits_of(word(c)),
                     bits_of(word(d))),
        .joint = four(bits_of(joint(a)), bits_of(joint(b)), bits_of(joint(c)),
                      bits_of(joint(d))),
        .high = four(bits_of(a), bits_of(b), bits_of(c), bits_of(d))};
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

/* Letters of so many steps, 255 at most: a lane counts no further. */
static size_t count_letters(const char *text, size_t steps)
{
    uint64_t sum = 0;
    size_t count = 0;

    for (size_t k = 0; k < steps; k++) {
        const uint64_t bytes = sw_bytes_load(text + STEP * k);
        sum += (letter(bytes & ~SW_BYTES_HIGH) & ~bytes) >> 7;
    }
    for (; sum != 0; sum >>= 8)
        count += sum & 0xFF;
    return count;
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

static sw_byte_bits all_64(const char *text)
{
    sw_byte_bits bits = {0, 0, 0};

    for (unsigned i = 0; i < SW_BYTE_BLOCK; i++) {
        const unsigned class = sw_byte_class(text[i]);
        bits.word |= (uint64_t)((class & SW_BYTE_WORD) != 0) << i;
        bits.joint |= (uint64_t)((class & SW_BYTE_JOINT) != 0) << i;
        bits.high |= (uint64_t)((class & SW_BYTE_HIGH) != 0) << i;
    }
    return bits;
}
#endif

sw_byte_bits sw_byte_look(const char *text, size_t left)
{
    char last[SW_BYTE_BLOCK];

    if (left >= sizeof last)
        return all_64(text);
    memset(last, ' ', sizeof last);
    memcpy(last, text, left);
    return all_64(last);
}

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

size_t sw_byte_letters(const char *text, size_t i, size_t end)
{
    size_t count = 0, steps = (end - i) / STEP;

    while (steps > 0) {
        const size_t some = steps < 255 ? steps : 255;
        count += count_letters(text + i, some);
        i += some * STEP;
        steps -= some;
    }
    for (; i < end; i++)
        count += ((unsigned char)text[i] | 0x20u) - 'a' < 26;
    return count;
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
