/*
 * mapping_read.c - a mapping file -> a mapping.
 *
 * One row a key: what its strings mean. A key holds a string or a list of
 * strings, which are its alternatives. Small files, read with the pull reader
 * over json_text, which knows where every byte stands: no tree.
 */
#include "talk/mapping_part.h"

#include "base/fail.h"
#include "base/mem.h"

#include <string.h>

typedef void read_fn(sw_map_words *w);

static const char *copied(sw_map_words *w)
{
    const char *copy =
        sw_arena_copy(&w->mapping->arena, w->text.ptr, w->text.len);

    if (!copy)
        w->status = sw_fail_nomem(w->err);
    return copy;
}

static void read_format(sw_map_words *w)
{
    if (w->text.len == 0)
        sw_map_words_fail(w, 0, "a name was expected");
    w->mapping->name = copied(w);
}

static void read_title(sw_map_words *w)
{
    w->mapping->title = copied(w);
}

static void read_type(sw_map_words *w)
{
    if (sw_str_equal_c(w->text, "csv"))
        sw_map_words_fail(w, 0,
                          "a table needs no mapping: name its columns in "
                          "\"columns\" of the configuration");
    else if (!sw_str_equal_c(w->text, "json"))
        sw_map_words_fail(w, 0, "\"json\" was expected (lines of it too)");
}

static void read_detect(sw_map_words *w)
{
    sw_map_words_paths(w, &w->mapping->detect);
}

static void read_conversations(sw_map_words *w)
{
    sw_map_words_paths(w, &w->mapping->conversations);
}

static void read_id(sw_map_words *w)
{
    sw_map_words_paths(w, &w->mapping->ids);
}

static void read_channel(sw_map_words *w)
{
    if (!sw_map_words_channel(w, &w->mapping->channel_default))
        sw_map_words_rules(w, &w->mapping->channel, sw_mapping_channels);
}

static void read_turns(sw_map_words *w)
{
    sw_map_words_paths(w, &w->mapping->turns);
}

static void read_keep(sw_map_words *w)
{
    sw_map_words_keeps(w, &w->mapping->keep);
}

static void read_opener(sw_map_words *w)
{
    sw_map_words_keeps(w, &w->mapping->opener);
}

static void read_role(sw_map_words *w)
{
    sw_map_words_rules(w, &w->mapping->role, NULL);
}

static void read_text(sw_map_words *w)
{
    sw_map_words_texts(w, &w->mapping->text);
}

static void read_time(sw_map_words *w)
{
    sw_map_words_times(w, &w->mapping->time);
}

static void read_author(sw_map_words *w)
{
    sw_map_words_paths(w, &w->mapping->authors);
}

static void read_sort(sw_map_words *w)
{
    sw_map_words_only(w, "time");
    w->mapping->sort = true;
}

static void read_merge(sw_map_words *w)
{
    sw_map_words_only(w, "adjacent");
    w->mapping->merge = true;
}

static void read_group(sw_map_words *w)
{
    sw_map_words_only(w, "id");
    w->mapping->group = true;
}

static void read_agents(sw_map_words *w)
{
    const char **to = SW_VEC_PUSH(&w->mapping->agents, &w->mapping->arena);

    if (to)
        *to = copied(w);
    else
        w->status = sw_fail_nomem(w->err);
}

static void read_bots(sw_map_words *w)
{
    const char **to = SW_VEC_PUSH(&w->mapping->bots, &w->mapping->arena);

    if (to)
        *to = copied(w);
    else
        w->status = sw_fail_nomem(w->err);
}

static void read_nothing(sw_map_words *w)
{
    (void)w;
}

static const struct row {
    const char *key;
    read_fn *read;
} rows[] = {
    {"format", read_format},
    {"title", read_title},
    {"type", read_type},
    {"detect", read_detect},
    {"conversations", read_conversations},
    {"id", read_id},
    {"channel", read_channel},
    {"first", sw_map_words_first},
    {"turns", read_turns},
    {"keep", read_keep},
    {"opener", read_opener},
    {"join", sw_map_words_join},
    {"role", read_role},
    {"text", read_text},
    {"time", read_time},
    {"author", read_author},
    {"strip", sw_map_words_strip},
    {"sort", read_sort},
    {"merge", read_merge},
    {"group", read_group},
    {"agents", read_agents},
    {"bots", read_bots},
    {"$schema", read_nothing},
};

#define ROWS (sizeof rows / sizeof rows[0])

/* ---- the file ------------------------------------------------------------ */

typedef struct reading {
    sw_mapping *mapping;
    const sw_json_text *file;
    sw_json_reader json;
    sw_buf text;
    sw_arena *scratch;
    saywell_error *err;
} reading;

static saywell_status fail_at(reading *r, const char *path, bool at_key,
                              const char *words)
{
    size_t at = at_key ? sw_json_text_key_place(r->file, path)
                       : sw_json_text_place(r->file, path);

    return sw_json_text_fail(r->file, r->err, SAYWELL_ARGUMENT, path, at, 1,
                             "%s", words);
}

static saywell_status read_string(reading *r, const struct row *row,
                                  const char *path)
{
    sw_map_words words = {
        .mapping = r->mapping, .file = r->file, .key = path, .err = r->err};

    words.text = sw_json_read_string(&r->json, &r->text);
    if (r->text.failed)
        return sw_fail_nomem(r->err);
    row->read(&words);
    return words.status;
}

