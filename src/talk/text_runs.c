/*
 * text_runs.c - runs laid over runs: text made from text made from a source.
 *
 * A mail's HTML becomes text, and of the text the history is cut: two maps,
 * one after the other. Each run of the upper one may span several of the lower.
 */
#include "talk/text_runs.h"

typedef struct sw_text_runs SW_VEC(sw_text_run) sw_text_runs;

static bool add(sw_text_runs *out, size_t text, size_t source, sw_arena *arena)
{
    sw_text_run *to = SW_VEC_PUSH(out, arena);

    if (to)
        *to = (sw_text_run){text, source};
    return to != NULL;
}

bool sw_text_runs_over(const sw_text_run *below, size_t below_count,
                       const sw_text_run **runs, size_t *count, sw_arena *arena)
{
    static const sw_text_run all = {0, 0};
    const sw_text_run *upper = *count ? *runs : &all;
    size_t upper_count = *count ? *count : 1, k = 0;
    sw_text_runs out = {0};

    if (below_count == 0)
        return true;
    for (size_t i = 0; i < upper_count; i++) {
        size_t end = i + 1 < upper_count ? upper[i + 1].text : SW_NOWHERE;
        size_t text = upper[i].text, middle = upper[i].source;

        /* The lower run that middle is in; runs mostly go forward. */
        if (k >= below_count || below[k].text > middle)
            k = 0;
        while (k + 1 < below_count && below[k + 1].text <= middle)
            k++;
        if (!add(&out, text, below[k].source + (middle - below[k].text), arena))
            return false;
        while (k + 1 < below_count &&
               (end == SW_NOWHERE || below[k + 1].text - middle < end - text)) {
            k++;
            if (!add(&out, text + (below[k].text - middle), below[k].source,
                     arena))
                return false;
        }
    }
    *runs = out.at;
    *count = out.count;
    return true;
}
