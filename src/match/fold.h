/* fold.h - a text as literals see it: rule/literal.h says how. */
#ifndef SW_MATCH_FOLD_H
#define SW_MATCH_FOLD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "rule/literal.h"

#define SW_FOLD_FILLER '\x7F' /* in no literal */
#define SW_FOLD_SLACK  96     /* fillers behind a folded text */
#define SW_FOLD_FRONT  16     /* and in front of it */

/* From byte `folded` of the folded text on, up to the next step, a byte stands
 * for one of the text: the first of them for byte `from`. */
typedef struct sw_fold_step {
    uint32_t folded, from;
} sw_fold_step;

/* In the arena. What is in no literal is a filler: a character is a byte, and
 * white space, however much, is one space. A text in ASCII without two spaces
 * in a row has one step. */
typedef struct sw_folded {
    sw_str text; /* fillers stand in front of it and behind it */
    sw_str of;   /* the text itself */
    struct SW_VEC(sw_fold_step) steps;
    bool exotic; /* a character folds to an ASCII letter under caseless
                    matching only */
    bool shouts; /* two ASCII capitals stand side by side in it */
} sw_folded;

/* What is no UTF-8 becomes fillers. Texts of 4 GiB and more are not for it.
 * False when out of memory. */
bool sw_fold(sw_str text, sw_arena *arena, sw_folded *out);

/* Folds n texts into out, one behind the other with a filler between: *joined
 * is all of that, with the slack behind it. */
bool sw_fold_all(const sw_str *texts, size_t n, sw_arena *arena, sw_folded *out,
                 sw_str *joined);

/* Where in the text the folded byte begins; its end for the folded end. */
size_t sw_fold_place(const sw_folded *folded, size_t at);

/* Do two ASCII capitals stand side by side where start..end was folded from? */
bool sw_fold_shouts(const sw_folded *folded, size_t start, size_t end);

/* Bytes of the text, both ends included. */
typedef struct sw_fold_starts {
    size_t from, to;
} sw_fold_starts;

/* Where a match can start that holds a literal which begins at the folded byte,
 * at most so far behind the match's start. */
sw_fold_starts sw_fold_window(const sw_folded *folded, size_t at, sw_reach far);

#endif
