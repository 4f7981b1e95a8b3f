/* test_buf.c - buffers with a cap; errors and their excerpts. */
#include "unit.h"

#include "base/buf.h"
#include "base/fail.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

START_TEST(writes)
{
    sw_buf buf = {0};

    ck_assert_uint_eq(sw_buf_str(&buf).len, 0);
    ck_assert_str_eq(sw_buf_c(&buf), "");
    sw_buf_put_c(&buf, "n=");
    sw_buf_number(&buf, 0);
    sw_buf_byte(&buf, ',');
    sw_buf_number(&buf, UINT64_MAX);
    sw_buf_code(&buf, 0x20AC);
    sw_buf_printf(&buf, "<%5s>", "ab");
    sw_buf_put(&buf, (sw_str){0});
    sw_buf_put_c(&buf, NULL);
    ck_assert_str_eq(sw_buf_c(&buf),
                     "n=0,18446744073709551615\xE2\x82\xAC<   ab>");
    sw_buf_printf(&buf, "%5000d", 1);
    ck_assert_uint_eq(buf.len, 5000 + 34);
    sw_buf_clear(&buf);
    sw_buf_printf(&buf, "%s: %zu%%%s%zu", "a", (size_t)0, "", SIZE_MAX);
    sw_buf_printf(&buf, "%%");
    sw_buf_printf(&buf, "-");
    sw_buf_printf(&buf, "%d %s", -1, "b");
    ck_assert_str_eq(sw_buf_c(&buf), "a: 0%18446744073709551615%--1 b");
    ck_assert(!buf.failed);
    sw_buf_release(&buf);
    ck_assert_ptr_null(buf.ptr);
}
END_TEST

START_TEST(the_cap_sticks)
{
    sw_buf buf;

    sw_buf_init(&buf, 5);
    sw_buf_put_c(&buf, "12345");
    ck_assert_str_eq(sw_buf_c(&buf), "12345");
    sw_buf_byte(&buf, '6');
    ck_assert(buf.failed);
    ck_assert_ptr_null(sw_buf_c(&buf));
    sw_buf_clear(&buf);
    sw_buf_put_c(&buf, "123456");
    ck_assert(buf.failed);
    sw_buf_put_c(&buf, "1");
    ck_assert_uint_eq(buf.len, 0);
    sw_buf_clear(&buf);
    sw_buf_copy(&buf, "1234", 4);
    sw_buf_copy(&buf, "5", 1);
    ck_assert_str_eq(sw_buf_c(&buf), "12345");
    sw_buf_copy(&buf, "6", 1);
    ck_assert(buf.failed);
    ck_assert_uint_eq(buf.len, 5);
    sw_buf_clear(&buf);
    sw_buf_printf(&buf, "%s", "12345");
    ck_assert(!buf.failed);
    sw_buf_printf(&buf, "%s", "6");
    ck_assert(buf.failed);
    sw_buf_clear(&buf);
    sw_buf_put(&buf, (sw_str){"x", SIZE_MAX});
    ck_assert(buf.failed);
    sw_buf_release(&buf);
    ck_assert_uint_eq(buf.max, 5);
}
END_TEST

#ifdef SW_FAULT
START_TEST(memory_runs_out)
{
    for (long n = 0; n < 4; n++) {
        sw_buf buf = {0};
        sw_mem_fault_after(n);
        for (int i = 0; i < 10000; i++)
            sw_buf_number(&buf, 1234567890);
        ck_assert(buf.failed);
        ck_assert_ptr_null(sw_buf_c(&buf));
        /* After a failure nothing is tried again. */
        ck_assert_int_eq(sw_mem_fault_count(), n + 1);
        sw_mem_fault_after(-1);
        sw_buf_clear(&buf);
        sw_buf_put_c(&buf, "again");
        ck_assert_str_eq(sw_buf_c(&buf), "again");
        sw_buf_release(&buf);
    }
}
END_TEST
#endif

START_TEST(fail_fills_and_clears)
{
    saywell_error err;

    memset(&err, 'x', sizeof err);
    ck_assert_int_eq(sw_fail(&err, SAYWELL_RULE, "no \"%s\"\nhere", "id"),
                     SAYWELL_RULE);
    ck_assert_int_eq(err.status, SAYWELL_RULE);
    ck_assert_str_eq(err.message, "no \"id\"?here");
    ck_assert(err.offset == SAYWELL_NOWHERE);
    ck_assert_str_eq(err.file, "");
    ck_assert_uint_eq(err.line + err.column + err.caret_len, 0);
    sw_fail(&err, SAYWELL_RULE, "%s, again", err.message);
    ck_assert_str_eq(err.message, "no \"id\"?here, again");
    ck_assert_int_eq(sw_fail_nomem(&err), SAYWELL_NOMEM);
    ck_assert_str_eq(err.message, "out of memory");
    sw_fail_clear(&err);
    ck_assert_int_eq(err.status, SAYWELL_OK);
    ck_assert_int_eq(sw_fail(NULL, SAYWELL_UTF8, "x"), SAYWELL_UTF8);
    ck_assert_int_eq(sw_fail_nomem(NULL), SAYWELL_NOMEM);
    sw_fail_clear(NULL);
    sw_fail_place(NULL, SW_STR("x"), 0, 1);
}
END_TEST

