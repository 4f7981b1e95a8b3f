/*
 * report_sarif.c - SARIF 2.1.0, for code scanning and its viewers.
 *
 * One run. Results are written as they come; what is known only at the end
 * (the invocation with what could not be checked) stands behind them. A file
 * is named by a relative URI, as its user named it; a path from the root
 * becomes a file URI. Fixes are offered in drafts only: in a transcript an
 * edit has no place in the file. Columns are code points, or UTF-16 units
 * when --columns asks for them: SARIF knows no others.
 * Source: OASIS, SARIF Version 2.1.0, sections 3.13 to 3.58.
 */
#include "report/report_place.h"

#include <string.h>

static void text(sw_json *json, const char *key, sw_str words)
{
    sw_json_key(json, key);
    sw_json_object(json);
    sw_json_key(json, "text");
    sw_json_string(json, words);
    sw_json_end_object(json);
}

static const char *level_of(saywell_severity severity)
{
    static const char *const levels[] = {"note", "warning", "error"};

    return levels[severity];
}

/* ---- the tool ------------------------------------------------------------ */

static void rule(sw_json *json, const saywell_rule_info *info)
{
    sw_json_object(json);
    sw_json_member(json, "id", info->id);
    text(json, "shortDescription", sw_str_of(info->title));
    text(json, "fullDescription",
         sw_str_of(info->why && info->why[0] ? info->why : info->title));
    sw_json_key(json, "defaultConfiguration");
    sw_json_object(json);
    sw_json_key(json, "enabled");
    sw_json_bool(json, info->enabled);
    sw_json_member(json, "level", level_of(info->severity));
    sw_json_end_object(json);
    sw_json_key(json, "properties");
    sw_json_object(json);
    sw_json_key(json, "tags");
    sw_json_array(json);
    sw_json_string_c(json, info->category);
    for (size_t i = 0; info->sources && info->sources[i]; i++)
        sw_json_string_c(json, info->sources[i]);
    sw_json_end_array(json);
    sw_json_end_object(json);
    sw_json_end_object(json);
}

static void tool(const saywell_rules *rules, sw_json *json)
{
    size_t count = rules ? saywell_rules_count(rules) : 0;

    sw_json_key(json, "tool");
    sw_json_object(json);
    sw_json_key(json, "driver");
    sw_json_object(json);
    sw_json_member(json, "name", "saywell");
    sw_json_member(json, "semanticVersion", SAYWELL_VERSION);
    sw_json_key(json, "rules");
    sw_json_array(json);
    for (size_t i = 0; i < count; i++)
        rule(json, saywell_rules_at(rules, i));
    if (rules) /* the one that is in no pack is the last */
        rule(json, saywell_rules_find(rules, "unused-ignore", NULL));
    sw_json_end_array(json);
    if (rules) {
        sw_json_key(json, "properties");
        sw_json_object(json);
        sw_json_member(json, "pack", saywell_rules_pack(rules));
        sw_json_member(json, "packVersion", saywell_rules_pack_version(rules));
        sw_json_member(json, "rulesHash", saywell_rules_hash(rules));
        sw_json_end_object(json);
    }
    sw_json_end_object(json);
    sw_json_end_object(json);
}

/* ---- places -------------------------------------------------------------- */

