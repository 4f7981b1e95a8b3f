/* bits.c - what the bytes of a text are, 64 of them a number. */
#include "base/bits.h"

#ifdef __SSE2__
#include <emmintrin.h>

#define STEP 16 /* bytes */

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

static __m128i or (__m128i a, __m128i b)
{
    return _mm_or_si128(a, b);
}

static unsigned bits_of(__m128i bytes)
{
    return (unsigned)_mm_movemask_epi8(bytes);
}

/* Of a step. */
typedef struct step_bits {
    unsigned word, plain, high, breaks, stops;
} step_bits;

static inline step_bits look_step(const char *text)
{
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    const __m128i letter = among(or (bytes, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i word =
        or (or (letter, among(bytes, '0', '9')), is(bytes, '_'));
    const __m128i plain = or (or (word, is(bytes, ' ')), is(bytes, ','));
    const __m128i breaks = or (is(bytes, '\n'), is(bytes, '\r'));
    const __m128i marks =
        or (or (is(bytes, '.'), is(bytes, '!')), is(bytes, '?'));
    const __m128i stops = or (or (breaks, marks), is(bytes, (char)0xE2));

    return (step_bits){bits_of(word), bits_of(plain), bits_of(bytes),
                       bits_of(breaks), bits_of(stops)};
}

/* The bits of four steps. */
static uint64_t four(unsigned a, unsigned b, unsigned c, unsigned d)
{
    return (a | b << STEP) | (uint64_t)(c | d << STEP) << 2 * STEP;
}

static sw_bits look(const char *text)
{
    const step_bits a = look_step(text), b = look_step(text + STEP),
                    c = look_step(text + 2 * STEP),
                    d = look_step(text + 3 * STEP);

    return (sw_bits){.word = four(a.word, b.word, c.word, d.word),
                     .odd = ~four(a.plain, b.plain, c.plain, d.plain),
                     .high = four(a.high, b.high, c.high, d.high),
                     .breaks = four(a.breaks, b.breaks, c.breaks, d.breaks),
                     .stops = four(a.stops, b.stops, c.stops, d.stops)};
}

static unsigned small_step(const char *text)
{
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);

    return bits_of(among(bytes, 'a', 'z'));
}

static uint64_t small(const char *text)
{
    return four(small_step(text), small_step(text + STEP),
                small_step(text + 2 * STEP), small_step(text + 3 * STEP));
}
#else
static sw_bits look(const char *text)
{
    sw_bits bits = {0, 0, 0, 0, 0};

    for (unsigned n = 0; n < SW_BITS_BLOCK; n++) {
        const unsigned class = sw_byte_class(text[n]);
        const bool word = (class & SW_BYTE_WORD) != 0;
        const bool ends = (class & SW_BYTE_BREAK) != 0;
        const bool stop = ends || (class & SW_BYTE_MARK) != 0 ||
                          (unsigned char)text[n] == 0xE2;
        const bool plain = word || text[n] == ' ' || text[n] == ',';
        bits.word |= (uint64_t)word << n;
        bits.odd |= (uint64_t)!plain << n;
        bits.high |= (uint64_t)((class & SW_BYTE_HIGH) != 0) << n;
        bits.breaks |= (uint64_t)ends << n;
        bits.stops |= (uint64_t)stop << n;
    }
    return bits;
}

static uint64_t small(const char *text)
{
    uint64_t bits = 0;

    for (unsigned n = 0; n < SW_BITS_BLOCK; n++)
        bits |= (uint64_t)(text[n] >= 'a' && text[n] <= 'z') << n;
    return bits;
}
#endif

sw_bits sw_bits_look(const char *text, size_t left)
{
    char last[SW_BITS_BLOCK];

    if (left >= sizeof last)
        return look(text);
    memset(last, ' ', sizeof last);
    memcpy(last, text, left);
    return look(last);
}

uint64_t sw_bits_small(const char *text, size_t left)
{
    char last[SW_BITS_BLOCK];

    if (left >= sizeof last)
        return small(text);
    memset(last, 'a', sizeof last);
    memcpy(last, text, left);
    return small(last);
}

void sw_bits_all(const char *text, size_t len, sw_bits *all)
{
    size_t i = 0;

    for (; i + SW_BITS_BLOCK <= len; i += SW_BITS_BLOCK)
        *all++ = look(text + i);
    *all = sw_bits_look(text + i, len - i);
}

const sw_bits *sw_bit_map_look(sw_bit_map *map, size_t block)
{
    const size_t i = block * SW_BITS_BLOCK;

    if (block != map->block)
        map->last = sw_bits_look(map->text + i, map->len - i);
    map->block = block;
    return &map->last;
}
