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
#include "report/report_place.h"

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
    sw_region at = sw_report_region(report, item, f);

    head(out, item->origin, at.line, at.column);
    sw_buf_printf(out, "%s: ",
                  f->severity == SAYWELL_SUGGESTION
                      ? "note"
                      : sw_report_severity(f->severity));
    sw_report_put_turn(out, report, item, f);
    sw_report_plain(out, sw_str_of(f->message));
    sw_buf_printf(out, " [%s]\n", f->rule);
}

/* What was not looked at must not pass for clean. */
static void remark(saywell_report *report, const saywell_origin *o,
                   const char *id, const char *words, const char *what)
{
    bool turn = sw_report_is_turn(o);

    head(&report->out, o, turn && o->line ? o->line : 1, 1);
    sw_buf_put(&report->out, SW_STR("note: "));
    if (turn)
        sw_buf_printf(&report->out, "turn %zu: ", o->turn);
    sw_buf_put_c(&report->out, words);
    sw_report_plain(&report->out, sw_str_of(what));
    sw_buf_printf(&report->out, " [%s]\n", id);
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    const saywell_result *r = item->result;
    const char *id, *words, *what;

    for (size_t i = 0; i < saywell_result_count(r); i++)
        one(report, item, saywell_result_at(r, i));
    for (size_t i = 0; sw_report_remark(r, i, &id, &words, &what); i++)
        remark(report, item->origin, id, words, what);
}

const struct sw_report_format sw_report_line = {.part = sw_report_plain_part,
                                                .reply = reply};
