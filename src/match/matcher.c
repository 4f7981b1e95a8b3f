/* matcher.c - the one door to PCRE2: matches of a pattern set in a text.
 *
 * The screen says which patterns of the set may match, and where; they walk
 * there (walk.c), and what they find is put in order. */
#include "match/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/asked.h"
#include "match/long_text.h"
#include "match/screen.h"
#include "match/suspect.h"
#include "match/walk.h"

#define FEW 12 /* matches: sorted in place */

struct sw_matcher {
    const saywell_rules *rules;
    sw_matcher_options options;
    sw_walker walker;
    sw_long_texts longs;
    sw_screen *screen;
    sw_suspects suspects;
    sw_meter meter;
};

static bool matcher_open(sw_matcher *m)
{
    m->screen = sw_screen_new(m->rules, &m->walker.heats);
    return m->screen != NULL && sw_walker_open(&m->walker);
}

sw_matcher *sw_matcher_new(const saywell_rules *rules)
{
    sw_matcher *m = sw_mem_alloc(sizeof *m);

    if (m == NULL)
        return NULL;
    memset(m, 0, sizeof *m);
    m->rules = rules;
    m->walker.rules = rules;
    m->walker.exceptions.matcher = m;
    if (!matcher_open(m)) {
        sw_matcher_free(m);
        return NULL;
    }
    sw_matcher_set(m, &(sw_matcher_options){.match_limit = 100000,
                                            .deadline_ms = 2000,
                                            .jit = 1,
                                            .prefilter = true});
    return m;
}

void sw_matcher_free(sw_matcher *m)
{
    if (m == NULL)
        return;
    sw_screen_free(m->screen);
    sw_walker_close(&m->walker);
    sw_suspect_close(&m->suspects);
    sw_mem_free(m->meter.costs);
    sw_mem_free(m);
}

static sw_heat_when when(int jit)
{
    return jit == 2   ? SW_HEAT_AT_ONCE
           : jit == 1 ? SW_HEAT_EARNED
                      : SW_HEAT_NEVER;
}

void sw_matcher_set(sw_matcher *m, const sw_matcher_options *options)
{
    m->options = *options;
    m->walker.deadline_ms = options->deadline_ms;
    m->walker.heats.code = when(options->jit);
    m->walker.heats.sieve =
        options->prefilter ? m->walker.heats.code : SW_HEAT_NEVER;
    sw_engine_limit(&m->walker.engine, options->match_limit);
    sw_screen_set(m->screen, options->screen);
}

void sw_matcher_remember(sw_matcher *m, sw_memo *memo)
{
    m->longs.memo = memo;
    sw_screen_edit(m->screen, memo != NULL);
}

bool sw_matcher_is_thorough(const sw_matcher *m)
{
    return m->options.thorough || !m->options.prefilter;
}

void sw_matcher_begin(sw_matcher *m)
{
    sw_walker_begin(&m->walker);
    sw_long_begin(&m->longs);
    sw_screen_begin(m->screen);
}

/* One pattern after the other on its way through one text. */
typedef struct run {
    sw_matcher *m;
    sw_walk walk;
} run;

static int compare(const void *a, const void *b)
{
    const sw_match *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->pattern->id < y->pattern->id ? -1
                                           : x->pattern->id > y->pattern->id;
}

/* Mostly there are two or three. */
static void sort(sw_matches *all)
{
    sw_match *at = all->at;

    if (all->count > FEW) {
        qsort(at, all->count, sizeof *at, compare);
        return;
    }
    for (size_t i = 1; i < all->count; i++) {
        const sw_match match = at[i];
        size_t k = i;
        for (; k > 0 && compare(&at[k - 1], &match) > 0; k--)
            at[k] = at[k - 1];
        at[k] = match;
    }
}

/* A walk, counted, and timed where somebody asks what patterns cost. */
static sw_found run_measured(run *r, const sw_windows *windows)
{
    sw_meter *meter = &r->m->meter;
    size_t before = r->walk.out->count;
    uint64_t start = meter->costs != NULL ? sw_meter_now() : 0;
    sw_found status = sw_walk_windows(&r->walk, windows);

    meter->stats.tried++;
    meter->stats.matched += r->walk.out->count > before;
    if (meter->costs != NULL) {
        meter->costs[r->walk.pattern->id].ns += sw_meter_now() - start;
        meter->costs[r->walk.pattern->id].tried++;
    }
    return status;
}

/* candidate NULL: anywhere. Where it can begin nowhere, nothing is compiled.
 */
static sw_found run_one(run *r, uint32_t pattern, const sw_screened *screened,
                        const sw_candidate *candidate)
{
    sw_window whole = {0, r->walk.doc->text.len};
    sw_windows windows = {.at = &whole, .count = 1};
    const size_t before = r->walk.out->count;
    sw_found status;

    if (candidate != NULL) {
        windows = (sw_windows){0};
        if (!sw_screen_windows(r->m->screen, screened, candidate, r->walk.arena,
                               &windows))
            return SW_FOUND_NOMEM;
    }
    if (windows.count == 0)
        return SW_FOUND_OK;
    r->walk.pattern = &r->m->rules->patterns[pattern];
    r->walk.code = NULL;
    r->walk.sieve = sw_heat_run(&r->m->walker.heats, pattern);
    status = run_measured(r, &windows);
    if (r->walk.code != NULL && r->walk.out->count == before)
        sw_heat_in_vain(&r->m->walker.heats, pattern, r->walk.doc->text.len);
    return status;
}

