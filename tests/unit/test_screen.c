/* test_screen.c - the automaton folds as the finder of literals does, reads
 * many texts of any length at once, and windows hold every start. */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "match/asked.h"
#include "match/fold.h"
#include "match/lead.h"
#include "match/scan_automaton.h"
#include "match/screen.h"
#include "pack.h"
#include "unit.h"

#define RULE(id_, pattern_)                                           \
    "{\"id\": \"" id_ "\", \"kind\": \"phrase\", \"title\": \"T\", "  \
    "\"severity\": \"warning\", \"message\": \"M\", \"why\": \"W\", " \
    "\"source\": [\"000\"], \"patterns\": [{\"edges\": false, "       \
    "\"pattern\": \"" pattern_ "\"}]}"

static saywell_rules *rules;
static sw_automaton *automaton;
static sw_arena arena;

static void setup(void)
{
    sw_scans scans;

    rules = pack_rules("", RULE("a", "a'b") ", " RULE("b", "a b") ", " RULE(
                               "c", "a-b") ", " RULE("d", "a\\\"b"));
    ck_assert(sw_scans_open(&scans, rules, &arena));
    automaton = sw_automaton_make(rules, &scans);
    ck_assert_ptr_nonnull(automaton);
}

static void teardown(void)
{
    sw_mem_free(automaton);
    saywell_rules_free(rules);
    sw_arena_release(&arena);
}

static sw_folded fold(sw_str text)
{
    sw_folded folded;

    ck_assert(sw_fold(text, &arena, &folded));
    return folded;
}

static sw_endings scan(sw_str text)
{
    sw_folded folded = fold(text);
    sw_endings found;

    ck_assert(sw_scan_automaton(automaton, folded.text, &arena, &found));
    return found;
}

/* A thousandth of what Unicode has is of interest; all of it is asked. Those
 * two that fold to letters under caseless matching only are the folder's
 * matter. */
START_TEST(folds)
{
    char text[8] = "a";

    for (uint32_t code = 0x80; code < 0x110000; code++) {
        size_t size;
        sw_endings found;
        char folded = sw_literal_fold(code);
        bool meets = folded != 0 && strchr("' -\"", folded) != NULL;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        if (code > 0x10000 && code % 251 != 0)
            continue; /* a sample */
        size = sw_utf8_put(text + 1, code);
        text[size + 1] = 'b';
        found = scan((sw_str){text, size + 2});
        ck_assert(!found.too_many);
        ck_assert_msg(found.count == meets, "U+%04X", (unsigned)code);
        if (meets)
            ck_assert_uint_eq(found.at[0].end, 3);
        sw_arena_reset(&arena);
    }
}
END_TEST

/* Every character alone: the folder of texts and that of patterns agree. */
START_TEST(folder)
{
    for (uint32_t code = 0; code < 0x10000; code++) {
        char bytes[4], want = sw_literal_fold(code);
        sw_folded f;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        if (want == 0)
            want = code < 0x80 ? (char)code : '\x7F';
        f = fold((sw_str){bytes, sw_utf8_put(bytes, code)});
        ck_assert_uint_eq(f.text.len, 1);
        ck_assert_int_eq(f.text.ptr[0], want);
        ck_assert_int_eq(f.exotic, code == 0x17F || code == 0x212A);
        sw_arena_reset(&arena);
    }
}
END_TEST

/* Folding many bytes a step gives what folding character by character does,
 * and each folded byte knows its place. */
START_TEST(steps)
{
    static const char *const parts[] = {
        "a",        "B",        "7",          " ",
        "\n",       "\t",       "`",          "\xE2\x80\x99",
        "\xC3\xA9", "\xC2\xA0", "and so on ", "."};
    uint32_t seed = 20261129u + (uint32_t)_i;
    char text[200];

    for (int round = 0; round < 2000; round++) {
        size_t len = 0, n = 0, size, loud = SW_NOWHERE;
        sw_folded f;
        for (uint32_t k = 0; k < 12; k++) {
            seed = seed * 1664525u + 1013904223u;
            const char *part = parts[(seed >> 16) % 12];
            memcpy(text + len, part, strlen(part));
            len += strlen(part);
        }
        f = fold((sw_str){text, len});
        for (size_t at = 0; at < len; at += size) {
            uint32_t code = sw_utf8_at((sw_str){text, len}, at, &size);
            char c = sw_literal_fold(code);
            if (c == ' ' && n > 0 && f.text.ptr[n - 1] == ' ')
                continue;
            ck_assert_uint_lt(n, f.text.len);
            ck_assert_int_eq(f.text.ptr[n], c != 0 ? c : SW_FOLD_FILLER);
            ck_assert_uint_eq(sw_fold_place(&f, n), at);
            n++;
        }
        ck_assert_uint_eq(n, f.text.len);
        ck_assert_uint_eq(sw_fold_place(&f, n), len);
        for (n = 1; n < f.text.len; n++) {
            bool both = memcmp(text + sw_fold_place(&f, n - 1), "BB", 2) == 0;
            loud = both ? n : loud;
            ck_assert_int_eq(sw_fold_shouts(&f, n - 1, n + 1), both);
        }
        ck_assert_int_eq(f.shouts, loud != SW_NOWHERE);
        ck_assert_int_eq(sw_fold_shouts(&f, 0, f.text.len), f.shouts);
        sw_arena_reset(&arena);
    }
}
END_TEST

