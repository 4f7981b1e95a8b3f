/* map_path.h - paths of the mapping language, and what they lead to.
 *
 *     $.ticket.via.channel     from the conversation's record
 *     author.name              from the turn
 *     ^.created_at             from the item that the turn hangs on
 *     join.role                from the row that `join` found
 *     $$.users[]               from the document that holds the records
 *     senders[0].name          an element
 *     content[].text           every element
 *     ["Case Number"]          a name that is no word
 */
#ifndef SW_TALK_MAP_PATH_H
#define SW_TALK_MAP_PATH_H

#include "talk/json_tape.h"

#define SW_PATH_STEPS 16

typedef enum sw_path_root {
    SW_PATH_TURN,
    SW_PATH_RECORD,
    SW_PATH_DOCUMENT,
    SW_PATH_JOIN
} sw_path_root;

typedef struct sw_path_step {
    uint16_t name;  /* of a member; 0: an element */
    bool every;     /* [] */
    uint32_t index; /* [n] */
} sw_path_step;

typedef struct sw_path {
    sw_path_root root;
    unsigned up;     /* SW_PATH_TURN: how many "^" */
    unsigned column; /* SW_PATH_JOIN: which, in the row */
    unsigned count;
    sw_path_step steps[SW_PATH_STEPS];
} sw_path;

/* Reads a path off the front of text; gives the bytes it takes, or SW_NOWHERE
 * with words in *why (NULL: no memory) and the place in *at. Names go into
 * names. */
size_t sw_path_read(sw_path *path, sw_str text, sw_tape_names *names,
                    sw_arena *arena, const char **why, size_t *at);

/* A walk over all that a path leads to. */
typedef struct sw_path_walk {
    const sw_tape *tape;
    const sw_path_step *steps;
    unsigned count;
    uint32_t at[SW_PATH_STEPS + 1]; /* the node before each step */
    size_t place[SW_PATH_STEPS];    /* which element each step took */
    bool begun;
} sw_path_walk;

void sw_path_begin(sw_path_walk *walk, const sw_tape *tape, uint32_t node,
                   const sw_path_step *steps, unsigned count);
/* The next node, 0 at the end. */
uint32_t sw_path_next(sw_path_walk *walk);
/* The first, 0 when there is none. */
uint32_t sw_path_first(const sw_tape *tape, uint32_t node,
                       const sw_path_step *steps, unsigned count);
/* The element of the `up`-th [] from the end that the walk stands in, from 0:
 * the item itself when the path ends in []. 0 = none. */
uint32_t sw_path_item(const sw_path_walk *walk, unsigned up);
/* A name as JSON pointers write it. */
void sw_path_put_name(sw_buf *out, sw_str name);
/* JSON pointer of where the walk stands, behind what out holds already. */
void sw_path_pointer(const sw_path_walk *walk, const sw_tape_names *names,
                     sw_buf *out);

#endif
