/*
 * read_json.c - exports in JSON, by the mapping that fits.
 *
 * The feed cuts records out of files of any size, the mapping makes
 * conversations of them. Tables beside the records (users beside tickets) may
 * stand behind them: a file is then looked through for them first; a pipe
 * cannot be, and says so.
 */
#include "talk/reader.h"

#include "base/mem.h"
#include "talk/map_run.h"
#include "talk/mapping_set.h"
#include "talk/speakers.h"

#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define HELD_MAX ((size_t)256 << 20) /* bytes of text, while grouping */

/* Records of one id come scattered: all are held until the end. */
typedef struct held {
    sw_arena arena;
    sw_map ids; /* id -> sw_conversation */
    size_t bytes, next;
    bool complete;
} held;

typedef struct state {
    sw_json_feed feed;
    sw_map_run run;
    sw_mapping_set *own; /* made here; or NULL */
    sw_paths records, tables;
    sw_arena arena; /* of the lists above and the names' */
    sw_talk_names agents, bots;
    bool looked_ahead, is_pipe;
    size_t rows_before; /* of tables, when the first record came */
    held held;
} state;

/* ---- sniffing ------------------------------------------------------------ */

static sw_str without_mark(sw_str head)
{
    if (sw_str_starts(head, SW_STR("\xef\xbb\xbf")))
        head = sw_str_part(head, 3, head.len);
    return sw_str_trim(head);
}

/* Objects, as far as the head goes, and not a draft with a bracket in it. */
static bool is_json(sw_str head, bool whole)
{
    sw_json_reader json;
    sw_json_event event;
    bool object = false;

    sw_json_read_init(&json, head);
    do {
        event = sw_json_read(&json);
        object |= event == SW_JSON_KEY;
    } while (event != SW_JSON_END && event != SW_JSON_ERROR);
    if (event == SW_JSON_END)
        return object;
    /* Lines of JSON go on behind the first value; a head ends anywhere. */
    return object && (json.depth == 0 || (!whole && json.at + 8 >= head.len));
}

static int sniff(sw_str head, bool whole, const sw_talk_options *options)
{
    sw_mapping_set *own = NULL;
    const sw_mapping_set *set = options->mappings;
    int sure = SW_SNIFF_NO;

    head = without_mark(head);
    if (!head.len || (head.ptr[0] != '{' && head.ptr[0] != '['))
        return SW_SNIFF_NO;
    if (!set)
        set = own = sw_mapping_set_new();
    if (set && sw_mapping_set_detect(set, head))
        sure = SW_SNIFF_SURE - 1; /* conversation lines know themselves */
    else if (is_json(head, whole))
        sure = SW_SNIFF_LIKELY;
    sw_mapping_set_free(own);
    return sure;
}

/* ---- opening ------------------------------------------------------------- */

static sw_talk_status join_names(state *s, const sw_talk_names *ours,
                                 const char *const *theirs, size_t count,
                                 sw_talk_names *out, sw_talk_error *error)
{
    size_t n = ours->count;
    const char **at = sw_arena_zero(&s->arena, n + count + 1, sizeof *at);

    if (!at)
        return sw_talk_fail_nomem(error);
    if (n)
        memcpy(at, ours->at, n * sizeof *at);
    if (count)
        memcpy(at + n, theirs, count * sizeof *at);
    *out = (sw_talk_names){at, n + count};
    return SW_TALK_ONE;
}

static sw_talk_status open_names(sw_talk *talk, state *s, sw_talk_error *error)
{
    const sw_talk_options *o = talk->options;
    const sw_mapping *m = s->run.mapping;
    sw_talk_status status = join_names(s, &o->agents, m->agents.at,
                                       m->agents.count, &s->agents, error);

    if (status == SW_TALK_ONE)
        status =
            join_names(s, &o->bots, m->bots.at, m->bots.count, &s->bots, error);
    if (status == SW_TALK_ONE)
        status = sw_staff_open(&s->run.staff, &s->agents, &s->bots, error);
    return status;
}

/* Some words on what stands at the top of a file that nobody knows. */
static sw_talk_status fail_unknown(sw_str head, sw_talk_error *error)
{
    sw_json_reader json;
    sw_json_event event;
    char keys[160] = "";
    size_t at = 0;

    sw_json_read_init(&json, head);
    do
        event = sw_json_read(&json);
    while (event == SW_JSON_ARRAY);
    for (int n = 0; n < 8 && sw_json_read(&json) == SW_JSON_KEY; n++) {
        int len = json.raw.len < 40 ? (int)json.raw.len : 40;

        if (at + (size_t)len + 8 < sizeof keys) {
            memcpy(keys + at, n ? ", " : "", n ? 2 : 0);
            at += n ? 2 : 0;
            memcpy(keys + at, json.raw.ptr, (size_t)len);
            at += (size_t)len;
        }
        if (!sw_json_read_skip(&json, NULL))
            break;
    }
    return sw_talk_fail(
        error, SW_TALK_FAILED, "mapping", 0,
        "JSON, but of no product that saywell knows (its first keys are %s); "
        "name the product with --input, or write a mapping: saywell rules "
        "schema mapping",
        at ? keys : "none");
}

