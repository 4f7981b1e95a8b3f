/*
 * load_source.c - categories, and the documents behind the rules: their
 * titles, and their pieces of guidance in our own words.
 */
#include "rule/keys.h"

#include <string.h>

typedef struct SW_VEC(saywell_row_info) row_list;

/* A source or category, and where rows of guidance go. */
typedef struct titled {
    saywell_name_info *info;
    row_list *rows;
} titled;

/* ---- rows: {"002-h": {"about": ..., "why_not": ...}} -------------------- */

static bool set_about(saywell_builder *b, const sw_at *at, void *into)
{
    ((saywell_row_info *)into)->about = sw_keep(b, at->node->valuestring);
    return !b->nomem;
}

static bool set_why_not(saywell_builder *b, const sw_at *at, void *into)
{
    ((saywell_row_info *)into)->why_not = sw_keep(b, at->node->valuestring);
    return !b->nomem;
}

static const sw_key row_rows[] = {
    {"about", SW_TYPE_TEXT, 0, set_about, "what the document says there"},
    {"why_not", SW_TYPE_TEXT, 0, set_why_not, "why no rule shows it all"},
};
const sw_keys sw_keys_row = {"a piece of guidance", row_rows, 2};

/* "002-h" of the source "002". */
static bool row_code(const char *code, const char *source)
{
    size_t len = strlen(source);

    return strncmp(code, source, len) == 0 && code[len] == '-' && code[len + 1];
}

static bool load_row(saywell_builder *b, const sw_at *at, const titled *source)
{
    sw_at values[SW_KEYS_MAX] = {0};
    saywell_row_info *row;

    if (!row_code(at->key, source->info->name))
        return sw_problem_key(b, at,
                              "the code of a piece of guidance begins with "
                              "its source's: \"%.40s-a\"",
                              source->info->name);
    if (!cJSON_IsObject(at->node))
        return sw_problem(b, at,
                          "a piece of guidance is an object: {\"about\": "
                          "\"what it says\"}");
    row = SW_VEC_PUSH(source->rows, &b->arena);
    if (!row)
        return !(b->nomem = true);
    row->code = sw_keep(b, at->key);
    row->about = "";
    return sw_keys_collect(b, &sw_keys_row, at, SW_KIND_COUNT, values) &&
           sw_keys_need(b, &sw_keys_row, values, at, "about") &&
           sw_keys_apply(b, &sw_keys_row, values, row);
}

static bool set_rows(saywell_builder *b, const sw_at *at, void *into)
{
    const cJSON *member;
    bool good = true;

    cJSON_ArrayForEach (member, at->node) {
        sw_at one = sw_at_member(at, member);

        good &= load_row(b, &one, into);
        if (b->nomem)
            return false;
    }
    return good;
}

/* ---- sources and categories: {"title": ...} ----------------------------- */

static bool set_title(saywell_builder *b, const sw_at *at, void *into)
{
    ((titled *)into)->info->title = sw_keep(b, at->node->valuestring);
    return !b->nomem;
}

static const sw_key source_rows[] = {
    {"title", SW_TYPE_TEXT, 0, set_title, "what it is called"},
    {"rows", SW_TYPE_OBJECT, 0, set_rows, "its pieces of guidance"},
};
const sw_keys sw_keys_source = {"a source", source_rows, 2};
const sw_keys sw_keys_category = {"a category", source_rows, 1};

static bool load_titles(saywell_builder *b, const sw_map *defs,
                        const sw_keys *keys, row_list *rows,
                        saywell_name_info **out, size_t *count)
{
    saywell_name_info *infos =
        sw_arena_zero(&b->arena, defs->count + 1, sizeof *infos);

    if (!infos)
        return !(b->nomem = true);
    for (size_t i = 0; i < defs->count && !b->nomem; i++) {
        const sw_def *def = defs->at[i].value;
        sw_at at = sw_layer_newest(def);
        titled one = {&infos[i], rows};

        infos[i].name = infos[i].title = def->name;
        sw_keys_read(b, keys, &at, &one);
    }
    *out = infos;
    *count = defs->count;
    return !b->nomem;
}

bool sw_load_sources(saywell_builder *b)
{
    saywell_rules *out = b->out;
    row_list rows = {0};
    bool good = load_titles(b, &b->sources, &sw_keys_source, &rows,
                            &out->sources, &out->source_count) &&
                load_titles(b, &b->categories, &sw_keys_category, &rows,
                            &out->categories, &out->category_count);

    out->rows = rows.at;
    out->row_count = rows.count;
    return good;
}
