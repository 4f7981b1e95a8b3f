/* test_suspect.c - candidates name rules, and none is ruled out by mistake. */
#include <string.h>

#include "match/suspect.h"
#include "unit.h"

/* Rule 0 flags patterns 0..1, rule 1 (off) 2, rule 2 70, rule 3 3..4 of which
 * a signal has 4, too, rules 4 and 5 both flag 5, and rule 6 none. Rules 7 and
 * 8 have something to say without a match of 6 or 7; 8 is off. */
static const uint32_t ids[] = {0, 1, 2, 70, 3, 4, 5, 6, 7};

static const struct row {
    uint32_t candidate;
    const char *may; /* rule by rule */
} rows[] = {
    {0, "100111010"}, {1, "100111010"}, {2, "000111010"},  {70, "001111010"},
    {3, "000111010"}, {5, "000111010"}, {71, "000111010"},
};

START_TEST(mark)
{
    sw_rule rules[] = {
        {.index = 0, .info.enabled = true, .patterns = {ids, 2}},
        {.index = 1, .info.enabled = false, .patterns = {ids + 2, 1}},
        {.index = 2, .info.enabled = true, .patterns = {ids + 3, 1}},
        {.index = 3, .info.enabled = true, .patterns = {ids + 4, 2}},
        {.index = 4, .info.enabled = true, .patterns = {ids + 6, 1}},
        {.index = 5, .info.enabled = true, .patterns = {ids + 6, 1}},
        {.index = 6, .info.enabled = true},
        {.index = 7,
         .info.enabled = true,
         .kind = SW_KIND_LIMIT,
         .patterns = {ids + 7, 1}},
        {.index = 8, .kind = SW_KIND_LIMIT, .patterns = {ids + 8, 1}}};
    sw_signal signal = {.patterns = {ids + 5, 1}};
    saywell_rules all = {.rules = rules,
                         .rule_count = sizeof rules / sizeof *rules,
                         .signals = &signal,
                         .signal_count = 1,
                         .pattern_count = 72};
    uint64_t bits[2] = {0, 0};
    const sw_screened screened = {.bits = bits};
    unsigned char may[sizeof rules / sizeof *rules];
    sw_suspects s = {0};

    bits[rows[_i].candidate / 64] |= 1ULL << rows[_i].candidate % 64;
    ck_assert(sw_suspect_open(&s, &all));
    ck_assert_ptr_eq(s.set, &rules[0].patterns);
    sw_suspect_mark(&s, &all, &screened, may);
    for (size_t i = 0; i < sizeof may; i++)
        ck_assert_int_eq(may[i], rows[_i].may[i] - '0');
    sw_suspect_close(&s);
}
END_TEST

Suite *suite_suspect(void)
{
    Suite *suite = suite_create("suspect");
    TCase *tests = tcase_create("suspect");

    tcase_add_loop_test(tests, mark, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(suite, tests);
    return suite;
}
