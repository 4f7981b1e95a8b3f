/* frame.h - LSP's framing: messages out of bytes, bytes around messages. */
#ifndef SW_LSP_FRAME_H
#define SW_LSP_FRAME_H

#include "base/buf.h"

typedef enum sw_frame_status {
    SW_FRAME_NONE,     /* wants more bytes */
    SW_FRAME_MESSAGE,  /* *message is one, until the next call */
    SW_FRAME_TOO_LONG, /* one of ->length bytes: passed over, not kept */
    SW_FRAME_BROKEN    /* ->error says why; nothing more can be read. Sticks */
} sw_frame_status;

/* Hand it to sw_frames_release. */
typedef struct sw_frames {
    sw_buf bytes;
    size_t at;      /* in bytes: the next one to read */
    size_t scanned; /* bytes behind at that hold no end of a header */
    size_t skip;    /* of a message that was too long: still to come */
    size_t max;     /* bytes of one message */
    size_t length;
    const char *error;
} sw_frames;

void sw_frames_init(sw_frames *frames, size_t max);
void sw_frames_release(sw_frames *frames);
void sw_frames_put(sw_frames *frames, sw_str bytes);
sw_frame_status sw_frames_next(sw_frames *frames, sw_str *message);
/* Bytes put and not yet given. */
size_t sw_frames_left(const sw_frames *frames);

void sw_frame_write(sw_buf *out, sw_str message);

#endif
