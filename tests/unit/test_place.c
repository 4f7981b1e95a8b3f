/* test_place.c - lines, columns, code points and UTF-16 units of offsets. */
#include "unit.h"

#include "doc/place.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct {
    const char *text;
    saywell_place want; /* its byte is the offset asked for */
} rows[] = {
    {"", {.byte = 0, .codepoint = 0, .utf16 = 0, .line = 1, .column = 1}},
    {"abc", {0, 0, 0, 1, 1}},
    {"abc", {3, 3, 3, 1, 4}},
    {"a\nb", {1, 1, 1, 1, 2}},
    {"a\nb", {2, 2, 2, 2, 1}},
    {"a\nb\n", {4, 4, 4, 3, 1}},
    {"a\r\nb", {1, 1, 1, 1, 2}},
    {"a\r\nb", {2, 2, 2, 1, 3}}, /* between \r and \n: still the line */
    {"a\r\nb", {3, 3, 3, 2, 1}},
    {"a\rb", {2, 2, 2, 2, 1}},
    {"a\r", {2, 2, 2, 2, 1}},
    {"\r\r\n\n", {4, 4, 4, 4, 1}},
    {"\u00e9t\u00e9!", {5, 3, 3, 1, 4}},
    {"\u20ac\u20ac", {6, 2, 2, 1, 3}},
    {"\U0001F389!", {4, 1, 2, 1, 2}},
    {"a\n\U0001F389\u00e9b", {8, 4, 5, 2, 3}},
};

static void check(const saywell_place *got, const saywell_place *want)
{
    ck_assert_uint_eq(got->byte, want->byte);
    ck_assert_uint_eq(got->codepoint, want->codepoint);
    ck_assert_uint_eq(got->utf16, want->utf16);
    ck_assert_uint_eq(got->line, want->line);
    ck_assert_uint_eq(got->column, want->column);
}

START_TEST(one)
{
    size_t order;
    saywell_place got;
    sw_place_fill(sw_str_of(rows[_i].text), &rows[_i].want.byte, 1, &order,
                  &got);
    check(&got, &rows[_i].want);
}
END_TEST

/* Many offsets, in no order and twice, are what each is by itself. */
START_TEST(many)
{
    enum { MANY = 500 };
    const sw_str text =
        SW_STR("a\r\nb\u00e9\n\nc \U0001F389 d\re f\n\u20ac\u20ac g\n");
    size_t offsets[MANY], order[MANY], one_order, count = 0;
    saywell_place got[MANY], want;
    for (unsigned k = 0; count < MANY; k++) {
        const size_t at = k * 7919u % (text.len + 1);
        if (at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80)
            offsets[count++] = at;
    }
    sw_place_fill(text, offsets, MANY, order, got);
    for (size_t k = 0; k < MANY; k++) {
        ck_assert_uint_eq(got[k].byte, offsets[k]);
        sw_place_fill(text, &offsets[k], 1, &one_order, &want);
        check(&got[k], &want);
    }
}
END_TEST

START_TEST(none)
{
    sw_place_fill(SW_STR("abc"), NULL, 0, NULL, NULL);
}
END_TEST

/* The worst order and the most offsets: sorted by the law, not the square. */
START_TEST(backwards)
{
    const size_t count = 300000;
    size_t *const offsets = malloc(count * sizeof *offsets);
    size_t *const order = malloc(count * sizeof *order);
    saywell_place *const got = malloc(count * sizeof *got);
    char *const text = malloc(count);
    ck_assert(offsets && order && got && text);
    memset(text, '\n', count);
    for (size_t k = 0; k < count; k++)
        offsets[k] = count - k;
    sw_place_fill((sw_str){text, count}, offsets, count, order, got);
    ck_assert_uint_eq(got[0].line, count + 1);
    ck_assert_uint_eq(got[count - 1].line, 2);
    free(text);
    free(got);
    free(order);
    free(offsets);
}
END_TEST

Suite *suite_place(void)
{
    Suite *const suite = suite_create("place");
    TCase *const tcase = tcase_create("places");
    tcase_add_loop_test(tcase, one, 0, COUNT(rows));
    tcase_add_test(tcase, many);
    tcase_add_test(tcase, none);
    tcase_add_test(tcase, backwards);
    suite_add_tcase(suite, tcase);
    return suite;
}
