/* message.h - a JSON-RPC message as a tree to look things up in. */
#ifndef SW_LSP_MESSAGE_H
#define SW_LSP_MESSAGE_H

#include "base/arena.h"
#include "base/json_read.h"

/* Lives in the arena of its message. */
typedef struct sw_node {
    sw_json_event kind; /* OBJECT, ARRAY, STRING, NUMBER, TRUE, FALSE, NULL */
    sw_str key;         /* inside an object */
    sw_str text;        /* STRING: its characters; NUMBER: its digits */
    sw_str raw;         /* plain values: the bytes of the message */
    struct sw_node *first, *next; /* members; the one behind this */
} sw_node;

/* text must live as long as the tree. NULL: *error says why, *at where. */
sw_node *sw_message_parse(sw_arena *arena, sw_str text, const char **error,
                          size_t *at);

/* The value at a path of keys, "params.textDocument.uri"; NULL when there is
 * none. node may be NULL. */
const sw_node *sw_node_find(const sw_node *node, const char *path);
bool sw_node_is(const sw_node *node, sw_json_event kind);
/* The string there; ptr NULL when there is none. */
sw_str sw_node_string(const sw_node *node, const char *path);
/* A whole number from 0 there, cut to 2^31 - 1 as the protocol says. */
bool sw_node_number(const sw_node *node, const char *path, size_t *out);
/* Is there `true`? */
bool sw_node_true(const sw_node *node, const char *path);
/* Does the array there hold the string? */
bool sw_node_holds(const sw_node *node, const char *path, const char *word);

#endif
