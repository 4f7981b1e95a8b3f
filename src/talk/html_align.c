/*
 * html_align.c - which byte of the source a decoded character came from.
 *
 * The parser says where a text node starts, not where each of its characters
 * does. Most bytes stand for themselves; "&#39;" is one character, "\r\n" one
 * line end, and a stray "</b>" that the parser dropped is nothing at all. An
 * entity may lack its semicolon, so its end is where the source goes on as the
 * text does. Where both cannot be brought together the place stays where it
 * is: a place a little early is better than none.
 */
#include "talk/html_align.h"

#define ENTITY_MAX 40 /* bytes; the longest name has 32 */

static char byte_at(const sw_html_align *a, size_t i)
{
    return i < a->end ? a->source.ptr[i] : '\0';
}

static bool is_entity_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '#';
}

/* Behind the entity whose "&" stands at a->at. next: the decoded byte that
 * follows, or NUL at the end. */
static size_t entity_end(const sw_html_align *a, char next)
{
    size_t i = a->at + 1, found = 0;

    while (i - a->at < ENTITY_MAX && is_entity_byte(byte_at(a, i))) {
        i++;
        if (!found && i - a->at >= 3 && byte_at(a, i) == next)
            found = i;
    }
    if (byte_at(a, i) == ';')
        return i + 1;
    return found ? found : i;
}

/* Past tags and carriage returns that left nothing in the text. */
static void skip_dropped(sw_html_align *a, char wanted)
{
    for (;;) {
        char c = byte_at(a, a->at);

        if (c == '\r' && byte_at(a, a->at + 1) == '\n') {
            a->at++;
        } else if (c == '<' && wanted != '<') {
            size_t close = sw_str_find_byte(a->source, '>', a->at);

            if (close == SW_NOWHERE || close >= a->end)
                return;
            a->at = close + 1;
        } else {
            return;
        }
    }
}

size_t sw_html_align_next(sw_html_align *align, sw_str decoded, size_t size)
{
    char next = decoded.len > size ? decoded.ptr[size] : '\0';
    size_t start;

    skip_dropped(align, decoded.ptr[0]);
    start = align->at;
    if (byte_at(align, start) == '&') {
        bool is_itself =
            decoded.ptr[0] == '&' && byte_at(align, start + 1) == next &&
            !sw_str_starts(sw_str_part(align->source, start, align->end),
                           SW_STR("&amp"));

        align->at = is_itself ? start + 1 : entity_end(align, next);
    } else if (byte_at(align, start) == decoded.ptr[0] ||
               (byte_at(align, start) == '\r' && decoded.ptr[0] == '\n')) {
        align->at = start + size;
    }
    if (align->at > align->end)
        align->at = align->end;
    return start;
}
