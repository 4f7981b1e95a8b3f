/* test_json_text.c - comments, places, and the traps of hand-written JSON. */
#include "unit.h"

#include "base/buf.h"
#include "base/json_text.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static saywell_status parse(sw_str text, sw_arena *arena, sw_json_text **jt,
                            saywell_error *err)
{
    return sw_json_text_parse("rules/en/x.json", text, arena, jt, err);
}

/* ---- traps -------------------------------------------------------------- */

static const struct {
    const char *text;
    size_t line, column, caret_len;
    const char *words; /* part of the message */
    const char *key;
} traps[] = {
    /* escapes */
    {"{\"a\":\"\\d\"}", 1, 7, 2, "no escape \\d; write \\\\d", "a"},
    {"{\"a\":\"x\\'\"}", 1, 8, 2, "write '", "a"},
    {"{\"a\":\"\\u12\"}", 1, 7, 2, "four hex digits", "a"},
    {"{\"rules\":[{},{\n\"p\":\"\\bno\"}]}", 2, 6, 2,
     "JSON reads \\b as a backspace; write \\\\b", "rules[1].p"},
    {"{\"p\":[\"a\",\"\\f\"]}", 1, 12, 2, "write \\\\f", "p[1]"},
    {"{\"a\":\"x\\u0000\"}", 1, 8, 6, "\\u0000 cannot", "a"},
    {"{\"a\":{\"k\\u0000\":1}}", 1, 9, 6, "\\u0000 cannot", "a"},
    {"{\"\\b\":1}", 1, 3, 2, "write \\\\b", ""},
    {"[\"\\ud83d\"]", 1, 3, 6, "half a character", "[0]"},
    {"[\"\\ude42\"]", 1, 3, 6, "half a character", "[0]"},
    {"[\"a\\\nb\"]", 1, 4, 1, "cannot join two lines", ""},
    /* strings */
    {"{\"a\": \"b\n}", 1, 7, 2, "no closing quote on its line", "a"},
    {"{\"a\": \"b\r\n}", 1, 7, 2, "no closing quote on its line", "a"},
    {"[\"abc", 1, 2, 4, "no closing quote", ""},
    {"[\"abc\\", 1, 6, 1, "no closing quote", ""},
    {"[\"a\tb\"]", 1, 4, 1, "a tab in a string is written \\t", ""},
    {"[\"a\x02\"]", 1, 4, 1, "U+0002", ""},
    {"{'a':1}", 1, 2, 1, "double quotes, not in '", ""},
    {"{\"a\":\xE2\x80\x9Cx\xE2\x80\x9D}", 1, 6, 1, "straight double quotes",
     "a"},
    {"{\"a\":\"say \"hi\"\"}", 1, 12, 1, "written \\\"", ""},
    /* commas, colons, brackets */
    {"{\"a\":1,}", 1, 7, 1, "a comma before \"}\"; take it away", ""},
    {"[1,\n // c\n ]", 1, 3, 1, "a comma before \"]\"", ""},
    {"{\"a\":1 // one\n \"b\":2}", 1, 7, 1, "a comma is missing", ""},
    {"[1 2]", 1, 3, 1, "a comma is missing", ""},
    {"[1,,2]", 1, 4, 1, "nothing stands before this comma", ""},
    {"[1; 2]", 1, 3, 1, "not \";\"", ""},
    {"{\"a\" 1}", 1, 5, 1, "a \":\" is missing", ""},
    {"{\"a\" = 1}", 1, 6, 1, "not \"=\"", ""},
    {"{\"a\": }", 1, 5, 1, "a value is missing", "a"},
    {"[\"a\":1]", 1, 5, 1, "this is a list", ""},
    {"{\"a\":[1\n}", 2, 1, 1, "the \"[\" on line 1 is still open", "a"},
    {"{\"a\":{\n\"b\":[1]\n", 2, 8, 1, "the \"{\" on line 1 is not closed",
     "a"},
    {"[1]]", 1, 4, 1, "one \"]\" too many", ""},
    {"[1] [2]", 1, 5, 1, "after the end of the value", ""},
    /* words and numbers */
    {"{a: 1}", 1, 2, 1, "write \"a\"", ""},
    {"{\"a\": True}", 1, 7, 4, "write true", "a"},
    {"{\"a\": hello}", 1, 7, 5, "double quotes", "a"},
    {"[01]", 1, 2, 2, "cannot begin with 0", ""},
    {"[.5]", 1, 2, 1, "begins with a digit", ""},
    {"[1.]", 1, 4, 1, "a digit is missing", ""},
    {"[0x10]", 1, 3, 1, "the number ends here", ""},
    {"[1234567890123456789012345678901234567890123456789012345678901234]", 1, 2,
     64, "more than 63", "[0]"},
    /* comments */
    {"# no\n{}", 1, 1, 1, "a comment begins with //", ""},
    {"{} /* x", 1, 4, 2, "not closed by */", ""},
    {"{\"a\": /* x */ /* y\n 1}", 1, 15, 2, "not closed by */", "a"},
    {"{'a/*b': 1}", 1, 2, 1, "not in '", ""},
    {"{} /", 1, 4, 1, "a comment begins with //", ""},
    /* twice */
    {"{\"a\":1,\n\"b\":2,\n \"\\u0061\":3}", 3, 2, 3,
     "key \"a\" is given twice; the first is on line 1", "a"},
    {"[{\"x\":1},{\"x\":1,\"y\":{\"z\":1,\"z\":1},\"x\":1}]", 1, 28, 3,
     "key \"z\"", "[1].y.z"},
    /* nothing */
    {"", 1, 1, 0, "no JSON value", ""},
    {" // only\n", 1, 1, 1, "no JSON value", ""},
};

