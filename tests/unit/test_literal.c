/* test_literal.c - required literals, and that no match is ever filtered. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match/scan.h"
#include "rule/compile.h"
#include "rule/literal.h"
#include "rule/literal_rate.h"
#include "rule/pattern.h"
#include "unit.h"

static sw_str expand(const char *pattern, bool edges, sw_arena *arena)
{
    sw_map fragments = {0};
    sw_expansion x = {0};
    sw_pattern_fault fault;
    saywell_status status = sw_pattern_expand(&fragments, sw_str_of(pattern),
                                              edges, arena, &x, &fault);

    if (status != SAYWELL_OK)
        return (sw_str){NULL, 0};
    return x.text;
}

struct row {
    /* Literals with | between, those that must be shouted in capitals; "-":
     * none. */
    const char *pattern, *want;
};

static const struct row rows[] = {
    {"calm down", "calm down"},
    {"Calm  Down", "calm down"},
    {"can't", "can't"},
    {"(?:calm|settle) down", "calm down|settle down"},
    {"no(?:pe)?", "nope|no"},
    {"\\bno\\b", "no"},
    {"(?<!not )sorry(?= for)", "sorry"},
    {"we [^.!?]{0,80}? refund", " refund&we "},
    {"sorry [^.!?]{0,80}? (?:refund|return)", "sorry & refund| return"},
    {"vent [^.!?]{0,80}? your|your (?:anger|rage)",
     "vent |your anger|your rage"},
    {"this and [^.]{0,9} that [^.]{0,9} you ", "this and & that "},
    {"(?:calm .* down|settle) now", "calm |settle& now"},
    {"!{2,}", "!!"},
    {"(?:ab){2}", "abab"},
    {"\\w+", "-"},
    {"[a-z]+", "-"},
    {"no|\\w+", "-"},
    {"a?b?", "-"},
    {"colou?r", "colour|color"},
    {"[ck]an", "can|kan"},
    {"[\\x63k]an", "can|kan"},
    {"[c-]an", "can|-an"},
    {"[c-k]an you", "an you"},
    {"[\\x63-k]an you", "an you"},
    {"[\\n-\\r]an you", "an you"},
    {"order \\d+ shipped", " shipped&order "},
    {"order [0-9]+ shipped", " shipped&order 0"},
    {"caf\xC3\xA9 late", " late&caf"},
    {"(?-i:NOT)", "NOT"},
    {"NOT", "not"},
    {"(?-i:Not|iT's)", "not|it's"},
    {"(?-i:DON'T|I) know", "DON'T KNOW|i know"},
    {"n(?-i:O)T", "not"},
    {"(?-i:N(?:O|u)W)", "NOW|nuw"},
    {"(?-i:[AB]C)", "AC|BC"},
    {"(?-i:ab(?s-i:C)D)e", "ABCDE"},
    {"(?-i:a(?i:BC)D)", "abcd"},
    {"(?-i:a(?i)BC|DE)FG", "abcfg|defg"},
    {"(?-i:A)(?i:B)", "ab"},
    {"(?-i:\\x41[B]{2})", "ABB"},
    {"(?<x>yes) sir", "yes sir"},
    {"a(?(?=b)b|c)d", "-"},
    {"we'll try our best", "we'll try our best"},
    {"\\Qa.b\\E", "a.b"},
    {"\\Qa.b\\E{2}", "-"}, /* a.bb */
    {"\\x{41}bc", "abc"},
    {"x{0,3}yes", "yes"},
    {"e-mail me", "e-mail me"},
};

static void put_literal(char *to, const sw_literal_word *word)
{
    bool loud = (word->edges & SW_EDGE_SHOUT) != 0;

    to += strlen(to);
    for (size_t i = 0; i < word->text.len; i++)
        *to++ = (char)(loud ? toupper(word->text.ptr[i]) : word->text.ptr[i]);
    *to = '\0';
}

