/* kind_only.c - a reply made of nothing but some roles.
 *
 * Every body sentence has one of the roles, and none has a role outside them:
 * apology and empathy, and no step at all. */
#include "match/kind.h"

enum { INSIDE = 1, OUTSIDE = 2 };

static bool among(const sw_signals *signals, const sw_signal *signal)
{
    for (size_t i = 0; i < signals->count; i++)
        if (signals->at[i] == signal)
            return true;
    return false;
}

static sw_found mark(sw_check *c, const sw_signal *signal, unsigned char *marks,
                     unsigned char as)
{
    const sw_signal_found *s = sw_check_signal(c, signal, SW_SIDE_REPLY);

    if (s == NULL || s->limited)
        return s == NULL ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
    for (size_t k = 0; k < s->matches.count; k++)
        marks[s->matches.at[k].sentence] |= as;
    return SW_FOUND_OK;
}

static sw_found run(sw_check *c, const sw_rule *rule)
{
    size_t n = c->doc.sentences.count;
    unsigned char *marks = sw_arena_zero(c->arena, n + 1, 1);

    if (marks == NULL)
        return SW_FOUND_NOMEM;
    if (c->doc.body_sentences == 0)
        return SW_FOUND_OK;
    for (size_t i = 0; i < c->rules->signal_count; i++) {
        const sw_signal *signal = &c->rules->signals[i];
        bool in = among(&rule->of, signal);
        sw_found found = SW_FOUND_OK;
        if (in || signal->role)
            found = mark(c, signal, marks, in ? INSIDE : OUTSIDE);
        if (found != SW_FOUND_OK)
            return found;
    }
    for (size_t i = 0; i < n; i++)
        if (c->doc.sentences.at[i].zone == SW_ZONE_BODY && marks[i] != INSIDE)
            return SW_FOUND_OK;
    return sw_check_anchor(c, rule) != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

const sw_kind sw_kind_only = {"only", run};
