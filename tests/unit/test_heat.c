/* test_heat.c - what a pattern earns, and what of it sessions share. */
#include "base/mem.h"
#include "match/heat.h"
#include "pack.h"
#include "unit.h"

#define SESSIONS 2

static saywell_rules *rules;
static sw_heats heats[SESSIONS];

static void setup(void)
{
    rules = pack_rules("", "{\"id\": \"a\", \"kind\": \"phrase\", \"title\": "
                           "\"T\", \"severity\": \"warning\", \"message\": "
                           "\"M\", \"why\": \"W\", \"source\": [\"000\"], "
                           "\"patterns\": [\"blue kettle\", "
                           "\"(?<w>blu)\\\\k<w>\"]}");
    for (int i = 0; i < SESSIONS; i++)
        ck_assert(sw_heat_open(&heats[i], rules));
}

static void teardown(void)
{
    for (int i = 0; i < SESSIONS; i++)
        sw_heat_close(&heats[i]);
    saywell_rules_free(rules);
}

/* A shape is drawn once; that there is none is found once. */
START_TEST(outlines)
{
    const sw_outline *outline = sw_outline_use(rules, 0);

    ck_assert_ptr_nonnull(outline);
    ck_assert_uint_gt(outline->on.width, 0);
    ck_assert_uint_gt(outline->back.width, 0);
    ck_assert_ptr_eq(outline, sw_outline_use(rules, 0));
    ck_assert_ptr_null(sw_outline_use(rules, 1));
    ck_assert_ptr_null(sw_outline_use(rules, 1));
}
END_TEST

/* Runs in vain of two sessions are counted together; each gets a sieve of its
 * own. */
START_TEST(sieves)
{
    int runs = 0;

    while (sw_heat_run(&heats[0], 0) == NULL) {
        ck_assert_int_lt(runs, 100);
        sw_heat_in_vain(&heats[runs++ % SESSIONS], 0, 1);
    }
    ck_assert_int_gt(runs, 1);
    ck_assert_ptr_nonnull(sw_heat_run(&heats[1], 0));
    ck_assert_ptr_ne(sw_heat_run(&heats[1], 0), sw_heat_run(&heats[0], 0));
    ck_assert_ptr_null(sw_heat_run(&heats[0], 1)); /* nobody ran it */
    sw_heat_in_vain(&heats[0], 1, (size_t)1 << 20);
    ck_assert_ptr_null(sw_heat_run(&heats[0], 1)); /* and it has no shape */
}
END_TEST

/* So are calls of PCRE2. Who may have no machine code gets none. */
START_TEST(codes)
{
    int calls = 1;

    while (!sw_heat_call(&heats[calls % SESSIONS], 0, 1))
        ck_assert_int_lt(calls++, 1000);
    ck_assert_int_gt(calls, 1);
    ck_assert(sw_heat_call(&heats[0], 0, 1));
    ck_assert(sw_heat_call(&heats[1], 0, 1));
    ck_assert(!sw_heat_call(&heats[1], 1, 1));
    ck_assert(sw_heat_call(&heats[1], 1, (size_t)1 << 20)); /* a long text */
    ck_assert(sw_heat_call(&heats[0], 1, 1));
    heats[0].code = SW_HEAT_NEVER;
    ck_assert(!sw_heat_call(&heats[0], 0, 1));
}
END_TEST

#ifdef SW_FAULT
/* Without memory there is no outline now; with some there is one again, unless
 * it was a part of the drawing that lacked it. */
START_TEST(no_memory)
{
    sw_mem_fault_after(0);
    ck_assert_ptr_null(sw_outline_use(rules, 0));
    sw_mem_fault_after(1);
    ck_assert_ptr_null(sw_outline_use(rules, 0));
    sw_mem_fault_after(-1);
    ck_assert_ptr_nonnull(sw_outline_use(rules, 0));
}
END_TEST
#endif

Suite *suite_heat(void)
{
    Suite *suite = suite_create("heat");
    TCase *tests = tcase_create("heat");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, outlines);
    tcase_add_test(tests, sieves);
    tcase_add_test(tests, codes);
#ifdef SW_FAULT
    tcase_add_test(tests, no_memory);
#endif
    suite_add_tcase(suite, tests);
    return suite;
}
