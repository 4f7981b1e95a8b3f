/* test_report.c - reports over a real result: empty ones, failures, columns. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "pack.h"
#include "report/report_impl.h"
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
    {SAYWELL_FORMAT_GITLAB, "[]\n"},
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

/* ---- parts ----------------------------------------------------------------
 */

static const char *const texts[] = {
    "No, we can't.", "Fine.", "No.\nNo way.", "", "no no no", "Yes."};

#define TEXTS (sizeof texts / sizeof texts[0])

/* Reports texts from..to; number 3 could not be read. */
static void report_texts(saywell_report *r, saywell_session *session,
                         size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        saywell_origin at = {.path = "a", .turn = i, .line = i + 1};
        const saywell_reply reply = {.text = texts[i], .len = strlen(texts[i])};
        saywell_result *result;

        if (i == 3) {
            saywell_report_error(r, &at, "read", "no");
        } else {
            ck_assert_int_eq(saywell_check(session, &reply, &result, NULL),
                             SAYWELL_OK);
            saywell_report_reply(r, &at, texts[i], reply.len, result);
            saywell_result_free(result);
        }
        saywell_report_line(r, &at);
    }
}

/* However the replies are cut into parts, the bytes are those of one report:
 * joined directly, or brought back from what was held. */
START_TEST(parts)
{
    saywell_format format = (saywell_format)_i;
    saywell_rules *rules = pack_rules(
        "", "{\"id\": \"no\", \"kind\": \"phrase\", \"title\": \"t\","
            "\"severity\": \"warning\", \"message\": \"m\","
            "\"why\": \"w\", \"source\": [\"000-a\"], \"patterns\": [\"no\"]}");
    saywell_session *session = saywell_session_new(rules);
    sink one = {0};
    saywell_report *r = saywell_report_new(format, rules, NULL, take, &one);
    saywell_report *part = saywell_report_part(r);

    report_texts(r, session, 0, TEXTS);
    ck_assert_int_eq(saywell_report_end(r), SAYWELL_OK);
    saywell_report_free(r);
    for (size_t cut = 0; part && cut <= TEXTS; cut++) {
        sink s = {0};
        sw_buf kept = {0};
        saywell_summary sum;
        const char *held;
        size_t len;

        r = saywell_report_new(format, rules, NULL, take, &s);
        report_texts(part, session, 0, cut);
        ck_assert_int_eq(saywell_report_join(r, part), SAYWELL_OK);
        report_texts(part, session, cut, TEXTS);
        if (cut > 3) { /* errors are not held */
            held = saywell_report_held(part, &len);
            sw_buf_put(&kept, (sw_str){held, len});
            sum = *saywell_report_summary(part);
            ck_assert_int_eq(saywell_report_refill(part, "", 0, &sum),
                             SAYWELL_OK);
            ck_assert_int_eq(
                saywell_report_refill(part, kept.ptr, kept.len, &sum),
                SAYWELL_OK);
        }
        ck_assert_int_eq(saywell_report_join(r, part), SAYWELL_OK);
        ck_assert_uint_eq(saywell_report_summary(r)->replies, TEXTS - 1);
        ck_assert_int_eq(saywell_report_end(r), SAYWELL_OK);
        ck_assert_str_eq(sw_buf_c(&s.bytes), sw_buf_c(&one.bytes));
        saywell_report_free(r);
        sw_buf_release(&s.bytes);
        sw_buf_release(&kept);
    }
    saywell_report_free(part);
    sw_buf_release(&one.bytes);
    saywell_session_free(session);
    saywell_rules_free(rules);
}
END_TEST

/* A whole that failed takes nothing; a whole is no part. */
START_TEST(part_of_a_failure)
{
    sink s = {.stop_after = 1};
    const saywell_origin at = {.path = "a", .turn = SAYWELL_NOWHERE};
    const saywell_summary none = {0};
    saywell_report *r =
        saywell_report_new(SAYWELL_FORMAT_JSONL, NULL, NULL, take, &s);
    saywell_report *part = saywell_report_part(r);

    ck_assert_ptr_nonnull(part);
    ck_assert_int_eq(saywell_report_line(part, &at), SAYWELL_OK);
    ck_assert_int_eq(saywell_report_join(r, part), SAYWELL_STOPPED);
    ck_assert_int_eq(saywell_report_join(r, part), SAYWELL_STOPPED);
    ck_assert_int_eq(saywell_report_refill(r, "", 0, &none), SAYWELL_ARGUMENT);
    saywell_report_free(part);
    saywell_report_free(r);
    sw_buf_release(&s.bytes);
}
END_TEST

/* Words are written as glyph by glyph, wherever the ASCII in them ends. */
START_TEST(plain_words)
{
    static const char *const odd[] = {
        "\t", "\x7F", "\n", "\xC3\xA9", "\xE2\x80\x8D", "\xE2\x80\xAE"};
    char words[40];

    for (size_t k = 0; k < sizeof odd / sizeof *odd; k++)
        for (size_t n = 0; n < 20; n++) {
            sw_buf all = {0}, each = {0};
            snprintf(words, sizeof words, "%.*s%s%.*s", (int)n,
                     " ~abcdefghijklmnopqrs", odd[k], _i,
                     "~ABCDEFGHIJKLMNOPQRS");
            sw_report_plain(&all, sw_str_of(words));
            for (size_t i = 0, size; words[i] != '\0'; i += size)
                sw_report_glyph(&each, sw_utf8_at(sw_str_of(words), i, &size),
                                0);
            ck_assert_str_eq(sw_buf_c(&all), sw_buf_c(&each));
            ck_assert_uint_eq(sw_report_even(sw_str_of(words), 0), n);
            sw_buf_release(&all);
            sw_buf_release(&each);
        }
}
END_TEST

Suite *suite_report(void)
{
    Suite *s = suite_create("report");
    TCase *tc = tcase_create("report");

    tcase_add_loop_test(tc, empty_run, 0, sizeof empty / sizeof empty[0]);
    tcase_add_test(tc, unknown_format);
    tcase_add_test(tc, stopped);
    tcase_add_loop_test(tc, parts, 0, SAYWELL_FORMAT_COUNT);
    tcase_add_test(tc, part_of_a_failure);
    tcase_add_loop_test(tc, plain_words, 0, 18);
    suite_add_tcase(s, tc);
    return s;
}
