/* candidate.c - from where literals end to the patterns that may match there.
 *
 * The automaton knows literals, cut to some bytes, and nothing of what stands
 * around them. Where a pattern wants more than its literal (rule/literal.h),
 * the text is folded, once, and asked at the place; most ends of common words
 * lead to nobody then. A pattern is a candidate when each of its sets that
 * count is there, and its windows come from the set that leads to it. */
#include "match/candidate.h"

#include <string.h>

#include "base/vec.h"
#include "match/fold.h"

#define MANY         256 /* bytes of text for each ending, or more */
#define FEW          12  /* candidates: sorted in place */
#define MOST_TOUCHES ((size_t)1 << 20) /* in a text */

typedef struct finder {
    const sw_candidate_by *by;
    const sw_endings *endings;
    sw_arena *arena;
    sw_str text;
    sw_folded folded; /* made at the first question; from NULL until then */
    uint32_t *places; /* of each ending in it */
    struct SW_VEC(sw_candidate) found;
    struct SW_VEC(sw_touch) touches;
    struct SW_VEC(sw_spot) spots;
    bool many; /* literals: folding the text costs less than they do */
    bool nomem;
} finder;

/* ---- what stands around ----------------------------------------------------
 */

static bool make_folded(finder *d)
{
    size_t n = d->endings->count, at = 0;

    d->places = sw_arena_alloc(d->arena, (n + 1) * sizeof *d->places);
    if (d->places == NULL || !sw_fold(d->text, true, d->arena, &d->folded)) {
        d->nomem = true;
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        while (at < d->folded.text.len &&
               d->folded.from[at] < d->endings->at[i].end)
            at++;
        d->places[i] = (uint32_t)at;
    }
    return true;
}

/* Is the user's whole literal at that ending, with what it wants around it? */
static bool stands(finder *d, const sw_automaton_user *user, size_t ending,
                   size_t cut)
{
    const sw_scan *scan = d->by->scans->at[user->scan];
    const sw_scan_user *wants = &scan->users[user->number];
    sw_str text;
    size_t start, end;

    if (d->folded.from == NULL && !make_folded(d))
        return false;
    text = d->folded.text;
    start = d->places[ending];
    if (start < cut + user->skipped)
        return false;
    start -= cut + user->skipped;
    end = start + user->len;
    return end <= text.len &&
           memcmp(text.ptr + start, scan->bytes + user->text, user->len) == 0 &&
           (wants->edges == 0 ||
            (sw_scan_wrong_edges(text, start, end) & wants->edges) == 0) &&
           sw_scan_stands(scan, wants, text, start, end);
}

/* ---- candidates
 * -------------------------------------------------------------- */

static sw_candidate *candidate_of(finder *d, uint32_t pattern)
{
    sw_mark *m = &d->by->marks[pattern];
    sw_candidate *c;

    if (m->at != 0)
        return &d->found.at[m->at - 1];
    c = SW_VEC_PUSH(&d->found, d->arena);
    if (c == NULL) {
        d->nomem = true;
        return NULL;
    }
    c->pattern = pattern;
    m->at = (uint32_t)d->found.count;
    return c;
}

/* The literal of a user is there; *spot becomes its place's number + 1. */
static void touch(finder *d, const sw_automaton_user *user, size_t ending,
                  uint32_t cut, uint32_t *spot)
{
    sw_candidate *c = candidate_of(d, user->pattern);
    sw_touch *t;

    if (c == NULL)
        return;
    c->sets |= user->set;
    if (!user->leads)
        return;
    if (*spot == 0) {
        sw_spot *s = SW_VEC_PUSH(&d->spots, d->arena);
        d->nomem = d->nomem || s == NULL;
        if (s == NULL)
            return;
        *s = (sw_spot){d->endings->at[ending].end, UINT32_MAX, 0, cut};
        *spot = (uint32_t)d->spots.count;
    }
    t = SW_VEC_PUSH(&d->touches, d->arena);
    if (t == NULL) {
        d->nomem = true;
        return;
    }
    *t = (sw_touch){user->reach, *spot - 1, c->touch};
    c->touch = (uint32_t)d->touches.count;
}

/* First by the literals alone: a pattern without one of its sets is out, and
 * nobody looks at what stands around its other literals. */
