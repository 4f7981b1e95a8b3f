/* kind_limit.c - too often. */
#include <stdlib.h>

#include "match/kind.h"

static int by_place(const void *a, const void *b)
{
    const sw_match *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

static sw_found add_signals(sw_check *c, const sw_rule *rule, sw_side side,
                            sw_matches *out)
{
    for (size_t i = 0; i < rule->of.count; i++) {
        const sw_signal_found *s = sw_check_signal(c, rule->of.at[i], side);
        if (s == NULL || s->limited)
            return s == NULL ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
        for (size_t k = 0; k < s->matches.count; k++) {
            sw_match *m = SW_VEC_PUSH(out, c->arena);
            if (m == NULL)
                return SW_FOUND_NOMEM;
            *m = s->matches.at[k];
        }
    }
    return SW_FOUND_OK;
}

/* Sorted, and of matches that overlap only the first. */
static void tidy(sw_matches *all)
{
    size_t kept = 0;

    if (all->count > 1)
        qsort(all->at, all->count, sizeof *all->at, by_place);
    for (size_t i = 0; i < all->count; i++)
        if (kept == 0 || all->at[i].start >= all->at[kept - 1].end)
            all->at[kept++] = all->at[i];
    all->count = kept;
}

static sw_found run(sw_check *c, const sw_rule *rule)
{
    sw_matches here = {0}, before = {0};
    sw_found found = sw_check_matches(c, rule, &rule->patterns, &here);
    size_t over;

    if (found == SW_FOUND_OK)
        found = add_signals(c, rule, SW_SIDE_REPLY, &here);
    if (found == SW_FOUND_OK && rule->per_conversation && c->has_earlier)
        found = add_signals(c, rule, SW_SIDE_EARLIER, &before);
    if (found != SW_FOUND_OK)
        return found;
    tidy(&here);
    tidy(&before);
    if (before.count + here.count <= rule->max || here.count == 0)
        return SW_FOUND_OK;
    over = before.count >= rule->max ? 0 : rule->max - before.count;
    return sw_check_flag(c, rule, &here.at[over]) != NULL ? SW_FOUND_OK
                                                          : SW_FOUND_NOMEM;
}

const sw_kind sw_kind_limit = {"limit", run};
