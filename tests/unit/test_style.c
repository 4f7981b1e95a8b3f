/* test_style.c - the draft's hand: apostrophes, spelling, person, capitals. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draft.h"
#include "fix/spot.h"
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

/* The counts as they read, word by word, without a thought for time. */
static void plainly(const struct draft *d, uint32_t *apostrophe, bool *uk,
                    bool *we)
{
    const sw_doc *doc = &d->check.doc;
    int curly = 0, more_uk = 0, more_we = 0;
    sw_word word;

    for (size_t k = 0; k < doc->sentences.count; k++) {
        const sw_sentence *s = &doc->sentences.at[k];
        size_t at = s->begin, size;
        if (s->zone != SW_ZONE_BODY)
            continue;
        while (sw_spot_word(doc->text, &at, s->end, &word)) {
            const sw_zone *zone = sw_zone_inline_at(&doc->zones, word.start);
            if (zone != NULL) {
                at = zone->end > at ? zone->end : at;
                continue;
            }
            for (size_t i = word.start; i < word.end; i += size) {
                const uint32_t code = sw_utf8_at(doc->text, i, &size);
                curly += (code == 0x2019) - (code == '\'');
            }
            more_uk += (strcmp(word.fold, "colour") == 0) -
                       (strcmp(word.fold, "color") == 0);
            for (const char *const *w =
                     (const char *const[]){"we", "we're", "our", "us", NULL};
                 *w != NULL; w++)
                more_we += strcmp(word.fold, *w) == 0;
            for (const char *const *w =
                     (const char *const[]){"i", "i'm", "my", "me", NULL};
                 *w != NULL; w++)
                more_we -= strcmp(word.fold, *w) == 0;
        }
    }
    *apostrophe = curly > 0 ? 0x2019 : '\'';
    *uk = more_uk > 0;
    *we = more_we > 0;
}

/* Any order of words, of what divides them and of zones, over some blocks. */
START_TEST(any)
{
    static const char *const parts[] = {"we",
                                        "I",
                                        "Our",
                                        "my",
                                        "We\u2019re",
                                        "i'm",
                                        "colour",
                                        "Color",
                                        "us",
                                        "me",
                                        "x",
                                        "word",
                                        "\u00e9t\u00e9",
                                        "\u2014",
                                        "\u2019",
                                        "'",
                                        "\"we\"",
                                        "\"",
                                        ". ",
                                        "? ",
                                        ", ",
                                        "\n\n",
                                        "_",
                                        "9",
                                        "{{we}}",
                                        "`my us`",
                                        "@we",
                                        "(",
                                        ")",
                                        "-",
                                        "http://us.io/we_",
                                        "us@we.io",
                                        " longer than that ",
                                        "\u20ac"};
    unsigned seed = (unsigned)_i * 2654435761u + 1;

    for (int n = 0; n < 100; n++) {
        char text[2048] = "";
        struct draft d;
        sw_style s;
        uint32_t apostrophe;
        bool uk, we;
        for (unsigned k = 0; k < 5 + seed % 50; k++) {
            seed = seed * 1103515245u + 12345u;
            strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
            if (seed >> 30)
                strcat(text, " ");
        }
        draft_open(&d, text, NULL, NULL);
        s = sw_style_of(&d.rules, &d.check.doc);
        plainly(&d, &apostrophe, &uk, &we);
        ck_assert_msg(sw_style_apostrophe(&s) == apostrophe &&
                          sw_style_uk(&s) == uk && sw_style_we(&s) == we,
                      "%s", text);
        draft_close(&d);
    }
}
END_TEST

Suite *suite_style(void)
{
    Suite *suite = suite_create("style");
    TCase *tc = tcase_create("style");

    tcase_add_loop_test(tc, read, 0, (int)(sizeof rows / sizeof rows[0]));
    tcase_add_loop_test(tc, any, 0, 20);
    suite_add_tcase(suite, tc);
    return suite;
}
