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

/* Fills in the tier of each pattern. All of a set's have one. */
void sw_tier_choose(const saywell_rules *rules, unsigned char *tiers);

#endif