static sw_talk_status choose(sw_talk *talk, state *s, sw_talk_error *error)
{
    const sw_talk_options *o = talk->options;
    const sw_mapping_set *set = o->mappings;
    sw_str head;

    s->run.mapping = o->mapping;
    if (o->mapping)
        return SW_TALK_ONE;
    if (!set)
        set = s->own = sw_mapping_set_new();
    if (!set)
        return sw_talk_fail_nomem(error);
    head = without_mark(sw_stream_head(talk->stream, SW_TALK_HEAD));
    if (talk->stream->status)
        return sw_talk_stream_end(talk, error);
    s->run.mapping = sw_mapping_set_detect(set, head);
    return s->run.mapping ? SW_TALK_ONE : fail_unknown(head, error);
}

static bool add_path(state *s, sw_paths *to, const sw_path *path)
{
    sw_path *place = SW_VEC_PUSH(to, &s->arena);

    if (place)
        *place = *path;
    return place != NULL;
}

/* The paths of the mapping that the feed has to know. */
static bool set_feed(sw_talk *talk, state *s)
{
    const sw_mapping *m = s->run.mapping;
    bool ok = true;

    for (size_t i = 0; i < m->conversations.count; i++)
        if (m->conversations.at[i].count)
            ok = ok && add_path(s, &s->records, &m->conversations.at[i]);
    for (size_t i = 0; i < m->join.tables.count; i++)
        if (m->join.tables.at[i].root == SW_PATH_DOCUMENT)
            ok = ok && add_path(s, &s->tables, &m->join.tables.at[i]);
    s->feed = (sw_json_feed){.stream = talk->stream,
                             .names = &m->names,
                             .records = s->records.at,
                             .record_count = s->records.count,
                             .whole = sw_mapping_wants_whole(m),
                             .arrays_are_documents = sw_mapping_wants_array(m),
                             .tables = s->tables.at,
                             .table_count = s->tables.count,
                             .row = sw_map_document_row,
                             .ctx = &s->run};
    return ok;
}

static sw_talk_status open_json(sw_talk *talk, sw_talk_error *error)
{
    state *s = sw_talk_state(talk, sizeof *s);
    sw_talk_status status;

    if (!s)
        return sw_talk_fail_nomem(error);
    s->run.name = talk->options->name;
    s->run.our_domains = talk->options->our_domains;
    status = choose(talk, s, error);
    if (status == SW_TALK_ONE)
        status = open_names(talk, s, error);
    if (status == SW_TALK_ONE && !set_feed(talk, s))
        status = sw_talk_fail_nomem(error);
    return status;
}

static void close_json(sw_talk *talk)
{
    state *s = talk->state;

    if (!s)
        return;
    sw_json_feed_release(&s->feed);
    sw_map_run_release(&s->run);
    sw_mapping_set_free(s->own);
    sw_arena_release(&s->held.arena);
    sw_arena_release(&s->arena);
    sw_mem_free(s);
}

/* ---- tables behind the records ------------------------------------------- */

/* Looks through the whole file for them, once, and comes back. */
static sw_talk_status look_ahead(state *s, sw_stream *stream,
                                 sw_talk_error *error)
{
    sw_stream again;
    sw_json_feed feed = {.stream = &again,
                         .names = s->feed.names,
                         .arrays_are_documents = s->feed.arrays_are_documents,
                         .tables = s->tables.at,
                         .table_count = s->tables.count,
                         .row = sw_map_document_row,
                         .ctx = &s->run};
    sw_json_feed_record none;
    sw_talk_status status;
    off_t here = lseek(stream->fd, 0, SEEK_CUR);

    s->looked_ahead = true;
    s->rows_before = s->run.document.rows.count;
    s->is_pipe = here < 0 || lseek(stream->fd, 0, SEEK_SET) < 0;
    if (s->is_pipe)
        return SW_TALK_ONE;
    sw_stream_init(&again, stream->fd);
    do
        status = sw_json_feed_next(&feed, &none, error);
    while (status == SW_TALK_BAD || status == SW_TALK_ONE);
    sw_json_feed_release(&feed);
    sw_stream_release(&again);
    if (lseek(stream->fd, here, SEEK_SET) < 0)
        return sw_talk_fail(error, SW_TALK_FAILED, "read", 0, "cannot be read");
    /* What is wrong with the file is told when its records are read. */
    return status == SW_TALK_FAILED && strcmp(error->code, "memory") == 0
               ? status
               : SW_TALK_ONE;
}

/* ---- records of one id --------------------------------------------------- */

