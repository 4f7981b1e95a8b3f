/* test_eval.c - templates and captures to words. */
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "unit.h"

#include "fix/eval.h"

/* The draft is "We can't SHIP  it \u00fcber Rome." */
static const struct {
    const char *text, *want; /* NULL: unavailable */
} rows[] = {
    {"plain", "plain"},
    {"", ""},
    {"{not|affirm} {verb|lower}", "can ship"},
    {"{0}", "We can't SHIP  it"},
    {"{verb} {verb}", "SHIP SHIP"},
    {"{verb|affirm}", NULL},
    {"{other} is not set", NULL},
    {"{other|lower}", NULL},
    {"{voice|subject} see", "I see"},
    {"{voice}", "i"},
    {"{verb|lower|sentence}", "Ship"},
    {"{not|affirm|upper}", "CAN"},
    {"{city|sentence} {city|upper}", "\u00dcber Rome \u00dcBER ROME"},
    {"{{x}} [[y]]", "{x} [y]"},
};

START_TEST(run)
{
    struct draft d;
    sw_pieces pieces = {0};
    sw_style style = {.known = ~0u};
    sw_str got = {0};
    sw_template t;
    sw_finding *f;
    sw_fitted done;

    draft_open(&d, "We can't SHIP  it \u00fcber Rome.", NULL, NULL);
    t = draft_template(&d, rows[_i].text);
    f = draft_find(&d, draft_rule(&d, "r", NULL, SAYWELL_SAFE), 0, 17,
                   "not=can't verb=SHIP city=\u00fcber_Rome");
    done = sw_eval_run(&t, f, &d.check.doc, &style, &d.arena, &pieces);
    ck_assert_int_eq(done, rows[_i].want ? SW_FITTED : SW_FITTED_NOT);
    if (rows[_i].want) {
        ck_assert(sw_words_join(&pieces, &d.arena, &got));
        ck_assert_str_eq(got.ptr, rows[_i].want);
    }
    draft_close(&d);
}
END_TEST

START_TEST(copies_know_their_place)
{
    struct draft d;
    sw_pieces pieces = {0};
    sw_style style = {.known = ~0u};
    sw_template t;
    sw_finding *f;

    draft_open(&d, "We can't ship it.", NULL, NULL);
    t = draft_template(&d, "{verb} {verb|upper}");
    f = draft_find(&d, draft_rule(&d, "r", NULL, SAYWELL_SAFE), 3, 13,
                   "verb=ship");
    ck_assert_int_eq(
        sw_eval_run(&t, f, &d.check.doc, &style, &d.arena, &pieces), SW_FITTED);
    ck_assert_uint_eq(pieces.count, 3);
    ck_assert_uint_eq(pieces.at[0].from, 9);
    ck_assert(!pieces.at[0].shaped);
    ck_assert_uint_eq(pieces.at[1].from, SW_NOWHERE);
    ck_assert_uint_eq(pieces.at[2].from, SW_NOWHERE);
    ck_assert(pieces.at[2].shaped);
    draft_close(&d);
}
END_TEST

Suite *suite_eval(void)
{
    Suite *suite = suite_create("eval");
    TCase *tc = tcase_create("eval");

    tcase_add_loop_test(tc, run, 0, (int)(sizeof rows / sizeof rows[0]));
    tcase_add_test(tc, copies_know_their_place);
    suite_add_tcase(suite, tc);
    return suite;
}
