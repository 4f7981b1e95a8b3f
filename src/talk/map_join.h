/* map_join.h - tables beside the turns: users, participants. */
#ifndef SW_TALK_MAP_JOIN_H
#define SW_TALK_MAP_JOIN_H

#include "talk/mapping.h"
#include "talk/talk.h"

#define SW_JOIN_ROWS ((size_t)1 << 20) /* of one table, at most */

/* Key -> row: a string for each of join.columns, ptr NULL where there is
 * none. Zeroed is empty; lives in the arena that rows were put in with. */
typedef struct sw_join_table {
    sw_map rows;
} sw_join_table;

/* The row that node of the tape is, copied into the arena; the first of a key
 * counts. SW_TALK_ONE, or SW_TALK_FAILED: out of memory, too many rows. */
sw_talk_status sw_join_add(sw_join_table *table, const sw_map_join *join,
                           const sw_tape *tape, uint32_t node, sw_arena *arena,
                           sw_talk_error *error);
/* join.columns.count strings, or NULL. */
const sw_str *sw_join_find(const sw_join_table *table, sw_str key);

#endif
