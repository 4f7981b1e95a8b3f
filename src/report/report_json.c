/*
 * report_json.c - one JSON document, or one JSON object a line.
 *
 * Both hold the same reply objects. The document is written as it comes, so
 * what is known only at the end (complete, summary, errors) stands at the end;
 * the order of keys means nothing in JSON. Findings stand on lines of their
 * own there, for those who read it with their eyes or with diff.
 */
#include "report/report_impl.h"

static void name_tool(saywell_report *report, sw_json *json)
{
    const saywell_rules *rules = report->rules;

    SW_JSON_KEY(json, "tool");
    sw_json_object(json);
    SW_JSON_KEY(json, "name");
    sw_json_string_c(json, "saywell");
    SW_JSON_KEY(json, "version");
    sw_json_string_c(json, SAYWELL_VERSION);
    SW_JSON_KEY(json, "pack");
    sw_json_string_c(json, rules ? saywell_rules_pack(rules) : NULL);
    SW_JSON_KEY(json, "packVersion");
    sw_json_string_c(json, rules ? saywell_rules_pack_version(rules) : NULL);
    SW_JSON_KEY(json, "rulesHash");
    sw_json_string_c(json, rules ? saywell_rules_hash(rules) : NULL);
    sw_json_end_object(json);
}

/* ---- pieces -------------------------------------------------------------- */

static void range(sw_json *json, const char *key, size_t start, size_t end)
{
    sw_json_key(json, key);
    sw_json_array(json);
    sw_json_number(json, start);
    sw_json_number(json, end);
    sw_json_end_array(json);
}

static void edits(sw_json *json, const saywell_edit *at, size_t count)
{
    SW_JSON_KEY(json, "edits");
    sw_json_array(json);
    for (size_t i = 0; i < count; i++) {
        sw_json_object(json);
        range(json, "byte", at[i].start, at[i].end);
        SW_JSON_KEY(json, "text");
        sw_json_string(json, (sw_str){at[i].text, at[i].len});
        sw_json_end_object(json);
    }
    sw_json_end_array(json);
}

static void fixes(sw_json *json, const saywell_finding *f)
{
    SW_JSON_KEY(json, "fixes");
    sw_json_array(json);
    for (size_t i = 0; i < f->fix_count; i++) {
        const saywell_fix *fix = &f->fixes[i];

        sw_json_object(json);
        SW_JSON_MEMBER(json, "trust",
                       fix->trust == SAYWELL_SAFE ? "safe" : "human");
        SW_JSON_MEMBER(json, "message", fix->message);
        SW_JSON_MEMBER(json, "with", fix->with);
        edits(json, fix->edits, fix->edit_count);
        SW_JSON_MEMBER(json, "preview", fix->preview);
        sw_json_end_object(json);
    }
    sw_json_end_array(json);
}

static void captures(sw_json *json, const saywell_finding *f)
{
    SW_JSON_KEY(json, "captures");
    sw_json_object(json);
    for (size_t i = 0; i < f->capture_count; i++)
        sw_json_member(json, f->captures[i].name, f->captures[i].text);
    sw_json_end_object(json);
}

static void evidence(sw_json *json, const saywell_finding *f)
{
    SW_JSON_KEY(json, "evidence");
    sw_json_array(json);
    for (size_t i = 0; i < f->evidence_count; i++) {
        const saywell_evidence *e = &f->evidence[i];

        sw_json_object(json);
        SW_JSON_MEMBER(json, "signal", e->signal);
        SW_JSON_MEMBER(json, "in", e->customer ? "customer" : "reply");
        range(json, "byte", e->start, e->end);
        SW_JSON_MEMBER(json, "text", e->text);
        sw_json_end_object(json);
    }
    sw_json_end_array(json);
}