START_TEST(test_rows)
{
    sw_arena arena = {0};
    sw_literals found;
    char got[512] = "";

    ck_assert(sw_literal_find(expand(rows[_i].pattern, false, &arena), &arena,
                              &found));
    for (size_t i = 0; i < found.count; i++) {
        if (i > 0)
            strcat(got, found.at[i].set != found.at[i - 1].set ? "&" : "|");
        put_literal(got, &found.at[i].word);
    }
    ck_assert_msg(strcmp(found.count > 0 ? got : "-", rows[_i].want) == 0,
                  "%s: \"%s\", want \"%s\"", rows[_i].pattern, got,
                  rows[_i].want);
    sw_arena_release(&arena);
}
END_TEST

#define BOTH (SW_EDGE_FRONT | SW_EDGE_BACK)

/* The first is met more often than the second. */
static const struct rate_row {
    const char *often, *seldom;
    unsigned char often_edges, seldom_edges;
} rate_rows[] = {
    {"your ", "rant ", 0, 0},
    {"no", "no", 0, BOTH},
    {"no", " no ", BOTH, 0},
    {"have ", "you have ", 0, 0},
    {"confus", "confus a dog", 0, 0},
    {"ma", " ma ", 0, 0},
    {" ", " the ", 0, 0},
    {"-", "reclaimed", BOTH, BOTH},
};

static double rate_of(const char *text, unsigned char edges)
{
    return sw_literal_rate((sw_literal_word){sw_str_of(text), edges});
}

START_TEST(test_rates)
{
    const struct rate_row *row = &rate_rows[_i];
    const double seldom = rate_of(row->seldom, row->seldom_edges);

    ck_assert_double_gt(seldom, 0);
    ck_assert_double_gt(rate_of(row->often, row->often_edges), seldom);
}
END_TEST

/* ---- differential: what PCRE2 matches, the scan lets through ----------------
 */

static uint32_t roll(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *const pieces[] = {"no",
                                     "can't",
                                     "we ",
                                     " do",
                                     "sorry",
                                     "(?:a|be|)",
                                     "[ks]o?",
                                     "x?",
                                     "y*",
                                     "(?:no|yes){1,2}",
                                     " ?",
                                     "-",
                                     "\"",
                                     "[^a]",
                                     ".",
                                     "\\w",
                                     "\\d",
                                     "[0-9]",
                                     "!{2,}",
                                     "(?=b)",
                                     "(?<!a)",
                                     "\\b",
                                     "(?:x y|z)",
                                     "(?-i:NO)",
                                     "(?-i:NOT? )",
                                     "(?-i:N(?i)o|NO)",
                                     "(?-i:A|[BN]|Y)",
                                     "k",
                                     "s",
                                     "\xC3\xA9",
                                     "[\\x61-t]",
                                     "[s-]",
                                     "[\\d-s]",
                                     "[',]",
                                     "(?<n>ab)",
                                     "(?:a(?:b|c)d?)+",
                                     "{1,3}",
                                     "+",
                                     "??"};
static const char *const words[] = {"no",
                                    "No",
                                    "NO",
                                    "NOT",
                                    "can't",
                                    "can\xE2\x80\x99t",
                                    "we",
                                    "do",
                                    " ",
                                    "  ",
                                    "\n",
                                    "\xC2\xA0",
                                    "sorry",
                                    "\xC5\xBForry",
                                    "\xE2\x84\xAA",
                                    "a",
                                    "b",
                                    "be",
                                    "x",
                                    "y",
                                    "yes",
                                    "-",
                                    "\xE2\x80\x91",
                                    "\"",
                                    "\xE2\x80\x9C",
                                    "1",
                                    "23",
                                    "\xD9\xA3",
                                    "!",
                                    "!!",
                                    "z",
                                    "k",
                                    "s",
                                    "\xC3\xA9",
                                    "\xC3\x89",
                                    ",",
                                    "'",
                                    "ab",
                                    "abd",
                                    "ac",
                                    "d"};

static void build(uint32_t *seed, const char *const *from, size_t count,
                  char *out, size_t most)
{
    size_t n = 1 + roll(seed) % 8;

    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const char *piece = from[roll(seed) % count];
        if (strlen(out) + strlen(piece) + 1 < most)
            strcat(out, piece);
    }
}

