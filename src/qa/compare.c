/*
 * compare.c - an older report, and what has changed since.
 *
 * Two rates always differ; whether the difference is more than chance would
 * make is what a lead has to know before praising or scolding, so it is said in
 * words. The old report is a file that may have come from anywhere: read by the
 * pull reader, nothing in it is believed but counts and names.
 */
#include "qa/compare.h"

#include "base/fail.h"
#include "base/json_read.h"

#include <stdio.h>
#include <string.h>

#define RULES_MAX 4096

typedef struct reading {
    sw_compare *old;
    sw_arena *arena;
    sw_json_reader json;
    sw_buf word;
    bool failed; /* out of memory */
    bool schema, totals;
} reading;

/* The members of an object, one call each; false ends. member reads, or skips,
 * its value. */
typedef bool member(reading *r, sw_str key, void *into);

static bool each(reading *r, member *one, void *into)
{
    sw_json_event event = sw_json_read(&r->json);

    if (event != SW_JSON_OBJECT)
        return false;
    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY) {
        char key[24];
        sw_str word = sw_json_read_string(&r->json, &r->word);

        if (word.len >= sizeof key)
            word.len = sizeof key - 1; /* no key of ours is so long */
        memcpy(key, word.ptr, word.len);
        if (!one(r, (sw_str){key, word.len}, into))
            return false;
    }
    return event == SW_JSON_OBJECT_END;
}

static bool text(reading *r, const char **to)
{
    sw_json_event event = sw_json_read(&r->json);
    sw_str s;

    *to = NULL;
    if (event == SW_JSON_NULL)
        return true;
    if (event != SW_JSON_STRING)
        return false;
    s = sw_json_read_string(&r->json, &r->word);
    *to = sw_arena_copy(r->arena, s.ptr, s.len);
    r->failed = r->failed || !*to || r->word.failed;
    return !r->failed;
}

static bool number(reading *r, size_t *to)
{
    return sw_json_read(&r->json) == SW_JSON_NUMBER &&
           sw_str_number(r->json.raw, (size_t)1 << 50, to);
}

static bool in_tool(reading *r, sw_str key, void *into)
{
    sw_compare *old = into;

    if (sw_str_equal_c(key, "pack"))
        return text(r, &old->pack);
    if (sw_str_equal_c(key, "packVersion"))
        return text(r, &old->version);
    if (sw_str_equal_c(key, "rulesHash"))
        return text(r, &old->hash);
    return sw_json_read_skip(&r->json, NULL);
}

static bool in_input(reading *r, sw_str key, void *into)
{
    sw_compare *old = into;

    if (sw_str_equal_c(key, "from"))
        return text(r, &old->from);
    if (sw_str_equal_c(key, "to"))
        return text(r, &old->to);
    return sw_json_read_skip(&r->json, NULL);
}

static bool in_totals(reading *r, sw_str key, void *into)
{
    sw_compare *old = into;

    if (sw_str_equal_c(key, "replies"))
        return number(r, &old->total.of);
    if (sw_str_equal_c(key, "flagged"))
        return number(r, &old->total.with);
    return sw_json_read_skip(&r->json, NULL);
}

typedef struct old_rule {
    const char *id;
    sw_share share;
} old_rule;

static bool in_rule(reading *r, sw_str key, void *into)
{
    old_rule *rule = into;

    if (sw_str_equal_c(key, "rule"))
        return text(r, &rule->id);
    if (sw_str_equal_c(key, "with"))
        return number(r, &rule->share.with);
    if (sw_str_equal_c(key, "replies"))
        return number(r, &rule->share.of);
    return sw_json_read_skip(&r->json, NULL);
}

/* Each rule on a reader of its own, so that each() finds its object. */
static bool read_rules(reading *r)
{
    sw_str value;

    if (sw_json_read(&r->json) != SW_JSON_ARRAY)
        return false;
    while (sw_json_read_skip(&r->json, &value)) {
        reading one = {.arena = r->arena};
        old_rule rule = {0};
        sw_share *share = sw_arena_alloc(r->arena, sizeof *share);
        bool ok;

        sw_json_read_init(&one.json, value);
        ok = share && each(&one, in_rule, &rule) && rule.id &&
             rule.share.with <= rule.share.of &&
             r->old->rules.count < RULES_MAX;
        sw_buf_release(&one.word);
        if (!ok)
            return false;
        *share = rule.share;
        if (!sw_map_put(&r->old->rules, r->arena, sw_str_of(rule.id), share)) {
            r->failed = true;
            return false;
        }
    }
    return sw_json_read(&r->json) == SW_JSON_ARRAY_END;
}

static bool in_top(reading *r, sw_str key, void *into)
{
    const char *schema = NULL;

    (void)into;
    if (sw_str_equal_c(key, "tool"))
        return each(r, in_tool, r->old);
    if (sw_str_equal_c(key, "input"))
        return each(r, in_input, r->old);
    if (sw_str_equal_c(key, "totals")) {
        r->totals = true;
        return each(r, in_totals, r->old);
    }
    if (sw_str_equal_c(key, "rules"))
        return read_rules(r);
    if (!sw_str_equal_c(key, "schema"))
        return sw_json_read_skip(&r->json, NULL);
    if (!text(r, &schema))
        return false;
    r->schema = schema && strcmp(schema, "saywell-report/1") == 0;
    return r->schema;
}

saywell_status sw_compare_read(sw_compare *old, const char *name, sw_str bytes,
                               sw_arena *arena, saywell_error *err)
{
    reading r = {.old = old, .arena = arena, .word = {.max = (size_t)1 << 20}};
    saywell_status status = SAYWELL_OK;
    bool ok;

    *old = (sw_compare){.name = name};
    sw_json_read_init(&r.json, bytes);
    ok = each(&r, in_top, NULL) && sw_json_read(&r.json) == SW_JSON_END &&
         r.schema && r.totals && old->total.with <= old->total.of;
    if (r.failed) {
        status = sw_fail_nomem(err);
    } else if (!ok) {
        status = sw_fail(err, SAYWELL_SYNTAX, "%s%s",
                         r.json.error ? r.json.error : "is no report",
                         r.json.error ? ""
                                      : "; --compare wants what saywell report "
                                        "-f json wrote");
        sw_fail_place(err, bytes, r.json.error ? r.json.at : r.json.start, 1);
        if (err)
            snprintf(err->file, sizeof err->file, "%s", name);
    }
    sw_buf_release(&r.word);
    return status;
}

sw_change sw_compare_shares(sw_share old, sw_share now, sw_interval *interval)
{
    *interval = sw_interval_change(old.with, old.of, now.with, now.of);
    if (old.of < SW_QA_LEAST || now.of < SW_QA_LEAST)
        return SW_CHANGE_FEW;
    if (interval->low > 0)
        return SW_CHANGE_UP;
    return interval->high < 0 ? SW_CHANGE_DOWN : SW_CHANGE_NONE;
}

const char *sw_compare_words(sw_change change)
{
    switch (change) {
    case SW_CHANGE_FEW:
        return "too few to say";
    case SW_CHANGE_UP:
        return "more often";
    case SW_CHANGE_DOWN:
        return "less often";
    case SW_CHANGE_NONE:
        break;
    }
    return "no clear change";
}
