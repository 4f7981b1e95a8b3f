/* rule_cost.h - what each pattern costs over texts. */
#ifndef SW_CLI_RULE_COST_H
#define SW_CLI_RULE_COST_H

#include "cli/command.h"

/* `rules cost [FILE...]`; gives the exit status. */
int sw_rule_cost(sw_run *run, const char *const *paths, size_t count);

#endif
