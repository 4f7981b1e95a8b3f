/* test_look.c - words counted many bytes a step, and word by word. */
#include "unit.h"

#include "base/utf8.h"
#include "doc/look.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text;
    size_t words;
} counts[] = {
    {"", 0},
    {"one", 1},
    {"one two", 2},
    {"  one,two  ", 2},
    {"don't stop", 2},
    {"don\u2019t stop", 2},
    {"a mix-up here, see", 4},
    {"a -- b - c", 3},
    {"rock 'n' roll", 3},
    {"customers' own", 2},
    {"no_break 12.5 v2", 4},
    {"caf\u00e9s\u2014two", 2},
    {"abcdefg'hijkl-mnop", 1}, /* joints at the steps' borders */
    {"abcdefg' hijkl- nop", 3},
    {"\u4f60\u597d", 1},
};

START_TEST(count)
{
    const sw_str text = sw_str_of(counts[_i].text);
    sw_bit_map map = sw_bit_map_of(text.ptr, text.len, NULL);
    ck_assert_uint_eq(sw_look_count_words(&map, 0, text.len), counts[_i].words);
}
END_TEST

static size_t one_by_one(sw_str text, size_t i, size_t end)
{
    size_t words = 0, size;
    while (i < end) {
        const size_t word = sw_look_word(text, i, end);
        words += word > i;
        sw_utf8_at(text, i, &size);
        i = word > i ? word : i + size;
    }
    return words;
}

/* Texts of few kinds of characters, so that all of them meet. */
START_TEST(count_any)
{
    static const char *const parts[] = {"a",      "Z",  "9",   "_", " ",
                                        ".",      "-",  "'",   "`", "\u2019",
                                        "\u00e9", "\n", "aaaa"};
    unsigned seed = (unsigned)_i * 7919u + 1;
    char bytes[400] = "";
    for (int k = 0; k < 60; k++) {
        seed = seed * 1103515245u + 12345u;
        strcat(bytes, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
    }
    const sw_str text = sw_str_of(bytes);
    sw_bit_map map = sw_bit_map_of(text.ptr, text.len, NULL);
    ck_assert_uint_eq(sw_look_count_words(&map, 0, text.len),
                      one_by_one(text, 0, text.len));
    for (size_t i = 0; i < text.len; i++) /* from the middle of a block */
        if (((unsigned char)text.ptr[i] & 0xC0) != 0x80)
            ck_assert_uint_eq(sw_look_count_words(&map, i, text.len),
                              one_by_one(text, i, text.len));
}
END_TEST

START_TEST(listed)
{
    static const sw_look_words words = {['a' - 'a'] = "an and",
                                        ['z' - 'a'] = "zoo"};
    ck_assert(sw_look_listed(SW_STR("And"), words));
    ck_assert(sw_look_listed(SW_STR("zoo"), words));
    ck_assert(!sw_look_listed(SW_STR("a"), words));
    ck_assert(!sw_look_listed(SW_STR("be"), words));
    ck_assert(!sw_look_listed(SW_STR("'and"), words));
    ck_assert(!sw_look_listed(SW_STR(""), words));
}
END_TEST

START_TEST(past)
{
    const sw_str text = SW_STR("Dear Sir");
    ck_assert_uint_eq(sw_look_past(text, 0, "dear "), 5);
    ck_assert_uint_eq(sw_look_past(text, 5, "sir"), 8);
    ck_assert_uint_eq(sw_look_past(text, 5, "sirs"), 0);
    ck_assert(sw_look_starts(text, 0, "dear"));
    ck_assert(!sw_look_starts(text, 1, "dear"));
    ck_assert(!sw_look_starts(text, 8, "s"));
}
END_TEST

Suite *suite_look(void)
{
    Suite *suite = suite_create("look");
    TCase *tests = tcase_create("look");
    tcase_add_loop_test(tests, count, 0, sizeof counts / sizeof *counts);
    tcase_add_loop_test(tests, count_any, 0, 500);
    tcase_add_test(tests, listed);
    tcase_add_test(tests, past);
    suite_add_tcase(suite, tests);
    return suite;
}
