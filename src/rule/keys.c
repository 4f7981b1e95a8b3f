/*
 * keys.c - read an object of a pack by its table of keys.
 *
 * What may go wrong with a key goes wrong here, the same for all tables: a
 * key that nobody knows (and the one that was meant), one that another kind
 * of rule takes, a value of the wrong type.
 */
#include "rule/keys.h"

#include <stdio.h>
#include <string.h>

/* ---- types -------------------------------------------------------------- */

static bool is_text(const cJSON *node)
{
    return cJSON_IsString(node) && node->valuestring[0];
}

static bool all_text(const cJSON *node)
{
    const cJSON *item;

    if (!cJSON_IsArray(node))
        return is_text(node);
    cJSON_ArrayForEach (item, node)
        if (!cJSON_IsString(item))
            return false;
    return node->child != NULL;
}

static bool all_names(const cJSON *node)
{
    const cJSON *item;

    if (!all_text(node))
        return false;
    cJSON_ArrayForEach (item, node)
        if (!is_text(item))
            return false;
    return true;
}

static bool is_whole(const cJSON *node, double least, double most)
{
    double n = node->valuedouble;

    return cJSON_IsNumber(node) && n >= least && n <= most &&
           n == (double)(long)n;
}

bool sw_type_is(const cJSON *node, sw_type type)
{
    switch (type) {
    case SW_TYPE_TEXT:
        return is_text(node);
    case SW_TYPE_STRING:
        return cJSON_IsString(node);
    case SW_TYPE_LINES:
        return all_text(node);
    case SW_TYPE_NAMES:
        return all_names(node);
    case SW_TYPE_BOOL:
        return cJSON_IsBool(node);
    case SW_TYPE_COUNT:
        return is_whole(node, 0, 1e6);
    case SW_TYPE_POINTS:
        return is_whole(node, -1000, 1000);
    case SW_TYPE_RATIO:
        return cJSON_IsNumber(node) && node->valuedouble >= 0 &&
               node->valuedouble <= 1;
    case SW_TYPE_LIST:
        return cJSON_IsArray(node);
    case SW_TYPE_OBJECT:
        return cJSON_IsObject(node);
    case SW_TYPE_ANY:
    case SW_TYPE_COUNT_:
        break;
    }
    return true;
}

static const char *const wanted[SW_TYPE_COUNT_] = {
    [SW_TYPE_TEXT] = "text in quotes, not empty",
    [SW_TYPE_STRING] = "text in quotes",
    [SW_TYPE_LINES] = "text in quotes, or a list of such, not empty",
    [SW_TYPE_NAMES] = "a name in quotes, or a list of names",
    [SW_TYPE_BOOL] = "true or false",
    [SW_TYPE_COUNT] = "a whole number from 0 to 1000000",
    [SW_TYPE_POINTS] = "a whole number from -1000 to 1000",
    [SW_TYPE_RATIO] = "a number from 0 to 1",
    [SW_TYPE_LIST] = "a list, [...]",
    [SW_TYPE_OBJECT] = "an object, {...}",
};

/* ---- collecting --------------------------------------------------------- */

static const sw_key *find(const sw_keys *keys, const char *name)
{
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->at[i].name, name) == 0)
            return &keys->at[i];
    return NULL;
}

static bool unknown(saywell_builder *b, const sw_keys *keys, const sw_at *at)
{
    sw_str name = sw_str_of(at->key);
    size_t least = 2 + name.len / 4;
    const char *near = NULL;

    if (b->silent)
        return false;
    for (size_t i = 0; i < keys->count; i++) {
        size_t distance = sw_str_distance(name, sw_str_of(keys->at[i].name));

        if (distance < least) {
            least = distance;
            near = keys->at[i].name;
        }
    }
    if (near)
        return sw_problem_key(b, at,
                              "%s has no key \"%.80s\"; did you mean \"%s\"?",
                              keys->what, at->key, near);
    return sw_problem_key(b, at, "%s has no key \"%.80s\"", keys->what,
                          at->key);
}