START_TEST(a_cut_message_ends_in_a_whole_character)
{
    saywell_error err;
    char words[500];

    for (size_t pad = 0; pad < 4; pad++) {
        memset(words, 'a', sizeof words);
        for (size_t i = pad; i + 4 < sizeof words; i += 4)
            memcpy(words + i, "\xF0\x9F\x99\x82", 4);
        words[sizeof words - 1] = '\0';
        sw_fail(&err, SAYWELL_RULE, "%s", words);
        sw_str message = sw_str_of(err.message);
        ck_assert_uint_ge(message.len, 396);
        ck_assert_uint_lt(message.len, sizeof err.message);
        ck_assert_uint_eq(sw_utf8_valid(message), message.len);
    }
}
END_TEST

static const struct {
    const char *text;
    size_t offset, len;
    size_t line, column;
    const char *excerpt;
    size_t caret, caret_len;
} places[] = {
    {"one\ntwo three\nx", 8, 5, 2, 5, "two three", 4, 5},
    {"one\r\ntwo\r\n", 5, 3, 2, 1, "two", 0, 3},
    {"one\r\ntwo", 4, 1, 1, 5, "one", 3, 1},
    {"one\ntwo", 3, 1, 1, 4, "one", 3, 1},
    {"one\ntwo", 4, 99, 2, 1, "two", 0, 3},
    {"one", 99, 1, 1, 4, "one", 3, 1},
    {"one", 1, 0, 1, 2, "one", 1, 1},
    {"a\n\nb", 2, 1, 2, 1, "", 0, 0},
    {"\tx\x1B[1m", 1, 1, 1, 2, " x?[1m", 1, 1},
    {"\xE4\xB8\xAD\xE4\xB8\xAD x", 3, 3, 1, 2, "\xE4\xB8\xAD\xE4\xB8\xAD x", 2,
     2},
    {"e\xCC\x81 x", 4, 1, 1, 4, "e\xCC\x81 x", 2, 1},
    {"a\xE2\x80\xAE"
     "b",
     4, 1, 1, 3, "a?b", 2, 1},
    {"caf\xE9 x", 3, 1, 1, 4, "caf? x", 3, 1},
    {"\xEF\xBB\xBFhey", 3, 1, 1, 1, "hey", 0, 1},
    {"", 0, 1, 1, 1, "", 0, 0},
};

START_TEST(places_are_shown)
{
    saywell_error err;

    sw_fail(&err, SAYWELL_SYNTAX, "x");
    sw_fail_place(&err, sw_str_of(places[_i].text), places[_i].offset,
                  places[_i].len);
    ck_assert_uint_eq(err.line, places[_i].line);
    ck_assert_uint_eq(err.column, places[_i].column);
    ck_assert_str_eq(err.excerpt, places[_i].excerpt);
    ck_assert_uint_eq(err.caret, places[_i].caret);
    ck_assert_uint_eq(err.caret_len, places[_i].caret_len);
    ck_assert_str_eq(err.message, "x");
}
END_TEST

/* Wherever the place is in a long line, the caret stands under it. */
START_TEST(long_lines_are_cut)
{
    static const char *const fills[] = {
        "a", "\xC3\xA9", "\xE4\xB8\xAD", "\xF0\x9F\x99\x82", "\t", "\x80"};
    sw_buf buf = {0};
    sw_str fill = sw_str_of(fills[_i]);

    for (size_t before = 0; before < 400; before += 13) {
        saywell_error err;
        sw_buf_clear(&buf);
        sw_buf_put_c(&buf, "first\n");
        for (size_t i = 0; i < 400; i++)
            sw_buf_put(&buf, i == before ? SW_STR("HERE") : fill);
        size_t offset = 6 + before * fill.len;
        sw_fail(&err, SAYWELL_SYNTAX, "x");
        sw_fail_place(&err, sw_buf_str(&buf), offset, 4);
        sw_str shown = sw_str_of(err.excerpt);
        ck_assert_uint_lt(shown.len, sizeof err.excerpt);
        ck_assert_uint_eq(sw_utf8_valid(shown), shown.len);
        size_t at = sw_str_find(shown, SW_STR("HERE"), 0);
        ck_assert(at != SW_NOWHERE);
        size_t columns = 0;
        for (size_t i = 0, size; i < at; i += size)
            columns += (size_t)sw_utf8_width(sw_utf8_at(shown, i, &size));
        ck_assert_uint_eq(err.caret, columns);
        ck_assert_uint_eq(err.caret_len, 4);
        ck_assert_uint_eq(err.line, 2);
    }
    sw_buf_release(&buf);
}
END_TEST

START_TEST(a_long_caret_stays_inside)
{
    saywell_error err;
    char text[1000];

    memset(text, 'a', sizeof text);
    sw_fail_place(&err, (sw_str){text, sizeof text}, 10, 900);
    ck_assert_uint_le(err.caret + err.caret_len, strlen(err.excerpt));
    ck_assert_uint_gt(err.caret_len, 50);
}
END_TEST

Suite *suite_buf(void)
{
    Suite *suite = suite_create("buf");
    TCase *tcase = tcase_create("buf");

    tcase_add_test(tcase, writes);
    tcase_add_test(tcase, the_cap_sticks);
#ifdef SW_FAULT
    tcase_add_test(tcase, memory_runs_out);
#endif
    suite_add_tcase(suite, tcase);

    TCase *fail = tcase_create("fail");
    tcase_add_test(fail, fail_fills_and_clears);
    tcase_add_test(fail, a_cut_message_ends_in_a_whole_character);
    tcase_add_loop_test(fail, places_are_shown, 0, COUNT(places));
    tcase_add_loop_test(fail, long_lines_are_cut, 0, 6);
    tcase_add_test(fail, a_long_caret_stays_inside);
    suite_add_tcase(suite, fail);
    return suite;
}
