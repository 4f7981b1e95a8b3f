/*
 * builder.c - collect packs and choices, the public half of loading.
 *
 * A file is read into a tree and cut into named things; whether a name means
 * anything is asked at the end (ruleset.c), when all files are there. What
 * can be told at once, a key that no rule has, is told at once.
 */
#include "rule/builtin.h"
#include "rule/frozen.h"
#include "rule/keys.h"

#include "base/fail.h"
#include "base/mem.h"

#include <assert.h>
#include <string.h>

#define BUILTIN "support-en"

/* ---- life --------------------------------------------------------------- */

saywell_builder *saywell_builder_new(void)
{
    saywell_builder *b = sw_mem_alloc(sizeof *b);

    if (!b)
        return NULL;
    *b = (saywell_builder){.hash = SW_HASH_START};
    return b;
}

static void release_files(saywell_builder *b)
{
    for (size_t i = 0; i < b->files.count; i++)
        cJSON_Delete(b->files.at[i]->tree);
    b->files.count = 0;
}

void saywell_builder_free(saywell_builder *b)
{
    if (!b)
        return;
    release_files(b);
    sw_load_forget(b, 0);
    sw_arena_release(&b->work);
    sw_arena_release(&b->scratch);
    sw_arena_release(&b->arena);
    sw_mem_free(b);
}

/* A pack without "extends" replaces what was there. */
static void start_over(saywell_builder *b)
{
    release_files(b);
    sw_arena_release(&b->work);
    sw_arena_release(&b->scratch);
    sw_arena_release(&b->arena);
    *b = (saywell_builder){.hash = SW_HASH_START};
}

/* ---- one file ----------------------------------------------------------- */

static saywell_status out_of_memory(saywell_builder *b, saywell_error *err)
{
    b->nomem = true;
    return sw_fail_nomem(err);
}

static saywell_status parse(saywell_builder *b, sw_file *file, sw_str text,
                            saywell_error *err)
{
    saywell_status status =
        sw_json_text_parse(file->name, text, &b->scratch, &file->jt, err);
    sw_str plain;

    if (status)
        return status;
    plain = sw_json_text_plain(file->jt);
    file->tree = cJSON_ParseWithLength(plain.ptr, plain.len);
    return file->tree ? SAYWELL_OK : out_of_memory(b, err);
}

static void hash_bytes(saywell_builder *b, const char *bytes, size_t len)
{
    b->hash = sw_str_hash(b->hash, (sw_str){bytes, len});
    b->hash = sw_str_hash(b->hash, (sw_str){"", 1}); /* a border */
}

/* Copies the bytes, makes the tree and files it. *out is NULL on failure. */
static saywell_status read_file(saywell_builder *b, const char *name,
                                const char *json, size_t len, sw_file **out,
                                saywell_error *err)
{
    sw_file *file = sw_arena_zero(&b->scratch, 1, sizeof *file);
    sw_file **slot = SW_VEC_PUSH(&b->files, &b->scratch);
    char *bytes;
    saywell_status status;

    if (slot)
        b->files.count--; /* counts when the tree is there */
    if (len > SW_FILE_MAX)
        return sw_fail(err, SAYWELL_LIMIT, "%.200s: a file of more than %u MiB",
                       name, SW_FILE_MAX >> 20);
    bytes = sw_arena_copy(&b->scratch, json, len);
    if (!file || !slot || !bytes)
        return out_of_memory(b, err);
    file->name = sw_arena_copy(&b->scratch, name, strlen(name));
    if (!file->name)
        return out_of_memory(b, err);
    status = parse(b, file, (sw_str){bytes, len}, err);
    if (status)
        return status;
    file->pack = b->pack;
    b->files.count++;
    *slot = *out = file;
    hash_bytes(b, json, len);
    return SAYWELL_OK;
}

/* A file that is wrong as a whole: the first of its problems becomes the
 * error, and none of them is listed. */
static saywell_status fail_file(saywell_builder *b, size_t before,
                                saywell_error *err)
{
    if (b->nomem || b->problems.count <= before)
        return out_of_memory(b, err);
    if (err)
        *err = b->problems.at[before];
    b->problem_count -= b->problems.count - before;
    b->problems.count = before;
    return SAYWELL_RULE;
}

