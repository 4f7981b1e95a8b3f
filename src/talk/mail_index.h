/* mail_index.h - where the mails of each thread stand in a mailbox. */
#ifndef SW_TALK_MAIL_INDEX_H
#define SW_TALK_MAIL_INDEX_H

#include "base/buf.h"
#include "talk/mail_part.h"
#include "talk/spool.h"
#include "talk/unite.h"

typedef struct sw_mail_spot {
    uint64_t offset;
    uint32_t len, line;
    int64_t date;
} sw_mail_spot;

/* Counts by key, up to a cap. */
typedef struct sw_mail_tally {
    struct sw_mail_count *slots;
    size_t used;
} sw_mail_tally;

typedef struct sw_mail_index {
    sw_spool spool;
    bool box; /* an mbox, not one mail */
    sw_mail_spot *spots;
    size_t count, cap;
    sw_unite threads;    /* of spots */
    uint32_t *long_ones; /* lines of mails that are longer than allowed */
    size_t long_count;
    sw_mail_tally signs;  /* author and tail of a text: how often */
    sw_mail_tally people; /* address: in how many mails */
    char own[256];        /* the address in nearly all mails, or "" */
} sw_mail_index;

/* Reads all headers, and short bodies for their signatures. SW_TALK_ONE or
 * SW_TALK_FAILED. */
sw_talk_status sw_mail_index_read(sw_mail_index *index, sw_stream *stream,
                                  bool box, sw_mail_reader *reader,
                                  sw_talk_error *error);
void sw_mail_index_release(sw_mail_index *index);
/* The bytes of a mail, with what an mbox does to "From " undone. */
sw_talk_status sw_mail_index_fetch(sw_mail_index *index,
                                   const sw_mail_spot *spot, sw_buf *bytes,
                                   sw_talk_error *error);
/* The text without the signature that its author sets under every mail. */
sw_str sw_mail_unsigned(const sw_mail_index *index, const char *address,
                        sw_str text);
/* A "From " line between the mails of an mbox? */
bool sw_mail_is_border(sw_str line);

#endif