START_TEST(trap)
{
    sw_arena arena = {0};
    sw_json_text *jt = (sw_json_text *)&arena;
    saywell_error err;

    ck_assert_int_eq(parse(sw_str_of(traps[_i].text), &arena, &jt, &err),
                     SAYWELL_SYNTAX);
    ck_assert_ptr_null(jt);
    ck_assert_int_eq(err.status, SAYWELL_SYNTAX);
    ck_assert_msg(strstr(err.message, traps[_i].words) != NULL, "%s",
                  err.message);
    ck_assert_str_eq(err.file, "rules/en/x.json");
    ck_assert_str_eq(err.key, traps[_i].key);
    ck_assert_uint_eq(err.line, traps[_i].line);
    ck_assert_uint_eq(err.column, traps[_i].column);
    ck_assert_uint_eq(err.caret_len, traps[_i].caret_len);
    ck_assert_int_eq(parse(sw_str_of(traps[_i].text), &arena, &jt, NULL),
                     SAYWELL_SYNTAX);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(not_utf8)
{
    sw_arena arena = {0};
    sw_json_text *jt;
    saywell_error err;

    ck_assert_int_eq(parse(SW_STR("{\n\"a\": \"caf\xE9\"}"), &arena, &jt, &err),
                     SAYWELL_UTF8);
    ck_assert_uint_eq(err.offset, 11);
    ck_assert_uint_eq(err.line, 2);
    ck_assert_ptr_nonnull(strstr(err.message, "0xE9"));
    ck_assert_str_eq(err.excerpt, "\"a\": \"caf?\"}");
    ck_assert_int_eq(parse(SW_STR("// \x93note\x94\n{}"), &arena, &jt, &err),
                     SAYWELL_UTF8);
    ck_assert_int_eq(parse(SW_STR("\xFF\xFE{\0}\0"), &arena, &jt, &err),
                     SAYWELL_UTF8);
    ck_assert_ptr_nonnull(strstr(err.message, "UTF-16"));
    sw_arena_release(&arena);
}
END_TEST

START_TEST(a_nul_byte_is_refused)
{
    sw_arena arena = {0};
    sw_json_text *jt;
    saywell_error err;

    ck_assert_int_eq(parse(SW_STR("{}\0"), &arena, &jt, &err), SAYWELL_SYNTAX);
    ck_assert_int_eq(parse(SW_STR("[\"\0\"]"), &arena, &jt, &err),
                     SAYWELL_SYNTAX);
    sw_arena_release(&arena);
}
END_TEST

/* ---- places ------------------------------------------------------------- */

static const char pack[] =
    "\xEF\xBB\xBF// caf\xC3\xA9 \"not a string\n"
    "{ /* block\n"
    "  \"x\": 1 */ \"rules\": [\n"
    "    {\"id\": \"http://x/*y*/\", \"patterns\": [\n"
    "      {\"pattern\": \"\xC3\xA9\\n\\u20ac!\"}]},\n"
    "    {\"id\": \"b\"} // \"id\"\n"
    "  ], \"a.b\": true, \"a\": {\"c\": null, \"\": 2}}\n";

static const struct {
    const char *path;
    const char *value, *key; /* what stands there; NULL = nowhere */
    size_t line, column;
} places[] = {
    {"", "{ /*", NULL, 2, 1},
    {"rules", "[\n", "\"rules\"", 3, 22},
    {"rules[0]", "{\"id\": \"http", NULL, 4, 5},
    {"rules[0].id", "\"http://x/*y*/\"", "\"id\": \"http", 4, 12},
    {"rules[0].patterns[0].pattern", "\"\xC3\xA9\\n", "\"pattern\"", 5, 19},
    {"rules[1].id", "\"b\"", "\"id\": \"b\"", 6, 12},
    {"a.b", "true", "\"a.b\"", 7, 13},
    {"a.c", "null", "\"c\"", 7, 30},
    {"a.", "2}", "\"\": 2", 7, 40},
    {"rules[2]", NULL, NULL, 0, 0},
    {"rules[0", NULL, NULL, 0, 0},
    {"rules.0", NULL, NULL, 0, 0},
    {"rule", NULL, NULL, 0, 0},
    {"x", NULL, NULL, 0, 0},
    {".", NULL, NULL, 0, 0},
    {".rules", NULL, NULL, 0, 0},
};

START_TEST(place)
{
    sw_arena arena = {0};
    sw_json_text *jt;
    saywell_error err;
    sw_str text = SW_STR(pack);

    ck_assert_msg(!parse(text, &arena, &jt, &err), "%s", err.message);
    size_t value = sw_json_text_place(jt, places[_i].path);
    size_t key = sw_json_text_key_place(jt, places[_i].path);
    if (!places[_i].value) {
        ck_assert(value == SW_NOWHERE && key == SW_NOWHERE);
    } else {
        size_t line, column;
        ck_assert(sw_str_starts(sw_str_part(text, value, text.len),
                                sw_str_of(places[_i].value)));
        sw_json_text_line(jt, value, &line, &column);
        ck_assert_uint_eq(line, places[_i].line);
        ck_assert_uint_eq(column, places[_i].column);
    }
    if (places[_i].key)
        ck_assert(sw_str_starts(sw_str_part(text, key, text.len),
                                sw_str_of(places[_i].key)));
    else
        ck_assert(key == SW_NOWHERE);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(plain_keeps_offsets)
{
    sw_arena arena = {0};
    sw_json_text *jt;
    sw_str text = SW_STR(pack);

    ck_assert_int_eq(parse(text, &arena, &jt, NULL), SAYWELL_OK);
    sw_str plain = sw_json_text_plain(jt);
    ck_assert_uint_eq(plain.len, text.len);
    for (size_t i = 0; i < plain.len; i++)
        ck_assert(plain.ptr[i] == text.ptr[i] || plain.ptr[i] == ' ');
    ck_assert(sw_str_find(plain, SW_STR("http://x/*y*/"), 0) != SW_NOWHERE);
    ck_assert(sw_str_find(plain, SW_STR("block"), 0) == SW_NOWHERE);
    ck_assert_str_eq(sw_json_text_name(jt), "rules/en/x.json");
    sw_arena_release(&arena);
}
END_TEST

START_TEST(inside_a_string)
{
    static const char pattern[] = "rules[0].patterns[0].pattern";
    /* decoded: C3 A9, \n, E2 82 AC, !, then the quote */
    static const size_t want[] = {0, 1, 2, 4, 4, 4, 10, 11, 11};
    sw_arena arena = {0};
    sw_json_text *jt;

    ck_assert_int_eq(parse(SW_STR(pack), &arena, &jt, NULL), SAYWELL_OK);
    size_t start = sw_json_text_place(jt, pattern) + 1;
    for (int i = 0; i < COUNT(want); i++)
        ck_assert_uint_eq(sw_json_text_inside(jt, pattern, (size_t)i),
                          start + want[i]);
    ck_assert(sw_json_text_inside(jt, "nowhere", 0) == SW_NOWHERE);
    ck_assert_uint_eq(sw_json_text_inside(jt, "rules", 5),
                      sw_json_text_place(jt, "rules"));

    ck_assert_int_eq(parse(SW_STR("\"\\ud83d\\ude42x\""), &arena, &jt, NULL),
                     SAYWELL_OK);
    ck_assert_uint_eq(sw_json_text_inside(jt, "", 3), 1);
    ck_assert_uint_eq(sw_json_text_inside(jt, "", 4), 13);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(fail_names_the_place)
{
    sw_arena arena = {0};
    sw_json_text *jt;
    saywell_error err;

    ck_assert_int_eq(parse(SW_STR(pack), &arena, &jt, NULL), SAYWELL_OK);
    ck_assert_int_eq(sw_json_text_fail(jt, &err, SAYWELL_RULE, "rules[1].id",
                                       sw_json_text_place(jt, "rules[1].id"), 3,
                                       "rule \"%s\" is short", "b"),
                     SAYWELL_RULE);
    ck_assert_str_eq(err.message, "rule \"b\" is short");
    ck_assert_str_eq(err.key, "rules[1].id");
    ck_assert_str_eq(err.file, "rules/en/x.json");
    ck_assert_str_eq(err.excerpt, "    {\"id\": \"b\"} // \"id\"");
    ck_assert_uint_eq(err.caret, 11);
    ck_assert_uint_eq(err.caret_len, 3);
    ck_assert_uint_eq(err.line, 6);
    ck_assert_uint_eq(err.column, 12);
    sw_json_text_fail(jt, &err, SAYWELL_RULE, "x", SW_NOWHERE, 1, "gone");
    ck_assert_uint_eq(err.line, 0);
    ck_assert_str_eq(err.key, "x");
    ck_assert_int_eq(sw_json_text_fail(jt, NULL, SAYWELL_RULE, "", 0, 1, "x"),
                     SAYWELL_RULE);
    sw_arena_release(&arena);
}
END_TEST

/* ---- hostile files ------------------------------------------------------ */

START_TEST(depth_is_bounded)
{
    enum { DEEP = 100000 };
    char *text = malloc(DEEP);
    sw_arena arena = {0};
    sw_json_text *jt;
    saywell_error err;

    memset(text, '[', DEEP);
    ck_assert_int_eq(parse((sw_str){text, DEEP}, &arena, &jt, &err),
                     SAYWELL_SYNTAX);
    ck_assert_uint_eq(err.offset, 64);
    ck_assert_ptr_nonnull(strstr(err.message, "64 deep"));
    ck_assert_uint_gt(strlen(err.key), 100);
    memset(text + 64, ']', 64);
    ck_assert_int_eq(parse((sw_str){text, 128}, &arena, &jt, &err), SAYWELL_OK);
    sw_arena_release(&arena);
    free(text);
}
END_TEST

START_TEST(cut_anywhere)
{
    for (size_t len = 0; len < sizeof pack - 1; len++) {
        sw_arena arena = {0};
        sw_json_text *jt;
        saywell_error err;
        char *copy = malloc(len ? len : 1);
        memcpy(copy, pack, len);
        saywell_status status = parse((sw_str){copy, len}, &arena, &jt, &err);
        /* Only the last line break may go. */
        ck_assert_int_eq(status == SAYWELL_OK, len == sizeof pack - 2);
        if (status) {
            ck_assert_ptr_null(jt);
            ck_assert_uint_le(err.offset, len);
            ck_assert_uint_ge(err.line, 1);
            ck_assert_uint_gt(strlen(err.message), 0);
            sw_str shown = sw_str_of(err.excerpt);
            ck_assert_uint_eq(sw_utf8_valid(shown), shown.len);
        }
        free(copy);
        sw_arena_release(&arena);
    }
}
END_TEST

START_TEST(any_byte_anywhere)
{
    char copy[sizeof pack];

    for (size_t i = 0; i + 1 < sizeof pack; i++) {
        for (int byte = 0; byte < 256; byte += 1 + (byte > 128) * 11) {
            sw_arena arena = {0};
            sw_json_text *jt;
            saywell_error err;
            memcpy(copy, pack, sizeof pack);
            copy[i] = (char)byte;
            if (parse((sw_str){copy, sizeof pack - 1}, &arena, &jt, &err) &&
                (err.offset > sizeof pack || !err.line || !err.message[0]))
                ck_abort_msg("byte %d at %zu", byte, i);
            sw_arena_release(&arena);
        }
    }
}
END_TEST

/* A megabyte in one line: every place is asked for, and found fast. */
START_TEST(a_large_file)
{
    enum { RULES = 20000 };
    sw_arena arena = {0};
    sw_buf buf = {0};
    sw_json_text *jt;
    saywell_error err;

    sw_buf_put_c(&buf, "{\"rules\":[{}");
    for (int i = 1; i < RULES; i++)
        sw_buf_printf(&buf, ",{\"id\":\"rule-%d\",\"text\":\"\xC3\xA9 %d\"}", i,
                      i);
    sw_buf_put_c(&buf, "]}");
    ck_assert_int_eq(parse(sw_buf_str(&buf), &arena, &jt, &err), SAYWELL_OK);
    for (size_t i = 1; i < RULES; i++) {
        char path[40], want[40];
        size_t line, column;
        snprintf(path, sizeof path, "rules[%zu].id", i);
        snprintf(want, sizeof want, "\"rule-%zu\"", i);
        size_t at = sw_json_text_place(jt, path);
        sw_json_text_line(jt, at, &line, &column);
        if (!sw_str_starts(sw_str_part(sw_buf_str(&buf), at, buf.len),
                           sw_str_of(want)) ||
            line != 1 || column != at + 1 - (i - 1))
            ck_abort_msg("%s: %zu, column %zu", path, at, column);
    }
    sw_buf_release(&buf);
    sw_arena_release(&arena);
}
END_TEST

#ifdef SW_FAULT
START_TEST(memory_runs_out)
{
    static const struct {
        const char *text;
        saywell_status status;
    } files[] = {
        {pack, SAYWELL_OK},
        {"{\"\\u0061\":1,\"a\":2}", SAYWELL_SYNTAX},
        {"{\"a\":{\"b\":\"\\b\"}}", SAYWELL_SYNTAX},
    };

    for (int i = 0; i < COUNT(files); i++) {
        saywell_status status = SAYWELL_NOMEM;
        for (long n = 0; n < 100; n++) {
            sw_arena arena;
            sw_json_text *jt;
            saywell_error err;
            sw_arena_init(&arena, 64);
            sw_mem_fault_after(n);
            status = parse(sw_str_of(files[i].text), &arena, &jt, &err);
            bool enough = sw_mem_fault_count() <= n;
            sw_mem_fault_after(-1);
            if (status)
                ck_assert_int_eq(err.status, status);
            if (status == SAYWELL_NOMEM)
                ck_assert_ptr_null(jt);
            else
                ck_assert_int_eq(status, files[i].status);
            sw_arena_release(&arena);
            if (enough)
                break;
        }
        ck_assert_int_eq(status, files[i].status);
    }
}
END_TEST
#endif

static TCase *hostile_cases(void)
{
    TCase *tcase = tcase_create("hostile");

    tcase_add_test(tcase, depth_is_bounded);
    tcase_add_test(tcase, cut_anywhere);
    tcase_add_test(tcase, any_byte_anywhere);
    tcase_add_test(tcase, a_large_file);
#ifdef SW_FAULT
    tcase_add_test(tcase, memory_runs_out);
#endif
    return tcase;
}

Suite *suite_json_text(void)
{
    Suite *suite = suite_create("json_text");
    TCase *tcase = tcase_create("json_text");

    tcase_add_loop_test(tcase, trap, 0, COUNT(traps));
    tcase_add_test(tcase, not_utf8);
    tcase_add_test(tcase, a_nul_byte_is_refused);
    tcase_add_loop_test(tcase, place, 0, COUNT(places));
    tcase_add_test(tcase, plain_keeps_offsets);
    tcase_add_test(tcase, inside_a_string);
    tcase_add_test(tcase, fail_names_the_place);
    suite_add_tcase(suite, tcase);
    suite_add_tcase(suite, hostile_cases());
    return suite;
}
