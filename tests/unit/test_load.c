/* test_load.c - what is wrong with a pack is said, with its place. */
#include "unit.h"

#include "base/utf8.h"
#include "saywell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A pack with something of everything, and one good rule. */
#define PACK(more)                                                           \
    "{\"name\": \"team\", \"version\": \"1\", \"language\": \"en\",\n"       \
    "\"sources\": {\"001\": {\"title\": \"Denial\"}},\n"                     \
    "\"categories\": {\"tone\": {\"title\": \"Tone\"}},\n"                   \
    "\"settings\": {\"voice\": {\"values\": [\"i\", \"we\"], \"default\": "  \
    "\"i\", \"help\": \"Who speaks\"}},\n"                                   \
    "\"profiles\": {\"default\": {\"help\": \"All\"}},\n" more "\"lists\": " \
    "{\"us\": [\"we\"]}}\n"

#define WORDS                                                               \
    "\"fragments\": {\"cant\": \"can't|cannot\", \"neg\": [\"not\", "       \
    "\"|never\"]},\n"                                                       \
    "\"maps\": {\"affirm\": {\"can't\": \"can\"}},\n"                       \
    "\"signals\": {\"refusal\": [\"{cant}\"], \"apology\": {\"patterns\": " \
    "[\"sorry\"], \"role\": true}},\n"

#define GOOD                                                          \
    "{\"category\": \"tone\", \"rules\": [\n"                         \
    "{\"id\": \"good\", " SAID "\"kind\": \"phrase\", \"patterns\": " \
    "[\"no\"]}"
#define SAID                                                            \
    "\"title\": \"T\", \"severity\": \"warning\", \"message\": \"M\", " \
    "\"why\": \"W\", \"source\": [\"001-a\"], "
/* A rules file whose second rule is `x`, with these members. */
#define RULE(members) GOOD ",\n{\"id\": \"x\", " members "}]}\n"
#define PHRASE(members) \
    RULE(SAID "\"kind\": \"phrase\", \"patterns\": [\"a\"], " members)
#define PATTERN(text) \
    RULE(SAID "\"kind\": \"phrase\", \"patterns\": [" text "]")

