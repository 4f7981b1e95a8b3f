/*
 * zone_greet.c - the salutation that a reply begins with.
 *
 * It is courtesy that no rule about wording should touch, and easy to confuse
 * with text: "Hi there was a problem", "Hi, Unfortunately, ...". What is
 * doubtful stays body.
 */
#include "doc/zone_part.h"

#include "base/utf8.h"

#include <string.h>

enum { WORD_BYTES = 40 }; /* longest word behind "Dear" */

typedef enum hail_kind {
    HAIL_FREE, /* a greeting by itself, also without a mark: "Hi we ..." */
    HAIL_MARK, /* only with a mark or a line end behind it */
    HAIL_NAME  /* only with words behind it, then a mark or a line end */
} hail_kind;

static const struct {
    const char *words;
    hail_kind kind;
} hails[] = {
    {"hi", HAIL_FREE},
    {"hello", HAIL_FREE},
    {"hey", HAIL_FREE},
    {"hiya", HAIL_FREE},
    {"hallo", HAIL_FREE},
    {"howdy", HAIL_MARK},
    {"greetings", HAIL_MARK},
    {"good morning", HAIL_MARK},
    {"good afternoon", HAIL_MARK},
    {"good evening", HAIL_MARK},
    {"good day", HAIL_MARK},
    {"morning", HAIL_MARK},
    {"afternoon", HAIL_MARK},
    {"evening", HAIL_MARK},
    {"to whom it may concern", HAIL_MARK},
    {"dear", HAIL_NAME},
    {"dearest", HAIL_NAME},
};

/* Past the mark behind a greeting: ", ! . : ; ..." in a row, a dash with
 * space before it, emoji. i itself when there is none. */
static size_t mark_at(sw_str text, size_t i, size_t limit)
{
    size_t at = sw_look_emoji(text, sw_look_spaces(text, i, limit), limit);
    if (at == sw_look_spaces(text, i, limit))
        at = i;
    size_t end = at;
    while (end < limit) {
        size_t size;
        const uint32_t code = sw_utf8_at(text, end, &size);
        if (code != 0x2026 && !sw_look_among(code, ",!.:;"))
            break;
        end += size;
    }
    if (end > i) {
        const size_t face =
            sw_look_emoji(text, sw_look_spaces(text, end, limit), limit);
        return face > sw_look_spaces(text, end, limit) ? face : end;
    }
    const size_t dash = sw_look_spaces(text, i, limit);
    if (dash == i || dash >= limit)
        return i;
    size_t size;
    const uint32_t code = sw_utf8_at(text, dash, &size);
    const size_t behind = sw_look_spaces(text, dash + size, limit);
    const bool is_dash = code == '-' || code == 0x2013 || code == 0x2014;
    return is_dash && (behind > dash + size || behind == limit) ? dash + size
                                                                : i;
}

/* Up to SW_ZONE_NAME_WORDS names from i on. *loose: the last one is a word such
 * as "there", which may as well begin a sentence. */
static size_t names_at(sw_str text, size_t i, size_t limit, bool *loose)
{
    size_t end = i;
    for (int words = 0; words < SW_ZONE_NAME_WORDS; words++) {
        size_t at = sw_look_spaces(text, end, limit);
        if (words > 0 && at == end && at < limit && text.ptr[at] == '/')
            at++;
        else if (at == end)
            break;
        size_t name = sw_zone_name_at(text, at, limit, false);
        if (name == 0) {
            name = sw_zone_name_at(text, at, limit, true);
            if (name == 0 ||
                (name != limit && mark_at(text, name, limit) == name))
                break;
        }
        const sw_str word = sw_str_part(text, at, name);
        *loose = sw_look_is_lower(text, at) && sw_zone_is_called(word);
        end = name;
    }
    return end;
}

/* Without a mark: "Hi Emma thanks" and "Hi we can", not "Hi there was". */
static size_t unmarked(sw_str text, size_t hail, size_t names, size_t limit,
                       bool loose)
{
    const size_t at = sw_look_spaces(text, names, limit);
    const sw_str word = sw_str_part(text, at, sw_look_word(text, at, limit));
    const bool fresh = sw_look_is_upper(text, at) || sw_zone_is_start(word);
    if (names > hail)
        return loose && !sw_look_is_upper(text, at) ? 0 : names;
    return fresh && !sw_look_one_of(word, "to from of for the a an is was in")
               ? hail
               : 0;
}

static size_t hail_end(sw_str text, size_t hail, size_t limit, hail_kind kind)
{
    bool loose = false;
    size_t mark = mark_at(text, hail, limit);
    size_t names = hail;
    if (mark > hail && kind != HAIL_NAME) {
        /* "Hi, Ana!": a comma, names, and a mark again */
        const size_t behind = names_at(text, mark, limit, &loose);
        const size_t second = mark_at(text, behind, limit);
        const bool comma = mark == hail + 1 && text.ptr[hail] == ',';
        if (!comma || behind == mark || (second == behind && behind < limit))
            return mark;
        return second;
    }
    names = names_at(text, hail, limit, &loose);
    if (kind == HAIL_NAME && names == hail)
        return 0;
    mark = mark_at(text, names, limit);
    if (mark > names || sw_look_spaces(text, names, limit) == limit)
        return mark;
    if (kind == HAIL_MARK)
        return 0;
    return unmarked(text, hail, names, limit, loose);
}

/* "Dear" takes any few words up to a comma: "Dear lovely people,". */
static size_t dear_end(sw_str text, size_t i, size_t limit)
{
    for (int words = 0; words < SW_ZONE_NAME_WORDS; words++) {
        const size_t at = sw_look_spaces(text, i, limit);
        size_t end = sw_zone_slot(text, at, limit, true);
        if (end == 0)
            end = sw_look_word(text, at, limit);
        if (end == at || end - at > WORD_BYTES)
            return 0;
        i = sw_zone_title_dot(text, end, sw_str_part(text, at, end));
        if (i < limit && (text.ptr[i] == ',' || text.ptr[i] == ':'))
            return i + 1;
    }
    return 0;
}

size_t sw_zone_greeting(sw_str text, size_t at)
{
    sw_line line;
    if (!sw_line_at(text, at, &line))
        return 0;
    for (size_t k = 0; k < sizeof hails / sizeof *hails; k++) {
        if (!sw_look_starts(text, at, hails[k].words))
            continue;
        const size_t end = at + strlen(hails[k].words);
        if (sw_look_is_word(text, end) ||
            (end < line.end && (text.ptr[end] == '-' || text.ptr[end] == '\'')))
            continue;
        const size_t dear =
            hails[k].kind == HAIL_NAME ? dear_end(text, end, line.end) : 0;
        return dear != 0 ? dear : hail_end(text, end, line.end, hails[k].kind);
    }
    return 0;
}
