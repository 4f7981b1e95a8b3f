/*
 * read_lines.c - our own conversation format: one conversation a line.
 *
 * Lines come by the million, so there is no tree: one pass of the pull reader,
 * which puts the strings down where they stay. Keys we do not know are skipped;
 * what we do know must have the right shape, for a reply that is left out in
 * silence looks like a good one.
 */
#include "talk/read_lines.h"

#include "base/json_read.h"
#include "talk/reader.h"

#include <stdio.h>
#include <string.h>

static const char *const roles[] = {
#define SW_X_(upper, name) name,
    SW_ROLE_MAP(SW_X_)
#undef SW_X_
        NULL};

/* Is the key that word? For the machine a comparison of a number or two. */
#define IS_(key, word)                \
    ((key).len == sizeof(word) - 1 && \
     memcmp((key).ptr, word, sizeof(word) - 1) == 0)

typedef struct reading {
    sw_json_reader json;
    sw_arena *arena;
    sw_talk_error *error;
    bool keep;
    sw_buf record;
} reading;

static bool fail(reading *r, const char *code, const char *words)
{
    r->error->code = code;
    snprintf(r->error->message, sizeof r->error->message, "%s", words);
    return false;
}

static bool fail_json(reading *r)
{
    r->error->code = "json";
    snprintf(r->error->message, sizeof r->error->message,
             "not JSON: %s at byte %zu", r->json.error, r->json.at);
    return false;
}

static bool fail_turn(reading *r, const char *code, size_t turn,
                      const char *words)
{
    r->error->code = code;
    snprintf(r->error->message, sizeof r->error->message, "turns[%zu]: %s",
             turn, words);
    return false;
}

/* A name or a number or null: NUL-terminated, or NULL. */
static bool take_name(reading *r, const char **out)
{
    switch ((int)sw_json_read(&r->json)) {
    case SW_JSON_STRING:
        *out = r->json.raw.ptr;
        return true;
    case SW_JSON_NUMBER:
        *out = sw_arena_copy(r->arena, r->json.raw.ptr, r->json.raw.len);
        return *out || fail(r, "memory", "out of memory");
    case SW_JSON_NULL:
        *out = NULL;
        return true;
    case SW_JSON_ERROR:
        return fail_json(r);
    default:
        return fail(r, "record",
                    "id, channel, author and time must be strings");
    }
}

static bool take_true(reading *r, bool *out)
{
    sw_json_event event = sw_json_read(&r->json);

    if (event == SW_JSON_ERROR)
        return fail_json(r);
    if (event != SW_JSON_TRUE && event != SW_JSON_FALSE)
        return fail(r, "record", "public must be true or false");
    *out = event == SW_JSON_TRUE;
    return true;
}

/* ---- turns --------------------------------------------------------------- */

static bool read_role(reading *r, sw_turn *turn, size_t index)
{
    char words[200];
    const char *near;
    sw_str name;
    sw_json_event event = sw_json_read(&r->json);

    if (event == SW_JSON_ERROR)
        return fail_json(r);
    if (event != SW_JSON_STRING)
        return fail_turn(r, "role", index, "role must be a string");
    name = r->json.raw;
    if (sw_role_named(name, &turn->role))
        return true;
    near = sw_str_nearest(roles, name);
    snprintf(words, sizeof words,
             near ? "unknown role \"%.*s\"; did you mean \"%s\"?"
                  : "unknown role \"%.*s\"; known are agent, customer, bot, "
                    "system, note, unknown%s",
             (int)(name.len < 40 ? name.len : 40), name.ptr, near ? near : "");
    return fail_turn(r, "role", index, words);
}

static bool read_turn_text(reading *r, sw_turn *turn, size_t index)
{
    sw_json_event event = sw_json_read(&r->json);

    if (event == SW_JSON_ERROR)
        return fail_json(r);
    if (event != SW_JSON_STRING)
        return fail_turn(r, "text", index, "text must be a string");
    turn->text = r->json.raw;
    return true;
}

static bool read_visibility(reading *r, sw_turn *turn)
{
    const char *value;

    if (!take_name(r, &value))
        return false;
    turn->internal = value && strcmp(value, "internal") == 0;
    return true;
}

/* One key of a turn. */
static bool read_member(reading *r, sw_turn *turn, size_t index, bool seen[2])
{
    sw_str key = r->json.raw;

    if (IS_(key, "role")) {
        seen[0] = true;
        return read_role(r, turn, index);
    }
    if (IS_(key, "text")) {
        seen[1] = true;
        return read_turn_text(r, turn, index);
    }
    if (IS_(key, "author"))
        return take_name(r, &turn->author);
    if (IS_(key, "time"))
        return take_name(r, &turn->time);
    if (IS_(key, "visibility"))
        return read_visibility(r, turn);
    return sw_json_read_skip(&r->json, NULL) || fail_json(r);
}

static bool read_turn(reading *r, sw_conversation *c)
{
    size_t index = c->turns.count;
    bool seen[2] = {false, false};
    sw_turn *turn = SW_VEC_PUSH(&c->turns, r->arena);
    sw_json_event event;

    if (!turn)
        return fail(r, "memory", "out of memory");
    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY)
        if (!read_member(r, turn, index, seen))
            return false;
    if (event != SW_JSON_OBJECT_END)
        return fail_json(r);
    if (!seen[0])
        return fail_turn(r, "role", index, "has no role");
    if (!seen[1])
        return fail_turn(r, "text", index, "has no text");
    return true;
}

