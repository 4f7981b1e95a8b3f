/* mail_part.h - one message's bytes -> who, when, what it answers, its words.
 */
#ifndef SW_TALK_MAIL_PART_H
#define SW_TALK_MAIL_PART_H

#include "talk/conversation.h"
#include "talk/html.h"

#define SW_MAIL_MAX       ((size_t)32 << 20) /* bytes of one message */
#define SW_MAIL_PARTS_MAX ((size_t)500)      /* looked at in one message */
#define SW_MAIL_DEEPEST   ((size_t)32)       /* multiparts in multiparts */
#define SW_MAIL_NAMED_MAX ((size_t)64)       /* addresses, references */

typedef struct sw_mail_address {
    const char *name, *address; /* "" when there is none */
} sw_mail_address;

/* Everything lives in the arena given; strings are valid UTF-8. */
typedef struct sw_mail {
    const char *id;      /* without <>; "" = none */
    const char *subject; /* decoded; "" = none */
    sw_mail_address from;
    struct SW_VEC(sw_mail_address) to;      /* and cc */
    struct SW_VEC(const char *) references; /* oldest first, in-reply-to last */
    int64_t date;                           /* seconds since 1970 */
    bool has_date;
    bool automatic; /* a machine wrote it: out of office, bounces */
    sw_str text;    /* HTML converted where there is no plain text */
    sw_str markup;  /* what was converted, or empty */
    bool verbatim;  /* text's lines stand in the source as they are */
    size_t body;    /* byte of the source where the header ends */
} sw_mail;

typedef struct sw_mail_reader sw_mail_reader;

/* Loads the library. SW_TALK_ONE or SW_TALK_FAILED. */
sw_talk_status sw_mail_reader_new(sw_mail_reader **out, sw_talk_error *error);
void sw_mail_reader_free(sw_mail_reader *reader); /* takes NULL */
/* body: its words are wanted too. SW_TALK_BAD: not a mail, or nothing to be
 * made of its words. */
sw_talk_status sw_mail_read(sw_mail_reader *reader, sw_str bytes, bool body,
                            sw_arena *arena, sw_mail *out,
                            sw_talk_error *error);
/* The words of mail->markup with history and all, for what it answers. */
sw_talk_status sw_mail_history(sw_mail_reader *reader, const sw_mail *mail,
                               sw_arena *arena, sw_str *out,
                               sw_talk_error *error);

#endif
