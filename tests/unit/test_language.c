/* test_language.c - whose words these are, and the same told word by word. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "match/language.h"
#include "pack.h"
#include "unit.h"

#define LISTS                                                             \
    "\"lists\": {\"function_words\": [\"the\", \"is\", \"you\", \"to\", " \
    "\"can't\", \"nevertheless\", \"a\", \"through\", \"the9\"]},"
#define SIX   "uno dos tres quatro cinco seis "
#define FORTY SIX SIX SIX SIX SIX SIX "siete ocho nueve diez "

static const struct row {
    const char *text;
    bool ours;
} rows[] = {
    {"", true},
    {"uno dos tres quatro", true}, /* too short to tell */
    {"uno dos tres quatro cinco", false},
    {"uno dos tres quatro the", true},
    {SIX "THE", false}, /* one in seven */
    {SIX "Can't", false},
    {"uno dos tres quatro can\u2019t", true},
    {"uno dos tres quatro can`t", true},
    {"uno dos tres quatro cant", false},
    {"uno dos tres quatro nevertheless", true}, /* longer than a number */
    {"uno dos tres quatro through", true},
    {"uno dos tres quatro the9", true}, /* four words */
    {SIX "the9", false},
    {"uno the9 dos tres quatro cinco", false}, /* in no list, with a digit */
    {"uno dos tres quatro \"the\"", true},     /* quoted words are words */
    {"uno dos tres quatro cinco {{the}}", false},
    {"uno dos tres quatro cinco http://the/the", false},
    {"a. " FORTY FORTY, false},
    {"uno-the dos tres quatro", true},
    {"> the the the\n" SIX, false}, /* what is quoted is not judged */
    {FORTY "the you is to a can't the", false},
    {FORTY "the you is to a can't the through", true},
};

/* The rule as it reads, without a thought for time. */
static bool plainly(const saywell_rules *rules, const sw_doc *doc)
{
    const sw_map *list = sw_ruleset_list(rules, "function_words");
    size_t words = 0, known = 0, size;

    for (size_t k = 0; k < doc->sentences.count; k++) {
        const sw_sentence *s = &doc->sentences.at[k];
        char word[200];
        size_t len = 0;
        bool digits = false;
        for (size_t i = s->start; i <= s->end && words < 400; i += size) {
            const sw_zone *zone = sw_zone_inline_at(&doc->zones, i);
            uint32_t code = i < s->end ? sw_utf8_at(doc->text, i, &size) : ' ';
            if (s->zone != SW_ZONE_BODY)
                break;
            if (sw_utf8_is_apostrophe(code) && len > 0)
                code = '\'';
            else if (!sw_utf8_is_word(code) ||
                     (zone != NULL && zone->kind != SW_ZONE_QUOTED)) {
                words += len > 0 && !digits;
                known += len > 0 && !digits &&
                         sw_map_find(list, (sw_str){word, len}) != NULL;
                len = 0;
                digits = false;
                size = i < s->end ? size : 1;
                continue;
            }
            digits = digits || (code >= '0' && code <= '9');
            if (len < sizeof word - 4)
                len += sw_utf8_put(word + len, sw_utf8_lower(code));
        }
    }
    return words < 5 || known * 100 >= words * 15;
}

static bool is_ours(const saywell_rules *rules, const char *text, bool *plain)
{
    sw_language *language = sw_language_new(rules);
    sw_arena arena = {0};
    sw_doc doc;
    bool ours;

    ck_assert_ptr_nonnull(language);
    ck_assert_int_eq(sw_doc_parse(sw_str_of(text), &arena, &doc, NULL),
                     SAYWELL_OK);
    ours = sw_language_is_ours(language, &doc);
    *plain = plainly(rules, &doc);
    sw_arena_release(&arena);
    sw_language_free(language);
    return ours;
}

START_TEST(row)
{
    saywell_rules *rules = pack_rules(LISTS, "");
    bool plain;

    ck_assert_msg(is_ours(rules, rows[_i].text, &plain) == rows[_i].ours, "%s",
                  rows[_i].text);
    ck_assert_int_eq(plain, rows[_i].ours);
    saywell_rules_free(rules);
}
END_TEST

/* Any order of words and of what divides them. */
START_TEST(any)
{
    static const char *const parts[] = {
        "the",    "uno",      "dos",    "tres",    "can't", "can\u2019t",
        "x",      "\u00e9t",  "a_b",    "the9",    "9",     "'",
        ". The ", "\n\n",     "\"",     "-",       "@you",  "{{a",
        "}}",     "zu Hause", "\u2014", "q.the.io"};
    saywell_rules *rules = pack_rules(LISTS, "");
    unsigned seed = (unsigned)_i * 2654435761u + 1;

    for (int n = 0; n < 200; n++) {
        char text[4096] = "";
        bool plain;
        unsigned count = n % 10 == 0 ? 500 : 40;
        for (unsigned k = 0; k < count; k++) {
            seed = seed * 1103515245u + 12345u;
            strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
            if (seed >> 31)
                strcat(text, " ");
        }
        ck_assert_msg(is_ours(rules, text, &plain) == plain, "%s", text);
    }
    saywell_rules_free(rules);
}
END_TEST

/* So many words that some find no room in their slot. */
START_TEST(many)
{
    enum { WORDS = 300 };
    char list[WORDS * 12] = "\"lists\": {\"function_words\": [\"the\"";
    saywell_rules *rules;
    bool plain;

    for (int k = 0; k < WORDS; k++)
        sprintf(list + strlen(list), ", \"%c%cz%c\"", 'a' + k % 26,
                'a' + k / 26, "xy"[k % 2]);
    strcat(list, "]},");
    rules = pack_rules(list, "");
    for (int k = 0; k < WORDS; k++) {
        char text[] = "uno dos aazx quatro cinco", *word = text + 8;
        word[0] = (char)('a' + k % 26);
        word[1] = (char)('a' + k / 26);
        word[3] = "xy"[k % 2];
        ck_assert_msg(is_ours(rules, text, &plain) && plain, "%s", text);
        word[3] = "yx"[k % 2];
        ck_assert_msg(!is_ours(rules, text, &plain) && !plain, "%s", text);
    }
    saywell_rules_free(rules);
}
END_TEST

START_TEST(no_list)
{
    saywell_rules *rules = pack_rules("", "");
    sw_language *language = sw_language_new(rules);
    sw_arena arena = {0};
    sw_doc doc;

    ck_assert_int_eq(sw_doc_parse(SW_STR(SIX), &arena, &doc, NULL), SAYWELL_OK);
    ck_assert(sw_language_is_ours(language, &doc));
    sw_arena_release(&arena);
    sw_language_free(language);
    saywell_rules_free(rules);
}
END_TEST

Suite *suite_language(void)
{
    Suite *suite = suite_create("language");
    TCase *tests = tcase_create("language");

    tcase_add_loop_test(tests, row, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tests, any, 0, 10);
    tcase_add_test(tests, many);
    tcase_add_test(tests, no_list);
    suite_add_tcase(suite, tests);
    return suite;
}
