/*
 * frame.c - LSP's framing: messages out of bytes, bytes around messages.
 *
 * A header says how long the message behind it is, and nothing marks where a
 * header begins: when one cannot be made out, everything behind it is noise,
 * and the only honest thing is to stop. A message that is merely too long is
 * passed over without being kept.
 */
#include "lsp/frame.h"

#include <string.h>

#define HEADER_BYTES 4096 /* the whole block of header lines */

void sw_frames_init(sw_frames *frames, size_t max)
{
    *frames = (sw_frames){.max = max};
}

void sw_frames_release(sw_frames *frames)
{
    sw_buf_release(&frames->bytes);
}

/* What was read is dropped when it is half of what there is. */
static void compact(sw_frames *frames)
{
    sw_buf *bytes = &frames->bytes;

    if (frames->at < bytes->len - frames->at)
        return;
    if (frames->at < bytes->len)
        memmove(bytes->ptr, bytes->ptr + frames->at, bytes->len - frames->at);
    bytes->len -= frames->at;
    frames->at = 0;
}

void sw_frames_put(sw_frames *frames, sw_str bytes)
{
    size_t pass = frames->skip < bytes.len ? frames->skip : bytes.len;

    frames->skip -= pass;
    bytes = sw_str_part(bytes, pass, bytes.len);
    compact(frames);
    sw_buf_put(&frames->bytes, bytes);
}

size_t sw_frames_left(const sw_frames *frames)
{
    return frames->bytes.len - frames->at;
}

static sw_frame_status broken(sw_frames *frames, const char *why)
{
    frames->error = why;
    return SW_FRAME_BROKEN;
}

/* One header line, without its end. */
static const char *read_line(sw_frames *frames, sw_str line, bool *known)
{
    size_t colon = sw_str_find_byte(line, ':', 0);
    sw_str name, value;

    if (colon == SW_NOWHERE || colon == 0)
        return "a header line without a name and a colon";
    name = sw_str_trim(sw_str_part(line, 0, colon));
    value = sw_str_trim(sw_str_part(line, colon + 1, line.len));
    if (!sw_str_equal_fold(name, SW_STR("content-length")))
        return NULL; /* Content-Type: UTF-8 is all there is */
    if (*known)
        return "two Content-Length headers";
    *known = true;
    if (!sw_str_number(value, (size_t)1 << 50, &frames->length))
        return "a Content-Length that is no number";
    return NULL;
}

static const char *read_header(sw_frames *frames, sw_str header)
{
    bool known = false;
    const char *error = NULL;
    sw_str line;

    while (!error && sw_str_line(&header, &line))
        error = read_line(frames, line, &known);
    if (!error && !known)
        error = "a header without Content-Length";
    return error;
}

/* The message whose header ended at `from`. */
static sw_frame_status take(sw_frames *frames, size_t from, sw_str *message)
{
    size_t there = frames->bytes.len - from;

    if (frames->length > frames->max) {
        size_t pass = frames->length < there ? frames->length : there;

        frames->skip = frames->length - pass;
        frames->at = from + pass;
        frames->scanned = 0;
        return SW_FRAME_TOO_LONG;
    }
    if (there < frames->length)
        return SW_FRAME_NONE;
    *message = (sw_str){frames->bytes.ptr + from, frames->length};
    frames->at = from + frames->length;
    frames->scanned = 0;
    return SW_FRAME_MESSAGE;
}

sw_frame_status sw_frames_next(sw_frames *frames, sw_str *message)
{
    sw_str rest;
    size_t end;
    const char *error;

    if (frames->error)
        return SW_FRAME_BROKEN;
    if (frames->bytes.failed)
        return broken(frames, "out of memory");
    rest =
        sw_str_part(sw_buf_str(&frames->bytes), frames->at, frames->bytes.len);
    if (rest.len == 0)
        return SW_FRAME_NONE;
    end = sw_str_find(rest, SW_STR("\r\n\r\n"), frames->scanned);
    if (end == SW_NOWHERE ? rest.len > HEADER_BYTES : end > HEADER_BYTES)
        return broken(frames, "a header that does not end");
    if (end == SW_NOWHERE) {
        frames->scanned = rest.len < 3 ? 0 : rest.len - 3;
        return SW_FRAME_NONE;
    }
    frames->scanned = end; /* found again at once when the body is not here */
    error = read_header(frames, sw_str_part(rest, 0, end));
    if (error)
        return broken(frames, error);
    return take(frames, frames->at + end + 4, message);
}

void sw_frame_write(sw_buf *out, sw_str message)
{
    sw_buf_put(out, SW_STR("Content-Length: "));
    sw_buf_number(out, message.len);
    sw_buf_put(out, SW_STR("\r\n\r\n"));
    sw_buf_put(out, message);
}
