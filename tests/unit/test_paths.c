/* test_paths.c - ten thousand pairs of a pattern and a text: every way through
 * the engine finds the same. */
#include "fuzz/paths.h"
#include "unit.h"

#define PATTERNS 10
#define TEXTS    10
#define ROUNDS   (12 / UNIT_SLOWER + 1) /* of each of 8 seeds */

START_TEST(test_pairs)
{
    struct dice dice = {.seed = 20261128u + 7919u * (uint32_t)_i};
    size_t found = 0;

    for (int i = 0; i < ROUNDS; i++)
        found += dice_round(&dice, PATTERNS, TEXTS);
    ck_assert_uint_gt(found, 20 / UNIT_SLOWER); /* else it has shown nothing */
}
END_TEST

Suite *suite_paths(void)
{
    Suite *suite = suite_create("paths");
    TCase *tcase = tcase_create("paths");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, test_pairs, 0, 8);
    suite_add_tcase(suite, tcase);
    return suite;
}
