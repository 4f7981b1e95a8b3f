/* stream.h - a stream line by line, or the rest of it in one piece. */
#ifndef SW_TALK_STREAM_H
#define SW_TALK_STREAM_H

#include "base/file_status.h"
#include "base/str.h"

#define SW_STREAM_MAX ((size_t)64 << 20) /* bytes of a line, or of a draft */

/* Somebody who wants to know of each read: before one that may have to wait
 * (false: do not, stop here), and what it brought. Either may be NULL. */
typedef struct sw_stream_watch {
    void *ctx;
    bool (*before)(void *ctx, int fd);
    void (*after)(void *ctx, sw_str bytes);
} sw_stream_watch;

/* Bounded: holds the longest line so far and a block more. Owns its block:
 * sw_stream_release. Does not own the descriptor. */
typedef struct sw_stream {
    int fd;
    char *ptr;
    size_t start, end, cap; /* bytes read but not given yet */
    size_t number;          /* of the line given last, from 1 */
    bool at_end;            /* nothing more will come */
    bool too_long;          /* the line given last was cut at SW_STREAM_MAX */
    sw_file_status status;  /* why reading stopped early */
    const sw_stream_watch *watch; /* or NULL */
} sw_stream;

void sw_stream_init(sw_stream *stream, int fd);
void sw_stream_release(sw_stream *stream);
/* The next line without its end; good until the next call. The last one needs
 * no newline. One that is too long is given empty, with too_long set. False
 * at the end and on failure. */
bool sw_stream_next(sw_stream *stream, sw_str *line);
/* As many whole lines as are here already, ends and all, at most max bytes of
 * them but one line at least; *first is the number of the first. Reads only
 * when not even one is here. Otherwise as sw_stream_next. */
bool sw_stream_lines(sw_stream *stream, size_t max, sw_str *lines,
                     size_t *first);
/* The first line without taking it: what is this? False when there is none
 * or when it is too long. */
bool sw_stream_peek(sw_stream *stream, sw_str *line);
/* The first want bytes, or all there are when there are fewer, without taking
 * them. Waits for them. */
sw_str sw_stream_head(sw_stream *stream, size_t want);
/* For those who cut by other borders than lines: what was read and not taken
 * yet; good until the next call that reads. */
sw_str sw_stream_window(const sw_stream *stream);
/* Reads some more behind it; false at the end and on failure. */
bool sw_stream_more(sw_stream *stream);
void sw_stream_take(sw_stream *stream, size_t n);
/* Everything that is left. */
sw_file_status sw_stream_rest(sw_stream *stream, sw_str *rest);

#endif
