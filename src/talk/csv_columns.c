/*
 * csv_columns.c - which column of a table holds what.
 *
 * Headers are compared with capitals folded and with marks between words made
 * alike: "Ticket ID", "ticket_id" and "ticket-id" are one. A field has several
 * names, the most telling first; what a configuration says comes before all.
 */
#include "talk/csv_columns.h"

#include "base/buf.h"
#include "talk/reader.h"

#include <stdio.h>
#include <string.h>

#define NAME_MAX_BYTES 64

static const char *const names[SW_CSV_FIELD_COUNT] = {
    /* Each a list, by rank. */
    [SW_CSV_ID] = "conversation_id ticket_id chat_id case_id thread_id "
                  "conversationid ticketid chatid caseid threadid parentid "
                  "chatkey hs_email_thread_id session_id interaction_id "
                  "dialogue_id ticket_number case_number conversation ticket",
    [SW_CSV_TEXT] = "text body message comment content msg textbody "
                    "commentbody hs_email_text plain_body body_text "
                    "message_text message_body comment_body comments "
                    "chat_transcript transcript hs_body_preview description "
                    "utterance",
    [SW_CSV_HTML] = "html htmlbody html_body body_html hs_email_html "
                    "rich_text richtext",
    [SW_CSV_ROLE] = "role sender_type author_type speaker direction actortype "
                    "sendertype author_role sender_role participant_role "
                    "user_type from",
    [SW_CSV_AUTHOR] = "agent author sender name from_name fromname actorname "
                      "author_name sender_name agent_name createdby_name "
                      "author_id createdbyid from_address fromaddress "
                      "hs_email_from_firstname speaker from",
    [SW_CSV_TIME] = "time timestamp created_at date sent_at messagedate "
                    "createddate entrytime hs_timestamp starttime created "
                    "datetime sendtime send_time createdate hs_createdate",
    [SW_CSV_CHANNEL] = "channel via",
    [SW_CSV_INBOUND] = "inbound incoming is_inbound is_incoming from_customer",
    [SW_CSV_OURS] = "from_agent is_agent outbound is_outbound",
    [SW_CSV_PUBLIC] = "public is_public ispublic ispublished is_published",
    [SW_CSV_INTERNAL] = "internal private is_internal is_private is_note "
                        "visibility",
    [SW_CSV_KIND] = "entrytype",
    [SW_CSV_MAIL_WAY] = "hs_email_direction",
    [SW_CSV_USER_KIND] = "createdby_usertype createdby_user_type",
    [SW_CSV_OWN] = "tweet_id",
    [SW_CSV_PARENT] = "in_response_to_tweet_id",
};

static const char *const keys[] = {
#define SW_X_(name, key) key,
    SW_CSV_FIELD_MAP(SW_X_)
#undef SW_X_
};

/* "Created By: Name" as "created_by_name", cut to what a name may have. */
static sw_str plain_name(sw_str cell, char out[NAME_MAX_BYTES])
{
    size_t len = 0;
    bool gap = false;

    for (size_t i = 0; i < cell.len && len + 2 < NAME_MAX_BYTES; i++) {
        char c = cell.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80)) {
            if (gap && len)
                out[len++] = '_';
            out[len++] = c;
            gap = false;
        } else {
            gap = true;
        }
    }
    return (sw_str){out, len};
}

/* The rank of a name in a list of them; SW_NOWHERE: not in it. */
static size_t rank_in(const char *list, sw_str name)
{
    size_t rank = 0;

    while (*list) {
        size_t len = strcspn(list, " ");

        if (sw_str_equal((sw_str){list, len}, name))
            return rank;
        rank++;
        list += len + (list[len] == ' ');
    }
    return SW_NOWHERE;
}

size_t sw_csv_columns_known(const sw_str *cells, size_t count)
{
    size_t known = 0;

    for (size_t i = 0; i < count; i++) {
        char space[NAME_MAX_BYTES];
        sw_str name = plain_name(cells[i], space);
        bool found = false;

        for (int f = 0; f < SW_CSV_FIELD_COUNT && !found; f++)
            found = rank_in(names[f], name) != SW_NOWHERE;
        known += found;
    }
    return known;
}

/* ---- what the configuration says ----------------------------------------- */

