/*
 * map_join.c - tables beside the turns: users, participants.
 *
 * A message often carries an id where we want a name and a role. Of each row
 * only what the mapping asks for is kept, so the users of a whole export fit.
 */
#include "talk/map_join.h"

#include "talk/reader.h"

static bool copy_text(const sw_tape *tape, uint32_t node, sw_arena *arena,
                      sw_str *out)
{
    sw_str text;

    *out = (sw_str){0};
    if (!sw_tape_is_set(tape, node))
        return true;
    if (!sw_tape_text(tape, node, arena, &text))
        return false;
    *out = (sw_str){sw_arena_copy(arena, text.ptr, text.len), text.len};
    return out->ptr != NULL;
}

sw_talk_status sw_join_add(sw_join_table *table, const sw_map_join *join,
                           const sw_tape *tape, uint32_t node, sw_arena *arena,
                           sw_talk_error *error)
{
    sw_str key, *row;
    uint32_t at = sw_path_first(tape, node, join->key.steps, join->key.count);

    if (!sw_tape_is_set(tape, at))
        return SW_TALK_ONE;
    if (!copy_text(tape, at, arena, &key))
        return sw_talk_fail_nomem(error);
    if (sw_map_find(&table->rows, key))
        return SW_TALK_ONE;
    if (table->rows.count >= SW_JOIN_ROWS)
        return sw_talk_fail(error, SW_TALK_FAILED, "limit", 0,
                            "the table that \"join\" names has more than a "
                            "million rows");
    row = sw_arena_zero(arena, join->columns.count + 1, sizeof *row);
    if (!row || !sw_map_put(&table->rows, arena, key, row))
        return sw_talk_fail_nomem(error);
    for (size_t i = 0; i < join->columns.count; i++) {
        const sw_path *path = &join->columns.at[i];

        at = sw_path_first(tape, node, path->steps, path->count);
        if (!copy_text(tape, at, arena, &row[i]))
            return sw_talk_fail_nomem(error);
    }
    return SW_TALK_ONE;
}

const sw_str *sw_join_find(const sw_join_table *table, sw_str key)
{
    return sw_map_find(&table->rows, key);
}