static const struct row {
    const char *rules;
    const char *message; /* part of it */
    const char *at;      /* the words over the caret */
    const char *key;
} rows[] = {
    /* keys and types */
    {PHRASE("\"colour\": 1"), "a rule has no key \"colour\"", "\"colour\"",
     "rules[1].colour"},
    {PHRASE("\"mesage\": \"x\""), "did you mean \"message\"?", "\"mesage\"",
     "rules[1].mesage"},
    {PHRASE("\"max\": 2"), "belongs to rules of kind limit", "\"max\"",
     "rules[1].max"},
    {PHRASE("\"needs\": \"refusal\""), "of kind near, missing", "\"needs\"",
     "rules[1].needs"},
    {PHRASE("\"default\": \"of\""), "did you mean \"off\"?", "\"of\"",
     "rules[1].default"},
    {PHRASE("\"default\": true"), "must be text in quotes", "true",
     "rules[1].default"},
    {RULE(SAID "\"kind\": \"phrase\", \"patterns\": \"a\""),
     "\"patterns\" must be a list", "\"a\"", "rules[1].patterns"},
    {RULE(SAID "\"kind\": \"limit\", \"of\": \"refusal\", \"max\": -1"),
     "whole number from 0", "-", "rules[1].max"},
    {RULE(SAID "\"kind\": \"limit\", \"of\": \"refusal\", \"max\": 1.5"),
     "whole number from 0", "1", "rules[1].max"},
    {RULE(SAID "\"kind\": \"limit\", \"max\": 1"), "\"of\" or \"patterns\"",
     "{", "rules[1]"},
    {RULE(SAID "\"kind\": \"share\", \"of\": \"apology\""),
     "\"at_least\" or \"at_most\"", "{", "rules[1]"},
    {RULE(SAID "\"kind\": \"share\", \"of\": \"apology\", \"at_most\": 2"),
     "a number from 0 to 1", "2", "rules[1].at_most"},
    {RULE(SAID "\"kind\": \"near\", \"trigger\": [\"a\"]"),
     "a rule needs \"needs\"", "{", "rules[1]"},
    {RULE(SAID "\"kind\": \"order\", \"first\": \"apology\""),
     "a rule needs \"then\"", "{", "rules[1]"},
    {RULE(SAID "\"kind\": \"only\", \"of\": \"refusal\""),
     "is no role of sentences", "\"refusal\"", "rules[1].of"},
    {RULE(SAID "\"patterns\": [\"a\"]"), "a rule needs \"kind\"", "{",
     "rules[1]"},
    {RULE(SAID "\"kind\": \"frase\", \"patterns\": [\"a\"]"),
     "did you mean \"phrase\"?", "\"frase\"", "rules[1].kind"},
    {RULE("\"severity\": \"warning\", \"message\": \"M\", \"why\": \"W\", "
          "\"source\": [\"001-a\"], \"kind\": \"phrase\", \"patterns\": "
          "[\"a\"]"),
     "a rule needs \"title\"", "{", "rules[1]"},
    {RULE(SAID "\"kind\": \"phrase\", \"patterns\": []"),
     "\"patterns\" is empty", "[", "rules[1].patterns"},
    {RULE(SAID "\"kind\": \"phrase\", \"patterns\": [\"\"]"),
     "text in quotes, or a list of such, not empty", "\"\"",
     "rules[1].patterns[0]"},
    {RULE(SAID "\"kind\": \"phrase\", \"patterns\": [7]"),
     "a pattern must be an object", "7", "rules[1].patterns[0]"},
    {RULE(SAID "\"kind\": \"phrase\", \"patterns\": [{\"begins\": "
               "\"sentence\"}]"),
     "a pattern needs \"pattern\"", "{", "rules[1].patterns[0]"},
    {PATTERN("{\"pattern\": \"a\", \"begins\": \"sentance\"}"),
     "did you mean \"sentence\"?", "\"sentance\"",
     "rules[1].patterns[0].begins"},
    {PATTERN("{\"pattern\": \"a\", \"clause\": \"side\"}"), "none of main",
     "\"side\"", "rules[1].patterns[0].clause"},
    {PATTERN("{\"pattern\": \"a\", \"rewite\": \"b\"}"),
     "did you mean \"rewrite\"?", "\"rewite\"", "rules[1].patterns[0].rewite"},
    /* ids, sources, zones */
    {GOOD ",\n{\"id\": \"good\", " SAID "\"kind\": \"phrase\", \"patterns\": "
          "[\"a\"]}]}",
     "the rule \"good\" is given twice; the first is in r.json on line 2", "{",
     "rules[1]"},
    {GOOD ",\n{\"id\": \"Bad Id\", " SAID "\"kind\": \"phrase\"}]}",
     "lower-case letters", "\"Bad Id\"", "rules[1].id"},
    {GOOD ",\n{" SAID "\"kind\": \"phrase\"}]}", "a rule needs \"id\"", "{",
     "rules[1]"},
    {GOOD ",\n7]}", "a rule must be an object", "7", "rules[1]"},
    {PHRASE("\"zones\": [\"body\", \"qoute\"]"), "did you mean \"quote\"?",
     "\"qoute\"", "rules[1].zones[1]"},
    {PHRASE("\"zones\": [\"footer\"]"), "is none of body", "\"footer\"",
     "rules[1].zones[0]"},
    {RULE("\"title\": \"T\", \"severity\": \"warning\", \"message\": \"M\", "
          "\"why\": \"W\", \"source\": [\"001-a\", \"007-b\"], \"kind\": "
          "\"phrase\", \"patterns\": [\"a\"]"),
     "begins with no document", "\"007-b\"", "rules[1].source[1]"},
    {RULE("\"title\": \"T\", \"severity\": \"fatal\", \"message\": \"M\", "
          "\"why\": \"W\", \"source\": [\"001\"], \"kind\": \"phrase\", "
          "\"patterns\": [\"a\"]"),
     "none of suggestion, warning, error", "\"fatal\"", "rules[1].severity"},
    /* names */
    {RULE(SAID "\"kind\": \"missing\", \"needs\": \"refusl\""),
     "there is no signal \"refusl\"; did you mean \"refusal\"?", "\"refusl\"",
     "rules[1].needs"},
    {PHRASE("\"over\": [\"goood\"]"), "did you mean \"good\"?", "\"goood\"",
     "rules[1].over[0]"},
    {PHRASE("\"takes\": \"nothing-like-it\""), "there is no rule",
     "\"nothing-like-it\"", "rules[1].takes"},
    {PHRASE("\"when\": {\"customer\": [\"upset\"]}"),
     "there is no signal \"upset\"", "\"upset\"", "rules[1].when.customer[0]"},
    {PHRASE("\"when\": {}"), "is empty", "{", "rules[1].when"},
    {PHRASE("\"unless\": {\"postion\": \"first\"}"),
     "did you mean \"position\"?", "\"postion\"", "rules[1].unless.postion"},
    {PHRASE("\"unless\": {\"position\": \"frist\"}"), "did you mean \"first\"?",
     "\"frist\"", "rules[1].unless.position"},
    {PHRASE("\"when\": {\"setting\": {\"vioce\": \"i\"}}"),
     "did you mean \"voice\"?", "\"vioce\"", "rules[1].when.setting.vioce"},
    {PHRASE("\"when\": {\"setting\": {\"voice\": [\"i\", \"you\"]}}"),
     "there is no value of this setting \"you\"", "\"you\"",
     "rules[1].when.setting.voice[1]"},
    {PHRASE("\"when\": {\"max_words\": 0}"), "must be 1 or more", "0",
     "rules[1].when.max_words"},
    /* patterns: the caret stands in the author's text */
    {PATTERN("\"a\", \"it's (no\""), "this ( is never closed", "(",
     "rules[1].patterns[1]"},
    {PATTERN("\"a \\\"x\\\" \\\\y\""), "no escape that PCRE2 knows", "\\\\y",
     "rules[1].patterns[0]"},
    {PATTERN("\"\\u0041 \xE2\x80\x9C\xF0\x9F\x98\x80 [z-a]\""),
     "range out of order", "[z-a]", "rules[1].patterns[0]"},
    {PATTERN("[\"one \", \"two (\", \"three\"]"), "this ( is never closed", "(",
     "rules[1].patterns[0][1]"},
    {PATTERN("{\"pattern\": [\"one|\", \"*two\"]}"), "nothing in front", "*",
     "rules[1].patterns[0].pattern[1]"},
    {PATTERN("\"{cnat} go\""), "did you mean {cant}?", "{cnat}",
     "rules[1].patterns[0]"},
    {PATTERN("\"(?<!a+)b\""), "use \"except\" or \"clause\"", "(?<!",
     "rules[1].patterns[0]"},
    {PATTERN("\"(?<!(?:a|b{cant})+ )b\""), "no fixed length", "+",
     "rules[1].patterns[0]"},
    {PATTERN("\"we *can\""), "already a run", " *", "rules[1].patterns[0]"},
    {PHRASE("\"except\": [\"a(?x)\"]"), "flag x", "(?x", "rules[1].except[0]"},
    {PATTERN("\"((((a{1,99}){1,99}){1,99}){1,99}){1,99}\""),
     "too large for PCRE2", "\"", "rules[1].patterns[0]"},
    /* rewrites and messages */
    {PATTERN("{\"pattern\": \"(?<verb>go)\", \"rewrite\": \"we {vreb}\"}"),
     "did you mean {verb}?", "vreb", "rules[1].patterns[0].rewrite"},
    {PATTERN("{\"pattern\": \"go\", \"rewrite\": \"{0|afirm}\"}"),
     "did you mean \"affirm\"?", "afirm", "rules[1].patterns[0].rewrite"},
    {PATTERN("{\"pattern\": \"go\", \"rewrite\": \"[what]\", \"trust\": "
             "\"safe\"}"),
     "needs an agent", "\"safe\"", "rules[1].patterns[0].trust"},
    {PATTERN("{\"pattern\": \"go\", \"trust\": \"safe\"}"),
     "says nothing without \"rewrite\"", "\"trust\"",
     "rules[1].patterns[0].trust"},
    {PATTERN("{\"pattern\": \"go\", \"rewrites\": [{\"rewrite\": \"a }\"}]}"),
     "write }}", "}", "rules[1].patterns[0].rewrites[0].rewrite"},
    {PATTERN("{\"pattern\": \"go\", \"message\": \"not {what}\"}"),
     "no capture (?<what>", "what", "rules[1].patterns[0].message"},
    {RULE("\"title\": \"T\", \"severity\": \"warning\", \"message\": \"Drop "
          "{verb}\", \"why\": \"W\", \"source\": [\"001-a\"], \"kind\": "
          "\"phrase\", \"patterns\": [\"(?<verb>a)\", \"b\"]"),
     "no capture (?<verb>", "verb", "rules[1].message"},
    {RULE(SAID "\"kind\": \"phrase\", \"patterns\": [\"(?<verb>a)\", \"b\"], "
               "\"rewrite\": \"{verb}\""),
     "no capture (?<verb>", "verb", "rules[1].rewrite"},
    /* examples */
    {PHRASE("\"examples\": [{\"flag\": \"a\", \"pass\": \"b\"}]"),
     "either \"flag\" or \"pass\"", "{", "rules[1].examples[0]"},
    {PHRASE("\"examples\": [{\"flag\": \"a b\", \"at\": \"c\"}]"),
     "do not stand in \"flag\"", "\"c\"", "rules[1].examples[0].at"},
    {PHRASE("\"examples\": [{\"pass\": \"a b\", \"fix\": \"c\"}]"),
     "goes with \"flag\"", "\"fix\"", "rules[1].examples[0].fix"},
    {PHRASE("\"examples\": [{\"pass\": \"b\", \"profile\": \"defalt\"}]"),
     "did you mean \"default\"?", "\"defalt\"", "rules[1].examples[0].profile"},
    {PHRASE("\"examples\": [{\"pass\": \"b\", \"setting\": {\"voice\": "
            "\"me\"}}]"),
     "there is no value", "\"me\"", "rules[1].examples[0].setting.voice"},
};

