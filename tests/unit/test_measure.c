/* test_measure.c - what a session did, and what patterns cost. */
#include <string.h>

#include "pack.h"
#include "unit.h"

static const char *const rules_json =
    "{\"id\": \"no\", \"kind\": \"phrase\", \"title\": \"No\", \"severity\": "
    "\"warning\", \"message\": \"M\", \"why\": \"W\", \"source\": [\"000\"], "
    "\"patterns\": [\"no\", \"calm \\\\w+ down\", \"[a-z]+ly\", \"never\"]}";

static saywell_rules *rules;
static saywell_session *session;

static void setup(void)
{
    rules = pack_rules("", rules_json);
    session = saywell_session_new(rules);
    ck_assert_ptr_nonnull(session);
}

static void teardown(void)
{
    saywell_session_free(session);
    saywell_rules_free(rules);
}

static void check(const char *text)
{
    const saywell_reply reply = {.text = text, .len = strlen(text)};
    saywell_result *result;

    ck_assert_int_eq(saywell_check(session, &reply, &result, NULL), 0);
    saywell_result_free(result);
}

START_TEST(counts)
{
    const saywell_stats *stats = saywell_session_stats(session);
    size_t before;

    ck_assert_uint_eq(stats->replies, 0);
    ck_assert_uint_eq(stats->patterns, 4);
    before = stats->compiled; /* a pack that was loaded was compiled to see */
    check("No, please do not.");
    check("Please calm right down.");
    stats = saywell_session_stats(session);
    ck_assert_uint_eq(stats->replies, 2);
    ck_assert_uint_eq(stats->bytes, 18 + 23);
    ck_assert_uint_eq(stats->asked, 8);
    ck_assert_uint_ge(stats->tried, 2);
    ck_assert_uint_le(stats->tried, 4);
    ck_assert_uint_eq(stats->matched, 2);
    ck_assert_uint_eq(stats->compiled, before);
    ck_assert_uint_eq(stats->stored, 0);
    for (size_t i = 0; i < SAYWELL_STAGE_COUNT; i++)
        ck_assert_uint_eq(stats->ns[i], 0); /* nobody asked for times */
}
END_TEST

START_TEST(times)
{
    const saywell_stats *stats = saywell_session_stats(session);

    saywell_session_set(session, SAYWELL_STATS, 1);
    saywell_session_set(session, SAYWELL_WANT_FIX, 1);
    for (int i = 0; i < 200; i++)
        check("No, please calm right down, nobody hardly ever does.");
    ck_assert_uint_gt(stats->ns[SAYWELL_STAGE_PARSE], 0);
    ck_assert_uint_gt(stats->ns[SAYWELL_STAGE_SCAN], 0);
    ck_assert_uint_gt(stats->ns[SAYWELL_STAGE_MATCH], 0);
    ck_assert_uint_gt(stats->ns[SAYWELL_STAGE_JUDGE], 0);
    ck_assert_uint_gt(stats->ns[SAYWELL_STAGE_PUBLISH], 0);
    for (int i = 0; i < SAYWELL_STAGE_COUNT; i++)
        ck_assert_uint_gt(strlen(saywell_stage_text((saywell_stage)i)), 5);
    ck_assert_str_eq(saywell_stage_text(SAYWELL_STAGE_COUNT), "unknown stage");
}
END_TEST

START_TEST(costs)
{
    static const char text[] = "No no, calm right down. Really slowly.";
    saywell_error err;
    const saywell_pattern_cost *cost;

    ck_assert_ptr_null(saywell_session_cost(session, 0));
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(
            saywell_session_measure(session, text, strlen(text), &err), 0);
    cost = saywell_session_cost(session, 0);
    ck_assert_uint_eq(cost->tried, 2);
    ck_assert_uint_eq(cost->matches, 4);
    ck_assert(!cost->limited);
    ck_assert_uint_eq(saywell_session_cost(session, 1)->matches, 2);
    ck_assert_uint_eq(saywell_session_cost(session, 2)->matches, 4);
    ck_assert_uint_eq(saywell_session_cost(session, 3)->tried, 0);
    ck_assert_uint_eq(saywell_session_cost(session, 3)->ns, 0);
    ck_assert_ptr_null(saywell_session_cost(session, 4));
    ck_assert_int_eq(saywell_session_measure(session, "a\xff", 2, &err),
                     SAYWELL_UTF8);
    ck_assert_uint_eq(err.offset, 1);
    saywell_session_set(session, SAYWELL_MAX_BYTES, 4);
    ck_assert_int_eq(saywell_session_measure(session, text, 9, &err),
                     SAYWELL_LIMIT);
}
END_TEST

typedef struct seen {
    size_t of[4];
    bool sets[4][3];
    bool down;
} seen;

static void see(void *ctx, size_t pattern, unsigned set, const char *text,
                size_t len)
{
    seen *s = ctx;

    ck_assert_uint_lt(pattern, 4);
    ck_assert_uint_lt(set, 3);
    s->of[pattern]++;
    s->sets[pattern][set] = true;
    s->down = s->down || (len == 5 && memcmp(text, " down", 5) == 0);
}

START_TEST(literals)
{
    seen s = {.down = false};

    saywell_session_literals(session, see, &s);
    ck_assert_uint_eq(s.of[0], 1);
    ck_assert_uint_eq(s.of[1], 2); /* "calm " and " down" */
    ck_assert(s.sets[1][0] && s.sets[1][1]);
    ck_assert(s.down);
    ck_assert_uint_eq(s.of[2], 1);
    ck_assert_uint_eq(s.of[3], 1);
}
END_TEST

Suite *suite_measure(void)
{
    Suite *suite = suite_create("measure");
    TCase *tc = tcase_create("measure");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, counts);
    tcase_add_test(tc, times);
    tcase_add_test(tc, costs);
    tcase_add_test(tc, literals);
    suite_add_tcase(suite, tc);
    return suite;
}
