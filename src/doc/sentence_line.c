/*
 * sentence_line.c - does a line's end, without a mark, end a sentence?
 *
 * A mail program wraps at some column; people in a chat press return. Who
 * wraps fills his lines: when the first word of the line below would have
 * fitted into the line above, the break was meant. Short lines are all meant. A
 * meant break before a capital letter ends the sentence; before a small one
 * only if neither side of it asks for more. List items always stand by
 * themselves.
 */
#include "doc/sentence_part.h"

#include "base/byte.h"
#include "base/utf8.h"

enum {
    NARROW = 40, /* nobody wraps at fewer columns */
    SPARE = 20   /* columns left free by a break that was surely meant */
};

/* Words that a sentence neither ends with nor, most of them, begins with. */
static const sw_look_words inner = {
    ['a' - 'a'] = "a an and at about as although are am any",
    ['b' - 'a'] = "but by because be been between",
    ['c' - 'a'] = "can could",
    ['d' - 'a'] = "do does did dear",
    ['e' - 'a'] = "each every",
    ['f' - 'a'] = "for from",
    ['h' - 'a'] = "has have had his her he",
    ['i' - 'a'] = "in into if is its i it i'm i've",
    ['m' - 'a'] = "may might must my more most",
    ['n' - 'a'] = "nor not no",
    ['o' - 'a'] = "of or on onto our",
    ['p' - 'a'] = "per please",
    ['s' - 'a'] = "since so shall should she some",
    ['t' - 'a'] = "the to than that though their this these those they",
    ['u' - 'a'] = "until unless",
    ['v' - 'a'] = "via very",
    ['w' - 'a'] = "with which who whose whom when while was were will would "
                  "we we're we've within without",
    ['y' - 'a'] = "your you you're",
};

size_t sw_sentence_bullet(sw_str text, size_t i, size_t end)
{
    size_t at = i, size;
    if (at >= end)
        return 0;
    const char first = text.ptr[at];
    if (sw_byte_is(first, SW_BYTE_WORD) && !sw_byte_is(first, SW_BYTE_DIGIT) &&
        (first < 'a' || first > 'h'))
        return 0;
    const uint32_t code = sw_utf8_at(text, at, &size);
    const bool open = code == '(';
    at += open ? 1 : 0;
    if (sw_look_among(code, "-*+") || code == 0x2022 || code == 0xB7 ||
        code == 0x2013 || code == 0x25AA || code == 0x25CF || code == 0x25E6) {
        at += size;
    } else {
        const size_t from = at;
        while (at < end && at - from < 3 && text.ptr[at] >= '0' &&
               text.ptr[at] <= '9')
            at++;
        const bool letter = at == from && at < end && text.ptr[at] >= 'a' &&
                            text.ptr[at] <= 'h';
        at += letter;
        if (at == from || at >= end ||
            !(text.ptr[at] == ')' || (text.ptr[at] == '.' && !letter && !open)))
            return 0;
        at++;
    }
    const size_t behind = sw_look_spaces(text, at, end);
    return behind > at && behind < end && text.ptr[behind] != '\n' &&
                   text.ptr[behind] != '\r'
               ? behind
               : 0;
}

static size_t columns(sw_str text, size_t start, size_t end)
{
    return start < end ? sw_utf8_count(sw_str_part(text, start, end)) : 0;
}

/* Makes *widest the longest line in start..end, if that is longer; white space
 * at its end counts not. */
static void measure_lines(sw_str text, size_t start, size_t end,
                          sw_widest *widest)
{
    sw_line line;
    while (start < end && sw_line_at(text, start, &line)) {
        const size_t stop = line.end < end ? line.end : end;
        const size_t wide =
            columns(text, start, sw_look_white_back(text, start, stop));
        if (wide > widest->columns)
            *widest = (sw_widest){wide, start};
        start = line.next;
    }
}