/* One random pattern against 20 random texts. */
static size_t differ(uint32_t *seed)
{
    sw_arena arena = {0};
    sw_pattern pattern = {0};
    char source[256], text[256];
    sw_code *code;
    const sw_scan *scan;
    pcre2_match_data *data;
    sw_folded folded;
    sw_scan_found found;
    size_t matched = 0;

    build(seed, pieces, sizeof pieces / sizeof *pieces, source, sizeof source);
    pattern.expanded = expand(source, roll(seed) % 2 == 0, &arena);
    code = pattern.expanded.ptr != NULL
               ? sw_compile_text(pattern.expanded, NULL, NULL)
               : NULL;
    if (code == NULL) {
        sw_arena_release(&arena);
        return 0;
    }
    ck_assert(sw_literal_find(pattern.expanded, &arena, &pattern.literals));
    scan = sw_scan_make(&pattern, 1, &arena);
    data = pcre2_match_data_create(16, NULL);
    for (int i = 0; i < 20; i++) {
        build(seed, words, sizeof words / sizeof *words, text, sizeof text);
        if (pcre2_match(code->code, (PCRE2_SPTR)text, strlen(text), 0, 0, data,
                        NULL) < 0)
            continue;
        matched++;
        ck_assert(sw_fold(sw_str_of(text), &arena, &folded));
        ck_assert(sw_scan_run(scan, &folded, &arena, &found));
        ck_assert_msg(found.may[0] != 0, "%s matches \"%s\" but was filtered",
                      source, text);
    }
    pcre2_match_data_free(data);
    sw_compile_free(code);
    sw_arena_release(&arena);
    return matched;
}

/* ---- the same with sentences: what stands beside a literal ------------------
 */

static const char *const nouns[] = {"we",  "can",   "can't", "ship", "it",
                                    "not", "sorry", "for",   "a",    "e-mail"};
static const char *const gaps[] = {
    " ",         " (?:\\w+ )?",   "(?: \\w+){0,2} ", "[^.!?]{0,9}",
    ",? ",       " (?:\\w+ly )?", "(?:ed|ing)? ",    "\\b.{0,4}\\b",
    "\\s{0,3}",  "[ ,-]",         "(?! not) ",       "(?:, | )",
    "[\\w'-]* ", "[^.!?;]*?",     "[^,]{0,20}",      "[.,:;]? ",
    "[!-/ ]+",   "[^()]{1,30}",   "(?:[(:] ?| )",    "(?:[^;,]+; )?"};
#define GAPS (sizeof gaps / sizeof *gaps)

static void add(char *out, const char *piece)
{
    if (strlen(out) + strlen(piece) + 40 < 512)
        strcat(out, piece);
}

static void some_words(uint32_t *seed, char *out)
{
    size_t n = 1 + roll(seed) % 12;
    bool many = roll(seed) % 2 == 0;

    add(out, many ? "(?:" : "");
    for (size_t i = 0; i < (many ? n : 1); i++) {
        add(out, i > 0 ? "|" : "");
        add(out, nouns[roll(seed) % 10]);
        if (roll(seed) % 3 == 0) {
            add(out, gaps[roll(seed) % GAPS]);
            add(out, nouns[roll(seed) % 10]);
        }
    }
    add(out, many ? ")" : "");
    if (many && roll(seed) % 6 == 0)
        add(out, roll(seed) % 2 == 0 ? "?" : "{1,2}");
}

