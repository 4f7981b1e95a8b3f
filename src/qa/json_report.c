/*
 * json_report.c - the report for programs, and for --compare next month.
 *
 * A rate that rests on fewer than SW_QA_LEAST replies is null: a program that
 * draws it would draw noise. Counts are always there.
 */
#include "qa/json_part.h"

#include "qa/day.h"

static void put_bool(sw_json *j, const char *key, bool value)
{
    sw_json_key(j, key);
    sw_json_bool(j, value);
}

static void put_real(sw_json *j, const char *key, double value)
{
    sw_json_key(j, key);
    sw_json_real(j, value);
}

static void put_interval(sw_json *j, const char *name, double value, double low,
                         double high)
{
    sw_json_object(j);
    put_real(j, name, value);
    put_real(j, "low", low);
    put_real(j, "high", high);
    sw_json_end_object(j);
}

/* with of replies, as a rate per 100; or null. */
static void put_rate(sw_json *j, size_t with, size_t of)
{
    sw_interval i = sw_interval_share(with, of);

    sw_json_key(j, "per100");
    if (of < SW_QA_LEAST)
        sw_json_null(j);
    else
        put_interval(j, "rate", sw_tally_rate(with, of), i.low * 100,
                     i.high * 100);
}

static void put_count(sw_json *j, const sw_count *c)
{
    sw_interval i = sw_tally_mean_interval(c);

    sw_json_count(j, "replies", c->replies);
    sw_json_count(j, "flagged", c->flagged);
    sw_json_count(j, "failed", c->failed);
    put_rate(j, c->flagged, c->replies);
    sw_json_key(j, "score");
    if (c->replies < SW_QA_LEAST)
        sw_json_null(j);
    else
        put_interval(j, "mean", sw_tally_mean(c), i.low, i.high);
}

/* ---- head -----------------------------------------------------------------
 */

static void put_day(sw_json *j, const char *key, bool known, int64_t day)
{
    char text[SW_DAY_TEXT];

    sw_json_key(j, key);
    if (known)
        sw_day_write(text, day);
    sw_json_string_c(j, known ? text : NULL);
}

static void put_tool(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "tool");
    sw_json_object(j);
    sw_json_member(j, "name", "saywell");
    sw_json_member(j, "version", SAYWELL_VERSION);
    sw_json_member(j, "pack", q->pack);
    sw_json_member(j, "packVersion", q->version);
    sw_json_member(j, "rulesHash", q->hash);
    put_bool(j, "mixed", q->mixed);
    sw_json_end_object(j);
}

static void put_method(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "method");
    sw_json_object(j);
    sw_json_member(j, "rate", "replies with a finding for 100 replies");
    sw_json_member(j, "interval", "95 %, Wilson");
    sw_json_count(j, "least", SW_QA_LEAST);
    sw_json_member(j, "score", SW_SCORE_FORMULA);
    sw_json_key(j, "weights");
    sw_json_object(j);
    for (int i = 2; i >= 0; i--)
        sw_json_count(j, sw_score_severity_name((saywell_severity)i),
                      q->weights[i]);
    sw_json_end_object(j);
    sw_json_member(j, "weeks", "ISO 8601, UTC");
    sw_json_count(j, "seed", q->options.seed);
    sw_json_end_object(j);
}

static void put_input(const sw_quality *q, sw_json *j)
{
    const sw_tally *t = &q->tally;

    sw_json_key(j, "input");
    sw_json_object(j);
    sw_json_count(j, "replies", q->seen);
    sw_json_count(j, "judged", t->total.replies);
    sw_json_count(j, "skipped", q->skipped);
    sw_json_count(j, "empty", q->empty);
    sw_json_count(j, "limited", q->limited);
    sw_json_count(j, "omitted", q->omitted);
    sw_json_count(j, "unread", q->unread);
    sw_json_count(j, "undated", t->total.replies - t->dated);
    put_day(j, "from", t->dated > 0, t->first);
    put_day(j, "to", t->dated > 0, t->last);
    put_bool(j, "anonymised", q->options.anonymise);
    sw_json_end_object(j);
}

