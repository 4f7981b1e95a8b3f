/* test_byte.c - the table against <ctype.h>, the long steps against short. */
#include "unit.h"

#include "base/byte.h"

#include <string.h>

static bool is_word(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '_';
}

START_TEST(classes)
{
    for (int c = 0; c < 256; c++) {
        const unsigned got = sw_byte_class((char)c);
        const bool ascii = c != 0 && c < 0x80;
        ck_assert_int_eq((got & SW_BYTE_WORD) != 0, is_word(c));
        ck_assert_int_eq((got & SW_BYTE_UPPER) != 0, c >= 'A' && c <= 'Z');
        ck_assert_int_eq((got & SW_BYTE_DIGIT) != 0, c >= '0' && c <= '9');
        ck_assert_int_eq((got & SW_BYTE_SPACE) != 0,
                         ascii && strchr("\t\n\v\f\r ", c) != NULL);
        ck_assert_int_eq((got & SW_BYTE_BREAK) != 0, c == '\n' || c == '\r');
        ck_assert_int_eq((got & SW_BYTE_MARK) != 0,
                         ascii && strchr(".!?", c) != NULL);
        ck_assert_int_eq((got & SW_BYTE_JOINT) != 0,
                         ascii && strchr("-'`", c) != NULL);
        ck_assert_int_eq((got & SW_BYTE_HIGH) != 0, c >= 0x80);
    }
}
END_TEST

/* Every byte in every place of a row of plain ones, whole and cut. */
START_TEST(steps)
{
    enum { LEN = 50 };
    char text[LEN];
    const int c = _i;
    const bool ends = c == '\n' || c == '\r';
    for (size_t at = 0; at < LEN; at++) {
        memset(text, "aZ 9"[at % 4], LEN);
        text[at] = (char)c;
        for (size_t from = 0; from <= LEN; from += 1 + at % 3) {
            const bool in = from <= at;
            ck_assert_uint_eq(sw_byte_break(text, from, LEN),
                              in && ends ? at : LEN);
            ck_assert_uint_eq(sw_byte_break_back(text, from, LEN),
                              in && ends ? at + 1 : from);
            ck_assert_uint_eq(sw_byte_high(text, from, LEN),
                              in && c >= 0x80 ? at : LEN);
        }
        ck_assert_uint_eq(sw_byte_break(text, 0, at), at);
        ck_assert_uint_eq(sw_byte_break_back(text, 0, at), 0);
        ck_assert_uint_eq(sw_byte_high(text, 0, at), at);
    }
}
END_TEST

START_TEST(among)
{
    for (unsigned c = 0; c < 0x80; c++) {
        char text[8] = "a{z`\x7f\0a";
        uint64_t want = 0;
        text[c % 8] = (char)c;
        for (size_t i = 0; i < 8; i++)
            if (text[i] >= 'a' && text[i] <= 'z')
                want |= 0x80ULL << (8 * i);
        ck_assert_uint_eq(sw_bytes_among(sw_bytes_load(text), 'a', 'z'), want);
    }
}
END_TEST

Suite *suite_byte(void)
{
    Suite *suite = suite_create("byte");
    TCase *tests = tcase_create("byte");
    tcase_add_test(tests, classes);
    tcase_add_loop_test(tests, steps, 0, 256);
    tcase_add_test(tests, among);
    suite_add_tcase(suite, tests);
    return suite;
}
