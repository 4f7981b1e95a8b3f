/* test_sieve.c - a sieve lets every match pass, and little else. */
#include <string.h>

#include "base/utf8.h"
#include "match/sieve.h"
#include "rule/compile.h"
#include "rule/literal.h"
#include "rule/shape.h"
#include "unit.h"

#define MARK "[\xE2\x80\x99']"

static sw_desk desk;
static sw_outline *outline;

static void teardown(void)
{
    sw_desk_close(&desk);
    sw_outline_free(outline);
    outline = NULL;
}

/* One for each test. */
static sw_sieve *sieve_of(const char *pattern)
{
    outline = sw_outline_draw(sw_str_of(pattern));
    ck_assert_ptr_nonnull(outline);
    return sw_sieve_new(outline, &desk);
}

static const struct {
    const char *pattern, *text;
    size_t from, to;
    bool passes;
} rows[] = {
    {"no", "no", 0, 0, true},
    {"no", "so", 0, 1, false},
    {"no", "oh no", 0, 2, false}, /* it begins behind */
    {"no", "oh no", 0, 3, true},
    {"no", "NO", 0, 0, true},
    {"no|not yet", "not so", 0, 0, true},
    {"not yet|not so", "not sad", 0, 0, false},
    {"not yet|not so", "not so", 0, 0, true},
    {"not (?:yet|so)", "not yes", 0, 0, false},
    {"(?:a|b){2}c", "abc", 0, 0, true},
    {"(?:a|b){2}c", "ac", 0, 1, false},
    {"a{2,3}b", "ab", 0, 1, false},
    {"a?b", "b", 0, 0, true},
    {"a+b", "aaab", 0, 0, true},
    {"a{7}b", "ab", 0, 0, false},
    {"[^.]{2,9}x", "a.x", 0, 2, false},
    {"[^.]{2,9}x", "a x", 0, 0, true},
    {"[^']x", "'x", 0, 0, true}, /* other apostrophes are no ' */
    {"\\bdo\\b", "undo", 0, 3, false},
    {"\\bdo\\b", "undo", 2, 2, false},
    {"\\bdo\\b", "doing", 0, 0, false},
    {"\\bdo\\b", "to do.", 0, 3, true},
    {"\\bdo\\b",
     "\xC3\xA9"
     "do",
     0, 2, true}, /* it may be a sign */
    /* white space */
    {"a\\s{1,16}b", "a \n b", 0, 0, true},
    {"a\\s\\sb", "a  b", 0, 0, true},
    {"a\\s(?:\\s|x)b", "a  b", 0, 0, true},
    {"a[^.]\\sb", "a \xC2\xA0 b", 0, 0, true},
    {"a\\sb", "ab", 0, 0, false},
    {"\\s\\sb", "a   b", 2, 2, true},
    /* what ends a match */
    {"can(?!" MARK "t\\b)", "can't", 0, 0, true}, /* not the pattern's own */
    {"a(?= b)", "a b", 0, 0, true},
    {"a(?= b)", "a c", 0, 0, false},
    {"(?:a(?= b)|c)(?!d)", "a c", 0, 0, false},
    {"(?:a(?= b)|c)d", "ad", 0, 0, true},
    {"a(?! b)", "a b", 0, 0, true},
    /* what stands in front */
    {"(?<=, )no", "so, no", 4, 4, true},
    {"(?<=, )no", "so: no", 4, 4, false},
    {"(?:(?<=, )|(?<=: ))no", "so: no", 4, 4, true},
    {"(?<=, )no", "so,  no", 0, 5, true}, /* all spaces are one */
    {"(?<=,\\s)\\s?no", "so,  no", 4, 4, true},
    {"(?<!, )no", "so, no", 4, 4, true},
    {"(?<=\xC3\xA9 )no", "\xC3\xA9 no", 3, 3, true},
    /* characters that are alike */
    {"ask", "a\xC5\xBF\xE2\x84\xAA", 0, 0, true},
    {"can" MARK "t", "can\xE2\x80\x99t", 0, 0, true},
    {"\\w\xCA\xBC?", "\xCA\xBC", 0, 0, true},
    {"\\d", "\xD9\xA3", 0, 0, true},
    {"\xC3\xA9", "\xC3\x89", 0, 0, true},
};

START_TEST(passes)
{
    sw_sieve *s = sieve_of(rows[_i].pattern);

    ck_assert_ptr_nonnull(s);
    for (int times = 0; times < 2; times++) /* worked out, and kept */
        ck_assert_msg(sw_sieve_passes(s, sw_str_of(rows[_i].text),
                                      rows[_i].from,
                                      rows[_i].to) == rows[_i].passes,
                      "%s in %s", rows[_i].pattern, rows[_i].text);
    sw_sieve_free(s);
}
END_TEST

static const char *const strange[] = {
    "(?<n>a)\\k<n>", "(?(?=a)b|c)", "(?&n)(?<n>a)", "(?|a|b)", "a\\Kb",
    "\\Gab",         "a\\X",        "\\Qa.b\\E+c", /* the repeat is of the b
                                                      alone */
};

