/* log_text.h - a chat log in one string -> turns. */
#ifndef SW_TALK_LOG_TEXT_H
#define SW_TALK_LOG_TEXT_H

#include "talk/log_shape.h"
#include "talk/speakers.h"

/* The turns of text, which is valid UTF-8 and lives as long as they do, behind
 * those of c; roles settled. line: the number of its first line. False: no
 * memory, or more than SW_TALK_MAX_TURNS (then c->turns.count says so). */
bool sw_log_text_read(sw_str text, size_t line, const sw_log_shape *shape,
                      const sw_staff *staff, sw_arena *arena,
                      sw_conversation *c);

#endif
