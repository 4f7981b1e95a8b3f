/* judge.c - every open rule over one reply. */
#include "match/judge.h"

#include "base/fail.h"
#include "base/utf8.h"
#include "match/kind.h"
#include "match/ignore.h"
#include "match/settle.h"

#define MAX_EVIDENCE 4 /* words a finding lists for its customer signals */

static const sw_kind *const kinds[] = {
#define SW_X_(upper, lower) [SW_KIND_##upper] = &sw_kind_##lower,
    SW_KIND_MAP(SW_X_)
#undef SW_X_
};

static bool add_evidence(sw_check *c, sw_finding *f, const sw_signal *signal,
                         const sw_signal_found *found)
{
    for (size_t i = 0; i < found->matches.count; i++) {
        sw_evidence *e;
        if (f->evidence.count >= MAX_EVIDENCE)
            break;
        e = SW_VEC_PUSH(&f->evidence, c->arena);
        if (e == NULL)
            return false;
        *e = (sw_evidence){signal, true, found->matches.at[i].start,
                           found->matches.at[i].end};
    }
    return true;
}

/* A finding that rests on what the customer wrote says on which words. */
static bool explain(sw_check *c, const sw_rule *rule, size_t from)
{
    const sw_gate *when = rule->gates.when;

    if (when == NULL ||
        (from == c->findings.count && !sw_matcher_is_thorough(c->matcher)))
        return true;
    for (size_t i = 0; i < when->customer.count; i++) {
        const sw_signal *signal = when->customer.at[i];
        const sw_signal_found *found =
            sw_check_signal(c, signal, SW_SIDE_CUSTOMER);
        if (found == NULL)
            return false;
        if (!found->present)
            continue;
        for (size_t k = from; k < c->findings.count; k++)
            if (!add_evidence(c, &c->findings.at[k], signal, found))
                return false;
    }
    return true;
}

static saywell_status judge_rule(sw_check *c, const sw_rule *rule,
                                 saywell_error *err)
{
    const sw_kind *kind = kinds[rule->kind];
    size_t before = c->findings.count;
    sw_found found = SW_FOUND_OK;

    if (sw_check_open(c, &rule->gates, &found))
        found = kind->run(c, rule);
    if (found == SW_FOUND_NOMEM)
        return sw_fail_nomem(err);
    if (found == SW_FOUND_LIMIT) {
        c->limited[rule->index] = 1;
        c->findings.count = before;
    }
    if (!explain(c, rule, before))
        return sw_fail_nomem(err);
    return SAYWELL_OK;
}

/* The customer's text is read when a rule asks for it; an error in it is told
 * whether or not one does. */
static saywell_status take_customer(sw_check *c, saywell_error *err)
{
    const sw_str text = {c->reply->customer, c->reply->customer_len};

    c->has_customer = text.ptr != NULL;
    c->customer.text = text;
    if (text.ptr == NULL || sw_utf8_valid(text) == text.len)
        return SAYWELL_OK;
    return sw_doc_parse(text, c->arena, &c->customer, err);
}

static saywell_status read_reply(sw_check *c, saywell_error *err)
{
    const saywell_reply *r = c->reply;
    const sw_str text = {r->text, r->len};

    if (c->past != NULL)
        return sw_past_parse(c->past, text, r->ignores, &c->doc, err);
    return (r->ignores ? sw_doc_parse_ignores : sw_doc_parse)(text, c->arena,
                                                              &c->doc, err);
}

static saywell_status prepare(sw_check *c, saywell_error *err)
{
    size_t n = c->rules->signal_count + 1;
    sw_meter *meter = sw_matcher_meter(c->matcher);
    saywell_stage stage = sw_meter_turn(meter, SAYWELL_STAGE_PARSE);
    saywell_status status = read_reply(c, err);

    if (status == SAYWELL_OK)
        status = take_customer(c, err);
    sw_meter_turn(meter, stage);
    c->has_earlier = c->reply->earlier != NULL;
    if (status != SAYWELL_OK)
        return status;
    c->in_reply = sw_arena_zero(c->arena, 3 * n, sizeof *c->in_reply);
    c->limited = sw_arena_zero(c->arena, c->rules->rule_count + 1, 1);
    if (c->in_reply == NULL || c->limited == NULL)
        return sw_fail_nomem(err);
    c->in_customer = c->in_reply + n;
    c->in_earlier = c->in_customer + n;
    return SAYWELL_OK;
}

saywell_status sw_judge_run(sw_check *c, saywell_error *err)
{
    saywell_status status = prepare(c, err);
    unsigned char *may;

    if (status != SAYWELL_OK)
        return status;
    sw_matcher_begin(c->matcher);
    if (!sw_language_is_ours(c->language, &c->doc)) {
        c->skipped = "language";
        return SAYWELL_OK;
    }
    may = sw_arena_alloc(c->arena, c->rules->rule_count + 1);
    if (may == NULL ||
        sw_matcher_may(c->matcher, &c->doc, c->arena, may) != SW_FOUND_OK)
        return sw_fail_nomem(err);
    for (size_t i = 0; i < c->rules->rule_count; i++) {
        const sw_rule *rule = &c->rules->rules[i];
        if (!may[i] || !rule->info.enabled)
            continue;
        status = judge_rule(c, rule, err);
        if (status != SAYWELL_OK)
            return status;
    }
    return sw_settle_run(c) && sw_ignore_run(c) ? SAYWELL_OK
                                                : sw_fail_nomem(err);
}