/* ---- the machinery ------------------------------------------------------ */

static saywell_rules *rules;

static void build(const char *pack, const char *file)
{
    saywell_builder *b = saywell_builder_new();
    saywell_error err;

    ck_assert_msg(
        saywell_builder_add_pack(b, "p.json", pack, strlen(pack), &err) == 0,
        "%s:%zu:%zu %s", err.file, err.line, err.column, err.message);
    ck_assert_msg(saywell_builder_add(b, "r.json", file, strlen(file), &err) ==
                      0,
                  "%s:%zu:%zu %s", err.file, err.line, err.column, err.message);
    ck_assert_int_eq(saywell_builder_finish(b, &rules, &err), 0);
}

static void teardown(void)
{
    saywell_rules_free(rules);
    rules = NULL;
}

/* The bytes of the excerpt over the caret, counted in terminal columns. */
static sw_str over_caret(const saywell_error *err)
{
    sw_str text = sw_str_of(err->excerpt);
    size_t column = 0, start = 0, i = 0, size;

    for (; i < text.len && column < err->caret + err->caret_len; i += size) {
        int width = sw_utf8_width(sw_utf8_at(text, i, &size));

        if (column < err->caret)
            start = i + size;
        column += (size_t)width;
    }
    return sw_str_part(text, start, i);
}

