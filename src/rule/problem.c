/*
 * problem.c - what is wrong with a pack, and the place of it.
 *
 * Places are asked for when there is a problem and not before: a good pack
 * pays for no key path. The list of problems is capped, since a file of a
 * hundred thousand bad rules is one mistake and not so many.
 */
#include "rule/load.h"

#include "base/buf.h"
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PATH_DEPTH 32 /* deeper than any table of keys goes */

/* ---- the way to a value ------------------------------------------------- */

sw_at sw_at_layer(const sw_layer *layer)
{
    return (sw_at){
        .file = layer->file, .node = layer->node, .base = layer->path};
}

sw_at sw_at_member(const sw_at *up, const cJSON *member)
{
    return (sw_at){
        .file = up->file, .node = member, .up = up, .key = member->string};
}

sw_at sw_at_item(const sw_at *up, const cJSON *item, size_t index)
{
    return (sw_at){.file = up->file, .node = item, .up = up, .index = index};
}

static void write_path(const sw_at *at, sw_buf *out)
{
    const sw_at *chain[PATH_DEPTH];
    size_t depth = 0;

    for (; at->up && depth < PATH_DEPTH; at = at->up)
        chain[depth++] = at;
    if (at->base)
        sw_buf_put_c(out, at->base);
    while (depth) {
        at = chain[--depth];
        if (!at->key) {
            sw_buf_printf(out, "[%zu]", at->index);
            continue;
        }
        if (out->len)
            sw_buf_byte(out, '.');
        sw_buf_put_c(out, at->key);
    }
}

const char *sw_at_path(saywell_builder *b, const sw_at *at, sw_arena *arena)
{
    sw_buf path;
    const char *copy = NULL;

    sw_buf_init(&path, 0);
    write_path(at, &path);
    if (!path.failed)
        copy = sw_arena_copy(arena, path.ptr ? path.ptr : "", path.len);
    sw_buf_release(&path);
    b->nomem |= !copy;
    return copy;
}

size_t sw_at_line(saywell_builder *b, const sw_at *at)
{
    const char *path = sw_at_path(b, at, &b->work);
    size_t place = path ? sw_json_text_place(at->file->jt, path) : SW_NOWHERE;
    size_t line = 0, column;

    if (place != SW_NOWHERE)
        sw_json_text_line(at->file->jt, place, &line, &column);
    return line;
}

/* ---- problems ----------------------------------------------------------- */

/* The slot for one more, or NULL: silent, too many, or no memory. */
static saywell_error *slot(saywell_builder *b)
{
    saywell_error *err;

    if (b->silent)
        return NULL;
    b->problem_count++;
    if (b->problems.count == SW_PROBLEMS_MAX)
        return NULL;
    err = SW_VEC_PUSH(&b->problems, &b->arena);
    b->nomem |= !err;
    return err;
}

/* Where in a file a problem is. */
struct spot {
    const char *path; /* NULL: no memory for it */
    size_t offset, len;
};