static sw_found run_candidates(run *r, const sw_set *set,
                               const sw_screened *screened)
{
    uint32_t next = 0;
    const sw_candidate *c = sw_asked_next(set, screened, &next);
    sw_found status = SW_FOUND_OK;

    while (c != NULL && status == SW_FOUND_OK && !sw_walk_satisfied(&r->walk)) {
        status = run_one(r, c->pattern, screened, c);
        c = sw_asked_next(set, screened, &next);
    }
    return status;
}

/* What the screen says of the set in the doc; NULL in *out where nobody asks
 * it. */
static sw_found look(sw_matcher *m, const sw_doc *doc, const sw_set *set,
                     sw_arena *arena, const sw_screened **out)
{
    saywell_stage stage;

    *out = NULL;
    if (!m->options.prefilter)
        return SW_FOUND_OK;
    stage = sw_meter_turn(&m->meter, SAYWELL_STAGE_SCAN);
    *out = sw_screen_text(m->screen, doc->text, set, arena);
    sw_meter_turn(&m->meter, stage);
    if (*out == NULL)
        return SW_FOUND_NOMEM;
    if ((*out)->all)
        *out = NULL;
    return SW_FOUND_OK;
}

/* Where in the set what stands behind this pattern begins. */
static size_t behind(const sw_set *set, uint32_t pattern)
{
    size_t i = 0;

    while (i < set->count && set->at[i] <= pattern)
        i++;
    return i;
}

/* screened NULL: each may match. */
static sw_found try_some(run *r, const sw_set *set, const sw_screened *screened,
                         size_t *tried)
{
    const size_t before = r->walk.out->count;
    const sw_candidate *c = NULL;
    sw_found status = SW_FOUND_OK;
    uint32_t next = 0;

    while (status == SW_FOUND_OK && r->walk.out->count == before) {
        if (screened != NULL) {
            c = sw_asked_next(set, screened, &next);
            *tried = c != NULL ? behind(set, c->pattern) : set->count;
            if (c == NULL)
                break;
        } else if (++*tried > set->count) {
            *tried = set->count;
            break;
        }
        status = run_one(r, set->at[*tried - 1], screened, c);
    }
    return status;
}

sw_found sw_matcher_run_some(sw_matcher *m, const sw_doc *doc,
                             const sw_set *set, const sw_filter_by *by,
                             sw_arena *arena, size_t *tried, sw_matches *out)
{
    run r = {m, {&m->walker, doc, NULL, NULL, NULL, by, arena, out}};
    const sw_screened *screened;
    saywell_stage stage;
    sw_found status;

    *tried = set->count;
    if (set->count == 0 || sw_long_is(doc)) /* as sw_matcher_run has it */
        return sw_matcher_run(m, doc, set, by, arena, out);
    *tried = 0;
    stage = sw_meter_turn(&m->meter, SAYWELL_STAGE_MATCH);
    status = look(m, doc, set, arena, &screened);
    if (status == SW_FOUND_OK)
        status = try_some(&r, set, screened, tried);
    m->meter.stats.asked += *tried;
    if (out->count > 1)
        sort(out);
    sw_meter_turn(&m->meter, stage);
    return status;
}

sw_found sw_matcher_run_whole(sw_matcher *m, const sw_question *q,
                              sw_arena *arena, sw_matches *out)
{
    run r = {m, {&m->walker, q->doc, NULL, NULL, NULL, q->by, arena, out}};
    const sw_set *set = q->set;
    const sw_screened *screened;
    saywell_stage stage = sw_meter_turn(&m->meter, SAYWELL_STAGE_MATCH);
    sw_found status = look(m, q->doc, set, arena, &screened);

    m->meter.stats.asked += set->count;
    if (screened != NULL)
        status = run_candidates(&r, set, screened);
    else
        for (size_t i = 0; i < set->count; i++) {
            if (status != SW_FOUND_OK || sw_walk_satisfied(&r.walk))
                break;
            status = run_one(&r, set->at[i], NULL, NULL);
        }
    if (out->count > 1)
        sort(out);
    sw_meter_turn(&m->meter, stage);
    return status;
}

sw_found sw_matcher_run(sw_matcher *m, const sw_doc *doc, const sw_set *set,
                        const sw_filter_by *by, sw_arena *arena,
                        sw_matches *out)
{
    const sw_question question = {doc, set, by};

    if (set->count == 0)
        return SW_FOUND_OK;
    return sw_long_is(doc) ? sw_long_run(m, &m->longs, &question, arena, out)
                           : sw_matcher_run_whole(m, &question, arena, out);
}

sw_found sw_matcher_may(sw_matcher *m, const sw_doc *doc, sw_arena *arena,
                        unsigned char *may)
{
    const sw_screened *screened = NULL;
    sw_found status = SW_FOUND_OK;

    if (m->suspects.of == NULL && !sw_suspect_open(&m->suspects, m->rules))
        return SW_FOUND_NOMEM;
    if (m->suspects.set != NULL && !sw_long_is(doc) &&
        !sw_matcher_is_thorough(m))
        status = look(m, doc, m->suspects.set, arena, &screened);
    if (screened != NULL)
        sw_suspect_mark(&m->suspects, m->rules, screened, may);
    else
        memset(may, 1, m->rules->rule_count);
    return status;
}

bool sw_matcher_ahead(sw_matcher *m, const sw_str *texts, size_t n)
{
    return !m->options.prefilter || sw_screen_ahead(m->screen, texts, n);
}

void sw_matcher_prepare(sw_matcher *m)
{
    if (m->options.prefilter)
        sw_screen_prepare(m->screen);
}

sw_meter *sw_matcher_meter(sw_matcher *m)
{
    return &m->meter;
}

const sw_scans *sw_matcher_scans(const sw_matcher *m)
{
    return sw_screen_scans(m->screen);
}

const unsigned char *sw_matcher_hits(const sw_matcher *m)
{
    return m->walker.hits;
}
