/* report_place.c - places as other tools want them: a file, a region, one edit.
 */
#include "report/report_place.h"

#include "base/utf8.h"

bool sw_report_is_turn(const saywell_origin *o)
{
    return o->turn != SAYWELL_NOWHERE;
}

sw_region sw_report_region(saywell_report *report, const sw_report_item *item,
                           const saywell_finding *f)
{
    const saywell_origin *o = item->origin;
    size_t line = o->line ? o->line : 1;

    if (sw_report_is_turn(o))
        return (sw_region){line, 1, line, 1};
    return (sw_region){
        f->start.line, sw_report_column(report, item->text, &f->start),
        f->end.line, sw_report_column(report, item->text, &f->end)};
}

/* Ends a line here? \n, \r\n (at its \n) or a lone \r, as in room place. */
static bool ends_line(sw_str text, size_t i)
{
    return text.ptr[i] == '\n' ||
           (text.ptr[i] == '\r' &&
            (i + 1 == text.len || text.ptr[i + 1] != '\n'));
}

/* From a known place to another byte: lines are counted in between, columns
 * from the start of the line. */
static saywell_place move(sw_str text, const saywell_place *known, size_t byte)
{
    saywell_place to = *known;
    size_t low = byte < known->byte ? byte : known->byte;
    size_t high = byte < known->byte ? known->byte : byte;
    size_t lines = 0, start = byte;
    sw_str between = sw_str_part(text, low, high), before;

    for (size_t i = low; i < high; i++)
        lines += ends_line(text, i);
    while (start > 0 && !ends_line(text, start - 1))
        start--;
    before = sw_str_part(text, start, byte);
    to.byte = byte;
    to.column = sw_utf8_count(before) + 1;
    if (byte < known->byte) {
        to.line -= lines;
        to.codepoint -= sw_utf8_count(between);
        to.utf16 -= sw_utf16_count(between);
    } else {
        to.line += lines;
        to.codepoint += sw_utf8_count(between);
        to.utf16 += sw_utf16_count(between);
    }
    return to;
}

sw_region sw_report_span(saywell_report *report, sw_str text,
                         const saywell_place *known, size_t start, size_t end)
{
    saywell_place from = move(text, known, start);
    saywell_place to = move(text, &from, end);

    return (sw_region){from.line, sw_report_column(report, text, &from),
                       to.line, sw_report_column(report, text, &to)};
}

void sw_report_put_turn(sw_buf *out, saywell_report *report,
                        const sw_report_item *item, const saywell_finding *f)
{
    const saywell_origin *o = item->origin;

    if (!sw_report_is_turn(o))
        return;
    if (o->conversation) {
        sw_report_plain(out, sw_str_of(o->conversation));
        sw_buf_byte(out, ' ');
    }
    sw_buf_printf(out, "turn %zu, %zu:%zu: ", o->turn, f->start.line,
                  sw_report_column(report, item->text, &f->start));
}

void sw_report_join(sw_buf *out, sw_str text, const saywell_fix *fix,
                    size_t *start, size_t *end)
{
    size_t at;

    *start = *end = 0;
    if (fix->edit_count == 0)
        return;
    at = *start = fix->edits[0].start;
    for (size_t i = 0; i < fix->edit_count; i++) {
        const saywell_edit *e = &fix->edits[i];

        sw_buf_put(out, sw_str_part(text, at, e->start));
        sw_buf_put(out, (sw_str){e->text, e->len});
        at = e->end;
    }
    *end = at;
}

bool sw_report_remark(const saywell_result *result, size_t i, const char **id,
                      const char **words, const char **what)
{
    size_t limited = saywell_result_limited_count(result);

    if (i < limited) {
        *id = "limit";
        *words = "a limit stopped ";
        *what = saywell_result_limited_at(result, i);
        return true;
    }
    *id = "skipped";
    *words = "not judged: ";
    *what = saywell_result_skipped(result);
    return i == limited && *what;
}
