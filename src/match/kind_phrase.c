/* kind_phrase.c - wording that should go. */
#include "match/kind.h"

static sw_found run(sw_check *c, const sw_rule *rule)
{
    sw_matches matches = {0};
    sw_found found = sw_check_matches(c, rule, &rule->patterns, &matches);

    for (size_t i = 0; found == SW_FOUND_OK && i < matches.count; i++) {
        const sw_match *m = &matches.at[i];
        if (sw_check_open(c, m->pattern->gates, &found) &&
            sw_check_flag(c, rule, m) == NULL)
            return SW_FOUND_NOMEM;
    }
    return found;
}

const sw_kind sw_kind_phrase = {"phrase", run};
