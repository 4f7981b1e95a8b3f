/* kind_share.c - too much of one thing beside another, in sentences. */
#include <string.h>

#include "match/kind.h"

/* Marks the body sentences in which any of the signals matches. */
static sw_found mark(sw_check *c, const sw_signals *signals,
                     unsigned char *marks, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < signals->count; i++) {
        const sw_signal_found *s =
            sw_check_signal(c, signals->at[i], SW_SIDE_REPLY);
        if (s == NULL || s->limited)
            return s == NULL ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
        for (size_t k = 0; k < s->matches.count; k++) {
            size_t at = s->matches.at[k].sentence;
            if (c->doc.sentences.at[at].zone == SW_ZONE_BODY && !marks[at]) {
                marks[at] = 1;
                ++*count;
            }
        }
    }
    return SW_FOUND_OK;
}

static sw_found run(sw_check *c, const sw_rule *rule)
{
    size_t all = c->doc.body_sentences, n = c->doc.sentences.count;
    unsigned char *marks = sw_arena_zero(c->arena, n + 1, 1);
    size_t of, against = all;
    sw_found found;
    double share;

    if (marks == NULL)
        return SW_FOUND_NOMEM;
    if (all == 0 || all < rule->min_sentences)
        return SW_FOUND_OK;
    found = mark(c, &rule->of, marks, &of);
    if (found == SW_FOUND_OK && rule->against.count > 0) {
        memset(marks, 0, n);
        found = mark(c, &rule->against, marks, &against);
    }
    if (found != SW_FOUND_OK || against == 0)
        return found;
    share = (double)of / (double)against;
    if ((rule->at_least < 0 || share >= rule->at_least) &&
        (rule->at_most < 0 || share <= rule->at_most))
        return SW_FOUND_OK;
    return sw_check_anchor(c, rule) != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

const sw_kind sw_kind_share = {"share", run};