static void check_place(const saywell_error *err, const char *at)
{
    sw_str words = over_caret(err);

    ck_assert_msg(strcmp(at, "\"") == 0 ? err->caret_len > 0
                                        : sw_str_equal_c(words, at),
                  "%s: the caret is under \"%.*s\" in \"%s\"", err->message,
                  (int)words.len, words.ptr, err->excerpt);
}

START_TEST(says_what_is_wrong)
{
    const struct row *row = &rows[_i];
    const saywell_error *err;

    build(PACK(WORDS), row->rules);
    ck_assert_msg(saywell_rules_problem_count(rules) > 0, "%s: nothing said",
                  row->rules);
    err = saywell_rules_problem_at(rules, 0);
    ck_assert_msg(strstr(err->message, row->message) != NULL, "%s: %s",
                  row->message, err->message);
    ck_assert_str_eq(err->file, "r.json");
    ck_assert_str_eq(err->key, row->key);
    ck_assert_uint_ge(err->line, 3);
    check_place(err, row->at);
    if (saywell_rules_problem_count(rules) > 1)
        ck_assert_msg(0, "also: %s",
                      saywell_rules_problem_at(rules, 1)->message);
    /* the good rule does not suffer */
    ck_assert_uint_eq(saywell_rules_count(rules), 1);
    ck_assert_str_eq(saywell_rules_at(rules, 0)->id, "good");
}
END_TEST

