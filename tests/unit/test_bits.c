/* test_bits.c - what 64 bytes are, against each of them. */
#include "unit.h"

#include "base/bits.h"

#include <stdlib.h>
#include <string.h>

static uint64_t bit(bool is, size_t at)
{
    return (uint64_t)is << at;
}

/* Every byte in every place, and behind the end. */
START_TEST(block)
{
    char text[SW_BITS_BLOCK];
    const unsigned class = sw_byte_class((char)_i);
    const bool ends = (class & SW_BYTE_BREAK) != 0;
    for (size_t at = 0; at < sizeof text; at++) {
        memset(text, ' ', sizeof text);
        text[at] = (char)_i;
        for (size_t left = 0; left <= sizeof text; left++) {
            const sw_bits got = sw_bits_look(text, left);
            const bool in = left > at, word = in && (class & SW_BYTE_WORD);
            ck_assert_uint_eq(got.word, bit(word, at));
            ck_assert_uint_eq(got.odd,
                              bit(in && !word && _i != ' ' && _i != ',', at));
            ck_assert_uint_eq(got.high, bit(in && _i >= 0x80, at));
            ck_assert_uint_eq(got.breaks, bit(in && ends, at));
            ck_assert_uint_eq(
                got.stops,
                bit(in && (ends || (class & SW_BYTE_MARK) || _i == 0xE2), at));
            ck_assert_uint_eq(
                sw_bits_small(text, left),
                bit(in && _i >= 'a' && _i <= 'z', at) |
                    (left < sizeof text ? UINT64_MAX << left : 0));
        }
    }
}
END_TEST

static uint64_t odd(const sw_bits *bits)
{
    return bits->odd;
}

static size_t next_odd(const char *text, size_t i, size_t end)
{
    while (i < end && (text[i] == ' ' || text[i] == ',' ||
                       sw_byte_is(text[i], SW_BYTE_WORD)))
        i++;
    return i;
}

/* Any bytes, from place to place and back, against the short search; in a copy
 * of their own, so that a read past the end is seen. */
START_TEST(next)
{
    const size_t len = (size_t)_i;
    char *const text = calloc(len + 1, 1);
    unsigned seed = (unsigned)_i + 1;
    sw_bits *const all = calloc(sw_bits_blocks(len), sizeof *all);
    sw_bit_map map = sw_bit_map_of(text, len, _i % 2 == 0 ? all : NULL);
    ck_assert(text != NULL && all != NULL);
    for (size_t k = 0; k < len; k++) {
        seed = seed * 1103515245u + 12345u;
        text[k] = seed >> 28 ? "a, _"[seed >> 24 & 3] : (char)(seed >> 16);
    }
    sw_bits_all(text, len, all);
    for (size_t k = 0; k < sw_bits_blocks(len); k++) {
        const sw_bits bits =
            sw_bits_look(text + k * SW_BITS_BLOCK, len - k * SW_BITS_BLOCK);
        ck_assert_mem_eq(&all[k], &bits, sizeof bits);
        ck_assert_mem_eq(sw_bit_map_at(&map, k), &bits, sizeof bits);
    }
    for (size_t k = 0; k <= 2 * len; k++) {
        const size_t i = k * 7 % (len + 1), end = len - k % 5 % (len - i + 1);
        ck_assert_uint_eq(sw_bit_map_next(&map, i, end, odd),
                          next_odd(text, i, end));
    }
    for (size_t i = 0, at; i < len; i = at + 1) {
        at = sw_bit_map_next(&map, i, len, odd);
        ck_assert_uint_eq(at, next_odd(text, i, len));
    }
    free(all);
    free(text);
}
END_TEST

START_TEST(rows)
{
    for (size_t from = 0; from < SW_BITS_BLOCK; from++) {
        uint64_t want = 0;
        for (size_t to = from + 1; to <= SW_BITS_BLOCK; to++) {
            want |= bit(true, to - 1);
            ck_assert_uint_eq(sw_bits_between(from, to), want);
            ck_assert_uint_eq(sw_bits_count(want), to - from);
            ck_assert_uint_eq(sw_bits_count(~want),
                              SW_BITS_BLOCK - (to - from));
        }
    }
    ck_assert_uint_eq(sw_bits_count(0), 0);
}
END_TEST

Suite *suite_bits(void)
{
    Suite *suite = suite_create("bits");
    TCase *tests = tcase_create("bits");
    tcase_add_loop_test(tests, block, 0, 256);
    tcase_add_loop_test(tests, next, 0, 200);
    tcase_add_test(tests, rows);
    suite_add_tcase(suite, tests);
    return suite;
}
