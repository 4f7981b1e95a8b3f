/* test_str.c - strings: cut, find, compare, count edits. */
#include "unit.h"

#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

START_TEST(part_is_clamped)
{
    sw_str s = SW_STR("hello");

    ck_assert(sw_str_equal_c(sw_str_part(s, 1, 3), "el"));
    ck_assert(sw_str_equal_c(sw_str_part(s, 3, 99), "lo"));
    ck_assert(sw_str_equal_c(sw_str_part(s, 9, 99), ""));
    ck_assert(sw_str_equal_c(sw_str_part(s, 4, 2), ""));
    ck_assert_uint_eq(sw_str_part((sw_str){0}, 0, 5).len, 0);
    ck_assert_uint_eq(sw_str_of(NULL).len, 0);
}
END_TEST

START_TEST(compare)
{
    ck_assert(sw_str_equal(SW_STR("a\0b"), SW_STR("a\0b")));
    ck_assert(!sw_str_equal(SW_STR("a\0b"), SW_STR("a\0c")));
    ck_assert(sw_str_equal((sw_str){0}, SW_STR("")));
    ck_assert(sw_str_equal_fold(SW_STR("Re: YES"), SW_STR("rE: yes")));
    ck_assert(!sw_str_equal_fold(SW_STR("@["), SW_STR("`{")));
    ck_assert(sw_str_starts_fold(SW_STR("RE: yes"), "re:"));
    ck_assert(!sw_str_starts_fold(SW_STR("re"), "re:"));
    ck_assert(sw_str_holds_fold(SW_STR("How CAN I help"), "can i"));
    ck_assert(sw_str_holds_fold(SW_STR("ends IN"), "in"));
    ck_assert(!sw_str_holds_fold(SW_STR("How can"), "can i"));
    ck_assert(sw_str_holds_fold(SW_STR(""), ""));
    ck_assert_int_lt(sw_str_compare(SW_STR("ab"), SW_STR("abc")), 0);
    ck_assert_int_gt(sw_str_compare(SW_STR("b"), SW_STR("abc")), 0);
    ck_assert_int_gt(sw_str_compare(SW_STR("\xC3"), SW_STR("z")), 0);
    ck_assert_int_eq(sw_str_compare((sw_str){0}, SW_STR("")), 0);
    ck_assert(sw_str_starts(SW_STR("https://x"), SW_STR("https:")));
    ck_assert(!sw_str_starts(SW_STR("ht"), SW_STR("https:")));
    ck_assert(sw_str_ends(SW_STR("pack.json"), SW_STR(".json")));
    ck_assert(!sw_str_ends(SW_STR("json"), SW_STR(".json")));
    ck_assert(sw_str_ends(SW_STR("x"), (sw_str){0}));
}
END_TEST

static const struct {
    const char *text, *needle;
    size_t from, want;
} finds[] = {
    {"abcabc", "abc", 0, 0},
    {"abcabc", "abc", 1, 3},
    {"abcabc", "abc", 4, SW_NOWHERE},
    {"abc", "abcd", 0, SW_NOWHERE},
    {"abc", "", 3, 3},
    {"abc", "", 4, SW_NOWHERE},
    {"", "a", 0, SW_NOWHERE},
    {"aab", "ab", 0, 1},
    {"xxabababababababababababcxx", "abababababababababababc", 0, 2},
    {"abababababababababababababc", "abababababababababababc", 0, 4},
};

START_TEST(find)
{
    ck_assert_uint_eq(sw_str_find(sw_str_of(finds[_i].text),
                                  sw_str_of(finds[_i].needle), finds[_i].from),
                      finds[_i].want);
}
END_TEST

static size_t find_slowly(sw_str s, sw_str needle, size_t from)
{
    for (size_t i = from; i + needle.len <= s.len; i++) {
        if (memcmp(s.ptr + i, needle.ptr, needle.len) == 0)
            return i;
    }
    return SW_NOWHERE;
}

/* All needles over two letters that repeat themselves in every way. */
START_TEST(find_agrees_with_the_slow_way)
{
    char text[64], needle[24];
    unsigned seed = 1;

    for (int round = 0; round < 20000; round++) {
        seed = seed * 1103515245u + 12345u;
        unsigned bits = seed >> 8;
        size_t len = 17 + (seed >> 4) % 8;
        size_t period = 1 + (seed >> 16) % 9;
        for (size_t i = 0; i < len; i++)
            needle[i] = "ab"[bits >> (i % period) & 1];
        needle[len - 1] = "ab"[seed >> 30 & 1];
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = needle[(i + (i > 30 ? seed >> 20 : 0)) % len];
        text[40] = 'a';
        sw_str s = {text, sizeof text}, n = {needle, len};
        for (size_t from = 0; from < 50; from += 7)
            ck_assert_uint_eq(sw_str_find(s, n, from), find_slowly(s, n, from));
    }
}
END_TEST

/* 4 MB of one letter and half as long a needle: quadratic would take hours;
 * the runner's timeout is the judge. */
