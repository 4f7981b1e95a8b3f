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

static bool word_at(const sw_scan *scan, const sw_scan_word *word, sw_str text,
                    size_t at)
{
    return word->len <= text.len - at &&
           memcmp(text.ptr + at, scan->bytes + word->text, word->len) == 0 &&
           (word->edges == 0 ||
            (sw_scan_wrong_edges(text, at, at + word->len) & word->edges) == 0);
}

/* The first word with that byte at its end, or where it would be: they are in
 * order. */
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

/* Does one of the words stand there that have these two bytes at that end? */
static bool any(const sw_scan *scan, const sw_scan_beside *b, sw_str text,
                size_t at, bool ends, char first, char second)
{
    const sw_scan_word *word = &scan->words[b->words], *end = word + b->count;

    for (word = first_of(word, b->count, first);
         word < end && word->first == first; word++) {
        size_t len = ends ? word->len : 0;
        if ((word->second == second || word->second == '\0') && len <= at &&
            word_at(scan, word, text, at - len))
            return true;
    }
    return false;
}

/* Mostly none: then nobody looks at the words. */
static inline bool among(const sw_scan_beside *b, char first, char second)
{
    return (b->ones & sw_scan_one(first)) != 0 &&
           (b->pairs & sw_scan_pair(first, second)) != 0;
}

/* Does one of the words begin at `at`, or end there? */
static inline bool begins(const sw_scan *scan, const sw_scan_beside *b,
                          sw_str text, size_t at)
{
    char first = text.ptr[at];
    char second = at + 1 < text.len ? text.ptr[at + 1] : '\0';

    return among(b, first, second) &&
           any(scan, b, text, at, false, first, second);
}

static inline bool ends(const sw_scan *scan, const sw_scan_beside *b,
                        sw_str text, size_t at)
{
    char first = text.ptr[at - 1], second = at > 1 ? text.ptr[at - 2] : '\0';

    return among(b, first, second) &&
           any(scan, b, text, at, true, first, second);
}

/* What is still between. */
typedef struct between {
    size_t bytes, spaces;
    unsigned never; /* marks that may not be there */
} between;

static between room(const sw_scan_beside *b)
{
    const sw_reach *r = &b->between;

    return (between){r->bytes < LOOK ? r->bytes : LOOK,
                     r->spaces < LOOK ? r->spaces : LOOK, ~(unsigned)r->marks};
}

/* One of the words begins behind end; they may share a space. */
static bool stands_after(const sw_scan *scan, const sw_scan_beside *b,
                         sw_str text, size_t end)
{
    between left = room(b);
    size_t at = end;

    if (at > 0 && text.ptr[at - 1] == ' ' && begins(scan, b, text, at - 1))
        return true;
    for (; at < text.len; at++) {
        if (begins(scan, b, text, at))
            return true;
        if (at - end >= left.bytes)
            return left.bytes >= LOOK;
        if ((text.ptr[at] == ' ' && left.spaces-- == 0) ||
            (sw_literal_mark(text.ptr[at]) & left.never) != 0)
            return false;
    }
    return false;
}

static bool stands_before(const sw_scan *scan, const sw_scan_beside *b,
                          sw_str text, size_t start)
{
    between left = room(b);
    size_t at = start;

    if (at < text.len && text.ptr[at] == ' ' && ends(scan, b, text, at + 1))
        return true;
    for (; at > 0; at--) {
        if (ends(scan, b, text, at))
            return true;
        if (start - at >= left.bytes)
            return left.bytes >= LOOK;
        if ((text.ptr[at - 1] == ' ' && left.spaces-- == 0) ||
            (sw_literal_mark(text.ptr[at - 1]) & left.never) != 0)
            return false;
    }
    return false;
}

bool sw_scan_stands_before(const sw_scan *scan, uint16_t number, sw_str text,
                           size_t start)
{
    return number == 0 ||
           stands_before(scan, &scan->besides[number - 1], text, start);
}

bool sw_scan_stands_after(const sw_scan *scan, uint16_t number, sw_str text,
                          size_t end)
{
    return number == 0 ||
           stands_after(scan, &scan->besides[number - 1], text, end);
}
