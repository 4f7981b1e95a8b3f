/* matcher.c - the one door to PCRE2: matches of a pattern set in a text.
 *
 * A pattern is tried at every start; one that asks to begin at a sentence only
 * at those, which PCRE2's offset limit says: it tells no machine code from
 * others, as PCRE2_ANCHORED does. Long texts go in slices of start positions
 * (PCRE2's offset limit), so that the clock can be read between them. What a
 * zone, a paragraph border, a guard or an exception refuses is dropped, and
 * matching resumes one character behind its start: a real match may hide
 * inside. */
#include "match/matcher.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "match/asked.h"
#include "match/engine.h"
#include "match/exception.h"
#include "match/guard.h"
#include "match/heat.h"
#include "match/long_text.h"
#include "match/screen.h"
#include "match/suspect.h"

#define SLICE       4096 /* start positions between looks at the clock */
#define FEW         12   /* matches: sorted in place */
#define STEP_STARTS 64   /* what asking PCRE2 costs, in start positions */

struct sw_matcher {
    const saywell_rules *rules;
    sw_engine engine;
    sw_matcher_options options;
    struct timespec until;
    size_t starts; /* since the last look at the clock */
    sw_heats heats;
    unsigned char *hits; /* by pattern */
    sw_exceptions exceptions;
    sw_long_texts longs;
    sw_screen *screen;
    sw_suspects suspects;
    sw_meter meter;
};

static bool matcher_open(sw_matcher *m)
{
    size_t count = m->rules->pattern_count + 1;

    m->screen = sw_screen_new(m->rules, &m->heats);
    m->hits = sw_mem_alloc(count);
    if (m->screen == NULL || m->hits == NULL || !sw_engine_open(&m->engine) ||
        !sw_heat_open(&m->heats, m->rules))
        return false;
    memset(m->hits, 0, count);
    return true;
}

sw_matcher *sw_matcher_new(const saywell_rules *rules)
{
    sw_matcher *m = sw_mem_alloc(sizeof *m);

    if (m == NULL)
        return NULL;
    memset(m, 0, sizeof *m);
    m->rules = rules;
    m->exceptions.matcher = m;
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
    sw_engine_close(&m->engine);
    sw_screen_free(m->screen);
    sw_suspect_close(&m->suspects);
    sw_mem_free(m->meter.costs);
    sw_heat_close(&m->heats);
    sw_mem_free(m->hits);
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
    m->heats.code = when(options->jit);
    m->heats.sieve = options->prefilter ? m->heats.code : SW_HEAT_NEVER;
    sw_engine_limit(&m->engine, options->match_limit);
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
    size_t ms = m->options.deadline_ms;

    sw_exception_begin(&m->exceptions);
    sw_long_begin(&m->longs);
    sw_screen_begin(m->screen);
    if (ms == 0)
        return;
    clock_gettime(CLOCK_MONOTONIC, &m->until);
    m->until.tv_sec += (time_t)(ms / 1000);
    m->until.tv_nsec += (long)(ms % 1000) * 1000000;
    if (m->until.tv_nsec >= 1000000000) {
        m->until.tv_sec++;
        m->until.tv_nsec -= 1000000000;
    }
}

/* Is the reply's time over, now that so many starts were tried? The clock is
 * dear beside a short window: it is read after a slice's worth of them. */
static bool late(sw_matcher *m, size_t starts)
{
    struct timespec now;

    m->starts += starts + STEP_STARTS;
    if (m->options.deadline_ms == 0 || m->starts < SLICE)
        return false;
    m->starts = 0;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > m->until.tv_sec ||
           (now.tv_sec == m->until.tv_sec && now.tv_nsec > m->until.tv_nsec);
}

/* One pattern on its way through one text. */
typedef struct run {
    sw_matcher *m;
    const sw_doc *doc;
    const sw_pattern *pattern;
    const sw_code *code; /* NULL until PCRE2 is called */
    sw_sieve *sieve;     /* or NULL */
    const sw_filter_by *by;
    sw_arena *arena;
    sw_matches *out;
} run;

/* What needs no PCRE2 to refuse. */
static bool stands(const run *r, size_t start, size_t end)
{
    return end > start && sw_guard_borders(r->doc, r->pattern, start, end) &&
           (r->by->anywhere ||
            sw_guard_zones(r->doc, r->by->zones, start, end)) &&
           ((!r->pattern->clause_main && !r->pattern->subject_us) ||
            sw_guard_clause(r->m->rules, r->doc, r->pattern, start));
}

