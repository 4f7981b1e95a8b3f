/*
 * past.c - a text that was read before it was edited.
 *
 * Blocks and inline zones are looked for in the whole text: one character can
 * open a fence or history, which changes all that follows, and looking is
 * cheap. Sentences and their words cost far more, and follow from the text
 * and the zones nearby. So what bytes and zones have in common with the last
 * text, at the front and at the end, bounds what has to be split anew.
 */
#include "doc/past.h"

#include <string.h>

#include "base/byte.h"
#include "base/fail.h"

void sw_past_release(sw_past *past)
{
    sw_arena_release(&past->arenas[0]);
    sw_arena_release(&past->arenas[1]);
    *past = (sw_past){.known = false};
}

static size_t same_front(sw_str a, sw_str b)
{
    const size_t most = a.len < b.len ? a.len : b.len;
    size_t i = 0;

    while (i + 8 <= most &&
           sw_bytes_load(a.ptr + i) == sw_bytes_load(b.ptr + i))
        i += 8;
    while (i < most && a.ptr[i] == b.ptr[i])
        i++;
    return i;
}

/* How many bytes at the ends are the same, at most `most`. */
static size_t same_back(sw_str a, sw_str b, size_t most)
{
    size_t n = 0;

    while (n + 8 <= most && sw_bytes_load(a.ptr + a.len - n - 8) ==
                                sw_bytes_load(b.ptr + b.len - n - 8))
        n += 8;
    while (n < most && a.ptr[a.len - n - 1] == b.ptr[b.len - n - 1])
        n++;
    return n;
}

typedef struct list {
    const sw_zone *at;
    size_t count;
} list;

/* The first zones that differ end what is the same at the front, the last ones
 * what is at the end. */
static void widen(sw_sentence_again *a, size_t len, list old, list now)
{
    size_t front = 0, back = 0;

    while (front < old.count && front < now.count &&
           old.at[front].start == now.at[front].start &&
           old.at[front].end == now.at[front].end &&
           old.at[front].kind == now.at[front].kind)
        front++;
    if (front < old.count && old.at[front].start < a->same)
        a->same = old.at[front].start;
    if (front < now.count && now.at[front].start < a->same)
        a->same = now.at[front].start;
    for (; back < old.count && back < now.count; back++) {
        const sw_zone *x = &old.at[old.count - 1 - back];
        const sw_zone *y = &now.at[now.count - 1 - back];
        if (x->start + len != y->start + a->old_len ||
            x->end + len != y->end + a->old_len || x->kind != y->kind)
            break;
    }
    if (back < old.count) {
        const size_t end = old.at[old.count - 1 - back].end + len;
        if (end > a->from + a->old_len)
            a->from = end - a->old_len;
    }
    if (back < now.count && now.at[now.count - 1 - back].end > a->from)
        a->from = now.at[now.count - 1 - back].end;
}

void sw_past_compare(const sw_doc *old, sw_str text, const sw_zones *zones,
                     sw_sentence_again *out)
{
    const sw_zones *z = &old->zones;
    const size_t most = old->text.len < text.len ? old->text.len : text.len;
    const size_t same = same_front(old->text, text);

    *out = (sw_sentence_again){.old = &old->sentences,
                               .old_len = old->text.len,
                               .same = same,
                               .from = text.len -
                                       same_back(old->text, text, most - same),
                               .widest = old->widest};
    widen(out, text.len, (list){z->blocks.at, z->blocks.count},
          (list){zones->blocks.at, zones->blocks.count});
    widen(out, text.len, (list){z->inlines.at, z->inlines.count},
          (list){zones->inlines.at, zones->inlines.count});
}

saywell_status sw_past_parse(sw_past *past, sw_str text, bool ignores,
                             sw_doc *out, saywell_error *err)
{
    sw_arena *const arena = &past->arenas[past->turn ^ 1];
    const sw_doc *const old =
        past->known && past->ignores == ignores ? &past->doc : NULL;
    sw_sentence_again again = {.old = NULL};
    const char *copy;
    saywell_status status;

    sw_arena_reset(arena);
    status = sw_doc_parse_again(text, ignores, old, arena, out, &again, err);
    if (status != SAYWELL_OK)
        return status;
    copy = sw_arena_copy(arena, text.ptr, text.len);
    if (copy == NULL)
        return sw_fail_nomem(err);
    past->same = again.same;
    past->from = old != NULL ? again.from : text.len;
    past->front = again.front;
    past->back = again.back;
    past->old_len = again.old_len;
    past->old_count = old != NULL ? old->sentences.count : 0;
    past->round++;
    past->turn ^= 1;
    past->known = true;
    past->ignores = ignores;
    past->doc = *out;
    past->doc.text.ptr = copy;
    return SAYWELL_OK;
}
