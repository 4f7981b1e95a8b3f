/* test_judge.c - kinds, gates, guards, zones and precedence over a reply. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack.h"
#include "unit.h"

#define HEAD(id, kind)                                                   \
    "{\"id\": \"" id "\", \"title\": \"T\", \"severity\": \"warning\", " \
    "\"message\": \"M\", \"why\": \"W\", \"source\": [\"000-a\"], "      \
    "\"kind\": \"" kind "\", "

#define PHRASE(id, keys) HEAD(id, "phrase") keys "}"
#define SIGNALS                                                             \
    "\"signals\": {\"offer\": [\"I can\"], \"ack\": [\"I see\"], "          \
    "\"ask\": [\"please send\"], \"upset\": [\"angry\"], "                  \
    "\"link\": {\"native\": \"link\"}, \"q\": {\"native\": \"question\"}, " \
    "\"sorry\": {\"patterns\": [\"sorry\"], \"role\": true}, "              \
    "\"step\": {\"patterns\": [\"I will\"], \"role\": true}, "              \
    "\"bad\": {\"score\": [{\"pattern\": \"late\", \"points\": 2}, "        \
    "{\"pattern\": \"lost\", \"points\": 2}, "                              \
    "{\"pattern\": \"thanks\", \"points\": -3}], \"at_least\": 3}},"
#define LISTS                                                      \
    "\"lists\": {\"subordinators\": [\"if\", \"when\"], "          \
    "\"after_reporting\": [\"that\"], \"reporting\": [\"says\"], " \
    "\"us\": [\"we\", \"our team\"], \"stop_words\": [\"have\", \"with\"]},"

struct row {
    const char *name, *more, *rules, *reply, *customer, *want;
};

static const struct row rows[] = {
    /* phrase */
    {"a phrase is found", "", PHRASE("p", "\"patterns\": [\"calm down\"]"),
     "Please calm down.", NULL, "p@7-16"},
    {"every time", "", PHRASE("p", "\"patterns\": [\"no\"]"), "No. No!", NULL,
     "p@0-2 p@4-6"},
    {"one of two overlapping patterns", "",
     PHRASE("p", "\"patterns\": [\"down now\", \"calm down\"]"),
     "calm down now", NULL, "p@0-9"},
    {"over a line break", "", PHRASE("p", "\"patterns\": [\"calm down\"]"),
     "Please calm\r\ndown.", NULL, "p@7-17"},
    {"not over a blank line", "", PHRASE("p", "\"patterns\": [\"calm down\"]"),
     "Please calm\n\ndown.", NULL, ""},
    {"a refused match hides none behind it", "",
     PHRASE("p", "\"patterns\": [\"a{gap}b\"]"), "a \"x b\" a b", NULL,
     "p@8-11"},
    {"exception", "",
     PHRASE("p", "\"patterns\": [\"relax\"], \"except\": [\"relax with\"]"),
     "Relax. Relax with tea.", NULL, "p@0-5"},
    /* zones */
    {"not in double quotes", "", PHRASE("p", "\"patterns\": [\"calm down\"]"),
     "You wrote \"calm down\" twice.", NULL, ""},
    {"not in an e-mail quote", "", PHRASE("p", "\"patterns\": [\"calm down\"]"),
     "> calm down\nHi.", NULL, ""},
    {"not from word to quote", "",
     PHRASE("p", "\"patterns\": [\"wrote calm\"]"), "He wrote \"calm\".", NULL,
     ""},
    {"over an inline zone", "",
     PHRASE("p", "\"patterns\": [\"see [^ ]+ now\"]"),
     "Please see https://example.com/a now.", NULL, "p@7-36"},
    {"a named zone", "",
     PHRASE("p", "\"patterns\": [\"calm down\"], \"zones\": [\"quote\"]"),
     "> calm down\n\nPlease calm down.", NULL, "p@2-11"},
    /* borders */
    {"begins a sentence", "",
     PHRASE("p", "\"patterns\": [{\"pattern\": \"sadly\", \"begins\": "
                 "\"sentence\"}]"),
     "Sadly, no. It is sadly so. Sadly.", NULL, "p@0-5 p@27-32"},
    {"behind a greeting", "",
     PHRASE("p", "\"patterns\": [{\"pattern\": \"no\", \"begins\": "
                 "\"reply\"}]"),
     "Hi Ana,\nno, and no.", NULL, "p@8-10"},
    {"ends a sentence", "",
     PHRASE("p", "\"patterns\": [{\"pattern\": \"no\", \"ends\": "
                 "\"sentence\"}]"),
     "It is no. No it is.", NULL, "p@6-8"},
    /* guards */
    {"main clause", LISTS,
     PHRASE("p", "\"patterns\": [{\"pattern\": \"can't see\", \"clause\": "
                 "\"main\"}]"),
     "We can't see it. If you can't see it, tell us. When it ships, we "
     "can't see it. Can't see it?",
     NULL, "p@3-12 p@65-74"},
    {"that, behind a reporting word only", LISTS,
     PHRASE("p", "\"patterns\": [{\"pattern\": \"can't\", \"clause\": "
                 "\"main\"}]"),
     "It says that we can't. I regret that we can't.", NULL, "p@40-45"},
    {"subject", LISTS,
     PHRASE("p", "\"patterns\": [{\"pattern\": \"can't\", \"subject\": "
                 "\"us\"}]"),
     "Now we can't. Now you can't.", NULL, "p@7-12"},
    /* near */
    {"near: nothing to satisfy", SIGNALS,
     HEAD("n", "near") "\"trigger\": [\"can't\"], \"needs\": [\"offer\"]}",
     "We can't. Bye.", NULL, "n@3-8"},
    {"near: in the same sentence", SIGNALS,
     HEAD("n", "near") "\"trigger\": [\"can't\"], \"needs\": [\"offer\"]}",
     "We can't, but I can call.", NULL, ""},
    {"near: one sentence behind", SIGNALS,
     HEAD("n", "near") "\"trigger\": [\"can't\"], \"needs\": [\"offer\"], "
                       "\"after\": 1}",
     "We can't. I can call.", NULL, ""},
    {"near: too far behind", SIGNALS,
     HEAD("n", "near") "\"trigger\": [\"can't\"], \"needs\": [\"offer\"], "
                       "\"after\": 1}",
     "We can't. So. I can call.", NULL, "n@3-8"},
    {"near: before", SIGNALS,
     HEAD("n", "near") "\"trigger\": [\"can't\"], \"needs\": [\"offer\"], "
                       "\"before\": 1}",
     "I can call. We can't.", NULL, ""},
    {"near: its own bytes do not satisfy", SIGNALS,
     HEAD("n", "near") "\"trigger\": [\"I can not\"], \"needs\": "
                       "[\"offer\"]}",
     "I can not.", NULL, "n@0-9"},
    {"near: a link satisfies", SIGNALS,
     HEAD("n", "near") "\"trigger\": [\"can't\"], \"needs\": [\"link\"], "
                       "\"after\": 1}",
     "We can't. See https://example.com/help.", NULL, ""},
    /* missing, order, limit, share, only, echo */
    {"missing", SIGNALS, HEAD("m", "missing") "\"needs\": [\"ack\"]}",
     "Hi Ana,\n\nIt ships.", NULL, "m@9-9"},
    {"missing, at the end", SIGNALS,
     HEAD("m", "missing") "\"needs\": [\"ack\"], \"anchor\": \"end\"}",
     "It ships. Bye.\n", NULL, "m@14-14"},
    {"nothing is missing", SIGNALS,
     HEAD("m", "missing") "\"needs\": [\"ack\"]}", "I see. It ships.", NULL,
     ""},
    {"nothing is missing in an empty reply", SIGNALS,
     HEAD("m", "missing") "\"needs\": [\"ack\"]}", "", NULL, ""},
    {"order", SIGNALS,
     HEAD("o", "order") "\"first\": [\"ack\"], \"then\": [\"ask\"]}",
     "Please send it. I see why.", NULL, "o@0-11"},
    {"order kept", SIGNALS,
     HEAD("o", "order") "\"first\": [\"ack\"], \"then\": [\"ask\"]}",
     "I see why. Please send it.", NULL, ""},
    {"order in one sentence", SIGNALS,
     HEAD("o", "order") "\"first\": [\"ack\"], \"then\": [\"ask\"]}",
     "Please send it as I see why.", NULL, ""},
    {"order without a first", SIGNALS,
     HEAD("o", "order") "\"first\": [\"ack\"], \"then\": [\"ask\"]}",
     "Please send it.", NULL, ""},
    {"limit", SIGNALS, HEAD("l", "limit") "\"of\": [\"sorry\"], \"max\": 1}",
     "Sorry. Sorry. Sorry.", NULL, "l@7-12"},
    {"limit kept", SIGNALS,
     HEAD("l", "limit") "\"of\": [\"sorry\"], \"max\": 1}", "Sorry.", NULL, ""},
    {"share", SIGNALS,
     HEAD("s", "share") "\"of\": [\"offer\"], \"at_least\": 0.5, "
                        "\"min_sentences\": 3}",
     "One. Two. I can.", NULL, "s@0-0"},
    {"share kept", SIGNALS,
     HEAD("s", "share") "\"of\": [\"offer\"], \"at_least\": 0.5, "
                        "\"min_sentences\": 3}",
     "I can. I can! Two.", NULL, ""},
    {"share that has enough leaves the rest for others",
     "\"signals\": {\"s\": [\"aaa\", \"bbb\", \"ccc\"]},",
     HEAD(
         "s",
         "share") "\"of\": [\"s\"], \"at_least\": 0.3, "
                  "\"min_sentences\": 3}, " HEAD("l", "limit") "\"of\": [\"s\"], \"max\": 2}, " HEAD(
                      "o", "order") "\"first\": [\"s\"], \"then\": [\"s\"]}",
     "A ccc. A bbb. A aaa.", NULL, "l@16-19"},
    {"share of too few", SIGNALS,
     HEAD("s", "share") "\"of\": [\"offer\"], \"at_least\": 0.5, "
                        "\"min_sentences\": 4}",
     "One. Two. Three.", NULL, ""},
    {"only", SIGNALS, HEAD("y", "only") "\"of\": [\"sorry\"]}",
     "Sorry. So sorry!", NULL, "y@0-0"},
    {"not only", SIGNALS, HEAD("y", "only") "\"of\": [\"sorry\"]}",
     "Sorry. I will call.", NULL, ""},
    {"a sentence with two roles", SIGNALS,
     HEAD("y", "only") "\"of\": [\"sorry\"]}", "Sorry, I will call.", NULL, ""},
    {"a sentence with none", SIGNALS, HEAD("y", "only") "\"of\": [\"sorry\"]}",
     "Sorry. Tea.", NULL, ""},
    {"echo", LISTS, HEAD("e", "echo") "\"min_words\": 2}", "Please wait a bit.",
     "My blue kettle leaks.", "e@0-0"},
    {"echo of a stem", LISTS, HEAD("e", "echo") "\"min_words\": 2}",
     "The leaking one?", "My blue kettle leaks.", ""},
    {"echo of a number", LISTS, HEAD("e", "echo") "\"min_words\": 2}",
     "I see 49 here.", "You charged 49 twice.", ""},
    {"echo of stop words alone", LISTS, HEAD("e", "echo") "\"min_words\": 2}",
     "Wait with it.", "Have kettles with handles.", "e@0-0"},
    {"echo of too little", LISTS, HEAD("e", "echo") "\"min_words\": 3}",
     "Wait.", "blue kettles", ""},
    /* gates */
    {"customer gate, open", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"customer\": "
                 "\"upset\"}"),
     "No.", "I'm angry!", "p@0-2"},
    {"customer gate, shut", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"customer\": "
                 "\"upset\"}"),
     "No.", "Thank you!", ""},
    {"customer gate, nobody there", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"customer\": "
                 "\"upset\"}"),
     "No.", NULL, ""},
    {"customer gate in unless, nobody there", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"unless\": {\"customer\": "
                 "\"upset\"}"),
     "No.", NULL, ""},
    {"any of a list", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"reply\": [\"ask\", "
                 "\"offer\"]}"),
     "No. I can.", NULL, "p@0-2"},
    {"every condition", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"reply\": \"offer\", "
                 "\"min_sentences\": 3}"),
     "No. I can.", NULL, ""},
    {"one condition silences", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"unless\": {\"reply\": \"offer\", "
                 "\"min_sentences\": 9}"),
     "No. I can.", NULL, ""},
    {"score reached", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"customer\": "
                 "\"bad\"}"),
     "No.", "It is late and lost.", "p@0-2"},
    {"a pattern scores once", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"customer\": "
                 "\"bad\"}"),
     "No.", "It is late, late, late.", ""},
    {"points taken away", SIGNALS,
     PHRASE("p", "\"patterns\": [\"no\"], \"when\": {\"customer\": "
                 "\"bad\"}"),
     "No.", "It was late and lost, thanks.", ""},
    /* precedence */
    {"over: the more specific rule speaks alone", "",
     PHRASE("a", "\"patterns\": [\"can't ship\"], \"over\": [\"b\"]") "," PHRASE(
         "b", "\"patterns\": [\"can't\"]"),
     "We can't ship. We can't.", NULL, "a@3-13 b@18-23"},
    {"without it both do", "",
     PHRASE("a", "\"patterns\": [\"can't ship\"]") "," PHRASE(
         "b", "\"patterns\": [\"can't\"]"),
     "We can't ship.", NULL, "a@3-13 b@3-8"},
    {"an anchor in the same sentence", SIGNALS,
     PHRASE("a", "\"patterns\": [\"ships\"], \"over\": [\"m\"]") "," HEAD(
         "m", "missing") "\"needs\": [\"ack\"]}",
     "It ships.", NULL, "a@3-8"},
};

