/* kind_missing.c - something a reply should hold and does not. */
#include "match/kind.h"

static sw_found run(sw_check *c, const sw_rule *rule)
{
    if (c->doc.body_sentences == 0)
        return SW_FOUND_OK;
    for (size_t i = 0; i < rule->needs.count; i++) {
        sw_found found;
        bool present =
            sw_check_present(c, rule->needs.at[i], SW_SIDE_REPLY, &found);
        if (present || found != SW_FOUND_OK)
            return found;
    }
    return sw_check_anchor(c, rule) != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

const sw_kind sw_kind_missing = {"missing", run};
