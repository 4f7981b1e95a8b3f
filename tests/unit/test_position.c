/* test_position.c - bytes, lines and characters, in three units. */
#include <string.h>

#include "unit.h"

#include "base/buf.h"
#include "lsp/position.h"

/* An emoji takes 4 bytes, 2 units of UTF-16, 1 code point; a curly quote 3,
 * 1, 1. */
#define EMOJI "\xF0\x9F\x98\x80"
#define CURLY "\xE2\x80\x99"

static const char text[] = "can" CURLY "t\r\n" EMOJI " No\r\rx\n\nlast" EMOJI;
#define TEXT ((sw_str){text, sizeof text - 1})

static const struct {
    size_t byte;
    sw_position at[3]; /* by unit: UTF-16, UTF-8, UTF-32 */
} places[] = {
    {0, {{0, 0}, {0, 0}, {0, 0}}},
    {3, {{0, 3}, {0, 3}, {0, 3}}},
    {6, {{0, 4}, {0, 6}, {0, 4}}},
    {7, {{0, 5}, {0, 7}, {0, 5}}}, /* before \r\n */
    {9, {{1, 0}, {1, 0}, {1, 0}}},
    {13, {{1, 2}, {1, 4}, {1, 1}}},
    {16, {{1, 5}, {1, 7}, {1, 4}}}, /* before \r */
    {17, {{2, 0}, {2, 0}, {2, 0}}},
    {18, {{3, 0}, {3, 0}, {3, 0}}},
    {20, {{4, 0}, {4, 0}, {4, 0}}},
    {21, {{5, 0}, {5, 0}, {5, 0}}},
    {29, {{5, 6}, {5, 8}, {5, 5}}}, /* the end */
};

START_TEST(both_ways)
{
    sw_lines lines = {0};

    ck_assert(sw_lines_set(&lines, TEXT));
    ck_assert_uint_eq(lines.count, 6);
    for (int unit = 0; unit < 3; unit++) {
        sw_ruler ruler = {&lines, TEXT, (sw_unit)unit, 0, 0, 0, false};
        sw_position want = places[_i].at[unit];
        sw_position got = sw_ruler_at(&ruler, places[_i].byte);

        ck_assert_uint_eq(got.line, want.line);
        ck_assert_uint_eq(got.character, want.character);
        ck_assert_uint_eq(sw_position_byte(&lines, TEXT, (sw_unit)unit, want),
                          places[_i].byte);
    }
    sw_lines_release(&lines);
}
END_TEST

static const struct {
    sw_unit unit;
    sw_position at;
    size_t byte;
} outside[] = {
    {SW_UNIT_UTF16, {0, 99}, 7}, /* the end of the line */
    {SW_UNIT_UTF16, {9, 0}, 29}, /* the end of the text */
    {SW_UNIT_UTF16, {1, 1}, 9},  /* inside a pair */
    {SW_UNIT_UTF8, {0, 4}, 3},   /* inside a quote */
    {SW_UNIT_UTF16, {5, 0x7FFFFFFF}, 29},
    {SW_UNIT_UTF32, {2, 1}, 17},
    {SW_UNIT_UTF16, {0x7FFFFFFF, 0x7FFFFFFF}, 29},
};

START_TEST(clamped)
{
    sw_lines lines = {0};

    ck_assert(sw_lines_set(&lines, TEXT));
    ck_assert_uint_eq(
        sw_position_byte(&lines, TEXT, outside[_i].unit, outside[_i].at),
        outside[_i].byte);
    sw_lines_release(&lines);
}
END_TEST

/* A ruler may be asked in any order. */
START_TEST(any_order)
{
    sw_lines lines = {0};
    sw_ruler ruler = {&lines, TEXT, SW_UNIT_UTF16, 0, 0, 0, false};
    const size_t rows = sizeof places / sizeof places[0];

    ck_assert(sw_lines_set(&lines, TEXT));
    for (size_t i = 0; i < rows * 7; i++) {
        size_t k = i * 5 % rows;
        sw_position got = sw_ruler_at(&ruler, places[k].byte);

        ck_assert_uint_eq(got.line, places[k].at[0].line);
        ck_assert_uint_eq(got.character, places[k].at[0].character);
    }
    sw_lines_release(&lines);
}
END_TEST

/* Law: edits keep the lines as a fresh look at the text would find them. */
START_TEST(edits)
{
    static const char *const words[] = {"",   "\r",   "\n",   "\r\n", "a",
                                        "ab", "\n\r", "a\nb", "\r\r", EMOJI};
    char bytes[4096] = "";
    size_t len = 0;
    unsigned seed = 7;
    sw_lines lines = {0};

    ck_assert(sw_lines_set(&lines, (sw_str){bytes, 0}));
    for (int i = 0; i < 20000; i++) {
        sw_lines fresh = {0};
        size_t start, end, n;
        const char *word;

        seed = seed * 1103515245 + 12345;
        word = words[(seed >> 16) % 10];
        n = strlen(word);
        seed = seed * 1103515245 + 12345;
        start = (seed >> 8) % (len + 1);
        seed = seed * 1103515245 + 12345;
        end = start + (seed >> 16) % (len > 60 ? 9 : 3);
        if (end > len)
            end = len;
        memmove(bytes + start + n, bytes + end, len - end);
        memcpy(bytes + start, word, n);
        len = len - (end - start) + n;
        ck_assert(sw_lines_change(&lines, (sw_str){bytes, len}, start, end,
                                  start + n));
        ck_assert(sw_lines_set(&fresh, (sw_str){bytes, len}));
        ck_assert_uint_eq(lines.count, fresh.count);
        ck_assert_int_eq(memcmp(lines.starts, fresh.starts,
                                fresh.count * sizeof *fresh.starts),
                         0);
        sw_lines_release(&fresh);
    }
    sw_lines_release(&lines);
}
END_TEST

Suite *suite_position(void)
{
    Suite *s = suite_create("position");
    TCase *tc = tcase_create("position");

    tcase_add_loop_test(tc, both_ways, 0, sizeof places / sizeof places[0]);
    tcase_add_loop_test(tc, clamped, 0, sizeof outside / sizeof outside[0]);
    tcase_add_test(tc, any_order);
    tcase_add_test(tc, edits);
    suite_add_tcase(s, tc);
    return s;
}
