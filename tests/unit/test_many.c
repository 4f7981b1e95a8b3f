/* test_many.c - many replies at once give what each gives alone. */
#include <string.h>

#include "base/buf.h"
#include "pack.h"
#include "unit.h"

static const char *const rules_json =
    "{\"id\": \"no\", \"kind\": \"phrase\", \"title\": \"No\", \"severity\": "
    "\"warning\", \"message\": \"M\", \"why\": \"W\", \"source\": [\"000\"], "
    "\"patterns\": [\"no\", \"can't\", \"we do not [^.!?]{0,40} ship\", "
    "\"!{2,}\", \"\\\\w+ is \\\\d+ days late\"]},"
    "{\"id\": \"curt\", \"kind\": \"phrase\", \"title\": \"Curt\", "
    "\"severity\": \"suggestion\", \"message\": \"M\", \"why\": \"W\", "
    "\"source\": [\"000\"], \"patterns\": [\"calm down\"], "
    "\"when\": {\"customer\": \"upset\"}}";
static const char *const signals_json =
    "\"signals\": {\"upset\": [\"furious\", \"last straw\"]},";

/* Every way a text can be awkward, some too long and two that are no UTF-8. */
static const char *const texts[] = {
    "No, we can't.",
    "",
    "We do not usually\n  ship on Sundays!! No.",
    "bad \xFF byte, no",
    "We can\xE2\x80\x99t. Please calm  down.",
    "\xC2\xA0no\xE2\x80\x83no \xE2\x84\xAA",
    "Your parcel is 14 days late and this reply is over the limit of bytes no",
    "nothing to see",
    "calm\xC2",
    "We do not want to no no no no no no no no no calm down!!!!!!!!!",
};

#define ROWS (sizeof texts / sizeof *texts)

static saywell_reply reply_of(size_t i)
{
    static const char *const customers[] = {
        NULL, "I am furious", "it was the last straw\xFF", "thanks", ""};
    const char *text = texts[i % ROWS];
    const char *customer =
        customers[i / 3 % (sizeof customers / sizeof *customers)];

    return (saywell_reply){.text = text,
                           .len = strlen(text),
                           .customer = customer,
                           .customer_len =
                               customer != NULL ? strlen(customer) : 0};
}

static void describe(saywell_status status, const saywell_result *result,
                     const saywell_error *err, sw_buf *out)
{
    if (result == NULL)
        sw_buf_printf(out, "%d: %s at %zu", (int)status, err->message,
                      err->offset);
    else
        pack_findings(result, out);
    sw_buf_byte(out, '\n');
}

START_TEST(test_equal)
{
    enum { MOST = 400 };
    static saywell_reply replies[MOST];
    static saywell_result *results[MOST];
    static saywell_error errors[MOST];
    saywell_rules *rules = pack_rules(signals_json, rules_json);
    saywell_session *one = saywell_session_new(rules);
    saywell_session *many = saywell_session_new(rules);
    size_t sizes[] = {0, 1, 2, 3, 4, 5, 7, 40, MOST};
    size_t n = sizes[_i];
    saywell_status first = SAYWELL_OK;
    sw_buf want = {0}, got = {0};

    saywell_session_set(one, SAYWELL_MAX_BYTES, 70);
    saywell_session_set(many, SAYWELL_MAX_BYTES, 70);
    for (size_t i = 0; i < n; i++) {
        saywell_result *result;
        saywell_error err;
        saywell_status status;
        replies[i] = reply_of(i + n);
        status = saywell_check(one, &replies[i], &result, &err);
        first = first == SAYWELL_OK ? status : first;
        describe(status, result, &err, &want);
        saywell_result_free(result);
    }
    ck_assert_int_eq(saywell_check_many(many, replies, n, results, errors),
                     first);
    for (size_t i = 0; i < n; i++) {
        describe(errors[i].status, results[i], &errors[i], &got);
        saywell_result_free(results[i]);
    }
    if (n > 0)
        ck_assert_str_eq(sw_buf_c(&got), sw_buf_c(&want));
    if (n >= 40) /* else the rows would say nothing */
        ck_assert_ptr_nonnull(strstr(sw_buf_c(&got), "curt@"));
    sw_buf_release(&want);
    sw_buf_release(&got);
    saywell_session_free(one);
    saywell_session_free(many);
    saywell_rules_free(rules);
}
END_TEST

START_TEST(test_no_errors)
{
    saywell_rules *rules = pack_rules(signals_json, rules_json);
    saywell_session *s = saywell_session_new(rules);
    saywell_reply replies[3];
    saywell_result *results[3];

    for (size_t i = 0; i < 3; i++)
        replies[i] =
            (saywell_reply){.text = texts[2 + i], .len = strlen(texts[2 + i])};
    ck_assert_int_eq(saywell_check_many(s, replies, 3, results, NULL),
                     SAYWELL_UTF8);
    ck_assert_ptr_nonnull(results[0]);
    ck_assert_ptr_null(results[1]);
    ck_assert_ptr_nonnull(results[2]);
    saywell_result_free(results[0]);
    saywell_result_free(results[2]);
    saywell_session_free(s);
    saywell_rules_free(rules);
}
END_TEST

Suite *suite_many(void)
{
    Suite *suite = suite_create("many");
    TCase *tcase = tcase_create("many");

    tcase_add_loop_test(tcase, test_equal, 0, 9);
    tcase_add_test(tcase, test_no_errors);
    suite_add_tcase(suite, tcase);
    return suite;
}
