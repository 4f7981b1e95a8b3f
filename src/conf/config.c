/*
 * config.c - .saywell.json: read it, know where every value stands.
 *
 * Every key is one row: its shape, its allowed values, the names its map may
 * hold. The reader walks the tree by those rows, so a new key is a new row and
 * a row in the schema.
 */
#include "conf/config.h"

#include "base/fail.h"
#include "base/json_text.h"
#include "base/map.h"
#include "conf/file.h"
#include "conf/glob.h"

#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#define FILE_BYTES ((size_t)4 << 20)

typedef enum shape {
    SHAPE_STRING,
    SHAPE_BOOL,
    SHAPE_LIST,  /* of strings */
    SHAPE_MAP,   /* name -> string */
    SHAPE_LISTS, /* name -> string or list of strings */
    SHAPE_COUNTS /* name -> whole number */
} shape;

static const char *const states[] = {"on",      "off",        "error",
                                     "warning", "suggestion", NULL};
static const char *const severities[] = {"suggestion", "warning", "error",
                                         NULL};
static const char *const fail_levels[] = {"suggestion", "warning", "error",
                                          "never", NULL};
static const char *const channels[] = {"email",  "chat", "messaging", "voice",
                                       "social", "form", "other",     NULL};
static const char *const columns[] = {"id",     "text",   "html",     "role",
                                      "author", "time",   "channel",  "inbound",
                                      "ours",   "public", "internal", NULL};
static const char *const limits[] = {"max_findings", "max_bytes", "match_limit",
                                     "deadline_ms", NULL};

static const struct row {
    const char *name;
    shape shape;
    const char *const *choices; /* of the value */
    const char *const *names;   /* of the map's keys, where they are fixed */
} rows[] = {
    [SW_CONFIG_PACKS] = {"packs", SHAPE_LIST, NULL, NULL},
    [SW_CONFIG_PROFILE] = {"profile", SHAPE_STRING, NULL, NULL},
    [SW_CONFIG_SETTINGS] = {"settings", SHAPE_MAP, NULL, NULL},
    [SW_CONFIG_RULES] = {"rules", SHAPE_MAP, states, NULL},
    [SW_CONFIG_EXCEPT] = {"except", SHAPE_LISTS, NULL, NULL},
    [SW_CONFIG_WORDS] = {"words", SHAPE_LIST, NULL, NULL},
    [SW_CONFIG_IGNORE] = {"ignore", SHAPE_LIST, NULL, NULL},
    [SW_CONFIG_INPUT] = {"input", SHAPE_STRING, NULL, NULL},
    [SW_CONFIG_CHANNEL] = {"channel", SHAPE_STRING, channels, NULL},
    [SW_CONFIG_PUBLIC] = {"public", SHAPE_BOOL, NULL, NULL},
    [SW_CONFIG_SEVERITY] = {"severity", SHAPE_STRING, severities, NULL},
    [SW_CONFIG_FAIL_ON] = {"fail_on", SHAPE_STRING, fail_levels, NULL},
    [SW_CONFIG_LIMITS] = {"limits", SHAPE_COUNTS, NULL, limits},
    [SW_CONFIG_AGENTS] = {"agents", SHAPE_LIST, NULL, NULL},
    [SW_CONFIG_BOTS] = {"bots", SHAPE_LIST, NULL, NULL},
    [SW_CONFIG_OUR_DOMAINS] = {"our_domains", SHAPE_LIST, NULL, NULL},
    [SW_CONFIG_COLUMNS] = {"columns", SHAPE_MAP, NULL, columns},
    [SW_CONFIG_WEIGHTS] = {"weights", SHAPE_COUNTS, NULL, NULL},
    [SW_CONFIG_CRITICAL] = {"critical", SHAPE_LIST, NULL, NULL},
    [SW_CONFIG_LOCK] = {"lock", SHAPE_LIST, NULL, NULL},
};

/* One file on its way in. */
typedef struct reading {
    sw_config *config;
    const sw_json_text *text;
    const char *folder; /* of the file, for `packs` */
    sw_origin origin;
    saywell_error *err;
} reading;

const char *sw_config_key_name(sw_config_key key)
{
    return rows[key].name;
}

const char *const *sw_config_choices(sw_config_key key)
{
    return rows[key].choices;
}

void sw_config_release(sw_config *config)
{
    sw_arena_release(&config->arena);
    *config = (sw_config){0};
}

