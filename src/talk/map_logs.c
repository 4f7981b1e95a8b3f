/*
 * map_logs.c - a comment that holds a whole chat.
 *
 * When a chat ends, some help desks write all of it into one comment of the
 * ticket, and people paste chats by hand. Linted as one reply, the customer's
 * lines would be the agent's. The log's reader takes it apart; the pieces keep
 * the comment's place.
 */
#include "talk/map_turn.h"

#include "talk/log_text.h"
#include "talk/reader.h"
#include "talk/text_runs.h"

/* The piece stands in the comment's text: to the comment's source from there.
 * A piece made anew points to the comment as a whole. */
static bool lead_back(const sw_turn *comment, sw_turn *piece, sw_arena *arena)
{
    const char *end = comment->text.ptr + comment->text.len;
    sw_text_run *run = sw_arena_zero(arena, 1, sizeof *run);
    const sw_text_run *runs = run;
    size_t count = 1;

    if (!run)
        return false;
    piece->src = comment->src;
    piece->internal = comment->internal;
    if (piece->text.ptr >= comment->text.ptr && piece->text.ptr < end)
        run->source = (size_t)(piece->text.ptr - comment->text.ptr);
    if (!sw_text_runs_over(comment->runs, comment->run_count, &runs, &count,
                           arena))
        return false;
    piece->runs = runs;
    piece->run_count = count;
    return true;
}

static bool is_log(sw_map_scene *s, const sw_turn *turn, sw_log_shape *shape)
{
    if (turn->internal || turn->role == SW_ROLE_NOTE ||
        turn->role == SW_ROLE_SYSTEM ||
        sw_str_find_byte(turn->text, '\n', 0) == SW_NOWHERE)
        return false;
    return sw_log_is_one(turn->text, s->run->staff.agents, shape);
}

static sw_talk_status push(sw_map_scene *s, sw_conversation *to,
                           const sw_turn *turn)
{
    sw_turn *place;

    if (to->turns.count >= SW_TALK_MAX_TURNS)
        return sw_talk_fail(s->error, SW_TALK_BAD, "limit", s->record->line,
                            "the conversation has more than a million turns");
    place = SW_VEC_PUSH(&to->turns, s->arena);
    if (!place)
        return sw_talk_fail_nomem(s->error);
    *place = *turn;
    return SW_TALK_ONE;
}

/* The chat's turns in the comment's place. */
static sw_talk_status take_apart(sw_map_scene *s, const sw_turn *comment,
                                 const sw_log_shape *shape, sw_conversation *to)
{
    sw_conversation chat = {0};
    sw_talk_status status = SW_TALK_ONE;

    if (!sw_log_text_read(comment->text, 1, shape, &s->run->staff, s->arena,
                          &chat))
        return sw_talk_fail_nomem(s->error);
    for (size_t i = 0; i < chat.turns.count && status == SW_TALK_ONE; i++) {
        sw_turn piece = chat.turns.at[i];

        if (!lead_back(comment, &piece, s->arena))
            return sw_talk_fail_nomem(s->error);
        status = push(s, to, &piece);
    }
    return status;
}

sw_talk_status sw_map_pasted_logs(sw_map_scene *s)
{
    sw_conversation made = {0};
    sw_talk_status status = SW_TALK_ONE;
    sw_log_shape shape;
    bool any = false;

    for (size_t i = 0; i < s->out->turns.count && !any; i++)
        any = is_log(s, &s->out->turns.at[i], &shape);
    if (!any)
        return SW_TALK_ONE;
    for (size_t i = 0; i < s->out->turns.count && status == SW_TALK_ONE; i++) {
        const sw_turn *turn = &s->out->turns.at[i];

        status = is_log(s, turn, &shape) ? take_apart(s, turn, &shape, &made)
                                         : push(s, &made, turn);
    }
    s->out->turns.at = made.turns.at;
    s->out->turns.count = made.turns.count;
    s->out->turns.cap = made.turns.cap;
    return status;
}
