/*
 * sentence_again.c - take over the sentences of a text before it was edited.
 *
 * Those in front of the edit are as they were; and so is what follows it, once
 * a sentence starts where one started before.
 */
#include "doc/sentence_split.h"

#include <string.h>

enum { AHEAD = 64 }; /* a word behind a line's end that is looked at */

/* Does the white space before i, none of it before from, hold a line end? */
static bool behind_break(sw_str text, size_t from, size_t i)
{
    unsigned breaks;
    const size_t back = sw_look_white_back(text, from, i);
    sw_look_white(text, back, i, &breaks);
    return breaks > 0 && back > from;
}

/* What the walk knows where a sentence starts behind a line end follows from
 * the place alone. So when an old sentence started at the same place, what
 * follows is as it was. */
bool sw_split_join(sw_split *s, size_t i)
{
    sw_sentence_again *const a = s->again;
    const sw_sentences *const old = a->old;
    const size_t at = sw_common_before(&a->common, s->text.len, i);
    while (s->old < old->count && old->at[s->old].start < at)
        s->old++;
    if (s->old >= old->count || old->at[s->old].start != at ||
        old->at[s->old].zone != SW_ZONE_BODY ||
        !behind_break(s->text, a->common.from, i))
        return true;
    const unsigned paragraph = s->paragraph - old->at[s->old].paragraph;
    s->joined = true;
    a->back = old->count - s->old;
    if (!sw_split_room(s, s->out->count + a->back))
        return false;
    for (size_t k = s->old; k < old->count; k++) {
        sw_sentence *const out = &s->out->at[s->out->count++];
        *out = old->at[k];
        out->start += i - at;
        out->begin += i - at;
        out->end += i - at;
        out->paragraph += paragraph;
    }
    return true;
}

/* The last old sentence behind a line end where the walk may begin: what was
 * looked at to end those before it is the same. 0 when there is none. */
static size_t last_same(sw_str text, const sw_sentence_again *a)
{
    const sw_sentence *const at = a->old->at;
    size_t low = 0, high = a->old->count;
    while (low < high) { /* the first that ends behind what is the same */
        const size_t middle = low + (high - low) / 2;
        if (at[middle].end >= a->common.same)
            high = middle;
        else
            low = middle + 1;
    }
    size_t k = low > 2 ? low - 2 : 0;
    while (k > 0 && (at[k].zone != SW_ZONE_BODY ||
                     at[k].start + AHEAD > a->common.same ||
                     !behind_break(text, 0, at[k].start)))
        k--;
    return k;
}

bool sw_split_take_over(sw_split *s, size_t *block, size_t *from)
{
    const sw_sentences *const old = s->again->old;
    const size_t k = last_same(s->text, s->again);
    if (k == 0)
        return true;
    if (!sw_split_room(s, old->count + AHEAD))
        return false;
    memcpy(s->out->at, old->at, k * sizeof *old->at);
    s->out->count = k;
    s->again->front = k;
    s->old = k;
    s->counted = old->at[k].start;
    *from = sw_look_white_back(s->text, 0, s->counted);
    s->paragraph = old->at[k].paragraph;
    while (*block < s->zones->blocks.count &&
           s->zones->blocks.at[*block].end <= s->counted)
        ++*block;
    sw_split_zone(s, s->counted);
    s->link = s->zone;
    return true;
}
