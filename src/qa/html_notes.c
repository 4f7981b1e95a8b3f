/*
 * html_notes.c - what changed, what was waived, and how it was computed.
 */
#include "qa/html_part.h"

#include "qa/day.h"

#include <string.h>

static void put(sw_buf *out, const char *html)
{
    sw_buf_put_c(out, html);
}

/* ---- changes ----------------------------------------------------------------
 */

static void put_change(sw_buf *out, const char *name, bool code, sw_share was,
                       sw_share now)
{
    sw_interval i;
    sw_change change = sw_compare_shares(was, now, &i);

    put(out, code ? "<tr><th scope=\"row\"><code>" : "<tr><th scope=\"row\">");
    sw_html_words(out, name);
    put(out, code ? "</code></th><td class=\"num rate\">"
                  : "</th><td class=\"num rate\">");
    sw_html_rate(out, was.with, was.of);
    put(out, "</td><td class=\"num rate\">");
    sw_html_rate(out, now.with, now.of);
    put(out, "</td><td class=\"num rate\">");
    if (change != SW_CHANGE_FEW)
        sw_buf_printf(
            out, "<b>%+.1f</b> <span class=\"ci\">%+.1f to %+.1f</span>",
            sw_tally_rate(now.with, now.of) - sw_tally_rate(was.with, was.of),
            i.low * 100, i.high * 100);
    sw_buf_printf(out, "</td><td>%s</td></tr>\n", sw_compare_words(change));
}

static void put_old_days(const sw_quality *q, sw_buf *out)
{
    if (!q->old.from || !q->old.to)
        return;
    put(out, " (");
    sw_html_words(out, q->old.from);
    put(out, " to ");
    sw_html_words(out, q->old.to);
    put(out, ")");
}

void sw_html_changes(sw_quality *q, sw_buf *out)
{
    sw_tally *t = &q->tally;
    const size_t *order = sw_tally_rules_by_rate(t);
    size_t same = 0;

    if (!q->old.name)
        return;
    put(out, "<section aria-labelledby=\"h-changes\">\n"
             "<h2 id=\"h-changes\">What changed</h2>\n<p>Against the report "
             "before");
    put_old_days(q, out);
    put(out, ". A change is named only where its 95&nbsp;% interval leaves no "
             "room for none; of twenty rules that did not change, one will "
             "still look so by chance.");
    if (!q->old.hash || strcmp(q->old.hash, q->hash) != 0)
        put(out,
            " <strong>The rules or their settings were others then, so a "
            "change may come from them and not from the replies.</strong>");
    if (q->old.total.of < SW_QA_LEAST || t->total.replies < SW_QA_LEAST) {
        put(out, "</p>\n<p class=\"few\">One of the two rests on fewer than "
                 "30 replies: too few to say.</p>\n</section>\n");
        return;
    }
    put(out, "</p>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Table: changes\">\n<table><thead><tr>"
             "<th scope=\"col\">Rule</th>"
             "<th scope=\"col\" class=\"num\">Then</th>"
             "<th scope=\"col\" class=\"num\">Now</th>"
             "<th scope=\"col\" class=\"num\">Change</th>"
             "<th scope=\"col\">In words</th></tr></thead><tbody>\n");
    put_change(out, "Any finding", false, q->old.total,
               (sw_share){t->total.flagged, t->total.replies});
    for (size_t i = 0; order && i < t->rules.count; i++) {
        const sw_tally_rule *r = &t->rules.at[order[i]];
        const sw_share *was = sw_map_find(&q->old.rules, sw_str_of(r->id));
        sw_share now = {r->with, t->total.replies};
        sw_interval ignored;
        sw_change change =
            was ? sw_compare_shares(*was, now, &ignored) : SW_CHANGE_FEW;

        if (change == SW_CHANGE_UP || change == SW_CHANGE_DOWN)
            put_change(out, r->id, true, *was, now);
        else
            same += was && (was->with || now.with);
    }
    sw_buf_printf(out,
                  "</tbody></table></div>\n<p>Other rules that found "
                  "something, without a clear change: "
                  "%zu.</p>\n</section>\n",
                  same);
}

/* ---- waivers ----------------------------------------------------------------
 */

static void put_waiver(const sw_quality *q, sw_buf *out, const sw_waiver *w)
{
    put(out, "<tr><th scope=\"row\"><code>");
    sw_html_words(out, w->fingerprint);
    put(out, "</code></th><td>");
    sw_html_words(out, w->reason);
    put(out, "</td><td>");
    sw_html_words(out, w->who);
    put(out, "</td><td>");
    sw_html_words(out, w->until ? w->until : "for good");
    put(out, "</td><td class=\"num\">");
    sw_html_number(out, w->used);
    put(out, "</td><td>");
    if (sw_quality_expired(q, w)) {
        put(out, "expired");
        if (w->late)
            sw_buf_printf(out, "; findings since: %zu", w->late);
    } else {
        put(out, w->used ? "in use" : "matches nothing");
    }
    put(out, "</td></tr>\n");
}