static sw_talk_status hold(state *s, const sw_conversation *c,
                           sw_talk_error *error)
{
    held *h = &s->held;
    sw_str id = sw_str_of(c->id);
    sw_conversation *to = sw_map_find(&h->ids, id);

    if (!to) {
        const char *copy = sw_arena_copy(&h->arena, id.ptr, id.len);

        to = sw_arena_zero(&h->arena, 1, sizeof *to);
        if (!copy || !to ||
            !sw_map_put(&h->ids, &h->arena, sw_str_of(copy), to))
            return sw_talk_fail_nomem(error);
        *to = (sw_conversation){
            .id = copy, .channel = c->channel, .line = c->line};
    }
    for (size_t i = 0; i < c->turns.count; i++) {
        sw_turn *turn = SW_VEC_PUSH(&to->turns, &h->arena);

        if (turn)
            *turn = c->turns.at[i];
        if (!turn || !sw_turn_copy(turn, &h->arena))
            return sw_talk_fail_nomem(error);
        h->bytes += turn->text.len + 200;
    }
    if (h->bytes > HELD_MAX)
        return sw_talk_fail(error, SW_TALK_FAILED, "limit", c->line,
                            "messages of one conversation stand far apart "
                            "here, and more than 256 MiB would have to be "
                            "held: cut the export into smaller ones");
    return SW_TALK_ONE;
}

/* The next conversation of those that are held. */
static sw_talk_status give(state *s, sw_arena *arena, sw_conversation *out,
                           sw_talk_error *error)
{
    held *h = &s->held;
    const sw_conversation *from;

    if (h->next == h->ids.count)
        return SW_TALK_END;
    from = h->ids.at[h->next++].value;
    out->id = sw_arena_copy(arena, from->id, strlen(from->id));
    out->channel = from->channel; /* a constant */
    out->line = from->line;
    if (!out->id)
        return sw_talk_fail_nomem(error);
    for (size_t i = 0; i < from->turns.count; i++) {
        sw_turn *turn = SW_VEC_PUSH(&out->turns, arena);

        if (turn)
            *turn = from->turns.at[i];
        if (!turn || !sw_turn_copy(turn, arena))
            return sw_talk_fail_nomem(error);
    }
    return sw_speakers_name_agent(out, arena) ? SW_TALK_ONE
                                              : sw_talk_fail_nomem(error);
}

/* ---- reading ------------------------------------------------------------- */

static sw_talk_status end(const state *s, sw_talk_error *error)
{
    if (s->run.items == 0 && s->feed.documents)
        return sw_talk_fail(error, SW_TALK_FAILED, "mapping", 0,
                            "no message stands where the mapping \"%s\" looks "
                            "for them",
                            s->run.mapping->name);
    if (s->is_pipe && s->run.missed &&
        s->run.document.rows.count > s->rows_before)
        return sw_talk_fail(error, SW_TALK_FAILED, "mapping", 0,
                            "the people of %zu messages stand behind them: "
                            "name the file instead of piping it in",
                            s->run.missed);
    return SW_TALK_END;
}

static sw_talk_status next_record(sw_talk *talk, sw_arena *arena,
                                  sw_conversation *out, sw_talk_error *error)
{
    state *s = talk->state;
    sw_json_feed_record record;
    sw_talk_status status = sw_json_feed_next(&s->feed, &record, error);

    if (status == SW_TALK_END)
        return end(s, error);
    if (status != SW_TALK_ONE)
        return status;
    if (!s->looked_ahead && s->tables.count && s->feed.decided) {
        status = look_ahead(s, talk->stream, error);
        if (status != SW_TALK_ONE)
            return status;
    }
    return sw_map_record(&s->run, &record, arena, out, error);
}

static sw_talk_status next_json(sw_talk *talk, sw_arena *arena,
                                sw_conversation *out, sw_talk_error *error)
{
    state *s = talk->state;
    sw_talk_status status;

    if (!s->run.mapping->group)
        return next_record(talk, arena, out, error);
    while (!s->held.complete) {
        sw_arena scratch = {0};

        *out = (sw_conversation){0};
        status = next_record(talk, &scratch, out, error);
        if (status == SW_TALK_ONE)
            status = hold(s, out, error);
        if (status == SW_TALK_BAD && error->conversation)
            error->conversation = sw_arena_copy(arena, error->conversation,
                                                strlen(error->conversation));
        sw_arena_release(&scratch);
        if (status == SW_TALK_END)
            s->held.complete = true;
        else if (status != SW_TALK_ONE)
            return status;
    }
    *out = (sw_conversation){0};
    return give(s, arena, out, error);
}

static const char *const endings[] = {".json", NULL};

const sw_talk_reader sw_read_json = {
    .name = "json",
    .help = "JSON of a product, by the mapping that fits",
    .endings = endings,
    .sniff = sniff,
    .open = open_json,
    .next = next_json,
    .close = close_json,
};