static bool read_turns(reading *r, sw_conversation *c)
{
    sw_json_event event = sw_json_read(&r->json);

    if (event == SW_JSON_ERROR)
        return fail_json(r);
    if (event != SW_JSON_ARRAY)
        return fail(r, "turns", "turns must be a list");
    c->turns.count = 0;
    while ((event = sw_json_read(&r->json)) == SW_JSON_OBJECT)
        if (!read_turn(r, c))
            return false;
    if (event == SW_JSON_ERROR)
        return fail_json(r);
    if (event != SW_JSON_ARRAY_END)
        return fail_turn(r, "turns", c->turns.count, "must be an object");
    return true;
}

/* ---- the record ---------------------------------------------------------- */

/* A member that is none of ours, kept as it stands. */
static bool keep_member(reading *r)
{
    size_t start = r->json.start;
    sw_str value;

    if (!sw_json_read_skip(&r->json, &value))
        return fail_json(r);
    if (r->keep) {
        size_t end = (size_t)(value.ptr - r->json.text.ptr) + value.len;

        if (r->record.len)
            sw_buf_byte(&r->record, ',');
        sw_buf_put(&r->record, sw_str_part(r->json.text, start, end));
    }
    return true;
}

static bool read_key(reading *r, sw_conversation *c, bool *turns)
{
    sw_str key = r->json.raw;

    if (IS_(key, "turns")) {
        *turns = true;
        return read_turns(r, c);
    }
    if (IS_(key, "id"))
        return take_name(r, &c->id);
    if (IS_(key, "channel"))
        return take_name(r, &c->channel);
    if (IS_(key, "public"))
        return take_true(r, &c->is_public);
    return keep_member(r);
}

static bool read_record(reading *r, sw_conversation *c)
{
    bool turns = false;
    sw_json_event event = sw_json_read(&r->json);

    if (event == SW_JSON_ERROR)
        return fail_json(r);
    if (event != SW_JSON_OBJECT)
        return fail(r, "record", "a conversation must be a JSON object");
    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY)
        if (!read_key(r, c, &turns))
            return false;
    if (event == SW_JSON_OBJECT_END)
        event = sw_json_read(&r->json);
    if (event != SW_JSON_END)
        return fail_json(r);
    return turns || fail(r, "turns", "the conversation has no turns");
}

bool sw_lines_read(sw_conversation *c, sw_str line, bool keep, sw_arena *arena,
                   sw_talk_error *error)
{
    char *room = sw_arena_alloc(arena, SW_JSON_READ_ROOM(line.len));
    reading r; /* large, and a line is short: nothing is cleared for nothing */
    bool ok;

    r.arena = arena;
    r.error = error;
    r.keep = keep;
    sw_buf_init(&r.record, 0);
    *c = (sw_conversation){0};
    error->code = "";
    error->line = 0;
    error->conversation = NULL;
    error->message[0] = '\0';
    if (!room)
        return fail(&r, "memory", "out of memory");
    sw_json_read_to(&r.json, line, room);
    ok = read_record(&r, c);
    if (ok && r.record.len) {
        char *copy = sw_arena_copy(arena, r.record.ptr, r.record.len);

        c->record = (sw_str){copy, r.record.len};
        ok = (copy && !r.record.failed) || fail(&r, "memory", "out of memory");
    }
    sw_buf_release(&r.record);
    return ok;
}

bool sw_lines_looks_so(sw_str line)
{
    sw_json_reader json;

    line = sw_str_trim(line);
    if (line.len == 0 || line.ptr[0] != '{')
        return false;
    sw_json_read_init(&json, line);
    sw_json_read(&json);
    while (sw_json_read(&json) == SW_JSON_KEY) {
        if (IS_(json.raw, "turns"))
            return true;
        if (!sw_json_read_skip(&json, NULL))
            return false;
    }
    return false;
}

/* ---- the reader ---------------------------------------------------------- */

static int sniff(sw_str head, bool whole, const sw_talk_options *options)
{
    sw_str line = {0}, rest = head;

    (void)whole, (void)options;
    while (sw_str_line(&rest, &line) && sw_str_trim(line).len == 0)
        ;
    return sw_lines_looks_so(line) ? SW_SNIFF_SURE : SW_SNIFF_NO;
}

static sw_talk_status next(sw_talk *talk, sw_arena *arena, sw_conversation *out,
                           sw_talk_error *error)
{
    sw_stream *stream = talk->stream;
    sw_str line;

    do {
        if (!sw_stream_next(stream, &line))
            return sw_talk_stream_end(talk, error);
        if (stream->too_long)
            return sw_talk_fail(error, SW_TALK_BAD, "limit", stream->number,
                                "the line is longer than 64 MiB");
    } while (sw_str_trim(line).len == 0); /* between records it is none */
    if (sw_lines_read(out, line, talk->options->keep_record, arena, error)) {
        out->line = stream->number;
        return SW_TALK_ONE;
    }
    error->line = stream->number;
    error->conversation = out->id;
    return SW_TALK_BAD;
}

static const char *const endings[] = {".jsonl", ".ndjson", NULL};

const sw_talk_reader sw_read_lines = {
    .name = "conversations",
    .help = "our own conversation lines, one a line",
    .endings = endings,
    .sniff = sniff,
    .next = next,
};