void sw_html_waivers(sw_quality *q, sw_buf *out)
{
    if (!q->waivers.name)
        return;
    put(out, "<section aria-labelledby=\"h-waivers\">\n"
             "<h2 id=\"h-waivers\">Waived</h2>\n");
    sw_buf_printf(
        out,
        "<p>Findings that were looked at and left standing: %zu. "
        "They are in no figure above. Waivers that have expired or match "
        "nothing can go.</p>\n",
        q->tally.waived);
    put(out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Table: waivers\">\n<table><thead><tr>"
             "<th scope=\"col\">Finding</th><th scope=\"col\">Reason</th>"
             "<th scope=\"col\">Who</th><th scope=\"col\">Until</th>"
             "<th scope=\"col\" class=\"num\">Findings</th>"
             "<th scope=\"col\">State</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < q->waivers.list.count; i++)
        put_waiver(q, out, q->waivers.list.at[i]);
    put(out, "</tbody></table></div>\n</section>\n");
}

/* ---- method -----------------------------------------------------------------
 */

static void put_score(const sw_quality *q, sw_buf *out)
{
    const sw_tally *t = &q->tally;
    bool own = false, critical = false;

    put(out, "<h3>Score</h3>\n<p>" SW_SCORE_FORMULA "</p>\n<p>Weights: ");
    for (int i = 2; i >= 0; i--)
        sw_buf_printf(out, "%s %u%s",
                      sw_score_severity_name((saywell_severity)i),
                      q->weights[i], i ? ", " : "");
    for (size_t i = 0; i < t->rules.count; i++) {
        const sw_tally_rule *r = &t->rules.at[i];

        if (!r->enabled || r->weight == q->weights[r->severity])
            continue;
        put(out, own ? ", <code>" : "; of their own: <code>");
        sw_html_words(out, r->id);
        sw_buf_printf(out, "</code> %u", r->weight);
        own = true;
    }
    put(out, ". Critical: ");
    for (size_t i = 0; i < t->rules.count; i++) {
        if (!t->rules.at[i].critical)
            continue;
        put(out, critical ? ", <code>" : "<code>");
        sw_html_words(out, t->rules.at[i].id);
        put(out, "</code>");
        critical = true;
    }
    put(out, critical ? ".</p>\n" : "no rule.</p>\n");
}

static void put_accuracy(const sw_quality *q, sw_buf *out)
{
    if (!sw_quality_measured(q))
        return;
    put(out, "<h3>Right when read</h3>\n<p>People read findings of each rule "
             "in real conversations and said which were right; measured ");
    sw_html_words(out, q->accuracy.measured);
    put(out, " on the rules of ");
    sw_html_words(out, q->accuracy.pack);
    put(out, " ");
    sw_html_words(out, q->accuracy.version);
    put(out, ", hash <code>");
    sw_html_words(out, q->accuracy.hash);
    put(out, "</code>. ");
    if (sw_quality_changed(q))
        put(out, "<strong>The built-in rules have changed since; the figures "
                 "may have too.</strong> ");
    put(out, "They were not measured on your replies: expect other figures "
             "there.</p>\n");
}

static void put_row(sw_buf *out, const char *name, size_t n)
{
    sw_buf_printf(out, "<dt>%s</dt><dd>", name);
    sw_html_number(out, n);
    put(out, "</dd>");
}

static void put_counts(const sw_quality *q, sw_buf *out)
{
    put(out, "<h3>What went in</h3>\n<dl class=\"rows\">");
    put_row(out, "Replies given", q->seen);
    put_row(out, "Judged", q->tally.total.replies);
    put_row(out, "In another language, left out", q->skipped);
    put_row(out, "Without words, left out", q->empty);
    put_row(out, "Without a date", q->tally.total.replies - q->tally.dated);
    put_row(out, "In which a rule reached its limit", q->limited);
    put_row(out, "Records that could not be read", q->unread);
    put(out, "</dl>\n");
    if (!q->errors.count)
        return;
    put(out, "<details><summary>What could not be read</summary><ul>\n");
    for (size_t i = 0; i < q->errors.count; i++) {
        const sw_quality_error *e = &q->errors.at[i];

        put(out, "<li><bdi>");
        if (!q->options.anonymise)
            sw_html_words(out, e->path ? e->path : "standard input");
        put(out, "</bdi>");
        if (e->line)
            sw_buf_printf(out, " line %zu", e->line);
        put(out, ": ");
        sw_html_words(out, e->words);
        put(out, "</li>\n");
    }
    put(out, "</ul></details>\n");
}

void sw_html_method(sw_quality *q, sw_buf *out)
{
    put(out, "<section id=\"method\" aria-labelledby=\"h-method\">\n"
             "<h2 id=\"h-method\">How it was computed</h2>\n"
             "<h3>Rates</h3>\n<p>A rate is 100\u202f\u00d7\u202fk\u202f/"
             "\u202fn: k replies with at least one finding, of n judged. "
             "The range behind it is Wilson\u2019s 95&nbsp;% interval: "
             "(p + z\u00b2/2n \u00b1 z\u221a(p(1\u2212p)/n + z\u00b2/4n\u00b2))"
             " / (1 + z\u00b2/n), with p = k/n and z = 1.96. "
             "Where n is under 30 no rate is given. Weeks are those of ISO "
             "8601, in UTC.</p>\n");
    put_score(q, out);
    put_accuracy(q, out);
    put_counts(q, out);
    put(out, "<h3>Rules</h3>\n<p>saywell " SAYWELL_VERSION ", pack ");
    sw_html_words(out, q->pack);
    put(out, " ");
    sw_html_words(out, q->version);
    put(out, ", rules and settings <code>");
    sw_html_words(out, q->hash);
    put(out, "</code>.");
    if (q->mixed)
        put(out, " <strong>Some inputs lie below another configuration and "
                 "were checked with other settings than these.</strong>");
    put(out, " The same input, rules and settings give this page again, byte "
             "for byte.</p>\n</section>\n");
}