/* ---- entries ------------------------------------------------------------- */

static bool locks(const sw_config_entry *lock, sw_config_key key,
                  const char *name)
{
    sw_str whole = sw_str_of(lock->value);
    sw_str plain = sw_str_of(rows[key].name);

    if (sw_str_equal(whole, plain))
        return true;
    return sw_str_starts(whole, plain) && whole.ptr[plain.len] == '.' &&
           strcmp(whole.ptr + plain.len + 1, name) == 0;
}

/* Is the key locked against a personal configuration? */
static bool is_locked(const sw_config *config, sw_config_key key,
                      const char *name)
{
    for (size_t i = 0; i < config->entries.count; i++)
        if (config->entries.at[i].key == SW_CONFIG_LOCK &&
            locks(&config->entries.at[i], key, name))
            return true;
    return false;
}

static char *copy(sw_arena *arena, const char *s)
{
    return sw_arena_copy(arena, s, strlen(s));
}

bool sw_config_add(sw_config *config, sw_config_key key, const char *name,
                   const char *value, const sw_origin *origin)
{
    sw_arena *arena = &config->arena;
    sw_config_entry *entry = SW_VEC_PUSH(&config->entries, arena);

    if (!entry)
        return false;
    *entry = (sw_config_entry){.key = key, .origin = *origin};
    entry->name = copy(arena, name);
    entry->value = copy(arena, value);
    entry->locked =
        origin->kind == SW_ORIGIN_PERSONAL && is_locked(config, key, name);
    return entry->name && entry->value;
}

bool sw_config_applies(const sw_config *config, const sw_config_entry *entry)
{
    if (entry->locked)
        return false;
    if (entry->key != SW_CONFIG_PACKS)
        return true;
    for (size_t i = config->entries.count; i-- > 0;) {
        const sw_config_entry *last = &config->entries.at[i];

        if (last->key == SW_CONFIG_PACKS && !last->locked)
            return last->origin.kind == entry->origin.kind;
    }
    return false;
}

const sw_config_entry *sw_config_value(const sw_config *config,
                                       sw_config_key key, const char *name)
{
    for (size_t i = config->entries.count; i-- > 0;) {
        const sw_config_entry *entry = &config->entries.at[i];

        if (entry->key == key && strcmp(entry->name, name) == 0 &&
            sw_config_applies(config, entry))
            return entry;
    }
    return NULL;
}

bool sw_config_ignores(const sw_config *config, const char *path)
{
    sw_str rest = sw_str_of(path), folder = sw_str_of(config->team_folder);

    if (folder.len > 1 && sw_str_starts(rest, folder))
        rest = sw_str_part(rest, folder.len, rest.len);
    if (rest.len && rest.ptr[0] == '/')
        rest = sw_str_part(rest, 1, rest.len);
    for (size_t i = 0; i < config->entries.count; i++) {
        const sw_config_entry *entry = &config->entries.at[i];

        if (entry->key == SW_CONFIG_IGNORE && !entry->locked &&
            sw_glob_match(sw_str_of(entry->value), rest))
            return true;
    }
    return false;
}

/* ---- reading one file ---------------------------------------------------- */

/* The allowed word nearest to this one, or "". */
static sw_str nearest_of(const char *const *words, const char *word)
{
    sw_arena arena = {0};
    sw_map map = {0};
    sw_str near = {0};

    for (size_t i = 0; words[i]; i++)
        if (!sw_map_put(&map, &arena, sw_str_of(words[i]), &map))
            break;
    near = sw_map_nearest(&map, sw_str_of(word));
    sw_arena_release(&arena);
    return near; /* the words live on; the map only pointed at them */
}

static bool is_one_of(const char *const *words, const char *word)
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static saywell_status fail_at(reading *r, const char *path, bool at_key,
                              const char *words)
{
    size_t place = at_key ? sw_json_text_key_place(r->text, path)
                          : sw_json_text_place(r->text, path);

    return sw_json_text_fail(r->text, r->err, SAYWELL_ARGUMENT, path, place, 1,
                             "%s", words);
}

