/* kind_share.c - too much of one thing beside another, in sentences. */
#include <string.h>

#include "match/kind.h"

/* How many marked sentences settle the question: the largest number when only
 * all of them do. */
static size_t enough_for(const sw_check *c, const sw_rule *rule)
{
    size_t enough = 0, all = c->doc.body_sentences;

    if (rule->at_least < 0 || rule->at_most >= 0 || rule->against.count > 0 ||
        sw_matcher_is_thorough(c->matcher))
        return SIZE_MAX;
    while (enough < all && (double)enough / (double)all < rule->at_least)
        enough++;
    return enough;
}

/* Marks the body sentences that are of these signals by what the engine sees by
 * itself: where no pattern tells more of a signal, nobody need ask for it. */
static void mark_natives(const sw_check *c, const sw_signals *signals,
                         unsigned char *marks, size_t *count)
{
    const sw_sentences *sentences = &c->doc.sentences;
    unsigned natives = 0;

    for (size_t i = 0; i < signals->count; i++)
        if ((signals->at[i]->zones & 1u << SW_ZONE_BODY) != 0)
            natives |= 1u << signals->at[i]->native;
    for (size_t i = 0; i < sentences->count; i++) {
        const sw_sentence *s = &sentences->at[i];
        marks[i] =
            s->zone == SW_ZONE_BODY && (sw_check_natives(s) & natives) != 0;
        *count += marks[i];
    }
}

static void mark_matches(const sw_check *c, const sw_signal_found *s,
                         unsigned char *marks, size_t *count)
{
    for (size_t k = 0; k < s->matches.count; k++) {
        size_t at = s->matches.at[k].sentence;
        if (c->doc.sentences.at[at].zone == SW_ZONE_BODY && !marks[at]) {
            marks[at] = 1;
            ++*count;
        }
    }
}

/* The same by patterns, until there are enough. */
static sw_found mark_patterns(sw_check *c, const sw_signals *signals,
                              unsigned char *marks, size_t enough,
                              size_t *count)
{
    size_t i = 0;

    while (i < signals->count && *count < enough) {
        const sw_signal *signal = signals->at[i];
        const sw_signal_found *s;
        if (signal->patterns.count == 0) {
            i++;
            continue;
        }
        s = enough == SIZE_MAX ? sw_check_signal(c, signal, SW_SIDE_REPLY)
                               : sw_check_more(c, signal);
        if (s == NULL || s->limited)
            return s == NULL ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
        mark_matches(c, s, marks, count);
        i += s->known;
    }
    return SW_FOUND_OK;
}

/* Marks the body sentences in which any of these signals matches, until there
 * are enough. What costs nothing comes first. */
static sw_found mark(sw_check *c, const sw_signals *signals,
                     unsigned char *marks, size_t enough, size_t *count)
{
    *count = 0;
    mark_natives(c, signals, marks, count);
    return mark_patterns(c, signals, marks, enough, count);
}

static sw_found run(sw_check *c, const sw_rule *rule)
{
    size_t all = c->doc.body_sentences, n = c->doc.sentences.count;
    unsigned char *marks;
    size_t of, against = all;
    sw_found found;
    double share;

    if (all == 0 || all < rule->min_sentences)
        return SW_FOUND_OK;
    marks = sw_arena_zero(c->arena, n + 1, 1);
    if (marks == NULL)
        return SW_FOUND_NOMEM;
    found = mark(c, &rule->of, marks, enough_for(c, rule), &of);
    if (found == SW_FOUND_OK && rule->against.count > 0) {
        memset(marks, 0, n);
        found = mark(c, &rule->against, marks, SIZE_MAX, &against);
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