/* The named groups that took part; of a name given twice, the first set. */
static bool take_spans(const run *r, sw_match *match)
{
    const PCRE2_SIZE *ov = r->m->engine.places;
    const sw_code *c = r->code;
    sw_span *spans;
    size_t n = 0;

    if (c->name_count == 0)
        return true;
    spans = sw_arena_zero(r->arena, c->name_count, sizeof *spans);
    if (spans == NULL)
        return false;
    for (uint32_t i = 0; i < c->name_count; i++) {
        const unsigned char *entry = c->names + i * c->name_size;
        unsigned group = (unsigned)entry[0] << 8 | entry[1];
        const char *name = (const char *)entry + 2;
        if (group >= r->m->engine.groups || ov[2 * group] == PCRE2_UNSET)
            continue;
        if (n > 0 && strcmp(spans[n - 1].name, name) == 0)
            continue;
        spans[n++] = (sw_span){name, ov[2 * group], ov[2 * group + 1]};
    }
    match->spans = spans;
    match->span_count = n;
    return true;
}

/* Takes the match in the match data, unless an exception overlaps it. Its
 * captures are read first: looking for exceptions uses the match data. */
static sw_found take(const run *r, size_t start, size_t end, bool *taken)
{
    sw_match match = {.start = start, .end = end, .pattern = r->pattern};
    sw_match *slot;
    sw_found status;
    bool no;

    if (!take_spans(r, &match))
        return SW_FOUND_NOMEM;
    if (!r->by->anywhere)
        match.sentence = sw_sentence_at(&r->doc->sentences, start);
    status = sw_exception_overlaps(&r->m->exceptions, r->doc, r->by, r->arena,
                                   &match, &no);
    *taken = !no;
    if (status != SW_FOUND_OK || no)
        return status;
    slot = SW_VEC_PUSH(r->out, r->arena);
    if (slot == NULL)
        return SW_FOUND_NOMEM;
    *slot = match;
    r->m->hits[r->pattern->id] = 1;
    return SW_FOUND_OK;
}

