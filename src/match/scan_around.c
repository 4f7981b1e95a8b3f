/* scan_around.c - may a literal stand where it was found?
 *
 * Words go on at its ends, or what its pattern wants beside it is not there:
 * then it is no part of a match. Looking ends after LOOK bytes; who gets so
 * far is let through, so that no text makes this slow. */
#include <string.h>

#include "base/byte.h"
#include "match/scan.h"

#define LOOK 400 /* bytes looked at on one side */

/* Surely no character of a word: \x7F may be anything. */
static bool parts_words(sw_str text, size_t at)
{
    return at >= text.len ||
           (!sw_literal_is_word(text.ptr[at]) && text.ptr[at] != '\x7F');
}

bool sw_scan_is_tail(sw_str text, size_t at)
{
    return at + 1 < text.len && text.ptr[at] == '\'' &&
           text.ptr[at + 1] == 't' && parts_words(text, at + 2);
}

/* Words are short, and differ soon. */
static inline bool same(const char *a, const char *b, size_t len)
{
    size_t i = 0;

    while (i < len && a[i] == b[i])
        i++;
    return i == len;
}

static inline bool word_at(const sw_scan *scan, const sw_scan_word *word,
                           sw_str text, size_t at)
{
    return word->len <= text.len - at &&
           same(text.ptr + at, scan->bytes + word->text, word->len) &&
           (word->edges == 0 ||
            (sw_scan_wrong_edges(text, at, at + word->len) & word->edges) == 0);
}

/* Which way the words are looked for: from a literal's end on, or back from its
 * start. A constant, so that each way gets a loop of its own. */
typedef enum way { BACK = -1, ON = 1 } way;

#define ONE_WAY static inline __attribute__((always_inline))

/* The two bytes at its near end, by which words are in order. */
ONE_WAY unsigned end_of(char first, char second)
{
    return (unsigned)(unsigned char)first << 8 | (unsigned char)second;
}

