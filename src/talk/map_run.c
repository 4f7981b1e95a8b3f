/*
 * map_run.c - one record of an export, by a mapping -> a conversation.
 *
 * First the tables, then the turns, then what needs them all: their order in
 * time, neighbours of one speaker, who opened the conversation, a comment
 * that holds a whole chat.
 */
#include "talk/map_run.h"

#include "talk/map_turn.h"
#include "talk/reader.h"
#include "talk/speakers.h"

#include <stdlib.h>
#include <string.h>

void sw_map_run_release(sw_map_run *run)
{
    sw_tape_release(&run->tape);
    sw_html_release(&run->html);
    sw_staff_release(&run->staff);
    sw_arena_release(&run->document_arena);
}

static sw_talk_status read_tape(sw_map_run *run, sw_str bytes, size_t line,
                                sw_talk_error *error)
{
    switch (sw_tape_read(&run->tape, bytes, &run->mapping->names)) {
    case SW_TAPE_OK:
        return SW_TALK_ONE;
    case SW_TAPE_BAD:
        return sw_talk_fail(error, SW_TALK_BAD, "json", line,
                            "not JSON: %s at byte %zu", run->tape.error,
                            run->tape.error_at);
    case SW_TAPE_LIMIT:
        return sw_talk_fail(error, SW_TALK_BAD, "limit", line,
                            "the conversation holds more than two million "
                            "values");
    case SW_TAPE_NOMEM:
        break;
    }
    return sw_talk_fail_nomem(error);
}

sw_talk_status sw_map_document_row(void *ctx, sw_str bytes,
                                   sw_talk_error *error)
{
    sw_map_run *run = ctx;
    sw_talk_status status = read_tape(run, bytes, 0, error);

    if (status != SW_TALK_ONE)
        return status;
    return sw_join_add(&run->document, &run->mapping->join, &run->tape, 1,
                       &run->document_arena, error);
}

/* ---- tables, id, channel ------------------------------------------------- */

static sw_talk_status read_tables(sw_map_scene *s)
{
    const sw_map_join *join = &s->run->mapping->join;
    sw_talk_status status = SW_TALK_ONE;

    for (size_t i = 0; i < join->tables.count; i++) {
        const sw_path *path = &join->tables.at[i];
        sw_path_walk walk;
        uint32_t node;

        if (path->root != SW_PATH_RECORD)
            continue;
        sw_path_begin(&walk, &s->run->tape, 1, path->steps, path->count);
        while (status == SW_TALK_ONE && (node = sw_path_next(&walk)))
            status = sw_join_add(&s->table, join, &s->run->tape, node, s->arena,
                                 s->error);
    }
    return status;
}

static sw_talk_status read_id(sw_map_scene *s)
{
    sw_str id;

    if (!sw_map_any(s, &s->run->mapping->ids, &id))
        return sw_talk_fail_nomem(s->error);
    if (id.len)
        s->out->id = sw_arena_copy(s->arena, id.ptr, id.len);
    else if (s->record->pointer[0])
        s->out->id =
            sw_arena_printf(s->arena, "%s:%s", s->run->name ? s->run->name : "",
                            s->record->pointer);
    else
        s->out->id =
            sw_arena_printf(s->arena, "%s:%zu",
                            s->run->name ? s->run->name : "", s->record->line);
    return s->out->id ? SW_TALK_ONE : sw_talk_fail_nomem(s->error);
}

static sw_talk_status read_channel(sw_map_scene *s)
{
    const sw_mapping *m = s->run->mapping;
    sw_str label;
    int channel;

    if (!sw_map_judge(s, &m->channel, m->channel_default, &channel, &label))
        return sw_talk_fail_nomem(s->error);
    if (channel < 0 && label.len)
        s->out->channel = "other";
    else if (channel >= 0)
        s->out->channel = sw_mapping_channels[channel];
    return SW_TALK_ONE;
}

/* ---- turns --------------------------------------------------------------- */

static sw_talk_status read_first(sw_map_scene *s)
{
    const sw_mapping *m = s->run->mapping;
    sw_talk_status status = SW_TALK_ONE;
    bool made = false;

    for (size_t i = 0; i < m->first.count && !made && status == SW_TALK_ONE;
         i++)
        status = sw_map_first_turn(s, &m->first.at[i], &made);
    s->run->items += made;
    return status;
}

static sw_talk_status read_list(sw_map_scene *s)
{
    const sw_paths *paths = &s->run->mapping->turns;
    sw_talk_status status = SW_TALK_ONE;
    size_t items = 0;

    for (size_t i = 0; i < paths->count && items == 0; i++) {
        sw_path_walk walk;

        sw_path_begin(&walk, &s->run->tape, 1, paths->at[i].steps,
                      paths->at[i].count);
        s->walk = &walk;
        while (status == SW_TALK_ONE && (s->item = sw_path_next(&walk))) {
            items++;
            status = sw_map_item(s);
        }
        s->walk = NULL;
        s->item = 1;
        s->row = NULL;
    }
    s->run->items += items;
    return status;
}

