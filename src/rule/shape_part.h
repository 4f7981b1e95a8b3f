/* shape_part.h - the drawing of a shape, part by part: only for shape.c.
 *
 * A part is a piece of a graph with one way in and one way out that leads
 * nowhere yet. The nodes of a part and of all that it was made of stand side
 * by side, so that a part can be copied. */
#ifndef SW_RULE_SHAPE_PART_H
#define SW_RULE_SHAPE_PART_H

#include "base/vec.h"
#include "rule/shape.h"

#define SW_SHAPE_MOST  30000 /* nodes */
#define SW_SHAPE_WIDE  1000  /* characters: as many as you like */
#define SW_SHAPE_EVERY (SW_SYMBOL_BIT(SW_SYMBOL_END) - 1)

typedef struct sw_drawing {
    sw_arena arena;
    struct SW_VEC(sw_shape_node) nodes;
    uint64_t sets[SW_SHAPE_SETS];
    size_t set_count;
    sw_shape *out;
    bool failed; /* out of memory, or too large */
} sw_drawing;

typedef struct sw_shape_part {
    uint16_t first, last;
    size_t from;  /* its nodes: from there on */
    size_t width; /* characters at most */
} sw_shape_part;

void sw_drawing_start(sw_drawing *d, sw_shape *out);

/* Takes nothing. */
sw_shape_part sw_drawing_nothing(sw_drawing *d);
/* A node of that kind with that number for a set. */
sw_shape_part sw_drawing_node(sw_drawing *d, sw_shape_kind kind, unsigned set);
/* A TAKE or a NEXT. */
sw_shape_part sw_drawing_one(sw_drawing *d, sw_shape_kind kind, uint64_t set);
/* All that b leads to becomes what a leads to as well. */
sw_shape_part sw_drawing_then(sw_drawing *d, sw_shape_part a, sw_shape_part b);
/* The last part, `least` to `most` times: some are drawn, the rest is a loop.
 */
sw_shape_part sw_drawing_times(sw_drawing *d, sw_shape_part part, size_t least,
                               size_t most);
void sw_drawing_join(sw_drawing *d, uint16_t from, uint16_t to);

/* Branches one by one: what begins alike is drawn once. */
typedef struct sw_branches {
    sw_shape_part all;
    bool any;
} sw_branches;

void sw_drawing_branch(sw_drawing *d, sw_branches *b, sw_shape_part branch);
/* Where the branches of a group begin to be drawn. */
void sw_drawing_branches(sw_drawing *d, sw_branches *b);

/* Copies into the shape what can be reached from its start and its
 * look-behinds, which are numbers of nodes until then, and lets the drawing
 * go. False when it failed. */
bool sw_drawing_finish(sw_drawing *d);

#endif
