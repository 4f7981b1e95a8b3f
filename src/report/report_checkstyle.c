/*
 * report_checkstyle.c - Checkstyle's XML, which build servers read.
 *
 * Findings of one file stand in one <file> as long as they come one after the
 * other. XML 1.0 has no way to write most control characters, so messages are
 * shown as on a terminal ("\x1b") before they are escaped.
 */
#include "report/report_place.h"

static void escape(saywell_report *report, sw_str words)
{
    sw_buf *plain = &report->item, *out = &report->out;

    sw_buf_clear(plain);
    sw_report_plain(plain, words);
    for (size_t i = 0; i < plain->len; i++) {
        switch (plain->ptr[i]) {
        case '&':
            sw_buf_put(out, SW_STR("&amp;"));
            break;
        case '<':
            sw_buf_put(out, SW_STR("&lt;"));
            break;
        case '>':
            sw_buf_put(out, SW_STR("&gt;"));
            break;
        case '"':
            sw_buf_put(out, SW_STR("&quot;"));
            break;
        default:
            sw_buf_byte(out, plain->ptr[i]);
        }
    }
}

static void close_file(saywell_report *report)
{
    if (report->held_count)
        sw_buf_put(&report->out, SW_STR("</file>\n"));
    report->held_count = 0;
}

/* held: the path of the <file> that is open while held_count is 1. */
static void open_file(saywell_report *report, const saywell_origin *o)
{
    sw_str path = sw_str_of(o->path ? o->path : "<stdin>");

    if (report->held_count && sw_str_equal(path, sw_buf_str(&report->held)))
        return;
    close_file(report);
    sw_buf_clear(&report->held);
    sw_buf_put(&report->held, path);
    report->held_count = 1;
    sw_buf_put(&report->out, SW_STR("<file name=\""));
    escape(report, path);
    sw_buf_put(&report->out, SW_STR("\">\n"));
}

static void put_error(saywell_report *report, size_t line, size_t column,
                      const char *severity, const char *id, sw_str message)
{
    sw_buf *out = &report->out;

    sw_buf_printf(out, "<error line=\"%zu\" column=\"%zu\" severity=\"%s\" ",
                  line, column, severity);
    sw_buf_put(out, SW_STR("message=\""));
    escape(report, message);
    sw_buf_printf(out, "\" source=\"saywell.%s\"/>\n", id);
}

static void one(saywell_report *report, const sw_report_item *item,
                const saywell_finding *f)
{
    sw_region at = sw_report_region(report, item, f);
    sw_buf words = {0};

    sw_report_put_turn(&words, report, item, f);
    sw_buf_put_c(&words, f->message);
    put_error(report, at.line, at.column,
              f->severity == SAYWELL_SUGGESTION
                  ? "info"
                  : sw_report_severity(f->severity),
              f->rule, sw_buf_str(&words));
    if (words.failed)
        report->status = SAYWELL_NOMEM;
    sw_buf_release(&words);
}

static void remark(saywell_report *report, const saywell_origin *o,
                   const char *id, const char *words, const char *what)
{
    sw_buf all = {0};

    sw_buf_printf(&all, "%s%s", words, what);
    put_error(report, sw_report_is_turn(o) && o->line ? o->line : 1, 1, "info",
              id, sw_buf_str(&all));
    if (all.failed)
        report->status = SAYWELL_NOMEM;
    sw_buf_release(&all);
}

static void begin(saywell_report *report)
{
    sw_buf_put(&report->out,
               SW_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<checkstyle version=\"4.3\">\n"));
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    const saywell_result *r = item->result;
    const char *id, *words, *what;

    open_file(report, item->origin);
    for (size_t i = 0; i < saywell_result_count(r); i++)
        one(report, item, saywell_result_at(r, i));
    for (size_t i = 0; sw_report_remark(r, i, &id, &words, &what); i++)
        remark(report, item->origin, id, words, what);
}

static void error(saywell_report *report, const saywell_origin *o,
                  const char *code, const char *message)
{
    open_file(report, o);
    put_error(report, o->line ? o->line : 1, 1, "error", code,
              sw_str_of(message));
}

static void end(saywell_report *report)
{
    close_file(report);
    sw_buf_put(&report->out, SW_STR("</checkstyle>\n"));
}

const struct sw_report_format sw_report_checkstyle = {
    .begin = begin, .reply = reply, .error = error, .end = end};