/* Beside each turn, while they are put in order. */
typedef struct place {
    sw_turn turn;
    int64_t order;
    size_t index;
} place;

static int by_order(const void *a, const void *b)
{
    const place *x = a, *y = b;

    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* A turn without a time stays behind the one before it. */
static sw_talk_status sort(sw_map_scene *s)
{
    size_t n = s->out->turns.count;
    place *places = sw_arena_zero(s->arena, n + 1, sizeof *places);
    int64_t last = INT64_MIN;

    if (!places)
        return sw_talk_fail_nomem(s->error);
    for (size_t i = 0; i < n; i++) {
        if (s->instants.at[i].is_known)
            last = s->instants.at[i].order;
        places[i] = (place){s->out->turns.at[i], last, i};
    }
    qsort(places, n, sizeof *places, by_order);
    for (size_t i = 0; i < n; i++)
        s->out->turns.at[i] = places[i].turn;
    return SW_TALK_ONE;
}

static bool is_same_speaker(const sw_turn *a, const sw_turn *b)
{
    if (a->role != b->role || a->internal != b->internal)
        return false;
    if (!a->author || !b->author)
        return a->author == b->author;
    return strcmp(a->author, b->author) == 0;
}

/* Neighbours of one speaker become one turn; it stands where the first did. */
static sw_talk_status merge(sw_map_scene *s)
{
    sw_turn *turns = s->out->turns.at;
    size_t n = s->out->turns.count, to = 0;
    sw_buf text = {0};

    for (size_t i = 0; i < n;) {
        size_t k = i + 1;

        sw_buf_clear(&text);
        sw_buf_put(&text, turns[i].text);
        for (; k < n && is_same_speaker(&turns[i], &turns[k]); k++) {
            sw_buf_byte(&text, ' ');
            sw_buf_put(&text, turns[k].text);
        }
        turns[to] = turns[i];
        if (k > i + 1) {
            turns[to].text.ptr = sw_arena_copy(s->arena, text.ptr, text.len);
            turns[to].text.len = text.len;
        }
        if (text.failed || !turns[to].text.ptr) {
            sw_buf_release(&text);
            return sw_talk_fail_nomem(s->error);
        }
        to++;
        i = k;
    }
    sw_buf_release(&text);
    s->out->turns.count = to;
    return SW_TALK_ONE;
}

/* An agent who opens a conversation types what a customer said, unless
 * `opener` holds: whose words those are nobody knows. */
static sw_talk_status doubt_opener(sw_map_scene *s)
{
    const sw_map_keeps *opener = &s->run->mapping->opener;
    sw_turn *turn = s->out->turns.at;
    bool theirs = true;

    if (!opener->count || !s->out->turns.count || !sw_turn_is_linted(turn))
        return SW_TALK_ONE;
    if (!sw_map_holds(s, opener, &theirs))
        return sw_talk_fail_nomem(s->error);
    if (!theirs)
        turn->role = SW_ROLE_UNKNOWN;
    return SW_TALK_ONE;
}

/* ---- the record ---------------------------------------------------------- */

static sw_talk_status read_record(sw_map_scene *s)
{
    const sw_mapping *m = s->run->mapping;
    sw_talk_status status = read_tables(s);

    if (status == SW_TALK_ONE)
        status = read_id(s);
    if (status == SW_TALK_ONE)
        status = read_channel(s);
    if (status == SW_TALK_ONE)
        status = read_first(s);
    if (status == SW_TALK_ONE)
        status = read_list(s);
    if (status == SW_TALK_ONE && m->sort)
        status = sort(s);
    if (status == SW_TALK_ONE)
        status = doubt_opener(s);
    if (status == SW_TALK_ONE)
        status = sw_map_pasted_logs(s);
    if (status == SW_TALK_ONE && m->merge)
        status = merge(s);
    if (status == SW_TALK_ONE && !sw_speakers_name_agent(s->out, s->arena))
        status = sw_talk_fail_nomem(s->error);
    return status;
}

sw_talk_status sw_map_record(sw_map_run *run, const sw_json_feed_record *record,
                             sw_arena *arena, sw_conversation *out,
                             sw_talk_error *error)
{
    sw_map_scene s = {.run = run,
                      .record = record,
                      .arena = arena,
                      .out = out,
                      .error = error,
                      .line = record->line,
                      .item = 1};
    sw_talk_status status = read_tape(run, record->bytes, record->line, error);

    run->records++;
    if (status == SW_TALK_ONE) {
        out->line = record->line;
        out->pointer =
            record->pointer[0]
                ? sw_arena_copy(arena, record->pointer, strlen(record->pointer))
                : NULL;
        status = read_record(&s);
    }
    if (status != SW_TALK_ONE) {
        error->line = error->line ? error->line : record->line;
        error->conversation = out->id;
    }
    return status;
}
