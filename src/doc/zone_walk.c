/*
 * zone_walk.c - a walk over lines that can be resumed after an edit.
 *
 * What the walk does at a line follows from what it knows there and from the
 * lines that it looks at. So it leaves marks: where it was, what it knew, and
 * how far it had looked. Up to the last mark before which nobody looked at the
 * edit all is as it was; and when the walk comes to a mark behind the edit and
 * knows the same there, so is all that follows.
 */
#include "doc/zone_walk.h"

#include <string.h>

enum { MARK_BYTES = 1024 }; /* between two marks, at least */

void sw_walk_push(sw_block_reading *w, sw_zone_kind kind, size_t start,
                  size_t end)
{
    sw_zone *const zone = SW_VEC_PUSH(&w->zones->blocks, w->arena);
    w->failed = w->failed || zone == NULL;
    if (zone != NULL)
        *zone = (sw_zone){start, end, kind};
}

bool sw_walk_line(sw_block_reading *w, size_t at, sw_line *line)
{
    const bool more = sw_line_of(&w->bits, at, line);
    const size_t looked = (more ? line->next : w->text.len) + 1;
    if (looked > w->looked)
        w->looked = looked;
    return more;
}

static bool same_state(const sw_block_reading *w, const sw_block_mark *m)
{
    return w->begun == m->begun && w->no_fence[0] == m->no_fence[0] &&
           w->no_fence[1] == m->no_fence[1];
}

static void push_mark(sw_block_reading *w, const sw_block_mark *mark)
{
    sw_block_mark *const slot = SW_VEC_PUSH(&w->kept->marks, w->arena);
    w->failed = w->failed || slot == NULL;
    if (slot != NULL)
        *slot = *mark;
}

size_t sw_walk_resume(sw_block_reading *w)
{
    const sw_block_mark *const marks = w->old->marks.at;
    size_t k = 0;
    while (k < w->old->marks.count && marks[k].looked <= w->common->same)
        push_mark(w, &marks[k++]);
    if (k == 0)
        return 0;
    const sw_block_mark *const m = &marks[k - 1];
    for (size_t i = 0; i < m->count && !w->failed; i++) {
        const sw_zone *const zone = &w->old->found.at[i];
        sw_walk_push(w, zone->kind, zone->start, zone->end);
    }
    w->begun = m->begun;
    w->no_fence[0] = m->no_fence[0];
    w->no_fence[1] = m->no_fence[1];
    w->mark = k;
    w->last = m->at;
    return m->at;
}

/* Takes over the blocks from the old mark on, which stood where this line
 * begins. */
static void take_rest(sw_block_reading *w, size_t at)
{
    const sw_block_walk *const old = w->old;
    const sw_block_mark *const m = &old->marks.at[w->mark];
    const size_t shift = at - m->at, more = w->zones->blocks.count - m->count;
    for (size_t i = m->count; i < old->found.count && !w->failed; i++) {
        const sw_zone *const zone = &old->found.at[i];
        sw_walk_push(w, zone->kind, zone->start + shift, zone->end + shift);
    }
    for (size_t k = w->mark; k < old->marks.count && !w->failed; k++) {
        sw_block_mark mark = old->marks.at[k];
        mark.at += shift;
        mark.count += more;
        mark.looked = k == w->mark ? w->looked : mark.looked + shift;
        push_mark(w, &mark);
    }
}

bool sw_walk_rejoins(sw_block_reading *w, size_t at)
{
    if (w->old != NULL && at >= w->common->from) {
        const size_t was = sw_common_before(w->common, w->text.len, at);
        const sw_block_mark *const marks = w->old->marks.at;
        while (w->mark < w->old->marks.count && marks[w->mark].at < was)
            w->mark++;
        if (w->mark < w->old->marks.count && marks[w->mark].at == was &&
            same_state(w, &marks[w->mark])) {
            take_rest(w, at);
            return true;
        }
    }
    if (at < w->last + MARK_BYTES || at == w->text.len)
        return false; /* history runs to the end */
    push_mark(w, &(sw_block_mark){.at = at,
                                  .looked = w->looked,
                                  .count = w->zones->blocks.count,
                                  .no_fence = {w->no_fence[0], w->no_fence[1]},
                                  .begun = w->begun});
    w->last = at;
    return false;
}

void sw_walk_keep(sw_block_reading *w)
{
    const size_t count = w->zones->blocks.count;
    if (w->kept == NULL || w->failed)
        return;
    w->kept->found.at = sw_arena_zero(w->arena, count + 1, sizeof(sw_zone));
    w->failed = w->kept->found.at == NULL;
    if (w->failed || count == 0)
        return;
    memcpy(w->kept->found.at, w->zones->blocks.at, count * sizeof(sw_zone));
    w->kept->found.count = count;
}
