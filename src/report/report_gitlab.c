/*
 * report_gitlab.c - GitLab's Code Quality report: a list of issues.
 *
 * GitLab compares two reports by fingerprint to tell what a merge request
 * brings, and takes equal ones for one. Ours know no file, so the path is
 * mixed in. Source: GitLab's documentation of the report's members.
 */
#include "report/report_place.h"

#include <inttypes.h>
#include <stdio.h>

static void issue(saywell_report *report, const saywell_origin *o,
                  const char *check, const char *severity, size_t line,
                  sw_str words, const char *fingerprint)
{
    const char *path = o->path ? o->path : "<stdin>";
    uint64_t hash = sw_str_hash(SW_HASH_START, sw_str_of(path));
    char digits[24];
    sw_json json;

    hash = sw_str_hash(hash, sw_str_of(fingerprint));
    snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    sw_buf_put_c(&report->out, report->held_count++ ? ",\n" : "\n");
    sw_json_init(&json, &report->out, false);
    sw_json_object(&json);
    sw_json_key(&json, "description");
    sw_json_string(&json, words);
    sw_json_member(&json, "check_name", check);
    sw_json_member(&json, "fingerprint", digits);
    sw_json_member(&json, "severity", severity);
    sw_json_key(&json, "location");
    sw_json_object(&json);
    sw_json_member(&json, "path", path);
    sw_json_key(&json, "lines");
    sw_json_object(&json);
    sw_json_key(&json, "begin");
    sw_json_number(&json, line);
    sw_json_end_object(&json);
    sw_json_end_object(&json);
    sw_json_end_object(&json);
}

static void begin(saywell_report *report)
{
    sw_buf_byte(&report->out, '[');
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    static const char *const severities[] = {"info", "minor", "major"};
    const saywell_result *r = item->result;
    const saywell_origin *o = item->origin;
    const char *id, *words, *what;

    for (size_t i = 0; i < saywell_result_count(r); i++) {
        const saywell_finding *f = saywell_result_at(r, i);

        sw_buf_clear(&report->item);
        sw_report_put_turn(&report->item, report, item, f);
        sw_buf_put_c(&report->item, f->message);
        issue(report, o, f->rule, severities[f->severity],
              sw_report_region(report, item, f).line, sw_buf_str(&report->item),
              f->fingerprint);
    }
    for (size_t i = 0; sw_report_remark(r, i, &id, &words, &what); i++) {
        sw_buf_clear(&report->item);
        sw_buf_printf(&report->item, "%s%s", words, what);
        issue(report, o, id, "info", o->line ? o->line : 1,
              sw_buf_str(&report->item), what);
    }
}

static void error(saywell_report *report, const saywell_origin *o,
                  const char *code, const char *message)
{
    issue(report, o, code, "blocker", o->line ? o->line : 1, sw_str_of(message),
          message);
}

static void end(saywell_report *report)
{
    sw_buf_put_c(&report->out, report->held_count ? "\n]\n" : "]\n");
}

const struct sw_report_format sw_report_gitlab = {
    .begin = begin, .reply = reply, .error = error, .end = end};
