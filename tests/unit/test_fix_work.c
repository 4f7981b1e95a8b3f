/* test_fix_work.c - a text rewritten with every allocation failed in turn. */
#include <string.h>

#include "unit.h"

#include "base/mem.h"
#include "cli/fix_work.h"
#include "pack.h"

#ifdef SW_FAULT

static const char rule[] =
    "{\"id\": \"cannot\", \"kind\": \"phrase\", \"title\": \"t\","
    " \"severity\": \"warning\", \"message\": \"m\", \"why\": \"w\","
    " \"source\": [\"000\"], \"patterns\": ["
    "{\"pattern\": \"can't (?<verb>\\\\w+) until\","
    " \"rewrite\": \"can {verb} from\", \"trust\": \"safe\"},"
    "{\"pattern\": \"won't\"}]}";

/* The text through a new session, of which the first n allocations succeed. */
static void fix(const saywell_rules *rules, long n, sw_fix_job *job)
{
    static const sw_run run = {0};
    static const sw_input input = {0};
    static const sw_buf no_customer = {0};
    sw_setup setup = {.session = saywell_session_new(rules)};
    sw_sessions sessions = {.run = &run, .is_first = true};
    sw_fix_task task = {&run, &no_customer, &sessions};

    ck_assert_ptr_nonnull(setup.session);
    *job = (sw_fix_job){.input = &input,
                        .setup = &setup,
                        .text = SW_STR("We can't ship until noon. We won't.")};
    sw_mem_fault_after(n);
    sw_fix_work(&task, 0, job);
    sw_mem_fault_after(-1);
    sw_sessions_release(&sessions, NULL);
    saywell_session_free(setup.session);
}

/* Whoever cannot count what is left does not say that nothing is. */
START_TEST(left)
{
    saywell_rules *rules = pack_rules("", rule);
    size_t uncounted = 0, failed = 0;
    sw_fix_job job = {.left = 0};

    for (long n = 0; job.left != 1; n++) {
        ck_assert_int_lt(n, 5000);
        fix(rules, n, &job);
        if (job.words[0] != '\0') {
            ck_assert_ptr_nonnull(strstr(job.words, "out of memory"));
            failed++;
        } else {
            ck_assert_uint_eq(job.edits, 1);
            ck_assert(sw_str_equal(sw_buf_str(&job.out),
                                   SW_STR("We can ship from noon. We won't.")));
            ck_assert(job.left == 1 || job.left == SAYWELL_NOWHERE);
            uncounted += job.left == SAYWELL_NOWHERE;
        }
        sw_buf_release(&job.out);
    }
    ck_assert_uint_gt(failed, 0);
    ck_assert_uint_gt(uncounted, 0);
    saywell_rules_free(rules);
}
END_TEST

#endif

Suite *suite_fix_work(void)
{
    Suite *s = suite_create("fix_work");
    TCase *tc = tcase_create("fix_work");

#ifdef SW_FAULT
    tcase_add_test(tc, left);
#endif
    suite_add_tcase(s, tc);
    return s;
}
