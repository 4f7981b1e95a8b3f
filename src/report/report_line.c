/*
 * report_line.c - one finding a line, as compilers print them.
 *
 *     draft.txt:3:1: warning: Answer with what you can do [bare-no]
 *
 * Editors and CI know this shape. A suggestion is a "note", the third word of
 * those that read it. In a transcript the line is that of the record and the
 * column 1, for nothing nearer is a place in the file; the message says where
 * in the conversation.
 */
#include "report/report_impl.h"

static void head(sw_buf *out, const saywell_origin *o, size_t line,
                 size_t column)
{
    sw_report_plain(out, sw_str_of(o->path ? o->path : "<stdin>"));
    sw_buf_printf(out, ":%zu:%zu: ", line, column);
}

static void one(saywell_report *report, const sw_report_item *item,
                const saywell_finding *f)
{
    sw_buf *out = &report->out;
    const saywell_origin *o = item->origin;
    size_t column = sw_report_column(report, item->text, &f->start);
    const char *level = f->severity == SAYWELL_SUGGESTION
                            ? "note"
                            : sw_report_severity(f->severity);

    if (o->turn == SAYWELL_NOWHERE) {
        head(out, o, f->start.line, column);
        sw_buf_printf(out, "%s: ", level);
    } else {
        head(out, o, o->line ? o->line : 1, 1);
        sw_buf_printf(out, "%s: ", level);
        if (o->conversation) {
            sw_report_plain(out, sw_str_of(o->conversation));
            sw_buf_byte(out, ' ');
        }
        sw_buf_printf(out, "turn %zu, %zu:%zu: ", o->turn, f->start.line,
                      column);
    }
    sw_report_plain(out, sw_str_of(f->message));
    sw_buf_printf(out, " [%s]\n", f->rule);
}

/* What was not looked at must not pass for clean. */
static void remark(saywell_report *report, const saywell_origin *o,
                   const char *words, const char *what, const char *id)
{
    bool draft = o->turn == SAYWELL_NOWHERE;

    head(&report->out, o, draft || !o->line ? 1 : o->line, 1);
    sw_buf_put(&report->out, SW_STR("note: "));
    if (!draft)
        sw_buf_printf(&report->out, "turn %zu: ", o->turn);
    sw_buf_printf(&report->out, "%s", words);
    sw_report_plain(&report->out, sw_str_of(what));
    sw_buf_printf(&report->out, " [%s]\n", id);
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    const saywell_result *r = item->result;

    for (size_t i = 0; i < saywell_result_count(r); i++)
        one(report, item, saywell_result_at(r, i));
    for (size_t i = 0; i < saywell_result_limited_count(r); i++)
        remark(report, item->origin, "a limit stopped ",
               saywell_result_limited_at(r, i), "limit");
    if (saywell_result_skipped(r))
        remark(report, item->origin, "not judged: ", saywell_result_skipped(r),
               "skipped");
}

const struct sw_report_format sw_report_line = {.reply = reply};
