/* tier.h - which patterns are asked for together.
 *
 * A tier is looked for in a text when one of its patterns is first asked for:
 * what rules flag in every reply, what a signal is told by in few of them, what
 * customers write in the customer's text alone. No answer depends on it. */
#ifndef SW_MATCH_TIER_H
#define SW_MATCH_TIER_H

#include "rule/rule.h"

#define SW_TIER_RULES 0 /* the one that nearly every reply is asked for */
#define SW_TIERS      63

/* Which tiers texts were asked for that were asked what rules flag: those that
 * nearly all were are looked for in the same pass. */
typedef struct sw_tier_habits {
    uint64_t usual;
    unsigned texts; /* since that was settled */
    unsigned char asked[SW_TIERS];
} sw_tier_habits;

/* One more text; gives the tiers to look for. */
uint64_t sw_tier_usual(sw_tier_habits *habits);
/* It is asked for these, for the first time. */
void sw_tier_note(sw_tier_habits *habits, uint64_t tiers);

/* Fills in the tier of each pattern. All of a set's have one. */
void sw_tier_choose(const saywell_rules *rules, unsigned char *tiers);

#endif