START_TEST(test_rows)
{
    const struct row *row = &rows[_i];
    saywell_rules *rules;
    saywell_session *s;
    saywell_result *result;
    saywell_error err = {0};
    sw_buf found = {0};
    char more[4096];
    saywell_reply reply = {.text = row->reply,
                           .len = strlen(row->reply),
                           .customer = row->customer,
                           .customer_len =
                               row->customer ? strlen(row->customer) : 0};

    snprintf(more, sizeof more,
             "%s \"fragments\": {\"gap\": \"[^.!?;]{0,80}?\"},", row->more);
    rules = pack_rules(more, row->rules);
    s = saywell_session_new(rules);
    ck_assert_int_eq(saywell_check(s, &reply, &result, &err), SAYWELL_OK);
    pack_findings(result, &found);
    ck_assert_msg(strcmp(row->want, sw_buf_c(&found)) == 0,
                  "%s: found \"%s\", want \"%s\"", row->name, sw_buf_c(&found),
                  row->want);
    sw_buf_release(&found);
    saywell_result_free(result);
    saywell_session_free(s);
    saywell_rules_free(rules);
}
END_TEST

/* A rule whose pattern backtracks without end is limited; the others speak. */
START_TEST(test_limit)
{
    saywell_rules *rules = pack_rules(
        "", PHRASE("evil", "\"patterns\": [\"(?:[a-z]+,?)+[!?]\"]") "," PHRASE(
                "good", "\"patterns\": [\"bbb\"]"));
    saywell_session *s = saywell_session_new(rules);
    saywell_result *result;
    const char *text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-! bbb";

    ck_assert_int_eq(
        saywell_check(s, &(saywell_reply){.text = text, .len = strlen(text)},
                      &result, NULL),
        SAYWELL_OK);
    ck_assert_uint_eq(saywell_result_count(result), 1);
    ck_assert_str_eq(saywell_result_at(result, 0)->rule, "good");
    ck_assert(!saywell_result_complete(result));
    ck_assert_uint_eq(saywell_result_limited_count(result), 1);
    ck_assert_str_eq(saywell_result_limited_at(result, 0), "evil");
    saywell_result_free(result);
    saywell_session_free(s);
    saywell_rules_free(rules);
}
END_TEST