static void put(saywell_builder *b, const sw_at *at, saywell_status status,
                struct spot spot, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

static void put(saywell_builder *b, const sw_at *at, saywell_status status,
                struct spot spot, const char *format, va_list args)
{
    char message[sizeof((saywell_error *)0)->message];
    saywell_error *err = spot.path ? slot(b) : NULL;

    if (!err)
        return;
    vsnprintf(message, sizeof message, format, args);
    sw_json_text_fail(at->file->jt, err, status, spot.path, spot.offset,
                      spot.len ? spot.len : 1, "%s", message);
    if (b->owner)
        snprintf(err->rule, sizeof err->rule, "%s", b->owner);
}

/* Bytes of the file that the value takes, as far as a caret needs it. */
static size_t value_len(const sw_at *at, const char *path, size_t place)
{
    if (cJSON_IsString(at->node))
        return sw_json_text_inside(at->file->jt, path, SIZE_MAX) + 1 - place;
    if (cJSON_IsTrue(at->node))
        return 4;
    if (cJSON_IsFalse(at->node))
        return 5;
    return 1;
}

bool sw_problem(saywell_builder *b, const sw_at *at, const char *format, ...)
{
    const char *path = sw_at_path(b, at, &b->work);
    size_t place = path ? sw_json_text_place(at->file->jt, path) : SW_NOWHERE;
    struct spot spot = {path, place, 1};
    va_list args;

    if (path && place != SW_NOWHERE)
        spot.len = value_len(at, path, place);
    va_start(args, format);
    put(b, at, SAYWELL_RULE, spot, format, args);
    va_end(args);
    return false;
}

bool sw_problem_key(saywell_builder *b, const sw_at *at, const char *format,
                    ...)
{
    const char *path = sw_at_path(b, at, &b->work);
    size_t place =
        path ? sw_json_text_key_place(at->file->jt, path) : SW_NOWHERE;
    struct spot spot = {path, place, at->key ? strlen(at->key) + 2 : 1};
    va_list args;

    va_start(args, format);
    put(b, at, SAYWELL_RULE, spot, format, args);
    va_end(args);
    return false;
}

/* In a list of strings the item that holds byte *i of the joined text; *i
 * becomes the byte in it. The last one when *i is past the end. */
static const cJSON *item_at(const cJSON *list, size_t *i, size_t *index)
{
    const cJSON *item = list->child;

    for (*index = 0; item && item->next; item = item->next, ++*index) {
        size_t len = strlen(item->valuestring);

        if (*i < len)
            break;
        *i -= len;
    }
    return item;
}

bool sw_problem_inside(saywell_builder *b, const sw_at *at,
                       saywell_status status, size_t start, size_t len,
                       const char *format, ...)
{
    sw_at item = *at;
    struct spot spot = {NULL, SW_NOWHERE, 1};
    size_t last = 0, index;
    va_list args;

    if (cJSON_IsArray(at->node)) {
        const cJSON *node = item_at(at->node, &start, &index);

        if (node)
            item = sw_at_item(at, node, index);
    }
    spot.path = sw_at_path(b, &item, &b->work);
    if (spot.path) {
        spot.offset = sw_json_text_inside(at->file->jt, spot.path, start);
        last = sw_json_text_inside(at->file->jt, spot.path, start + len);
    }
    if (spot.offset != SW_NOWHERE && last > spot.offset)
        spot.len = last - spot.offset;
    va_start(args, format);
    put(b, at, status, spot, format, args);
    va_end(args);
    return false;
}

/* ---- names that nobody knows -------------------------------------------- */

sw_str sw_nearest(const sw_map *map, const char *name)
{
    if (!map || map->count > SW_NEAREST_MAX)
        return SW_STR("");
    return sw_map_nearest(map, sw_str_of(name));
}

typedef bool problem_at(saywell_builder *b, const sw_at *at, const char *format,
                        ...);

static bool problem_unknown(saywell_builder *b, const sw_at *at,
                            const char *what, const char *name,
                            const sw_map *known, problem_at *report)
{
    sw_str near = {0};

    if (!b->silent && b->problems.count < SW_PROBLEMS_MAX)
        near = sw_nearest(known, name);
    if (near.len)
        return report(b, at,
                      "there is no %s \"%.80s\"; did you mean "
                      "\"%.*s\"?",
                      what, name, (int)near.len, near.ptr);
    return report(b, at, "there is no %s \"%.80s\"", what, name);
}

bool sw_problem_unknown(saywell_builder *b, const sw_at *at, const char *what,
                        const char *name, const sw_map *known)
{
    return problem_unknown(b, at, what, name, known, sw_problem);
}

bool sw_problem_unknown_key(saywell_builder *b, const sw_at *at,
                            const char *what, const sw_map *known)
{
    return problem_unknown(b, at, what, at->key, known, sw_problem_key);
}

saywell_status sw_unknown(saywell_error *err, const char *what,
                          const char *name, const sw_map *known)
{
    sw_str near = sw_nearest(known, name);

    if (near.len)
        return sw_fail(err, SAYWELL_ARGUMENT,
                       "there is no %s \"%.80s\"; did you mean \"%.*s\"?", what,
                       name, (int)near.len, near.ptr);
    return sw_fail(err, SAYWELL_ARGUMENT, "there is no %s \"%.80s\"", what,
                   name);
}