/* The first word with that near end, or where it would be. */
ONE_WAY const sw_scan_word *first_of(const sw_scan_word *words, size_t count,
                                     unsigned end)
{
    while (count > 0) {
        const size_t half = count / 2;
        if (end_of(words[half].first, words[half].second) < end) {
            words += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return words;
}

/* Does one of the words stand there that have that near end, which is at *near?
 */
ONE_WAY bool any_of(const sw_scan *scan, const sw_scan_beside *b, sw_str text,
                    const char *near, way step, unsigned end)
{
    const sw_scan_word *words = &scan->words[b->words];
    const sw_scan_word *word = first_of(words, b->count, end);
    const size_t at = (size_t)(near - text.ptr);

    for (; word < words + b->count && end_of(word->first, word->second) == end;
         word++) {
        const size_t back = step == BACK ? word->len - 1u : 0;
        if (back <= at && word_at(scan, word, text, at - back))
            return true;
    }
    return false;
}

/* Does any? Those of one byte have no second one; then all pairs are theirs. */
static __attribute__((noinline)) bool any(const sw_scan *scan,
                                          const sw_scan_beside *b, sw_str text,
                                          const char *near, way step)
{
    return any_of(scan, b, text, near, step, end_of(near[0], near[step])) ||
           (b->pairs == UINT64_MAX &&
            any_of(scan, b, text, near, step, end_of(near[0], '\0')));
}

/* Mostly none: then nobody looks at the words, and mostly one byte tells. In
 * front of a text and behind it are bytes that are in no word. */
ONE_WAY bool among(const sw_scan_beside *b, const char *near, way step)
{
    return (b->ones >> (near[0] & 31) & 1) != 0 &&
           (b->pairs & sw_scan_pair(near[0], near[step])) != 0 &&
           (b->thirds & sw_scan_pair(near[step], near[2 * step])) != 0;
}

ONE_WAY bool found(const sw_scan *scan, const sw_scan_beside *b, sw_str text,
                   const char *near, way step)
{
    return among(b, near, step) && any(scan, b, text, near, step);
}

/* Of eight bytes from *near on, those that are a mark or a space, or no letter
 * at least: the high bit of each, the first byte's lowest. */
ONE_WAY uint64_t breaks_at(const char *near, way step)
{
    uint64_t eight = sw_bytes_load(step == ON ? near : near - 7);

    if (step == BACK)
        eight = __builtin_bswap64(eight);
    return ((0x80u + SW_LITERAL_LAST_MARK) * SW_BYTES_ONE - eight) &
           SW_BYTES_HIGH;
}

/* How far is looked, and what there may be passed. */
typedef struct path {
    size_t bytes;
    unsigned spaces, marks;
    bool cut; /* it goes on behind that, but nobody looks */
} path;

ONE_WAY path path_of(const sw_scan_beside *b, sw_str text, const char *near,
                     way step)
{
    const size_t rest =
        (size_t)(step == ON ? text.ptr + text.len - near : near + 1 - text.ptr);
    const size_t bytes = b->between.bytes < LOOK ? b->between.bytes : LOOK;

    return (path){bytes < rest ? bytes : rest, b->between.spaces,
                  b->between.marks, bytes == LOOK && rest > LOOK};
}

/* Does one of the words stand there, or within the path? */
ONE_WAY bool any_place(const sw_scan *scan, const sw_scan_beside *b,
                       sw_str text, const char *near, way step)
{
    path p = path_of(b, text, near, step);
    const char *stop = near + step * (ptrdiff_t)p.bytes;

    for (; !found(scan, b, text, near, step); near += step) {
        if (near == stop)
            return p.cut;
        if (*near > SW_LITERAL_LAST_MARK)
            continue; /* a letter, as most are */
        if (*near == ' ' ? p.spaces-- == 0
                         : (sw_literal_mark(*near) & ~p.marks) != 0)
            return false;
    }
    return true;
}

/* The same, of words that stand there or next to a space. */
ONE_WAY bool any_spaced(const sw_scan *scan, const sw_scan_beside *b,
                        sw_str text, const char *near, way step)
{
    path p = path_of(b, text, near, step);

    if (found(scan, b, text, near, step))
        return true;
    for (size_t from = 0; from <= p.bytes; from += 8) {
        uint64_t breaks = breaks_at(near + step * (ptrdiff_t)from, step);
        for (; breaks != 0; breaks &= breaks - 1) {
            const size_t far = from + (size_t)__builtin_ctzll(breaks) / 8;
            const char *at = near + step * (ptrdiff_t)far;
            if (far > p.bytes)
                return p.cut;
            if (*at != ' ') {
                if ((sw_literal_mark(*at) & ~p.marks) != 0)
                    return false;
                continue;
            }
            if (found(scan, b, text, at, step))
                return true;
            if (far == p.bytes)
                return p.cut;
            if (p.spaces-- == 0)
                return false;
            if (found(scan, b, text, at + step, step))
                return true;
        }
    }
    return p.cut;
}

/* One of the words stands beside the literal whose end *near is next to; they
 * may share a space. What is between is counted down. */
ONE_WAY bool stands(const sw_scan *scan, const sw_scan_beside *b, sw_str text,
                    const char *near, way step)
{
    if (near[-step] == ' ' && found(scan, b, text, near - step, step))
        return true;
    return b->spaced ? any_spaced(scan, b, text, near, step)
                     : any_place(scan, b, text, near, step);
}

bool sw_scan_stands_before(const sw_scan *scan, uint16_t number, sw_str text,
                           size_t start)
{
    return number == 0 || stands(scan, &scan->besides[number - 1], text,
                                 text.ptr + start - 1, BACK);
}

bool sw_scan_stands_after(const sw_scan *scan, uint16_t number, sw_str text,
                          size_t end)
{
    return number == 0 ||
           stands(scan, &scan->besides[number - 1], text, text.ptr + end, ON);
}
