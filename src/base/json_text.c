/* json_text.c - a JSON file that people wrote: comments, places, traps.
 *
 * One walk over the bytes makes a list of nodes, one for every value and key,
 * each with the hash of its key path. Sorted by that hash, the list answers
 * both questions put to it: where does this path stand, and was a key given
 * twice? Sorting keeps to n log n whatever the keys are. */
#include "base/json_text.h"

#include "base/fail.h"
#include "base/json_comment.h"
#include "base/json_read.h"
#include "base/json_trap.h"
#include "base/line_table.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH  64
#define MAX_NUMBER 63 /* cJSON reads no more characters of one */

struct node {
    uint64_t hash; /* of the key path */
    sw_str key;    /* decoded; only when keyed */
    size_t parent; /* in nodes; SW_NOWHERE for the root */
    size_t index;  /* in its array; only when not keyed */
    size_t value, key_place;
    bool keyed;
};

struct nodes SW_VEC(struct node);

struct sw_json_text {
    const char *name;
    sw_str text, plain;
    struct nodes nodes;
    const struct node **sorted;
    sw_line_table lines;
};

static size_t line_of(const sw_json_text *jt, size_t offset)
{
    size_t line, column;

    sw_line_table_at(&jt->lines, offset, &line, &column);
    return line;
}

void sw_json_text_line(const sw_json_text *jt, size_t offset, size_t *line,
                       size_t *column)
{
    sw_line_table_at(&jt->lines, offset, line, column);
}

/* ---- paths -------------------------------------------------------------- */

static size_t index_text(char out[24], size_t index)
{
    return (size_t)snprintf(out, 24, "[%zu]", index);
}

static uint64_t path_hash(const sw_json_text *jt, const struct node *node)
{
    char index[24];

    if (node->parent == SW_NOWHERE)
        return SW_HASH_START;
    uint64_t hash = jt->nodes.at[node->parent].hash;
    if (!node->keyed)
        return sw_str_hash(hash,
                           (sw_str){index, index_text(index, node->index)});
    if (node->parent != 0)
        hash = sw_str_hash(hash, SW_STR("."));
    return sw_str_hash(hash, node->key);
}

/* Is path the node's? Read from its end, up to the root. */
static bool has_path(const sw_json_text *jt, const struct node *node,
                     sw_str path)
{
    while (node->parent != SW_NOWHERE) {
        char index[24];
        sw_str step = node->key;
        if (!node->keyed)
            step = (sw_str){index, index_text(index, node->index)};
        if (!sw_str_ends(path, step))
            return false;
        path.len -= step.len;
        if (node->keyed && node->parent != 0) {
            if (!sw_str_ends(path, SW_STR(".")))
                return false;
            path.len--;
        }
        node = &jt->nodes.at[node->parent];
    }
    return path.len == 0;
}

static const struct node *find(const sw_json_text *jt, const char *words)
{
    sw_str path = sw_str_of(words);
    uint64_t hash = sw_str_hash(SW_HASH_START, path);
    size_t low = 0, high = jt->nodes.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (jt->sorted[middle]->hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < jt->nodes.count && jt->sorted[low]->hash == hash; low++) {
        if (has_path(jt, jt->sorted[low], path))
            return jt->sorted[low];
    }
    return NULL;
}

/* Puts the key path of a node into a buffer of fixed size, cut to fit. */
static void write_path(const sw_json_text *jt, size_t at, sw_buf *out)
{
    size_t chain[MAX_DEPTH + 2];
    size_t depth = 0;

    for (; at != SW_NOWHERE && at != 0 && depth < MAX_DEPTH + 2;
         at = jt->nodes.at[at].parent)
        chain[depth++] = at;
    while (depth > 0) {
        const struct node *node = &jt->nodes.at[chain[--depth]];
        if (!node->keyed) {
            sw_buf_printf(out, "[%zu]", node->index);
            continue;
        }
        if (node->parent != 0)
            sw_buf_byte(out, '.');
        sw_buf_put(out, node->key);
    }
}