START_TEST(find_is_linear)
{
    size_t len = 4 << 20;
    char *text = malloc(len), *needle = malloc(len / 2);

    memset(text, 'a', len);
    memset(needle, 'a', len / 2);
    needle[len / 4] = 'b';
    ck_assert_uint_eq(
        sw_str_find((sw_str){text, len}, (sw_str){needle, len / 2}, 0),
        SW_NOWHERE);
    needle[len / 4] = 'a';
    needle[0] = 'b';
    text[len / 2] = 'b';
    ck_assert_uint_eq(
        sw_str_find((sw_str){text, len}, (sw_str){needle, len / 2}, 0),
        len / 2);
    free(text);
    free(needle);
}
END_TEST

START_TEST(trim_and_lines)
{
    ck_assert(sw_str_equal_c(sw_str_trim(SW_STR(" \t\n a b\v\f\r")), "a b"));
    ck_assert(sw_str_equal_c(sw_str_trim(SW_STR(" \n ")), ""));

    sw_str rest = SW_STR("one\r\n\ntwo\rx\nthree"), line;
    static const char *const want[] = {"one", "", "two\rx", "three"};
    for (int i = 0; i < COUNT(want); i++) {
        ck_assert(sw_str_line(&rest, &line));
        ck_assert(sw_str_equal_c(line, want[i]));
    }
    ck_assert(!sw_str_line(&rest, &line));
    rest = SW_STR("a\n");
    ck_assert(sw_str_line(&rest, &line));
    ck_assert(!sw_str_line(&rest, &line));
}
END_TEST

static const struct {
    const char *text;
    size_t max;
    bool ok;
    size_t want;
} numbers[] = {
    {"0", 9, true, 0},
    {"007", 9, true, 7},
    {"10", 9, false, 0},
    {"9", 9, true, 9},
    {"", 9, false, 0},
    {"1x", 99, false, 0},
    {"-1", 99, false, 0},
    {" 1", 99, false, 0},
    {"18446744073709551615", SIZE_MAX, true, SIZE_MAX},
    {"18446744073709551616", SIZE_MAX, false, 0},
    {"99999999999999999999999999", SIZE_MAX, false, 0},
};

START_TEST(number)
{
    size_t n = 0;

    ck_assert_int_eq(
        sw_str_number(sw_str_of(numbers[_i].text), numbers[_i].max, &n),
        numbers[_i].ok);
    ck_assert_uint_eq(n, numbers[_i].want);
}
END_TEST

static const struct {
    const char *a, *b;
    size_t want;
} distances[] = {
    {"", "", 0},         {"rule", "rule", 0},
    {"rule", "rles", 2}, {"rule", "rlue", 1},
    {"ca", "abc", 3},    {"severity", "severty", 1},
    {"", "abc", 3},      {"aaaaaaaaaaaaaaaaaaaaaaaa", "b", 16},
};

START_TEST(distance)
{
    sw_str a = sw_str_of(distances[_i].a), b = sw_str_of(distances[_i].b);

    ck_assert_uint_eq(sw_str_distance(a, b), distances[_i].want);
    ck_assert_uint_eq(sw_str_distance(b, a), distances[_i].want);
}
END_TEST

START_TEST(distance_of_long_strings_is_far)
{
    char long_one[65];
    sw_str s = {long_one, sizeof long_one};

    memset(long_one, 'a', sizeof long_one);
    ck_assert_uint_eq(sw_str_distance(s, s), 16);
    ck_assert_uint_eq(
        sw_str_distance(sw_str_part(s, 0, 64), sw_str_part(s, 0, 63)), 1);
}
END_TEST

START_TEST(hash)
{
    ck_assert(sw_str_hash(SW_HASH_START, SW_STR("foobar")) ==
              0x85944171f73967e8ULL);
    uint64_t part = sw_str_hash(SW_HASH_START, SW_STR("foo"));
    ck_assert(sw_str_hash(part, SW_STR("bar")) == 0x85944171f73967e8ULL);
}
END_TEST

START_TEST(digits)
{
    static const uint64_t ns[] = {0,         7, 10, 4096, 0xFEDCBA9876543210u,
                                  UINT64_MAX};
    char want[24], space[20];

    snprintf(want, sizeof want, "%" PRIu64, ns[_i]);
    ck_assert(sw_str_equal_c(sw_str_decimal(space, ns[_i]), want));
    snprintf(want, sizeof want, "%016" PRIx64, ns[_i]);
    ck_assert(sw_str_equal_c(sw_str_hex(space, ns[_i]), want));
}
END_TEST

Suite *suite_str(void)
{
    Suite *suite = suite_create("str");
    TCase *tcase = tcase_create("str");

    tcase_add_test(tcase, part_is_clamped);
    tcase_add_test(tcase, compare);
    tcase_add_loop_test(tcase, find, 0, COUNT(finds));
    tcase_add_test(tcase, find_agrees_with_the_slow_way);
    tcase_add_test(tcase, find_is_linear);
    tcase_add_test(tcase, trim_and_lines);
    tcase_add_loop_test(tcase, number, 0, COUNT(numbers));
    tcase_add_loop_test(tcase, distance, 0, COUNT(distances));
    tcase_add_test(tcase, distance_of_long_strings_is_far);
    tcase_add_test(tcase, hash);
    tcase_add_loop_test(tcase, digits, 0, 6);
    suite_add_tcase(suite, tcase);
    return suite;
}
