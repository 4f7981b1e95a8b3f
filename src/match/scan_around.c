/* scan_around.c - may a literal stand where it was found?
 *
 * Words go on at its ends, or what its pattern wants beside it is not there:
 * then it is no part of a match. Looking ends after LOOK bytes; who gets so
 * far is let through, so that no text makes this slow. */
#include <string.h>

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

/* The first word with that byte at its near end, or where it would be: they are
 * in order. */
static const sw_scan_word *first_of(const sw_scan_word *words, size_t count,
                                    char first)
{
    while (count > 0) {
        size_t half = count / 2;
        if (words[half].first < first) {
            words += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return words;
}

/* Which way the words are looked for: from a literal's end on, or back from its
 * start. A constant, so that each way gets a loop of its own. */
typedef enum way { BACK = -1, ON = 1 } way;

/* Does one of the words stand there of which *near is the near end? */
static bool any(const sw_scan *scan, const sw_scan_beside *b, sw_str text,
                const char *near, way step)
{
    const char first = near[0], second = near[step];
    const sw_scan_word *word = &scan->words[b->words], *end = word + b->count;
    const size_t at = (size_t)(near - text.ptr);

    for (word = first_of(word, b->count, first);
         word < end && word->first == first; word++) {
        const size_t back = step == BACK ? word->len - 1u : 0;
        if ((word->second == second || word->second == '\0') && back <= at &&
            word_at(scan, word, text, at - back))
            return true;
    }
    return false;
}

/* Mostly none: then nobody looks at the words, and mostly one byte tells. In
 * front of a text and behind it are bytes that are in no word. */
static inline bool among(const sw_scan_beside *b, const char *near, way step)
{
    return (b->ones >> (near[0] & 31) & 1) != 0 &&
           (b->pairs & sw_scan_pair(near[0], near[step])) != 0 &&
           (b->thirds & sw_scan_pair(near[step], near[2 * step])) != 0;
}

/* One of the words stands beside the literal whose end *near is next to; they
 * may share a space. What is between is counted down. */
static inline bool stands(const sw_scan *scan, const sw_scan_beside *b,
                          sw_str text, const char *near, way step)
{
    const sw_reach far = b->between;
    const size_t rest =
        (size_t)(step == ON ? text.ptr + text.len - near : near + 1 - text.ptr);
    const size_t bytes = far.bytes < LOOK ? far.bytes : LOOK;
    const char *stop = near + step * (ptrdiff_t)(bytes < rest ? bytes : rest);
    unsigned spaces = far.spaces;

    if (near[-step] == ' ' && among(b, near - step, step) &&
        any(scan, b, text, near - step, step))
        return true;
    for (; !among(b, near, step) || !any(scan, b, text, near, step);
         near += step) {
        if (near == stop)
            return bytes == LOOK && rest > LOOK;
        if (*near > SW_LITERAL_LAST_MARK)
            continue; /* a letter, as most are */
        if (*near == ' ' ? spaces-- == 0
                         : (sw_literal_mark(*near) & ~far.marks) != 0)
            return false;
    }
    return true;
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
