/* read_lines.h - our own conversation format: one conversation a line. */
#ifndef SW_TALK_READ_LINES_H
#define SW_TALK_READ_LINES_H

#include "talk/talk.h"

/* Reads one line; all it gives lives in the arena. keep: fill record. False:
 * error says what is wrong. */
bool sw_lines_read(sw_conversation *c, sw_str line, bool keep, sw_arena *arena,
                   sw_talk_error *error);
/* Does this line look like one: an object with "turns"? */
bool sw_lines_looks_so(sw_str line);

#endif
