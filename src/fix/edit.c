/*
 * edit.c - lists of edits: apply them, choose them, lay one on another.
 *
 * Composing walks the middle text (what the first list gives) without making
 * it: piece by piece, a stretch of the first text or the words of one of its
 * edits, each cut where an edit of the second list begins or ends. Whatever
 * the second list keeps of the first text closes the edit that is open.
 */
#include "fix/edit.h"

#include <assert.h>
#include <string.h>

bool sw_edits_valid(const saywell_edit *edits, size_t count, size_t len)
{
    for (size_t i = 0; i < count; i++) {
        const saywell_edit *e = &edits[i];
        const saywell_edit *before = i ? &edits[i - 1] : NULL;

        if (e->start > e->end || e->end > len || (e->len && !e->text))
            return false;
        if (before && e->start < before->end)
            return false;
        if (before && before->start == e->end)
            return false; /* two insertions at one place */
    }
    return true;
}

void sw_edits_apply(sw_str text, const saywell_edit *edits, size_t count,
                    sw_buf *out)
{
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        sw_buf_put(out, sw_str_part(text, at, edits[i].start));
        sw_buf_put(out, (sw_str){edits[i].text, edits[i].len});
        at = edits[i].end;
    }
    sw_buf_put(out, sw_str_part(text, at, text.len));
}

typedef struct walk {
    sw_str text; /* the first text */
    const sw_edits *second;
    size_t next; /* edit of second that comes, or is open */
    bool inside; /* that edit is open */
    size_t at1;  /* place in the first text */
    size_t at2;  /* place in the middle text */
    bool open;   /* an edit is being made: start..end by words */
    size_t start, end;
    sw_buf words;
    sw_arena *arena;
    sw_edits *out;
    bool failed;
} walk;

/* The edit that is being made covers start..end of the first text. */
static void reach(walk *w, size_t start, size_t end)
{
    if (!w->open) {
        w->open = true;
        w->start = start;
        sw_buf_clear(&w->words);
    }
    w->end = end;
}

/* Closes the edit that is being made, if there is one. */
static void flush(walk *w)
{
    sw_str old = sw_str_part(w->text, w->start, w->end);
    saywell_edit *e;
    char *text;

    if (!w->open || w->failed)
        return;
    w->open = false;
    if (w->words.failed) {
        w->failed = true;
        return;
    }
    if (sw_str_equal(old, sw_buf_str(&w->words)))
        return;
    text =
        sw_arena_copy(w->arena, w->words.ptr ? w->words.ptr : "", w->words.len);
    e = text ? SW_VEC_PUSH(w->out, w->arena) : NULL;
    if (!e) {
        w->failed = true;
        return;
    }
    *e = (saywell_edit){w->start, w->end, text, w->words.len};
}

/* Opens and closes edits of the second list that stand at this place. */
static void turn(walk *w)
{
    while (w->next < w->second->count) {
        const saywell_edit *e = &w->second->at[w->next];

        if (!w->inside && e->start == w->at2) {
            reach(w, w->at1, w->at1);
            sw_buf_put(&w->words, (sw_str){e->text, e->len});
            w->inside = true;
        }
        if (!w->inside || e->end != w->at2)
            return;
        w->inside = false;
        w->next++;
    }
}

/* Bytes of the middle text before the second list opens or closes one. */
static size_t until_turn(const walk *w)
{
    const saywell_edit *e;

    if (w->next == w->second->count)
        return SIZE_MAX;
    e = &w->second->at[w->next];
    return (w->inside ? e->end : e->start) - w->at2;
}

/* The middle text goes on with the first text up to `end`. */
static void keep(walk *w, size_t end)
{
    while (w->at1 < end) {
        size_t n, left;

        turn(w);
        left = until_turn(w);
        n = end - w->at1 < left ? end - w->at1 : left;
        if (w->inside)
            reach(w, w->at1, w->at1 + n);
        else
            flush(w);
        w->at1 += n;
        w->at2 += n;
    }
}

/* The middle text goes on with the words of an edit of the first list. */
static void replace(walk *w, const saywell_edit *e)
{
    size_t done = 0;

    reach(w, e->start, e->end);
    w->at1 = e->end;
    while (done < e->len) {
        size_t n, left;

        turn(w);
        left = until_turn(w);
        n = e->len - done < left ? e->len - done : left;
        if (!w->inside)
            sw_buf_put(&w->words, (sw_str){e->text + done, n});
        w->at2 += n;
        done += n;
    }
}

bool sw_edits_compose(sw_str text, const sw_edits *first,
                      const sw_edits *second, sw_arena *arena, sw_edits *out)
{
    walk w = {.text = text, .second = second, .arena = arena, .out = out};

    assert(sw_edits_valid(first->at, first->count, text.len));
    *out = (sw_edits){0};
    for (size_t i = 0; i < first->count; i++) {
        keep(&w, first->at[i].start);
        replace(&w, &first->at[i]);
    }
    keep(&w, text.len);
    turn(&w);
    flush(&w);
    sw_buf_release(&w.words);
    return !w.failed;
}