/* "unknown WHAT "word"; did you mean "near"?" or the list of all. */
static saywell_status fail_unknown(reading *r, const char *path, bool at_key,
                                   const char *what, const char *word,
                                   const char *const *words)
{
    sw_str near = nearest_of(words, word);
    sw_buf text = {0};
    saywell_status status;

    sw_buf_printf(&text, "unknown %s \"%.80s\"", what, word);
    if (near.len) {
        sw_buf_printf(&text, "; did you mean \"%.*s\"?", (int)near.len,
                      near.ptr);
    } else {
        sw_buf_put(&text, SW_STR("; known are"));
        for (size_t i = 0; words[i]; i++)
            sw_buf_printf(&text, "%s %s", i ? "," : "", words[i]);
    }
    status = sw_buf_c(&text) ? fail_at(r, path, at_key, text.ptr)
                             : sw_fail_nomem(r->err);
    sw_buf_release(&text);
    return status;
}

static saywell_status keep(reading *r, sw_config_key key, const char *name,
                           const char *value, const char *path)
{
    sw_origin origin = r->origin;

    origin.offset = sw_json_text_place(r->text, path);
    sw_json_text_line(r->text, origin.offset, &origin.line, &origin.column);
    origin.key = copy(&r->config->arena, path);
    if (!origin.key)
        return sw_fail_nomem(r->err);
    /* A kind of input is a word; a mapping is a file, named from here. */
    if (key == SW_CONFIG_PACKS ||
        (key == SW_CONFIG_INPUT && strpbrk(value, "./")))
        value = sw_file_join(&r->config->arena, sw_str_of(r->folder),
                             sw_str_of(value));
    if (!value || !sw_config_add(r->config, key, name, value, &origin))
        return sw_fail_nomem(r->err);
    return SAYWELL_OK;
}

static saywell_status read_lock(reading *r, const char *value, const char *path)
{
    static const char *const names[] = {
#define SW_X_(upper, name) name,
        SW_CONFIG_MAP(SW_X_)
#undef SW_X_
            NULL};
    char plain[64] = "";
    size_t len = strcspn(value, ".");

    if (r->origin.kind == SW_ORIGIN_PERSONAL)
        return fail_at(r, path, false,
                       "only a team's .saywell.json can lock keys");
    if (len < sizeof plain)
        memcpy(plain, value, len);
    if (!is_one_of(names, plain))
        return fail_unknown(r, path, false, "key", value, names);
    return SAYWELL_OK;
}

/* One string of a plain key, a list or a map. */
static saywell_status read_string(reading *r, sw_config_key key,
                                  const char *name, const cJSON *item,
                                  const char *path)
{
    const char *const *choices = rows[key].choices;
    saywell_status status = SAYWELL_OK;

    if (!cJSON_IsString(item))
        return fail_at(r, path, false, "must be a string");
    if (choices && !is_one_of(choices, item->valuestring))
        return fail_unknown(r, path, false, "value", item->valuestring,
                            choices);
    if (key == SW_CONFIG_LOCK)
        status = read_lock(r, item->valuestring, path);
    if (status)
        return status;
    return keep(r, key, name, item->valuestring, path);
}

static saywell_status read_list(reading *r, sw_config_key key, const char *name,
                                const cJSON *list, const char *path)
{
    const cJSON *item;
    size_t i = 0;

    if (!cJSON_IsArray(list))
        return fail_at(r, path, false, "must be a list of strings");
    cJSON_ArrayForEach (item, list) {
        const char *inner =
            sw_arena_printf(&r->config->arena, "%s[%zu]", path, i++);
        saywell_status status = inner ? read_string(r, key, name, item, inner)
                                      : sw_fail_nomem(r->err);

        if (status)
            return status;
    }
    return SAYWELL_OK;
}

static saywell_status read_count(reading *r, sw_config_key key,
                                 const char *name, const cJSON *item,
                                 const char *path)
{
    char digits[32];

    if (!cJSON_IsNumber(item) || item->valuedouble < 0 ||
        item->valuedouble > 1e15 ||
        item->valuedouble != (double)(int64_t)item->valuedouble)
        return fail_at(r, path, false, "must be a whole number from 0");
    snprintf(digits, sizeof digits, "%lld", (long long)item->valuedouble);
    return keep(r, key, name, digits, path);
}

static saywell_status read_member(reading *r, sw_config_key key,
                                  const cJSON *item, const char *path)
{
    const char *name = item->string;

    if (rows[key].names && !is_one_of(rows[key].names, name))
        return fail_unknown(r, path, true, "key", name, rows[key].names);
    if (rows[key].shape == SHAPE_COUNTS)
        return read_count(r, key, name, item, path);
    if (rows[key].shape == SHAPE_LISTS && cJSON_IsArray(item))
        return read_list(r, key, name, item, path);
    return read_string(r, key, name, item, path);
}

