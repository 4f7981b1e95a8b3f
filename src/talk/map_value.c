/*
 * map_value.c - what paths lead to in a record, and what rules make of it.
 */
#include "talk/map_turn.h"

#include <string.h>

/* The node that a path starts from; 0 when there is none. */
static uint32_t start_of(const sw_map_scene *s, const sw_path *path)
{
    if (path->root == SW_PATH_RECORD)
        return 1;
    if (path->root != SW_PATH_TURN)
        return 0;
    return path->up && s->walk ? sw_path_item(s->walk, path->up) : s->item;
}

/* All that the path leads to, on lines of their own. */
static bool gather(sw_map_scene *s, const sw_path *path, uint32_t start,
                   sw_str *out)
{
    sw_path_walk walk;
    sw_buf all = {0};
    size_t count = 0;
    uint32_t node;
    bool ok = true;

    *out = (sw_str){0};
    sw_path_begin(&walk, &s->run->tape, start, path->steps, path->count);
    while (ok && (node = sw_path_next(&walk))) {
        sw_str text;

        if (s->run->tape.at[node].type != SW_JSON_STRING)
            continue;
        ok = sw_tape_text(&s->run->tape, node, s->arena, &text);
        if (ok && count++ == 0)
            *out = text;
        if (ok && count == 2)
            sw_buf_put(&all, *out);
        if (ok && count > 1) {
            sw_buf_byte(&all, '\n');
            sw_buf_put(&all, text);
        }
    }
    if (count > 1 && ok) {
        out->ptr = sw_arena_copy(s->arena, all.ptr, all.len);
        out->len = all.len;
        ok = !all.failed && out->ptr;
    }
    sw_buf_release(&all);
    return ok;
}

static bool branches(const sw_path *path)
{
    for (unsigned i = 0; i < path->count; i++)
        if (path->steps[i].every)
            return true;
    return false;
}

bool sw_map_value(sw_map_scene *s, const sw_path *path, sw_str *out)
{
    const sw_tape *tape = &s->run->tape;
    uint32_t node = start_of(s, path);

    *out = (sw_str){0};
    if (path->root == SW_PATH_JOIN) {
        if (s->row)
            *out = s->row[path->column];
        return true;
    }
    if (branches(path))
        return gather(s, path, node, out);
    node = sw_path_first(tape, node, path->steps, path->count);
    if (!sw_tape_is_set(tape, node) || tape->at[node].type == SW_JSON_OBJECT ||
        tape->at[node].type == SW_JSON_ARRAY)
        return true;
    return sw_tape_text(tape, node, s->arena, out);
}

bool sw_map_any(sw_map_scene *s, const sw_paths *paths, sw_str *out)
{
    *out = (sw_str){0};
    for (size_t i = 0; i < paths->count && out->len == 0; i++)
        if (!sw_map_value(s, &paths->at[i], out))
            return false;
    return true;
}

/* ---- rules --------------------------------------------------------------- */

static bool case_fits(sw_map_scene *s, const sw_map_case *c, sw_str value,
                      bool *fits)
{
    sw_str other;

    *fits = c->any;
    if (c->any)
        return true;
    if (c->has_path) {
        if (!sw_map_value(s, &c->path, &other))
            return false;
        *fits = other.len && sw_str_equal(other, value);
        return true;
    }
    *fits = c->names ? sw_names_match(c->names, value)
                     : sw_str_equal_fold(c->value, value);
    return true;
}

/* The value is the channel itself. */
static bool is_channel(sw_str value, int *out)
{
    for (int i = 0; sw_mapping_channels[i]; i++) {
        if (sw_str_equal_fold(value, sw_str_of(sw_mapping_channels[i]))) {
            *out = i;
            return true;
        }
    }
    return false;
}

bool sw_map_judge(sw_map_scene *s, const sw_map_rules *rules, int fallback,
                  int *out, sw_str *label)
{
    *out = fallback;
    *label = (sw_str){0};
    for (size_t i = 0; i < rules->count; i++) {
        const sw_map_rule *rule = &rules->at[i];
        sw_str value;

        if (!sw_map_value(s, &rule->path, &value))
            return false;
        if (!value.ptr)
            continue;
        if (rule->cases.count == 0 && is_channel(value, out))
            return true;
        for (size_t k = 0; k < rule->cases.count; k++) {
            bool fits;

            if (!case_fits(s, &rule->cases.at[k], value, &fits))
                return false;
            if (fits) {
                *out = rule->cases.at[k].result;
                *label = (sw_str){0};
                return true;
            }
        }
        *label = value;
    }
    return true;
}
