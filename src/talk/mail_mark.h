/* mail_mark.h - the lines that mail programs set above an old message. */
#ifndef SW_TALK_MAIL_MARK_H
#define SW_TALK_MAIL_MARK_H

#include "base/str.h"

#define SW_MAIL_MARK_LINES 6 /* that a mark may have */

typedef struct sw_mail_mark {
    bool attribution; /* "On ... wrote:": ">" lines may follow */
    bool above;       /* "type your reply above this line" */
    sw_str author;    /* the attribution, or the value of From:; or empty */
} sw_mail_mark;

/* Do these lines begin with a mark? Gives how many it has, 0 = none. */
size_t sw_mail_mark_read(const sw_str *lines, size_t count, sw_mail_mark *mark);
/* "Sent from my iPhone" and the like. */
bool sw_mail_is_device(sw_str line);

#endif
