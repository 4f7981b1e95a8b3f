/*
 * report_rdjson.c - the Reviewdog Diagnostic Format (DiagnosticResult).
 *
 * Its columns are bytes of UTF-8 from 1, whatever --columns says, and a
 * suggestion is one replacement of one range. Source of the names: the
 * format's protocol buffer definition.
 */
#include "report/report_place.h"

static void position(sw_json *json, const char *key, size_t line, size_t column)
{
    sw_json_key(json, key);
    sw_json_object(json);
    sw_json_key(json, "line");
    sw_json_number(json, line);
    sw_json_key(json, "column");
    sw_json_number(json, column);
    sw_json_end_object(json);
}

static void range(sw_json *json, const sw_region *at)
{
    sw_json_key(json, "range");
    sw_json_object(json);
    position(json, "start", at->line, at->column);
    position(json, "end", at->end_line, at->end_column);
    sw_json_end_object(json);
}

static void location(sw_json *json, const saywell_origin *o,
                     const sw_region *at)
{
    sw_json_key(json, "location");
    sw_json_object(json);
    sw_json_member(json, "path", o->path ? o->path : "<stdin>");
    range(json, at);
    sw_json_end_object(json);
}

/* In a transcript an edit has no place in the file. */
static void suggestions(saywell_report *report, sw_json *json,
                        const sw_report_item *item, const saywell_finding *f)
{
    sw_json_key(json, "suggestions");
    sw_json_array(json);
    for (size_t i = 0; i < f->fix_count && !sw_report_is_turn(item->origin);
         i++) {
        size_t start, end;
        sw_region at;

        sw_buf_clear(&report->item);
        sw_report_join(&report->item, item->text, &f->fixes[i], &start, &end);
        at = sw_report_span(report, item->text, &f->start, start, end);
        sw_json_object(json);
        range(json, &at);
        sw_json_key(json, "text");
        sw_json_string(json, sw_buf_str(&report->item));
        sw_json_end_object(json);
    }
    sw_json_end_array(json);
}

/* The frame of one diagnostic up to its severity; leaves the object open. */
static void diagnostic(saywell_report *report, sw_json *json, sw_str message,
                       const saywell_origin *o, const sw_region *at,
                       const char *severity, const char *code)
{
    sw_buf_put_c(&report->out, report->held_count++ ? ",\n" : "\n");
    sw_json_init(json, &report->out, false);
    sw_json_object(json);
    sw_json_key(json, "message");
    sw_json_string(json, message);
    location(json, o, at);
    sw_json_member(json, "severity", severity);
    sw_json_key(json, "code");
    sw_json_object(json);
    sw_json_member(json, "value", code);
    sw_json_end_object(json);
}

static void one(saywell_report *report, const sw_report_item *item,
                const saywell_finding *f)
{
    static const char *const severities[] = {"INFO", "WARNING", "ERROR"};
    sw_region at = sw_report_region(report, item, f);
    sw_buf words = {0};
    sw_json json;

    sw_report_put_turn(&words, report, item, f);
    sw_buf_put_c(&words, f->message);
    diagnostic(report, &json, sw_buf_str(&words), item->origin, &at,
               severities[f->severity], f->rule);
    suggestions(report, &json, item, f);
    sw_json_end_object(&json);
    if (words.failed)
        report->status = SAYWELL_NOMEM;
    sw_buf_release(&words);
}

static void plain(saywell_report *report, const saywell_origin *o, size_t line,
                  const char *severity, const char *code, sw_str message)
{
    const sw_region at = {line, 1, line, 1};
    sw_json json;

    diagnostic(report, &json, message, o, &at, severity, code);
    sw_json_end_object(&json);
}

static void begin(saywell_report *report)
{
    report->options.columns = SAYWELL_COLUMN_BYTE;
    sw_buf_put(&report->out, SW_STR("{\"source\":{\"name\":\"saywell\"},\n"
                                    "\"diagnostics\":["));
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    const saywell_result *r = item->result;
    const saywell_origin *o = item->origin;
    const char *id, *words, *what;

    for (size_t i = 0; i < saywell_result_count(r); i++)
        one(report, item, saywell_result_at(r, i));
    for (size_t i = 0; sw_report_remark(r, i, &id, &words, &what); i++) {
        sw_buf_clear(&report->item);
        sw_buf_printf(&report->item, "%s%s", words, what);
        plain(report, o, sw_report_is_turn(o) && o->line ? o->line : 1, "INFO",
              id, sw_buf_str(&report->item));
    }
}

static void error(saywell_report *report, const saywell_origin *o,
                  const char *code, const char *message)
{
    plain(report, o, o->line ? o->line : 1, "ERROR", code, sw_str_of(message));
}

static void end(saywell_report *report)
{
    sw_buf_put_c(&report->out, report->held_count ? "\n]}\n" : "]}\n");
}

const struct sw_report_format sw_report_rdjson = {
    .begin = begin, .reply = reply, .error = error, .end = end};