/* ---- failing ------------------------------------------------------------ */

static void copy_cut(char *out, size_t size, sw_str s)
{
    sw_str cut = sw_str_part(s, 0, size - 1);

    if (cut.len < s.len)
        cut.len = sw_utf8_valid(cut);
    if (cut.len)
        memcpy(out, cut.ptr, cut.len);
    out[cut.len] = '\0';
}

/* What every error of this file says beside its message. */
static void fill_place(const sw_json_text *jt, saywell_error *err, sw_str key,
                       size_t offset, size_t len)
{
    if (!err)
        return;
    copy_cut(err->file, sizeof err->file, sw_str_of(jt->name));
    copy_cut(err->key, sizeof err->key, key);
    if (offset != SW_NOWHERE)
        sw_fail_place(err, jt->text, offset, len);
}

saywell_status sw_json_text_fail(const sw_json_text *jt, saywell_error *err,
                                 saywell_status status, const char *path,
                                 size_t offset, size_t len, const char *format,
                                 ...)
{
    char message[sizeof err->message];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    sw_fail(err, status, "%s", message);
    fill_place(jt, err, sw_str_of(path), offset, len);
    return status;
}

/* ---- the walk ----------------------------------------------------------- */

struct walk {
    sw_json_text *jt;
    sw_arena *arena;
    saywell_error *err;
    sw_json_reader reader;
    sw_buf key; /* a key with its escapes undone */
    size_t stack[MAX_DEPTH + 1], next_index[MAX_DEPTH + 1];
    size_t keyed;   /* node of a key whose value has not come; or SW_NOWHERE */
    size_t done;    /* where the last good event ended */
    size_t comment; /* the block comment that is never closed */
};

/* Where we are, for the key path of an error. */
static size_t here(const struct walk *w)
{
    if (w->keyed != SW_NOWHERE || !w->reader.depth)
        return w->keyed;
    unsigned top = w->reader.depth;
    return w->stack[top > MAX_DEPTH ? MAX_DEPTH : top];
}

static saywell_status fail_at(struct walk *w, size_t node, size_t offset,
                              size_t len, const char *words)
{
    sw_buf path;

    sw_fail(w->err, SAYWELL_SYNTAX, "%s", words);
    sw_buf_init(&path, 0);
    write_path(w->jt, node, &path);
    /* Without memory for the path the error stands without it. */
    fill_place(w->jt, w->err, path.failed ? (sw_str){0} : sw_buf_str(&path),
               offset, len);
    sw_buf_release(&path);
    return SAYWELL_SYNTAX;
}

static saywell_status fail_syntax(struct walk *w)
{
    sw_json_trap trap;
    unsigned depth = w->reader.depth;
    size_t open_line = 0;

    if (w->reader.at >= w->comment)
        return fail_at(w, here(w), w->comment, 2,
                       "this comment is not closed by */");
    if (depth > 0 && depth <= MAX_DEPTH)
        open_line = line_of(w->jt, w->jt->nodes.at[w->stack[depth]].value);
    sw_json_trap_error(&w->reader, w->done, open_line, &trap);
    return fail_at(w, here(w), trap.offset, trap.len, trap.words);
}

static saywell_status check_string(struct walk *w, size_t node)
{
    sw_json_trap trap;

    if (!w->reader.escaped || !sw_json_trap_string(w->reader.raw, &trap))
        return SAYWELL_OK;
    return fail_at(w, node, w->reader.start + 1 + trap.offset, trap.len,
                   trap.words);
}

static struct node *add_node(struct walk *w)
{
    return SW_VEC_PUSH(&w->jt->nodes, w->arena);
}