/* ---- packs -------------------------------------------------------------- */

static const struct pack_row {
    const char *pack, *message, *at, *key;
} pack_rows[] = {
    {PACK("\"signal\": {},"), "did you mean \"signals\"?", "\"signal\"",
     "signal"},
    {PACK("\"fragments\": {\"open\": \"a(\"},"), "never closed", "(",
     "fragments.open"},
    {PACK("\"fragments\": {\"a\": [\"x\", \"{b}\"], \"b\": \"{c}\", \"c\": "
          "\"y {a}\"},"),
     "a -> b -> c -> a", "{a}", "fragments.c"},
    {PACK("\"fragments\": {\"2x\": \"a\"},"), "a fragment's name", "\"2x\"",
     "fragments.2x"},
    {PACK("\"fragments\": {\"x\": 7},"), "a fragment must be text", "7",
     "fragments.x"},
    {PACK("\"signals\": {\"s\": {\"patterns\": [\"a\"], \"rol\": true}},"),
     "did you mean \"role\"?", "\"rol\"", "signals.s.rol"},
    {PACK("\"signals\": {\"s\": {\"role\": true}},"), "a signal needs", "{",
     "signals.s"},
    {PACK("\"signals\": {\"s\": {\"score\": [{\"pattern\": \"a\", \"points\": "
          "1}]}},"),
     "go together", "{", "signals.s"},
    {PACK("\"signals\": {\"s\": {\"score\": [{\"pattern\": \"a\"}], "
          "\"at_least\": 1}},"),
     "needs \"points\"", "{", "signals.s.score[0]"},
    {PACK("\"signals\": {\"s\": [{\"pattern\": \"a\", \"when\": {\"reply\": "
          "\"s\"}}]},"),
     "may not ask for another", "\"s\"", "signals.s[0].when.reply"},
    {PACK("\"maps\": {\"m\": {\"a\": 1}},"), "a map turns words", "1",
     "maps.m.a"},
    {PACK("\"spellings\": {\"Color\": \"colour\"},"), "one lower-case word",
     "\"colour\"", "spellings.Color"},
};

START_TEST(says_what_is_wrong_in_a_pack)
{
    const struct pack_row *row = &pack_rows[_i];
    const saywell_error *err;

    build(row->pack, GOOD "]}");
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 1);
    err = saywell_rules_problem_at(rules, 0);
    ck_assert_msg(strstr(err->message, row->message) != NULL, "%s: %s",
                  row->message, err->message);
    ck_assert_str_eq(err->file, "p.json");
    ck_assert_str_eq(err->key, row->key);
    check_place(err, row->at);
    ck_assert_uint_eq(saywell_rules_count(rules), 1);
}
END_TEST

/* ---- files that fail whole ---------------------------------------------- */

