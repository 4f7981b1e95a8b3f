/* literal_rate.h - how often a literal is met in English support talk. */
#ifndef SW_RULE_LITERAL_RATE_H
#define SW_RULE_LITERAL_RATE_H

#include "rule/literal.h"

/* The share of places in a folded text where the literal begins, about: of its
 * words the rarest tells. Whether one leads to a pattern is a matter of cost
 * alone; no answer depends on it. */
double sw_literal_rate(sw_literal_word literal);

#endif
