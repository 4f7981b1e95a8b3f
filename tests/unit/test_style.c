/* test_style.c - the draft's hand: apostrophes, spelling, person, capitals. */
#include <stdlib.h>

#include "draft.h"
#include "unit.h"

static const struct {
    const char *text, *dialect, *voice;
    uint32_t apostrophe;
    bool uk, we, lower;
} rows[] = {
    {"", NULL, NULL, '\'', false, false, false},
    {"It's here.", NULL, NULL, '\'', false, false, false},
    {"It\u2019s here.", NULL, NULL, 0x2019, false, false, false},
    {"It\u2019s here, isn't it? It's late.", NULL, NULL, '\'', false, false,
     false},
    /* the quote is the customer's */
    {"> It\u2019s broken, isn\u2019t it?\n\nIt's here.", NULL, NULL, '\'',
     false, false, false},
    {"You wrote \"we\u2019re done\". It's here.", NULL, NULL, '\'', false,
     false, false},
    {"The colour is red.", NULL, NULL, '\'', true, false, false},
    {"The color is red.", "uk", NULL, '\'', false, false, false},
    {"It is red.", "uk", NULL, '\'', true, false, false},
    {"It is red.", "in", NULL, '\'', true, false, false},
    {"It is red.", "ph", NULL, '\'', false, false, false},
    {"The colour, the color.", "uk", NULL, '\'', true, false, false},
    {"We\u2019re closed and our shop is too. I know.", NULL, NULL, 0x2019,
     false, true, false},
    {"I know we said that. My bad.", NULL, "we", '\'', false, false, false},
    {"It is red.", NULL, "we", '\'', false, true, false},
    {"it is red. it is blue. It is.", NULL, NULL, '\'', false, false, true},
    {"Hi Ana, it is red.", NULL, NULL, '\'', false, false, false},
    {"I know. I am here. it is red.", NULL, NULL, '\'', false, false, true},
};

START_TEST(read)
{
    struct draft d;
    sw_style s;

    draft_open(&d, rows[_i].text, rows[_i].dialect, rows[_i].voice);
    s = sw_style_of(&d.rules, &d.check.doc);
    ck_assert_msg(sw_style_apostrophe(&s) == rows[_i].apostrophe &&
                      sw_style_uk(&s) == rows[_i].uk &&
                      sw_style_we(&s) == rows[_i].we &&
                      sw_style_lower(&s) == rows[_i].lower,
                  "%s: U+%04x uk %d we %d lower %d", rows[_i].text,
                  (unsigned)s.apostrophe, s.uk, s.we, s.lower);
    draft_close(&d);
}
END_TEST

Suite *suite_style(void)
{
    Suite *suite = suite_create("style");
    TCase *tc = tcase_create("style");

    tcase_add_loop_test(tc, read, 0, (int)(sizeof rows / sizeof rows[0]));
    suite_add_tcase(suite, tc);
    return suite;
}
