/* take.h - a bare no in front of a refusal that becomes an offer.
 *
 * "No, we can't ship until Monday." must not become "No, we can ship from
 * Monday." A rule names in "takes" the rules whose finding its rewrites take
 * along: the edit grows to the front of that finding, and the words between
 * its marks and the match ("we") are kept.
 *
 * Only a bare no may go, never a fact: every word of the taken finding must
 * be in the pack's list `bare` (a pack without that list: one word).
 *
 * A rule may be off, or blind to a no in the middle of a sentence. So a word
 * of the pack's list `no` in front of the match in its sentence, or in a bare
 * sentence right before it, bars the rewrite too. */
#ifndef SW_FIX_TAKE_H
#define SW_FIX_TAKE_H

#include "match/check.h"

#define SW_TAKE_MAX 4

typedef enum sw_take_kind {
    SW_TAKE_NOTHING, /* nothing in front */
    SW_TAKE_FRONT,   /* grow to `start` */
    SW_TAKE_NEVER    /* what is near stays behind: no rewrite */
} sw_take_kind;

typedef struct sw_take {
    sw_take_kind kind;
    size_t start; /* where the edit begins now */
    size_t words; /* where the kept words in front of the match begin */
    size_t taken[SW_TAKE_MAX]; /* indices in c->findings */
    size_t count;
} sw_take;

/* For the finding at `index`; c->findings is settled (sorted by place). */
void sw_take_find(const sw_check *c, size_t index, sw_take *out);

#endif
