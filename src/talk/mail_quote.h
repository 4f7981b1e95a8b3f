/* mail_quote.h - what the writer of a mail wrote, without history and
 * signature. */
#ifndef SW_TALK_MAIL_QUOTE_H
#define SW_TALK_MAIL_QUOTE_H

#include "talk/conversation.h"

typedef struct sw_mail_cut {
    sw_str text;             /* what is left, in the arena */
    const sw_text_run *runs; /* from where in the body */
    size_t run_count;
    sw_str quote;       /* the words of the message that is answered; in the
                           arena, without its own quotes; may be empty */
    sw_str attribution; /* "On ..., Kim <kim@mail.example> wrote:", or the
                           value of "From:"; of the body, or empty */
} sw_mail_cut;

/* body is valid UTF-8 text. False: no memory. */
bool sw_mail_cut_read(sw_str body, sw_arena *arena, sw_mail_cut *out);

/* The block of short lines below the last word of a text that could be a
 * signature nobody marked: its first byte; text.len when there is none. */
size_t sw_mail_tail(sw_str text);

#endif
