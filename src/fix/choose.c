/*
 * choose.c - which safe edits one pass applies.
 *
 * A finding's edits are one unit: all or none. A sentence takes one unit a
 * pass, so that every rewrite sees words that a rule has judged; the next
 * pass judges the rest anew. The earlier finding wins, so the same draft
 * always gives the same edits.
 */
#include "fix/rewrite.h"

#include "fix/spot.h"
#include "fix/take.h"

#include <string.h>

typedef struct chooser {
    const sw_check *c;
    unsigned char *closed; /* one byte a sentence */
    size_t worded;         /* body sentences with words, still there */
    sw_edits *out;         /* sorted */
} chooser;

/* Sentences that the edit touches: *from..*to. False when it lies in none
 * (then only its neighbours in the list can be in its way). */
static bool touched(const sw_check *c, const saywell_edit *e, size_t *from,
                    size_t *to)
{
    const sw_sentences *all = &c->doc.sentences;

    if (!all->count)
        return false;
    *from = sw_sentence_at(all, e->start);
    *to = sw_sentence_at(all, e->end > e->start ? e->end - 1 : e->end);
    if (e->start == e->end && *from && all->at[*from].start >= e->start &&
        all->at[*from - 1].end == e->start)
        *to = --*from;
    if (*to > *from && all->at[*to].start >= e->end)
        --*to;
    return true;
}

/* Body sentences of which the edit leaves no word. */
static size_t emptied(const sw_check *c, const saywell_edit *e)
{
    const sw_sentences *all = &c->doc.sentences;
    size_t from, to, count = 0;

    if (e->len || !touched(c, e, &from, &to))
        return 0;
    for (size_t i = from; i <= to; i++) {
        const sw_sentence *s = &all->at[i];

        count += s->zone == SW_ZONE_BODY && e->start <= s->begin &&
                 e->end >= s->end &&
                 sw_spot_holds_words(c->doc.text, s->begin, s->end);
    }
    return count;
}

/* Where in the sorted list the edit belongs; the end is tried first. */
static size_t slot_for(const sw_edits *out, const saywell_edit *e)
{
    size_t i = out->count;

    while (i && out->at[i - 1].start > e->start)
        i--;
    return i;
}

/* Is the edit free of the ones chosen so far? */
static bool has_room(const sw_edits *out, const saywell_edit *e)
{
    size_t i = slot_for(out, e);

    if (i &&
        (out->at[i - 1].end > e->start || out->at[i - 1].start == e->start))
        return false;
    return i == out->count || out->at[i].start >= e->end;
}

static bool may_apply(const chooser *ch, const saywell_fix *fix)
{
    size_t lost = 0, from, to;

    for (size_t i = 0; i < fix->edit_count; i++) {
        const saywell_edit *e = &fix->edits[i];

        if (!has_room(ch->out, e))
            return false;
        lost += emptied(ch->c, e);
        if (!touched(ch->c, e, &from, &to))
            continue;
        for (size_t k = from; k <= to; k++)
            if (ch->closed[k])
                return false;
    }
    return !lost || lost < ch->worded;
}

static bool apply(chooser *ch, const saywell_fix *fix)
{
    size_t from, to;

    for (size_t i = 0; i < fix->edit_count; i++) {
        const saywell_edit *e = &fix->edits[i];
        size_t at = slot_for(ch->out, e);
        const saywell_edit *room = SW_VEC_PUSH(ch->out, ch->c->arena);

        if (!room)
            return false;
        memmove(&ch->out->at[at + 1], &ch->out->at[at],
                (ch->out->count - 1 - at) * sizeof *e);
        ch->out->at[at] = *e;
        ch->worded -= emptied(ch->c, e);
        if (touched(ch->c, e, &from, &to))
            memset(ch->closed + from, 1, to - from + 1);
    }
    return true;
}

/* Closes sentences in which a bare no contradicts the offer to come: until a
 * person has settled that, nothing in them is touched. */
static void close_conflicts(chooser *ch)
{
    const sw_check *c = ch->c;
    sw_take take;

    for (size_t i = 0; i < c->findings.count; i++) {
        const sw_finding *f = &c->findings.at[i];

        if (!f->rule->takes.count || f->start == f->end)
            continue;
        sw_take_find(c, i, &take);
        if (take.kind == SW_TAKE_NEVER && c->doc.sentences.count)
            ch->closed[sw_sentence_at(&c->doc.sentences, f->start)] = 1;
    }
}

bool sw_rewrite_choose(sw_check *c, sw_edits *out)
{
    const sw_sentences *all = &c->doc.sentences;
    chooser ch = {.c = c, .out = out};

    *out = (sw_edits){0};
    ch.closed = sw_arena_zero(c->arena, all->count + 1, 1);
    if (!ch.closed)
        return false;
    for (size_t i = 0; i < all->count; i++)
        ch.worded +=
            all->at[i].zone == SW_ZONE_BODY &&
            sw_spot_holds_words(c->doc.text, all->at[i].begin, all->at[i].end);
    close_conflicts(&ch);
    for (size_t i = 0; i < c->findings.count; i++) {
        const sw_finding *f = &c->findings.at[i];

        if (f->fixes.count && f->fixes.at[0].trust == SAYWELL_SAFE &&
            may_apply(&ch, &f->fixes.at[0]) && !apply(&ch, &f->fixes.at[0]))
            return false;
    }
    return true;
}
