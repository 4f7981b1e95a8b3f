/*
 * html_groups.c - replies by week and by agent.
 *
 * Agents stand in the order of the alphabet and no column can be sorted: a
 * list by score is read as a ranking, whatever is written above it, and half
 * the order in it is chance.
 */
#include "qa/html_part.h"

#include "qa/day.h"

#include <string.h>

#define FILLED 520 /* weeks of a chart that may be empty */

static void put(sw_buf *out, const char *html)
{
    sw_buf_put_c(out, html);
}

/* ---- weeks ------------------------------------------------------------------
 */

/* Replies with a finding of the rule in each week, by place of the week. */
static size_t *by_week(sw_quality *q, size_t rule)
{
    sw_tally *t = &q->tally;
    size_t *with = sw_arena_zero(&q->arena, t->weeks.count + 1, sizeof *with);

    q->failed = q->failed || !with;
    for (size_t i = 0; with && i < t->cells.count; i++) {
        const sw_tally_cell *c = &t->cells.at[i];

        if (rule == SW_NOWHERE)
            with[c->week] += c->count.flagged;
        else if (rule < c->rules)
            with[c->week] += c->with[rule];
    }
    return with;
}

/* One more point; weeks without replies are points too, and gaps. */
static bool add_point(sw_quality *q, sw_point *to, int64_t monday, size_t with,
                      size_t of)
{
    char name[SW_DAY_TEXT];

    sw_day_week(name, monday);
    *to = (sw_point){with, of, sw_arena_copy(&q->arena, name, strlen(name))};
    q->failed = q->failed || !to->label;
    return to->label != NULL;
}

/* How many weeks there are from the first to the last that has a date. */
static size_t weeks_between(const sw_tally *t, const size_t *order)
{
    int64_t first = t->weeks.at[order[0]].monday, last = first;

    for (size_t i = 0; i < t->weeks.count; i++)
        if (t->weeks.at[order[i]].monday < SW_WEEK_OTHER)
            last = t->weeks.at[order[i]].monday;
    return first < SW_WEEK_OTHER ? (size_t)((last - first) / 7) + 1 : 0;
}

sw_point *sw_html_week_points(sw_quality *q, size_t rule, size_t *count)
{
    sw_tally *t = &q->tally;
    const size_t *order = sw_tally_weeks_by_date(t);
    size_t *with = order ? by_week(q, rule) : NULL;
    size_t all = with ? weeks_between(t, order) : 0;
    bool fill = all <= FILLED; /* a stray date makes no chart of centuries */
    sw_point *points = NULL;
    int64_t next = 0;

    *count = 0;
    if (all)
        points = sw_arena_zero(
            &q->arena, fill && all > t->weeks.count ? all : t->weeks.count,
            sizeof *points);
    q->failed = q->failed || (all && !points);
    for (size_t i = 0; points && i < t->weeks.count; i++) {
        const sw_tally_week *w = &t->weeks.at[order[i]];

        if (w->monday >= SW_WEEK_OTHER)
            break; /* those without a date stand last */
        for (; fill && i && next < w->monday; next += 7)
            if (!add_point(q, &points[(*count)++], next, 0, 0))
                return NULL;
        if (!add_point(q, &points[(*count)++], w->monday, with[order[i]],
                       w->count.replies))
            return NULL;
        next = w->monday + 7;
    }
    return *count ? points : NULL;
}

static void put_week_table(sw_quality *q, sw_buf *out, bool open)
{
    const sw_tally *t = &q->tally;
    const size_t *order = sw_tally_weeks_by_date(&q->tally);
    char name[20];

    sw_buf_printf(out,
                  "<details%s><summary>Figures by week</summary>"
                  "<table class=\"small\"><thead><tr>"
                  "<th scope=\"col\">Week</th>"
                  "<th scope=\"col\" class=\"num\">Replies</th>"
                  "<th scope=\"col\" class=\"num\">With a finding, in 100</th>"
                  "<th scope=\"col\" class=\"num\">Mean score</th></tr>"
                  "</thead><tbody>\n",
                  open ? " open" : "");
    for (size_t i = 0; order && i < t->weeks.count; i++) {
        const sw_count *c = &t->weeks.at[order[i]].count;

        sw_quality_week(q, order[i], name);
        sw_buf_printf(out, "<tr><th scope=\"row\">%s</th><td class=\"num\">",
                      name);
        sw_html_number(out, c->replies);
        put(out, "</td><td class=\"num rate\">");
        sw_html_rate(out, c->flagged, c->replies);
        put(out, "</td><td class=\"num rate\">");
        sw_html_mean(out, c);
        put(out, "</td></tr>\n");
    }
    put(out, "</tbody></table></details>\n");
}

