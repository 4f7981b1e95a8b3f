/* screen.c - which patterns may match in a text, and where they may begin.
 *
 * A match of a pattern holds one of the literals of each of its sets, so its
 * start lies before such a literal, and no farther than the pattern can reach.
 * That makes a few short windows of a reply, outside of which PCRE2 need not
 * be asked; it still gets the whole reply as its subject, so that \b, ^ and
 * what looks behind see what they would see.
 *
 * Where a pattern has no literal, or one that is everywhere, the bytes that its
 * matches are made of may tell (native.c).
 *
 * A text is folded first, and all of this happens in its folded form. One draft
 * is read by the hash scanner, whose tables are ready; batches are joined and
 * read by the automaton. */
#include "match/screen.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"
#include "match/candidate.h"
#include "match/native.h"
#include "match/scan.h"
#include "match/tier.h"

#define MUCH  ((size_t)128 * 1024) /* bytes that earn the automaton back */
#define MORE  ((size_t)64 * 1024)  /* in which somebody may prepare it */
#define MOST  ((size_t)1 << 30)    /* bytes that are folded together */
#define RULES ((uint64_t)1 << SW_TIER_RULES)

typedef struct known {
    sw_str text;
    sw_screened *screened;
} known;

struct sw_screen {
    const saywell_rules *rules;
    sw_heats *heats;
    sw_screen_by by;
    sw_scans scans;
    const sw_automaton *automaton;
    sw_arena arena;       /* of the hash's tables, when they are our own */
    sw_arena ahead_arena; /* of what was read ahead */
    size_t seen;          /* bytes that the hash has read */
    size_t late;          /* of ours, since they were much */
    bool editing;         /* the same text comes again and again */
    sw_mark *marks;       /* by pattern */
    uint32_t stamp;
    sw_tier_habits habits;
    struct SW_VEC(known) known; /* in the reply's arena */
    sw_str *ahead;
    sw_folded *ahead_folded;
    sw_endings *ahead_found;
    size_t ahead_count, ahead_next;
};

sw_screen *sw_screen_new(const saywell_rules *rules, sw_heats *heats)
{
    sw_screen *s = sw_mem_alloc(sizeof *s);

    if (s == NULL)
        return NULL;
    memset(s, 0, sizeof *s);
    s->rules = rules;
    s->heats = heats;
    if (!sw_scans_open(&s->scans, rules, &s->arena)) {
        sw_screen_free(s);
        return NULL;
    }
    return s;
}

void sw_screen_free(sw_screen *s)
{
    if (s == NULL)
        return;
    sw_arena_release(&s->arena);
    sw_arena_release(&s->ahead_arena);
    sw_mem_free(s->marks);
    sw_mem_free(s);
}

const sw_scans *sw_screen_scans(const sw_screen *s)
{
    return &s->scans;
}

void sw_screen_set(sw_screen *s, sw_screen_by by)
{
    s->by = by;
}

void sw_screen_begin(sw_screen *s)
{
    s->known.at = NULL;
    s->known.count = s->known.cap = 0;
    if (s->editing)
        s->seen = s->late = 0;
}

void sw_screen_edit(sw_screen *s, bool editing)
{
    s->editing = editing;
}

/* ---- which scanner ---------------------------------------------------------
 */

/* False when there is no memory for marks. */
static bool adopt(sw_screen *s, const sw_automaton *a)
{
    size_t size = (s->rules->pattern_count + 1) * sizeof *s->marks;

    s->marks = sw_mem_alloc(size);
    if (s->marks == NULL)
        return false;
    memset(s->marks, 0, size);
    s->automaton = a;
    return true;
}

/* Takes note of so many bytes more. While a text is edited they are this
 * reply's; else those of all sessions, for all of them will have the automaton.
 */
static void count_seen(sw_screen *s, size_t more)
{
    if (s->seen >= MUCH)
        s->late += more;
    if (s->editing || s->rules->shared == NULL)
        s->seen += more;
    else
        s->seen = atomic_fetch_add(&s->rules->shared->seen, more) + more;
}