/* ---- tables of the files' own keys -------------------------------------- */

static bool add_maps(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->maps, "map", at);
}

static bool add_lists(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->lists, "list", at);
}

static bool add_signals(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->signals, "signal", at);
}

static bool add_settings(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->settings, "setting", at);
}

static bool add_profiles(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->profiles, "profile", at);
}

static bool add_sources(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->sources, "source", at);
}

static bool add_categories(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->categories, "category", at);
}

static bool add_spellings(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_members(b, &b->spellings, "spelling", at);
}

static bool add_fragments(saywell_builder *b, const sw_at *at, void *unused)
{
    (void)unused;
    return sw_layer_fragments(b, at);
}

static const sw_key pack_rows[] = {
    {"$schema", SW_TYPE_STRING, 0, NULL, "for editors"},
    {"name", SW_TYPE_TEXT, 0, NULL, "what others extend"},
    {"version", SW_TYPE_TEXT, 0, NULL, "of the pack"},
    {"language", SW_TYPE_TEXT, 0, NULL, "\"en\""},
    {"description", SW_TYPE_LINES, 0, NULL, "what it is for"},
    {"extends", SW_TYPE_TEXT, 0, NULL, "the pack below this one"},
    {"sources", SW_TYPE_OBJECT, 0, add_sources, "documents behind the rules"},
    {"categories", SW_TYPE_OBJECT, 0, add_categories, "groups of rules"},
    {"settings", SW_TYPE_OBJECT, 0, add_settings, "what a team may choose"},
    {"profiles", SW_TYPE_OBJECT, 0, add_profiles, "choices with a name"},
    {"fragments", SW_TYPE_OBJECT, 0, add_fragments, "parts of patterns"},
    {"maps", SW_TYPE_OBJECT, 0, add_maps, "words for words, for rewrites"},
    {"lists", SW_TYPE_OBJECT, 0, add_lists, "word lists"},
    {"spellings", SW_TYPE_OBJECT, 0, add_spellings, "US to UK spelling"},
    {"signals", SW_TYPE_OBJECT, 0, add_signals, "patterns with a name"},
};
const sw_keys sw_keys_pack = {"a pack", pack_rows,
                              sizeof pack_rows / sizeof *pack_rows};

static const sw_key file_rows[] = {
    {"$schema", SW_TYPE_STRING, 0, NULL, "for editors"},
    {"category", SW_TYPE_TEXT, 0, NULL, "the group that its rules are in"},
    {"rules", SW_TYPE_LIST, 0, NULL, "the rules, [...]"},
    {"fragments", SW_TYPE_OBJECT, 0, add_fragments, "parts of patterns"},
    {"maps", SW_TYPE_OBJECT, 0, add_maps, "words for words, for rewrites"},
    {"lists", SW_TYPE_OBJECT, 0, add_lists, "word lists"},
    {"signals", SW_TYPE_OBJECT, 0, add_signals, "patterns with a name"},
};
const sw_keys sw_keys_file = {"a rules file", file_rows,
                              sizeof file_rows / sizeof *file_rows};

/* ---- packs -------------------------------------------------------------- */

static bool has_pack(const saywell_builder *b, const char *name)
{
    for (size_t i = 0; i < b->packs.count; i++)
        if (strcmp(b->packs.at[i], name) == 0)
            return true;
    return false;
}

/* What "extends" asks for, from the tree alone; NULL when nothing. */
static const char *extended(const cJSON *tree)
{
    return cJSON_GetStringValue(
        cJSON_GetObjectItemCaseSensitive(tree, "extends"));
}

/* Is a file a pack at all? Its error, and no problem, when not. */
static bool is_pack(saywell_builder *b, const sw_at *root, sw_at *values)
{
    static const char *const needed[] = {"name", "version", "language"};

    if (!cJSON_IsObject(root->node) ||
        cJSON_GetObjectItemCaseSensitive(root->node, "rules"))
        return sw_problem(b, root,
                          "this is no pack; a pack.json is an object with "
                          "\"name\", \"version\" and \"language\"");
    sw_keys_collect(b, &sw_keys_pack, root, SW_KIND_COUNT, values);
    for (size_t i = 0; i < 3; i++)
        if (!sw_keys_need(b, &sw_keys_pack, values, root, needed[i]))
            return false;
    return true;
}

