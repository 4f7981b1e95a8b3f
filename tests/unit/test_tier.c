/* test_tier.c - what nearly all texts are asked for is looked for at once. */
#include "match/tier.h"
#include "unit.h"

/* So many of 64 texts are asked for tier 5: is it usual then? */
static const struct {
    unsigned times;
    bool usual;
} rows[] = {{0, false}, {47, false}, {48, true}, {64, true}};

START_TEST(habits)
{
    sw_tier_habits h = {0};

    for (unsigned round = 0; round < 2; round++) { /* no round knows another */
        for (unsigned i = 0; i < 64; i++) {
            const bool was = round == 1 && rows[_i].usual;
            ck_assert_uint_eq(sw_tier_usual(&h), was ? 1u << 5 : 0u);
            if (i < rows[_i].times)
                sw_tier_note(&h, 1u << 5);
        }
    }
    ck_assert_uint_eq(sw_tier_usual(&h), rows[_i].usual ? 1u << 5 : 0u);
    for (unsigned i = 0; i < 64; i++)
        sw_tier_usual(&h);
    ck_assert_uint_eq(h.usual, 0);
}
END_TEST

Suite *suite_tier(void)
{
    Suite *suite = suite_create("tier");
    TCase *tests = tcase_create("tier");

    tcase_add_loop_test(tests, habits, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(suite, tests);
    return suite;
}
