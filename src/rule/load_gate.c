/*
 * load_gate.c - "when" and "unless", and the names they speak of.
 */
#include "rule/keys.h"

#include <string.h>

/* ---- lists of names ----------------------------------------------------- */

static size_t name_count(const cJSON *node)
{
    return cJSON_IsArray(node) ? (size_t)cJSON_GetArraySize(node) : 1;
}

/* The i-th name of "a" or ["a", "b"], with its place. */
static sw_at name_at(const sw_at *at, const cJSON *item, size_t i)
{
    return cJSON_IsArray(at->node) ? sw_at_item(at, item, i) : *at;
}

static const cJSON *first_name(const cJSON *node)
{
    return cJSON_IsArray(node) ? node->child : node;
}

static sw_signal *find_signal(saywell_builder *b, const sw_at *at, bool roles)
{
    const char *name = at->node->valuestring;
    sw_def *def = sw_map_find(&b->signals, sw_str_of(name));
    sw_signal *signal;

    if (!def) {
        sw_problem_unknown(b, at, "signal", name, &b->signals);
        return NULL;
    }
    if (b->in_signals) { /* or two could wait for each other */
        sw_problem(b, at, "a signal may not ask for another signal");
        return NULL;
    }
    if (def->bad || !def->made) {
        sw_problem(b, at, "the signal \"%s\" has an error of its own", name);
        return NULL;
    }
    signal = def->made;
    if (roles && !signal->role) {
        sw_problem(b, at,
                   "the signal \"%s\" is no role of sentences; give it "
                   "\"role\": true",
                   name);
        return NULL;
    }
    return signal;
}

bool sw_load_signals(saywell_builder *b, const sw_at *at, bool roles,
                     sw_signals *out)
{
    size_t count = name_count(at->node);
    const sw_signal **list =
        sw_arena_zero(&b->arena, count, sizeof(const sw_signal *));
    const cJSON *item = first_name(at->node);
    bool good = list != NULL;

    b->nomem |= !list;
    for (size_t i = 0; list && i < count; i++, item = item->next) {
        sw_at one = name_at(at, item, i);

        list[i] = find_signal(b, &one, roles);
        good &= list[i] != NULL;
    }
    *out = (sw_signals){list, count};
    return good;
}

bool sw_load_positions(saywell_builder *b, const sw_at *at, unsigned *mask)
{
    static const char *const words[] = {"first", "later", "last", NULL};
    const cJSON *item = first_name(at->node);
    size_t count = name_count(at->node);
    bool good = true;

    for (size_t i = 0; i < count; i++, item = item->next) {
        sw_at one = name_at(at, item, i);
        int word = sw_keys_word(b, &one, words);

        good &= word >= 0;
        if (word >= 0)
            *mask |= 1u << ((unsigned)word + SAYWELL_FIRST);
    }
    return good;
}

/* ---- settings ----------------------------------------------------------- */

static const cJSON *setting_values(const sw_def *def)
{
    for (size_t i = def->layers.count; i > 0; i--) {
        const cJSON *values = cJSON_GetObjectItemCaseSensitive(
            def->layers.at[i - 1].node, "values");

        if (cJSON_IsArray(values))
            return values;
    }
    return NULL;
}

bool sw_load_setting_has(saywell_builder *b, const sw_def *def,
                         const char *value, sw_map *values)
{
    const cJSON *item;
    bool found = false;

    cJSON_ArrayForEach (item, setting_values(def)) {
        if (!cJSON_IsString(item))
            continue;
        found |= strcmp(item->valuestring, value) == 0;
        if (values &&
            !sw_map_put(values, &b->work, sw_str_of(item->valuestring),
                        item->valuestring))
            b->nomem = true;
    }
    return found;
}

/* "a" or ["a", "b"] -> "a|b" */
static const char *join_values(saywell_builder *b, const sw_def *def,
                               const sw_at *at)
{
    size_t count = name_count(at->node);
    const cJSON *item = first_name(at->node);
    const char *joined = "";

    for (size_t i = 0; i < count; i++, item = item->next) {
        sw_at one = name_at(at, item, i);
        sw_map values = {0};

        if (!sw_load_setting_has(b, def, item->valuestring, &values)) {
            sw_problem_unknown(b, &one, "value of this setting",
                               item->valuestring, &values);
            return NULL;
        }
        joined = sw_arena_printf(&b->arena, "%s%s%s", joined, i ? "|" : "",
                                 item->valuestring);
        if (!joined) {
            b->nomem = true;
            return NULL;
        }
    }
    return joined;
}