static void some_pattern(uint32_t *seed, char *out)
{
    size_t n = 1 + roll(seed) % 4;
    bool group = roll(seed) % 3 == 0;

    out[0] = '\0';
    add(out, group ? "(?:" : "");
    for (size_t i = 0; i < n; i++) {
        some_words(seed, out);
        if (i + 1 < n)
            add(out, gaps[roll(seed) % GAPS]);
    }
    if (group) {
        add(out, "|");
        some_words(seed, out);
        add(out, ")");
        add(out, roll(seed) % 2 == 0 ? gaps[roll(seed) % GAPS] : "");
        some_words(seed, out);
    }
}

static void some_text(uint32_t *seed, char *out)
{
    static const char *const between[] = {
        " ",  " ",  " ",   " ",  "  ",  ", ",  ". ",
        "\n", "-",  "'t ", "",   "ed ", "ly ", "\xE2\x80\x99t ",
        "; ", "! ", " (",  ") ", "? ",  ": "};
    size_t n = 2 + roll(seed) % 9;

    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        add(out, nouns[roll(seed) % 10]);
        add(out, between[roll(seed) % 20]);
    }
}

typedef struct tally {
    size_t matched, filtered;
} tally;

/* The match starts where the scan says that one may. */
static void check_start(const sw_scan_found *found, const sw_folded *folded,
                        size_t at, const char *source, const char *text)
{
    uint32_t i = found->first != NULL ? found->first[0] : 0;

    if (i == 0)
        return; /* anywhere */
    for (; i != 0; i = found->starts.at[i - 1].next) {
        const sw_scan_start *s = &found->starts.at[i - 1];
        const sw_fold_starts w = sw_fold_window(folded, s->at, s->reach);
        if (w.from <= at && at <= w.to)
            return;
    }
    ck_abort_msg("%s matches \"%s\" at %zu, where it may not start", source,
                 text, at);
}

/* One random pattern of words against 30 random texts of them. */
static void differ_in_words(uint32_t *seed, tally *sum)
{
    sw_arena arena = {0};
    sw_pattern pattern = {0};
    char source[512], text[512];
    sw_code *code;
    const sw_scan *scan;
    pcre2_match_data *data = pcre2_match_data_create(16, NULL);

    some_pattern(seed, source);
    pattern.expanded = expand(source, roll(seed) % 4 != 0, &arena);
    code = pattern.expanded.ptr != NULL
               ? sw_compile_text(pattern.expanded, NULL, NULL)
               : NULL;
    if (code == NULL) { /* cut in the middle of a group */
        pcre2_match_data_free(data);
        sw_arena_release(&arena);
        return;
    }
    ck_assert(sw_literal_find(pattern.expanded, &arena, &pattern.literals));
    scan = sw_scan_make(&pattern, 1, &arena);
    for (int i = 0; i < 30; i++) {
        sw_folded folded;
        sw_scan_found found;
        bool matches;
        some_text(seed, text);
        matches = pcre2_match(code->code, (PCRE2_SPTR)text, strlen(text), 0, 0,
                              data, NULL) >= 0;
        ck_assert(sw_fold(sw_str_of(text), &arena, &folded));
        ck_assert(sw_scan_run(scan, &folded, &arena, &found));
        ck_assert_msg(found.may[0] || !matches,
                      "%s matches \"%s\" but was filtered", source, text);
        sum->matched += matches;
        sum->filtered += !found.may[0];
        if (matches)
            check_start(&found, &folded, pcre2_get_ovector_pointer(data)[0],
                        source, text);
    }
    pcre2_match_data_free(data);
    sw_compile_free(code);
    sw_arena_release(&arena);
}

START_TEST(test_differential_words)
{
    uint32_t seed = 20261128u + (uint32_t)_i;
    tally sum = {0, 0};

    for (int i = 0; i < 1500; i++)
        differ_in_words(&seed, &sum);
    ck_assert_uint_gt(sum.matched, 3000); /* else it has shown nothing */
    ck_assert_uint_gt(sum.filtered, 3000);
}
END_TEST

START_TEST(test_differential)
{
    uint32_t seed = 20261122u + (uint32_t)_i;
    size_t matched = 0;

    for (int i = 0; i < 500; i++)
        matched += differ(&seed);
    ck_assert_uint_gt(matched, 100); /* else it has shown nothing */
}
END_TEST