static void places(saywell_report *report, sw_json *json, sw_str text,
                   const saywell_finding *f)
{
    SW_JSON_COUNT(json, "line", f->start.line);
    SW_JSON_COUNT(json, "column", sw_report_column(report, text, &f->start));
    SW_JSON_COUNT(json, "endLine", f->end.line);
    SW_JSON_COUNT(json, "endColumn", sw_report_column(report, text, &f->end));
    SW_JSON_KEY(json, "range");
    sw_json_object(json);
    range(json, "byte", f->start.byte, f->end.byte);
    range(json, "utf16", f->start.utf16, f->end.utf16);
    range(json, "codepoint", f->start.codepoint, f->end.codepoint);
    sw_json_end_object(json);
}

static void finding(saywell_report *report, sw_buf *out, sw_str text,
                    const saywell_finding *f)
{
    sw_json json;

    sw_json_init(&json, out, false);
    sw_json_object(&json);
    SW_JSON_MEMBER(&json, "rule", f->rule);
    SW_JSON_MEMBER(&json, "category", f->category);
    SW_JSON_MEMBER(&json, "severity", sw_report_severity(f->severity));
    SW_JSON_MEMBER(&json, "message", f->message);
    SW_JSON_MEMBER(&json, "why", f->why);
    SW_JSON_KEY(&json, "source");
    sw_json_array(&json);
    for (size_t i = 0; f->sources && f->sources[i]; i++)
        sw_json_string_c(&json, f->sources[i]);
    sw_json_end_array(&json);
    SW_JSON_MEMBER(&json, "zone", f->zone);
    SW_JSON_COUNT(&json, "sentence", f->sentence);
    SW_JSON_KEY(&json, "match");
    sw_json_string(&json, sw_str_part(text, f->start.byte, f->end.byte));
    places(report, &json, text, f);
    captures(&json, f);
    evidence(&json, f);
    SW_JSON_MEMBER(&json, "fingerprint", f->fingerprint);
    fixes(&json, f);
    sw_json_end_object(&json);
}

static void where_text_stands(sw_json *json, const saywell_origin *o)
{
    SW_JSON_KEY(json, "at");
    sw_json_object(json);
    if (o->line)
        SW_JSON_COUNT(json, "line", o->line);
    if (o->pointer)
        SW_JSON_MEMBER(json, "pointer", o->pointer);
    sw_json_end_object(json);
}

static void name_turn(sw_json *json, const saywell_origin *o)
{
    SW_JSON_KEY(json, "turn");
    if (o->turn == SAYWELL_NOWHERE)
        sw_json_null(json);
    else
        sw_json_number(json, o->turn);
}

static void composed_fix(sw_json *json, const saywell_result *result)
{
    size_t count = 0;
    const saywell_edit *at = saywell_result_fix(result, &count);

    SW_JSON_KEY(json, "fix");
    if (!at) {
        sw_json_null(json);
        return;
    }
    sw_json_object(json);
    edits(json, at, count);
    sw_json_end_object(json);
}

/* The reply object, appended to out; `between` stands before each finding. */
static void put_reply(saywell_report *report, sw_buf *out,
                      const sw_report_item *item, const char *between)
{
    const saywell_origin *o = item->origin;
    const saywell_result *r = item->result;
    sw_json json;

    sw_buf_clear(&report->item);
    sw_buf_byte(&report->item, '[');
    for (size_t i = 0; i < saywell_result_count(r); i++) {
        if (i)
            sw_buf_byte(&report->item, ',');
        sw_buf_put_c(&report->item, between);
        finding(report, &report->item, item->text, saywell_result_at(r, i));
    }
    sw_buf_byte(&report->item, ']');

    sw_json_init(&json, out, false);
    sw_json_object(&json);
    SW_JSON_MEMBER(&json, "path", o->path);
    SW_JSON_MEMBER(&json, "conversation", o->conversation);
    name_turn(&json, o);
    where_text_stands(&json, o);
    SW_JSON_MEMBER(&json, "author", o->author);
    SW_JSON_MEMBER(&json, "time", o->time);
    SW_JSON_MEMBER(&json, "channel", o->channel);
    SW_JSON_MEMBER(&json, "language", saywell_result_language(r));
    SW_JSON_MEMBER(&json, "skipped", saywell_result_skipped(r));
    SW_JSON_KEY(&json, "limited");
    sw_json_array(&json);
    for (size_t i = 0; i < saywell_result_limited_count(r); i++)
        sw_json_string_c(&json, saywell_result_limited_at(r, i));
    sw_json_end_array(&json);
    SW_JSON_COUNT(&json, "omitted", saywell_result_omitted(r));
    SW_JSON_KEY(&json, "findings");
    sw_json_raw(&json, sw_buf_str(&report->item));
    composed_fix(&json, r);
    sw_json_end_object(&json);
}

