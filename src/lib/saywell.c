/* saywell.c - the public functions for checking, each a thin door. */
#include "saywell.h"

#include <string.h>

#include "base/fail.h"
#include "base/mem.h"
#include "fix/edit.h"
#include "lib/many.h"
#include "rule/builtin.h"

#define MAX_BYTES ((size_t)64 * 1024 * 1024)

const char *saywell_status_text(saywell_status status)
{
    static const char *const texts[] = {
#define SAYWELL_X_(name, text) [SAYWELL_##name] = (text),
        SAYWELL_STATUS_MAP(SAYWELL_X_)
#undef SAYWELL_X_
    };

    if ((size_t)status >= sizeof texts / sizeof *texts)
        return "unknown status";
    return texts[status];
}

const char *saywell_stage_text(saywell_stage stage)
{
    static const char *const texts[] = {
#define SAYWELL_X_(name, text) [SAYWELL_STAGE_##name] = (text),
        SAYWELL_STAGE_MAP(SAYWELL_X_)
#undef SAYWELL_X_
    };

    return (size_t)stage < SAYWELL_STAGE_COUNT ? texts[stage] : "unknown stage";
}

saywell_session *saywell_session_new(const saywell_rules *rules)
{
    saywell_session *s = sw_mem_alloc(sizeof *s);

    if (s == NULL)
        return NULL;
    memset(s, 0, sizeof *s);
    s->rules = rules;
    s->max_bytes = MAX_BYTES;
    s->matching = (sw_matcher_options){.match_limit = 100000,
                                       .deadline_ms = 2000,
                                       .jit = 1,
                                       .prefilter = true};
    s->matcher = sw_matcher_new(rules);
    s->language = sw_language_new(rules);
    if (s->matcher == NULL || s->language == NULL) {
        saywell_session_free(s);
        return NULL;
    }
    sw_matcher_set(s->matcher, &s->matching);
    return s;
}

void saywell_session_free(saywell_session *s)
{
    if (s == NULL)
        return;
    sw_matcher_free(s->matcher);
    sw_language_free(s->language);
    sw_arena_release(&s->scratch);
    sw_mem_free(s);
}

saywell_status saywell_session_set(saywell_session *s, saywell_option option,
                                   size_t value)
{
    switch (option) {
    case SAYWELL_MAX_FINDINGS:
        s->max_findings = value;
        break;
    case SAYWELL_MAX_BYTES:
        s->max_bytes = value;
        break;
    case SAYWELL_MATCH_LIMIT:
        s->matching.match_limit = value;
        break;
    case SAYWELL_DEADLINE_MS:
        s->matching.deadline_ms = value;
        break;
    case SAYWELL_LEAST:
        s->least = value;
        break;
    case SAYWELL_WANT_FIX:
        s->want_fix = value != 0;
        break;
    case SAYWELL_JIT:
        s->matching.jit = value > 2 ? 1 : (int)value;
        break;
    case SAYWELL_NO_PREFILTER:
        s->matching.prefilter = value == 0;
        break;
    case SAYWELL_THOROUGH:
        s->matching.thorough = value != 0;
        break;
    case SAYWELL_SCANNER:
        s->matching.screen = value == 1   ? SW_SCREEN_HASH
                             : value == 2 ? SW_SCREEN_AUTOMATON
                                          : SW_SCREEN_GROWING;
        break;
    case SAYWELL_STATS:
        sw_matcher_meter(s->matcher)->on = value != 0;
        break;
    default:
        return SAYWELL_ARGUMENT;
    }
    sw_matcher_set(s->matcher, &s->matching);
    return SAYWELL_OK;
}

const unsigned char *saywell_session_hits(const saywell_session *s)
{
    return sw_matcher_hits(s->matcher);
}

saywell_status saywell_check(saywell_session *s, const saywell_reply *reply,
                             saywell_result **out, saywell_error *err)
{
    *out = NULL;
    sw_fail_clear(err);
    sw_arena_reset(&s->scratch);
    return sw_run_check(s, reply, out, err);
}

saywell_status saywell_check_many(saywell_session *s,
                                  const saywell_reply *replies, size_t n,
                                  saywell_result **results,
                                  saywell_error *errors)
{
    return sw_many_check(s, replies, n, results, errors);
}

void saywell_session_prepare(saywell_session *s)
{
    sw_matcher_prepare(s->matcher);
}

void saywell_result_free(saywell_result *r)
{
    if (r == NULL)
        return;
    sw_arena_release(&r->arena);
    sw_mem_free(r);
}

size_t saywell_result_count(const saywell_result *r)
{
    return r->count;
}

const saywell_finding *saywell_result_at(const saywell_result *r, size_t i)
{
    return i < r->count ? &r->findings[i] : NULL;
}

size_t saywell_result_leave_out(saywell_result *r,
                                bool (*known)(void *ctx,
                                              const saywell_finding *f),
                                void *ctx)
{
    size_t kept = 0, count = r->count;

    for (size_t i = 0; i < count; i++)
        if (!known(ctx, &r->findings[i]))
            r->findings[kept++] = r->findings[i];
    r->count = kept;
    return count - kept;
}

size_t saywell_result_omitted(const saywell_result *r)
{
    return r->omitted;
}

size_t saywell_result_limited_count(const saywell_result *r)
{
    return r->limited_count;
}

const char *saywell_result_limited_at(const saywell_result *r, size_t i)
{
    return i < r->limited_count ? r->limited[i] : NULL;
}

bool saywell_result_complete(const saywell_result *r)
{
    return r->limited_count == 0;
}

const char *saywell_result_skipped(const saywell_result *r)
{
    return r->skipped;
}

const char *saywell_result_language(const saywell_result *r)
{
    return r->language;
}

const saywell_edit *saywell_result_fix(const saywell_result *r, size_t *count)
{
    *count = r->fix_count;
    return r->fix;
}

saywell_status saywell_apply(const char *text, size_t len,
                             const saywell_edit *edits, size_t count,
                             saywell_write_fn *write, void *ctx)
{
    size_t at = 0;

    if (!sw_edits_valid(edits, count, len))
        return SAYWELL_ARGUMENT;
    for (size_t i = 0; i < count; i++) {
        if (edits[i].start > at && !write(ctx, text + at, edits[i].start - at))
            return SAYWELL_STOPPED;
        if (edits[i].len > 0 && !write(ctx, edits[i].text, edits[i].len))
            return SAYWELL_STOPPED;
        at = edits[i].end;
    }
    if (at < len && !write(ctx, text + at, len - at))
        return SAYWELL_STOPPED;
    return SAYWELL_OK;
}

const char *saywell_schema(const char *name)
{
    for (size_t i = 0; i < sw_builtin_schema_count; i++)
        if (strcmp(sw_builtin_schemas[i].name, name) == 0)
            return sw_builtin_schemas[i].bytes;
    return NULL;
}

bool saywell_default_file(size_t i, const char **name, const char **bytes,
                          size_t *len)
{
    if (i >= sw_builtin_pack_count)
        return false;
    *name = sw_builtin_pack[i].name;
    *bytes = sw_builtin_pack[i].bytes;
    *len = sw_builtin_pack[i].len;
    return true;
}
