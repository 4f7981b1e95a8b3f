/* map_turn.h - inside map_run: one item of the turns' list -> a turn. */
#ifndef SW_TALK_MAP_TURN_H
#define SW_TALK_MAP_TURN_H

#include "talk/map_run.h"
#include "talk/map_time.h"

/* One record being read. */
typedef struct sw_map_scene {
    sw_map_run *run;
    const sw_json_feed_record *record;
    sw_arena *arena;
    sw_conversation *out;
    struct SW_VEC(sw_map_instant) instants; /* beside out->turns */
    sw_join_table table;                    /* rows of the record's own */
    sw_talk_error *error;
    size_t line_at, line; /* lines counted up to a byte of the record */

    const sw_path_walk *walk; /* to the item at hand; NULL: the record */
    uint32_t item;
    const sw_str *row; /* of the join; NULL: none */
} sw_map_scene;

/* The text that a path leads to; ptr NULL when there is none or it is null.
 * False: no memory. */
bool sw_map_value(sw_map_scene *s, const sw_path *path, sw_str *out);
/* The same for the first of paths that leads to something. */
bool sw_map_any(sw_map_scene *s, const sw_paths *paths, sw_str *out);
/* What the rules make of the item: a result, or fallback. *label: the value
 * that no case knew (ptr NULL: none). */
bool sw_map_judge(sw_map_scene *s, const sw_map_rules *rules, int fallback,
                  int *out, sw_str *label);
/* Do all of them hold for the item? False: no memory. */
bool sw_map_holds(sw_map_scene *s, const sw_map_keeps *keeps, bool *out);
/* The item becomes a turn, or nothing when it is to be left out. */
sw_talk_status sw_map_item(sw_map_scene *s);
/* The same for a turn outside the list; *made: it has a text. */
sw_talk_status sw_map_first_turn(sw_map_scene *s, const sw_map_first *first,
                                 bool *made);

/* Turns that are whole chats pasted into one message are cut into their turns
 * (map_logs.c). */
sw_talk_status sw_map_pasted_logs(sw_map_scene *s);

#endif
