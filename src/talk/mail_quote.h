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

#define SW_MAIL_TAILS ((size_t)8)

/* Blocks of short lines at the end of a text that could be a signature nobody
 * marked: where each begins, the shortest first. Gives how many. */
size_t sw_mail_tails(sw_str text, size_t starts[SW_MAIL_TAILS]);

#endif
