/*
 * rewrite.c - findings -> fixes, each fitted to its place and valid alone.
 *
 * A rewrite that does not fit is left out in silence: a finding without a fix
 * is still a finding, a wrong fix is worse than none. What a pack calls safe
 * is shown only (human) when it leaves a slot to fill or loses a number: no
 * edit that nobody reads may drop a price, a date or a deadline (P4).
 */
#include "fix/rewrite.h"

#include "fix/eval.h"
#include "fix/fit.h"
#include "fix/insert.h"
#include "fix/preview.h"
#include "fix/take.h"

#include <string.h>

/* ---- numbers ------------------------------------------------------------ */

/* The next run of digits at or after *at; false at the end. */
static bool next_number(sw_str s, size_t *at, sw_str *out)
{
    size_t i = *at, start;

    while (i < s.len && (s.ptr[i] < '0' || s.ptr[i] > '9'))
        i++;
    start = i;
    while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
        i++;
    *at = i;
    *out = sw_str_part(s, start, i);
    return out->len > 0;
}

/* Do all numbers that the edit takes out come back, in order? */
static bool keeps_numbers(sw_str text, const saywell_edit *edit)
{
    sw_str old = sw_str_part(text, edit->start, edit->end);
    sw_str fresh = {edit->text, edit->len};
    sw_str number, found;
    size_t at = 0, into = 0;

    while (next_number(old, &at, &number)) {
        do {
            if (!next_number(fresh, &into, &found))
                return false;
        } while (!sw_str_equal(number, found));
    }
    return true;
}

/* ---- one fix ------------------------------------------------------------ */

typedef struct maker {
    sw_check *c;
    sw_style style;
    sw_fit fit;
    size_t index; /* of the finding at work */
    sw_take take; /* what its rewrites take along */
} maker;

static bool has_words(const sw_pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (sw_str_trim(pieces->at[i].text).len)
            return true;
    return false;
}

/* The kept words between a bare no and the match become a first piece. */
static bool grow(maker *m, const sw_finding *f, sw_pieces *pieces)
{
    const sw_piece *room;
    size_t from = m->take.words;

    if (from == f->start)
        return true;
    room = SW_VEC_PUSH(pieces, m->c->arena);
    if (!room)
        return false;
    memmove(&pieces->at[1], &pieces->at[0],
            (pieces->count - 1) * sizeof pieces->at[0]);
    pieces->at[0] =
        (sw_piece){sw_str_part(m->c->doc.text, from, f->start), from, false};
    return true;
}

static sw_fitted make_edits(maker *m, const sw_finding *f,
                            const sw_rewrite *rewrite, sw_edits *out)
{
    sw_pieces pieces = {0};
    sw_insert where = rewrite->insert;
    unsigned zones = f->rule->zones;
    size_t start = f->start, from = start;
    sw_fitted done = sw_eval_run(&rewrite->text, f, &m->c->doc, m->fit.style,
                                 m->c->arena, &pieces);

    if (done != SW_FITTED)
        return done;
    if (where == SW_INSERT_NONE && f->start == f->end)
        where = f->rule->anchor_end ? SW_INSERT_END : SW_INSERT_START;
    if (where != SW_INSERT_NONE)
        return sw_insert_run(&m->fit, where, f->sentence, &pieces, zones, out);
    if (has_words(&pieces)) {
        if (m->take.kind == SW_TAKE_NEVER)
            return SW_FITTED_NOT;
        if (m->take.kind == SW_TAKE_FRONT) {
            if (!grow(m, f, &pieces))
                return SW_FITTED_NOMEM;
            start = m->take.start;
            from = m->take.words;
        }
    }
    return sw_fit_replace(&m->fit, start, from, f->end, &pieces, zones, out);
}

static saywell_trust trust_of(const maker *m, const sw_rewrite *rewrite,
                              const sw_edits *edits)
{
    if (rewrite->text.slots)
        return SAYWELL_HUMAN;
    for (size_t i = 0; i < edits->count; i++)
        if (!keeps_numbers(m->c->doc.text, &edits->at[i]))
            return SAYWELL_HUMAN;
    return rewrite->trust;
}

