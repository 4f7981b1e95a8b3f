/*
 * json_string.c - to the end of a JSON string, many bytes at a time.
 *
 * Most bytes of a transcript stand in strings, and most of those are letters.
 * Sixteen are looked at in one step where the machine can, eight elsewhere,
 * and copied in the same step where a copy is wanted: what was loaded to look
 * at it need only be put down. A character beyond ASCII is judged where it
 * stands, so that an apostrophe of three bytes costs no second pass.
 */
#include "base/json_string.h"

#include "base/byte.h"
#include "base/utf8.h"

#include <string.h>

/* ---- escapes ------------------------------------------------------------- */

/* What the letter behind a backslash says; 0: no letter of that sort. */
static const char said_by[256] = {
    ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
    ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

static int hex_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return -1;
}

/* The code unit of the \\u escape at i; false when none is there. */
static bool unit_at(sw_str text, size_t i, uint32_t *out)
{
    if (text.len - i < 6 || text.ptr[i] != '\\' || text.ptr[i + 1] != 'u')
        return false;
    *out = 0;
    for (size_t k = i + 2; k < i + 6; k++) {
        int digit = hex_digit((unsigned char)text.ptr[k]);

        if (digit < 0)
            return false;
        *out = *out << 4 | (uint32_t)digit;
    }
    return true;
}

/* The code point of the \\u escape, or pair of them, at *i. */
static size_t put_code(sw_str text, size_t *i, char out[4])
{
    uint32_t code, low;

    if (!unit_at(text, *i, &code))
        return 0;
    *i += 6;
    if (code >= 0xD800 && code < 0xDC00 && unit_at(text, *i, &low) &&
        low >= 0xDC00 && low < 0xE000) {
        *i += 6;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    return sw_utf8_put(out, code); /* a lone one is U+FFFD there */
}

size_t sw_json_unescape(sw_str text, size_t *i, char out[4])
{
    char said =
        text.len - *i > 1 ? said_by[(unsigned char)text.ptr[*i + 1]] : '\0';

    if (!said)
        return put_code(text, i, out);
    *out = said;
    *i += 2;
    return 1;
}

/* ---- plain bytes --------------------------------------------------------- */

/* One body for looking and for copying; the compiler makes two of it. */
#define BOTH static inline __attribute__((always_inline))

/* Where the reading is, and where what is read goes; NULL: nowhere. */
typedef struct walk {
    const char *at, *end;
    char *to;
} walk;

/* Past so many bytes, which have been copied where a copy is wanted. */
BOTH void pass(walk *w, size_t size, bool copy)
{
    w->at += size;
    if (copy)
        w->to += size;
}

static bool is_plain(char byte)
{
    unsigned char c = (unsigned char)byte;

    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

#ifdef __SSE2__

#define STEP 16
typedef unsigned bits;

/* A bit for each of the next bytes that is not plain. */
BOTH bits step(const walk *w, bool copy)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)w->at);
    __m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
    /* With the bit in which they differ turned, the quote is next to the
     * control characters. Signed: bytes over 0x7F are low ones too. */
    __m128i turned = _mm_xor_si128(v, _mm_set1_epi8('"' ^ ' '));
    __m128i low = _mm_cmpgt_epi8(_mm_set1_epi8(' ' + 1), turned);

    if (copy)
        _mm_storeu_si128((__m128i *)(void *)w->to, v);
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(low, slash));
}

static size_t first(bits hit)
{
    return (size_t)__builtin_ctz(hit);
}

#else

#define STEP 8
typedef uint64_t bits;

/* The high bit of each of the next bytes that is not plain. Borrows run upwards
 * only: a byte may be called so falsely, but only above one that is. */
BOTH bits step(const walk *w, bool copy)
{
    uint64_t word = sw_bytes_load(w->at);
    uint64_t quote = word ^ (SW_BYTES_ONE * '"');
    uint64_t slash = word ^ (SW_BYTES_ONE * '\\');

    if (copy)
        memcpy(w->to, w->at, STEP);
    return ((word - SW_BYTES_ONE * 0x20) | (quote - SW_BYTES_ONE) |
            (slash - SW_BYTES_ONE) | word) &
           SW_BYTES_HIGH;
}

static size_t first(bits hit)
{
    return (size_t)__builtin_ctzll(hit) / 8;
}

#endif

/* To the first byte that is not plain. */
BOTH void pass_plain(walk *w, bool copy)
{
    for (size_t n = (size_t)(w->end - w->at) / STEP; n > 0; n--) {
        bits hit = step(w, copy);

        if (hit) {
            pass(w, first(hit), copy);
            return;
        }
        pass(w, STEP, copy);
    }
    while (w->at < w->end && is_plain(*w->at)) {
        if (copy)
            *w->to = *w->at;
        pass(w, 1, copy);
    }
}

/* ---- strings ------------------------------------------------------------- */

/* Past escapes, to the first that is none. They come in rows: an empty line is
 * two. */
BOTH void pass_escapes(walk *w, bool copy)
{
    while (w->end - w->at > 1 && *w->at == '\\') {
        char said = said_by[(unsigned char)w->at[1]], scratch[4];
        size_t i = 0, size;

        if (said) {
            if (copy)
                *w->to++ = said;
            w->at += 2;
            continue;
        }
        size = put_code((sw_str){w->at, (size_t)(w->end - w->at)}, &i,
                        copy ? w->to : scratch);
        if (!size)
            break;
        if (copy)
            w->to += size;
        w->at += i;
    }
}

/* Past one character over U+007F; false when it is none. */
BOTH bool pass_one(walk *w, bool copy)
{
    sw_str rest = {w->at, (size_t)(w->end - w->at)};
    size_t size = sw_utf8_well_formed(rest, 0);

    for (size_t i = 0; copy && i < size; i++)
        w->to[i] = rest.ptr[i];
    pass(w, size, copy);
    return size > 0;
}

/* Past characters over U+007F, and what ASCII stands among them: most scripts
 * have the spaces in common with it. To where four plain bytes follow, or to
 * what is not plain. */
BOTH void pass_wide(walk *w, bool copy)
{
    while (w->end - w->at >= 8) {
        uint32_t four = (uint32_t)sw_bytes_load(w->at);
        size_t size = four & 0x80 ? sw_utf8_short(four) : is_plain(*w->at);

        if (!(four & 0x80808080))
            return;
        if (copy)
            memcpy(w->to, w->at, 4);
        if (size)
            pass(w, size, copy);
        else if (!(four & 0x80) || !pass_one(w, copy))
            return;
    }
    while (w->at < w->end && (unsigned char)*w->at >= 0x80 && pass_one(w, copy))
        ;
}

BOTH void pass_string(walk *w, bool copy, bool *escaped)
{
    const char *from;

    do {
        pass_plain(w, copy);
        from = w->at;
        if (from == w->end)
            break;
        if (*from == '\\') {
            pass_escapes(w, copy);
            *escaped |= w->at != from;
        } else if ((unsigned char)*from >= 0x80) {
            pass_wide(w, copy);
        }
    } while (w->at != from);
}

size_t sw_json_string_end(sw_str text, size_t i, bool *escaped)
{
    walk w = {text.ptr + i, text.ptr + text.len, NULL};

    pass_string(&w, false, escaped);
    return (size_t)(w.at - text.ptr);
}

size_t sw_json_string_copy(sw_str text, size_t i, char **to)
{
    walk w = {text.ptr + i, text.ptr + text.len, *to};
    bool escaped = false;

    pass_string(&w, true, &escaped);
    *to = w.to;
    return (size_t)(w.at - text.ptr);
}
