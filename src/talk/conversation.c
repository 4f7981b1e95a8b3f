/*
 * conversation.c - the model: names of roles, places of turns.
 *
 * A pointer is asked for only when something was found, so conversation
 * lines, which come by the million, leave it to be made here.
 */
#include "talk/conversation.h"

#include <stdio.h>
#include <string.h>

static const char *const roles[] = {
#define SW_X_(upper, name) name,
    SW_ROLE_MAP(SW_X_)
#undef SW_X_
};

const char *sw_role_name(sw_role role)
{
    return roles[role];
}

/* Asked for every turn there is. */
static const sw_str named[] = {
#define SW_X_(upper, name) {name, sizeof name - 1},
    SW_ROLE_MAP(SW_X_)
#undef SW_X_
};

bool sw_role_named(sw_str name, sw_role *out)
{
    for (int i = 0; i < SW_ROLE_COUNT; i++) {
        if (sw_str_equal(name, named[i])) {
            *out = (sw_role)i;
            return true;
        }
    }
    return false;
}

bool sw_turn_is_linted(const sw_turn *turn)
{
    return turn->role == SW_ROLE_AGENT && !turn->internal;
}

const char *sw_turn_pointer(const sw_conversation *c, size_t i, char space[48])
{
    const sw_turn *turn = &c->turns.at[i];

    if (turn->src.pointer || turn->src.line)
        return turn->src.pointer;
    snprintf(space, 48, "/turns/%zu/text", i);
    return space;
}

static void copy_c(const char **s, sw_arena *arena)
{
    if (*s)
        *s = sw_arena_copy(arena, *s, strlen(*s));
}

bool sw_turn_copy(sw_turn *turn, sw_arena *arena)
{
    const sw_turn from = *turn;
    size_t size = turn->run_count * sizeof *turn->runs;

    turn->text.ptr = sw_arena_copy(arena, from.text.ptr, from.text.len);
    copy_c(&turn->author, arena);
    copy_c(&turn->time, arena);
    copy_c(&turn->label, arena);
    copy_c(&turn->src.pointer, arena);
    if (size) {
        sw_text_run *runs = sw_arena_alloc(arena, size);

        if (runs)
            memcpy(runs, from.runs, size);
        turn->runs = runs;
    }
    return turn->text.ptr && !turn->author == !from.author &&
           !turn->time == !from.time && !turn->label == !from.label &&
           !turn->src.pointer == !from.src.pointer && !turn->runs == !from.runs;
}

size_t sw_turn_source_byte(const sw_turn *turn, size_t byte)
{
    size_t low = 0, high = turn->run_count;

    if (high == 0)
        return byte;
    while (high - low > 1) { /* the last run at or before byte */
        size_t mid = low + (high - low) / 2;

        if (turn->runs[mid].text <= byte)
            low = mid;
        else
            high = mid;
    }
    return turn->runs[low].source + (byte - turn->runs[low].text);
}
