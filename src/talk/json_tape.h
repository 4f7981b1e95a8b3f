/* json_tape.h - one JSON record laid out so that paths can be asked of it.
 *
 * A tree in one array, of the members that somebody asks for: what stands
 * under other keys is skipped and costs its scan only. Strings stay in the
 * record, escapes and all, until they are wanted. */
#ifndef SW_TALK_JSON_TAPE_H
#define SW_TALK_JSON_TAPE_H

#include "base/json_read.h"
#include "base/map.h"

#define SW_TAPE_NODES ((size_t)2 << 20) /* values of one record, at most */

typedef struct sw_tape_node {
    unsigned char type;   /* SW_JSON_OBJECT, ARRAY, STRING, NUMBER, TRUE, ... */
    bool escaped;         /* STRING: raw holds a backslash */
    uint16_t name;        /* of the key it stands under, from 1; 0 = none */
    uint32_t start;       /* byte in the text; of a string, inside its quote */
    uint32_t len;         /* STRING, NUMBER: of the raw bytes */
    uint32_t child, next; /* nodes; 0 = none */
} sw_tape_node;

/* Zeroed is valid; the array is kept from record to record. Hand it to
 * sw_tape_release. text is kept by pointer. */
typedef struct sw_tape {
    sw_str text;
    sw_tape_node *at; /* at[0] is no node, at[1] the root */
    size_t count, cap;
    sw_buf key;        /* scratch */
    const char *error; /* words when reading failed */
    size_t error_at;
} sw_tape;

typedef enum sw_tape_status {
    SW_TAPE_OK,
    SW_TAPE_BAD, /* not JSON: error, error_at */
    SW_TAPE_LIMIT,
    SW_TAPE_NOMEM
} sw_tape_status;

/* The names asked for: name -> its number from 1, in order of insertion. */
typedef struct sw_tape_names {
    sw_map map;
} sw_tape_names;

/* The name's number, made when it is new; 0: out of memory, or over 60,000.
 * name is kept by pointer. */
uint16_t sw_tape_name(sw_tape_names *names, sw_arena *arena, sw_str name);
sw_str sw_tape_name_text(const sw_tape_names *names, uint16_t name);

/* Lays out the first value of text (at most 4 GiB), the names' members of it.
 * On SW_TAPE_BAD the nodes up to the error are there: enough to tell what the
 * head of a file is. */
sw_tape_status sw_tape_read(sw_tape *tape, sw_str text,
                            const sw_tape_names *names);
void sw_tape_release(sw_tape *tape);

/* The object's member; 0 when there is none or node is no object. */
uint32_t sw_tape_member(const sw_tape *tape, uint32_t node, uint16_t name);
/* The array's i-th element, 0 when there is none. */
uint32_t sw_tape_element(const sw_tape *tape, uint32_t node, size_t i);
/* A scalar as text: a string with its escapes undone (a copy in the arena
 * when it has any), a number, "true", "false", "null"; the empty string for
 * anything else. False: out of memory. */
bool sw_tape_text(const sw_tape *tape, uint32_t node, sw_arena *arena,
                  sw_str *out);
/* Is it there, and not null? */
bool sw_tape_is_set(const sw_tape *tape, uint32_t node);

#endif
