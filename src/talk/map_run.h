/* map_run.h - one record of an export, by a mapping -> a conversation. */
#ifndef SW_TALK_MAP_RUN_H
#define SW_TALK_MAP_RUN_H

#include "talk/html.h"
#include "talk/json_feed.h"
#include "talk/map_join.h"

/* Lasts as long as the input; what a record needs is reused for the next.
 * The first block is the user's to fill. Hand it to sw_map_run_release. */
typedef struct sw_map_run {
    const sw_mapping *mapping;
    sw_staff staff; /* of configuration and mapping */
    sw_talk_names our_domains;
    const char *name; /* of the input, for ids; or NULL */

    sw_tape tape;
    sw_html html;
    sw_join_table document; /* rows of tables beside the records */
    sw_arena document_arena;
    size_t missed;         /* turns whose row was in no table so far */
    size_t records, items; /* so far; items of turns' lists, and first turns */
} sw_map_run;

/* SW_TALK_ONE, BAD or FAILED. */
sw_talk_status sw_map_record(sw_map_run *run, const sw_json_feed_record *record,
                             sw_arena *arena, sw_conversation *out,
                             sw_talk_error *error);
/* A row of a table beside the records: sw_json_feed_row_fn with a sw_map_run.
 */
sw_talk_status sw_map_document_row(void *run, sw_str bytes,
                                   sw_talk_error *error);
void sw_map_run_release(sw_map_run *run);

#endif