static size_t next_char(sw_str text, size_t at)
{
    at++;
    while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* The pattern's code, as fast as it has earned. A pattern that PCRE2 refuses,
 * which loading and the tests of the built-in pack keep out, limits its rule.
 */
static sw_found make_ready(run *r)
{
    sw_matcher *m = r->m;
    char message[160] = "";

    r->code = sw_compile_use(m->rules, r->pattern->id, message);
    if (r->code == NULL)
        return message[0] != '\0' ? SW_FOUND_LIMIT : SW_FOUND_NOMEM;
    if (sw_heat_call(&m->heats, r->pattern->id, r->doc->text.len))
        r->code = sw_compile_jit(m->rules, r->pattern->id);
    return r->code != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

/* Tries the starts from *at to last and moves *at to where to go on. */
static sw_found step(run *r, size_t *at, size_t last)
{
    sw_str text = r->doc->text;
    const PCRE2_SIZE *ov = r->m->engine.places;
    size_t start, end;
    bool taken = false;
    sw_found status = SW_FOUND_OK;
    int rc;

    if (r->sieve != NULL && !sw_sieve_passes(r->sieve, text, *at, last)) {
        *at = next_char(text, last);
        return SW_FOUND_OK;
    }
    if (r->code == NULL)
        status = make_ready(r);
    if (status != SW_FOUND_OK)
        return status;
    rc = sw_engine_call(&r->m->engine, r->code, r->doc, *at, last);
    if (rc == PCRE2_ERROR_NOMATCH) {
        *at = next_char(text, last);
        return SW_FOUND_OK;
    }
    if (rc < 0)
        return rc == PCRE2_ERROR_NOMEMORY ? SW_FOUND_NOMEM : SW_FOUND_LIMIT;
    start = ov[0];
    end = ov[1];
    if (stands(r, start, end))
        status = take(r, start, end, &taken);
    *at = taken ? end : next_char(text, start);
    return status;
}

/* The last start of a slice that begins at `at`, on a character edge. */
static size_t slice_end(sw_str text, size_t at, size_t most)
{
    size_t last = at + SLICE;

    if (last >= most)
        return most;
    while (last > at && ((unsigned char)text.ptr[last] & 0xC0) == 0x80)
        last--;
    return last;
}

/* Has whoever wants only one match got it? */
static bool satisfied(const run *r)
{
    return r->by->first && r->out->count > 0;
}

/* The matches that start in the window, from *at on, and in the part of the
 * text that is asked about. */
static sw_found run_window(run *r, const sw_window *w, size_t *at)
{
    sw_str text = r->doc->text;
    sw_border begins = r->pattern->begins;
    size_t first, last, to = w->to;
    sw_found status;

    *at = w->from > *at ? w->from : *at;
    if (!r->by->anywhere && *at < r->doc->starts_from)
        *at = r->doc->starts_from;
    if (!r->by->anywhere && to > r->doc->starts_to)
        to = r->doc->starts_to;
    while (*at <= to && *at < text.len) {
        last = slice_end(text, *at, to);
        if (begins != SW_BORDER_NONE)
            last = *at = sw_guard_next(r->doc, begins, *at);
        if (*at == SW_NOWHERE || *at > to)
            break;
        first = *at;
        status = step(r, at, last);
        if (status != SW_FOUND_OK || satisfied(r))
            return status;
        if (late(r->m, *at - first))
            return SW_FOUND_LIMIT;
    }
    return SW_FOUND_OK;
}

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

static sw_found run_windows(run *r, const sw_windows *windows)
{
    sw_found status = SW_FOUND_OK;
    size_t at = 0;

    for (size_t i = 0; i < windows->count && status == SW_FOUND_OK; i++) {
        status = run_window(r, &windows->at[i], &at);
        if (satisfied(r))
            break;
    }
    return status;
}

/* The same, counted, and timed where somebody asks what patterns cost. */
static sw_found run_measured(run *r, const sw_windows *windows)
{
    sw_meter *meter = &r->m->meter;
    size_t before = r->out->count;
    uint64_t start = meter->costs != NULL ? sw_meter_now() : 0;
    sw_found status = run_windows(r, windows);

    meter->stats.tried++;
    meter->stats.matched += r->out->count > before;
    if (meter->costs != NULL) {
        meter->costs[r->pattern->id].ns += sw_meter_now() - start;
        meter->costs[r->pattern->id].tried++;
    }
    return status;
}

/* candidate NULL: anywhere. Where it can begin nowhere, nothing is compiled.
 */
static sw_found run_one(run *r, uint32_t pattern, const sw_screened *screened,
                        const sw_candidate *candidate)
{
    sw_window whole = {0, r->doc->text.len};
    sw_windows windows = {.at = &whole, .count = 1};
    const size_t before = r->out->count;
    sw_found status;

    if (candidate != NULL) {
        windows = (sw_windows){0};
        if (!sw_screen_windows(r->m->screen, screened, candidate, r->arena,
                               &windows))
            return SW_FOUND_NOMEM;
    }
    if (windows.count == 0)
        return SW_FOUND_OK;
    r->pattern = &r->m->rules->patterns[pattern];
    r->code = NULL;
    r->sieve = sw_heat_run(&r->m->heats, pattern);
    status = run_measured(r, &windows);
    if (r->code != NULL && r->out->count == before)
        sw_heat_in_vain(&r->m->heats, pattern, r->doc->text.len);
    return status;
}

static sw_found run_candidates(run *r, const sw_set *set,
                               const sw_screened *screened)
{
    uint32_t next = 0;
    const sw_candidate *c = sw_asked_next(set, screened, &next);
    sw_found status = SW_FOUND_OK;

    while (c != NULL && status == SW_FOUND_OK && !satisfied(r)) {
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
    const size_t before = r->out->count;
    const sw_candidate *c = NULL;
    sw_found status = SW_FOUND_OK;
    uint32_t next = 0;

    while (status == SW_FOUND_OK && r->out->count == before) {
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
    run r = {.m = m, .doc = doc, .by = by, .arena = arena, .out = out};
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
        qsort(out->at, out->count, sizeof *out->at, compare);
    sw_meter_turn(&m->meter, stage);
    return status;
}

sw_found sw_matcher_run_whole(sw_matcher *m, const sw_question *q,
                              sw_arena *arena, sw_matches *out)
{
    run r = {.m = m, .doc = q->doc, .by = q->by, .arena = arena, .out = out};
    const sw_set *set = q->set;
    const sw_screened *screened;
    saywell_stage stage = sw_meter_turn(&m->meter, SAYWELL_STAGE_MATCH);
    sw_found status = look(m, q->doc, set, arena, &screened);

    m->meter.stats.asked += set->count;
    if (screened != NULL)
        status = run_candidates(&r, set, screened);
    else
        for (size_t i = 0; i < set->count; i++) {
            if (status != SW_FOUND_OK || satisfied(&r))
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
    return m->hits;
}
