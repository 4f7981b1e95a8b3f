/* speakers.h - who is who among the labels of one conversation. */
#ifndef SW_TALK_SPEAKERS_H
#define SW_TALK_SPEAKERS_H

#include "talk/conversation.h"
#include "talk/names.h"

typedef struct sw_speaker_hints {
    sw_staff staff;
    sw_str agent, visitor; /* named by the log's header, or empty */
} sw_speaker_hints;

/* Gives a role to every turn that has a label and none yet, where the file
 * tells; what it does not tell stays unknown, with its label. False: no
 * memory. */
bool sw_speakers_settle(sw_conversation *c, const sw_speaker_hints *hints,
                        sw_arena *arena);
/* Who wrote most agent turns, into c->agent. False: no memory. */
bool sw_speakers_name_agent(sw_conversation *c, sw_arena *arena);

#endif
