/* ignore_line.c - the words "saywell: ignore RULE ... -- reason" in a line. */
#include "doc/ignore_line.h"

#include "doc/look.h"

static const char marker[] = "saywell:";
static const char verb[] = "ignore";

static bool is_id(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

/* Behind "saywell: ignore" at i; SW_NOWHERE when it does not stand there. */
static size_t behind_words(sw_str text, size_t i, size_t to)
{
    if (sw_look_after_word(text, i) || !sw_look_starts(text, i, marker))
        return SW_NOWHERE;
    i = sw_look_spaces(text, i + sizeof marker - 1, to);
    if (!sw_look_starts(text, i, verb))
        return SW_NOWHERE;
    i += sizeof verb - 1;
    if (i > to || (i < to && (is_id(text.ptr[i]) || sw_look_is_word(text, i))))
        return SW_NOWHERE;
    return i;
}

/* Where the comment begins: back over marks and blanks, and over what stands
 * in brackets, to the last word or the end of a sentence before it. */
static size_t comment_start(sw_str text, size_t from, size_t i)
{
    while (i > from) {
        const char c = text.ptr[i - 1];
        size_t open = i - 1;
        if (c == '}' || c == ']' || c == '>') {
            const char opens = (char)(c == '}' ? '{' : c == ']' ? '[' : '<');
            while (open > from && text.ptr[open] != opens)
                open--;
            if (text.ptr[open] == opens) {
                i = open;
                continue;
            }
        }
        if (c == '!' && open > from && text.ptr[open - 1] == '<')
            i--; /* "<!--" */
        else if (!sw_look_among((unsigned char)c, " \t{}[]<>-#%/*;:|=~^\\"))
            break;
        i--;
    }
    return i;
}

/* The marks that close a comment are no part of its reason. */
static size_t reason_end(sw_str text, size_t from, size_t to)
{
    while (to > from &&
           sw_look_among((unsigned char)text.ptr[to - 1], " \t-#%*/>}])"))
        to--;
    return to;
}

/* Ids run to "--", to the end, or to the first thing that is none. */
static void read_ids(sw_str text, size_t i, size_t to, sw_ignore_line *out)
{
    out->ids = out->end = i;
    out->reason = out->reason_end = i;
    while (i < to) {
        const size_t start = i;
        while (i < to && is_id(text.ptr[i]))
            i++;
        const sw_str word = sw_str_part(text, start, i);
        if (sw_str_starts(word, SW_STR("--"))) {
            out->reason = sw_look_spaces(text, start + 2, to);
            out->reason_end = reason_end(text, out->reason, to);
            return;
        }
        if (word.len > 0 && word.ptr[0] != '-')
            out->end = i;
        else if (i == to || !sw_look_among((unsigned char)text.ptr[i], " \t,"))
            return;
        else
            i++;
    }
}

bool sw_ignore_line_find(sw_str text, size_t from, size_t to,
                         sw_ignore_line *out)
{
    const sw_str line = sw_str_part(text, 0, to);
    size_t i = from;
    for (;; i++) {
        i = sw_str_find_byte(line, ':', i);
        if (i == SW_NOWHERE)
            return false;
        const size_t word = i + 2 - sizeof marker;
        if (i < from + sizeof marker - 2)
            continue;
        const size_t behind = behind_words(line, word, to);
        if (behind == SW_NOWHERE)
            continue;
        *out = (sw_ignore_line){.start = comment_start(text, from, word)};
        out->alone = out->start == from;
        read_ids(line, behind, to, out);
        return true;
    }
}

bool sw_ignore_line_id(sw_str text, const sw_ignore_line *line, size_t *at,
                       size_t *start, size_t *end)
{
    size_t i = *at < line->ids ? line->ids : *at;
    while (i < line->end && !is_id(text.ptr[i]))
        i++;
    *start = i;
    while (i < line->end && is_id(text.ptr[i]))
        i++;
    *end = *at = i;
    while (*end > *start && text.ptr[*end - 1] == '-')
        --*end; /* "bare-no-->" */
    return *end > *start;
}
