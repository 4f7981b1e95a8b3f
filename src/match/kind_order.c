/* kind_order.c - B said before A. */
#include "match/kind.h"

/* The earliest match of any of the signals; *out stays NULL without one. */
static sw_found earliest(sw_check *c, const sw_signals *signals,
                         const sw_match **out)
{
    *out = NULL;
    for (size_t i = 0; i < signals->count; i++) {
        const sw_signal_found *s =
            sw_check_signal(c, signals->at[i], SW_SIDE_REPLY);
        if (s == NULL || s->limited)
            return s == NULL ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
        if (s->matches.count > 0 &&
            (*out == NULL || s->matches.at[0].start < (*out)->start))
            *out = &s->matches.at[0];
    }
    return SW_FOUND_OK;
}

static sw_found run(sw_check *c, const sw_rule *rule)
{
    const sw_match *first, *then = NULL;
    sw_found found = earliest(c, &rule->first, &first);

    if (found == SW_FOUND_OK)
        found = earliest(c, &rule->then, &then);
    if (found != SW_FOUND_OK || first == NULL || then == NULL)
        return found;
    if (then->sentence >= first->sentence)
        return SW_FOUND_OK;
    return sw_check_flag(c, rule, then) != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

const sw_kind sw_kind_order = {"order", run};
