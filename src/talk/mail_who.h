/* mail_who.h - whose mail is it: ours, a customer's, a machine's? */
#ifndef SW_TALK_MAIL_WHO_H
#define SW_TALK_MAIL_WHO_H

#include "talk/mail_part.h"
#include "talk/names.h"

typedef struct sw_mail_who {
    const sw_talk_options *options; /* agents, our_domains */
    sw_staff staff;
    const char *box; /* the mailbox's own address, or "" */
} sw_mail_who;

/* Is the address, or the name with it, on our side? With nothing configured,
 * the mailbox's own address is, or the office among the two of the thread's
 * first mail (`first`, may be NULL). */
bool sw_mail_is_ours(const sw_mail_who *who, const sw_mail *first,
                     const sw_mail_address *address);
/* unknown: nothing tells. */
sw_role sw_mail_role(const sw_mail_who *who, const sw_mail *first,
                     const sw_mail *mail);

#endif