static const struct file_row {
    const char *pack, *rules; /* rules NULL: the pack fails */
    const char *message;
    saywell_status status;
    size_t line;
} file_rows[] = {
    {"{", NULL, "", SAYWELL_SYNTAX, 1},
    {"[]", NULL, "this is no pack", SAYWELL_RULE, 1},
    {GOOD "]}", NULL, "this is no pack", SAYWELL_RULE, 1},
    {"{\"name\": \"x\",\n\"version\": 1, \"language\": \"en\"}", NULL,
     "\"version\" must be text", SAYWELL_RULE, 2},
    {"{\"name\": \"x\", \"language\": \"en\"}", NULL, "needs \"version\"",
     SAYWELL_RULE, 1},
    {"{\"name\": \"x\", \"version\": \"1\", \"language\": \"en\", "
     "\"extends\": \"other\"}",
     NULL, "was not loaded", SAYWELL_RULE, 0},
    {PACK(WORDS), "{\"category\": \"tone\"}", "this is no rules file",
     SAYWELL_RULE, 1},
    {PACK(WORDS), "{\"rules\": []}", "needs \"category\"", SAYWELL_RULE, 1},
    {PACK(WORDS), "{\"category\": \"tone\", \"rules\": {}}",
     "\"rules\" must be a list", SAYWELL_RULE, 1},
    {PACK(WORDS),
     "{\"category\": \"tone\",\n \"rules\": [{\"id\": \"\\bno\"}]}", "",
     SAYWELL_SYNTAX, 2},
    {PACK(WORDS), "{\"category\": \"tone\", \"category\": \"tone\"}", "twice",
     SAYWELL_SYNTAX, 1},
    {PACK(WORDS), "{\"category\": \"\xFF\"}", "", SAYWELL_UTF8, 1},
};

START_TEST(refuses_a_file)
{
    const struct file_row *row = &file_rows[_i];
    saywell_builder *b = saywell_builder_new();
    saywell_error err;
    saywell_status status = saywell_builder_add_pack(b, "p.json", row->pack,
                                                     strlen(row->pack), &err);

    if (row->rules) {
        ck_assert_int_eq(status, 0);
        status = saywell_builder_add(b, "r.json", row->rules,
                                     strlen(row->rules), &err);
    }
    ck_assert_int_eq(status, row->status);
    ck_assert_int_eq(err.status, row->status);
    ck_assert_msg(strstr(err.message, row->message) != NULL, "%s", err.message);
    ck_assert_uint_eq(err.line, row->line);
    ck_assert_uint_eq(saywell_builder_problem_count(b), 0);
    saywell_builder_free(b);
}
END_TEST

/* ---- one error, many users ---------------------------------------------- */

START_TEST(names_a_bad_signal)
{
    build(PACK("\"signals\": {\"s\": [\"a(\"], \"t\": [\"b\"]},"),
          GOOD ",{\"id\": \"x\", " SAID
               "\"kind\": \"missing\", \"needs\": [\"t\", \"s\"]}]}");
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 2);
    ck_assert_str_eq(saywell_rules_problem_at(rules, 0)->rule, "signal s");
    ck_assert_str_eq(saywell_rules_problem_at(rules, 1)->rule, "x");
    ck_assert_ptr_nonnull(strstr(saywell_rules_problem_at(rules, 1)->message,
                                 "the signal \"s\" has an error"));
    check_place(saywell_rules_problem_at(rules, 1), "\"s\"");
}
END_TEST

START_TEST(names_a_bad_fragment)
{
    build(PACK("\"fragments\": {\"bad\": \"a(\", \"uses\": \"{bad}\"},"),
          GOOD ",{\"id\": \"x\", " SAID
               "\"kind\": \"phrase\", \"patterns\": [\"b {uses}\"]}]}");
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 2);
    ck_assert_str_eq(saywell_rules_problem_at(rules, 0)->key, "fragments.bad");
    ck_assert_ptr_nonnull(strstr(saywell_rules_problem_at(rules, 1)->message,
                                 "{uses} has an error of its own"));
    check_place(saywell_rules_problem_at(rules, 1), "{uses}");
}
END_TEST

START_TEST(says_all_that_is_wrong_with_a_rule)
{
    build(PACK(WORDS),
          RULE(SAID "\"kind\": \"phrase\", \"patterns\": [\"a(\", \"b\", "
                    "\"c)\"], \"zones\": [\"nowhere\"]"));
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 3);
}
END_TEST

START_TEST(unknown_category)
{
    build(PACK(WORDS),
          "{\"category\": \"tome\", \"rules\": [{\"id\": \"x\", " SAID
          "\"kind\": \"phrase\", \"patterns\": [\"a\"]}]}");
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 1);
    ck_assert_ptr_nonnull(strstr(saywell_rules_problem_at(rules, 0)->message,
                                 "did you mean \"tone\"?"));
    check_place(saywell_rules_problem_at(rules, 0), "\"tome\"");
    ck_assert_uint_eq(saywell_rules_count(rules), 1); /* it loads */
}
END_TEST