START_TEST(has_none)
{
    ck_assert_ptr_null(sw_outline_draw(sw_str_of(strange[_i])));
}
END_TEST

/* The table and the folder of characters agree. */
START_TEST(symbols)
{
    for (uint32_t a = 1; a < 0x3100; a++) {
        const char fold = sw_literal_fold(a);
        const unsigned symbol = sw_symbol_of(a);
        ck_assert_uint_lt(symbol, SW_SYMBOL_END);
        if (a == 0x17F || a == 0x212A)
            ck_assert_uint_eq(symbol, sw_symbols[a == 0x17F ? 's' : 'k']);
        else if (fold == 0)
            ck_assert_uint_eq(symbol, SW_SYMBOL_OTHER);
        else
            ck_assert_uint_eq(symbol, sw_symbols[(unsigned char)fold]);
    }
    for (unsigned char a = ' '; a < 0x7F; a++)
        for (unsigned char b = ' '; b < a; b++)
            ck_assert_int_eq(sw_symbols[a] == sw_symbols[b],
                             sw_literal_fold(a) == sw_literal_fold(b));
}
END_TEST

/* ---- texts at random ------------------------------------------------------
 */

static const char *const patterns[] = {
    "(?!(?<=\\w)\\w)(?:we(?:'ll|\\s{1,16}will)?\\s{1,16}(?:\\w+ly\\s{1,16})?"
    "(?:refund|send|see|do))(?!(?<=\\w)\\w)(?![']t\\b)",
    "(?:(?<=,\\s)|(?<=so\\s))(?:please\\s{1,16})?(?:send|see|seem)\\b",
    "(?:not|no)\\b[^.!?]{3,20}(?:yet|so)(?=\\s{0,16}[.!])",
    "\\s+[^,]\\s{2,}|a\\W{1,3}\\w",
};

static const char *const parts[] = {
    "we",  "We'll", " will",  " ",  "  ",       "\n",       "really ", "refund",
    "see", "SEEM",  "please", ", ", "so ",      "not ",     "no",      "yet",
    ".",   "!",     "'t",     "a",  "\xC2\xA0", "\xC3\xA9", "-",       "send",
};
#define PARTS (sizeof parts / sizeof *parts)

static void put_together(const char *const *of, char text[600], uint32_t *seed)
{
    text[0] = '\0';
    for (int k = 0; k < 30; k++) {
        *seed = *seed * 1664525u + 1013904223u;
        strcat(text, of[(*seed >> 16) % PARTS]);
    }
}

/* Each match that PCRE2 finds passes where it begins, and in any window
 * around; most places do not pass. */
START_TEST(at_random)
{
    sw_code *code = sw_compile_text(sw_str_of(patterns[_i]), NULL, NULL);
    sw_sieve *sieve = sieve_of(patterns[_i]);
    pcre2_match_data *data = pcre2_match_data_create(16, NULL);
    const PCRE2_SIZE *ov = pcre2_get_ovector_pointer(data);
    uint32_t seed = 20261129u;
    size_t matched = 0, asked = 0, passed = 0;
    char text[600];

    for (int round = 0; round < 3000; round++) {
        put_together(parts, text, &seed);
        const sw_str all = sw_str_of(text);
        for (size_t at = 0; at < all.len; at++) {
            if ((text[at] & 0xC0) == 0x80)
                continue;
            asked++;
            passed += sw_sieve_passes(sieve, all, at, at);
        }
        for (size_t at = 0; pcre2_match(code->code, (PCRE2_SPTR)text, all.len,
                                        at, 0, data, NULL) > 0;
             at = ov[0] + 1) {
            matched++;
            ck_assert_msg(sw_sieve_passes(sieve, all, ov[0], ov[0]) &&
                              sw_sieve_passes(sieve, all, 0, ov[0]),
                          "\"%s\" at %zu", text, ov[0]);
        }
    }
    ck_assert(!sw_sieve_is_spent(sieve));
    ck_assert_uint_gt(matched, 20); /* else it has shown nothing */
    ck_assert_uint_lt(passed, asked / 2);
    pcre2_match_data_free(data);
    sw_compile_free(code);
    sw_sieve_free(sieve);
}
END_TEST

/* ---- literals -------------------------------------------------------------
 */