/* ---- the scan's windows ---------------------------------------------------
 */

static bool scan_says(const sw_pattern *pattern, const char *text)
{
    sw_arena arena = {0};
    const sw_scan *scan = sw_scan_make(pattern, 1, &arena);
    sw_folded folded;
    sw_scan_found found;
    bool may;

    ck_assert(sw_fold(sw_str_of(text), &arena, &folded));
    ck_assert(sw_scan_run(scan, &folded, &arena, &found));
    may = found.may[0] != 0;
    sw_arena_release(&arena);
    return may;
}

/* What stands between two words of a match may hold no mark that the pattern
 * leaves out: they are no neighbours across it. */
START_TEST(test_marks)
{
    static const struct {
        const char *pattern, *text;
        bool may;
    } cases[] = {
        {"kettle[^.!?]{0,40}broken", "kettle, it is broken", true},
        {"kettle[^.!?]{0,40}broken", "kettle. It is broken", false},
        {"kettle[^.]{0,40}broken", "kettle! It is broken", true},
        {"kettle.{0,40}broken", "kettle. It is broken", true},
        {"kettle (?:\\w+ ){0,4}broken", "kettle, it is broken", false},
        {"kettle[,;]? (?:\\w+ ){0,4}broken", "kettle; it is broken", true},
        {"kettle[!-/a-z ]{0,40}broken", "kettle (it is broken", true},
        {"kettle[a-z ]{0,40}broken", "kettle (it is broken", false},
        {"kettle[^(]{0,40}broken", "kettle (it is broken", false},
        {"kettle[^(]{0,40}broken", "kettle) it is broken", true},
    };
    sw_arena arena = {0};
    sw_pattern pattern = {.expanded = expand(cases[_i].pattern, false, &arena)};

    ck_assert(sw_literal_find(pattern.expanded, &arena, &pattern.literals));
    ck_assert_int_eq(scan_says(&pattern, cases[_i].text), cases[_i].may);
    sw_arena_release(&arena);
}
END_TEST

/* Two sets of six words: in one string each where both are met everywhere. */
START_TEST(test_often)
{
    static const struct {
        const char *pattern;
        size_t count, sets;
    } cases[] = {
        {"(?:the|you|to|and|for|is) (?:in|with|that|of|on|it)", 36, 1},
        {"(?:the|you|to|and|for|is) (?:ox|elk|yak|emu|gnu|asp)", 6, 1},
        {"(?:oxen|elks|yaks|emus|gnus|asps) (?:in|with|that|of|on|it)", 6, 1},
        {"(?:oxen|elks|yaks|emus) (?:eat|bray|hop|low)", 16, 1},
    };
    sw_arena arena = {0};
    sw_literals found;

    ck_assert(sw_literal_find(expand(cases[_i].pattern, false, &arena), &arena,
                              &found));
    ck_assert_uint_eq(found.count, cases[_i].count);
    ck_assert_uint_eq(found.sets, cases[_i].sets);
    sw_arena_release(&arena);
}
END_TEST

/* Of "tirade", the neighbour behind it: must it stand there or next to a space?
 * The scan looks at no other place for it. */
