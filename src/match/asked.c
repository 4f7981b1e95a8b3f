/* asked.c - which patterns of a set the screen lets through.
 *
 * Both come in the order of their numbers: the set's patterns, mostly one
 * behind the other, and the candidates of a text, far fewer, each a bit. */
#include "match/asked.h"

/* In an ascending list that mostly goes up by one, so that the first guess
 * mostly hits. */
static bool has(const sw_set *set, uint32_t pattern)
{
    const size_t guess = pattern - set->at[0];
    size_t low = 0, high = set->count;

    if (guess < set->count && set->at[guess] == pattern)
        return true;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (set->at[mid] < pattern)
            low = mid + 1;
        else
            high = mid;
    }
    return low < set->count && set->at[low] == pattern;
}

/* The first candidate whose pattern is not before this one, up to `last`. */
static uint32_t next_bit(const uint64_t *bits, uint32_t from, uint32_t last)
{
    uint32_t word = from / 64;
    uint64_t left = bits[word] & (UINT64_MAX << (from % 64));

    while (left == 0 && word < last / 64)
        left = bits[++word];
    return left != 0 ? 64 * word + (uint32_t)__builtin_ctzll(left) : last + 1;
}

static const sw_candidate *candidate_of(const sw_screened *screened,
                                        uint32_t pattern)
{
    size_t low = 0, high = screened->count;

    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (screened->at[mid].pattern <= pattern)
            low = mid;
        else
            high = mid;
    }
    return &screened->at[low];
}

const sw_candidate *sw_asked_next(const sw_set *set,
                                  const sw_screened *screened, uint32_t *from)
{
    const uint32_t last = set->at[set->count - 1];
    uint32_t pattern = *from < set->at[0] ? set->at[0] : *from;

    for (; pattern <= last; pattern++) {
        pattern = next_bit(screened->bits, pattern, last);
        if (pattern <= last && has(set, pattern)) {
            *from = pattern + 1;
            return candidate_of(screened, pattern);
        }
    }
    return NULL;
}
