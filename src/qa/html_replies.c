/*
 * html_replies.c - replies with their findings marked in place.
 *
 * Findings may overlap and a missing element has no width, so the text is cut
 * at every border and each piece carries the worst of what covers it; a small
 * number behind each finding leads to its note beside the text.
 */
#include "qa/html_part.h"

#include "qa/day.h"

#include <stdio.h>
#include <string.h>

static void put(sw_buf *out, const char *html)
{
    sw_buf_put_c(out, html);
}

/* One reply on its way out. */
typedef struct showing {
    sw_quality *q;
    sw_buf *out;
    const sw_pick *pick;
    char id[24]; /* of the article */
} showing;

static void put_text(showing *s, sw_str text)
{
    sw_html_text(s->out, sw_quality_text(s->q, text));
}

static void put_words(showing *s, const char *words)
{
    put_text(s, sw_str_of(words));
}

/* ---- the marked text --------------------------------------------------------
 */

/* The nearest border behind `at`. */
static size_t next_border(const sw_pick *p, size_t at)
{
    size_t next = p->text.len;

    for (size_t i = 0; i < p->count; i++) {
        const sw_pick_finding *f = &p->findings[i];

        if (f->start > at && f->start < next)
            next = f->start;
        if (f->end > at && f->end < next)
            next = f->end;
    }
    return next;
}

/* The worst finding that covers the piece, or NULL. */
static const sw_pick_finding *over(const sw_pick *p, size_t start, size_t end)
{
    const sw_pick_finding *worst = NULL;

    for (size_t i = 0; i < p->count; i++) {
        const sw_pick_finding *f = &p->findings[i];

        if (f->start > start || f->end < end || f->start == f->end)
            continue;
        if (!worst || (worst->waived && !f->waived) ||
            (worst->waived == f->waived && f->severity > worst->severity))
            worst = f;
    }
    return worst;
}

static const char *level_of(const sw_pick_finding *f)
{
    return f->waived ? "waived" : sw_score_severity_name(f->severity);
}

/* The numbers of the findings that end here. */
static void put_numbers(showing *s, size_t at)
{
    for (size_t i = 0; i < s->pick->count; i++) {
        const sw_pick_finding *f = &s->pick->findings[i];

        if (f->end != at)
            continue;
        if (f->start == f->end)
            sw_buf_printf(s->out, " <span class=\"gap %s\">missing</span>",
                          level_of(f));
        sw_buf_printf(s->out,
                      "<sup><a href=\"#%s-%zu\" aria-label=\"finding "
                      "%zu\">%zu</a></sup>",
                      s->id, i + 1, i + 1, i + 1);
    }
}

static void put_marked(showing *s)
{
    const sw_pick *p = s->pick;
    size_t at = 0;

    put(s->out, "<div class=\"text\" dir=\"auto\">");
    put_numbers(s, 0);
    while (at < p->text.len) {
        size_t next = next_border(p, at);
        const sw_pick_finding *f = over(p, at, next);

        if (f)
            sw_buf_printf(s->out, "<mark class=\"%s\">", level_of(f));
        put_text(s, sw_str_part(p->text, at, next));
        if (f)
            put(s->out, "</mark>");
        put_numbers(s, next);
        at = next;
    }
    if (p->cut)
        put(s->out, " <span class=\"few\">[the rest is not shown]</span>");
    put(s->out, "</div>\n");
}

/* ---- notes ------------------------------------------------------------------
 */

static void put_note(showing *s, size_t i)
{
    const sw_pick_finding *f = &s->pick->findings[i];

    sw_buf_printf(s->out, "<li id=\"%s-%zu\" data-rule=\"", s->id, i + 1);
    sw_html_words(s->out, f->rule);
    put(s->out, "\"><p>");
    put_words(s, f->message);
    put(s->out, " <code>");
    sw_html_words(s->out, f->rule);
    sw_buf_printf(s->out, "</code> <span class=\"level %s\">%s</span></p>",
                  level_of(f), level_of(f));
    if (f->preview) {
        sw_buf_printf(s->out, "<p class=\"try\"><span>%s</span> ",
                      f->trust == SAYWELL_SAFE
                          ? "Same facts, better said:"
                          : "For you to judge and fill in:");
        put(s->out, "<q><bdi>");
        put_words(s, f->preview);
        put(s->out, "</bdi></q></p>");
    }
    put(s->out, "</li>\n");
}

static void put_notes(showing *s)
{
    if (!s->pick->count)
        return;
    put(s->out, "<ol class=\"notes\">\n");
    for (size_t i = 0; i < s->pick->count; i++)
        put_note(s, i);
    put(s->out, "</ol>\n");
    if (s->pick->left_out)
        sw_buf_printf(s->out, "<p class=\"few\">Findings not shown: %zu</p>\n",
                      s->pick->left_out);
}

/* ---- one reply --------------------------------------------------------------
 */