/* The automaton if it is time for it; NULL: the hash. False when there is no
 * memory for its marks. It is earned in the middle of a batch, whose results
 * wait while it is made: so there is some time to prepare it in between. */
static bool choose(sw_screen *s, size_t more, const sw_automaton **out)
{
    const bool now =
        s->by == SW_SCREEN_AUTOMATON || s->late >= MORE || more >= MUCH;
    const sw_automaton *a = s->automaton;

    *out = NULL;
    if (s->by == SW_SCREEN_HASH)
        return true;
    if (a == NULL) {
        count_seen(s, more);
        a = now ? sw_automaton_share(s->rules, &s->scans)
                : sw_automaton_made(s->rules);
    }
    if (a != NULL && s->automaton == NULL && !adopt(s, a))
        return false;
    *out = a;
    return true;
}

void sw_screen_prepare(sw_screen *s)
{
    if (s->by == SW_SCREEN_GROWING && s->automaton == NULL && s->seen >= MUCH)
        sw_automaton_share(s->rules, &s->scans);
}

/* The number of the text goes up; after four thousand millions, all marks are
 * wiped. */
static uint32_t next_stamp(sw_screen *s)
{
    if (++s->stamp == 0) {
        memset(s->marks, 0, s->rules->pattern_count * sizeof *s->marks);
        s->stamp = 1;
    }
    return s->stamp;
}

/* ---- one text
 * ---------------------------------------------------------------- */

/* Candidates of one of the scans, whose first pattern is `first`. */
static bool add_found(const sw_scan_found *found, size_t count, size_t first,
                      sw_arena *arena, sw_candidates *out)
{
    for (size_t i = 0; i < count; i++) {
        sw_candidate *c;
        if (!found->may[i])
            continue;
        c = SW_VEC_PUSH(out, arena);
        if (c == NULL)
            return false;
        c->pattern = (uint32_t)(first + i);
        c->starts = found->starts.at;
        c->start = found->first != NULL ? found->first[i] : 0;
    }
    return true;
}

static size_t bits_size(const sw_screen *s)
{
    return (s->rules->pattern_count / 64 + 1) * sizeof(uint64_t);
}

/* All patterns at once, also where some were looked for before. */
static bool by_hash(sw_screen *s, sw_arena *arena, sw_screened *out)
{
    sw_candidates all = {0};
    size_t first = 0;

    for (size_t i = 0; i < 2 && s->scans.at[i] != NULL; i++) {
        const sw_scan *scan = s->scans.at[i];
        sw_scan_found found;
        if (!sw_scan_run(scan, &out->folded, arena, &found) ||
            !add_found(&found, scan->patterns, first, arena, &all))
            return false;
        first += scan->patterns;
    }
    memset(out->bits, 0, bits_size(s));
    for (size_t i = 0; i < all.count; i++)
        out->bits[all.at[i].pattern / 64] |= (uint64_t)1
                                             << (all.at[i].pattern % 64);
    out->at = all.at;
    out->count = all.count;
    out->tiers = UINT64_MAX;
    return true;
}

static bool by_endings(sw_screen *s, uint64_t tiers, sw_arena *arena,
                       sw_screened *out)
{
    const sw_candidate_by by = {.automaton = s->automaton,
                                .scans = &s->scans,
                                .heats = s->heats,
                                .marks = s->marks,
                                .stamp = next_stamp(s),
                                .patterns = s->rules->pattern_count};
    bool much;

    if (!sw_candidate_find(&by, out->endings, tiers, arena, out, &much))
        return false;
    out->tiers |= tiers;
    return !much || by_hash(s, arena, out);
}

/* The number of the text among those read ahead, or SW_NOWHERE. They are asked
 * about in their order, but for those that nobody asks about. */
