/*
 * map_path.c - paths of the mapping language, and what they lead to.
 *
 * A path has a handful of steps and each may branch; the walk keeps the node
 * before every step and goes on from the deepest branch, so that no list of
 * results is made and nothing calls itself.
 */
#include "talk/map_path.h"

#include <string.h>

/* ---- reading ------------------------------------------------------------- */

typedef struct reader {
    sw_str text;
    size_t at;
    sw_path *path;
    sw_tape_names *names;
    sw_arena *arena;
    const char *why;
} reader;

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '@' ||
           (c & 0x80);
}

static char byte_at(const reader *r, size_t i)
{
    return i < r->text.len ? r->text.ptr[i] : '\0';
}

static bool fail(reader *r, const char *why)
{
    r->why = why;
    return false;
}

static sw_path_step *new_step(reader *r)
{
    if (r->path->count < SW_PATH_STEPS)
        return &r->path->steps[r->path->count++];
    fail(r, "the path has more than 16 steps");
    return NULL;
}

static bool add_name(reader *r, sw_str name)
{
    sw_path_step *step = new_step(r);
    const char *copy;

    if (!step)
        return false;
    copy = sw_arena_copy(r->arena, name.ptr, name.len);
    *step = (sw_path_step){0};
    if (copy)
        step->name = sw_tape_name(r->names, r->arena, (sw_str){copy, name.len});
    return step->name || fail(r, NULL);
}

static bool read_word(reader *r)
{
    size_t start = r->at;

    while (is_word_byte(byte_at(r, r->at)))
        r->at++;
    if (r->at == start)
        return fail(r, "a name was expected in the path");
    return add_name(r, sw_str_part(r->text, start, r->at));
}

/* Behind "[". */
static bool read_bracket(reader *r)
{
    char c = byte_at(r, r->at);
    sw_path_step *step;
    size_t n, end;

    if (c == '"' || c == '\'') {
        end = sw_str_find_byte(r->text, c, r->at + 1);
        if (end == SW_NOWHERE || byte_at(r, end + 1) != ']')
            return fail(r, "a quoted name wants its quote and \"]\"");
        n = r->at + 1;
        r->at = end + 2;
        return add_name(r, sw_str_part(r->text, n, end));
    }
    end = sw_str_find_byte(r->text, ']', r->at);
    if (end == SW_NOWHERE)
        return fail(r, "\"[\" is not closed");
    step = new_step(r);
    if (!step)
        return false;
    *step = (sw_path_step){.every = end == r->at};
    if (!step->every) {
        if (!sw_str_number(sw_str_part(r->text, r->at, end), 1000000, &n))
            return fail(r, "in brackets: nothing, a number, or a quoted name");
        step->index = (uint32_t)n;
    }
    r->at = end + 1;
    return true;
}

static bool read_steps(reader *r, bool dot)
{
    for (;; dot = true) {
        char c = byte_at(r, r->at);

        if (c == '[') {
            r->at++;
            if (!read_bracket(r))
                return false;
        } else if (c == '.' && dot) {
            r->at++;
            if (!read_word(r))
                return false;
        } else if (!dot && is_word_byte(c)) {
            if (!read_word(r))
                return false;
        } else {
            return true;
        }
    }
}

static bool read_path(reader *r)
{
    sw_str rest;

    if (byte_at(r, 0) == '$') {
        r->at = byte_at(r, 1) == '$' ? 2 : 1;
        r->path->root = r->at == 2 ? SW_PATH_DOCUMENT : SW_PATH_RECORD;
        return read_steps(r, true);
    }
    while (byte_at(r, r->at) == '^') {
        r->at++;
        r->path->up++;
    }
    if (r->path->up)
        return read_steps(r, true);
    rest = sw_str_part(r->text, r->at, r->text.len);
    if (sw_str_starts(rest, SW_STR("join."))) {
        r->path->root = SW_PATH_JOIN;
        r->at += 4;
        return read_steps(r, true);
    }
    if (!read_steps(r, false))
        return false;
    return r->path->count || fail(r, "a path was expected");
}

size_t sw_path_read(sw_path *path, sw_str text, sw_tape_names *names,
                    sw_arena *arena, const char **why, size_t *at)
{
    reader r = {.text = text, .path = path, .names = names, .arena = arena};

    *path = (sw_path){.root = SW_PATH_TURN};
    if (read_path(&r))
        return r.at;
    *why = r.why;
    *at = r.at;
    return SW_NOWHERE;
}

/* ---- walking ------------------------------------------------------------- */

void sw_path_begin(sw_path_walk *walk, const sw_tape *tape, uint32_t node,
                   const sw_path_step *steps, unsigned count)
{
    *walk = (sw_path_walk){.tape = tape, .steps = steps, .count = count};
    walk->at[0] = node;
}

/* Takes step i from the node before it. */
static void enter(sw_path_walk *w, unsigned i)
{
    const sw_path_step *step = &w->steps[i];
    uint32_t node = w->at[i];

    w->place[i] = step->every ? 0 : step->index;
    w->at[i + 1] = step->name ? sw_tape_member(w->tape, node, step->name)
                              : sw_tape_element(w->tape, node, w->place[i]);
}

/* To the next branch of the nearest step at or above *i that has branches;
 * false when there is none. */
static bool advance(sw_path_walk *w, unsigned *i)
{
    while (!w->steps[*i].every)
        if ((*i)-- == 0)
            return false;
    w->at[*i + 1] = w->tape->at[w->at[*i + 1]].next;
    w->place[*i]++;
    return true;
}

uint32_t sw_path_next(sw_path_walk *walk)
{
    unsigned i = walk->count ? walk->count - 1 : 0;

    if (!walk->at[0] || (walk->begun && walk->count == 0))
        return 0;
    if (walk->begun) {
        if (!advance(walk, &i))
            return 0;
    } else {
        walk->begun = true;
        if (walk->count == 0)
            return walk->at[0];
        enter(walk, i = 0);
    }
    for (;;) { /* step i was taken: deeper, or back up where it led nowhere */
        if (walk->at[i + 1]) {
            if (++i == walk->count)
                return walk->at[i];
            enter(walk, i);
        } else if (i-- == 0 || !advance(walk, &i)) {
            return 0;
        }
    }
}

uint32_t sw_path_first(const sw_tape *tape, uint32_t node,
                       const sw_path_step *steps, unsigned count)
{
    sw_path_walk walk;

    sw_path_begin(&walk, tape, node, steps, count);
    return sw_path_next(&walk);
}

uint32_t sw_path_item(const sw_path_walk *walk, unsigned up)
{
    for (unsigned i = walk->count; i-- > 0;)
        if (walk->steps[i].every && up-- == 0)
            return walk->at[i + 1];
    return walk->at[0];
}

void sw_path_put_name(sw_buf *out, sw_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '~')
            sw_buf_put(out, SW_STR("~0"));
        else if (name.ptr[i] == '/')
            sw_buf_put(out, SW_STR("~1"));
        else
            sw_buf_byte(out, name.ptr[i]);
    }
}

void sw_path_pointer(const sw_path_walk *walk, const sw_tape_names *names,
                     sw_buf *out)
{
    for (unsigned i = 0; i < walk->count; i++) {
        sw_buf_byte(out, '/');
        if (walk->steps[i].name)
            sw_path_put_name(out,
                             sw_tape_name_text(names, walk->steps[i].name));
        else
            sw_buf_number(out, walk->place[i]);
    }
}
