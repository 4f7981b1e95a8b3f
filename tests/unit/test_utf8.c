/* test_utf8.c - what is UTF-8 and what is not; widths, words, case. */
#include "unit.h"

#include "base/utf8.h"

#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct {
    const char *text;
    size_t len, want;
} texts[] = {
#define ROW(literal, want)                 \
    {                                      \
        literal, sizeof(literal) - 1, want \
    }
    ROW("", 0),
    ROW("plain ascii, sixteen+", 21),
    ROW("a\0b", 3),
    ROW("\xC3\xA9", 2),
    ROW("\xE2\x82\xAC", 3),
    ROW("\xF0\x9F\x99\x82", 4),
    ROW("\xF4\x8F\xBF\xBF", 4),
    ROW("\xF4\x90\x80\x80", 0), /* over U+10FFFF */
    ROW("\xF5\x80\x80\x80", 0),
    ROW("x\xC0\x80", 1), /* overlong NUL */
    ROW("x\xC1\xBF", 1),
    ROW("x\xE0\x9F\xBF", 1), /* overlong */
    ROW("x\xF0\x8F\xBF\xBF", 1),
    ROW("x\xED\xA0\x80", 1), /* a surrogate */
    ROW("x\xED\x9F\xBF", 4),
    ROW("x\x80", 1), /* stray inner byte */
    ROW("x\xC3", 1), /* cut */
    ROW("x\xE2\x82", 1),
    ROW("x\xF0\x9F\x99", 1),
    ROW("x\xE2\x28\xA1", 1),
    ROW("x\xFF", 1),
    ROW("0123456789abcde\xE9tude", 15), /* Latin-1 */
    ROW("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\x28", 10),
#undef ROW
};

START_TEST(valid)
{
    const sw_str s = {texts[_i].text, texts[_i].len};
    sw_bits bits[2];

    ck_assert_uint_eq(sw_utf8_valid(s), texts[_i].want);
    ck_assert_uint_lt(s.len, sizeof bits / sizeof *bits * SW_BITS_BLOCK);
    sw_bits_all(s.ptr, s.len, bits);
    ck_assert_uint_eq(sw_utf8_valid_bits(s, bits), texts[_i].want);
}
END_TEST

/* The same across the border of two blocks, whole and cut short. */
START_TEST(valid_blocks)
{
    char bytes[2 * SW_BITS_BLOCK];
    sw_bits bits[3];

    for (size_t at = SW_BITS_BLOCK - 8; at < SW_BITS_BLOCK + 2; at++) {
        const size_t len = at + texts[_i].len;
        if (len + 1 > sizeof bytes)
            break;
        memset(bytes, 'x', sizeof bytes);
        memcpy(bytes + at, texts[_i].text, texts[_i].len);
        for (size_t end = at; end <= len + 1; end++) {
            const sw_str s = {bytes, end};
            sw_bits_all(bytes, end, bits);
            ck_assert_uint_eq(sw_utf8_valid_bits(s, bits), sw_utf8_valid(s));
        }
    }
}
END_TEST

/* The quick look agrees with the other on all that begins with that byte. */
START_TEST(short_ones)
{
    unsigned char bytes[4] = {(unsigned char)_i, 0, 0, 'x'};

    for (unsigned i = 0; i < 0x10000; i++) {
        uint32_t four;
        size_t size;

        bytes[1] = (unsigned char)(i >> 8);
        bytes[2] = (unsigned char)i;
        four = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
               (uint32_t)bytes[3] << 24;
        size = sw_utf8_well_formed((sw_str){(const char *)bytes, 4}, 0);
        if (sw_utf8_short(four) != (size == 2 || size == 3 ? size : 0))
            ck_abort_msg("%02x %02x %02x", bytes[0], bytes[1], bytes[2]);
    }
}
END_TEST

START_TEST(every_code_point_goes_round)
{
    char bytes[4];

    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        size_t size, back;
        sw_str s = {bytes, sw_utf8_put(bytes, code)};
        if (sw_utf8_valid(s) != s.len || sw_utf8_at(s, 0, &size) != code ||
            size != s.len || sw_utf8_before(s, s.len, &back) != code ||
            back != s.len)
            ck_abort_msg("U+%04X", (unsigned)code);
    }
    ck_assert_uint_eq(sw_utf8_put(bytes, 0xD800), 3);
    ck_assert_mem_eq(bytes, "\xEF\xBF\xBD", 3);
    ck_assert_uint_eq(sw_utf8_put(bytes, 0x110000), 3);
}
END_TEST

START_TEST(counts)
{
    sw_str s = SW_STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x99\x82");

    ck_assert_uint_eq(sw_utf8_count(s), 4);
    ck_assert_uint_eq(sw_utf16_count(s), 5);
    ck_assert_uint_eq(sw_utf8_count((sw_str){0}), 0);
}
END_TEST