static saywell_status read_list(reading *r, const struct row *row)
{
    saywell_status status = SAYWELL_OK;
    sw_json_event event;

    for (size_t i = 0;
         !status && (event = sw_json_read(&r->json)) != SW_JSON_ARRAY_END;
         i++) {
        const char *path = sw_arena_printf(r->scratch, "%s[%zu]", row->key, i);

        if (!path)
            return sw_fail_nomem(r->err);
        status = event == SW_JSON_STRING
                     ? read_string(r, row, path)
                     : fail_at(r, path, false, "must be a string");
    }
    return status;
}

static saywell_status read_value(reading *r, const struct row *row)
{
    sw_json_event event = sw_json_read(&r->json);

    if (event == SW_JSON_STRING)
        return read_string(r, row, row->key);
    if (event == SW_JSON_ARRAY)
        return read_list(r, row);
    return fail_at(r, row->key, false, "must be a string or a list of strings");
}

static saywell_status fail_unknown(reading *r, const char *key)
{
    const char *names[ROWS + 1], *near, *words;

    for (size_t i = 0; i < ROWS; i++)
        names[i] = rows[i].key;
    names[ROWS] = NULL;
    near = sw_str_nearest(names, sw_str_of(key));
    words = near ? sw_arena_printf(r->scratch,
                                   "unknown key \"%.60s\"; did you mean "
                                   "\"%s\"?",
                                   key, near)
                 : sw_arena_printf(r->scratch,
                                   "unknown key \"%.60s\"; saywell rules "
                                   "schema mapping lists them",
                                   key);
    return words ? fail_at(r, key, true, words) : sw_fail_nomem(r->err);
}

static saywell_status read_key(reading *r)
{
    sw_str key = sw_json_read_string(&r->json, &r->text);
    const char *copy;

    for (size_t i = 0; i < ROWS; i++)
        if (sw_str_equal_c(key, rows[i].key))
            return read_value(r, &rows[i]);
    copy = sw_arena_copy(r->scratch, key.ptr, key.len);
    return copy && !r->text.failed ? fail_unknown(r, copy)
                                   : sw_fail_nomem(r->err);
}

/* What no mapping can do without. */
static saywell_status read_whole(reading *r)
{
    const sw_mapping *m = r->mapping;
    saywell_status status = SAYWELL_OK;

    if (sw_json_read(&r->json) != SW_JSON_OBJECT)
        return fail_at(r, "", false, "must be an object, { ... }");
    while (!status && sw_json_read(&r->json) == SW_JSON_KEY)
        status = read_key(r);
    if (status)
        return status;
    if (!m->name)
        return fail_at(r, "", false, "has no \"format\", its name");
    if (!m->turns.count)
        return fail_at(r, "", false,
                       "has no \"turns\", the path to the messages");
    if (!m->text.count)
        return fail_at(r, "", false,
                       "has no \"text\", the path to a message's words");
    if (!m->role.count && !m->agents.count)
        return fail_at(r, "", false,
                       "has no \"role\" and no \"agents\": nobody would be "
                       "known for an agent");
    if (m->join.columns.count && !m->join.tables.count)
        return fail_at(r, "", false, "asks for join.* but has no \"join\"");
    return SAYWELL_OK;
}

static saywell_status read_text_of(reading *r, const char *name, sw_str json)
{
    sw_json_text *file;
    saywell_status status =
        sw_json_text_parse(name, json, r->scratch, &file, r->err);

    if (status)
        return status;
    r->file = file;
    sw_json_read_init(&r->json, sw_json_text_plain(file));
    status = read_whole(r);
    sw_buf_release(&r->text);
    return status;
}

saywell_status sw_mapping_new(sw_mapping **out, const char *name, sw_str json,
                              saywell_error *err)
{
    sw_arena scratch = {0};
    sw_mapping *m = sw_mem_alloc(sizeof *m);
    reading r = {.mapping = m, .scratch = &scratch, .err = err};
    saywell_status status;

    *out = NULL;
    sw_fail_clear(err);
    if (!m)
        return sw_fail_nomem(err);
    *m = (sw_mapping){.channel_default = -1};
    status = read_text_of(&r, name, json);
    sw_arena_release(&scratch);
    if (status) {
        sw_mapping_free(m);
        return status;
    }
    *out = m;
    return SAYWELL_OK;
}

void sw_mapping_free(sw_mapping *mapping)
{
    if (!mapping)
        return;
    for (size_t i = 0; i < mapping->patterns.count; i++)
        sw_names_free(mapping->patterns.at[i]);
    sw_arena_release(&mapping->arena);
    sw_mem_free(mapping);
}

saywell_status sw_mapping_shipped(sw_mapping **out, const char *name,
                                  saywell_error *err)
{
    *out = NULL;
    for (size_t i = 0; i < sw_shipped_mapping_count; i++) {
        const struct sw_shipped_file *file = &sw_shipped_mappings[i];

        if (strcmp(file->name, name) == 0)
            return sw_mapping_new(out, name, (sw_str){file->bytes, file->len},
                                  err);
    }
    return sw_fail(err, SAYWELL_ARGUMENT, "there is no mapping \"%.60s\"",
                   name);
}