static size_t find_ahead(sw_screen *s, sw_str text)
{
    for (size_t i = 0; i < s->ahead_count; i++) {
        size_t k = (s->ahead_next + i) % s->ahead_count;
        if (s->ahead[k].ptr == text.ptr && s->ahead[k].len == text.len) {
            s->ahead_next = k + 1;
            return k;
        }
    }
    return SW_NOWHERE;
}

/* Folds the text, and sees where literals end in it, for whoever will ask: the
 * hash scanner answers everybody at once. */
static bool read_one(sw_screen *s, sw_arena *arena, sw_screened *out)
{
    const sw_automaton *a = NULL;

    if (!choose(s, out->text.len, &a) ||
        !sw_fold(out->text, arena, &out->folded))
        return false;
    out->all = out->folded.exotic;
    if (out->all)
        return true;
    if (a == NULL)
        return by_hash(s, arena, out);
    out->endings = sw_arena_zero(arena, 1, sizeof *out->endings);
    return out->endings != NULL &&
           sw_scan_automaton(a, out->folded.text, arena, out->endings) &&
           (!out->endings->too_many || by_hash(s, arena, out));
}

static bool screen(sw_screen *s, sw_arena *arena, sw_screened *out)
{
    const size_t k = find_ahead(s, out->text);

    out->all = out->text.len > MOST;
    if (out->all)
        return true;
    out->bits = sw_arena_zero(arena, 1, bits_size(s));
    if (out->bits == NULL)
        return false;
    if (k == SW_NOWHERE)
        return read_one(s, arena, out);
    out->folded = s->ahead_folded[k];
    out->endings = &s->ahead_found[k];
    out->all = out->folded.exotic;
    return true;
}

/* The text, as it was read at the first question. */
static sw_screened *known_text(sw_screen *s, sw_str text, sw_arena *arena)
{
    sw_screened *made;
    known *k;

    for (size_t i = 0; i < s->known.count; i++)
        if (s->known.at[i].text.ptr == text.ptr &&
            s->known.at[i].text.len == text.len)
            return s->known.at[i].screened;
    made = sw_arena_zero(arena, 1, sizeof *made);
    k = SW_VEC_PUSH(&s->known, arena);
    if (made == NULL || k == NULL)
        return NULL;
    made->text = text;
    if (!screen(s, arena, made))
        return NULL;
    *k = (known){text, made};
    return made;
}

/* The set's tier; those of a set made for a question of its own may differ. */
static uint64_t tiers_of(const sw_screen *s, const sw_set *set)
{
    const unsigned char *tiers = s->automaton->tiers;
    const unsigned char first = tiers[set->at[0]];

    return first == tiers[set->at[set->count - 1]] ? (uint64_t)1 << first
                                                   : UINT64_MAX;
}

const sw_screened *sw_screen_text(sw_screen *s, sw_str text, const sw_set *set,
                                  sw_arena *arena)
{
    sw_screened *screened = known_text(s, text, arena);
    uint64_t left;

    if (screened == NULL || screened->all || screened->tiers == UINT64_MAX ||
        set->count == 0)
        return screened;
    left = tiers_of(s, set) & ~screened->asked;
    if (left == 0)
        return screened;
    if ((left | screened->asked) & RULES)
        sw_tier_note(&s->habits, left);
    screened->asked |= left;
    if (left == RULES)
        left |= sw_tier_usual(&s->habits);
    left &= ~screened->tiers;
    return left == 0 || by_endings(s, left, arena, screened) ? screened : NULL;
}

/* Each text gets its part of what was found in all of them, joined. */
static void share_out(sw_screen *s, size_t count, sw_ending *at, size_t n)
{
    size_t from = 0, i = 0;

    for (size_t k = 0; k < count; k++) {
        const size_t to = from + s->ahead_folded[k].text.len;
        const size_t first = i;
        for (; i < n && at[i].end <= to; i++)
            at[i].end -= (uint32_t)from;
        s->ahead_found[k] = (sw_endings){at + first, i - first, false};
        from = to + 1; /* the filler */
    }
}

