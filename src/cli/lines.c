/*
 * lines.c - a stream line by line, or the rest of it in one piece.
 *
 * Made for a filter that runs for days: no line count and no length but the
 * longest line's decides how much memory it takes.
 */
#include "cli/lines.h"

#include "base/mem.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define FIRST_BLOCK ((size_t)64 << 10)

void sw_lines_init(sw_lines *lines, int fd)
{
    *lines = (sw_lines){.fd = fd};
}

void sw_lines_release(sw_lines *lines)
{
    sw_mem_free(lines->ptr);
    *lines = (sw_lines){.fd = -1};
}

/* Room for at least one more byte behind end. */
static bool make_room(sw_lines *lines)
{
    size_t cap;
    char *ptr;

    if (lines->start > 0 &&
        (lines->start == lines->end || lines->end == lines->cap)) {
        memmove(lines->ptr, lines->ptr + lines->start,
                lines->end - lines->start);
        lines->end -= lines->start;
        lines->start = 0;
    }
    if (lines->end < lines->cap)
        return true;
    cap = lines->cap ? lines->cap * 2 : FIRST_BLOCK;
    ptr = sw_mem_realloc(lines->ptr, cap);
    if (!ptr) {
        lines->status = SW_FILE_NOMEM;
        return false;
    }
    lines->ptr = ptr;
    lines->cap = cap;
    return true;
}

/* Reads some more; false at the end or on failure. */
static bool fill(sw_lines *lines)
{
    ssize_t n;

    if (lines->at_end || lines->status || !make_room(lines))
        return false;
    do
        n = read(lines->fd, lines->ptr + lines->end, lines->cap - lines->end);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        lines->status = errno == EISDIR ? SW_FILE_FOLDER : SW_FILE_FAILED;
    if (n <= 0) {
        lines->at_end = true;
        return false;
    }
    lines->end += (size_t)n;
    return true;
}

/* Where the line at start ends (its newline, or the end of the stream);
 * SW_NOWHERE when it is longer than allowed or nothing is left. */
static size_t line_end(sw_lines *lines)
{
    size_t seen = 0; /* bytes behind start without a newline */

    for (;;) {
        size_t have = lines->end - lines->start;
        const char *at = NULL;

        if (have > seen)
            at = memchr(lines->ptr + lines->start + seen, '\n', have - seen);
        if (at)
            return (size_t)(at - lines->ptr);
        seen = have;
        if (seen > SW_LINES_MAX)
            return SW_NOWHERE;
        if (!fill(lines))
            return have && !lines->status ? lines->end : SW_NOWHERE;
    }
}

/* Drops bytes up to and with the next newline. */
static void skip_line(sw_lines *lines)
{
    for (;;) {
        size_t have = lines->end - lines->start;
        const char *at =
            have ? memchr(lines->ptr + lines->start, '\n', have) : NULL;

        if (at) {
            lines->start = (size_t)(at - lines->ptr) + 1;
            return;
        }
        lines->start = lines->end;
        if (!fill(lines))
            return;
    }
}

bool sw_lines_next(sw_lines *lines, sw_str *line)
{
    size_t end = line_end(lines);

    *line = (sw_str){0};
    lines->too_long = false;
    if (end == SW_NOWHERE || end - lines->start > SW_LINES_MAX) {
        if (lines->status || lines->start == lines->end)
            return false;
        lines->too_long = true;
        lines->number++;
        skip_line(lines);
        return true;
    }
    *line = (sw_str){lines->ptr + lines->start, end - lines->start};
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    lines->start = end < lines->end ? end + 1 : end;
    lines->number++;
    return true;
}

bool sw_lines_ready(const sw_lines *lines)
{
    size_t have = lines->end - lines->start;

    return have && memchr(lines->ptr + lines->start, '\n', have);
}

bool sw_lines_peek(sw_lines *lines, sw_str *line)
{
    size_t end = line_end(lines);

    if (end == SW_NOWHERE)
        return false;
    *line = (sw_str){lines->ptr + lines->start, end - lines->start};
    return true;
}

sw_file_status sw_lines_rest(sw_lines *lines, sw_str *rest)
{
    while (lines->end - lines->start <= SW_LINES_MAX && fill(lines))
        ;
    *rest = (sw_str){lines->ptr + lines->start, lines->end - lines->start};
    if (!lines->status && rest->len > SW_LINES_MAX)
        lines->status = SW_FILE_TOO_LONG;
    return lines->status;
}
