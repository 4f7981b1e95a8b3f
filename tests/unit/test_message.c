/* test_message.c - a message as a tree: what is there, what is not. */
#include <string.h>

#include "unit.h"

#include "base/buf.h"
#include "lsp/message.h"

static sw_node *parse(sw_arena *arena, sw_str text)
{
    const char *error;
    size_t at;

    return sw_message_parse(arena, text, &error, &at);
}

START_TEST(finds)
{
    sw_arena arena = {0};
    const sw_node *top = parse(
        &arena, SW_STR("{\"a\": {\"b\": [1, \"x\", {\"c\": true}], \"n\": 7},"
                       " \"s\": \"t\\u00e9\\n\", \"e\": \"\", \"z\": null}"));
    size_t n = 0;

    ck_assert_ptr_nonnull(top);
    ck_assert(sw_str_equal_c(sw_node_string(top, "s"), "t\xC3\xA9\n"));
    ck_assert_ptr_nonnull(sw_node_string(top, "e").ptr);
    ck_assert_ptr_null(sw_node_string(top, "z").ptr);
    ck_assert_ptr_null(sw_node_string(top, "a").ptr);
    ck_assert_ptr_null(sw_node_string(top, "a.b.c").ptr);
    ck_assert(sw_node_number(top, "a.n", &n) && n == 7);
    ck_assert(!sw_node_number(top, "s", &n));
    ck_assert(sw_node_holds(top, "a.b", "x"));
    ck_assert(!sw_node_holds(top, "a.b", "y"));
    ck_assert(!sw_node_holds(top, "a", "x"));
    ck_assert(sw_node_is(sw_node_find(top, "a.b"), SW_JSON_ARRAY));
    ck_assert(sw_node_true(sw_node_find(top, "a.b")->first->next->next, "c"));
    ck_assert(!sw_node_true(top, "a.n"));
    ck_assert_ptr_null(sw_node_find(NULL, "a"));
    ck_assert_ptr_null(sw_node_find(top, "a.x.y"));
    sw_arena_release(&arena);
}
END_TEST

/* A text may hold U+0000, and what is behind it counts. */
START_TEST(nul)
{
    sw_arena arena = {0};
    const sw_node *top =
        parse(&arena, SW_STR("{\"text\": \"a\\u0000b\\ud83d\\ude00\"}"));
    sw_str text = sw_node_string(top, "text");

    ck_assert_uint_eq(text.len, 7);
    ck_assert_int_eq(memcmp(text.ptr, "a\0b\xF0\x9F\x98\x80", 7), 0);
    sw_arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    bool whole;
    size_t n;
} numbers[] = {{"0", true, 0},
               {"12", true, 12},
               {"2147483647", true, 2147483647},
               {"2147483648", true, 2147483647}, /* cut */
               {"99999999999999999999999", true, 2147483647},
               {"-1", false, 0},
               {"1.5", false, 0},
               {"1e3", false, 0}};

START_TEST(number)
{
    sw_arena arena = {0};
    size_t n = 0;
    const sw_node *top = parse(&arena, sw_str_of(numbers[_i].text));

    ck_assert_ptr_nonnull(top);
    ck_assert(sw_node_number(top, "", &n) == numbers[_i].whole);
    ck_assert_uint_eq(n, numbers[_i].n); /* untouched where there is none */
    sw_arena_release(&arena);
}
END_TEST

static const char *const bad[] = {
    "",       "{",   "{\"a\":}",      "[1,]",      "{} {}", "\"\xFF\"",
    "nul",    "'a'", "{\"a\" \"b\"}", "\"\\ud83d", "[1 2]", "// x\n1",
    "{a: 1}", "01",  "\x01",
};

START_TEST(not_json)
{
    sw_arena arena = {0};
    const char *error = NULL;
    size_t at;

    ck_assert_ptr_null(
        sw_message_parse(&arena, sw_str_of(bad[_i]), &error, &at));
    ck_assert_ptr_nonnull(error);
    ck_assert_uint_le(at, strlen(bad[_i]));
    sw_arena_release(&arena);
}
END_TEST

/* Depth and number are bounded, whatever a client sends. */
START_TEST(bounds)
{
    sw_arena arena = {0};
    sw_buf text = {0};

    for (int i = 0; i < 100000; i++)
        sw_buf_byte(&text, '[');
    ck_assert_ptr_null(parse(&arena, sw_buf_str(&text)));
    sw_buf_clear(&text);
    sw_buf_byte(&text, '[');
    for (int i = 0; i < 1200000; i++)
        sw_buf_put(&text, SW_STR("1,"));
    sw_buf_put(&text, SW_STR("1]"));
    ck_assert_ptr_null(parse(&arena, sw_buf_str(&text)));
    sw_buf_release(&text);
    sw_arena_release(&arena);
}
END_TEST

Suite *suite_message(void)
{
    Suite *s = suite_create("message");
    TCase *tc = tcase_create("message");

    tcase_add_test(tc, finds);
    tcase_add_test(tc, nul);
    tcase_add_loop_test(tc, number, 0, sizeof numbers / sizeof numbers[0]);
    tcase_add_loop_test(tc, not_json, 0, sizeof bad / sizeof bad[0]);
    tcase_add_test(tc, bounds);
    suite_add_tcase(s, tc);
    return s;
}