static void put_place(showing *s)
{
    const sw_pick *p = s->pick;
    int64_t day;

    if (p->time && sw_day_read(p->time, &day)) {
        put(s->out, "<span class=\"nb\">");
        sw_html_day(s->out, day);
        put(s->out, "</span> \u00b7 ");
    }
    if (p->channel) {
        sw_html_words(s->out, p->channel);
        put(s->out, " \u00b7 ");
    }
    if (p->conversation) {
        put(s->out, "conversation <bdi>");
        put_words(s, p->conversation);
        put(s->out, "</bdi>");
    } else if (p->path && !s->q->options.anonymise) {
        put(s->out, "<bdi>");
        sw_html_words(s->out, p->path);
        put(s->out, "</bdi>");
        if (p->line)
            sw_buf_printf(s->out, ", line %zu", p->line);
    } else {
        put(s->out, "no name given");
    }
    if (p->turn != SW_NOWHERE)
        sw_buf_printf(s->out, ", turn %zu", p->turn + 1);
    if (p->same)
        sw_buf_printf(s->out, " \u00b7 %zu more like it", p->same);
}

static void put_attributes(showing *s)
{
    const sw_pick *p = s->pick;
    char week[20];

    sw_quality_week(s->q, p->verdict.week, week);
    sw_buf_printf(s->out,
                  "<article class=\"reply\" id=\"%s\" data-agent=\"%zu\" "
                  "data-week=\"%s\" data-rules=\"",
                  s->id, p->verdict.agent, week);
    for (size_t i = 0; i < p->count; i++) {
        if (i)
            sw_buf_byte(s->out, ' ');
        sw_html_words(s->out, p->findings[i].rule);
    }
    sw_buf_printf(s->out, "\" aria-labelledby=\"%s-h\">\n", s->id);
}

static void put_customer(showing *s)
{
    if (!s->pick->customer.len)
        return;
    put(s->out, "<blockquote dir=\"auto\"><span class=\"who\">The customer "
                "wrote</span>");
    if (s->pick->customer_cut)
        put(s->out, "\u2026 ");
    put_text(s, s->pick->customer);
    put(s->out, "</blockquote>\n");
}

/* fold: findings are there for who asks, so that a reader judges first. */
static void put_reply(showing *s, bool fold)
{
    const sw_pick *p = s->pick;
    char space[SW_AGENT_SPACE];

    put_attributes(s);
    sw_buf_printf(s->out, "<h3 id=\"%s-h\"><bdi>", s->id);
    sw_html_words(s->out, sw_quality_agent(s->q, p->verdict.agent, space));
    put(s->out, "</bdi>");
    if (!fold)
        sw_buf_printf(s->out, " <span class=\"score\">score %u%s</span>",
                      p->verdict.score,
                      p->verdict.critical ? ", critical" : "");
    put(s->out, "</h3>\n<p class=\"place\">");
    put_place(s);
    put(s->out, "</p>\n");
    put_customer(s);
    if (fold) {
        put(s->out, "<div class=\"text\" dir=\"auto\">");
        put_text(s, p->text);
        put(s->out, "</div>\n<details><summary>What saywell found</summary>\n");
        sw_buf_printf(s->out, "<p class=\"place\">score %u%s</p>\n",
                      p->verdict.score, p->count ? "" : ", nothing found");
    }
    if (!fold || p->count) {
        put(s->out, "<div class=\"beside\">\n");
        put_marked(s);
        put_notes(s);
        put(s->out, "</div>\n");
    }
    if (fold)
        put(s->out, "</details>\n");
    put(s->out, "</article>\n");
}

static void put_list(sw_quality *q, sw_buf *out, const sw_picks *picks,
                     char letter, bool fold)
{
    showing s = {.q = q, .out = out};

    for (size_t i = 0; i < picks->count; i++) {
        snprintf(s.id, sizeof s.id, "%c%zu", letter, i + 1);
        s.pick = picks->at[i];
        put_reply(&s, fold);
    }
    put(out, "<p class=\"none\" hidden>None of these fits the "
             "choice.</p>\n</section>\n");
}

void sw_html_replies(sw_quality *q, sw_buf *out)
{
    if (q->worst.count) {
        put(out, "<section class=\"replies\" aria-labelledby=\"h-worst\">\n"
                 "<h2 id=\"h-worst\">Replies that lost the most</h2>\n"
                 "<p>What was found is marked in the text; the note says why "
                 "and, where there is one, how to say it instead.</p>\n");
        put_list(q, out, &q->worst, 'w', false);
    }
    if (q->best.count) {
        put(out,
            "<section class=\"replies plain\" aria-labelledby=\"h-best\">\n"
            "<h2 id=\"h-best\">Replies worth passing on</h2>\n"
            "<p>Drawn by lot from the replies to a customer in which no "
            "rule found anything. That is no proof that they are good: "
            "read them and keep those you would be glad to "
            "get.</p>\n");
        put_list(q, out, &q->best, 'b', false);
    }
    if (q->sample.count) {
        sw_buf_printf(out,
                      "<section class=\"replies\" "
                      "aria-labelledby=\"h-sample\">\n"
                      "<h2 id=\"h-sample\">To be read by people</h2>\n"
                      "<p>Drawn by lot, %zu of them, with seed %zu; everybody "
                      "who takes this seed on these conversations gets the "
                      "same ones. Judge each yourself before you open what "
                      "was found.</p>\n",
                      q->sample.count, (size_t)q->options.seed);
        put_list(q, out, &q->sample, 's', true);
    }
}