static bool begin_pack(saywell_builder *b, const sw_at *values)
{
    const char **slot = SW_VEC_PUSH(&b->packs, &b->scratch);

    if (!slot)
        return !(b->nomem = true);
    for (size_t i = 1; i <= 3; i++)
        assert(values[i].node); /* is_pack asked for them */
    *slot = sw_keep(b, values[1].node->valuestring);
    b->version = sw_keep(b, values[2].node->valuestring);
    b->language = sw_keep(b, values[3].node->valuestring);
    return !b->nomem;
}

/* Does the pack below stand there? Adds the built-in one when it is meant. */
static saywell_status below(saywell_builder *b, const char *name,
                            const char *extends, saywell_error *err)
{
    if (b->packs.count == SW_PACKS_MAX)
        return sw_fail(err, SAYWELL_LIMIT,
                       "%.200s: more than %d packs laid over each other", name,
                       SW_PACKS_MAX);
    if (!b->packs.count && !b->deferred && strcmp(extends, BUILTIN) == 0) {
        saywell_status status = saywell_builder_add_default(b, err);
        if (status)
            return status;
    }
    if (b->deferred)
        return sw_builder_read(b, err);
    if (has_pack(b, extends))
        return SAYWELL_OK;
    return sw_fail(err, SAYWELL_RULE,
                   "%.150s extends the pack \"%.60s\", which was not loaded; "
                   "name it first, or extend \"" BUILTIN "\"",
                   name, extends);
}

static saywell_status take_pack(saywell_builder *b, const char *name,
                                const char *json, size_t len, bool builtin,
                                saywell_error *err)
{
    sw_at values[SW_KEYS_MAX] = {0}, root;
    size_t problems = b->problems.count;
    sw_file *file = NULL;
    saywell_status status;

    b->pack++;
    status = read_file(b, name, json, len, &file, err);
    if (status || !file)
        return status;
    file->builtin = builtin;
    root = (sw_at){.file = file, .node = file->tree, .base = ""};
    if (!is_pack(b, &root, values))
        return fail_file(b, problems, err);
    if (!begin_pack(b, values))
        return out_of_memory(b, err);
    sw_keys_apply(b, &sw_keys_pack, values, NULL);
    return b->nomem ? out_of_memory(b, err) : SAYWELL_OK;
}

/* Looks at a pack before it touches the builder: the JSON may be wrong, and
 * a pack without "extends" replaces what is there. */
static saywell_status look(const char *name, const char *json, size_t len,
                           sw_arena *arena, const char **extends,
                           saywell_error *err)
{
    saywell_builder probe = {0};
    sw_file *file = NULL;
    saywell_status status = read_file(&probe, name, json, len, &file, err);

    *extends = NULL;
    if (!status && file && extended(file->tree)) {
        *extends = sw_arena_copy(arena, extended(file->tree),
                                 strlen(extended(file->tree)));
        if (!*extends)
            status = sw_fail_nomem(err);
    }
    release_files(&probe);
    sw_arena_release(&probe.scratch);
    return status;
}

saywell_status saywell_builder_add_pack(saywell_builder *b, const char *name,
                                        const char *json, size_t len,
                                        saywell_error *err)
{
    sw_arena arena = {0};
    const char *extends;
    saywell_status status;

    sw_fail_clear(err);
    status = look(name, json, len, &arena, &extends, err);
    if (!status && extends)
        status = below(b, name, extends, err);
    else if (!status)
        start_over(b);
    if (!status)
        status = take_pack(b, name, json, len, false, err);
    sw_arena_release(&arena);
    return status;
}

/* ---- rules files -------------------------------------------------------- */

static bool is_id(const char *id)
{
    size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return len > 0 && len < 64 && !id[len] && id[0] != '-' &&
           id[len - 1] != '-';
}

