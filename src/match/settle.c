/* settle.c - which findings stay when two claim the same words; their order. */
#include "match/settle.h"

#include <stdlib.h>
#include <string.h>

static int by_rule(const void *a, const void *b)
{
    const sw_finding *x = a, *y = b;

    if (x->rule->index != y->rule->index)
        return x->rule->index < y->rule->index ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

static int by_place(const void *a, const void *b)
{
    const sw_finding *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->rule->info.severity != y->rule->info.severity)
        return x->rule->info.severity > y->rule->info.severity ? -1 : 1;
    if (x->rule != y->rule)
        return strcmp(x->rule->info.id, y->rule->info.id);
    return x->end < y->end ? -1 : x->end > y->end;
}

/* Of one rule's findings that overlap, the first and longest. */
static void thin(sw_findings *all)
{
    size_t kept = 0;

    qsort(all->at, all->count, sizeof *all->at, by_rule);
    for (size_t i = 0; i < all->count; i++) {
        const sw_finding *f = &all->at[i];
        const sw_finding *last = kept > 0 ? &all->at[kept - 1] : NULL;
        if (last != NULL && last->rule == f->rule &&
            (f->start < last->end || f->start == last->start))
            continue;
        all->at[kept++] = *f;
    }
    all->count = kept;
}

/* The findings of one rule in the thinned list: a run sorted by place, without
 * overlaps, so that one look-up is a binary search. */
static size_t first_of(const sw_findings *all, const sw_rule *rule)
{
    size_t low = 0, high = all->count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (all->at[mid].rule->index < rule->index)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Does a finding of `rule` touch f: share bytes, or, where one of the two is
 * an anchor, the sentence? */
static bool touched(const sw_findings *all, const sw_rule *rule,
                    const sw_finding *f)
{
    size_t low = first_of(all, rule), high = low;

    while (high < all->count && all->at[high].rule == rule)
        high++;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const sw_finding *g = &all->at[mid];
        bool anchors = f->start == f->end || g->start == g->end;
        if (anchors ? g->sentence == f->sentence
                    : g->start < f->end && f->start < g->end)
            return true;
        if (anchors ? g->sentence < f->sentence : g->end <= f->start)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

static bool names(const sw_rule *rule, const sw_rule *other)
{
    for (size_t i = 0; i < rule->over.count; i++)
        if (rule->over.at[i]->index == other->index)
            return true;
    return false;
}

/* A finding that is itself silenced still silences: precedence is between
 * meanings, not between survivors. */
static bool silenced(const sw_check *c, const sw_finding *f)
{
    for (size_t i = 0; i < c->rules->rule_count; i++)
        if (names(&c->rules->rules[i], f->rule) &&
            touched(&c->findings, &c->rules->rules[i], f))
            return true;
    return false;
}

bool sw_settle_run(sw_check *c)
{
    sw_findings *all = &c->findings;
    unsigned char *gone;
    size_t kept = 0;

    if (all->count == 0)
        return true;
    gone = sw_arena_zero(c->arena, all->count, 1);
    if (gone == NULL)
        return false;
    thin(all);
    for (size_t i = 0; i < all->count; i++)
        gone[i] = silenced(c, &all->at[i]);
    for (size_t i = 0; i < all->count; i++)
        if (!gone[i])
            all->at[kept++] = all->at[i];
    all->count = kept;
    sw_settle_sort(all);
    return true;
}

void sw_settle_sort(sw_findings *all)
{
    if (all->count > 1)
        qsort(all->at, all->count, sizeof *all->at, by_place);
}