/* RFC 3986: what may stand in a path stands, the rest is escaped. */
static void put_uri(sw_buf *out, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-._~/!$&'()*+,;=@";

    if (path[0] == '/')
        sw_buf_put(out, SW_STR("file://"));
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    for (; *path; path++) {
        if (strchr(plain, *path))
            sw_buf_byte(out, *path);
        else
            sw_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
}

static void artifact(sw_json *json, const saywell_origin *o)
{
    sw_buf uri = {0};

    put_uri(&uri, o->path ? o->path : "stdin");
    sw_json_key(json, "artifactLocation");
    sw_json_object(json);
    sw_json_key(json, "uri");
    sw_json_string(json, sw_buf_str(&uri));
    sw_json_end_object(json);
    json->out->failed = json->out->failed || uri.failed;
    sw_buf_release(&uri);
}

static void region(sw_json *json, const char *key, const sw_region *at)
{
    sw_json_key(json, key);
    sw_json_object(json);
    sw_json_count(json, "startLine", at->line);
    sw_json_count(json, "startColumn", at->column);
    sw_json_count(json, "endLine", at->end_line);
    sw_json_count(json, "endColumn", at->end_column);
    sw_json_end_object(json);
}

/* Where in a conversation, for viewers that show it. */
static void logical(sw_json *json, const saywell_origin *o)
{
    sw_buf name = {0};

    if (!sw_report_is_turn(o))
        return;
    sw_buf_printf(&name, "%s/turns/%zu", o->conversation ? o->conversation : "",
                  o->turn);
    sw_json_key(json, "logicalLocations");
    sw_json_array(json);
    sw_json_object(json);
    sw_json_key(json, "fullyQualifiedName");
    sw_json_string(json, sw_buf_str(&name));
    sw_json_member(json, "kind", "object");
    sw_json_end_object(json);
    sw_json_end_array(json);
    json->out->failed = json->out->failed || name.failed;
    sw_buf_release(&name);
}

static void locations(sw_json *json, const saywell_origin *o,
                      const sw_region *at)
{
    sw_json_key(json, "locations");
    sw_json_array(json);
    sw_json_object(json);
    sw_json_key(json, "physicalLocation");
    sw_json_object(json);
    artifact(json, o);
    region(json, "region", at);
    sw_json_end_object(json);
    logical(json, o);
    sw_json_end_object(json);
    sw_json_end_array(json);
}

/* ---- results ------------------------------------------------------------- */

static void replacement(saywell_report *report, sw_json *json, sw_str reply,
                        const saywell_place *known, const saywell_edit *e)
{
    sw_region at = sw_report_span(report, reply, known, e->start, e->end);

    sw_json_object(json);
    region(json, "deletedRegion", &at);
    text(json, "insertedContent", (sw_str){e->text, e->len});
    sw_json_end_object(json);
}

static void fix(saywell_report *report, sw_json *json,
                const sw_report_item *item, const saywell_finding *f,
                const saywell_fix *way)
{
    sw_json_object(json);
    text(json, "description", sw_str_of(way->message));
    sw_json_key(json, "artifactChanges");
    sw_json_array(json);
    sw_json_object(json);
    artifact(json, item->origin);
    sw_json_key(json, "replacements");
    sw_json_array(json);
    for (size_t i = 0; i < way->edit_count; i++)
        replacement(report, json, item->text, &f->start, &way->edits[i]);
    sw_json_end_array(json);
    sw_json_end_object(json);
    sw_json_end_array(json);
    sw_json_key(json, "properties");
    sw_json_object(json);
    sw_json_member(json, "trust",
                   way->trust == SAYWELL_SAFE ? "safe" : "human");
    sw_json_end_object(json);
    sw_json_end_object(json);
}

static void fixes(saywell_report *report, sw_json *json,
                  const sw_report_item *item, const saywell_finding *f)
{
    if (f->fix_count == 0 || sw_report_is_turn(item->origin))
        return;
    sw_json_key(json, "fixes");
    sw_json_array(json);
    for (size_t i = 0; i < f->fix_count; i++)
        fix(report, json, item, f, &f->fixes[i]);
    sw_json_end_array(json);
}

static void rule_index(saywell_report *report, sw_json *json, const char *id)
{
    size_t i = 0, count = saywell_rules_count(report->rules);

    while (i < count && strcmp(saywell_rules_at(report->rules, i)->id, id) != 0)
        i++;
    if (i < count || strcmp(id, "unused-ignore") == 0)
        sw_json_count(json, "ruleIndex", i);
}

static void message(saywell_report *report, sw_json *json,
                    const sw_report_item *item, const saywell_finding *f)
{
    sw_buf *words = &report->item;

    sw_buf_clear(words);
    sw_report_put_turn(words, report, item, f);
    sw_buf_put_c(words, f->message);
    text(json, "message", sw_buf_str(words));
}

static void result(saywell_report *report, const sw_report_item *item,
                   const saywell_finding *f)
{
    sw_region at = sw_report_region(report, item, f);
    sw_json json;

    sw_buf_put_c(&report->out, report->held_count++ ? ",\n" : "\n");
    sw_json_init(&json, &report->out, false);
    sw_json_object(&json);
    sw_json_member(&json, "ruleId", f->rule);
    if (report->rules)
        rule_index(report, &json, f->rule);
    sw_json_member(&json, "level", level_of(f->severity));
    message(report, &json, item, f);
    locations(&json, item->origin, &at);
    sw_json_key(&json, "partialFingerprints");
    sw_json_object(&json);
    sw_json_member(&json, "saywell/1", f->fingerprint);
    sw_json_end_object(&json);
    fixes(report, &json, item, f);
    sw_json_end_object(&json);
}

/* ---- what could not be done ---------------------------------------------- */

/* Kept in errors until the invocation is written. */
static void notify(saywell_report *report, const saywell_origin *o,
                   const char *level, const char *id, sw_str words)
{
    const sw_region at = {o->line ? o->line : 1, 1, o->line ? o->line : 1, 1};
    sw_json json;

    if (report->errors.len)
        sw_buf_put(&report->errors, SW_STR(",\n"));
    sw_json_init(&json, &report->errors, false);
    sw_json_object(&json);
    sw_json_member(&json, "level", level);
    text(&json, "message", words);
    sw_json_key(&json, "descriptor");
    sw_json_object(&json);
    sw_json_member(&json, "id", id);
    sw_json_end_object(&json);
    if (o->path)
        locations(&json, o, &at);
    sw_json_end_object(&json);
}

/* ---- the document -------------------------------------------------------- */

static void begin(saywell_report *report)
{
    sw_json json;
    bool utf16 = report->options.columns == SAYWELL_COLUMN_UTF16;

    if (!utf16)
        report->options.columns = SAYWELL_COLUMN_CODEPOINT;
    sw_buf_put(&report->out,
               SW_STR("{\"$schema\":"
                      "\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                      "\"version\":\"2.1.0\",\n\"runs\":[\n"));
    sw_buf_clear(&report->item);
    sw_json_init(&json, &report->item, false);
    sw_json_object(&json);
    tool(report->rules, &json);
    sw_json_member(&json, "columnKind",
                   utf16 ? "utf16CodeUnits" : "unicodeCodePoints");
    sw_json_end_object(&json);
    sw_buf_put(&report->out,
               sw_str_part(sw_buf_str(&report->item), 0, report->item.len - 1));
    sw_buf_put(&report->out, SW_STR(",\n\"results\":["));
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    const saywell_result *r = item->result;
    const char *id, *words, *what;

    for (size_t i = 0; i < saywell_result_count(r); i++)
        result(report, item, saywell_result_at(r, i));
    for (size_t i = 0; sw_report_remark(r, i, &id, &words, &what); i++) {
        sw_buf_clear(&report->item);
        sw_buf_printf(&report->item, "%s%s", words, what);
        notify(report, item->origin, "note", id, sw_buf_str(&report->item));
    }
}

static void error(saywell_report *report, const saywell_origin *o,
                  const char *code, const char *words)
{
    notify(report, o, "error", code, sw_str_of(words));
}

static void end(saywell_report *report)
{
    sw_buf *out = &report->out;

    sw_buf_put_c(out, report->held_count ? "\n],\n" : "],\n");
    sw_buf_printf(out,
                  "\"invocations\":[{\"executionSuccessful\":%s,"
                  "\"toolExecutionNotifications\":[",
                  report->summary.errors ? "false" : "true");
    sw_buf_put(out, sw_buf_str(&report->errors));
    sw_buf_put(out, SW_STR("]}]}\n]}\n"));
}

const struct sw_report_format sw_report_sarif = {
    .begin = begin, .reply = reply, .error = error, .end = end};