void sw_html_weeks(sw_quality *q, sw_buf *out)
{
    size_t count;
    sw_point *points = sw_html_week_points(q, SW_NOWHERE, &count);
    bool drawn = points && sw_html_points(points, count) > 1;

    if (!points)
        return; /* nothing has a date */
    put(out, "<section aria-labelledby=\"h-weeks\">\n"
             "<h2 id=\"h-weeks\">Week by week</h2>\n");
    if (drawn) {
        put(out, "<p>Replies with a finding, for 100 replies; the band is the "
                 "95&nbsp;% interval. Weeks that overlap much may not differ "
                 "at all.</p>\n");
        sw_html_trend(out, points, count);
    } else {
        put(out, "<p>Fewer than two weeks have 30 replies: too few for a "
                 "line.</p>\n");
    }
    put_week_table(q, out, !drawn);
    put(out, "</section>\n");
}

/* ---- agents -----------------------------------------------------------------
 */

/* The rules that an agent's replies meet most, at most three. */
static void put_most(sw_quality *q, sw_buf *out, size_t agent)
{
    const sw_tally *t = &q->tally;
    size_t *with = sw_arena_zero(&q->arena, t->rules.count + 1, sizeof *with);
    bool any = false;

    q->failed = q->failed || !with;
    for (size_t i = 0; with && i < t->cells.count; i++) {
        const sw_tally_cell *c = &t->cells.at[i];

        for (size_t r = 0; c->agent == agent && r < c->rules; r++)
            with[r] += c->with[r];
    }
    for (int n = 0; with && n < 3; n++) {
        size_t best = SW_NOWHERE;

        for (size_t r = 0; r < t->rules.count; r++)
            if (with[r] > 1 && (best == SW_NOWHERE || with[r] > with[best]))
                best = r;
        if (best == SW_NOWHERE)
            break;
        put(out,
            any ? ", <span class=\"nb\"><code>" : "<span class=\"nb\"><code>");
        sw_html_words(out, t->rules.at[best].id);
        sw_buf_printf(out, "</code> %zu</span>", with[best]);
        with[best] = 0;
        any = true;
    }
    if (!any)
        put(out, "<span class=\"few\">nothing twice</span>");
}

static void put_agent(sw_quality *q, sw_buf *out, size_t place)
{
    const sw_count *c = &q->tally.agents.at[place].count;
    char space[SW_AGENT_SPACE];

    put(out, "<tr data-agent=\"");
    sw_html_words(out, sw_quality_agent(q, place, space));
    put(out, "\"><th scope=\"row\"><bdi>");
    sw_html_words(out, sw_quality_agent(q, place, space));
    put(out, "</bdi></th><td class=\"num\">");
    sw_html_number(out, c->replies);
    put(out, "</td><td class=\"num rate\">");
    sw_html_rate(out, c->flagged, c->replies);
    put(out, "</td><td class=\"num rate\">");
    sw_html_mean(out, c);
    put(out, "</td><td class=\"most\">");
    put_most(q, out, place);
    put(out, "</td></tr>\n");
}

void sw_html_agents(sw_quality *q, sw_buf *out)
{
    const sw_tally *t = &q->tally;
    const size_t *order = sw_tally_agents_by_name(&q->tally);

    if (!order || (t->agents.count == 1 && !t->agents.at[0].name))
        return; /* nobody is named */
    put(out, "<section aria-labelledby=\"h-agents\">\n"
             "<h2 id=\"h-agents\">By agent</h2>\n"
             "<p>In the order of the alphabet. Agents answer different "
             "customers about different things, so these figures are for a "
             "talk with each of them, not for a comparison between them. "
             "Where two ranges overlap, nothing says that the two "
             "differ.</p>\n"
             "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Table: agents\">\n"
             "<table id=\"agents\"><thead><tr><th scope=\"col\">Agent</th>"
             "<th scope=\"col\" class=\"num\">Replies</th>"
             "<th scope=\"col\" class=\"num\">With a finding, in 100</th>"
             "<th scope=\"col\" class=\"num\">Mean score</th>"
             "<th scope=\"col\" class=\"most\">Most often</th></tr></thead>"
             "<tbody>\n");
    for (size_t i = 0; i < t->agents.count; i++)
        put_agent(q, out, order[i]);
    put(out, "</tbody></table></div>\n</section>\n");
}
