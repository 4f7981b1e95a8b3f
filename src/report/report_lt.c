/*
 * report_lt.c - the answer of a LanguageTool server (/v2/check).
 *
 * For editors and add-ons that speak it already. A match there is a place with
 * replacements for just that place, counted in UTF-16 units, and an empty one
 * is shown by nobody. So a finding's place is widened to what its rewrites
 * touch, and one that is empty (something is missing there) to the character
 * before or behind it; each replacement is the whole widened place rewritten.
 * The answer is about one text. Where there are several, each match also says
 * where its text is: "path", "conversation", "turn".
 * Source: LanguageTool's description of its HTTP API.
 */
#include "report/report_place.h"

#include "base/utf8.h"

#define AROUND 40 /* bytes of context to each side */

typedef struct place {
    size_t start, end; /* bytes */
} place;

static place widen(sw_str text, const saywell_finding *f)
{
    place p = {f->start.byte, f->end.byte};
    size_t size = 0;

    for (size_t i = 0; i < f->fix_count; i++) {
        const saywell_fix *fix = &f->fixes[i];

        if (fix->edit_count == 0)
            continue;
        if (fix->edits[0].start < p.start)
            p.start = fix->edits[0].start;
        if (fix->edits[fix->edit_count - 1].end > p.end)
            p.end = fix->edits[fix->edit_count - 1].end;
    }
    if (p.start == p.end && p.start > 0) {
        sw_utf8_before(text, p.start, &size);
        p.start -= size;
    } else if (p.start == p.end && p.end < text.len) {
        sw_utf8_at(text, p.end, &size);
        p.end += size;
    }
    return p;
}

/* The UTF-16 offset of a byte, from a place that is known. */
static size_t utf16_at(sw_str text, const saywell_place *known, size_t byte)
{
    if (byte < known->byte)
        return known->utf16 -
               sw_utf16_count(sw_str_part(text, byte, known->byte));
    return known->utf16 + sw_utf16_count(sw_str_part(text, known->byte, byte));
}

static void replacements(saywell_report *report, sw_json *json, sw_str text,
                         const saywell_finding *f, place p)
{
    sw_json_key(json, "replacements");
    sw_json_array(json);
    for (size_t i = 0; i < f->fix_count; i++) {
        sw_buf whole = {0};
        size_t start, end;

        if (f->fixes[i].edit_count == 0)
            continue;
        sw_buf_clear(&report->item);
        sw_report_join(&report->item, text, &f->fixes[i], &start, &end);
        sw_buf_put(&whole, sw_str_part(text, p.start, start));
        sw_buf_put(&whole, sw_buf_str(&report->item));
        sw_buf_put(&whole, sw_str_part(text, end, p.end));
        sw_json_object(json);
        sw_json_key(json, "value");
        sw_json_string(json, sw_buf_str(&whole));
        sw_json_member(json, "shortDescription",
                       f->fixes[i].trust == SAYWELL_SAFE ? "safe"
                                                         : "for a human");
        sw_json_end_object(json);
        if (whole.failed)
            report->status = SAYWELL_NOMEM;
        sw_buf_release(&whole);
    }
    sw_json_end_array(json);
}

/* Some words to both sides, on character edges. */
static void context(sw_json *json, sw_str text, place p)
{
    size_t start = p.start > AROUND ? p.start - AROUND : 0;
    size_t end = text.len - p.end > AROUND ? p.end + AROUND : text.len;

    while (start < p.start && ((unsigned char)text.ptr[start] & 0xc0) == 0x80)
        start++;
    while (end > p.end && end < text.len &&
           ((unsigned char)text.ptr[end] & 0xc0) == 0x80)
        end--;
    sw_json_key(json, "context");
    sw_json_object(json);
    sw_json_key(json, "text");
    sw_json_string(json, sw_str_part(text, start, end));
    sw_json_count(json, "offset",
                  sw_utf16_count(sw_str_part(text, start, p.start)));
    sw_json_count(json, "length",
                  sw_utf16_count(sw_str_part(text, p.start, p.end)));
    sw_json_end_object(json);
}

