/* exception.c - what a match may not overlap.
 *
 * An exception is looked for in the whole text when the first match asks, and
 * kept: most rules have none that match, and most texts no match that asks. */
#include "match/exception.h"

void sw_exception_begin(sw_exceptions *e)
{
    e->kept.at = NULL;
    e->kept.count = e->kept.cap = 0;
}

static sw_found find(sw_exceptions *e, const sw_doc *doc, const sw_set *set,
                     sw_arena *arena, const sw_matches **out)
{
    static const sw_filter_by anywhere = {.anywhere = true};
    sw_matches found = {0};
    sw_found status;
    sw_excepted *kept;

    for (size_t i = 0; i < e->kept.count; i++)
        if (e->kept.at[i].set == set && e->kept.at[i].doc == doc) {
            *out = &e->kept.at[i].matches;
            return SW_FOUND_OK;
        }
    status = sw_matcher_run(e->matcher, doc, set, &anywhere, arena, &found);
    if (status != SW_FOUND_OK)
        return status;
    kept = SW_VEC_PUSH(&e->kept, arena);
    if (kept == NULL)
        return SW_FOUND_NOMEM;
    *kept = (sw_excepted){set, doc, found};
    *out = &kept->matches;
    return SW_FOUND_OK;
}

static bool overlaps(const sw_matches *found, const sw_match *match)
{
    for (size_t i = 0; i < found->count; i++) {
        if (found->at[i].start >= match->end)
            return false; /* sorted by start */
        if (found->at[i].end > match->start)
            return true;
    }
    return false;
}

sw_found sw_exception_overlaps(sw_exceptions *e, const sw_doc *doc,
                               const sw_filter_by *by, sw_arena *arena,
                               const sw_match *match, bool *yes)
{
    const sw_matches *found;
    sw_found status;

    *yes = false;
    for (size_t i = 0; i < sizeof by->except / sizeof *by->except && !*yes;
         i++) {
        const sw_set *set = by->except[i];
        if (set == NULL || set->count == 0)
            continue;
        status = find(e, doc, set, arena, &found);
        if (status != SW_FOUND_OK)
            return status;
        *yes = overlaps(found, match);
    }
    return SW_FOUND_OK;
}
