/*
 * report_github.c - workflow commands of GitHub Actions, one a line.
 *
 *     ::warning
 * file=macros/late.txt,line=3,col=1,endColumn=3,title=bare-no::...
 *
 * The runner turns them into notes beside the lines of a pull request. What
 * stands in a value or a message must not end it: per cent signs and line
 * breaks are escaped everywhere, commas and colons in values too. An end
 * column goes with one line only; more lines give an end line.
 * Source: GitHub's documentation of workflow commands.
 */
#include "report/report_place.h"

static void escape(sw_buf *out, const char *words, bool value)
{
    for (; *words; words++) {
        unsigned char c = (unsigned char)*words;

        if (c == '%' || c == '\r' || c == '\n' ||
            (value && (c == ',' || c == ':')))
            sw_buf_printf(out, "%%%02X", c);
        else
            sw_buf_byte(out, (char)c);
    }
}

/* ::level file=...,line=N without what follows. */
static void head(sw_buf *out, const char *level, const saywell_origin *o,
                 size_t line)
{
    sw_buf_printf(out, "::%s ", level);
    if (o->path) {
        sw_buf_put(out, SW_STR("file="));
        escape(out, o->path, true);
        sw_buf_byte(out, ',');
    }
    sw_buf_printf(out, "line=%zu", line);
}

static const char *level_of(saywell_severity severity)
{
    static const char *const levels[] = {"notice", "warning", "error"};

    return levels[severity];
}

static void put_message(saywell_report *report, const sw_report_item *item,
                        const saywell_finding *f)
{
    sw_buf *words = &report->item;

    sw_buf_clear(words);
    sw_report_put_turn(words, report, item, f);
    sw_buf_put_c(words, f->message);
    if (f->fix_count)
        sw_buf_printf(words, "\ntry: %s", f->fixes[0].preview);
    if (sw_buf_c(words))
        escape(&report->out, words->ptr, false);
    sw_buf_byte(&report->out, '\n');
}

static void one(saywell_report *report, const sw_report_item *item,
                const saywell_finding *f)
{
    sw_buf *out = &report->out;
    sw_region at = sw_report_region(report, item, f);

    head(out, level_of(f->severity), item->origin, at.line);
    if (!sw_report_is_turn(item->origin)) {
        sw_buf_printf(out, ",col=%zu", at.column);
        if (at.end_line == at.line)
            sw_buf_printf(out, ",endColumn=%zu", at.end_column);
        else
            sw_buf_printf(out, ",endLine=%zu", at.end_line);
    }
    sw_buf_printf(out, ",title=saywell %s::", f->rule);
    put_message(report, item, f);
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    const saywell_result *r = item->result;
    const saywell_origin *o = item->origin;
    const char *id, *words, *what;

    for (size_t i = 0; i < saywell_result_count(r); i++)
        one(report, item, saywell_result_at(r, i));
    for (size_t i = 0; sw_report_remark(r, i, &id, &words, &what); i++) {
        head(&report->out, "notice", o,
             sw_report_is_turn(o) && o->line ? o->line : 1);
        sw_buf_printf(&report->out, ",title=saywell %s::%s", id, words);
        escape(&report->out, what, false);
        sw_buf_byte(&report->out, '\n');
    }
}

static void error(saywell_report *report, const saywell_origin *o,
                  const char *code, const char *message)
{
    head(&report->out, "error", o, o->line ? o->line : 1);
    sw_buf_printf(&report->out, ",title=saywell %s::", code);
    escape(&report->out, message, false);
    sw_buf_byte(&report->out, '\n');
}

const struct sw_report_format sw_report_github = {
    .part = sw_report_plain_part, .reply = reply, .error = error};
