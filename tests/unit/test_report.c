/* test_report.c - reports over a real result: empty ones, failures, columns. */
#include <string.h>

#include "unit.h"

#include "base/buf.h"
#include "saywell.h"

typedef struct sink {
    sw_buf bytes;
    size_t calls, stop_after; /* 0 = never */
} sink;

static bool take(void *ctx, const char *bytes, size_t len)
{
    sink *s = ctx;

    sw_buf_put(&s->bytes, (sw_str){bytes, len});
    return ++s->calls != s->stop_after;
}

static const struct {
    saywell_format format;
    const char *want;
} empty[] = {
    {SAYWELL_FORMAT_TEXT, "0 replies\n"},
    {SAYWELL_FORMAT_JSON,
     "{\"schema\":\"saywell/1\",\n\"tool\":{\"name\":\"saywell\","
     "\"version\":\"" SAYWELL_VERSION "\",\"pack\":null,\"packVersion\":null,"
     "\"rulesHash\":null},\n\"replies\":[],\n\"complete\":true,\n"
     "\"summary\":{\"replies\":0,\"error\":0,\"warning\":0,\"suggestion\":0,"
     "\"fixable\":{\"safe\":0,\"human\":0},\"skipped\":0,\"limited\":0,"
     "\"omitted\":0},\n\"errors\":[]}\n"},
    {SAYWELL_FORMAT_JSONL, ""},
    {SAYWELL_FORMAT_LINE, ""},
    {SAYWELL_FORMAT_GITHUB, ""},
    {SAYWELL_FORMAT_SARIF,
     "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
     "\"version\":\"2.1.0\",\n\"runs\":[\n{\"tool\":{\"driver\":{"
     "\"name\":\"saywell\",\"semanticVersion\":\"" SAYWELL_VERSION "\","
     "\"rules\":[]}},\"columnKind\":\"unicodeCodePoints\",\n"
     "\"results\":[],\n\"invocations\":[{\"executionSuccessful\":true,"
     "\"toolExecutionNotifications\":[]}]}\n]}\n"},
    {SAYWELL_FORMAT_CHECKSTYLE,
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<checkstyle version=\"4.3\">\n</checkstyle>\n"},
    {SAYWELL_FORMAT_RDJSON,
     "{\"source\":{\"name\":\"saywell\"},\n\"diagnostics\":[]}\n"},
    {SAYWELL_FORMAT_LT,
     "{\"software\":{\"name\":\"saywell\",\"version\":\"" SAYWELL_VERSION
     "\",\"apiVersion\":1,\"premium\":false,\"status\":\"\"},"
     "\"language\":{\"name\":\"English\",\"code\":\"en\","
     "\"detectedLanguage\":{\"name\":\"English\",\"code\":\"en\"}},\n"
     "\"matches\":[],\n\"warnings\":{\"incompleteResults\":false},\n"
     "\"errors\":[]}\n"},
};

START_TEST(empty_run)
{
    sink s = {0};
    saywell_report *r =
        saywell_report_new(empty[_i].format, NULL, NULL, take, &s);

    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(saywell_report_end(r), SAYWELL_OK);
    ck_assert_str_eq(s.bytes.len ? sw_buf_c(&s.bytes) : "", empty[_i].want);
    saywell_report_free(r);
    sw_buf_release(&s.bytes);
}
END_TEST

START_TEST(unknown_format)
{
    ck_assert_ptr_null(
        saywell_report_new(SAYWELL_FORMAT_COUNT, NULL, NULL, take, NULL));
}
END_TEST

/* A failure sticks; nothing more is written. */
START_TEST(stopped)
{
    sink s = {.stop_after = 1};
    saywell_origin at = {.path = "a", .turn = SAYWELL_NOWHERE};
    saywell_report *r =
        saywell_report_new(SAYWELL_FORMAT_JSONL, NULL, NULL, take, &s);

    ck_assert_int_eq(saywell_report_error(r, &at, "read", "no"), SAYWELL_OK);
    ck_assert_int_eq(saywell_report_line(r, &at), SAYWELL_STOPPED);
    ck_assert_int_eq(saywell_report_line(r, &at), SAYWELL_STOPPED);
    ck_assert_int_eq(saywell_report_end(r), SAYWELL_STOPPED);
    ck_assert_uint_eq(s.calls, 1);
    saywell_report_free(r);
    sw_buf_release(&s.bytes);
}
END_TEST

Suite *suite_report(void)
{
    Suite *s = suite_create("report");
    TCase *tc = tcase_create("report");

    tcase_add_loop_test(tc, empty_run, 0, sizeof empty / sizeof empty[0]);
    tcase_add_test(tc, unknown_format);
    tcase_add_test(tc, stopped);
    suite_add_tcase(s, tc);
    return s;
}