/* Puts the fix in front of those of a finding that is taken along. */
static bool give(maker *m, sw_finding *to, const saywell_fix *fix)
{
    saywell_fix *at;

    if (to->fixes.count && to->fixes.at[0].with)
        return true;
    at = SW_VEC_PUSH(&to->fixes, m->c->arena);
    if (!at)
        return false;
    memmove(&to->fixes.at[1], &to->fixes.at[0],
            (to->fixes.count - 1) * sizeof *at);
    to->fixes.at[0] = *fix;
    to->fixes.at[0].with = m->c->findings.at[m->index].rule->info.id;
    return true;
}

static bool same_edits(const saywell_fix *a, const saywell_fix *b)
{
    for (size_t i = 0; i < a->edit_count && a->edit_count == b->edit_count;
         i++) {
        const saywell_edit *x = &a->edits[i], *y = &b->edits[i];

        if (x->start != y->start || x->end != y->end ||
            !sw_str_equal((sw_str){x->text, x->len}, (sw_str){y->text, y->len}))
            return false;
    }
    return a->edit_count == b->edit_count;
}

/* Two templates that differ in spelling only are one in a draft that has made
 * its choice: the first stands for both. */
static bool is_offered(const sw_finding *f, const saywell_fix *fix)
{
    for (size_t i = 0; i < f->fixes.count; i++)
        if (same_edits(&f->fixes.at[i], fix))
            return true;
    return false;
}

/* Adds the fix that the rewrite gives, if it gives one. False: no memory. */
static bool make_fix(maker *m, sw_finding *f, const sw_rewrite *rewrite)
{
    sw_found open = SW_FOUND_OK;
    sw_edits edits = {0};
    saywell_fix fix = {0}, *slot;
    sw_fitted done;

    if (rewrite->gates && !sw_check_open(m->c, rewrite->gates, &open))
        return open != SW_FOUND_NOMEM;
    if (open != SW_FOUND_OK)
        return open != SW_FOUND_NOMEM;
    done = make_edits(m, f, rewrite, &edits);
    if (done == SW_FITTED_NOMEM)
        return false;
    if (done == SW_FITTED_NOT || !edits.count)
        return true;
    fix.trust = trust_of(m, rewrite, &edits);
    fix.message = rewrite->message ? rewrite->message : f->rule->info.title;
    fix.edits = edits.at;
    fix.edit_count = edits.count;
    if (is_offered(f, &fix))
        return true;
    fix.preview = sw_preview_make(&m->c->doc, &edits, m->c->arena);
    slot = SW_VEC_PUSH(&f->fixes, m->c->arena);
    if (!fix.preview || !slot)
        return false;
    *slot = fix;
    if (fix.trust != SAYWELL_SAFE || rewrite->insert != SW_INSERT_NONE)
        return true;
    for (size_t i = 0; i < m->take.count; i++)
        if (!give(m, &m->c->findings.at[m->take.taken[i]], &fix))
            return false;
    return true;
}

static void begin(maker *m)
{
    sw_check *c = m->c;

    m->style = sw_style_of(c->rules, &c->doc);
    m->style.past = c->past;
    m->style.memo = c->styles;
    sw_fit_init(&m->fit, c->rules, &c->doc, &m->style, c->arena);
}

bool sw_rewrite_run(sw_check *c)
{
    maker m = {.c = c};
    bool fitted = false;

    for (m.index = 0; m.index < c->findings.count; m.index++) {
        sw_finding *f = &c->findings.at[m.index];
        const sw_rewrite *rewrites = f->rule->rewrites;
        size_t count = f->rule->rewrite_count;

        if (f->pattern && f->pattern->rewrite_count) {
            rewrites = f->pattern->rewrites;
            count = f->pattern->rewrite_count;
        }
        if (!count)
            continue;
        if (!fitted)
            begin(&m);
        fitted = true;
        sw_take_find(c, m.index, &m.take);
        for (size_t i = 0; i < count; i++)
            if (!make_fix(&m, f, &rewrites[i]))
                return false;
    }
    return true;
}
