/* test_json_write.c - commas, quotes, escapes, indentation. */
#include "unit.h"

#include "base/json_write.h"

#include <math.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static void write_sample(sw_json *json)
{
    sw_json_object(json);
    sw_json_key(json, "a");
    sw_json_number(json, UINT64_MAX);
    sw_json_key(json, "b\"");
    sw_json_array(json);
    sw_json_string(json, SW_STR("x\0y"));
    sw_json_string_c(json, NULL);
    sw_json_bool(json, true);
    sw_json_array(json);
    sw_json_end_array(json);
    sw_json_object(json);
    sw_json_end_object(json);
    sw_json_end_array(json);
    sw_json_key(json, "c");
    sw_json_raw(json, SW_STR("{\"z\":0}"));
    sw_json_end_object(json);
}

START_TEST(compact)
{
    sw_buf buf = {0};
    sw_json json;

    sw_json_init(&json, &buf, false);
    write_sample(&json);
    ck_assert_str_eq(sw_buf_c(&buf),
                     "{\"a\":18446744073709551615,\"b\\\"\":[\"x\\u0000y\","
                     "null,true,[],{}],\"c\":{\"z\":0}}");
    sw_buf_release(&buf);
}
END_TEST

START_TEST(pieces)
{
    sw_buf buf = {0};
    sw_json json;

    sw_json_init(&json, &buf, false);
    sw_json_object(&json);
    SW_JSON_KEY(&json, "a");
    sw_json_bool(&json, false);
    SW_JSON_MEMBER(&json, "b", "x");
    sw_json_count(&json, "c", 3);
    SW_JSON_COUNT(&json, "d", 4);
    sw_json_end_object(&json);
    ck_assert_str_eq(sw_buf_c(&buf),
                     "{\"a\":false,\"b\":\"x\",\"c\":3,\"d\":4}");
    sw_buf_release(&buf);
}
END_TEST

/* Every byte, twice, at every place of strings of every length up to three
 * steps, and then some. */
START_TEST(places)
{
    enum { LEN = 27 };
    char text[LEN];

    for (size_t len = 1; len <= LEN; len++)
        for (size_t at = 0; at < len; at++) {
            sw_buf got = {0}, want = {0};
            sw_json json;
            memset(text, at % 2 ? 'x' : '#', sizeof text);
            text[at] = text[(at + 5) % len] = (char)_i;
            sw_json_init(&json, &got, false);
            sw_json_string(&json, (sw_str){text, len});
            for (size_t i = 0; i < len; i++)
                sw_json_escape(&want, (sw_str){text + i, 1});
            ck_assert_uint_eq(got.len, want.len + 2);
            ck_assert_mem_eq(got.ptr + 1, want.ptr, want.len);
            sw_buf_release(&got);
            sw_buf_release(&want);
        }
}
END_TEST

START_TEST(indented)
{
    sw_buf buf = {0};
    sw_json json;

    sw_json_init(&json, &buf, true);
    write_sample(&json);
    ck_assert_str_eq(sw_buf_c(&buf), "{\n"
                                     "  \"a\": 18446744073709551615,\n"
                                     "  \"b\\\"\": [\n"
                                     "    \"x\\u0000y\",\n"
                                     "    null,\n"
                                     "    true,\n"
                                     "    [],\n"
                                     "    {}\n"
                                     "  ],\n"
                                     "  \"c\": {\"z\":0}\n"
                                     "}");
    sw_buf_release(&buf);
}
END_TEST

static const struct {
    double x;
    const char *want;
} reals[] = {
    {0, "0"},
    {0.5, "0.5"},
    {-1.25, "-1.25"},
    {100, "100"},
    {1.0 / 3, "0.333333"},
    {1e300, "1e+300"},
    {-2.5e-9, "-2.5e-09"},
};

START_TEST(real)
{
    sw_buf buf = {0};
    sw_json json;

    sw_json_init(&json, &buf, false);
    sw_json_real(&json, reals[_i].x);
    ck_assert_str_eq(sw_buf_c(&buf), reals[_i].want);
    sw_buf_release(&buf);
}
END_TEST

START_TEST(real_without_a_word)
{
    sw_buf buf = {0};
    sw_json json;

    sw_json_init(&json, &buf, false);
    sw_json_array(&json);
    sw_json_real(&json, (double)INFINITY);
    sw_json_real(&json, (double)NAN);
    sw_json_end_array(&json);
    ck_assert_str_eq(sw_buf_c(&buf), "[null,null]");
    sw_buf_release(&buf);
}
END_TEST

START_TEST(escapes)
{
    sw_buf buf = {0};

    sw_json_escape(&buf, SW_STR("a\"b\\c/\b\f\n\r\t\x01\x1F\x7F\xC3\xA9"));
    ck_assert_str_eq(sw_buf_c(&buf), "a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001"
                                     "\\u001f\x7F\xC3\xA9");
    sw_buf_clear(&buf);
    sw_json_escape(&buf, (sw_str){0});
    ck_assert_str_eq(sw_buf_c(&buf), "");
    sw_buf_release(&buf);
}
END_TEST

START_TEST(a_full_buffer_sticks)
{
    sw_buf buf;
    sw_json json;

    sw_buf_init(&buf, 20);
    sw_json_init(&json, &buf, false);
    write_sample(&json);
    ck_assert(buf.failed);
    ck_assert_uint_le(buf.len, 20);
    ck_assert_uint_eq(json.depth, 0);
    sw_buf_release(&buf);
}
END_TEST

Suite *suite_json_write(void)
{
    Suite *suite = suite_create("json_write");
    TCase *tcase = tcase_create("json_write");

    tcase_add_test(tcase, compact);
    tcase_add_test(tcase, indented);
    tcase_add_test(tcase, pieces);
    tcase_add_loop_test(tcase, places, 0, 256);
    tcase_add_loop_test(tcase, real, 0, COUNT(reals));
    tcase_add_test(tcase, real_without_a_word);
    tcase_add_test(tcase, escapes);
    tcase_add_test(tcase, a_full_buffer_sticks);
    suite_add_tcase(suite, tcase);
    return suite;
}
