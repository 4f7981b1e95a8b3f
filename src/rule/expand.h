/* expand.h - one expansion under way: shared by pattern.c and behind.c. */
#ifndef SW_RULE_EXPAND_H
#define SW_RULE_EXPAND_H

#include "rule/emit.h"
#include "rule/pattern.h"

#define SW_EXPAND_DEPTH 16            /* fragments inside fragments */
#define SW_EXPAND_WORK  (4u * 65536u) /* author's bytes read, all told */

/* The text that is being read: the pattern, or a fragment inside it. */
typedef struct sw_passage {
    sw_fragment *fragment; /* NULL: the pattern */
    sw_cutter cutter;
    size_t origin; /* in a fragment: the byte of the pattern's `{` */
} sw_passage;

typedef struct sw_expander {
    sw_map *fragments;
    sw_arena *arena;
    sw_pattern_fault *fault;
    sw_fragment *open[SW_EXPAND_DEPTH];
    int was[SW_EXPAND_DEPTH]; /* their state before */
    size_t depth, deepest;
    size_t work;
    struct SW_VEC(const char *) names;
    bool nomem;
} sw_expander;

/* The author's byte that a token's bytes stand for, and whether all of them
 * stand for that one. */
size_t sw_expand_origin(const sw_passage *passage, const sw_token *token);
/* The next token; a fault of the cutter becomes the expander's. */
bool sw_expand_next(sw_expander *x, sw_passage *passage, sw_token *token);
/* Fills the fault with a place in the passage; always false. */
bool sw_expand_fault(sw_expander *x, const sw_passage *passage, size_t start,
                     size_t end, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Takes the spaces behind this one and the repeat behind them: *optional is
 * set for " ?", whose suffix (a lazy ? or possessive +) is in *suffix. */
bool sw_expand_space(sw_expander *x, sw_passage *passage, const sw_token *space,
                     bool *optional, sw_str *suffix);
/* Opens the fragment that the token names; close it with sw_expand_leave. */
bool sw_expand_enter(sw_expander *x, const sw_passage *from,
                     const sw_token *token, sw_passage *inside);
void sw_expand_leave(sw_expander *x);
/* Remembers a capture's name. */
bool sw_expand_name(sw_expander *x, sw_str name);

/* room behind: everything up to the ) that closes the look-behind. */
bool sw_behind(sw_expander *x, sw_passage *passage, const sw_token *head,
               sw_emit *out);

#endif
