/* test_native.c - which patterns match nothing but runs of certain bytes. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "match/native.h"
#include "pack.h"
#include "rule/compile.h"
#include "unit.h"

static const struct {
    const char *pattern;
    size_t least; /* 0: none of these */
    const char *in, *out;
} rows[] = {
    {"!{2,}", 2, "!", "?a "},
    {"(?-i:[A-Z]{4,})", 4, "AZ", "az'\x80"},
    {"(?-i:K+S)", 2, "KS", "ks\xE2"},
    {"(?-i:(?!THE)[A-Z']{2,},? [A-Z]{3})", 6, "A', ", "a"},
    {"(?-i:NOT|NO)", 2, "NOT", "not"},
    {"(?-i:(?:[A-Z]{2,}[-_/.]){1,6}[A-Z]{2,})", 5, "A-_/.", " a"},
    {"\\(?\\+?\\d[\\d() -]{6,}", 7, "(+0 -)\xD9", "a"},
    {"(?<=a|b)\\?\\?(?!c)", 2, "?", "abc"},
    {"\\b[0-9]{3}\\b", 3, "09", "a"},
    {"[\\n\\t]{2}", 2, "\n\t\r ", "a"},
    {"(?<n>-){3,5}", 3, "-", "n"},
    {"(?-i:[A\\-C-]{2})", 2, "A-C", "Ba"},
    {"[\\d-]{3}", 3, "09-\xD9", "a"},
    {"[\\x30-\\x39]{2}", 0, "", ""}, /* a range that begins with an escape */
    {"!", 0, "", ""},                /* one byte */
    {"NOT", 0, "", ""},              /* not is as good */
    {"(?-i:No)", 0, "", ""},         /* a small letter */
    {"[^a]{3}", 0, "", ""},
    {"\\w{3}", 0, "", ""},
    {"!.!", 0, "", ""},
    {"(!)\\1", 0, "", ""},
    {"(?i)!!", 0, "", ""},
    {"!*!?", 0, "", ""},
    {"(?-i:[a-Z])!!", 0, "", ""},
    {"(?(?=!)!!|!!!)", 0, "", ""},
};

START_TEST(patterns)
{
    sw_run run;
    bool found = sw_run_find(sw_str_of(rows[_i].pattern), &run);

    ck_assert_int_eq(found, rows[_i].least > 0);
    if (!found)
        return;
    ck_assert_uint_eq(run.least, rows[_i].least);
    for (const char *c = rows[_i].in; *c != '\0'; c++)
        ck_assert_msg(sw_run_has(&run, (unsigned char)*c), "not %c", *c);
    for (const char *c = rows[_i].out; *c != '\0'; c++)
        ck_assert_msg(!sw_run_has(&run, (unsigned char)*c), "has %c", *c);
}
END_TEST

/* Runs of every length at every place, against a count byte by byte. */
START_TEST(windows)
{
    enum { LEN = 40 };
    sw_arena arena = {0};
    sw_run run;
    char text[LEN];

    ck_assert(sw_run_find(SW_STR("!{3,}"), &run));
    run.least = 1 + (size_t)_i;
    for (uint32_t seed = 0; seed < 3000; seed++) {
        sw_windows got = {0};
        size_t n = 0, from = 0;
        for (size_t i = 0; i < LEN; i++)
            text[i] = (seed * 2654435761u >> (i * 7 % 31) & 3) != 0 ? '!' : '.';
        ck_assert(sw_native_windows(&run, (sw_str){text, LEN}, &arena, &got));
        for (size_t i = 0; i <= LEN; i++) {
            if (i < LEN && text[i] == '!')
                continue;
            if (i - from >= run.least) {
                ck_assert_uint_lt(n, got.count);
                ck_assert_uint_eq(got.at[n].from, from);
                ck_assert_uint_eq(got.at[n].to, i - run.least);
                n++;
            }
            from = i + 1;
        }
        ck_assert_uint_eq(n, got.count);
        sw_arena_reset(&arena);
    }
    sw_arena_release(&arena);
}
END_TEST

/* The same in texts of some blocks, where small letters stand thinly or
 * thickly, and what is neither parts runs, too. */
START_TEST(stretches)
{
    enum { LEN = 200 };
    static const char others[] = {'a', 'z', '.', '\xE9'};
    sw_arena arena = {0};
    sw_run run;
    char text[LEN];
    uint32_t seed = 20261129u;
    size_t found = 0;

    ck_assert(sw_run_find(SW_STR("!{3,}"), &run));
    run.least = 2 + 3 * (size_t)_i;
    for (uint32_t round = 0; round < 2000; round++) {
        sw_windows got = {0};
        size_t n = 0, from = 0;
        for (size_t i = 0; i < LEN; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] =
                (seed >> 16) % 64 < round % 24 ? others[seed >> 28 & 3] : '!';
        }
        ck_assert(sw_native_windows(&run, (sw_str){text, LEN}, &arena, &got));
        for (size_t i = 0; i <= LEN; i++) {
            if (i < LEN && text[i] == '!')
                continue;
            if (i - from >= run.least) {
                ck_assert_uint_lt(n, got.count);
                ck_assert_uint_eq(got.at[n].from, from);
                ck_assert_uint_eq(got.at[n].to, i - run.least);
                n++;
            }
            from = i + 1;
        }
        ck_assert_uint_eq(n, got.count);
        found += n;
        sw_arena_reset(&arena);
    }
    ck_assert_uint_gt(found, 50);
    sw_arena_release(&arena);
}
END_TEST

