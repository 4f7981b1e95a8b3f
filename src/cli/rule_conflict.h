/* rule_conflict.h - do the rules of a pack disturb each other? */
#ifndef SW_CLI_RULE_CONFLICT_H
#define SW_CLI_RULE_CONFLICT_H

#include "cli/rule_test.h"

/* Over every example text of `rules`, with all rules on and in every choice
 * of settings that a profile, or a profile and one setting, can make:
 *   - no safe rewrite brings a finding of another rule, or leaves its own;
 *   - two rules flag the same words only where the pack says so;
 *   - no rewrite undoes another.
 * What is wrong goes to out; tests counts. False: out of memory. */
bool sw_rule_conflicts(sw_setup *setup, sw_run *run, const saywell_rules *rules,
                       sw_buf *out, sw_rule_tests *tests);

#endif
