/* intake.h - a whole text file from a stream, as valid UTF-8. */
#ifndef SW_TALK_INTAKE_H
#define SW_TALK_INTAKE_H

#include "base/buf.h"
#include "talk/talk.h"

/* Everything left in the stream, without a byte order mark: in the stream's
 * block, or in `own` when it had to be decoded; good as long as both. At most
 * SW_STREAM_MAX. SW_TALK_ONE, or SW_TALK_FAILED: too long, or not UTF-8 or
 * UTF-16 (the words name the line). */
sw_talk_status sw_intake_rest(sw_stream *stream, sw_buf *own, sw_str *text,
                              sw_talk_error *error);
/* The number of the line that byte `at` of text is in, from 1. */
size_t sw_intake_line(sw_str text, size_t at);

#endif
