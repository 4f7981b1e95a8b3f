/*
 * html_rates.c - how often each rule spoke, and how often it was right.
 *
 * Rules that found nothing are folded away, with what that means: a rate of 0
 * in 40 replies may be 8 in truth.
 */
#include "qa/html_part.h"

#include <string.h>

static void put(sw_buf *out, const char *html)
{
    sw_buf_put_c(out, html);
}

/* ---- accuracy ---------------------------------------------------------------
 */

static void put_right(sw_quality *q, sw_buf *out, const sw_tally_rule *rule)
{
    const sw_accuracy_row *row = sw_quality_accuracy(q, rule);

    if (row && row->read)
        sw_buf_printf(out, "%zu of %zu", row->read_right, row->read);
    else if (row && row->flagged)
        sw_buf_printf(out, "%zu of %zu", row->right, row->flagged);
    else
        put(out, "<span class=\"few\">not measured</span>");
}

/* ---- rules ------------------------------------------------------------------
 */

static void put_name(sw_buf *out, const sw_tally_rule *r)
{
    put(out, "<th scope=\"row\"><span class=\"title\">");
    sw_html_words(out, r->title ? r->title : r->id);
    put(out, "</span> <code>");
    sw_html_words(out, r->id);
    sw_buf_printf(out, "</code> <span class=\"level %s\">%s</span>",
                  sw_score_severity_name(r->severity),
                  sw_score_severity_name(r->severity));
    if (r->critical)
        put(out, " <span class=\"level critical\">critical</span>");
    put(out, "</th>");
}

static void put_rule(sw_quality *q, sw_buf *out, size_t place, double most)
{
    const sw_tally_rule *r = &q->tally.rules.at[place];
    size_t of = q->tally.total.replies, count;
    sw_point *points = sw_html_week_points(q, place, &count);

    put(out, "<tr data-rule=\"");
    sw_html_words(out, r->id);
    put(out, "\">");
    put_name(out, r);
    put(out, "<td class=\"num count\">");
    sw_html_number(out, r->with);
    put(out, "</td><td class=\"num rate\">");
    sw_html_rate(out, r->with, of);
    put(out, "</td><td class=\"draw\">");
    sw_html_whisker(out, r->with, of, most);
    put(out, "</td><td class=\"num right\">");
    put_right(q, out, r);
    put(out, "</td><td class=\"draw week\">");
    if (points)
        sw_html_spark(out, points, count, "by week");
    put(out, "</td></tr>\n");
}

/* The highest bound of all, so that the drawings share one scale. */
static double highest(const sw_tally *t)
{
    double most = 0;

    for (size_t i = 0; i < t->rules.count; i++) {
        double high =
            100 * sw_interval_share(t->rules.at[i].with, t->total.replies).high;

        if (t->rules.at[i].with && high > most)
            most = high;
    }
    return most;
}

static void put_silent(sw_quality *q, sw_buf *out, const size_t *order)
{
    const sw_tally *t = &q->tally;
    size_t silent = 0;

    for (size_t i = 0; i < t->rules.count; i++)
        silent += t->rules.at[i].enabled && !t->rules.at[i].with;
    if (!silent)
        return;
    sw_buf_printf(out, "<details><summary>%zu rule%s found nothing", silent,
                  silent == 1 ? "" : "s");
    if (t->total.replies >= SW_QA_LEAST)
        sw_buf_printf(out, " (which may still be up to %.1f in 100)",
                      100 * sw_interval_share(0, t->total.replies).high);
    put(out, "</summary><ul class=\"silent\">");
    for (size_t i = 0; i < t->rules.count; i++) {
        const sw_tally_rule *r = &t->rules.at[order[i]];

        if (!r->enabled || r->with)
            continue;
        put(out, "<li>");
        sw_html_words(out, r->title ? r->title : r->id);
        put(out, " <code>");
        sw_html_words(out, r->id);
        put(out, "</code></li>");
    }
    put(out, "</ul></details>\n");
}

static void put_rules(sw_quality *q, sw_buf *out)
{
    const sw_tally *t = &q->tally;
    const size_t *order = sw_tally_rules_by_rate(&q->tally);
    double most = highest(t);

    put(out, "<section id=\"rates\" aria-labelledby=\"h-rates\">\n"
             "<h2 id=\"h-rates\">What could be said better</h2>\n"
             "<p>Of 100 replies, so many hold at least one finding of the "
             "rule; behind it the range in which the true rate lies with "
             "95&nbsp;% confidence. <em>Right when read</em> says how many of "
             "the rule\u2019s findings people agreed with when it was "
             "measured.</p>\n<p class=\"picked\" id=\"picked\" hidden></p>\n"
             "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Table: rules\">\n"
             "<table id=\"rules\"><thead><tr><th scope=\"col\">Rule</th>"
             "<th scope=\"col\" class=\"num\">Replies</th>"
             "<th scope=\"col\" class=\"num\">In 100 replies</th>"
             "<td class=\"draw\"></td>"
             "<th scope=\"col\" class=\"num\">Right when read</th>"
             "<th scope=\"col\" class=\"draw week\">By week</th></tr></thead>"
             "<tbody>\n");
    for (size_t i = 0; order && i < t->rules.count; i++)
        if (t->rules.at[order[i]].with)
            put_rule(q, out, order[i], most);
    put(out, "</tbody></table></div>\n");
    if (order)
        put_silent(q, out, order);
    put(out, "</section>\n");
}

/* ---- categories -------------------------------------------------------------
 */

static void put_categories(sw_quality *q, sw_buf *out)
{
    const sw_tally *t = &q->tally;

    put(out, "<section aria-labelledby=\"h-groups\">\n"
             "<h2 id=\"h-groups\">By group of rules</h2>\n"
             "<table id=\"groups\" class=\"small\"><thead><tr>"
             "<th scope=\"col\">Group</th>"
             "<th scope=\"col\" class=\"num\">Replies</th>"
             "<th scope=\"col\" class=\"num\">In 100 replies</th></tr></thead>"
             "<tbody>\n");
    for (size_t i = 0; i < t->categories.count; i++) {
        const sw_tally_category *c = &t->categories.at[i];

        put(out, "<tr data-group=\"");
        sw_html_words(out, c->name);
        put(out, "\"><th scope=\"row\">");
        sw_html_words(out, c->title);
        put(out, "</th><td class=\"num count\">");
        sw_html_number(out, c->with);
        put(out, "</td><td class=\"num rate\">");
        sw_html_rate(out, c->with, t->total.replies);
        put(out, "</td></tr>\n");
    }
    put(out, "</tbody></table>\n</section>\n");
}

void sw_html_rates(sw_quality *q, sw_buf *out)
{
    put_rules(q, out);
    put_categories(q, out);
}
