/* candidate.c - from where literals end to the patterns that may match there.
 *
 * The automaton knows literals, cut to some bytes, and nothing of what stands
 * around them. First the patterns are found of which each set that counts is
 * there, then where their literals stand, whole and with the edges they want.
 * Their neighbours (rule/literal.h) are looked for when a rule asks for the
 * pattern: of most patterns nobody does. Windows come from the set that leads
 * to a pattern. */
#include "match/candidate.h"

#include <string.h>

#include "base/vec.h"

#define AHEAD     4  /* endings whose users are fetched meanwhile */
#define FEW       12 /* candidates: sorted in place */
#define MOST_HITS ((size_t)1 << 20) /* in a text */

typedef struct finder {
    const sw_candidate_by *by;
    const sw_endings *endings;
    sw_arena *arena;
    const sw_folded *folded;
    sw_str text; /* of that */
    struct SW_VEC(sw_candidate) found;
    sw_hits *hits;
    bool nomem;
} finder;

/* Does the user's whole literal stand there, of which `cut` bytes end at `end`,
 * with the edges that it wants? Then *start is where it begins. */
static bool stands(const finder *d, const sw_automaton_user *user, size_t end,
                   size_t cut, size_t *start)
{
    const sw_scan *scan = d->by->scans->at[user->scan];
    const size_t before = cut + user->skipped;

    if (end < before)
        return false;
    *start = end - before;
    end = *start + user->len;
    return end <= d->text.len &&
           (user->len == cut ||
            memcmp(d->text.ptr + *start, scan->bytes + user->text, user->len) ==
                0) &&
           (user->edges == 0 ||
            (sw_scan_wrong_edges(d->text, *start, end) & user->edges) == 0) &&
           ((user->edges & SW_EDGE_SHOUT) == 0 ||
            sw_fold_shouts(d->folded, *start, end));
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

/* The literal of a user begins at `start`. */
static void touch(finder *d, const sw_automaton_user *user, size_t start)
{
    sw_candidate *c = candidate_of(d, user->pattern);
    sw_hit *hit = SW_VEC_PUSH(&d->hits->all, d->arena);

    if (c == NULL || hit == NULL) {
        d->nomem = true;
        return;
    }
    *hit = (sw_hit){(uint32_t)start, (uint32_t)(user - d->by->automaton->users),
                    c->hit};
    c->hit = (uint32_t)d->hits->all.count;
}

/* First by the literals alone: a pattern without one of its sets is out, and
 * nobody looks at what stands around its other literals. */
static void mark_ending(const sw_candidate_by *by, uint32_t output)
{
    const sw_automaton *a = by->automaton;

    for (uint32_t o = output; o != SW_AUTOMATON_NONE; o = a->ends[o].next) {
        const sw_automaton_user *user = &a->users[a->ends[o].users];
        const sw_automaton_user *last = user + a->ends[o].count;
        for (; user < last; user++) {
            sw_mark *m = &by->marks[user->pattern];
            if (m->stamp != by->stamp)
                *m = (sw_mark){.stamp = by->stamp};
            m->sets |= user->set;
        }
    }
}

/* What endings say is far apart in memory: asked for some of them ahead. */
static inline void fetch(const sw_automaton *a, const sw_endings *endings,
                         size_t i)
{
    if (i + 2 * AHEAD >= endings->count)
        return;
    __builtin_prefetch(&a->ends[endings->at[i + 2 * AHEAD].output]);
    __builtin_prefetch(&a->users[a->ends[endings->at[i + AHEAD].output].users]);
}

/* Are all of the pattern's sets there? */
static bool counts(const finder *d, const sw_automaton_user *user)
{
    return d->by->marks[user->pattern].sets ==
           d->by->automaton->needs[user->pattern];
}

static void take_ending(finder *d, size_t ending)
{
    const sw_automaton *a = d->by->automaton;
    const size_t at = d->endings->at[ending].end;
    uint32_t o = d->endings->at[ending].output;

    for (; o != SW_AUTOMATON_NONE; o = a->ends[o].next) {
        const sw_automaton_end *end = &a->ends[o];
        const sw_automaton_user *user = &a->users[end->users];
        const sw_automaton_user *last = user + end->count;
        for (; user < last; user++) {
            size_t start;
            if (counts(d, user) && stands(d, user, at, end->len, &start))
                touch(d, user, start);
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

/* Adds those that always run, and sorts. */
static void finish(finder *d)
{
    const sw_automaton *a = d->by->automaton;

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
    d->hits->starts = sw_arena_alloc(d->arena, (d->hits->all.count + 1) *
                                                   sizeof *d->hits->starts);
    d->nomem = d->nomem || d->hits->starts == NULL;
}

bool sw_candidate_find(const sw_candidate_by *by, const sw_endings *endings,
                       sw_arena *arena, sw_screened *out, bool *much)
{
    finder d = {.by = by, .endings = endings, .arena = arena};

    d.folded = &out->folded;
    d.text = out->folded.text;
    d.hits = sw_arena_zero(arena, 1, sizeof *d.hits);
    if (d.hits == NULL)
        return false;
    d.hits->automaton = by->automaton;
    d.hits->scans = by->scans;
    for (size_t i = 0; i < endings->count; i++) {
        fetch(by->automaton, endings, i);
        mark_ending(by, endings->at[i].output);
    }
    *much = false;
    for (size_t i = 0; i < endings->count && !d.nomem && !*much; i++) {
        take_ending(&d, i);
        *much = d.hits->all.count > MOST_HITS;
    }
    if (d.nomem || *much)
        return !d.nomem;
    finish(&d);
    out->at = d.found.at;
    out->count = d.found.count;
    out->hits = d.hits;
    return !d.nomem;
}

/* ---- what stands around ----------------------------------------------------
 */

static bool has_neighbours(const sw_screened *screened,
                           const sw_automaton_user *user, size_t start)
{
    const sw_scan *scan = screened->hits->scans->at[user->scan];
    const sw_str text = screened->folded.text;

    return sw_scan_stands_after(scan, user->after, text, start + user->len) &&
           sw_scan_stands_before(scan, user->before, text, start);
}

bool sw_candidate_stands(const sw_screened *screened, sw_candidate *c)
{
    sw_hits *h = screened->hits;
    unsigned sets = 0;

    if (c->hit == 0)
        return !c->out;
    for (uint32_t i = c->hit; i != 0; i = h->all.at[i - 1].next) {
        const sw_hit *hit = &h->all.at[i - 1];
        const sw_automaton_user *user = &h->automaton->users[hit->user];
        if ((!user->leads && (sets & user->set) != 0) ||
            !has_neighbours(screened, user, hit->at))
            continue;
        sets |= user->set;
        if (!user->leads)
            continue;
        h->starts[h->start_count++] =
            (sw_scan_start){hit->at, user->reach, c->start};
        c->start = h->start_count;
    }
    c->starts = h->starts;
    c->hit = 0;
    c->out = sets != h->automaton->needs[c->pattern];
    return !c->out;
}
