/* literal_set.h - what a part of a pattern can be: sets of folded strings. */
#ifndef SW_RULE_LITERAL_SET_H
#define SW_RULE_LITERAL_SET_H

#include "base/vec.h"
#include "rule/literal.h"

#define SW_SET_STRING 48 /* bytes of a string while it grows */

typedef struct sw_set_words SW_VEC(sw_literal_word) sw_set_words;
typedef struct sw_set_literals SW_VEC(sw_literal) sw_set_literals;

/* How long a part can be in the folded text, SIZE_MAX: as long as it likes; and
 * which marks it can hold (literal.h). */
typedef struct sw_set_width {
    size_t bytes, spaces;
    unsigned marks;
} sw_set_width;

/* Sets that must each have a member in the text, the rarest first. */
typedef struct sw_set_needs {
    sw_set_literals at[SW_LITERAL_SETS];
    double cost[SW_LITERAL_SETS];
    size_t count;
} sw_set_needs;

typedef struct sw_set_parts SW_VEC(struct sw_set_node) sw_set_parts;

/* A part of a pattern. */
typedef struct sw_set_node {
    bool exact;     /* set: all it can be ("" included) */
    bool spaced[2]; /* not exact: it is empty, or begins with a space; the
                       second: ends with one */
    sw_set_words set;
    sw_set_needs needs; /* not exact: what every match holds */
    sw_set_width width; /* not exact: at most */
    sw_set_parts parts; /* of a sequence that broke: the nodes between breaks */
} sw_set_node;

/* A sequence of parts under way. */
typedef struct sw_set_seq {
    sw_set_node run; /* the product of the exact parts since the last break */
    sw_set_parts parts; /* those before it */
    bool broken;
} sw_set_seq;

/* Where the sets live; nomem once there was none. */
typedef struct sw_set_home {
    sw_arena *arena;
    bool nomem;
} sw_set_home;

sw_set_node sw_set_exactly(sw_set_home *home, sw_literal_word word);
/* A place between words: see SW_EDGE_FRONT. */
sw_set_node sw_set_edge(sw_set_home *home);
/* The place behind which no 't stands: see SW_EDGE_TAIL. */
sw_set_node sw_set_tail(sw_set_home *home);
/* Unknown words, at most so wide. */
sw_set_node sw_set_unknown(sw_set_width width);
/* The node again and again, which is at most so wide then. */
sw_set_node sw_set_again(const sw_set_node *node, sw_set_width width);
/* The node's own width, exact or not. */
sw_set_width sw_set_width_of(const sw_set_node *node);
/* n times so wide. */
sw_set_width sw_set_times(sw_set_width width, size_t n);
void sw_set_add_word(sw_set_home *home, sw_set_words *set,
                     sw_literal_word word);

void sw_set_start(sw_set_home *home, sw_set_seq *seq);
void sw_set_then(sw_set_home *home, sw_set_seq *seq, const sw_set_node *node);
sw_set_node sw_set_end(sw_set_home *home, sw_set_seq *seq);

/* One of two: exact when both are; else a match holds the best of either. */
sw_set_node sw_set_either(sw_set_home *home, const sw_set_node *a,
                          const sw_set_node *b);

/* What every match of the node holds. */
sw_set_needs sw_set_needed(sw_set_home *home, const sw_set_node *node);

#endif
