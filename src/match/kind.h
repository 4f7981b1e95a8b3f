/* kind.h - the kinds of rules: one struct each, one file each. */
#ifndef SW_MATCH_KIND_H
#define SW_MATCH_KIND_H

#include "match/check.h"

/* run judges one reply by one rule whose gates are open and adds findings.
 * LIMIT: the rule is listed as limited and its findings dropped. */
typedef struct sw_kind {
    const char *name;
    sw_found (*run)(sw_check *c, const sw_rule *rule);
} sw_kind;

#define SW_X_(upper, lower) extern const sw_kind sw_kind_##lower;
SW_KIND_MAP(SW_X_)
#undef SW_X_

#endif