static bool setting_pair(saywell_builder *b, const sw_at *at,
                         const char *pair[2])
{
    const sw_def *def = sw_map_find(&b->settings, sw_str_of(at->key));

    if (!def)
        return sw_problem_unknown_key(b, at, "setting", &b->settings);
    if (!sw_type_is(at->node, SW_TYPE_NAMES))
        return sw_problem(b, at,
                          "the value of a setting must be a name in "
                          "quotes, or a list of names");
    pair[0] = def->name;
    pair[1] = join_values(b, def, at);
    return pair[1] != NULL;
}

bool sw_load_setting_values(saywell_builder *b, const sw_at *object,
                            const char *const **out)
{
    size_t count = (size_t)cJSON_GetArraySize(object->node), i = 0;
    const char **pairs =
        sw_arena_zero(&b->arena, 2 * count + 1, sizeof(const char *));
    const cJSON *member;
    bool good = true;

    if (!pairs)
        return !(b->nomem = true);
    cJSON_ArrayForEach (member, object->node) {
        sw_at at = sw_at_member(object, member);

        good &= setting_pair(b, &at, pairs + i);
        i += 2;
        if (b->nomem)
            return false;
    }
    *out = pairs;
    return good;
}

/* ---- the table ---------------------------------------------------------- */

static bool set_customer(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_signals(b, at, false, &((sw_gate *)into)->customer);
}

static bool set_reply(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_signals(b, at, false, &((sw_gate *)into)->reply);
}

static bool set_position(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_positions(b, at, &((sw_gate *)into)->position);
}

static bool set_count(const sw_at *at, size_t *into)
{
    *into = (size_t)at->node->valuedouble;
    return true;
}

static bool set_min_sentences(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    return set_count(at, &((sw_gate *)into)->min_sentences);
}

/* 0 means "no such condition" in a gate, and no reply has so few. */
static bool set_most(saywell_builder *b, const sw_at *at, size_t *into)
{
    if (at->node->valuedouble < 1)
        return sw_problem(b, at, "\"%s\" must be 1 or more", at->key);
    return set_count(at, into);
}

static bool set_max_sentences(saywell_builder *b, const sw_at *at, void *into)
{
    return set_most(b, at, &((sw_gate *)into)->max_sentences);
}

static bool set_min_words(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    return set_count(at, &((sw_gate *)into)->min_words);
}

static bool set_max_words(saywell_builder *b, const sw_at *at, void *into)
{
    return set_most(b, at, &((sw_gate *)into)->max_words);
}

static bool set_channel(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_names_keep(b, at->node, &((sw_gate *)into)->channels);
}

static bool set_public(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_gate *)into)->is_public = cJSON_IsTrue(at->node) ? 1 : -1;
    return true;
}

static bool set_setting(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_setting_values(b, at, &((sw_gate *)into)->settings);
}

static const sw_key rows[] = {
    {"customer", SW_TYPE_NAMES, 0, set_customer, "signals in what they said"},
    {"reply", SW_TYPE_NAMES, 0, set_reply, "signals in this reply"},
    {"position", SW_TYPE_NAMES, 0, set_position, "first, later, last"},
    {"min_sentences", SW_TYPE_COUNT, 0, set_min_sentences, "at least so many"},
    {"max_sentences", SW_TYPE_COUNT, 0, set_max_sentences, "at most so many"},
    {"min_words", SW_TYPE_COUNT, 0, set_min_words, "at least so many"},
    {"max_words", SW_TYPE_COUNT, 0, set_max_words, "at most so many"},
    {"channel", SW_TYPE_NAMES, 0, set_channel, "email, chat, ..."},
    {"public", SW_TYPE_BOOL, 0, set_public, "others can read it"},
    {"setting", SW_TYPE_OBJECT, 0, set_setting, "settings and their values"},
};
const sw_keys sw_keys_gate = {"a condition", rows, sizeof rows / sizeof *rows};

static bool load(saywell_builder *b, const sw_at *at, const sw_gate **out)
{
    sw_gate *gate = sw_arena_zero(&b->arena, 1, sizeof *gate);

    if (!gate)
        return !(b->nomem = true);
    *out = gate;
    if (!at->node->child)
        return sw_problem(b, at, "\"%s\" is empty; give it a condition",
                          at->key);
    return sw_keys_read(b, &sw_keys_gate, at, gate);
}

bool sw_load_gates(saywell_builder *b, const sw_at *when, const sw_at *unless,
                   sw_gates *out)
{
    bool good = !when->node || load(b, when, &out->when);

    return (!unless->node || load(b, unless, &out->unless)) && good;
}
