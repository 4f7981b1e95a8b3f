/*
 * message.c - a JSON-RPC message as a tree to look things up in.
 *
 * Not cJSON's tree: a text may hold U+0000, and a string that ends there
 * would make the server's text another one than the editor's, for good. The
 * pull reader checks UTF-8 and depth as it goes, and the whole tree is given
 * back at once.
 */
#include "lsp/message.h"

#include <string.h>

#define NODES ((size_t)1 << 20) /* of one message */

typedef struct parser {
    sw_json_reader reader;
    sw_arena *arena;
    sw_buf string;
    sw_node *parents[SW_JSON_READ_DEPTH + 1];
    sw_node *last[SW_JSON_READ_DEPTH + 1]; /* member of each parent */
    size_t depth, count;
    sw_str key;
    const char *error;
} parser;

/* The string just read, in the arena unless it stands in the text as it is. */
static sw_str read_string(parser *p)
{
    sw_str s = sw_json_read_string(&p->reader, &p->string);
    char *copy;

    if (!p->reader.escaped)
        return s;
    copy = p->string.failed ? NULL : sw_arena_copy(p->arena, s.ptr, s.len);
    if (!copy)
        p->error = "out of memory";
    return (sw_str){copy, copy ? s.len : 0};
}

static sw_node *add(parser *p, sw_json_event kind)
{
    sw_node *node = sw_arena_zero(p->arena, 1, sizeof *node);

    if (!node || ++p->count > NODES) {
        p->error = node ? "too many values" : "out of memory";
        return NULL;
    }
    node->kind = kind;
    node->key = p->key;
    p->key = (sw_str){0};
    node->raw = sw_str_part(p->reader.text, p->reader.start, p->reader.at);
    if (kind == SW_JSON_STRING)
        node->text = read_string(p);
    else if (kind == SW_JSON_NUMBER)
        node->text = p->reader.raw;
    if (p->depth && !p->last[p->depth])
        p->parents[p->depth]->first = node;
    else if (p->depth)
        p->last[p->depth]->next = node;
    p->last[p->depth] = node;
    return node;
}

static void step(parser *p, sw_json_event event)
{
    sw_node *node;

    switch (event) {
    case SW_JSON_KEY:
        p->key = read_string(p);
        break;
    case SW_JSON_OBJECT_END:
    case SW_JSON_ARRAY_END:
        p->depth--;
        break;
    case SW_JSON_OBJECT:
    case SW_JSON_ARRAY:
        node = add(p, event);
        if (!node)
            return;
        p->parents[++p->depth] = node;
        p->last[p->depth] = NULL;
        break;
    case SW_JSON_STRING:
    case SW_JSON_NUMBER:
    case SW_JSON_TRUE:
    case SW_JSON_FALSE:
    case SW_JSON_NULL:
    case SW_JSON_ERROR:
    case SW_JSON_END:
        add(p, event);
        break;
    }
}

sw_node *sw_message_parse(sw_arena *arena, sw_str text, const char **error,
                          size_t *at)
{
    parser p = {.arena = arena};

    sw_json_read_init(&p.reader, text);
    while (!p.error) {
        sw_json_event event = sw_json_read(&p.reader);

        if (event == SW_JSON_END)
            break;
        if (event == SW_JSON_ERROR)
            p.error = p.reader.error;
        else
            step(&p, event);
    }
    sw_buf_release(&p.string);
    *error = p.error;
    *at = p.reader.at;
    return p.error ? NULL : p.last[0];
}

static const sw_node *member(const sw_node *node, sw_str key)
{
    if (!sw_node_is(node, SW_JSON_OBJECT))
        return NULL;
    for (node = node->first; node; node = node->next)
        if (sw_str_equal(node->key, key))
            return node;
    return NULL;
}

const sw_node *sw_node_find(const sw_node *node, const char *path)
{
    sw_str rest = sw_str_of(path);

    while (node && rest.len) {
        size_t dot = sw_str_find_byte(rest, '.', 0);

        node = member(node, sw_str_part(rest, 0, dot));
        rest = dot == SW_NOWHERE ? (sw_str){0}
                                 : sw_str_part(rest, dot + 1, rest.len);
    }
    return node;
}

bool sw_node_is(const sw_node *node, sw_json_event kind)
{
    return node && node->kind == kind;
}

sw_str sw_node_string(const sw_node *node, const char *path)
{
    node = sw_node_find(node, path);
    if (!sw_node_is(node, SW_JSON_STRING))
        return (sw_str){0};
    return node->text.ptr ? node->text : SW_STR("");
}

bool sw_node_number(const sw_node *node, const char *path, size_t *out)
{
    const size_t most = 0x7FFFFFFF;

    node = sw_node_find(node, path);
    if (!sw_node_is(node, SW_JSON_NUMBER))
        return false;
    if (sw_str_number(node->text, most, out))
        return true;
    for (size_t i = 0; i < node->text.len; i++)
        if (node->text.ptr[i] < '0' || node->text.ptr[i] > '9')
            return false;
    *out = most; /* digits, but too many of them */
    return true;
}

bool sw_node_true(const sw_node *node, const char *path)
{
    return sw_node_is(sw_node_find(node, path), SW_JSON_TRUE);
}

bool sw_node_holds(const sw_node *node, const char *path, const char *word)
{
    node = sw_node_find(node, path);
    if (!sw_node_is(node, SW_JSON_ARRAY))
        return false;
    for (node = node->first; node; node = node->next)
        if (node->kind == SW_JSON_STRING && sw_str_equal_c(node->text, word))
            return true;
    return false;
}