/* A literal at every place of texts that end at every place, many at once. */
START_TEST(places)
{
    enum { TEXTS = 21, LEN = 210 };
    static char bytes[TEXTS][LEN];
    static const char *const literals[] = {"a'b",
                                           "a\xE2\x80\x99"
                                           "b",
                                           "a \t b",
                                           "a\xE3\x80\x80"
                                           "b"};
    const char *literal = literals[_i % 4];
    sw_str texts[TEXTS], joined;
    sw_folded folded[TEXTS];
    sw_endings found;
    size_t wide = strlen(literal);

    for (size_t at = 0; at + wide < LEN; at++) {
        size_t from = 0;
        for (size_t i = 0; i < TEXTS; i++) {
            size_t len = at + wide + (i * 7 + at) % 70;
            memset(bytes[i], "ab c"[i % 4], LEN);
            memcpy(bytes[i] + at, literal, wide);
            texts[i] = (sw_str){bytes[i], len < LEN ? len : LEN};
        }
        ck_assert(sw_fold_all(texts, TEXTS, &arena, folded, &joined));
        ck_assert(sw_scan_automaton(automaton, joined, &arena, &found));
        ck_assert_uint_eq(found.count, TEXTS);
        for (size_t i = 0; i < TEXTS; i++) {
            size_t end = found.at[i].end - from;
            ck_assert_uint_eq(sw_fold_place(&folded[i], end), at + wide);
            from += folded[i].text.len + 1;
        }
        sw_arena_reset(&arena);
    }
}
END_TEST

/* What is no UTF-8 is read without harm: the check refuses it later. */
START_TEST(not_utf8)
{
    static const char *const texts[] = {"a\xE2",
                                        "a\xE2\x80",
                                        "\xC2",
                                        "\xFF"
                                        "ab",
                                        "\xE3\x80",
                                        "\xEF",
                                        "a\xC2"
                                        "b"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t len = strlen(texts[i]);
        char *alone = sw_mem_alloc(len); /* the sanitizer sees its end */
        memcpy(alone, texts[i], len);
        scan((sw_str){alone, len});
        sw_mem_free(alone);
    }
}
END_TEST

/* A third of all bytes a literal's end: past a million of them in one of eight
 * parts the text goes without. */
START_TEST(too_many)
{
    size_t len = (25u << 20) + 3;
    char *text = sw_mem_alloc(len);

    for (size_t i = 0; i < len; i++)
        text[i] = "a-b"[i % 3];
    ck_assert(scan((sw_str){text, len}).too_many);
    sw_mem_free(text);
}
END_TEST

static void ascends(const sw_set *set, const unsigned char *tiers)
{
    for (size_t i = 1; i < set->count; i++) {
        ck_assert_uint_lt(set->at[i - 1], set->at[i]);
        ck_assert_uint_eq(tiers[set->at[0]], tiers[set->at[i]]);
    }
}

/* The matcher looks candidates up in sets, each of one tier: those of the pack,
 * and those that a choice made longer. */
START_TEST(sets)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *pack = NULL;
    unsigned char *tiers;

    ck_assert_int_eq(saywell_builder_add_default(b, NULL), SAYWELL_OK);
    if (_i == 1) {
        saywell_builder_word(b, "Calm Kettle", NULL);
        saywell_builder_word(b, "Sorry Game", NULL);
    }
    ck_assert_int_eq(saywell_builder_finish(b, &pack, NULL), SAYWELL_OK);
    tiers = sw_arena_zero(&arena, pack->pattern_count, 1);
    sw_tier_choose(pack, tiers);
    for (size_t i = 0; i < pack->rule_count; i++) {
        const sw_set *own = &pack->rules[i].patterns;
        ascends(own, tiers);
        ascends(&pack->rules[i].except, tiers);
        if (own->count > 0)
            ck_assert_int_eq(tiers[own->at[0]] == SW_TIER_RULES,
                             pack->rules[i].info.enabled);
    }
    for (size_t i = 0; i < pack->signal_count; i++) {
        const sw_set *own = &pack->signals[i].patterns;
        ascends(own, tiers);
        ascends(&pack->signals[i].except, tiers);
        if (own->count > 0)
            ck_assert_uint_ne(tiers[own->at[0]], SW_TIER_RULES);
    }
    ascends(&pack->words, tiers);
    ck_assert_int_eq(pack->words.count > 0, _i == 1);
    saywell_rules_free(pack);
}
END_TEST