static saywell_status take_key(struct walk *w)
{
    saywell_status status = check_string(w, here(w));
    if (status)
        return status;
    sw_str key = sw_json_read_string(&w->reader, &w->key);
    if (w->reader.escaped) {
        key.ptr =
            w->key.failed ? NULL : sw_arena_copy(w->arena, key.ptr, key.len);
        if (!key.ptr)
            return sw_fail_nomem(w->err);
    }
    struct node *node = add_node(w);
    if (!node)
        return sw_fail_nomem(w->err);
    node->keyed = true;
    node->key = key;
    node->parent = w->stack[w->reader.depth];
    node->key_place = w->reader.start;
    node->value = SW_NOWHERE;
    node->hash = path_hash(w->jt, node);
    w->keyed = w->jt->nodes.count - 1;
    return SAYWELL_OK;
}

/* The node of the value that begins at reader.start; SW_NOWHERE: no memory.
 * depth is that of the bracket around it. */
static size_t take_place(struct walk *w, unsigned depth)
{
    size_t at = w->keyed;

    if (at == SW_NOWHERE) {
        struct node *node = add_node(w);
        if (!node)
            return SW_NOWHERE;
        at = w->jt->nodes.count - 1;
        node->parent = depth ? w->stack[depth] : SW_NOWHERE;
        node->index = depth ? w->next_index[depth]++ : 0;
        node->key_place = SW_NOWHERE;
        node->hash = path_hash(w->jt, node);
    }
    w->jt->nodes.at[at].value = w->reader.start;
    w->keyed = SW_NOWHERE;
    return at;
}

static saywell_status take_value(struct walk *w, sw_json_event event)
{
    bool opens = event == SW_JSON_OBJECT || event == SW_JSON_ARRAY;
    unsigned depth = w->reader.depth;

    if (opens && depth > MAX_DEPTH)
        return fail_at(w, here(w), w->reader.start, 1,
                       "brackets stand more than 64 deep here");
    size_t node = take_place(w, opens ? depth - 1 : depth);
    if (node == SW_NOWHERE)
        return sw_fail_nomem(w->err);
    if (opens) {
        w->stack[depth] = node;
        w->next_index[depth] = 0;
    }
    if (event == SW_JSON_STRING)
        return check_string(w, node);
    if (event == SW_JSON_NUMBER && w->reader.raw.len > MAX_NUMBER)
        return fail_at(w, node, w->reader.start, w->reader.raw.len,
                       "a number of more than 63 characters");
    return SAYWELL_OK;
}

static saywell_status walk(struct walk *w)
{
    for (;;) {
        saywell_status status = SAYWELL_OK;
        sw_json_event event = sw_json_read(&w->reader);
        if (event == SW_JSON_ERROR)
            return fail_syntax(w);
        if (event == SW_JSON_END)
            break;
        if (event == SW_JSON_KEY)
            status = take_key(w);
        else if (event != SW_JSON_OBJECT_END && event != SW_JSON_ARRAY_END)
            status = take_value(w, event);
        if (status)
            return status;
        w->done = w->reader.at;
    }
    if (w->comment != SW_NOWHERE)
        return fail_syntax(w);
    return SAYWELL_OK;
}

/* ---- the index ---------------------------------------------------------- */

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_path(const void *left, const void *right)
{
    const struct node *a = *(const struct node *const *)left;
    const struct node *b = *(const struct node *const *)right;
    int order = compare(a->hash, b->hash);

    if (!order)
        order = compare(a->parent, b->parent);
    if (!order)
        order = sw_str_compare(a->key, b->key);
    return order ? order : compare((uintptr_t)a, (uintptr_t)b);
}

/* Sorts the nodes; refuses a key that an object has twice, and of several the
 * one that comes first in the file. */
