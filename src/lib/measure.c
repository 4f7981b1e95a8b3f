/* measure.c - what each pattern costs over a text, whatever its rules ask. */
#include <string.h>

#include "base/fail.h"
#include "base/mem.h"
#include "lib/run.h"
#include "match/scan.h"
#include "rule/compile.h"

const saywell_stats *saywell_session_stats(const saywell_session *s)
{
    sw_meter *meter = sw_matcher_meter(s->matcher);
    saywell_stats *stats = &meter->stats;

    stats->patterns = s->rules->pattern_count;
    stats->compiled = stats->stored = stats->jitted = 0;
    for (size_t i = 0; i < s->rules->pattern_count; i++) {
        const sw_code *code = sw_compile_made(s->rules, (uint32_t)i);
        if (code == NULL)
            continue;
        stats->jitted += code->jit;
        stats->stored += code->stored;
        stats->compiled += !code->stored;
    }
    return stats;
}

static saywell_status measure_all(saywell_session *s, const sw_doc *doc)
{
    static const sw_filter_by anywhere = {.anywhere = true};
    sw_meter *meter = sw_matcher_meter(s->matcher);

    for (uint32_t i = 0; i < s->rules->pattern_count; i++) {
        const sw_set one = {&i, 1};
        sw_matches matches = {0};
        sw_found found = sw_matcher_run(s->matcher, doc, &one, &anywhere,
                                        &s->scratch, &matches);
        if (found == SW_FOUND_NOMEM)
            return SAYWELL_NOMEM;
        meter->costs[i].limited |= found == SW_FOUND_LIMIT;
        meter->costs[i].matches += matches.count;
    }
    return SAYWELL_OK;
}

saywell_status saywell_session_measure(saywell_session *s, const char *text,
                                       size_t len, saywell_error *err)
{
    sw_meter *meter = sw_matcher_meter(s->matcher);
    size_t size = (s->rules->pattern_count + 1) * sizeof *meter->costs;
    saywell_status status;
    sw_doc doc;

    sw_fail_clear(err);
    if (len > s->max_bytes)
        return sw_fail(err, SAYWELL_LIMIT,
                       "the text has %zu bytes; at most %zu are read", len,
                       s->max_bytes);
    if (meter->costs == NULL) {
        meter->costs = sw_mem_alloc(size);
        if (meter->costs == NULL)
            return sw_fail_nomem(err);
        memset(meter->costs, 0, size);
    }
    sw_arena_reset(&s->scratch);
    status = sw_doc_parse((sw_str){text, len}, &s->scratch, &doc, err);
    if (status != SAYWELL_OK)
        return status;
    sw_matcher_begin(s->matcher);
    status = measure_all(s, &doc);
    return status == SAYWELL_OK ? status : sw_fail_nomem(err);
}

const saywell_pattern_cost *saywell_session_cost(const saywell_session *s,
                                                 size_t pattern)
{
    const sw_meter *meter = sw_matcher_meter(s->matcher);

    return meter->costs != NULL && pattern < s->rules->pattern_count
               ? &meter->costs[pattern]
               : NULL;
}

static unsigned number_of(unsigned set)
{
    return set == 1 ? 0 : set == 2 ? 1 : 2;
}

void saywell_session_literals(const saywell_session *s,
                              saywell_literal_fn *each, void *ctx)
{
    const sw_scans *scans = sw_matcher_scans(s->matcher);
    size_t first = 0;

    for (size_t n = 0; n < 2 && scans->at[n] != NULL; n++) {
        const sw_scan *scan = scans->at[n];
        for (size_t i = 0; i < scan->literal_count; i++) {
            const sw_scan_literal *l = &scan->literals[i];
            for (size_t k = l[0].users; k < l[1].users; k++)
                each(ctx, first + scan->users[k].pattern,
                     number_of(scan->users[k].set), scan->bytes + l->text,
                     l->len);
        }
        first += scan->patterns;
    }
}