static void mark_ending(const sw_candidate_by *by, uint32_t output)
{
    const sw_automaton *a = by->automaton;

    for (uint32_t o = output; o != SW_AUTOMATON_NONE; o = a->next[o]) {
        uint32_t literal = a->own[o];
        if (literal == SW_AUTOMATON_NONE)
            continue;
        for (uint32_t i = a->user_from[literal]; i < a->user_from[literal + 1];
             i++) {
            sw_mark *m = &by->marks[a->users[i].pattern];
            if (m->stamp != by->stamp)
                *m = (sw_mark){.stamp = by->stamp};
            m->sets |= a->users[i].set;
        }
    }
}

/* Can it still come to something that the user's literal is there? */
static bool counts(const finder *d, const sw_automaton_user *user)
{
    const sw_mark *m = &d->by->marks[user->pattern];

    return m->sets == d->by->automaton->needs[user->pattern] &&
           (user->leads || m->at == 0 ||
            (d->found.at[m->at - 1].sets & user->set) == 0);
}

static void take_ending(finder *d, size_t ending)
{
    const sw_automaton *a = d->by->automaton;
    uint32_t o = d->endings->at[ending].output;

    for (; o != SW_AUTOMATON_NONE; o = a->next[o]) {
        uint32_t literal = a->own[o], spot = 0;
        if (literal == SW_AUTOMATON_NONE)
            continue;
        for (uint32_t i = a->user_from[literal]; i < a->user_from[literal + 1];
             i++) {
            const sw_automaton_user *user = &a->users[i];
            if (counts(d, user) && (!(user->asks || (user->wants && d->many)) ||
                                    stands(d, user, ending, a->lens[literal])))
                touch(d, user, ending, a->lens[literal], &spot);
        }
    }
}

static void sort_few(sw_candidate *at, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        sw_candidate c = at[i];
        size_t k = i;
        for (; k > 0 && at[k - 1].pattern > c.pattern; k--)
            at[k] = at[k - 1];
        at[k] = c;
    }
}

/* Many, by one bit for each pattern: none is there twice. */
static bool sort_many(finder *d)
{
    size_t words = d->by->patterns / 64 + 1, n = 0;
    uint64_t *bits = sw_arena_zero(d->arena, words, sizeof *bits);
    sw_candidate *to = sw_arena_alloc(d->arena, d->found.count * sizeof *to);

    if (bits == NULL || to == NULL)
        return false;
    for (size_t i = 0; i < d->found.count; i++) {
        uint32_t pattern = d->found.at[i].pattern;
        bits[pattern / 64] |= (uint64_t)1 << (pattern % 64);
        d->by->marks[pattern].at = (uint32_t)i + 1;
    }
    for (size_t w = 0; w < words; w++)
        for (uint64_t left = bits[w]; left != 0; left &= left - 1) {
            size_t pattern = 64 * w + (size_t)__builtin_ctzll(left);
            to[n++] = d->found.at[d->by->marks[pattern].at - 1];
        }
    d->found.at = to;
    return true;
}

/* Keeps those that have all their sets, with those that always run. */
static void settle(finder *d)
{
    const sw_automaton *a = d->by->automaton;
    size_t kept = 0;

    for (size_t i = 0; i < d->found.count; i++)
        if (d->found.at[i].sets == a->needs[d->found.at[i].pattern])
            d->found.at[kept++] = d->found.at[i];
    d->found.count = kept;
    for (size_t i = 0; i < a->always_count; i++) {
        sw_candidate *c = SW_VEC_PUSH(&d->found, d->arena);
        if (c == NULL) {
            d->nomem = true;
            return;
        }
        c->pattern = a->always[i];
    }
    if (d->found.count <= FEW)
        sort_few(d->found.at, d->found.count);
    else if (!sort_many(d))
        d->nomem = true;
}

bool sw_candidate_find(const sw_candidate_by *by, const sw_endings *endings,
                       sw_arena *arena, sw_screened *out, bool *much)
{
    finder d = {.by = by, .endings = endings, .arena = arena};

    d.text = out->text;
    d.many = endings->count * MANY > d.text.len;
    for (size_t i = 0; i < endings->count; i++)
        mark_ending(by, endings->at[i].output);
    *much = false;
    for (size_t i = 0; i < endings->count && !d.nomem && !*much; i++) {
        take_ending(&d, i);
        *much = d.touches.count > MOST_TOUCHES;
    }
    if (d.nomem || *much)
        return !d.nomem;
    settle(&d);
    out->at = d.found.at;
    out->count = d.found.count;
    out->touches = d.touches.at;
    out->spots = d.spots.at;
    return !d.nomem;
}
