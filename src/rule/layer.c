/*
 * layer.c - named things, as packs laid over packs give them.
 *
 * The newest layer wins, key by key for rules, settings and profiles, whole
 * for what is a list or a text. Within one pack a name may be given once:
 * two files that both define {cant} would silently depend on their order.
 */
#include "rule/load.h"

#include <string.h>

/* ---- text --------------------------------------------------------------- */

const char *sw_keep(saywell_builder *b, const char *text)
{
    char *copy = sw_arena_copy(&b->arena, text, strlen(text));

    b->nomem |= !copy;
    return copy;
}

bool sw_lines_join(saywell_builder *b, const cJSON *node, sw_arena *arena,
                   sw_str *out)
{
    const cJSON *item;
    size_t len = 0;
    char *text;

    *out = SW_STR("");
    if (cJSON_IsString(node)) {
        len = strlen(node->valuestring);
        text = sw_arena_copy(arena, node->valuestring, len);
        if (text)
            *out = (sw_str){text, len};
        return !(b->nomem |= !text);
    }
    cJSON_ArrayForEach (item, node)
        len += strlen(item->valuestring);
    text = sw_arena_alloc(arena, len + 1);
    if (!text)
        return !(b->nomem = true);
    *out = (sw_str){text, len};
    cJSON_ArrayForEach (item, node) {
        len = strlen(item->valuestring);
        memcpy(text, item->valuestring, len);
        text += len;
    }
    *text = '\0';
    return true;
}

bool sw_names_keep(saywell_builder *b, const cJSON *node,
                   const char *const **out)
{
    size_t count = cJSON_IsArray(node) ? (size_t)cJSON_GetArraySize(node) : 1;
    const cJSON *item = cJSON_IsArray(node) ? node->child : node;
    const char **names =
        sw_arena_zero(&b->arena, count + 1, sizeof(const char *));

    if (!names)
        return !(b->nomem = true);
    for (size_t i = 0; i < count; i++, item = item->next) {
        names[i] = sw_keep(b, item->valuestring);
        if (!names[i])
            return false;
    }
    *out = names;
    return true;
}

/* ---- layers ------------------------------------------------------------- */

static bool twice(saywell_builder *b, const char *what, const char *name,
                  const sw_layer *first, const sw_at *at)
{
    sw_at old = sw_at_layer(first);

    return sw_problem(b, at,
                      "%s \"%.80s\" is given twice; the first is in %s "
                      "on line %zu",
                      what, name, first->file->name, sw_at_line(b, &old));
}

sw_def *sw_layer_add(saywell_builder *b, sw_map *defs, const char *what,
                     const char *name, const sw_at *at)
{
    sw_def *def = sw_map_find(defs, sw_str_of(name));
    sw_layer *layer;

    if (def && def->layers.count &&
        def->layers.at[def->layers.count - 1].file->pack == at->file->pack) {
        twice(b, what, name, &def->layers.at[def->layers.count - 1], at);
        return NULL;
    }
    if (!def) {
        def = sw_arena_zero(&b->scratch, 1, sizeof *def);
        name = sw_keep(b, name);
        if (!def || !name ||
            !sw_map_put(defs, &b->scratch, sw_str_of(name), def)) {
            b->nomem = true;
            return NULL;
        }
        def->name = name;
    }
    layer = SW_VEC_PUSH(&def->layers, &b->scratch);
    if (!layer) {
        b->nomem = true;
        return NULL;
    }
    *layer = (sw_layer){at->file, at->node, sw_at_path(b, at, &b->scratch)};
    return layer->path ? def : NULL;
}

bool sw_layer_members(saywell_builder *b, sw_map *defs, const char *what,
                      const sw_at *object)
{
    const cJSON *member;
    bool good = true;

    cJSON_ArrayForEach (member, object->node) {
        sw_at at = sw_at_member(object, member);

        if (!member->string[0])
            good = sw_problem_key(b, &at, "a %s needs a name", what);
        else
            good &= sw_layer_add(b, defs, what, member->string, &at) != NULL;
        if (b->nomem)
            return false;
    }
    return good;
}

bool sw_layer_is_rule(const saywell_builder *b, const char *name)
{
    sw_str s = sw_str_of(name);

    return sw_map_find(&b->rules, s) || sw_map_find(&b->categories, s) ||
           strcmp(name, "all") == 0;
}

sw_at sw_layer_newest(const sw_def *def)
{
    return sw_at_layer(&def->layers.at[def->layers.count - 1]);
}

/* ---- fragments ---------------------------------------------------------- */

static bool fragment_name(const char *name)
{
    const char *letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    return name[0] && strchr(letters, name[0]) && !name[len];
}

static bool is_lines(const cJSON *node)
{
    const cJSON *item;

    if (cJSON_IsString(node))
        return node->valuestring[0] != '\0';
    if (!cJSON_IsArray(node) || !node->child)
        return false;
    cJSON_ArrayForEach (item, node)
        if (!cJSON_IsString(item))
            return false;
    return true;
}

static bool add_fragment(saywell_builder *b, const sw_at *at)
{
    sw_fragment *fragment = sw_map_find(&b->fragments, sw_str_of(at->key));
    const sw_layer *old = fragment ? fragment->origin : NULL;
    sw_layer *layer;

    if (!fragment_name(at->key))
        return sw_problem_key(b, at,
                              "a fragment's name is a letter, then "
                              "letters, digits, _ and -");
    if (old && old->file->pack == at->file->pack)
        return twice(b, "fragment", at->key, old, at);
    fragment = sw_arena_zero(&b->scratch, 1, sizeof *fragment);
    layer = sw_arena_zero(&b->scratch, 1, sizeof *layer);
    if (!fragment || !layer)
        return !(b->nomem = true);
    *layer = (sw_layer){at->file, at->node, sw_at_path(b, at, &b->scratch)};
    fragment->origin = layer;
    fragment->name = sw_keep(b, at->key);
    if (!fragment->name || !layer->path ||
        !sw_map_put(&b->fragments, &b->scratch, sw_str_of(fragment->name),
                    fragment))
        return !(b->nomem = true);
    if (is_lines(at->node))
        return sw_lines_join(b, at->node, &b->scratch, &fragment->text);
    fragment->text = SW_STR("");
    fragment->state = SW_FRAGMENT_BAD; /* known, so that users name it */
    return sw_problem(b, at,
                      "a fragment must be text in quotes, or a list of "
                      "such, not empty");
}

bool sw_layer_fragments(saywell_builder *b, const sw_at *object)
{
    const cJSON *member;
    bool good = true;

    cJSON_ArrayForEach (member, object->node) {
        sw_at at = sw_at_member(object, member);

        good &= add_fragment(b, &at);
        if (b->nomem)
            return false;
    }
    return good;
}