/* ---- a word twice -------------------------------------------------------- */

static const struct {
    const char *pattern;
    bool doubled;
} doubles[] = {
    {"(?<w>\\\\w+) \\\\k<w>", true},
    {"(?P<w>\\\\w{2,}) \\\\k{w}", true},
    {"\\\\b(?<w>[a-z]+)\\\\b \\\\b\\\\k'w'\\\\b", true},
    {"(?<w>[A-Za-z]{3})\\\\s+\\\\g{w}", true},
    {"(?<w>\\\\w*) \\\\k<w>", false}, /* no word, twice */
    {"(?<w>\\\\w{0,3}) \\\\k<w>", false},
    {"(?<w>\\\\w+),? \\\\k<w>", false},
    {"(?<w>[\\\\w'-]+) \\\\k<w>", false},
    {"(?<w>\\\\w+) (?<v>\\\\w+) \\\\k<w>", false},
    {"(?<w>\\\\w+) \\\\k<w>|no", false},
    {"(?:\\\\w+) no", false},
};

static saywell_rules *with_pattern(const char *pattern)
{
    char rule[512];

    snprintf(rule, sizeof rule,
             "{\"id\": \"a\", \"kind\": \"phrase\", \"title\": \"T\", "
             "\"severity\": \"warning\", \"message\": \"M\", \"why\": \"W\", "
             "\"source\": [\"000\"], \"patterns\": [\"%s\"]}",
             pattern);
    return pack_rules("", rule);
}

START_TEST(finds_doubled)
{
    saywell_rules *rules = with_pattern(doubles[_i].pattern);

    ck_assert_int_eq(rules->patterns[0].doubled, doubles[_i].doubled);
    saywell_rules_free(rules);
}
END_TEST

static bool inside(const sw_windows *all, size_t at)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].from <= at && at <= all->at[i].to)
            return true;
    return false;
}

/* Random texts: every match that PCRE2 finds begins in a window. */
START_TEST(windows_doubled)
{
    static const char *const parts[] = {"the",
                                        "The",
                                        "a",
                                        "an",
                                        " ",
                                        " ",
                                        " ",
                                        "  ",
                                        "\n",
                                        "\xC3\xA9",
                                        "\xE2\x80\x9C",
                                        ".",
                                        "-",
                                        "\xC2\xA0",
                                        "_1",
                                        "can",
                                        "'t",
                                        "\xE2\x80\x99t",
                                        "the the",
                                        "\xC3\x89"};
    saywell_rules *rules = with_pattern(doubles[0].pattern);
    sw_code *code = sw_compile_text(rules->patterns[0].expanded, NULL, NULL);
    pcre2_match_data *data = pcre2_match_data_create(16, NULL);
    const PCRE2_SIZE *ov = pcre2_get_ovector_pointer(data);
    sw_arena arena = {0};
    uint32_t seed = 20261129u + (uint32_t)_i;
    size_t matched = 0, made = 0;

    for (int round = 0; round < 3000; round++) {
        char text[200] = "";
        sw_windows got = {0};
        for (uint32_t k = 0; k < 9; k++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, parts[(seed >> 16) % 20]);
        }
        ck_assert(sw_native_doubled(sw_str_of(text), &arena, &got));
        for (size_t i = 1; i < got.count; i++)
            ck_assert_uint_gt(got.at[i].from, got.at[i - 1].to);
        made += got.count;
        for (size_t at = 0; pcre2_match(code->code, (PCRE2_SPTR)text,
                                        strlen(text), at, 0, data, NULL) > 0;
             at = ov[1]) {
            matched++;
            ck_assert_msg(inside(&got, ov[0]), "\"%s\" at %zu", text, ov[0]);
        }
        sw_arena_reset(&arena);
    }
    ck_assert_uint_gt(matched, 300); /* else it has shown nothing */
    ck_assert_uint_lt(made, 3000 * 9 / 2);
    pcre2_match_data_free(data);
    sw_compile_free(code);
    saywell_rules_free(rules);
    sw_arena_release(&arena);
}
END_TEST

Suite *suite_native(void)
{
    Suite *suite = suite_create("native");
    TCase *tcase = tcase_create("native");

    tcase_add_loop_test(tcase, patterns, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tcase, windows, 0, 9);
    tcase_add_loop_test(tcase, stretches, 0, 26);
    tcase_add_loop_test(tcase, finds_doubled, 0,
                        sizeof doubles / sizeof *doubles);
    tcase_add_loop_test(tcase, windows_doubled, 0, 4);
    suite_add_tcase(suite, tcase);
    return suite;
}