/* The set's candidates in the text, each a digit: the pattern's number. */
static void ask(sw_screen *s, const char *text, const sw_set *set, char *out)
{
    const sw_screened *screened =
        sw_screen_text(s, sw_str_of(text), set, &arena);
    const sw_candidate *c;
    uint32_t next = 0;

    for (size_t i = 1; i < screened->count; i++)
        ck_assert_uint_lt(screened->at[i - 1].pattern, screened->at[i].pattern);
    while ((c = sw_asked_next(set, screened, &next)) != NULL)
        *out++ = (char)('0' + c->pattern);
    *out = '\0';
}

/* Whichever tier is asked for first, it finds its own, and those found before
 * stay: a pattern may stand between those of another tier. */
START_TEST(tiers)
{
    saywell_rules *own = pack_rules(
        "\"signals\": {\"s\": [\"kettle\", \"teapot\", \"[a-z]\"], "
        "\"t\": [\"blue\"]},",
        RULE("a", "blue (?:kettle|teapot)") ", " RULE("b", "teapot"));
    const sw_set *of[] = {&own->rules[0].patterns, &own->rules[1].patterns,
                          &own->signals[0].patterns, &own->signals[1].patterns};
    sw_heats heats = {.rules = NULL};
    sw_screen *s = sw_screen_new(own, &heats);
    char got[4][8];

    ck_assert(sw_heat_open(&heats, own));
    sw_screen_set(s, _i < 4 ? SW_SCREEN_AUTOMATON : SW_SCREEN_HASH);
    for (size_t i = 0; i < 4; i++)
        ask(s, "a blue kettle", of[(i + (size_t)_i) % 4],
            got[(i + (size_t)_i) % 4]);
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < of[i]->count; k++)
            ck_assert_int_eq(strchr(got[i], (int)('0' + of[i]->at[k])) != NULL,
                             i != 1 && !(i == 2 && k == 1));
    sw_screen_free(s);
    sw_heat_close(&heats);
    saywell_rules_free(own);
}
END_TEST

static void read_much(sw_screen *s, const saywell_rules *own, char *text,
                      size_t len)
{
    ck_assert_ptr_nonnull(sw_screen_text(s, (sw_str){text, len},
                                         &own->rules[0].patterns, &arena));
    sw_screen_begin(s);
}

/* What two sessions have read together earns the automaton: it is made where
 * there is time for it, or at the next text. An edited text earns none. */
START_TEST(earned)
{
    saywell_rules *own = pack_rules("", RULE("a", "teapot"));
    const size_t part = (size_t)100 << 10;
    char *text = sw_arena_zero(&arena, 1, part);
    sw_heats heats = {.rules = NULL};
    sw_screen *one = sw_screen_new(own, &heats);
    sw_screen *two = sw_screen_new(own, &heats);

    ck_assert(sw_heat_open(&heats, own));
    memset(text, '-', part);
    sw_screen_edit(two, true);
    for (size_t i = 0; i < 4; i++)
        read_much(two, own, text, part);
    sw_screen_prepare(two);
    ck_assert_ptr_null(sw_automaton_made(own));
    sw_screen_edit(two, false);
    read_much(one, own, text, part);
    sw_screen_prepare(one);
    ck_assert_ptr_null(sw_automaton_made(own));
    read_much(two, own, text, part);
    ck_assert_ptr_null(sw_automaton_made(own));
    if (_i == 0)
        sw_screen_prepare(two);
    else
        read_much(two, own, text, part);
    ck_assert_int_eq(sw_automaton_made(own) != NULL, _i == 0);
    read_much(two, own, text, 1);
    ck_assert_ptr_nonnull(sw_automaton_made(own));
    sw_screen_free(one);
    sw_screen_free(two);
    sw_heat_close(&heats);
    saywell_rules_free(own);
}
END_TEST

/* A literal of a signal's pattern is found wherever its neighbours stand; of
 * its windows only those are left where the pattern's sieve lets it. */
