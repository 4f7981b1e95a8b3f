/* rule_view.h - rules in the order, and examples in the number, that a person
 * wants to read. */
#ifndef SW_CLI_RULE_VIEW_H
#define SW_CLI_RULE_VIEW_H

#include "saywell.h"

#define SW_VIEW_EXAMPLES                                \
    6 /* at most, of one sort, where not all are wanted \
       */

/* Zeroed but for rules. */
typedef struct sw_rule_walk {
    const saywell_rules *rules;
    size_t category, rule;
} sw_rule_walk;

/* The next rule: group by group in the order of the pack's categories, inside
 * one as the pack has them. NULL at the end. */
const saywell_rule_info *sw_rule_next(sw_rule_walk *walk);
/* What the category is called. */
const char *sw_rule_category(const saywell_rules *rules, const char *name);
/* The document that a code like "002-c" begins with, or NULL. */
const char *sw_rule_source(const saywell_rules *rules, const char *code);

/* The piece of guidance of that code, or NULL. */
const saywell_row_info *sw_rule_row(const saywell_rules *rules,
                                    const char *code);

/* Some examples that flag, or that pass, in the pack's order: those with a
 * rewrite and short ones first, and no two alike while there are others.
 * Gives how many; *all (may be NULL) is how many there are. */
size_t sw_rule_examples(const saywell_rule_info *rule, bool flag, size_t most,
                        const saywell_example *out[SW_VIEW_EXAMPLES],
                        size_t *all);

#endif