static saywell_status read_map(reading *r, sw_config_key key, const cJSON *map,
                               const char *path)
{
    const cJSON *item;

    if (!cJSON_IsObject(map))
        return fail_at(r, path, false, "must be an object, { \"name\": ... }");
    cJSON_ArrayForEach (item, map) {
        const char *inner =
            sw_arena_printf(&r->config->arena, "%s.%s", path, item->string);
        saywell_status status =
            inner ? read_member(r, key, item, inner) : sw_fail_nomem(r->err);

        if (status)
            return status;
    }
    return SAYWELL_OK;
}

static saywell_status read_key(reading *r, sw_config_key key, const cJSON *item)
{
    const char *path = rows[key].name;

    switch (rows[key].shape) {
    case SHAPE_STRING:
        return read_string(r, key, "", item, path);
    case SHAPE_BOOL:
        if (!cJSON_IsBool(item))
            return fail_at(r, path, false, "must be true or false");
        return keep(r, key, "", cJSON_IsTrue(item) ? "true" : "false", path);
    case SHAPE_LIST:
        return read_list(r, key, "", item, path);
    case SHAPE_MAP:
    case SHAPE_LISTS:
    case SHAPE_COUNTS:
        return read_map(r, key, item, path);
    }
    return SAYWELL_OK;
}

static saywell_status read_top(reading *r, const cJSON *top)
{
    static const char *const names[] = {
#define SW_X_(upper, name) name,
        SW_CONFIG_MAP(SW_X_)
#undef SW_X_
            "$schema",
        NULL};
    const cJSON *item;
    saywell_status status = SAYWELL_OK;

    if (!cJSON_IsObject(top))
        return fail_at(r, "", false, "must be an object, { ... }");
    cJSON_ArrayForEach (item, top)
        if (!is_one_of(names, item->string))
            return fail_unknown(r, item->string, true, "key", item->string,
                                names);
    /* In the order of the rows: a lock counts wherever it stands. */
    for (int key = 0; key < SW_CONFIG_KEY_COUNT && !status; key++) {
        item = cJSON_GetObjectItemCaseSensitive(top, rows[key].name);
        if (item)
            status = read_key(r, (sw_config_key)key, item);
    }
    return status;
}

/* Parses and walks; everything but the entries lives in scratch. */
static saywell_status read_text(reading *r, sw_str bytes, sw_arena *scratch)
{
    sw_json_text *text;
    cJSON *top;
    saywell_status status =
        sw_json_text_parse(r->origin.name, bytes, scratch, &text, r->err);

    if (status)
        return status;
    r->text = text;
    top = cJSON_ParseWithLength(sw_json_text_plain(text).ptr,
                                sw_json_text_plain(text).len);
    if (!top)
        return sw_fail_nomem(r->err);
    status = read_top(r, top);
    cJSON_Delete(top);
    return status;
}

saywell_status sw_config_read(sw_config *config, const char *path,
                              sw_origin_kind kind, saywell_error *err)
{
    saywell_error ignored = {0};
    sw_arena *arena = &config->arena, scratch = {0};
    sw_buf bytes = {.max = FILE_BYTES};
    sw_str folder = sw_file_folder(sw_str_of(path));
    reading r = {.config = config, .err = err ? err : &ignored};
    sw_file_status file = sw_file_read(path, &bytes);
    saywell_status status;

    r.folder = sw_arena_copy(arena, folder.ptr, folder.len);
    r.origin.kind = kind;
    r.origin.name = sw_file_show(arena, path);
    if (file || !r.folder) {
        status = sw_fail(r.err, SAYWELL_ARGUMENT, "%s", sw_file_words(file));
        snprintf(r.err->file, sizeof r.err->file, "%s", r.origin.name);
    } else {
        if (kind == SW_ORIGIN_TEAM) {
            config->team = copy(arena, r.origin.name);
            config->team_folder = sw_file_real_folder(arena, r.folder);
        } else {
            config->personal = copy(arena, r.origin.name);
        }
        r.origin.name = copy(arena, r.origin.name);
        status = read_text(&r, sw_buf_str(&bytes), &scratch);
    }
    sw_buf_release(&bytes);
    sw_arena_release(&scratch);
    return status;
}
