/* automaton_tree.h - between the rooms that make the automaton.
 *
 * automaton.c reads the literals into a tree and links its states;
 * automaton_write.c lays it out as the table that texts are read by. */
#ifndef SW_MATCH_AUTOMATON_TREE_H
#define SW_MATCH_AUTOMATON_TREE_H

#include "base/vec.h"
#include "match/automaton.h"
#include "match/lead.h"

/* A state of the tree, as long as it has few ways on: 0 ends a list. */
typedef struct sw_automaton_node {
    uint32_t child, sibling;
    uint32_t class; /* the way here */
} sw_automaton_node;

/* One that the automaton spells, cut. */
typedef struct sw_automaton_literal {
    uint64_t leads;  /* to which tiers */
    uint32_t users;  /* how many */
    uint32_t shouts; /* how many of them must be shouted */
    uint32_t first;  /* of them, once they are written */
} sw_automaton_literal;

/* Lives while the automaton is made. */
typedef struct sw_automaton_tree {
    const sw_scans *scans;
    const saywell_rules *rules;
    size_t patterns;
    sw_lead *leads;       /* by pattern */
    unsigned char *tiers; /* by pattern */
    sw_arena arena;       /* what is needed while making */
    uint32_t width;
    unsigned char classes[256];
    struct SW_VEC(
        sw_automaton_node) tree; /* states in the order they were found */
    size_t states;
    struct SW_VEC(uint32_t) own; /* by state: literal + 1, or 0 */
    struct SW_VEC(sw_automaton_literal) literals;
    struct SW_VEC(sw_automaton_user) users;
    struct SW_VEC(uint32_t) user_literal; /* of each of users */
    uint64_t *ends;                       /* by state: all tiers that it ends */
    /* By state: where its longest proper suffix is, and the longest that is a
     * literal (0: none); and the states in the order of their depth. */
    uint32_t *fail, *shorter, *order;
} sw_automaton_tree;

/* All of it in one piece of memory, for sw_mem_free; NULL when there is none.
 */
sw_automaton *sw_automaton_write(sw_automaton_tree *m);

#endif