static const struct {
    const char *pattern, *text;
    const char *literal; /* where it first stands */
    size_t least;
    bool holds;
} held[] = {
    {"we (?:will|can) refund", "we will refund", "refund", 0, true},
    {"we (?:will|can) refund", "we shall refund", "refund", 0, false},
    {"we (?:will|can) refund", "we will refund", "we", 0, true},
    {"we (?:will|can) refund", "we will send", "we", 0, false},
    {"we (?:will|can) refund", "we will refund", "will", 0, true},
    {"we [^.]{0,60}refund", "we said. a refund", "refund", 0, false},
    {"we [^.]{0,60}refund", "we said a refund", "refund", 0, true},
    {"we [^.]{0,60}refund", "we said a refund", "refund", 2, true},
    {"we [^.]{0,60}refund", "we. we did refund", "refund", 1, true},
    {"we [^.]{0,60}refund", "as we did refund", "refund", 4, true}, /* far */
    {"(?<=, )no", "so, no", "no", 0, true},
    {"(?<=, )no", "so: no", "no", 0, false},
    {"(?:(?<=, )|(?<=so ))no", "so no", "no", 0, true},
    {"a(?<=, a)b", ", ab", "b", 0, true},
    {"no(?= more)", "no more", "no", 0, true},
    {"no(?= more)", "no less", "no", 0, false},
    {"\\bno\\b", "know", "no", 0, false},
    {"no", "no", "no", 0, true},
    {"[^.] no", "a no", " no", 0, true},
    {"\\s{1,16}\\s{0,16}no", "a no", "no", 0, true},
};

START_TEST(holds)
{
    sw_sieve *s = sieve_of(held[_i].pattern);
    const sw_str text = sw_str_of(held[_i].text);
    const size_t at = sw_str_find(text, sw_str_of(held[_i].literal), 0);
    const sw_sieve_literal literal = {7, at, at + strlen(held[_i].literal),
                                      held[_i].least};

    for (int times = 0; times < 2; times++)
        ck_assert_msg(sw_sieve_holds(s, &literal, text) == held[_i].holds,
                      "%s in %s", held[_i].pattern, held[_i].text);
    sw_sieve_free(s);
}
END_TEST

static const char *const folded_parts[] = {
    "we",  "we'll", " will ", " ",   " ",   " ",    "really ", "refund",
    "see", "seem",  "please", ", ",  "so ", "not ", "no",      "yet",
    ".",   "!",     "'t",     "do ", "-",   "send", "a",       "b",
};

/* Whatever stands in a match holds there, and mostly not elsewhere. */
START_TEST(held_at_random)
{
    sw_code *code = sw_compile_text(sw_str_of(patterns[_i]), NULL, NULL);
    sw_sieve *sieve = sieve_of(patterns[_i]);
    pcre2_match_data *data = pcre2_match_data_create(16, NULL);
    const PCRE2_SIZE *ov = pcre2_get_ovector_pointer(data);
    uint32_t seed = 20261130u, number = 0;
    size_t matched = 0, asked = 0, held_there = 0;
    char text[600];

    for (int round = 0; round < 600; round++) {
        put_together(folded_parts, text, &seed);
        const sw_str all = sw_str_of(text);
        for (size_t at = 0; at + 4 <= all.len; at += 3) {
            const sw_sieve_literal l = {number++, at, at + 4, 0};
            asked++;
            held_there += sw_sieve_holds(sieve, &l, all);
        }
        for (size_t at = 0; pcre2_match(code->code, (PCRE2_SPTR)text, all.len,
                                        at, 0, data, NULL) > 0;
             at = ov[0] + 1)
            for (size_t i = ov[0]; i < ov[1]; i++) {
                const size_t end = i + 5 < ov[1] ? i + 5 : ov[1];
                const sw_sieve_literal l = {number++, i, end, ov[0]};
                matched++;
                ck_assert_msg(sw_sieve_holds(sieve, &l, all),
                              "%s: %zu..%zu in \"%s\"", patterns[_i], i, end,
                              text);
            }
    }
    ck_assert_uint_gt(matched, 20); /* else it has shown nothing */
    ck_assert_uint_lt(held_there, asked / 4 * 3);
    pcre2_match_data_free(data);
    sw_compile_free(code);
    sw_sieve_free(sieve);
}
END_TEST

/* What a text can do to make states costs no more than so much. */
START_TEST(gives_up)
{
    sw_sieve *s =
        sieve_of("(?:a|b)*a(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)"
                 "(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)c");
    static char text[4096];
    uint32_t seed = 1;

    ck_assert(!sw_sieve_passes(s, SW_STR("x"), 0, 0));
    for (int round = 0; round < 300 && !sw_sieve_is_spent(s); round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = (seed >> 20 & 1) != 0 ? 'a' : 'b';
        }
        sw_sieve_passes(s, (sw_str){text, sizeof text}, 0, sizeof text - 1);
    }
    ck_assert(sw_sieve_is_spent(s));
    sw_sieve_free(s);
}
END_TEST

Suite *suite_sieve(void)
{
    Suite *suite = suite_create("sieve");
    TCase *tcase = tcase_create("sieve");

    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_loop_test(tcase, passes, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(tcase, has_none, 0,
                        (int)(sizeof strange / sizeof *strange));
    tcase_add_test(tcase, symbols);
    tcase_add_loop_test(tcase, at_random, 0,
                        (int)(sizeof patterns / sizeof *patterns));
    tcase_add_loop_test(tcase, holds, 0, (int)(sizeof held / sizeof *held));
    tcase_add_loop_test(tcase, held_at_random, 0, 3); /* the last: anything */
    tcase_add_test(tcase, gives_up);
    suite_add_tcase(suite, tcase);
    return suite;
}