static const struct {
    const char *text;
    sw_heat_when sieve;
    size_t windows;
} sifted_rows[] = {
    {"a kettle abcdx", SW_HEAT_AT_ONCE, 1},
    {"a kettle abx", SW_HEAT_AT_ONCE, 0},
    {"a kettle abx", SW_HEAT_NEVER, 1},
    {"a kettle abx and a kettle fedcx", SW_HEAT_AT_ONCE, 1},
};

START_TEST(sifted)
{
    saywell_rules *own = pack_rules(
        "\"signals\": {\"s\": [\"kettle [a-f]{4}x\"]},", RULE("a", "blue"));
    const sw_str text = sw_str_of(sifted_rows[_i].text);
    sw_heats heats = {.rules = NULL};
    sw_screen *s = sw_screen_new(own, &heats);
    const sw_screened *screened;
    sw_windows windows = {0};

    ck_assert(sw_heat_open(&heats, own));
    heats.sieve = sifted_rows[_i].sieve;
    sw_screen_set(s, SW_SCREEN_AUTOMATON);
    screened = sw_screen_text(s, text, &own->signals[0].patterns, &arena);
    ck_assert_uint_eq(screened->count, 1);
    ck_assert(
        sw_screen_windows(s, screened, &screened->at[0], &arena, &windows));
    ck_assert_uint_eq(windows.count, sifted_rows[_i].windows);
    sw_screen_free(s);
    sw_heat_close(&heats);
    saywell_rules_free(own);
}
END_TEST

/* Which of the sets of "xylophone" and "refund" leads to the pattern that needs
 * both: the first is the rarer, unless the pack calls it common. */
static unsigned leading(const char *lists)
{
    saywell_rules *own =
        pack_rules(lists, RULE("a", "xylophones?[^.]{0,80}? refund"));
    sw_scans scans;
    sw_lead lead = {0};

    ck_assert(sw_scans_open(&scans, own, &arena));
    ck_assert_uint_eq(scans.at[0]->patterns, 1);
    sw_lead_choose(scans.at[0], sw_ruleset_list(own, "common"), &lead);
    saywell_rules_free(own);
    return lead.leads;
}

START_TEST(common_words)
{
    ck_assert_uint_eq(leading(""), 1);
    ck_assert_uint_eq(leading("\"lists\": {\"common\": [\"refund\"]},"), 1);
    ck_assert_uint_eq(leading("\"lists\": {\"common\": [\"Xylophone\"]},"), 2);
    ck_assert_uint_eq(
        leading("\"lists\": {\"common\": [\"xylophone\", \"refund\"]},"), 1);
}
END_TEST

/* The built-in pack's tables say what weighing its literals says. */
START_TEST(frozen_leads)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *pack = NULL;
    sw_lead *told, *weighed;
    sw_scan plain;
    size_t n;

    ck_assert_int_eq(saywell_builder_add_default(b, NULL), SAYWELL_OK);
    ck_assert_int_eq(saywell_builder_finish(b, &pack, NULL), SAYWELL_OK);
    plain = *pack->scan;
    n = plain.patterns;
    told = sw_arena_zero(&arena, n, sizeof *told);
    weighed = sw_arena_zero(&arena, n, sizeof *weighed);
    ck_assert_ptr_nonnull(plain.leads);
    plain.leads = plain.looked_for = NULL;
    sw_lead_choose(pack->scan, NULL, told);
    sw_lead_choose(&plain, sw_ruleset_list(pack, "common"), weighed);
    for (size_t i = 0; i < n; i++) {
        ck_assert_uint_eq(told[i].leads, weighed[i].leads);
        ck_assert_uint_eq(told[i].needs, weighed[i].needs);
    }
    saywell_rules_free(pack);
}
END_TEST

Suite *suite_screen(void)
{
    Suite *suite = suite_create("screen");
    TCase *tcase = tcase_create("screen");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, common_words);
    tcase_add_loop_test(tcase, earned, 0, 2);
    tcase_add_test(tcase, frozen_leads);
    tcase_add_loop_test(tcase, tiers, 0, 8);
    tcase_add_loop_test(tcase, sifted, 0,
                        (int)(sizeof sifted_rows / sizeof *sifted_rows));
    tcase_add_test(tcase, folds);
    tcase_add_test(tcase, folder);
    tcase_add_loop_test(tcase, steps, 0, 4);
    tcase_add_loop_test(tcase, places, 0, 4);
    tcase_add_test(tcase, not_utf8);
    tcase_add_test(tcase, too_many);
    tcase_add_loop_test(tcase, sets, 0, 2);
    suite_add_tcase(suite, tcase);
    return suite;
}
