/*
 * zone_mark.c - what agents put at the edge of a short message: ^AB, 1/2.
 *
 * "^AB" "*TLC" "-Becky" "/MT" "~Ana" say who wrote; "1/2" or "(2/3)" which
 * part of a divided message this is. Each also has another life ("-Becky" in
 * a list, "*" as a bullet, "1/2 cup", "by 3/4"), so they count at the end of
 * a line only, some at the end of a paragraph, and a split at the very edge.
 */
#include "doc/zone_part.h"

#include "base/utf8.h"

enum {
    INITIALS_BYTES = 16,
    TAIL_PARTS = 4,   /* marks and URLs in a row at the end of a line */
    TAIL_BYTES = 300, /* longest of them */
    PARTS_BARE = 4,   /* "1/2" to "4/4"; above, only in brackets */
    PARTS_MAX = 20
};

static bool is_digit(sw_str text, size_t i, size_t end)
{
    return i < end && text.ptr[i] >= '0' && text.ptr[i] <= '9';
}

static size_t number_at(sw_str text, size_t i, size_t end, unsigned *out)
{
    *out = 0;
    size_t at = i;
    while (at < i + 3 && is_digit(text, at, end))
        *out = *out * 10 + (unsigned)(text.ptr[at++] - '0');
    return at == i || at == i + 3 ? 0 : at;
}

/* "a/b" or "(a/b)" by its form alone. */
static size_t split_form(sw_str text, size_t i, size_t end)
{
    unsigned a, b;
    const bool open = i < end && text.ptr[i] == '(';
    size_t at = number_at(text, i + open, end, &a);
    if (at == 0 || at >= end || text.ptr[at] != '/' ||
        sw_look_after_word(text, i) || (i > 0 && text.ptr[i - 1] == '/'))
        return 0;
    at = number_at(text, at + 1, end, &b);
    if (at == 0 || a < 1 || a > b || b < 2 ||
        b > (open ? (unsigned)PARTS_MAX : (unsigned)PARTS_BARE))
        return 0;
    if (open && (at >= end || text.ptr[at++] != ')'))
        return 0;
    const bool more = at < end && text.ptr[at] == '/';
    return more || sw_look_is_word(text, at) ? 0 : at;
}

static size_t letters_end(sw_str text, size_t i, size_t end, unsigned *capitals)
{
    size_t at = i;
    *capitals = 0;
    while (at < end && at - i < INITIALS_BYTES) {
        size_t size;
        const uint32_t code = sw_utf8_at(text, at, &size);
        if (!sw_utf8_is_upper(code) && !sw_utf8_is_lower(code))
            break;
        *capitals += sw_utf8_is_upper(code);
        at += size;
    }
    return at - i < INITIALS_BYTES ? at : i;
}

/* Initials by their form alone. */
static size_t initials_form(sw_str text, size_t i, size_t end)
{
    const char c = text.ptr[i];
    unsigned capitals;
    const size_t space =
        (c == '^' || c == '~') && i + 1 < end && text.ptr[i + 1] == ' ';
    const size_t from = i + 1 + space;
    const size_t at = letters_end(text, from, end, &capitals);
    const size_t len = at - from;
    if (len == 0 || capitals == 0 || sw_look_is_word(text, at) ||
        !sw_look_is_upper(text, from) || sw_look_after_word(text, i))
        return 0;
    if (c == '^')
        return at;
    if (c == '~' || c == '-')
        return len >= 2 && (capitals == 1 || (capitals == len && len <= 3)) ? at
                                                                            : 0;
    return capitals == len && len >= 2 && len <= 4 ? at : 0;
}

static bool is_mark(sw_str text, size_t i, size_t end)
{
    return i < end && sw_look_among((unsigned char)text.ptr[i], "^*-/~");
}

/* Does nothing but white space, marks and URLs stand from i to the end of the
 * line? *end_of_line is then where it ends. */
static bool is_tail(sw_str text, size_t i, size_t end, size_t *end_of_line)
{
    for (int parts = 0; parts <= TAIL_PARTS; parts++) {
        i = sw_look_spaces(text, i, end);
        *end_of_line = i;
        if (i >= end || text.ptr[i] == '\n' || text.ptr[i] == '\r')
            return true;
        size_t at = split_form(text, i, end);
        if (at == 0 && is_mark(text, i, end))
            at = initials_form(text, i, end);
        if (at == 0 && (sw_look_starts(text, i, "https://") ||
                        sw_look_starts(text, i, "http://"))) {
            at = i;
            while (at < end && at - i < TAIL_BYTES &&
                   (unsigned char)text.ptr[at] > ' ')
                at++;
        }
        if (at == 0 || at - i >= TAIL_BYTES)
            return false;
        i = at;
    }
    return false;
}

/* The byte before i that is no space on its line; 0 at the line's start. */
static char before_on_line(sw_str text, size_t i)
{
    size_t spaces = 0;
    while (i > 0 && spaces++ < TAIL_BYTES &&
           (text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\t'))
        i--;
    const char c = i > 0 ? text.ptr[i - 1] : '\n';
    return c == '\n' || c == '\r' ? '\0' : c;
}

size_t sw_zone_initials(sw_str text, size_t i, size_t end)
{
    size_t eol;
    if (!is_mark(text, i, end))
        return 0;
    const size_t at = initials_form(text, i, end);
    const char c = text.ptr[i];
    if (at == 0 || !is_tail(text, at, end, &eol))
        return 0;
    if (c == '^')
        return at;
    const char before = before_on_line(text, i);
    const bool spaced = i == 0 || (unsigned char)text.ptr[i - 1] <= ' ' ||
                        sw_look_among((unsigned char)before, ".!?)");
    if (!spaced || (before == '\0' && c == '*'))
        return 0;
    /* a dash may open a list's item: only the last words of a paragraph, and
     * on a line of its own only the last of the text */
    unsigned breaks;
    const size_t rest = sw_look_white(text, eol, end, &breaks);
    if (before == '\0' && rest < end)
        return 0;
    return c == '-' && rest < end && breaks < 2 ? 0 : at;
}

static bool ends_date(sw_str text, size_t from, size_t i)
{
    static const char lead[] = "by on until before since from to after at only "
                               "is a about of than the for and or between";
    const size_t word_end = sw_look_white_back(text, from, i);
    size_t start = word_end;
    while (start > from && word_end - start < 16 &&
           (unsigned char)text.ptr[start - 1] > ' ')
        start--;
    return sw_look_one_of(sw_str_part(text, start, word_end), lead);
}

size_t sw_zone_split(sw_str text, size_t i, size_t from, size_t end)
{
    const size_t at = split_form(text, i, end);
    size_t eol;
    if (at == 0)
        return 0;
    if (i == from) {
        const size_t next = sw_look_spaces(text, at, end);
        const bool fresh = sw_look_is_upper(text, next) || next >= end ||
                           text.ptr[next] == '@' || text.ptr[i] == '(' ||
                           text.ptr[next] == '\n';
        return fresh && next > at ? at : 0;
    }
    if (!is_tail(text, at, end, &eol) ||
        sw_look_white(text, eol, end, NULL) < end)
        return 0;
    return text.ptr[i] != '(' && ends_date(text, from, i) ? 0 : at;
}