START_TEST(unknown_names_in_a_profile)
{
    build("{\"name\": \"n\", \"version\": \"1\", \"language\": \"en\", "
          "\"sources\": {\"001\": {\"title\": \"D\"}}, \"categories\": "
          "{\"tone\": {\"title\": \"T\"}}, \"settings\": {\"s\": {\"values\": "
          "[\"a\"], \"default\": \"b\"}}, \"profiles\": {\"p\": {\"rules\": "
          "{\"god\": \"off\", \"good\": \"loud\"}, \"settings\": {\"t\": "
          "\"a\", \"s\": \"z\"}}}}",
          GOOD "]}");
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 5);
    check_place(saywell_rules_problem_at(rules, 0), "\"b\"");
    check_place(saywell_rules_problem_at(rules, 1), "\"t\"");
    check_place(saywell_rules_problem_at(rules, 2), "\"z\"");
    check_place(saywell_rules_problem_at(rules, 3), "\"god\"");
    check_place(saywell_rules_problem_at(rules, 4), "\"loud\"");
}
END_TEST

#define ROWS(rows)                                                 \
    "{\"name\": \"n\", \"version\": \"1\", \"language\": \"en\", " \
    "\"categories\": {\"tone\": {\"title\": \"T\"}}, "             \
    "\"sources\": {\"001\": {\"title\": \"D\", \"rows\": " rows    \
    "}, \"002\": {\"title\": \"E\"}}}"

START_TEST(rows_of_guidance)
{
    const saywell_row_info *row;

    build(ROWS("{\"001-a\": {\"about\": \"Say so\"}, \"001-b\": {\"why_not\": "
               "\"No\", \"about\": \"B\"}}"),
          GOOD "]}");
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 0);
    ck_assert_uint_eq(saywell_rules_row_count(rules), 2);
    row = saywell_rules_row_at(rules, 0);
    ck_assert_str_eq(row->code, "001-a");
    ck_assert_str_eq(row->about, "Say so");
    ck_assert_ptr_null(row->why_not);
    ck_assert_str_eq(saywell_rules_row_at(rules, 1)->why_not, "No");
    ck_assert_ptr_null(saywell_rules_row_at(rules, 2));
}
END_TEST

START_TEST(bad_rows_of_guidance)
{
    build(ROWS("{\"002-a\": {\"about\": \"x\"}, \"001-b\": {}, \"001-c\": 3, "
               "\"001-\": {\"about\": \"y\"}}"),
          GOOD "]}");
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 4);
    check_place(saywell_rules_problem_at(rules, 0), "\"002-a\"");
    ck_assert_ptr_nonnull(
        strstr(saywell_rules_problem_at(rules, 1)->message, "\"about\""));
    check_place(saywell_rules_problem_at(rules, 2), "3");
    check_place(saywell_rules_problem_at(rules, 3), "\"001-\"");
}
END_TEST

/* ---- hostile packs: bounded in time and memory -------------------------- */

/* text = before, n times `each` (with its number twice in it), after. */
static char *repeated(const char *before, const char *each, const char *after,
                      size_t n)
{
    size_t size = strlen(before) + strlen(after) + n * (strlen(each) + 24) + 1;
    char *text = malloc(size), *end = text;

    ck_assert_ptr_nonnull(text);
    end += (size_t)sprintf(end, "%s", before);
    for (size_t i = 0; i < n; i++) {
        for (const char *c = each; *c; c++) {
            if (*c == '#')
                end += (size_t)sprintf(end, "%zu", i);
            else if (*c == '@')
                end += (size_t)sprintf(end, "%zu", i + 1);
            else
                *end++ = *c;
        }
    }
    sprintf(end, "%s", after);
    return text;
}

static void load_hostile(char *pack, char *file)
{
    saywell_builder *b = saywell_builder_new();
    saywell_error err;
    const char *good = PACK(WORDS);
    saywell_status status = saywell_builder_add_pack(
        b, "p.json", pack ? pack : good, strlen(pack ? pack : good), &err);

    if (!status && file)
        status = saywell_builder_add(b, "r.json", file, strlen(file), &err);
    ck_assert_msg(status == 0, "%s", err.message);
    ck_assert_int_eq(saywell_builder_finish(b, &rules, &err), 0);
    free(pack);
    free(file);
}

