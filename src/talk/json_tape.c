/*
 * json_tape.c - one JSON record laid out so that paths can be asked of it.
 *
 * An export carries fifty members for each one that says who said what, so
 * the names that a mapping mentions decide what is kept. The rest is walked
 * over by the pull reader, which is the fast part of reading.
 */
#include "talk/json_tape.h"

#include "base/mem.h"

#include <string.h>

#define NAMES_MAX 60000

/* ---- names --------------------------------------------------------------- */

uint16_t sw_tape_name(sw_tape_names *names, sw_arena *arena, sw_str name)
{
    uintptr_t number = (uintptr_t)sw_map_find(&names->map, name);

    if (number)
        return (uint16_t)number;
    number = names->map.count + 1;
    /* The map holds pointers; a small number fits into one. */
    if (number > NAMES_MAX ||
        !sw_map_put(&names->map, arena, name, (void *)number))
        return 0;
    return (uint16_t)number;
}

sw_str sw_tape_name_text(const sw_tape_names *names, uint16_t name)
{
    return names->map.at[name - 1].key;
}

/* ---- reading ------------------------------------------------------------- */

typedef struct builder {
    sw_tape *tape;
    const sw_tape_names *names;
    sw_json_reader json;
    uint32_t parents[SW_JSON_READ_DEPTH + 1]; /* of what is open */
    uint32_t last[SW_JSON_READ_DEPTH + 1];    /* child made last there */
    unsigned depth;
    sw_tape_status status;
} builder;

static bool grow(sw_tape *tape)
{
    size_t cap = tape->cap ? tape->cap * 2 : 256;
    sw_tape_node *at = sw_mem_realloc(tape->at, cap * sizeof *at);

    if (!at)
        return false;
    tape->at = at;
    tape->cap = cap;
    return true;
}

/* A new node under the one that is open; 0 on failure. */
static uint32_t add(builder *b, sw_json_event type, uint16_t name)
{
    sw_tape *tape = b->tape;
    uint32_t index = (uint32_t)tape->count;

    if (tape->count >= SW_TAPE_NODES) {
        b->status = SW_TAPE_LIMIT;
        return 0;
    }
    if (tape->count == tape->cap && !grow(tape)) {
        b->status = SW_TAPE_NOMEM;
        return 0;
    }
    tape->count++;
    tape->at[index] = (sw_tape_node){.type = (unsigned char)type, .name = name};
    if (b->last[b->depth])
        tape->at[b->last[b->depth]].next = index;
    else
        tape->at[b->parents[b->depth]].child = index;
    b->last[b->depth] = index;
    return index;
}

static void open_node(builder *b, sw_json_event type, uint16_t name)
{
    uint32_t index = add(b, type, name);

    if (!index)
        return;
    b->tape->at[index].start = (uint32_t)b->json.start;
    b->depth++;
    b->parents[b->depth] = index;
    b->last[b->depth] = 0;
}

static void add_scalar(builder *b, sw_json_event type, uint16_t name)
{
    uint32_t index = add(b, type, name);
    sw_tape_node *node = &b->tape->at[index];

    if (!index)
        return;
    node->start = (uint32_t)b->json.start;
    if (type == SW_JSON_STRING || type == SW_JSON_NUMBER) {
        node->start = (uint32_t)(b->json.raw.ptr - b->json.text.ptr);
        node->len = (uint32_t)b->json.raw.len;
        node->escaped = type == SW_JSON_STRING && b->json.escaped;
    }
}

/* The number of the key just read; 0 when nobody asks for it. */
static uint16_t asked(builder *b)
{
    sw_str key = sw_json_read_string(&b->json, &b->tape->key);

    if (b->tape->key.failed)
        b->status = SW_TAPE_NOMEM;
    return (uint16_t)(uintptr_t)sw_map_find(&b->names->map, key);
}

/* Takes one event; false at the end of the value. */
static bool take(builder *b, sw_json_event event, uint16_t *name)
{
    switch (event) {
    case SW_JSON_KEY:
        *name = asked(b);
        if (!*name && !b->status && !sw_json_read_skip(&b->json, NULL))
            b->status = SW_TAPE_BAD;
        return true;
    case SW_JSON_OBJECT:
    case SW_JSON_ARRAY:
        open_node(b, event, *name);
        break;
    case SW_JSON_OBJECT_END:
    case SW_JSON_ARRAY_END:
        b->depth--;
        break;
    case SW_JSON_ERROR:
        b->status = SW_TAPE_BAD;
        return false;
    case SW_JSON_END:
        return false;
    case SW_JSON_STRING:
    case SW_JSON_NUMBER:
    case SW_JSON_TRUE:
    case SW_JSON_FALSE:
    case SW_JSON_NULL:
        add_scalar(b, event, *name);
        break;
    }
    *name = 0;
    return true;
}

sw_tape_status sw_tape_read(sw_tape *tape, sw_str text,
                            const sw_tape_names *names)
{
    builder b = {.tape = tape, .names = names};
    uint16_t name = 0;

    tape->text = text;
    tape->count = 0;
    tape->error = "";
    if (text.len > UINT32_MAX)
        return SW_TAPE_LIMIT;
    if (tape->cap == 0 && !grow(tape))
        return SW_TAPE_NOMEM;
    tape->at[tape->count++] = (sw_tape_node){.type = SW_JSON_NULL};
    sw_json_read_init(&b.json, text);
    while (!b.status && take(&b, sw_json_read(&b.json), &name))
        ;
    if (b.status == SW_TAPE_BAD) {
        tape->error = b.json.error;
        tape->error_at = b.json.at;
    }
    return b.status;
}

void sw_tape_release(sw_tape *tape)
{
    sw_mem_free(tape->at);
    sw_buf_release(&tape->key);
    *tape = (sw_tape){0};
}

/* ---- asking -------------------------------------------------------------- */

uint32_t sw_tape_member(const sw_tape *tape, uint32_t node, uint16_t name)
{
    if (!node || tape->at[node].type != SW_JSON_OBJECT)
        return 0;
    for (node = tape->at[node].child; node; node = tape->at[node].next)
        if (tape->at[node].name == name)
            return node;
    return 0;
}

uint32_t sw_tape_element(const sw_tape *tape, uint32_t node, size_t i)
{
    if (!node || tape->at[node].type != SW_JSON_ARRAY)
        return 0;
    for (node = tape->at[node].child; node && i; node = tape->at[node].next)
        i--;
    return node;
}

bool sw_tape_text(const sw_tape *tape, uint32_t node, sw_arena *arena,
                  sw_str *out)
{
    const sw_tape_node *n = &tape->at[node];
    sw_json_reader json = {.raw = {tape->text.ptr + n->start, n->len},
                           .escaped = true};
    sw_buf plain = {0};
    char *copy;

    *out = n->type == SW_JSON_TRUE           ? SW_STR("true")
           : n->type == SW_JSON_FALSE        ? SW_STR("false")
           : n->type == SW_JSON_NULL && node ? SW_STR("null")
           : n->type == SW_JSON_STRING || n->type == SW_JSON_NUMBER
               ? json.raw
               : SW_STR("");
    if (!n->escaped)
        return true;
    *out = sw_json_read_string(&json, &plain);
    copy = plain.failed ? NULL : sw_arena_copy(arena, out->ptr, out->len);
    out->ptr = copy;
    sw_buf_release(&plain);
    return copy != NULL;
}

bool sw_tape_is_set(const sw_tape *tape, uint32_t node)
{
    return node && tape->at[node].type != SW_JSON_NULL;
}
