/* rule_try.h - a pattern, tried on texts before it becomes a rule. */
#ifndef SW_CLI_RULE_TRY_H
#define SW_CLI_RULE_TRY_H

#include "cli/command.h"

/* `saywell rules try PATTERN [FILE...]`: paths are the FILEs. Gives the exit
 * status. */
int sw_rule_try(sw_run *run, const char *pattern, const char *const *paths,
                size_t count);

#endif