static void rule(saywell_report *report, sw_json *json,
                 const saywell_finding *f)
{
    const saywell_rule_info *info =
        report->rules ? saywell_rules_find(report->rules, f->rule, NULL) : NULL;

    sw_json_key(json, "rule");
    sw_json_object(json);
    sw_json_member(json, "id", f->rule);
    sw_json_member(json, "description", info ? info->title : f->rule);
    sw_json_member(json, "issueType", "style");
    sw_json_key(json, "category");
    sw_json_object(json);
    sw_json_member(json, "id", f->category);
    sw_json_member(json, "name", f->category);
    sw_json_end_object(json);
    sw_json_end_object(json);
    sw_json_key(json, "type");
    sw_json_object(json);
    sw_json_member(json, "typeName",
                   f->severity == SAYWELL_SUGGESTION ? "Hint" : "Other");
    sw_json_end_object(json);
    sw_json_member(json, "severity", sw_report_severity(f->severity));
}

static void whose(sw_json *json, const saywell_origin *o)
{
    if (o->path)
        sw_json_member(json, "path", o->path);
    if (o->conversation)
        sw_json_member(json, "conversation", o->conversation);
    if (sw_report_is_turn(o))
        sw_json_count(json, "turn", o->turn);
}

static void match(saywell_report *report, const sw_report_item *item,
                  const saywell_finding *f)
{
    place p = widen(item->text, f);
    size_t from = utf16_at(item->text, &f->start, p.start);
    sw_json json;

    sw_buf_put_c(&report->out, report->held_count++ ? ",\n" : "\n");
    sw_json_init(&json, &report->out, false);
    sw_json_object(&json);
    sw_json_member(&json, "message", f->message);
    sw_json_member(&json, "shortMessage", f->rule);
    sw_json_count(&json, "offset", from);
    sw_json_count(&json, "length",
                  utf16_at(item->text, &f->start, p.end) - from);
    replacements(report, &json, item->text, f, p);
    context(&json, item->text, p);
    sw_json_key(&json, "sentence");
    sw_json_string(&json, sw_report_line_at(item->text, p.start));
    rule(report, &json, f);
    whose(&json, item->origin);
    sw_json_end_object(&json);
}

static void begin(saywell_report *report)
{
    const char *code =
        report->rules ? saywell_rules_language(report->rules) : "en";
    const char *name =
        sw_str_starts(sw_str_of(code), SW_STR("en")) ? "English" : code;
    sw_json json;

    sw_buf_clear(&report->item);
    sw_json_init(&json, &report->item, false);
    sw_json_object(&json);
    sw_json_key(&json, "software");
    sw_json_object(&json);
    sw_json_member(&json, "name", "saywell");
    sw_json_member(&json, "version", SAYWELL_VERSION);
    sw_json_count(&json, "apiVersion", 1);
    sw_json_key(&json, "premium");
    sw_json_bool(&json, false);
    sw_json_member(&json, "status", "");
    sw_json_end_object(&json);
    sw_json_key(&json, "language");
    sw_json_object(&json);
    sw_json_member(&json, "name", name);
    sw_json_member(&json, "code", code);
    sw_json_key(&json, "detectedLanguage");
    sw_json_object(&json);
    sw_json_member(&json, "name", name);
    sw_json_member(&json, "code", code);
    sw_json_end_object(&json);
    sw_json_end_object(&json);
    sw_json_end_object(&json);
    sw_buf_put(&report->out,
               sw_str_part(sw_buf_str(&report->item), 0, report->item.len - 1));
    sw_buf_put(&report->out, SW_STR(",\n\"matches\":["));
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    for (size_t i = 0; i < saywell_result_count(item->result); i++)
        match(report, item, saywell_result_at(item->result, i));
}

/* The API has no place for these; readers pass over keys they do not know. */
static void error(saywell_report *report, const saywell_origin *o,
                  const char *code, const char *message)
{
    sw_json json;

    sw_buf_put_c(&report->errors, report->errors.len ? ",\n" : "\n");
    sw_json_init(&json, &report->errors, false);
    sw_json_object(&json);
    sw_json_member(&json, "path", o->path);
    sw_json_member(&json, "code", code);
    sw_json_member(&json, "message", message);
    sw_json_end_object(&json);
}

static void end(saywell_report *report)
{
    sw_buf *out = &report->out;

    sw_buf_put_c(out, report->held_count ? "\n],\n" : "],\n");
    sw_buf_printf(out, "\"warnings\":{\"incompleteResults\":%s},\n",
                  report->incomplete || report->errors.len ? "true" : "false");
    sw_buf_put(out, SW_STR("\"errors\":["));
    sw_buf_put(out, sw_buf_str(&report->errors));
    sw_buf_put_c(out, report->errors.len ? "\n]}\n" : "]}\n");
}

const struct sw_report_format sw_report_lt = {
    .begin = begin, .reply = reply, .error = error, .end = end};
