/* candidate.c - from where literals end to the patterns that may match there.
 *
 * The automaton knows literals, cut to some bytes, and nothing of what stands
 * around them. Of the endings those are picked that lead to the tiers that are
 * asked for; there the whole literal must stand, with the edges it wants and
 * the neighbours (rule/literal.h). A pattern is a candidate when that is so for
 * each set that counts; windows come from the set that leads to it. */
#include "match/candidate.h"

#include <string.h>

#include "base/byte.h"
#include "base/vec.h"
#include "match/tier.h"

#define PICKED      64                /* endings that are gone to together */
#define MOST_STARTS ((size_t)1 << 20) /* in a text */

typedef struct finder {
    const sw_candidate_by *by;
    const sw_automaton *automaton;
    const sw_folded *folded;
    sw_str text; /* of that */
    sw_arena *arena;
    uint64_t tiers;
    sw_candidates found;
    struct SW_VEC(sw_scan_start) starts;
    bool nomem, much;
} finder;

/* ---- one literal --------------------------------------------------------- */

/* Do the neighbours stand there that the user wants beside its literal? */
static bool has_neighbours(const finder *d, const sw_automaton_user *user,
                           size_t start, size_t end)
{
    const sw_scan *scan = d->by->scans->at[user->scan];

    if (user->nearer &&
        !sw_scan_stands_before(scan, user->before, d->text, start))
        return false;
    return (user->after == 0 ||
            sw_scan_stands_after(scan, user->after, d->text, end)) &&
           (user->before == 0 || user->nearer ||
            sw_scan_stands_before(scan, user->before, d->text, start));
}

/* A literal stands at start..end, with these edges wrong: does it stand there
 * with all that its user wants? */
static inline bool fits(const finder *d, const sw_automaton_user *user,
                        unsigned wrong, size_t start, size_t end)
{
    return (user->edges & wrong) == 0 &&
           ((user->edges & SW_EDGE_SHOUT) == 0 ||
            sw_fold_shouts(d->folded, start, end)) &&
           ((user->before | user->after) == 0 ||
            has_neighbours(d, user, start, end));
}

/* A new candidate; NULL without memory. */
static SW_BYTE_RARE sw_candidate *new_candidate(finder *d, uint32_t pattern)
{
    sw_candidate *c = SW_VEC_PUSH(&d->found, d->arena);

    if (c == NULL) {
        d->nomem = true;
        return NULL;
    }
    c->pattern = pattern;
    d->by->marks[pattern] =
        (sw_mark){d->by->stamp, (uint32_t)d->found.count - 1};
    return c;
}

/* The candidate of a pattern, made when there is none; NULL without memory. */
static inline sw_candidate *candidate_of(finder *d, uint32_t pattern)
{
    const sw_mark *m = &d->by->marks[pattern];

    return m->stamp == d->by->stamp ? &d->found.at[m->at]
                                    : new_candidate(d, pattern);
}

/* Room for one more start. */
static SW_BYTE_RARE bool more_starts(finder *d)
{
    d->nomem = !sw_vec_grow((void **)&d->starts.at, &d->starts.cap,
                            d->starts.count, sizeof *d->starts.at, d->arena);
    return !d->nomem;
}

bool sw_candidate_holds(sw_heats *heats, const sw_automaton *a, uint32_t number,
                        sw_str text, size_t start)
{
    const sw_automaton_user *user = &a->users[number];
    const size_t far = user->reach.bytes;
    sw_sieve *sieve = sw_heat_look(heats, user->pattern);
    sw_sieve_literal literal;

    if (sieve == NULL)
        return true;
    literal = (sw_sieve_literal){
        .number = number,
        .start = start,
        .end = start + user->len,
        .least = far != SW_LITERAL_ANY && far < start ? start - far : 0};
    return sw_sieve_holds(sieve, &literal, text);
}

/* Can the literal there be part of a match? That costs most, so it is asked
 * last: now of what rules flag, for rules with candidates are judged; else when
 * the pattern is run, which of a signal's few are. */
static inline void take(finder *d, const sw_automaton_user *user, size_t start)
{
    const uint32_t number = (uint32_t)(user - d->automaton->users);
    const bool later = user->tier != SW_TIER_RULES;
    sw_candidate *c;

    if (!later &&
        !sw_candidate_holds(d->by->heats, d->automaton, number, d->text, start))
        return;
    c = candidate_of(d, user->pattern);
    if (c == NULL)
        return;
    c->sets |= user->set;
    if (!user->leads || (d->starts.count == d->starts.cap && !more_starts(d)))
        return;
    d->starts.at[d->starts.count++] = (sw_scan_start){
        (uint32_t)start, user->reach, c->start, later ? number + 1 : 0};
    c->start = (uint32_t)d->starts.count;
    d->much = d->starts.count > MOST_STARTS;
}

/* Of the user's literal SW_AUTOMATON_DEEPEST bytes end at `end`: does all of it
 * stand there? */
static void look_whole(finder *d, const sw_automaton_user *user, size_t end)
{
    const size_t before = SW_AUTOMATON_DEEPEST + user->skipped;
    const char *bytes = d->by->scans->at[user->scan]->bytes;
    size_t start;

    if (end < before)
        return;
    start = end - before;
    end = start + user->len;
    if (end <= d->text.len &&
        memcmp(d->text.ptr + start, bytes + user->text, user->len) == 0 &&
        fits(d, user, sw_scan_wrong_edges(d->text, start, end), start, end))
        take(d, user, start);
}

