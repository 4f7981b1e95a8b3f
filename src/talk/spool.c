/*
 * spool.c - a stream that can be read again from any place.
 *
 * Mails of one thread and rows of one conversation may stand far apart. A
 * first pass notes where they are, a second fetches them: neither holds the
 * file. Nothing is written to disk for it, since what a pipe brings may be
 * nobody's to store.
 */
#include "talk/spool.h"

#include "talk/reader.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

sw_talk_status sw_spool_open(sw_spool *spool, sw_stream *stream,
                             const char *what, sw_talk_error *error)
{
    struct stat st;
    off_t at = lseek(stream->fd, 0, SEEK_CUR);
    size_t ahead = stream->end - stream->start;
    sw_file_status status;

    *spool = (sw_spool){.fd = -1, .stream = stream, .told = ahead};
    if (at >= (off_t)ahead && fstat(stream->fd, &st) == 0 &&
        S_ISREG(st.st_mode)) {
        spool->fd = stream->fd;
        spool->base = (uint64_t)at - ahead;
        return SW_TALK_ONE;
    }
    status = sw_stream_rest(stream, &spool->held);
    if (status == SW_FILE_TOO_LONG)
        return sw_talk_fail(error, SW_TALK_FAILED, "limit", 0,
                            "the %s comes from a pipe and is longer than %zu "
                            "MiB; save it to a file, which is read twice "
                            "instead of held",
                            what, SW_STREAM_MAX >> 20);
    if (status)
        return sw_talk_fail(error, SW_TALK_FAILED, sw_file_code(status), 0,
                            "%s", sw_file_words(status));
    return SW_TALK_ONE;
}

/* Bytes count once for who watches, however often they are read. */
static void tell(sw_spool *spool, uint64_t offset, sw_str bytes)
{
    const sw_stream_watch *watch = spool->stream->watch;
    uint64_t end = offset + bytes.len;

    if (offset > spool->told || end <= spool->told)
        return;
    if (watch && watch->after)
        watch->after(
            watch->ctx,
            sw_str_part(bytes, (size_t)(spool->told - offset), bytes.len));
    spool->told = end;
}

size_t sw_spool_read(sw_spool *spool, uint64_t offset, char *to, size_t want)
{
    size_t got = 0;

    if (spool->fd < 0) {
        if (offset >= spool->held.len)
            return 0;
        got = spool->held.len - (size_t)offset;
        got = got < want ? got : want;
        memcpy(to, spool->held.ptr + offset, got);
        return got;
    }
    while (got < want) {
        ssize_t n = pread(spool->fd, to + got, want - got,
                          (off_t)(spool->base + offset + got));

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return SW_NOWHERE;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    tell(spool, offset, (sw_str){to, got});
    return got;
}