static const char *const kind_names[SW_KIND_COUNT] = {
#define SW_X_(upper, lower) [SW_KIND_##upper] = #lower,
    SW_KIND_MAP(SW_X_)
#undef SW_X_
};

/* "max" belongs to the kinds limit; this rule is of the kind phrase. */
static bool other_kind(saywell_builder *b, const sw_key *key, const sw_at *at,
                       sw_kind_id kind)
{
    char list[120] = "";
    size_t len = 0;

    for (unsigned i = 0; i < SW_KIND_COUNT; i++)
        if (key->kinds & 1u << i && len < sizeof list)
            len += (size_t)snprintf(list + len, sizeof list - len, "%s%s",
                                    len ? ", " : "", kind_names[i]);
    return sw_problem_key(b, at,
                          "\"%s\" belongs to rules of kind %s; this one is of "
                          "kind %s",
                          key->name, list, kind_names[kind]);
}

bool sw_keys_collect(saywell_builder *b, const sw_keys *keys, const sw_at *at,
                     sw_kind_id kind, sw_at values[SW_KEYS_MAX])
{
    const cJSON *member;
    bool good = true;

    if (!cJSON_IsObject(at->node))
        return sw_problem(b, at, "%s must be an object, {...}", keys->what);
    cJSON_ArrayForEach (member, at->node) {
        sw_at value = sw_at_member(at, member);
        const sw_key *key = find(keys, member->string);

        if (!key) {
            good = unknown(b, keys, &value);
        } else if (!sw_type_is(member, key->type)) {
            good = sw_problem(b, &value, "\"%s\" must be %s", key->name,
                              wanted[key->type]);
        } else if (key->kinds && kind < SW_KIND_COUNT &&
                   !(key->kinds & 1u << kind)) {
            good = other_kind(b, key, &value, kind);
        } else {
            values[key - keys->at] = value;
        }
        if (b->nomem)
            return false;
    }
    return good;
}

bool sw_keys_apply(saywell_builder *b, const sw_keys *keys,
                   const sw_at values[SW_KEYS_MAX], void *into)
{
    bool good = true;

    for (size_t i = 0; i < keys->count && !b->nomem; i++)
        if (values[i].node && keys->at[i].set)
            good &= keys->at[i].set(b, &values[i], into);
    return good && !b->nomem;
}

bool sw_keys_read(saywell_builder *b, const sw_keys *keys, const sw_at *at,
                  void *into)
{
    sw_at values[SW_KEYS_MAX] = {0};

    return sw_keys_collect(b, keys, at, SW_KIND_COUNT, values) &&
           sw_keys_apply(b, keys, values, into);
}

const sw_at *sw_keys_value(const sw_keys *keys, const sw_at values[SW_KEYS_MAX],
                           const char *name)
{
    return &values[find(keys, name) - keys->at];
}

bool sw_keys_need(saywell_builder *b, const sw_keys *keys,
                  const sw_at values[SW_KEYS_MAX], const sw_at *object,
                  const char *name)
{
    if (sw_keys_value(keys, values, name)->node)
        return true;
    return sw_problem(b, object, "%s needs \"%s\": %s", keys->what, name,
                      find(keys, name)->help);
}

/* ---- words -------------------------------------------------------------- */

int sw_keys_word(saywell_builder *b, const sw_at *at, const char *const *words)
{
    sw_str word = sw_str_of(cJSON_GetStringValue(at->node));
    size_t least = 2 + word.len / 4, len = 0;
    const char *near = NULL;
    char list[240] = "";

    for (int i = 0; words[i]; i++) {
        size_t distance = sw_str_distance(word, sw_str_of(words[i]));

        if (distance == 0)
            return i;
        if (distance < least) {
            least = distance;
            near = words[i];
        }
        if (len < sizeof list)
            len += (size_t)snprintf(list + len, sizeof list - len, "%s%s",
                                    i ? ", " : "", words[i]);
    }
    if (near)
        sw_problem(b, at, "\"%.80s\" is none of %s; did you mean \"%s\"?",
                   word.ptr, list, near);
    else
        sw_problem(b, at, "\"%.80s\" is none of %s", word.ptr, list);
    return -1;
}