static void put_summary(sw_json *json, const saywell_summary *sum)
{
    SW_JSON_KEY(json, "summary");
    sw_json_object(json);
    SW_JSON_COUNT(json, "replies", sum->replies);
    SW_JSON_COUNT(json, "error", sum->error);
    SW_JSON_COUNT(json, "warning", sum->warning);
    SW_JSON_COUNT(json, "suggestion", sum->suggestion);
    SW_JSON_KEY(json, "fixable");
    sw_json_object(json);
    SW_JSON_COUNT(json, "safe", sum->fixable_safe);
    SW_JSON_COUNT(json, "human", sum->fixable_human);
    sw_json_end_object(json);
    SW_JSON_COUNT(json, "skipped", sum->skipped);
    SW_JSON_COUNT(json, "limited", sum->limited);
    SW_JSON_COUNT(json, "omitted", sum->omitted);
    sw_json_end_object(json);
}

/* ---- json: one document -------------------------------------------------- */

static void document_begin(saywell_report *report)
{
    sw_json json;
    sw_buf *out = &report->out;

    /* The frame by hand: it stays open while replies come and go. */
    sw_buf_put(out, SW_STR("{\"schema\":\"saywell/1\",\n"));
    sw_buf_clear(&report->item);
    sw_json_init(&json, &report->item, false);
    sw_json_object(&json);
    name_tool(report, &json);
    sw_json_end_object(&json);
    sw_buf_put(out,
               sw_str_part(sw_buf_str(&report->item), 1, report->item.len - 1));
    sw_buf_put(out, SW_STR(",\n\"replies\":["));
}

/* The first reply of a part gets what stands before it when it is joined. */
static void document_reply(saywell_report *report, const sw_report_item *item)
{
    if (report->held_count++)
        sw_buf_put(&report->out, SW_STR(",\n"));
    else if (!report->is_part)
        sw_buf_byte(&report->out, '\n');
    put_reply(report, &report->out, item, "\n  ");
}

static void put_error(sw_buf *out, const saywell_origin *o, const char *code,
                      const char *message)
{
    sw_json json;

    sw_json_init(&json, out, false);
    sw_json_object(&json);
    SW_JSON_MEMBER(&json, "path", o->path);
    SW_JSON_KEY(&json, "line");
    if (o->line)
        sw_json_number(&json, o->line);
    else
        sw_json_null(&json);
    SW_JSON_MEMBER(&json, "code", code);
    SW_JSON_MEMBER(&json, "message", message);
    sw_json_end_object(&json);
}

static void document_error(saywell_report *report, const saywell_origin *o,
                           const char *code, const char *message)
{
    sw_buf_put_c(&report->errors, report->errors.len ? ",\n" : "\n");
    put_error(&report->errors, o, code, message);
}

static void document_part(saywell_report *part)
{
    part->held_count = 0;
}

static void document_join(saywell_report *whole, saywell_report *part)
{
    if (part->held_count)
        sw_buf_put_c(&whole->out, whole->held_count ? ",\n" : "\n");
    whole->held_count += part->held_count;
    whole->incomplete = whole->incomplete || part->summary.limited > 0;
    if (part->errors.len && whole->errors.len)
        sw_buf_byte(&whole->errors, ',');
    sw_buf_put(&whole->errors, sw_buf_str(&part->errors));
}