/* ---- figures --------------------------------------------------------------
 */

static void put_accuracy(const sw_quality *q, sw_json *j,
                         const sw_tally_rule *rule)
{
    const sw_accuracy_row *row = sw_quality_accuracy(q, rule);

    sw_json_key(j, "accuracy");
    if (!row) {
        sw_json_null(j);
        return;
    }
    sw_json_object(j);
    sw_json_count(j, "read", row->read);
    sw_json_count(j, "readRight", row->read_right);
    sw_json_count(j, "flagged", row->flagged);
    sw_json_count(j, "right", row->right);
    sw_json_end_object(j);
}

static void put_change(const sw_quality *q, sw_json *j, sw_share now,
                       const sw_share *was)
{
    sw_interval i;
    sw_change change;

    sw_json_key(j, "change");
    if (!q->old.name || !was) {
        sw_json_null(j);
        return;
    }
    change = sw_compare_shares(*was, now, &i);
    sw_json_object(j);
    sw_json_count(j, "oldReplies", was->of);
    sw_json_count(j, "oldWith", was->with);
    sw_json_member(j, "words", sw_compare_words(change));
    sw_json_key(j, "points");
    if (change == SW_CHANGE_FEW)
        sw_json_null(j);
    else
        put_interval(j, "change",
                     sw_tally_rate(now.with, now.of) -
                         sw_tally_rate(was->with, was->of),
                     i.low * 100, i.high * 100);
    sw_json_end_object(j);
}

static void put_rules(sw_quality *q, sw_json *j)
{
    const size_t *order = sw_tally_rules_by_rate(&q->tally);

    sw_json_key(j, "rules");
    sw_json_array(j);
    for (size_t i = 0; order && i < q->tally.rules.count; i++) {
        const sw_tally_rule *r = &q->tally.rules.at[order[i]];
        sw_share now = {r->with, q->tally.total.replies};

        if (!r->enabled && !r->findings && !r->waived)
            continue;
        sw_json_object(j);
        sw_json_member(j, "rule", r->id);
        sw_json_member(j, "title", r->title);
        sw_json_member(j, "category", r->category);
        sw_json_member(j, "severity", sw_score_severity_name(r->severity));
        sw_json_count(j, "weight", r->weight);
        put_bool(j, "critical", r->critical);
        sw_json_count(j, "findings", r->findings);
        sw_json_count(j, "waived", r->waived);
        sw_json_count(j, "replies", now.of);
        sw_json_count(j, "with", r->with);
        put_rate(j, r->with, now.of);
        put_accuracy(q, j, r);
        put_change(q, j, now,
                   q->old.name ? sw_map_find(&q->old.rules, sw_str_of(r->id))
                               : NULL);
        sw_json_end_object(j);
    }
    sw_json_end_array(j);
}

static void put_categories(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "categories");
    sw_json_array(j);
    for (size_t i = 0; i < q->tally.categories.count; i++) {
        const sw_tally_category *c = &q->tally.categories.at[i];

        sw_json_object(j);
        sw_json_member(j, "category", c->name);
        sw_json_member(j, "title", c->title);
        sw_json_count(j, "findings", c->findings);
        sw_json_count(j, "replies", q->tally.total.replies);
        sw_json_count(j, "with", c->with);
        put_rate(j, c->with, q->tally.total.replies);
        sw_json_end_object(j);
    }
    sw_json_end_array(j);
}

static void put_agents(sw_quality *q, sw_json *j)
{
    const size_t *order = sw_tally_agents_by_name(&q->tally);
    char space[SW_AGENT_SPACE];

    sw_json_key(j, "agents");
    sw_json_array(j);
    for (size_t i = 0; order && i < q->tally.agents.count; i++) {
        sw_json_object(j);
        sw_json_member(j, "agent", sw_quality_agent(q, order[i], space));
        put_count(j, &q->tally.agents.at[order[i]].count);
        sw_json_end_object(j);
    }
    sw_json_end_array(j);
}

