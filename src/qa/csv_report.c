/*
 * csv_report.c - the report for a spreadsheet: one table, a row a figure.
 *
 * The first column says what a row is about: the whole, a category, a rule, an
 * agent, a week, an agent's rule, a week's rule; and the replies to read. A
 * spreadsheet filters by it. Replies are strangers' words: a cell that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
#include "qa/quality.h"

#include <string.h>

static const char *const columns[] = {
    "about",   "category",     "rule",     "agent",   "week",
    "replies", "with_finding", "findings", "per_100", "low_95",
    "high_95", "score",        "read",     "right",   "conversation",
    "turn",    "time",         "customer", "reply",   "found"};

enum {
    ABOUT,
    CATEGORY,
    RULE,
    AGENT,
    WEEK,
    REPLIES,
    WITH,
    FINDINGS,
    PER_100,
    LOW,
    HIGH,
    SCORE,
    READ,
    RIGHT,
    CONVERSATION,
    TURN,
    TIME,
    CUSTOMER,
    REPLY,
    FOUND,
    COLUMNS
};

/* One row being filled; cells keep their bytes in one buffer. */
typedef struct sheet {
    sw_quality *q;
    sw_buf *out;
    sw_buf cell[COLUMNS];
} sheet;

static void put_cell(sw_buf *out, sw_str s)
{
    bool quote = false;

    /* what Excel and its kin run, and the blanks that they skip before it */
    if (s.len && strchr("=+-@\t\r", s.ptr[0]) && s.ptr[0]) {
        sw_buf_put(out, SW_STR("\"'"));
        quote = true;
    } else if (s.len) {
        for (size_t i = 0; i < s.len && !quote; i++)
            quote = strchr(",;\"\n\r\t'", s.ptr[i]) != NULL;
        if (quote)
            sw_buf_byte(out, '"');
    }
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            sw_buf_byte(out, '"');
        if (s.ptr[i] == '\0')
            sw_buf_code(out, 0xfffd); /* a NUL ends a cell for some */
        else
            sw_buf_byte(out, s.ptr[i]);
    }
    if (quote)
        sw_buf_byte(out, '"');
}

/* Writes the row and empties it. */
static void end_row(sheet *s)
{
    for (int i = 0; i < COLUMNS; i++) {
        if (i)
            sw_buf_byte(s->out, ',');
        put_cell(s->out, sw_buf_str(&s->cell[i]));
        s->out->failed = s->out->failed || s->cell[i].failed;
        sw_buf_clear(&s->cell[i]);
    }
    sw_buf_put(s->out, SW_STR("\r\n"));
}

static void set(sheet *s, int column, const char *words)
{
    if (words)
        sw_buf_put_c(&s->cell[column], words);
}

static void set_number(sheet *s, int column, size_t n)
{
    sw_buf_number(&s->cell[column], n);
}

/* with of replies; no rate from too few. */
static void set_share(sheet *s, size_t with, size_t of)
{
    sw_interval i = sw_interval_share(with, of);

    set_number(s, REPLIES, of);
    set_number(s, WITH, with);
    if (of < SW_QA_LEAST)
        return;
    sw_buf_printf(&s->cell[PER_100], "%.2f", sw_tally_rate(with, of));
    sw_buf_printf(&s->cell[LOW], "%.2f", i.low * 100);
    sw_buf_printf(&s->cell[HIGH], "%.2f", i.high * 100);
}

static void set_count(sheet *s, const sw_count *c)
{
    set_share(s, c->flagged, c->replies);
    if (c->replies >= SW_QA_LEAST)
        sw_buf_printf(&s->cell[SCORE], "%.1f", sw_tally_mean(c));
}

/* ---- figures --------------------------------------------------------------
 */

static void put_rules(sheet *s)
{
    const sw_tally *t = &s->q->tally;
    const size_t *order = sw_tally_rules_by_rate(&s->q->tally);

    for (size_t i = 0; order && i < t->rules.count; i++) {
        const sw_tally_rule *r = &t->rules.at[order[i]];
        const sw_accuracy_row *row = sw_quality_accuracy(s->q, r);

        if (!r->enabled && !r->findings)
            continue;
        set(s, ABOUT, "rule");
        set(s, CATEGORY, r->category);
        set(s, RULE, r->id);
        set_number(s, FINDINGS, r->findings);
        set_share(s, r->with, t->total.replies);
        if (row) {
            set_number(s, READ, row->read);
            set_number(s, RIGHT, row->read_right);
        }
        end_row(s);
    }
}

static void put_categories(sheet *s)
{
    const sw_tally *t = &s->q->tally;

    for (size_t i = 0; i < t->categories.count; i++) {
        set(s, ABOUT, "category");
        set(s, CATEGORY, t->categories.at[i].name);
        set_number(s, FINDINGS, t->categories.at[i].findings);
        set_share(s, t->categories.at[i].with, t->total.replies);
        end_row(s);
    }
}