static void document_end(saywell_report *report)
{
    sw_buf *out = &report->out;
    sw_json json;

    sw_buf_put_c(out, report->held_count ? "\n],\n" : "],\n");
    sw_buf_printf(out, "\"complete\":%s,\n",
                  report->incomplete ? "false" : "true");
    sw_buf_clear(&report->item);
    sw_json_init(&json, &report->item, false);
    sw_json_object(&json);
    put_summary(&json, &report->summary);
    sw_json_end_object(&json);
    sw_buf_put(out,
               sw_str_part(sw_buf_str(&report->item), 1, report->item.len - 1));
    sw_buf_put(out, SW_STR(",\n\"errors\":["));
    sw_buf_put(out, sw_buf_str(&report->errors));
    sw_buf_put_c(out, report->errors.len ? "\n]}\n" : "]}\n");
}

const struct sw_report_format sw_report_json = {.begin = document_begin,
                                                .part = document_part,
                                                .join = document_join,
                                                .reply = document_reply,
                                                .error = document_error,
                                                .end = document_end};

/* ---- jsonl: one input or conversation a line ----------------------------- */

static void held_reply(saywell_report *report, const sw_report_item *item)
{
    if (report->held_count++)
        sw_buf_byte(&report->held, ',');
    put_reply(report, &report->held, item, "");
}

static void held_error(saywell_report *report, const saywell_origin *o,
                       const char *code, const char *message)
{
    sw_json json;

    if (report->errors.len) /* the first one explains the others */
        return;
    sw_json_init(&json, &report->errors, false);
    sw_json_object(&json);
    SW_JSON_KEY(&json, "line");
    if (o->line)
        sw_json_number(&json, o->line);
    else
        sw_json_null(&json);
    SW_JSON_MEMBER(&json, "code", code);
    SW_JSON_MEMBER(&json, "message", message);
    sw_json_end_object(&json);
}

static void put_line(saywell_report *report, const saywell_origin *o)
{
    sw_json json;

    sw_json_init(&json, &report->out, false);
    sw_json_object(&json);
    SW_JSON_MEMBER(&json, "schema", "saywell/1");
    SW_JSON_MEMBER(&json, "path", o->path);
    SW_JSON_MEMBER(&json, "conversation", o->conversation);
    SW_JSON_KEY(&json, "complete");
    sw_json_bool(&json, !report->incomplete);
    SW_JSON_KEY(&json, "replies");
    sw_buf_byte(&report->held, ']');
    sw_json_raw(&json, sw_buf_str(&report->held));
    SW_JSON_KEY(&json, "error");
    if (report->errors.len)
        sw_json_raw(&json, sw_buf_str(&report->errors));
    else
        sw_json_null(&json);
    if (o->record) {
        sw_buf_clear(&report->item);
        sw_buf_byte(&report->item, '{');
        sw_buf_put(&report->item, (sw_str){o->record, o->record_len});
        sw_buf_byte(&report->item, '}');
        SW_JSON_KEY(&json, "record");
        sw_json_raw(&json, sw_buf_str(&report->item));
    }
    sw_json_end_object(&json);
    sw_buf_byte(&report->out, '\n');
}

static void line_begin(saywell_report *report)
{
    sw_buf_clear(&report->held);
    sw_buf_byte(&report->held, '[');
    sw_buf_clear(&report->errors);
    report->held_count = 0;
    report->incomplete = false;
}

static void line_end(saywell_report *report, const saywell_origin *o)
{
    put_line(report, o);
    if (report->held.failed || report->item.failed || report->errors.failed)
        report->status = SAYWELL_NOMEM;
    line_begin(report);
}

const struct sw_report_format sw_report_jsonl = {.begin = line_begin,
                                                 .part = line_begin,
                                                 .reply = held_reply,
                                                 .error = held_error,
                                                 .line = line_end};
