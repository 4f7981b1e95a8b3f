/* asked.c - which patterns of a set the screen lets through. */
#include "match/asked.h"

#include "match/candidate.h"

/* The place of the first element that is not less than x: in an ascending
 * list that mostly goes up by one, so that the first guess mostly hits. */
static size_t place_in(const sw_set *set, uint32_t x)
{
    size_t low = 0, high = set->count;

    if (x < set->at[0])
        return 0;
    if (x - set->at[0] < set->count && set->at[x - set->at[0]] == x)
        return x - set->at[0];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (set->at[mid] < x)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t sw_asked_first(const sw_screened *screened, uint32_t pattern)
{
    size_t low = 0, high = screened->count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (screened->at[mid].pattern < pattern)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const sw_candidate *sw_asked_next(const sw_set *set,
                                  const sw_screened *screened, size_t *i)
{
    uint32_t last = set->at[set->count - 1];

    for (; *i < screened->count && screened->at[*i].pattern <= last; ++*i) {
        sw_candidate *c = &screened->at[*i];
        if (set->at[place_in(set, c->pattern)] == c->pattern &&
            sw_candidate_stands(screened, c)) {
            ++*i;
            return c;
        }
    }
    return NULL;
}