START_TEST(test_spaced)
{
    static const struct {
        const char *pattern;
        bool spaced;
        const char *text;
        bool may;
    } cases[] = {
        {"tirade (?:\\w+ )?given", true, "tirade ever given", true},
        {"tirade (?:\\w+ )?given", true, "tirade given", true},
        {"tirade (?:\\w+ )?given", true, "tirade ever forgiven", false},
        {"tirade (?:\\w+ )?given", true, "tirade so ever given", false},
        {"tirade (?:\\w+ ){0,4}given", true, "tirade a b c d given", true},
        {"tirade (?:\\w+ ){0,4}given", true, "tirade a b c d, given", false},
        {"tirade (?:\\w+ |so )?given", true, "tirade so given", true},
        {"tirade (?:\\w+ |for)?given", false, "tirade forgiven", true},
        {"tirade \\w{0,9}given", false, "tirade forgiven", true},
        {"tirade(?: \\w+)?given", false, "tirade forgiven", true},
        {"tirade[^.]{0,40} given", false, "tirade, for it is given", true},
        {"tirade[^.]{0,40} given", false, "tirade, so forgiven", false},
    };
    sw_arena arena = {0};
    sw_pattern pattern = {.expanded = expand(cases[_i].pattern, false, &arena)};
    const sw_literals *found = &pattern.literals;

    ck_assert(sw_literal_find(pattern.expanded, &arena, &pattern.literals));
    for (size_t i = 0; i < found->count; i++)
        if (found->at[i].after != NULL)
            ck_assert_int_eq(found->at[i].after->spaced, cases[_i].spaced);
    ck_assert_int_eq(scan_says(&pattern, cases[_i].text), cases[_i].may);
    sw_arena_release(&arena);
}
END_TEST

/* A literal of every length, so under every kind of window, is found at both
 * ends of a text and between, and not when a byte of it is another. */
START_TEST(test_windows)
{
    static const char *const frames[][2] = {
        {"", ""}, {"", " e"}, {"e e ", ""}, {"ee ", " ee"}};
    const sw_literal one = {
        .word.text = {"qjxzkvwyfpghmu", (size_t)_i},
        .reach = {0, 0, 0},
    };
    sw_pattern pattern = {.literals = {&one, 1, 1}};
    char literal[16], text[32];

    for (size_t wrong = 0; wrong <= (size_t)_i; wrong++)
        for (size_t f = 0; f < sizeof frames / sizeof *frames; f++) {
            memcpy(literal, one.word.text.ptr, (size_t)_i);
            literal[_i] = '\0';
            if (wrong < (size_t)_i)
                literal[wrong] = 'e';
            snprintf(text, sizeof text, "%s%s%s", frames[f][0], literal,
                     frames[f][1]);
            ck_assert_msg(scan_says(&pattern, text) == (wrong == (size_t)_i),
                          "\"%s\"", text);
        }
}
END_TEST

/* A space beside another set, a single byte of a run: nobody asks for them. */
START_TEST(test_dull_sets)
{
    static const sw_run run = {.least = 2};
    const sw_literal at[] = {{.word.text = {"refund", 6}, .set = 0},
                             {.word.text = {" ", 1}, .set = 1},
                             {.word.text = {"full", 4}, .set = 1}};
    sw_pattern two = {.literals = {at, 3, 2}};
    const sw_literal space = {.word.text = {" ", 1}};
    const sw_literal comma = {.word.text = {",", 1}};
    sw_pattern lone = {.literals = {&space, 1, 1}};
    sw_pattern marks = {.literals = {&comma, 1, 1}};

    ck_assert(scan_says(&two, "refund"));
    ck_assert(!scan_says(&two, "a full one"));
    ck_assert(scan_says(&lone, "a b"));
    ck_assert(!scan_says(&lone, "ab"));
    ck_assert(!scan_says(&marks, "ab"));
    marks.run = &run;
    ck_assert(scan_says(&marks, "ab"));
}
END_TEST

Suite *suite_literal(void)
{
    Suite *suite = suite_create("literal");
    TCase *tcase = tcase_create("literal");

    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_rates, 0,
                        sizeof rate_rows / sizeof *rate_rows);
    tcase_add_loop_test(tcase, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tcase, test_marks, 0, 10);
    tcase_add_loop_test(tcase, test_spaced, 0, 12);
    tcase_add_loop_test(tcase, test_often, 0, 4);
    tcase_add_loop_test(tcase, test_windows, 1, 15);
    tcase_add_test(tcase, test_dull_sets);
    tcase_add_loop_test(tcase, test_differential, 0, 4);
    tcase_add_loop_test(tcase, test_differential_words, 0, 4);
    suite_add_tcase(suite, tcase);
    return suite;
}