static void list_columns(const sw_str *cells, size_t count, sw_buf *words)
{
    for (size_t i = 0; i < count && i < 12; i++)
        sw_buf_printf(words, "%s\"%.*s\"", i ? ", " : "",
                      (int)(cells[i].len < 24 ? cells[i].len : 24),
                      cells[i].len ? cells[i].ptr : "");
    if (count > 12)
        sw_buf_printf(words, " and %zu more", count - 12);
}

static sw_talk_status fail_columns(const sw_str *cells, size_t count,
                                   const char *what, sw_talk_error *error)
{
    sw_buf words = {0};
    sw_talk_status status;

    list_columns(cells, count, &words);
    status = sw_buf_c(&words)
                 ? sw_talk_fail(error, SW_TALK_FAILED, "columns", 1,
                                "%s; the columns are %s; say which in "
                                ".saywell.json: \"columns\": {\"id\": \"...\", "
                                "\"role\": \"...\", \"text\": \"...\"}",
                                what, words.ptr)
                 : sw_talk_fail_nomem(error);
    sw_buf_release(&words);
    return status;
}

static sw_talk_status configure(const sw_str *cells, size_t count,
                                const sw_talk_columns *configured,
                                sw_csv_columns *out, sw_talk_error *error)
{
    for (size_t i = 0; i < configured->count; i++) {
        const sw_talk_column *said = &configured->at[i];
        size_t field = 0, column = 0;
        char words[120];

        while (field < SW_CSV_FIELD_COUNT &&
               !(keys[field] && strcmp(keys[field], said->field) == 0))
            field++;
        if (field == SW_CSV_FIELD_COUNT)
            continue; /* the configuration knows its keys */
        while (column < count && !sw_str_equal_fold(sw_str_trim(cells[column]),
                                                    sw_str_of(said->header)))
            column++;
        if (column == count) {
            snprintf(words, sizeof words, "no column is called \"%.60s\"",
                     said->header);
            return fail_columns(cells, count, words, error);
        }
        out->at[field] = column;
    }
    return SW_TALK_ONE;
}

/* ---- what the names say -------------------------------------------------- */

static size_t best_column(const sw_str *cells, size_t count, int field)
{
    size_t best = SW_NOWHERE, best_rank = SW_NOWHERE;

    for (size_t i = 0; i < count; i++) {
        char space[NAME_MAX_BYTES];
        size_t rank = rank_in(names[field], plain_name(cells[i], space));

        if (rank < best_rank) {
            best_rank = rank;
            best = i;
        }
    }
    return best;
}

/* Without a conversation's id, a plain "id" is one when no column tells who
 * speaks: a row is then a whole ticket. */
static size_t plain_id(const sw_str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char space[NAME_MAX_BYTES];

        if (sw_str_equal_c(plain_name(cells[i], space), "id"))
            return i;
    }
    return SW_NOWHERE;
}

static bool has(const sw_csv_columns *c, sw_csv_field field)
{
    return c->at[field] != SW_NOWHERE;
}

sw_talk_status sw_csv_columns_read(const sw_str *cells, size_t count,
                                   const sw_talk_columns *configured,
                                   sw_csv_columns *out, sw_talk_error *error)
{
    sw_talk_status status;

    *out = (sw_csv_columns){.count = count};
    for (int f = 0; f < SW_CSV_FIELD_COUNT; f++)
        out->at[f] = SW_NOWHERE;
    status = configure(cells, count, configured, out, error);
    if (status != SW_TALK_ONE)
        return status;
    for (int f = 0; f < SW_CSV_FIELD_COUNT; f++)
        if (out->at[f] == SW_NOWHERE)
            out->at[f] = best_column(cells, count, f);
    if (!has(out, SW_CSV_TEXT) && !has(out, SW_CSV_HTML))
        return fail_columns(cells, count, "no column is known to hold the text",
                            error);
    out->tweets = has(out, SW_CSV_OWN) && has(out, SW_CSV_PARENT);
    out->mail = has(out, SW_CSV_MAIL_WAY) ||
                (has(out, SW_CSV_HTML) && has(out, SW_CSV_INBOUND));
    out->says_who = has(out, SW_CSV_ROLE) || has(out, SW_CSV_INBOUND) ||
                    has(out, SW_CSV_OURS) || has(out, SW_CSV_MAIL_WAY) ||
                    has(out, SW_CSV_USER_KIND);
    if (!out->says_who && !has(out, SW_CSV_ID))
        out->at[SW_CSV_ID] = plain_id(cells, count);
    return SW_TALK_ONE;
}