static saywell_status make_index(struct walk *w)
{
    sw_json_text *jt = w->jt;
    size_t count = jt->nodes.count;
    const struct node *twice = NULL, *once = NULL;
    const struct node **sorted =
        sw_arena_zero(w->arena, count, sizeof(struct node *));

    if (!sorted)
        return sw_fail_nomem(w->err);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &jt->nodes.at[i];
    qsort(sorted, count, sizeof *sorted, by_path);
    jt->sorted = sorted;
    for (size_t i = 1; i < count; i++) {
        const struct node *a = sorted[i - 1], *b = sorted[i];
        if (b->keyed && a->keyed && a->parent == b->parent &&
            sw_str_equal(a->key, b->key) && (!twice || b < twice)) {
            once = a;
            twice = b;
        }
    }
    if (!twice)
        return SAYWELL_OK;
    char key[64], words[160];
    copy_cut(key, sizeof key, twice->key);
    snprintf(words, sizeof words,
             "key \"%s\" is given twice; the first is on line %zu", key,
             line_of(jt, once->key_place));
    return fail_at(w, (size_t)(twice - jt->nodes.at), twice->key_place,
                   twice->key.len + 2, words);
}

/* ---- the doors ---------------------------------------------------------- */

static saywell_status check_utf8(sw_json_text *jt, saywell_error *err)
{
    size_t valid = sw_utf8_valid(jt->text);

    if (valid == jt->text.len)
        return SAYWELL_OK;
    if (sw_str_starts(jt->text, SW_STR("\xFF\xFE")) ||
        sw_str_starts(jt->text, SW_STR("\xFE\xFF")))
        sw_fail(err, SAYWELL_UTF8, "the file is UTF-16; save it as UTF-8");
    else
        sw_fail(err, SAYWELL_UTF8,
                "byte 0x%02X is not UTF-8; save the file as UTF-8",
                (unsigned)(unsigned char)jt->text.ptr[valid]);
    fill_place(jt, err, (sw_str){0}, valid, 1);
    return SAYWELL_UTF8;
}

static saywell_status parse(struct walk *w)
{
    saywell_status status = check_utf8(w->jt, w->err);

    if (status)
        return status;
    if (!sw_line_table_init(&w->jt->lines, w->jt->text, w->arena) ||
        !sw_json_comment_blank(w->jt->text, w->arena, &w->jt->plain,
                               &w->comment))
        return sw_fail_nomem(w->err);
    sw_json_read_init(&w->reader, w->jt->plain);
    status = walk(w);
    return status ? status : make_index(w);
}

saywell_status sw_json_text_parse(const char *name, sw_str text,
                                  sw_arena *arena, sw_json_text **out,
                                  saywell_error *err)
{
    struct walk w = {.arena = arena, .err = err, .keyed = SW_NOWHERE};

    *out = NULL;
    w.jt = sw_arena_zero(arena, 1, sizeof *w.jt);
    if (!w.jt)
        return sw_fail_nomem(err);
    w.jt->name = name;
    w.jt->text = text;
    saywell_status status = parse(&w);
    sw_buf_release(&w.key);
    if (!status)
        *out = w.jt;
    return status;
}

const char *sw_json_text_name(const sw_json_text *jt)
{
    return jt->name;
}

sw_str sw_json_text_plain(const sw_json_text *jt)
{
    return jt->plain;
}

size_t sw_json_text_place(const sw_json_text *jt, const char *path)
{
    const struct node *node = find(jt, path);
    return node ? node->value : SW_NOWHERE;
}

size_t sw_json_text_key_place(const sw_json_text *jt, const char *path)
{
    const struct node *node = find(jt, path);
    return node ? node->key_place : SW_NOWHERE;
}

size_t sw_json_text_inside(const sw_json_text *jt, const char *path, size_t i)
{
    size_t at = sw_json_text_place(jt, path);
    size_t decoded = 0;

    if (at == SW_NOWHERE || jt->plain.ptr[at] != '"')
        return at;
    for (at++; at < jt->plain.len && jt->plain.ptr[at] != '"';) {
        size_t size = 1, meant = 1;
        if (jt->plain.ptr[at] == '\\') {
            char bytes[4];
            uint32_t code;
            size = sw_json_trap_escape(jt->plain, at, &code);
            meant = sw_utf8_put(bytes, code);
        }
        if (i < decoded + meant)
            break;
        decoded += meant;
        at += size;
    }
    return at;
}
