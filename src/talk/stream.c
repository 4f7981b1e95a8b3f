/*
 * stream.c - a stream line by line, or the rest of it in one piece.
 *
 * Made for a filter that runs for days: no line count and no length but the
 * longest line's decides how much memory it takes.
 */
#include "talk/stream.h"

#include "base/mem.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define FIRST_BLOCK ((size_t)64 << 10)

void sw_stream_init(sw_stream *stream, int fd)
{
    *stream = (sw_stream){.fd = fd};
}

void sw_stream_release(sw_stream *stream)
{
    sw_mem_free(stream->ptr);
    *stream = (sw_stream){.fd = -1};
}

/* Room for at least one more byte behind end. */
static bool make_room(sw_stream *stream)
{
    size_t cap;
    char *ptr;

    if (stream->start > 0 &&
        (stream->start == stream->end || stream->end == stream->cap)) {
        memmove(stream->ptr, stream->ptr + stream->start,
                stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
    }
    if (stream->end < stream->cap)
        return true;
    cap = stream->cap ? stream->cap * 2 : FIRST_BLOCK;
    ptr = sw_mem_realloc(stream->ptr, cap);
    if (!ptr) {
        stream->status = SW_FILE_NOMEM;
        return false;
    }
    stream->ptr = ptr;
    stream->cap = cap;
    return true;
}

/* Reads some more; false at the end or on failure. */
static bool fill(sw_stream *stream)
{
    ssize_t n;

    const sw_stream_watch *watch = stream->watch;

    if (stream->at_end || stream->status || !make_room(stream))
        return false;
    if (watch && watch->before && !watch->before(watch->ctx, stream->fd)) {
        stream->status = SW_FILE_STOPPED;
        return false;
    }
    do
        n = read(stream->fd, stream->ptr + stream->end,
                 stream->cap - stream->end);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        stream->status = errno == EISDIR ? SW_FILE_FOLDER : SW_FILE_FAILED;
    if (n <= 0) {
        stream->at_end = true;
        return false;
    }
    if (watch && watch->after)
        watch->after(watch->ctx,
                     (sw_str){stream->ptr + stream->end, (size_t)n});
    stream->end += (size_t)n;
    return true;
}

/* Where the line at start ends (its newline, or the end of the stream);
 * SW_NOWHERE when it is longer than allowed or nothing is left. */
static size_t line_end(sw_stream *stream)
{
    size_t seen = 0; /* bytes behind start without a newline */

    for (;;) {
        size_t have = stream->end - stream->start;
        const char *at = NULL;

        if (have > seen)
            at = memchr(stream->ptr + stream->start + seen, '\n', have - seen);
        if (at)
            return (size_t)(at - stream->ptr);
        seen = have;
        if (seen > SW_STREAM_MAX)
            return SW_NOWHERE;
        if (!fill(stream))
            return have && !stream->status ? stream->end : SW_NOWHERE;
    }
}

/* Drops bytes up to and with the next newline. */
static void skip_line(sw_stream *stream)
{
    for (;;) {
        size_t have = stream->end - stream->start;
        const char *at =
            have ? memchr(stream->ptr + stream->start, '\n', have) : NULL;

        if (at) {
            stream->start = (size_t)(at - stream->ptr) + 1;
            return;
        }
        stream->start = stream->end;
        if (!fill(stream))
            return;
    }
}

bool sw_stream_next(sw_stream *stream, sw_str *line)
{
    size_t end = line_end(stream);

    *line = (sw_str){0};
    stream->too_long = false;
    if (end == SW_NOWHERE || end - stream->start > SW_STREAM_MAX) {
        if (stream->status || stream->start == stream->end)
            return false;
        stream->too_long = true;
        stream->number++;
        skip_line(stream);
        return true;
    }
    *line = (sw_str){stream->ptr + stream->start, end - stream->start};
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    stream->start = end < stream->end ? end + 1 : end;
    stream->number++;
    return true;
}

bool sw_stream_lines(sw_stream *stream, size_t max, sw_str *lines,
                     size_t *first)
{
    size_t end = line_end(stream), most;
    sw_str more;

    if (end == SW_NOWHERE || end - stream->start > SW_STREAM_MAX) {
        *first = stream->number + 1;
        return sw_stream_next(stream, lines);
    }
    end += end < stream->end; /* the newline */
    most =
        stream->start + max < stream->end ? stream->start + max : stream->end;
    while (most > end && stream->ptr[most - 1] != '\n')
        most--;
    if (most > end)
        end = most;
    *lines = (sw_str){stream->ptr + stream->start, end - stream->start};
    *first = stream->number + 1;
    stream->start = end;
    stream->too_long = false;
    more = *lines;
    while (more.len > 0) {
        size_t at = sw_str_find_byte(more, '\n', 0);

        stream->number++;
        more = at == SW_NOWHERE ? (sw_str){0}
                                : sw_str_part(more, at + 1, more.len);
    }
    return true;
}

bool sw_stream_peek(sw_stream *stream, sw_str *line)
{
    size_t end = line_end(stream);

    if (end == SW_NOWHERE)
        return false;
    *line = (sw_str){stream->ptr + stream->start, end - stream->start};
    return true;
}

sw_str sw_stream_head(sw_stream *stream, size_t want)
{
    size_t have;

    while (stream->end - stream->start < want && fill(stream))
        ;
    have = stream->end - stream->start;
    return (sw_str){stream->ptr + stream->start, have < want ? have : want};
}

sw_str sw_stream_window(const sw_stream *stream)
{
    return (sw_str){stream->ptr + stream->start, stream->end - stream->start};
}

bool sw_stream_more(sw_stream *stream)
{
    return fill(stream);
}

void sw_stream_take(sw_stream *stream, size_t n)
{
    stream->start += n;
}

sw_file_status sw_stream_rest(sw_stream *stream, sw_str *rest)
{
    while (stream->end - stream->start <= SW_STREAM_MAX && fill(stream))
        ;
    *rest = (sw_str){stream->ptr + stream->start, stream->end - stream->start};
    if (!stream->status && rest->len > SW_STREAM_MAX)
        stream->status = SW_FILE_TOO_LONG;
    return stream->status;
}