static const struct {
    uint32_t code;
    int want;
} widths[] = {
    {'a', 1},     {0xE9, 1},   {0x301, 0},    {0x200D, 0},  {0xFE0F, 0},
    {0x4E2D, 2},  {0xAC00, 2}, {0xFF01, 2},   {0x1F642, 2}, {0x2705, 2},
    {0x2713, 1},  {0x2019, 1}, {0x20AC, 1},   {0xFF71, 1},  {0x20000, 2},
    {0x1F1E9, 1}, {0x2014, 1}, {0x10FFFF, 1},
};

START_TEST(width)
{
    ck_assert_int_eq(sw_utf8_width(widths[_i].code), widths[_i].want);
}
END_TEST

START_TEST(classes)
{
    static const uint32_t words[] = {'a',   'Z',    '0',    '_',    0xE9,
                                     0xAA,  0x3B1,  0x416,  0x4E2D, 0x301,
                                     0x5D0, 0x3042, 0xFF21, 0xB2};
    static const uint32_t others[] = {'-',    ' ',    0xA0,    0xAB,   0x2019,
                                      0x2014, 0x20AC, 0x1F642, 0x2122, 0xD7,
                                      0x3002, 0xFF0C, 0x2713,  '@',    '[',
                                      '`',    '{',    0x7F,    0x200D, 0xFE0F};
    for (int i = 0; i < COUNT(words); i++)
        ck_assert_msg(sw_utf8_is_word(words[i]), "U+%04X", words[i]);
    for (int i = 0; i < COUNT(others); i++)
        ck_assert_msg(!sw_utf8_is_word(others[i]), "U+%04X", others[i]);
    ck_assert(sw_utf8_is_space(' ') && sw_utf8_is_space(0xA0));
    ck_assert(sw_utf8_is_space(0x2003) && sw_utf8_is_space(0x202F));
    ck_assert(!sw_utf8_is_space(0x200B) && !sw_utf8_is_space(0));
    ck_assert(sw_utf8_is_apostrophe('\'') && sw_utf8_is_apostrophe(0x2019));
    ck_assert(!sw_utf8_is_apostrophe('"') && !sw_utf8_is_apostrophe(0x201D));
}
END_TEST

static const struct {
    uint32_t upper, lower;
} cases[] = {
    {'A', 'a'},     {'Z', 'z'},     {0xC9, 0xE9},   {0xDE, 0xFE},
    {0x100, 0x101}, {0x139, 0x13A}, {0x147, 0x148}, {0x160, 0x161},
    {0x178, 0xFF},  {0x17D, 0x17E}, {0x386, 0x3AC}, {0x38C, 0x3CC},
    {0x38F, 0x3CE}, {0x391, 0x3B1}, {0x3A3, 0x3C3}, {0x3AB, 0x3CB},
    {0x400, 0x450}, {0x40F, 0x45F}, {0x410, 0x430}, {0x42F, 0x44F},
    {0x460, 0x461}, {0x490, 0x491}, {0x4C0, 0x4CF}, {0x4C1, 0x4C2},
    {0x4D0, 0x4D1}, {0x52E, 0x52F},
};

START_TEST(cases_pair_up)
{
    uint32_t upper = cases[_i].upper, lower = cases[_i].lower;

    ck_assert(sw_utf8_is_upper(upper) && !sw_utf8_is_lower(upper));
    ck_assert(sw_utf8_is_lower(lower) && !sw_utf8_is_upper(lower));
    ck_assert_uint_eq(sw_utf8_lower(upper), lower);
    ck_assert_uint_eq(sw_utf8_upper(lower), upper);
    ck_assert_uint_eq(sw_utf8_upper(upper), upper);
    ck_assert_uint_eq(sw_utf8_lower(lower), lower);
}
END_TEST

START_TEST(letters_without_a_partner)
{
    static const uint32_t none[] = {'1', '[', '`', 0xD7, 0xF7, 0x3A2, 0x4E2D};

    for (int i = 0; i < COUNT(none); i++) {
        ck_assert(!sw_utf8_is_upper(none[i]) && !sw_utf8_is_lower(none[i]));
        ck_assert_uint_eq(sw_utf8_upper(none[i]), none[i]);
        ck_assert_uint_eq(sw_utf8_lower(none[i]), none[i]);
    }
    ck_assert(sw_utf8_is_lower(0xDF));
    ck_assert_uint_eq(sw_utf8_upper(0xDF), 0xDF);
    ck_assert_uint_eq(sw_utf8_upper(0x3C2), 0x3A3);
    ck_assert(sw_utf8_is_upper(0x130));
}
END_TEST

Suite *suite_utf8(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tcase = tcase_create("utf8");

    tcase_add_loop_test(tcase, valid, 0, COUNT(texts));
    tcase_add_loop_test(tcase, valid_blocks, 0, COUNT(texts));
    tcase_add_loop_test(tcase, short_ones, 0, 256);
    tcase_add_test(tcase, every_code_point_goes_round);
    tcase_add_test(tcase, counts);
    tcase_add_loop_test(tcase, width, 0, COUNT(widths));
    tcase_add_test(tcase, classes);
    tcase_add_loop_test(tcase, cases_pair_up, 0, COUNT(cases));
    tcase_add_test(tcase, letters_without_a_partner);
    suite_add_tcase(suite, tcase);
    return suite;
}