static void put_weeks(sw_quality *q, sw_json *j)
{
    const size_t *order = sw_tally_weeks_by_date(&q->tally);

    sw_json_key(j, "weeks");
    sw_json_array(j);
    for (size_t i = 0; order && i < q->tally.weeks.count; i++) {
        const sw_tally_week *w = &q->tally.weeks.at[order[i]];
        char name[20];

        sw_quality_week(q, order[i], name);
        sw_json_object(j);
        sw_json_member(j, "week", name);
        put_day(j, "monday", w->monday < SW_WEEK_OTHER, w->monday);
        put_count(j, &w->count);
        sw_json_end_object(j);
    }
    sw_json_end_array(j);
}

/* Agent by week by rule: counts alone, for charts of one's own. */
static void put_cells(const sw_quality *q, sw_json *j)
{
    const sw_tally *t = &q->tally;
    char space[SW_AGENT_SPACE], week[20];

    sw_json_key(j, "cells");
    sw_json_array(j);
    for (size_t i = 0; i < t->cells.count; i++) {
        const sw_tally_cell *c = &t->cells.at[i];

        sw_quality_week(q, c->week, week);
        sw_json_object(j);
        sw_json_member(j, "agent", sw_quality_agent(q, c->agent, space));
        sw_json_member(j, "week", week);
        sw_json_count(j, "replies", c->count.replies);
        sw_json_count(j, "flagged", c->count.flagged);
        sw_json_count(j, "failed", c->count.failed);
        sw_json_count(j, "score", c->count.score);
        sw_json_key(j, "with");
        sw_json_object(j);
        for (size_t r = 0; r < c->rules; r++)
            if (c->with[r])
                sw_json_count(j, t->rules.at[r].id, c->with[r]);
        sw_json_end_object(j);
        sw_json_end_object(j);
    }
    sw_json_end_array(j);
}

static void put_old(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "compared");
    if (!q->old.name) {
        sw_json_null(j);
        return;
    }
    sw_json_object(j);
    sw_json_member(j, "pack", q->old.pack);
    sw_json_member(j, "packVersion", q->old.version);
    sw_json_member(j, "rulesHash", q->old.hash);
    sw_json_member(j, "from", q->old.from);
    sw_json_member(j, "to", q->old.to);
    put_change(q, j, (sw_share){q->tally.total.flagged, q->tally.total.replies},
               &q->old.total);
    sw_json_end_object(j);
}

static void put_measured(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "accuracy");
    if (!sw_quality_measured(q)) {
        sw_json_null(j);
        return;
    }
    sw_json_object(j);
    sw_json_member(j, "measured", q->accuracy.measured);
    sw_json_member(j, "pack", q->accuracy.pack);
    sw_json_member(j, "packVersion", q->accuracy.version);
    sw_json_member(j, "rulesHash", q->accuracy.hash);
    put_bool(j, "changedSince", sw_quality_changed(q));
    sw_json_end_object(j);
}

void sw_json_report(sw_quality *q, sw_buf *out)
{
    sw_json json, *j = &json;

    sw_json_init(j, out, true);
    sw_json_object(j);
    sw_json_member(j, "schema", "saywell-report/1");
    put_tool(q, j);
    put_method(q, j);
    put_measured(q, j);
    put_input(q, j);
    sw_json_key(j, "totals");
    sw_json_object(j);
    sw_json_count(j, "findings", q->tally.findings);
    sw_json_count(j, "waived", q->tally.waived);
    for (int i = 2; i >= 0; i--)
        sw_json_count(j, sw_score_severity_name((saywell_severity)i),
                      q->tally.severities[i]);
    put_count(j, &q->tally.total);
    sw_json_end_object(j);
    put_old(q, j);
    put_categories(q, j);
    put_rules(q, j);
    put_agents(q, j);
    put_weeks(q, j);
    put_cells(q, j);
    sw_json_picks(q, j);
    sw_json_waivers(q, j);
    sw_json_errors(q, j);
    sw_json_end_object(j);
    sw_buf_byte(out, '\n');
}
