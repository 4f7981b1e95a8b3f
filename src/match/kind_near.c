/* kind_near.c - a trigger with nothing to satisfy it close by.
 *
 * Closeness is counted in body sentences: greetings and signatures between
 * do not count. The trigger's own bytes never satisfy it, so that the "can" of
 * "can't" is no offer. */
#include "match/kind.h"

/* The body sentence `steps` before or behind sentence i, as far as there are
 * any. */
static size_t reach(const sw_doc *doc, size_t i, size_t steps, bool back)
{
    size_t far = i;

    while (steps > 0) {
        if (back ? i == 0 : i + 1 >= doc->sentences.count)
            break;
        i = back ? i - 1 : i + 1;
        if (doc->sentences.at[i].zone != SW_ZONE_BODY)
            continue;
        far = i;
        steps--;
    }
    return far;
}

static bool satisfied_by(const sw_signal_found *signal, const sw_match *trigger,
                         size_t from, size_t to)
{
    for (size_t i = 0; i < signal->matches.count; i++) {
        const sw_match *m = &signal->matches.at[i];
        if (m->sentence < from || m->sentence > to)
            continue;
        if (m->end <= trigger->start || m->start >= trigger->end)
            return true;
    }
    return false;
}

static sw_found satisfied(sw_check *c, const sw_rule *rule,
                          const sw_match *trigger, bool *yes)
{
    size_t last = sw_sentence_at(&c->doc.sentences, trigger->end - 1);
    size_t from = reach(&c->doc, trigger->sentence, rule->before, true);
    size_t to = reach(&c->doc, last, rule->after, false);

    *yes = false;
    for (size_t i = 0; i < rule->needs.count && !*yes; i++) {
        const sw_signal_found *signal =
            sw_check_signal(c, rule->needs.at[i], SW_SIDE_REPLY);
        if (signal == NULL || signal->limited)
            return signal == NULL ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
        *yes = satisfied_by(signal, trigger, from, to);
    }
    return SW_FOUND_OK;
}

static sw_found run(sw_check *c, const sw_rule *rule)
{
    sw_matches matches = {0};
    sw_found found = sw_check_matches(c, rule, &rule->patterns, &matches);

    for (size_t i = 0; found == SW_FOUND_OK && i < matches.count; i++) {
        const sw_match *m = &matches.at[i];
        bool yes = false;
        if (!sw_check_open(c, m->pattern->gates, &found))
            continue;
        found = satisfied(c, rule, m, &yes);
        if (found == SW_FOUND_OK && !yes && sw_check_flag(c, rule, m) == NULL)
            return SW_FOUND_NOMEM;
    }
    return found;
}

const sw_kind sw_kind_near = {"near", run};
