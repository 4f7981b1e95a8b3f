/* kind_missing.c - something a reply should hold and does not. */
#include "match/kind.h"

static sw_found run(sw_check *c, const sw_rule *rule)
{
    if (c->doc.body_sentences == 0)
        return SW_FOUND_OK;
    for (size_t i = 0; i < rule->needs.count; i++) {
        const sw_signal_found *s =
            sw_check_signal(c, rule->needs.at[i], SW_SIDE_REPLY);
        if (s == NULL || s->limited)
            return s == NULL ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
        if (s->present)
            return SW_FOUND_OK;
    }
    return sw_check_anchor(c, rule) != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

const sw_kind sw_kind_missing = {"missing", run};
