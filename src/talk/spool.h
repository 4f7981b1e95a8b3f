/* spool.h - a stream that can be read again from any place. */
#ifndef SW_TALK_SPOOL_H
#define SW_TALK_SPOOL_H

#include "talk/talk.h"

#include <stdint.h>

/* A file is read where it lies; a pipe is held in memory, at most
 * SW_STREAM_MAX of it. Needs the stream alive and left alone. */
typedef struct sw_spool {
    int fd;        /* of a file; -1 = held */
    uint64_t base; /* where the stream stood in the file */
    sw_str held;
    const sw_stream *stream;
    uint64_t told; /* up to here whoever watches the stream knows the bytes */
} sw_spool;

/* `what` is wanted so ("mail folder"), for the words of a pipe too long.
 * SW_TALK_ONE or SW_TALK_FAILED. */
sw_talk_status sw_spool_open(sw_spool *spool, sw_stream *stream,
                             const char *what, sw_talk_error *error);
/* Up to `want` bytes from offset; 0 at the end. SW_NOWHERE: cannot be read. */
size_t sw_spool_read(sw_spool *spool, uint64_t offset, char *to, size_t want);

#endif