/* False, and nothing was read, when out of memory. */
static bool read_ahead(sw_screen *s, const sw_automaton *a, const sw_str *texts,
                       size_t n)
{
    size_t count = 0;
    sw_endings all;
    sw_str joined;

    for (size_t i = 0; i < n; i++)
        if (texts[i].ptr != NULL)
            s->ahead[count++] = texts[i];
    if (!sw_fold_all(s->ahead, count, &s->ahead_arena, s->ahead_folded,
                     &joined) ||
        !sw_scan_automaton(a, joined, &s->ahead_arena, &all))
        return false;
    if (all.too_many)
        return true; /* each for itself, then */
    share_out(s, count, all.at, all.count);
    s->ahead_count = count;
    return true;
}

bool sw_screen_ahead(sw_screen *s, const sw_str *texts, size_t n)
{
    const sw_automaton *a;
    size_t bytes = 0;

    s->ahead_count = s->ahead_next = 0;
    sw_arena_reset(&s->ahead_arena);
    for (size_t i = 0; i < n; i++)
        bytes += texts[i].len;
    if (n == 0 || bytes > MOST)
        return true;                              /* each for itself, then */
    if (!choose(s, bytes < MUCH ? 0 : bytes, &a)) /* counted one by one */
        return false;
    if (a == NULL)
        return true;
    s->ahead = sw_arena_zero(&s->ahead_arena, n, sizeof *s->ahead);
    s->ahead_folded =
        sw_arena_zero(&s->ahead_arena, n, sizeof *s->ahead_folded);
    s->ahead_found = sw_arena_zero(&s->ahead_arena, n, sizeof *s->ahead_found);
    if (s->ahead == NULL || s->ahead_folded == NULL || s->ahead_found == NULL)
        return false;
    return read_ahead(s, a, texts, n);
}

/* ---- windows
 * ------------------------------------------------------------------ */

/* Those that can be part of a match. */
static bool add_starts(sw_screen *s, const sw_screened *screened,
                       const sw_candidate *candidate, sw_arena *arena,
                       sw_windows *out)
{
    const sw_str text = screened->folded.text;
    const sw_scan_start *start;

    for (uint32_t i = candidate->start; i != 0; i = start->next) {
        sw_window *w;
        start = &candidate->starts[i - 1];
        if (start->user != 0 &&
            !sw_candidate_holds(s->heats, s->automaton, start->user - 1, text,
                                start->at))
            continue;
        w = SW_VEC_PUSH(out, arena);
        if (w == NULL)
            return false;
        *w = sw_fold_window(&screened->folded, start->at, start->reach);
    }
    return true;
}

/* So many starts that the run of bytes is cheaper? */
static bool has_many(const sw_candidate *candidate)
{
    uint32_t s = candidate->start;
    size_t n = 0;

    for (; s != 0 && n <= SW_WINDOWS_FEW; n++)
        s = candidate->starts[s - 1].next;
    return n > SW_WINDOWS_FEW;
}

bool sw_screen_windows(sw_screen *s, const sw_screened *screened,
                       const sw_candidate *candidate, sw_arena *arena,
                       sw_windows *out)
{
    const sw_pattern *pattern = &s->rules->patterns[candidate->pattern];
    const sw_run *run = pattern->run;
    bool whole = candidate->start == 0;
    sw_window *w;

    if (whole && pattern->doubled)
        return sw_native_doubled(screened->text, arena, out);
    if (run != NULL && (whole || has_many(candidate)))
        return sw_native_windows(run, screened->text, arena, out);
    if (!add_starts(s, screened, candidate, arena, out))
        return false;
    if (!whole) {
        sw_windows_join(out);
        return true;
    }
    w = SW_VEC_PUSH(out, arena);
    if (w != NULL)
        *w = (sw_window){0, screened->text.len};
    return w != NULL;
}
