/* fold.h - a text as literals see it: rule/literal.h says how. */
#ifndef SW_MATCH_FOLD_H
#define SW_MATCH_FOLD_H

#include "base/arena.h"
#include "base/str.h"

/* In the arena. What is in no literal is \x7F: a character is a byte, and white
 * space, however much, is one space. */
typedef struct sw_folded {
    sw_str text;
    uint32_t *from; /* where in the text each byte of it begins, one more at
                       the end; NULL when that was not asked for */
    bool exotic;    /* a character folds to an ASCII letter under caseless
                       matching only */
} sw_folded;

/* False when out of memory. */
bool sw_fold(sw_str text, bool map, sw_arena *arena, sw_folded *out);

#endif
