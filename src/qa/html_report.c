/*
 * html_report.c - the page: one file, nothing fetched, readable on paper.
 *
 * It is read in a meeting by people who did not run it, so it begins with a
 * sentence and not with dials, says what it is for before it shows anybody's
 * figures, and keeps the means of checking them (formula, hash, intervals) on
 * the same page. All of it is there without script; a script only narrows it.
 */
#include "qa/html_part.h"

#include "qa/day.h"
#include "qa/page_part.h"

static void put(sw_buf *out, const char *html)
{
    sw_buf_put_c(out, html);
}

static void put_span(const sw_quality *q, sw_buf *out)
{
    const sw_tally *t = &q->tally;

    if (!t->dated)
        return;
    sw_html_day(out, t->first);
    if (t->last != t->first) {
        put(out, " to ");
        sw_html_day(out, t->last);
    }
}

static void put_head(const sw_quality *q, sw_buf *out)
{
    put(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n"
             "<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" "
             "content=\"default-src 'none'; style-src 'unsafe-inline'; "
             "script-src 'unsafe-inline'\">\n<title>How our replies read");
    if (q->tally.dated)
        put(out, ", ");
    put_span(q, out);
    put(out, "</title>\n<style>\n");
    sw_buf_put(out, (sw_str){sw_page_css, sw_page_css_len});
    put(out, "</style>\n</head>\n");
}

static void put_lede(const sw_quality *q, sw_buf *out)
{
    const sw_count *c = &q->tally.total;
    sw_interval i = sw_interval_share(c->flagged, c->replies);

    put(out, "<p class=\"lede\">");
    if (!c->replies) {
        put(out, "No reply could be judged.");
    } else if (c->replies < SW_QA_LEAST) {
        sw_buf_printf(out,
                      "%zu of %zu replies hold something that could be said "
                      "better. Rates need 30 replies: these are too few to "
                      "say more.",
                      c->flagged, c->replies);
    } else {
        sw_buf_printf(out,
                      "In <b>%.0f of 100 replies</b> something could be said "
                      "better (95&nbsp;%% interval %.0f to %.0f). In the other "
                      "%.0f the rules found nothing.",
                      sw_tally_rate(c->flagged, c->replies), i.low * 100,
                      i.high * 100,
                      100 - sw_tally_rate(c->flagged, c->replies));
    }
    put(out, "</p>\n");
}

static void put_figure(sw_buf *out, const char *name, size_t n)
{
    sw_buf_printf(out, "<div><dt>%s</dt><dd>", name);
    sw_html_number(out, n);
    put(out, "</dd></div>\n");
}

static void put_figures(const sw_quality *q, sw_buf *out)
{
    const sw_count *c = &q->tally.total;

    put(out, "<dl class=\"figures\">\n");
    put_figure(out, "Replies judged", c->replies);
    put_figure(out, "With a finding", c->flagged);
    put_figure(out, "Findings", q->tally.findings);
    put(out, "<div><dt>Mean score, of 100</dt><dd>");
    sw_html_mean(out, c);
    put(out, "</dd></div>\n");
    for (size_t i = 0; i < q->tally.rules.count; i++)
        if (q->tally.rules.at[i].critical) {
            put_figure(out, "Failed on a critical rule", c->failed);
            break;
        }
    put(out, "</dl>\n");
}

static void put_told(const sw_quality *q, sw_buf *out)
{
    put(out, "<aside class=\"told\" aria-label=\"What this page is for\"><p>"
             "<strong>What this page is for.</strong> It shows wording that "
             "customers stumble over, so that a team can talk about it and "
             "agents can try another. It is for coaching, not for ranking: a "
             "rule sees words, not whether an answer is true, kind or meant, "
             "and it is sometimes wrong. Those whose replies are in it should "
             "know that it is made, may see their own part, and can have a "
             "finding set aside (a waiver, with a reason).</p><p>It was "
             "computed on this machine; no customer\u2019s text left it, and "
             "this page fetches nothing. It does hold text of customers and "
             "agents: keep it where such text may be kept.");
    if (q->options.anonymise)
        put(out, " Agents are numbered in the order in which they appear, in "
                 "texts too; customers\u2019 words are as they wrote them.");
    put(out, "</p></aside>\n");
}

static void put_filters(sw_buf *out)
{
    put(out, "<form id=\"filters\" class=\"filters\" hidden "
             "aria-label=\"Narrow the page\">\n"
             "<label>Rule <select id=\"f-rule\"><option value=\"\">all"
             "</option></select></label>\n"
             "<label>Agent <select id=\"f-agent\"><option value=\"\">all"
             "</option></select></label>\n"
             "<label>Week <select id=\"f-week\"><option value=\"\">all"
             "</option></select></label>\n"
             "<button type=\"reset\" id=\"f-reset\">Show all</button>\n"
             "<output id=\"f-says\" aria-live=\"polite\"></output>\n"
             "</form>\n");
}

void sw_html_report(sw_quality *q, sw_buf *out)
{
    put_head(q, out);
    put(out, "<body>\n<a class=\"skip\" href=\"#rates\">Skip to the "
             "rates</a>\n<header>\n<p class=\"when\">");
    put_span(q, out);
    put(out, "</p>\n<h1>How our replies read</h1>\n");
    put_lede(q, out);
    put_figures(q, out);
    put(out, "</header>\n");
    put_filters(out);
    put(out, "<main>\n");
    put_told(q, out);
    sw_html_changes(q, out);
    sw_html_weeks(q, out);
    sw_html_rates(q, out);
    sw_html_agents(q, out);
    sw_html_replies(q, out);
    sw_html_waivers(q, out);
    sw_html_method(q, out);
    put(out, "</main>\n<footer><p>Made by saywell " SAYWELL_VERSION
             ".</p></footer>\n");
    sw_html_data(q, out);
    put(out, "<script>\n");
    sw_buf_put(out, (sw_str){sw_page_js, sw_page_js_len});
    put(out, "</script>\n</body>\n</html>\n");
}
