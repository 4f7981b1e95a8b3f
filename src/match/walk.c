/* walk.c - one pattern on its way through one text.
 *
 * It is tried at every start; one that asks to begin at a sentence only at
 * those, which PCRE2's offset limit says: it tells no machine code from others,
 * as PCRE2_ANCHORED does. Long texts go in slices of start positions (the same
 * limit), so that the clock can be read between them. What a zone, a paragraph
 * border, a guard or an exception refuses is dropped, and matching resumes one
 * character behind its start: a real match may hide inside. */
#include "match/walk.h"

#include <string.h>

#include "base/mem.h"
#include "match/guard.h"

#define SLICE       4096 /* start positions between looks at the clock */
#define STEP_STARTS 64   /* what asking PCRE2 costs, in start positions */

bool sw_walker_open(sw_walker *w)
{
    const size_t count = w->rules->pattern_count + 1;

    w->hits = sw_mem_alloc(count);
    if (w->hits == NULL || !sw_engine_open(&w->engine) ||
        !sw_heat_open(&w->heats, w->rules))
        return false;
    memset(w->hits, 0, count);
    return true;
}

void sw_walker_close(sw_walker *w)
{
    sw_engine_close(&w->engine);
    sw_heat_close(&w->heats);
    sw_mem_free(w->hits);
}

void sw_walker_begin(sw_walker *w)
{
    const size_t ms = w->deadline_ms;

    sw_exception_begin(&w->exceptions);
    if (ms == 0)
        return;
    clock_gettime(CLOCK_MONOTONIC, &w->until);
    w->until.tv_sec += (time_t)(ms / 1000);
    w->until.tv_nsec += (long)(ms % 1000) * 1000000;
    if (w->until.tv_nsec >= 1000000000) {
        w->until.tv_sec++;
        w->until.tv_nsec -= 1000000000;
    }
}

/* Is the reply's time over, now that so many starts were tried? The clock is
 * dear beside a short window: it is read after a slice's worth of them. */
static bool late(sw_walker *w, size_t starts)
{
    struct timespec now;

    w->starts += starts + STEP_STARTS;
    if (w->deadline_ms == 0 || w->starts < SLICE)
        return false;
    w->starts = 0;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > w->until.tv_sec ||
           (now.tv_sec == w->until.tv_sec && now.tv_nsec > w->until.tv_nsec);
}

/* What needs no PCRE2 to refuse. */
static bool stands(const sw_walk *r, size_t start, size_t end)
{
    return end > start && sw_guard_borders(r->doc, r->pattern, start, end) &&
           (r->by->anywhere ||
            sw_guard_zones(r->doc, r->by->zones, start, end)) &&
           ((!r->pattern->clause_main && !r->pattern->subject_us) ||
            sw_guard_clause(r->walker->rules, r->doc, r->pattern, start));
}

/* The named groups that took part; of a name given twice, the first set. */
static bool take_spans(const sw_walk *r, sw_match *match)
{
    const PCRE2_SIZE *ov = r->walker->engine.places;
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
        if (group >= r->walker->engine.groups || ov[2 * group] == PCRE2_UNSET)
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
static sw_found take(const sw_walk *r, size_t start, size_t end, bool *taken)
{
    sw_match match = {.start = start, .end = end, .pattern = r->pattern};
    sw_match *slot;
    sw_found status;
    bool no;

    if (!take_spans(r, &match))
        return SW_FOUND_NOMEM;
    if (!r->by->anywhere)
        match.sentence = sw_sentence_at(&r->doc->sentences, start);
    status = sw_exception_overlaps(&r->walker->exceptions, r->doc, r->by,
                                   r->arena, &match, &no);
    *taken = !no;
    if (status != SW_FOUND_OK || no)
        return status;
    slot = SW_VEC_PUSH(r->out, r->arena);
    if (slot == NULL)
        return SW_FOUND_NOMEM;
    *slot = match;
    r->walker->hits[r->pattern->id] = 1;
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
static sw_found make_ready(sw_walk *r)
{
    sw_walker *w = r->walker;
    char message[160] = "";

    r->code = sw_compile_use(w->rules, r->pattern->id, message);
    if (r->code == NULL)
        return message[0] != '\0' ? SW_FOUND_LIMIT : SW_FOUND_NOMEM;
    if (sw_heat_call(&w->heats, r->pattern->id, r->doc->text.len))
        r->code = sw_compile_jit(w->rules, r->pattern->id);
    return r->code != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

/* Tries the starts from *at to last and moves *at to where to go on. */
static sw_found step(sw_walk *r, size_t *at, size_t last)
{
    sw_str text = r->doc->text;
    const PCRE2_SIZE *ov = r->walker->engine.places;
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
    rc = sw_engine_call(&r->walker->engine, r->code, r->doc, *at, last);
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

bool sw_walk_satisfied(const sw_walk *r)
{
    return r->by->first && r->out->count > 0;
}

/* The matches that start in the window, from *at on, and in the part of the
 * text that is asked about. */
static sw_found run_window(sw_walk *r, const sw_window *w, size_t *at)
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
        if (status != SW_FOUND_OK || sw_walk_satisfied(r))
            return status;
        if (late(r->walker, *at - first))
            return SW_FOUND_LIMIT;
    }
    return SW_FOUND_OK;
}

sw_found sw_walk_windows(sw_walk *r, const sw_windows *windows)
{
    sw_found status = SW_FOUND_OK;
    size_t at = 0;

    for (size_t i = 0; i < windows->count && status == SW_FOUND_OK; i++) {
        status = run_window(r, &windows->at[i], &at);
        if (sw_walk_satisfied(r))
            break;
    }
    return status;
}