/* ---- endings ------------------------------------------------------------- */

/* The users of a literal that ends at `at`. */
static void take_users(finder *d, const sw_automaton_end *end, size_t at)
{
    const sw_automaton_user *user = &d->automaton->users[end->users];
    const sw_automaton_user *last =
        user + (d->folded->shouts ? end->count : end->quiet);
    const size_t start =
        at -
        (user->len < SW_AUTOMATON_DEEPEST ? user->len : SW_AUTOMATON_DEEPEST);
    const unsigned wrong = sw_scan_wrong_edges(d->text, start, at);

    for (; user < last; user++) {
        if ((d->tiers >> user->tier & 1) == 0)
            continue;
        if (user->len > SW_AUTOMATON_DEEPEST)
            look_whole(d, user, at);
        else if (fits(d, user, wrong, start, at))
            take(d, user, start);
    }
}

static void take_ending(finder *d, const sw_ending *ending)
{
    const sw_automaton *a = d->automaton;
    uint32_t o = ending->output;

    while (o != SW_AUTOMATON_NONE && (a->leads[o] & d->tiers) != 0) {
        take_users(d, &a->ends[o], ending->end);
        o = a->ends[o].next;
    }
}

/* Of some endings, the indices of those that lead to the tiers; and to which
 * tiers any of them leads. */
static size_t pick(const finder *d, const sw_ending *at, size_t count,
                   unsigned char *picked, uint64_t *any)
{
    const uint64_t *leads = d->automaton->leads;
    const uint64_t tiers = d->tiers;
    uint64_t all = 0;
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        const uint64_t to = leads[at[i].output];
        picked[n] = (unsigned char)i;
        n += (to & tiers) != 0;
        all |= to;
    }
    *any |= all;
    return n;
}

/* Most endings lead elsewhere: they are picked first, with little to do, and
 * where they lead to is far apart in memory and fetched meanwhile. */
static void take_endings(finder *d, const sw_endings *endings, uint64_t *any)
{
    const sw_automaton_end *ends = d->automaton->ends;
    unsigned char picked[PICKED];

    for (size_t i = 0; i < endings->count; i += PICKED) {
        const sw_ending *at = &endings->at[i];
        const size_t left = endings->count - i;
        const size_t n =
            pick(d, at, left < PICKED ? left : PICKED, picked, any);
        for (size_t k = 0; k < n; k++)
            __builtin_prefetch(&ends[at[picked[k]].output]);
        for (size_t k = 0; k < n && !d->nomem && !d->much; k++)
            take_ending(d, &at[picked[k]]);
    }
}

/* ---- candidates ---------------------------------------------------------- */

/* Those that always run, of the tiers. */
static void take_always(finder *d)
{
    const sw_automaton *a = d->automaton;

    for (size_t i = 0; i < a->always_count; i++)
        if ((d->tiers >> a->tiers[a->always[i]] & 1) != 0)
            candidate_of(d, a->always[i]);
}

/* Sets the bits of those that have all of their sets; gives their number. */
static size_t set_bits(const finder *d, uint64_t *bits)
{
    size_t n = 0;

    for (size_t i = 0; i < d->found.count; i++) {
        sw_candidate *c = &d->found.at[i];
        c->starts = d->starts.at;
        if (c->sets != d->automaton->needs[c->pattern])
            continue;
        bits[c->pattern / 64] |= (uint64_t)1 << (c->pattern % 64);
        n++;
    }
    return n;
}

/* The candidates in order, those found now among those that were there. */
static bool merge(finder *d, sw_screened *out)
{
    const size_t words = d->by->patterns / 64 + 1;
    const size_t most = out->count + set_bits(d, out->bits);
    sw_candidate *to = sw_arena_alloc(d->arena, (most + 1) * sizeof *to);
    size_t n = 0, old = 0;

    if (to == NULL)
        return false;
    for (size_t w = 0; w < words; w++)
        for (uint64_t left = out->bits[w]; left != 0; left &= left - 1) {
            const size_t pattern = 64 * w + (size_t)__builtin_ctzll(left);
            const sw_mark *m = &d->by->marks[pattern];
            to[n++] =
                m->stamp == d->by->stamp ? d->found.at[m->at] : out->at[old++];
        }
    out->at = to;
    out->count = n;
    return true;
}

bool sw_candidate_find(const sw_candidate_by *by, const sw_endings *endings,
                       uint64_t tiers, sw_arena *arena, sw_screened *out,
                       bool *much)
{
    finder d = {.by = by,
                .automaton = by->automaton,
                .folded = &out->folded,
                .text = out->folded.text,
                .arena = arena,
                .tiers = tiers};

    if (out->folded.shouts)
        d.tiers |= SW_AUTOMATON_SHOUT;
    if (out->tiers == 0 || (out->leads & d.tiers) != 0)
        take_endings(&d, endings, &out->leads);
    take_always(&d);
    *much = d.much;
    return !d.nomem && (d.much || merge(&d, out));
}
