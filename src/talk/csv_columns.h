/* csv_columns.h - which column of a table holds what. */
#ifndef SW_TALK_CSV_COLUMNS_H
#define SW_TALK_CSV_COLUMNS_H

#include "talk/talk.h"

/* X_(FIELD, "key in "columns" of the configuration" or NULL) */
#define SW_CSV_FIELD_MAP(X_)                                             \
    X_(ID, "id") /* of the conversation */                               \
    X_(TEXT, "text")                                                     \
    X_(HTML, "html") /* when text is empty or not there */               \
    X_(ROLE, "role") /* agent, outbound ... or a label */                \
    X_(AUTHOR, "author")                                                 \
    X_(TIME, "time")                                                     \
    X_(CHANNEL, "channel")                                               \
    X_(INBOUND, "inbound")   /* true: the customer's */                  \
    X_(OURS, "ours")         /* true: the agent's */                     \
    X_(PUBLIC, "public")     /* false: a note */                         \
    X_(INTERNAL, "internal") /* true: a note */                          \
    X_(KIND, NULL)           /* of a Salesforce entry: Text ... */       \
    X_(MAIL_WAY, NULL)       /* of a HubSpot mail: INCOMING_EMAIL ... */ \
    X_(USER_KIND, NULL)      /* of who wrote a Salesforce comment */     \
    X_(OWN, NULL)            /* id of the row, where rows answer rows */ \
    X_(PARENT, NULL)         /* id of the row that this one answers */

typedef enum sw_csv_field {
#define SW_X_(name, key) SW_CSV_##name,
    SW_CSV_FIELD_MAP(SW_X_)
#undef SW_X_
        SW_CSV_FIELD_COUNT
} sw_csv_field;

typedef struct sw_csv_columns {
    size_t at[SW_CSV_FIELD_COUNT]; /* SW_NOWHERE: there is none */
    size_t count;                  /* of the header */
    bool tweets;   /* rows answer rows: Customer Support on Twitter */
    bool mail;     /* of mails: history is cut, the channel is e-mail */
    bool says_who; /* something tells agents and customers apart */
} sw_csv_columns;

/* cells: the header's. SW_TALK_FAILED: the configuration names a column that
 * is not there, or none holds the text (the words list those there are and
 * the line of configuration that mends it). */
sw_talk_status sw_csv_columns_read(const sw_str *cells, size_t count,
                                   const sw_talk_columns *configured,
                                   sw_csv_columns *out, sw_talk_error *error);
/* How many of the header's cells are names we know: for sniffing. */
size_t sw_csv_columns_known(const sw_str *cells, size_t count);

#endif