sw_widest sw_sentence_widest(sw_str text, const sw_zones *zones, size_t from,
                             size_t to)
{
    sw_widest widest = {0, from};
    size_t k = 0;
    while (k < zones->blocks.count && zones->blocks.at[k].end <= from)
        k++;
    while (from < to) {
        const bool last = k == zones->blocks.count;
        const size_t end = last ? to : zones->blocks.at[k].start;
        measure_lines(text, from, end < to ? end : to, &widest);
        from = last ? to : zones->blocks.at[k++].end;
    }
    return widest;
}

/* Where the lines of the edit hold the longest, or did not hold it before, no
 * other need be measured. */
sw_widest sw_sentence_widest_again(sw_str text, const sw_zones *zones,
                                   const sw_sentence_again *a)
{
    const size_t from = sw_byte_break_back(text.ptr, 0, a->common.same);
    sw_widest old = a->widest, edited;
    sw_line line = {.next = text.len};
    sw_line_at(text, a->common.from, &line);
    edited = sw_sentence_widest(text, zones, from, line.next);
    if (edited.columns >= old.columns)
        return edited;
    if (old.at < from)
        return old;
    old.at += text.len - a->common.old_len;
    return old.at >= line.next && old.at < text.len
               ? old
               : sw_sentence_widest(text, zones, 0, text.len);
}

static bool is_inner(sw_str word)
{
    return sw_look_listed(word, inner);
}

static sw_str last_word(sw_str text, size_t start, size_t end)
{
    size_t from = end;
    while (from > start && end - from < NARROW &&
           (unsigned char)text.ptr[from - 1] > ' ')
        from--;
    return sw_str_part(text, from, end);
}

/* The white space before the first character of a line. */
static size_t indent(sw_str text, size_t i)
{
    size_t at = i;
    while (at > 0 && i - at < NARROW &&
           (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\t'))
        at--;
    return i - at;
}

/* "-----", "= = =": a line that only divides. */
static bool is_divider(sw_str text, size_t i, size_t end)
{
    size_t marks = 0;
    if (i < end && sw_byte_is(text.ptr[i], SW_BYTE_WORD) && text.ptr[i] != '_')
        return false; /* as nearly all lines */
    while (i < end && sw_look_among((unsigned char)text.ptr[i], "-=_*~#+ ")) {
        marks += text.ptr[i] != ' ';
        i++;
    }
    return marks >= 3 &&
           (i == end || text.ptr[i] == '\n' || text.ptr[i] == '\r');
}

/* Was the break meant, by the room that was left in the line above? */
static bool is_meant(sw_str text, const sw_sentence_break *b, size_t word_end)
{
    const size_t wide =
        columns(text, b->line, b->end) + 1 + columns(text, b->next, word_end);
    if (b->widest < NARROW)
        return true;
    if (sw_look_is_upper(text, b->next))
        return b->item || wide <= b->widest;
    return wide + SPARE <= b->widest;
}

bool sw_sentence_breaks(sw_str text, const sw_sentence_break *b)
{
    if (sw_sentence_bullet(text, b->next, b->stop) != 0 ||
        is_divider(text, b->next, b->stop) || is_divider(text, b->line, b->end))
        return true;
    if (b->next >= b->stop || b->end == b->line)
        return false;
    const size_t word_end = sw_look_word(text, b->next, b->stop);
    if (!is_meant(text, b, word_end)) /* as most in mail */
        return false;
    const char last = text.ptr[b->end - 1];
    if (sw_look_among((unsigned char)last, ",;(-&/") ||
        is_inner(last_word(text, b->line, b->end)))
        return false;
    const size_t first = sw_look_spaces(text, b->line, b->end);
    if (b->item && indent(text, b->next) > indent(text, first))
        return false;
    return !sw_look_is_lower(text, b->next) ||
           (!is_inner(sw_str_part(text, b->next, word_end)) && last != ':');
}
