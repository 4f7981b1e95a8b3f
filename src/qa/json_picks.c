/*
 * json_picks.c - replies, waivers and errors in the report for programs.
 */
#include "qa/json_part.h"

#include <string.h>

static void put_text(sw_quality *q, sw_json *j, const char *key, sw_str text)
{
    sw_json_key(j, key);
    sw_json_string(j, sw_quality_text(q, text));
}

static void put_words(sw_quality *q, sw_json *j, const char *key,
                      const char *words)
{
    if (words) {
        put_text(q, j, key, sw_str_of(words));
        return;
    }
    sw_json_key(j, key);
    sw_json_null(j);
}

static void put_c(sw_json *j, const char *key, const char *value)
{
    sw_json_key(j, key);
    sw_json_string_c(j, value);
}

/* SW_NOWHERE gives null. */
static void put_place(sw_json *j, const char *key, size_t value)
{
    sw_json_key(j, key);
    if (value == SW_NOWHERE)
        sw_json_null(j);
    else
        sw_json_number(j, value);
}

static void put_finding(sw_quality *q, sw_json *j, const sw_pick_finding *f)
{
    sw_json_object(j);
    put_c(j, "rule", f->rule);
    put_c(j, "severity", sw_score_severity_name(f->severity));
    put_words(q, j, "message", f->message);
    put_words(q, j, "match", f->match);
    if (!q->names.words.count) { /* places are those of the text as it was */
        sw_json_key(j, "byte");
        sw_json_array(j);
        sw_json_number(j, f->start);
        sw_json_number(j, f->end);
        sw_json_end_array(j);
    }
    put_words(q, j, "rewrite", f->preview);
    put_c(j, "trust",
          f->preview ? f->trust == SAYWELL_SAFE ? "safe" : "human" : NULL);
    put_c(j, "fingerprint", f->fingerprint);
    sw_json_key(j, "waived");
    sw_json_bool(j, f->waived);
    sw_json_end_object(j);
}

static void put_pick(sw_quality *q, sw_json *j, const sw_pick *p)
{
    char space[SW_AGENT_SPACE], week[20];
    bool hide = q->options.anonymise;

    sw_quality_week(q, p->verdict.week, week);
    sw_json_object(j);
    put_c(j, "path", hide ? NULL : p->path);
    put_place(j, "line", p->line ? p->line : SW_NOWHERE);
    put_words(q, j, "conversation", p->conversation);
    put_place(j, "turn", p->turn);
    put_c(j, "agent", sw_quality_agent(q, p->verdict.agent, space));
    put_c(j, "time", p->time);
    put_c(j, "week", week);
    put_c(j, "channel", p->channel);
    put_place(j, "score", p->verdict.score);
    put_place(j, "penalty", p->verdict.penalty);
    sw_json_key(j, "critical");
    sw_json_bool(j, p->verdict.critical);
    put_place(j, "same", p->same);
    put_text(q, j, "customer", p->customer);
    put_text(q, j, "text", p->text);
    sw_json_key(j, "cut");
    sw_json_bool(j, p->cut);
    sw_json_key(j, "findings");
    sw_json_array(j);
    for (size_t i = 0; i < p->count; i++)
        put_finding(q, j, &p->findings[i]);
    sw_json_end_array(j);
    put_place(j, "leftOut", p->left_out);
    sw_json_end_object(j);
}

static void put_list(sw_quality *q, sw_json *j, const char *key,
                     const sw_picks *picks)
{
    sw_json_key(j, key);
    sw_json_array(j);
    for (size_t i = 0; i < picks->count; i++)
        put_pick(q, j, picks->at[i]);
    sw_json_end_array(j);
}

void sw_json_picks(sw_quality *q, sw_json *j)
{
    put_list(q, j, "worst", &q->worst);
    put_list(q, j, "best", &q->best);
    put_list(q, j, "sample", &q->sample);
}

void sw_json_waivers(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "waivers");
    sw_json_array(j);
    for (size_t i = 0; i < q->waivers.list.count; i++) {
        const sw_waiver *w = q->waivers.list.at[i];

        sw_json_object(j);
        put_c(j, "fingerprint", w->fingerprint);
        put_c(j, "reason", w->reason);
        put_c(j, "who", w->who);
        put_c(j, "until", w->until);
        put_place(j, "line", w->line);
        put_place(j, "used", w->used);
        put_place(j, "late", w->late);
        put_c(j, "state",
              sw_quality_expired(q, w) ? "expired"
              : w->used                ? "used"
                                       : "unused");
        sw_json_end_object(j);
    }
    sw_json_end_array(j);
}

void sw_json_errors(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "errors");
    sw_json_array(j);
    for (size_t i = 0; i < q->errors.count; i++) {
        const sw_quality_error *e = &q->errors.at[i];

        sw_json_object(j);
        put_c(j, "path", q->options.anonymise ? NULL : e->path);
        put_place(j, "line", e->line ? e->line : SW_NOWHERE);
        put_c(j, "code", e->code);
        put_c(j, "message", e->words);
        sw_json_end_object(j);
    }
    sw_json_end_array(j);
}