/* Slices are seamless: a match that lies across, begins at or ends at the
 * border of one is found, once. */
START_TEST(test_slices)
{
    enum { LEN = 3 * 4096 + 64 };
    saywell_rules *rules =
        pack_rules("", PHRASE("p", "\"patterns\": [\"calm down\"]"));
    saywell_session *s = saywell_session_new(rules);
    char *text = malloc(LEN);
    size_t at = 4096 + (size_t)_i - 12;
    saywell_result *result;

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < LEN; i++)
        text[i] = i % 7 == 6 ? ' ' : 'x';
    memcpy(text + at, " calm down ", 11);
    ck_assert_int_eq(saywell_check(s,
                                   &(saywell_reply){.text = text, .len = LEN},
                                   &result, NULL),
                     SAYWELL_OK);
    ck_assert_uint_eq(saywell_result_count(result), 1);
    ck_assert_uint_eq(saywell_result_at(result, 0)->start.byte, at + 1);
    saywell_result_free(result);
    saywell_session_free(s);
    saywell_rules_free(rules);
    free(text);
}
END_TEST

/* The worst findings are kept, in order of place, and the rest counted. */
START_TEST(test_most)
{
    saywell_rules *rules = pack_rules(
        "", "{\"id\": \"mild\", \"title\": \"T\", \"severity\": "
            "\"suggestion\", \"message\": \"M\", \"why\": \"W\", \"source\": "
            "[\"000-a\"], \"kind\": \"phrase\", \"patterns\": [\"x\"]}," PHRASE(
                "p", "\"patterns\": [\"y\"]"));
    saywell_session *s = saywell_session_new(rules);
    saywell_result *result;
    sw_buf found = {0};

    saywell_session_set(s, SAYWELL_MAX_FINDINGS, 2);
    ck_assert_int_eq(
        saywell_check(s, &(saywell_reply){.text = "x y x y", .len = 7}, &result,
                      NULL),
        SAYWELL_OK);
    pack_findings(result, &found);
    ck_assert_str_eq(sw_buf_c(&found), "p@2-3 p@6-7");
    ck_assert_uint_eq(saywell_result_omitted(result), 2);
    sw_buf_release(&found);
    saywell_result_free(result);
    saywell_session_set(s, SAYWELL_MAX_FINDINGS, 0);
    saywell_session_set(s, SAYWELL_LEAST, SAYWELL_WARNING);
    ck_assert_int_eq(
        saywell_check(s, &(saywell_reply){.text = "x y x y", .len = 7}, &result,
                      NULL),
        SAYWELL_OK);
    ck_assert_uint_eq(saywell_result_count(result), 2);
    ck_assert_uint_eq(saywell_result_omitted(result), 0);
    saywell_result_free(result);
    saywell_session_free(s);
    saywell_rules_free(rules);
}
END_TEST