static bool add_rule(saywell_builder *b, const sw_at *at)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(at->node, "id");
    sw_at place;
    sw_def *def;

    if (!cJSON_IsObject(at->node))
        return sw_problem(b, at, "a rule must be an object, {...}");
    if (!id)
        return sw_problem(b, at, "a rule needs \"id\": words and hyphens");
    place = sw_at_member(at, id);
    if (!cJSON_IsString(id) || !is_id(id->valuestring))
        return sw_problem(b, &place,
                          "an id is lower-case letters, digits and "
                          "hyphens: \"bare-no\"");
    b->owner = id->valuestring;
    def = sw_layer_add(b, &b->rules, "the rule", id->valuestring, at);
    if (def && !sw_load_rule_check(b, at, def))
        def->bad = true;
    b->owner = NULL;
    return def != NULL;
}

static bool is_rules_file(saywell_builder *b, const sw_at *root, sw_at *values)
{
    if (!cJSON_IsObject(root->node) ||
        !cJSON_GetObjectItemCaseSensitive(root->node, "rules"))
        return sw_problem(b, root,
                          "this is no rules file; it is an object with "
                          "\"category\" and \"rules\"");
    sw_keys_collect(b, &sw_keys_file, root, SW_KIND_COUNT, values);
    return sw_keys_need(b, &sw_keys_file, values, root, "category") &&
           sw_keys_need(b, &sw_keys_file, values, root, "rules");
}

static saywell_status take_rules(saywell_builder *b, const char *name,
                                 const char *json, size_t len, bool builtin,
                                 saywell_error *err)
{
    sw_at values[SW_KEYS_MAX] = {0}, root;
    size_t problems = b->problems.count, i = 0;
    const cJSON *item;
    sw_file *file = NULL;
    saywell_status status = read_file(b, name, json, len, &file, err);

    if (status || !file)
        return status;
    file->builtin = builtin;
    root = (sw_at){.file = file, .node = file->tree, .base = ""};
    if (!is_rules_file(b, &root, values))
        return fail_file(b, problems, err);
    assert(values[1].node && values[2].node);
    file->category = values[1].node->valuestring;
    if (!sw_map_find(&b->categories, sw_str_of(file->category)))
        sw_problem_unknown(b, &values[1], "category", file->category,
                           &b->categories);
    sw_keys_apply(b, &sw_keys_file, values, NULL);
    cJSON_ArrayForEach (item, values[2].node) {
        sw_at at = sw_at_item(&values[2], item, i++);

        add_rule(b, &at);
        if (b->nomem)
            break;
        sw_arena_reset(&b->work);
    }
    return b->nomem ? out_of_memory(b, err) : SAYWELL_OK;
}

saywell_status saywell_builder_add(saywell_builder *b, const char *name,
                                   const char *json, size_t len,
                                   saywell_error *err)
{
    saywell_status status;

    sw_fail_clear(err);
    status = sw_builder_read(b, err);
    if (status)
        return status;
    if (!b->packs.count)
        return sw_fail(err, SAYWELL_ARGUMENT,
                       "%.200s: a rules file needs its pack.json before it",
                       name);
    return take_rules(b, name, json, len, false, err);
}

static saywell_status read_default(saywell_builder *b, saywell_error *err)
{
    saywell_status status =
        take_pack(b, sw_builtin_pack[0].name, sw_builtin_pack[0].bytes,
                  sw_builtin_pack[0].len, true, err);

    for (size_t i = 1; !status && i < sw_builtin_pack_count; i++)
        status =
            take_rules(b, sw_builtin_pack[i].name, sw_builtin_pack[i].bytes,
                       sw_builtin_pack[i].len, true, err);
    return status;
}

saywell_status saywell_builder_add_default(saywell_builder *b,
                                           saywell_error *err)
{
    sw_fail_clear(err);
    if (!sw_builtin_pack_count)
        return sw_fail(err, SAYWELL_ARGUMENT, "no pack was compiled in");
    start_over(b);
    b->deferred = sw_frozen_rules != NULL;
    return b->deferred ? SAYWELL_OK : read_default(b, err);
}

saywell_status sw_builder_read(saywell_builder *b, saywell_error *err)
{
    if (!b->deferred)
        return SAYWELL_OK;
    b->deferred = false;
    return read_default(b, err);
}

/* ---- problems ----------------------------------------------------------- */

size_t saywell_builder_problem_count(const saywell_builder *b)
{
    return b->problems.count;
}

const saywell_error *saywell_builder_problem_at(const saywell_builder *b,
                                                size_t i)
{
    return i < b->problems.count ? &b->problems.at[i] : NULL;
}