#define HEAD                                                                  \
    "{\"name\": \"n\", \"version\": \"1\", \"language\": \"en\", "            \
    "\"categories\": {\"tone\": {\"title\": \"T\"}}, \"sources\": {\"001\": " \
    "{\"title\": \"D\"}}, "

START_TEST(many_unknown_keys)
{
    load_hostile(NULL,
                 repeated(GOOD ",{\"id\": \"x\"", ",\"k#\": #", "}]}", 100000));
    ck_assert_uint_eq(saywell_rules_count(rules), 1);
    ck_assert_uint_le(saywell_rules_problem_count(rules), 200);
}
END_TEST

START_TEST(many_fragments_in_a_row)
{
    load_hostile(repeated(HEAD "\"fragments\": {\"f0\": \"a\"",
                          ",\"f@\": \"{f#}{f#}\"", "}}", 20000),
                 NULL);
    /* the first that are too large, then what uses them is silent */
    ck_assert_uint_ge(saywell_rules_problem_count(rules), 1);
    ck_assert_uint_le(saywell_rules_problem_count(rules), 200);
}
END_TEST

START_TEST(many_large_patterns)
{
    char *pack =
        repeated(HEAD "\"fragments\": {\"f\": \"", "0123456789", "\"}}", 5000);
    char *file = repeated("{\"category\": \"tone\", \"rules\": [{\"id\": "
                          "\"x\", " SAID "\"kind\": \"phrase\", \"patterns\": "
                          "[\"a\"",
                          ",\"{f}#\"", "]}]}", 20000);

    load_hostile(pack, file);
    ck_assert_uint_ge(saywell_rules_problem_count(rules), 1);
    ck_assert_uint_le(saywell_rules_problem_count(rules), 200);
}
END_TEST

START_TEST(many_wrong_names)
{
    load_hostile(NULL,
                 repeated("{\"category\": \"tone\", \"rules\": [{\"id\": "
                          "\"x\", " SAID "\"kind\": \"missing\", \"needs\": "
                          "[\"refusal\"",
                          ",\"refusa#\"", "]}]}", 50000));
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 200);
}
END_TEST

START_TEST(many_rules)
{
    load_hostile(NULL, repeated(GOOD,
                                ",{\"id\": \"r#\", " SAID
                                "\"kind\": \"phrase\", \"patterns\": "
                                "[\"word#\"]}",
                                "]}", 5000));
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 0);
    ck_assert_uint_eq(saywell_rules_count(rules), 5001);
}
END_TEST

Suite *suite_load(void)
{
    Suite *suite = suite_create("load");
    TCase *tc = tcase_create("errors");
    TCase *hostile = tcase_create("hostile");

    tcase_add_checked_fixture(tc, NULL, teardown);
    tcase_add_loop_test(tc, says_what_is_wrong, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tc, says_what_is_wrong_in_a_pack, 0,
                        sizeof pack_rows / sizeof *pack_rows);
    tcase_add_loop_test(tc, refuses_a_file, 0,
                        sizeof file_rows / sizeof *file_rows);
    tcase_add_test(tc, names_a_bad_signal);
    tcase_add_test(tc, names_a_bad_fragment);
    tcase_add_test(tc, says_all_that_is_wrong_with_a_rule);
    tcase_add_test(tc, unknown_category);
    tcase_add_test(tc, unknown_names_in_a_profile);
    tcase_add_test(tc, rows_of_guidance);
    tcase_add_test(tc, bad_rows_of_guidance);
    suite_add_tcase(suite, tc);
    tcase_add_checked_fixture(hostile, NULL, teardown);
    tcase_set_timeout(hostile, 60);
    tcase_add_test(hostile, many_unknown_keys);
    tcase_add_test(hostile, many_fragments_in_a_row);
    tcase_add_test(hostile, many_large_patterns);
    tcase_add_test(hostile, many_wrong_names);
    tcase_add_test(hostile, many_rules);
    suite_add_tcase(suite, hostile);
    return suite;
}