/* Fingerprints: without place, and two equal findings are two. */
START_TEST(test_fingerprint)
{
    saywell_rules *rules =
        pack_rules("", PHRASE("p", "\"patterns\": [\"no\"]"));
    saywell_session *s = saywell_session_new(rules);
    saywell_result *a, *b;
    const char *one = "It is no way. It is no way.";
    const char *two = "Hello there.\n\nIt  is NO way. It is no way.";

    ck_assert_int_eq(
        saywell_check(s, &(saywell_reply){.text = one, .len = strlen(one)}, &a,
                      NULL),
        SAYWELL_OK);
    ck_assert_int_eq(
        saywell_check(s, &(saywell_reply){.text = two, .len = strlen(two)}, &b,
                      NULL),
        SAYWELL_OK);
    ck_assert_uint_eq(saywell_result_count(a), 2);
    ck_assert_uint_eq(saywell_result_count(b), 2);
    for (size_t i = 0; i < 2; i++)
        ck_assert_str_eq(saywell_result_at(a, i)->fingerprint,
                         saywell_result_at(b, i)->fingerprint);
    ck_assert_str_ne(saywell_result_at(a, 0)->fingerprint,
                     saywell_result_at(a, 1)->fingerprint);
    saywell_result_free(a);
    saywell_result_free(b);
    saywell_session_free(s);
    saywell_rules_free(rules);
}
END_TEST

Suite *suite_judge(void)
{
    Suite *suite = suite_create("judge");
    TCase *tcase = tcase_create("judge");

    tcase_add_loop_test(tcase, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, test_limit);
    tcase_add_loop_test(tcase, test_slices, 0, 24);
    tcase_add_test(tcase, test_most);
    tcase_add_test(tcase, test_fingerprint);
    suite_add_tcase(suite, tcase);
    return suite;
}