/* Replies with a finding of each rule, of one agent or of one week. */
static void sum_cells(const sw_tally *t, bool by_week, size_t place,
                      size_t *sums)
{
    memset(sums, 0, t->rules.count * sizeof *sums);
    for (size_t i = 0; i < t->cells.count; i++) {
        const sw_tally_cell *c = &t->cells.at[i];

        if ((by_week ? c->week : c->agent) != place)
            continue;
        for (size_t r = 0; r < c->rules; r++)
            sums[r] += c->with[r];
    }
}

static void put_group(sheet *s, bool by_week, size_t place, size_t *sums)
{
    const sw_tally *t = &s->q->tally;
    const sw_count *count =
        by_week ? &t->weeks.at[place].count : &t->agents.at[place].count;
    char space[SW_AGENT_SPACE], week[20] = "";
    const char *agent = NULL;

    if (by_week)
        sw_quality_week(s->q, place, week);
    else
        agent = sw_quality_agent(s->q, place, space);
    set(s, ABOUT, by_week ? "week" : "agent");
    set(s, AGENT, agent);
    set(s, WEEK, week);
    set_count(s, count);
    end_row(s);
    sum_cells(t, by_week, place, sums);
    for (size_t r = 0; r < t->rules.count; r++) {
        if (!sums[r])
            continue;
        set(s, ABOUT, by_week ? "week rule" : "agent rule");
        set(s, CATEGORY, t->rules.at[r].category);
        set(s, RULE, t->rules.at[r].id);
        set(s, AGENT, agent);
        set(s, WEEK, week);
        set_share(s, sums[r], count->replies);
        end_row(s);
    }
}

static void put_groups(sheet *s)
{
    const size_t *agents = sw_tally_agents_by_name(&s->q->tally);
    const size_t *weeks = sw_tally_weeks_by_date(&s->q->tally);

    size_t *sums = sw_arena_zero(&s->q->tally.arena,
                                 s->q->tally.rules.count + 1, sizeof *sums);

    s->q->failed = s->q->failed || !sums;
    for (size_t i = 0; sums && agents && i < s->q->tally.agents.count; i++)
        put_group(s, false, agents[i], sums);
    for (size_t i = 0; sums && weeks && i < s->q->tally.weeks.count; i++)
        put_group(s, true, weeks[i], sums);
}

/* ---- replies --------------------------------------------------------------
 */

static void set_text(sheet *s, int column, sw_str text)
{
    sw_buf_put(&s->cell[column], sw_quality_text(s->q, text));
}

static void put_pick(sheet *s, const char *about, const sw_pick *p)
{
    char space[SW_AGENT_SPACE], week[20];

    sw_quality_week(s->q, p->verdict.week, week);
    set(s, ABOUT, about);
    set(s, AGENT, sw_quality_agent(s->q, p->verdict.agent, space));
    set(s, WEEK, week);
    set_number(s, FINDINGS, p->verdict.findings);
    set_number(s, SCORE, p->verdict.score);
    set_text(s, CONVERSATION, sw_str_of(p->conversation));
    if (p->turn != SW_NOWHERE)
        set_number(s, TURN, p->turn);
    set(s, TIME, p->time);
    set_text(s, CUSTOMER, p->customer);
    set_text(s, REPLY, p->text);
    for (size_t i = 0; i < p->count; i++) {
        if (p->findings[i].waived)
            continue;
        if (s->cell[FOUND].len)
            set(s, FOUND, "; ");
        set(s, FOUND, p->findings[i].rule);
    }
    end_row(s);
}

static void put_picks(sheet *s, const char *about, const sw_picks *picks)
{
    for (size_t i = 0; i < picks->count; i++)
        put_pick(s, about, picks->at[i]);
}

void sw_csv_report(sw_quality *q, sw_buf *out)
{
    sheet s = {.q = q, .out = out};

    sw_buf_code(out, 0xfeff); /* or Excel takes it for Latin-1 */
    for (int i = 0; i < COLUMNS; i++)
        sw_buf_printf(out, "%s%s", i ? "," : "", columns[i]);
    sw_buf_put(out, SW_STR("\r\n"));
    set(&s, ABOUT, "all");
    set_number(&s, FINDINGS, q->tally.findings);
    set_count(&s, &q->tally.total);
    end_row(&s);
    put_categories(&s);
    put_rules(&s);
    put_groups(&s);
    put_picks(&s, "worst", &q->worst);
    put_picks(&s, "best", &q->best);
    put_picks(&s, "sample", &q->sample);
    for (int i = 0; i < COLUMNS; i++)
        sw_buf_release(&s.cell[i]);
}
