/* screen_window.c - windows by place, apart from each other. */
#include <stdlib.h>

#include "match/screen.h"

static int by_place(const void *a, const void *b)
{
    const sw_window *x = a, *y = b;

    return x->from < y->from ? -1 : x->from > y->from;
}

/* Mostly there are one or two. */
static void sort_windows(sw_windows *w)
{
    if (w->count > SW_WINDOWS_FEW) {
        qsort(w->at, w->count, sizeof *w->at, by_place);
        return;
    }
    for (size_t i = 1; i < w->count; i++) {
        sw_window window = w->at[i];
        size_t k = i;
        for (; k > 0 && w->at[k - 1].from > window.from; k--)
            w->at[k] = w->at[k - 1];
        w->at[k] = window;
    }
}

void sw_windows_join(sw_windows *w)
{
    size_t kept = 0;

    sort_windows(w);
    for (size_t i = 1; i < w->count; i++) {
        if (w->at[i].from > w->at[kept].to)
            w->at[++kept] = w->at[i];
        else if (w->at[i].to > w->at[kept].to)
            w->at[kept].to = w->at[i].to;
    }
    w->count = w->count > 0 ? kept + 1 : 0;
}
