/* test_map.c - names to pointers, in order, and the nearest name. */
#include "unit.h"

#include "base/map.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

START_TEST(empty)
{
    sw_map map = {0};

    ck_assert_ptr_null(sw_map_find(&map, SW_STR("x")));
    ck_assert_uint_eq(sw_map_nearest(&map, SW_STR("x")).len, 0);
}
END_TEST

START_TEST(ten_thousand_keys)
{
    enum { KEYS = 10000 };
    static int values[KEYS];
    sw_arena arena = {0};
    sw_map map = {0};

    for (int i = 0; i < KEYS; i++) {
        char *key = sw_arena_printf(&arena, "key-%d", i * 7919);
        ck_assert(sw_map_put(&map, &arena, sw_str_of(key), &values[i]));
    }
    ck_assert_uint_eq(map.count, KEYS);
    for (int i = 0; i < KEYS; i++) {
        char key[32];
        snprintf(key, sizeof key, "key-%d", i * 7919);
        ck_assert_ptr_eq(sw_map_find(&map, sw_str_of(key)), &values[i]);
        ck_assert(sw_str_equal_c(map.at[i].key, key));
    }
    ck_assert_ptr_null(sw_map_find(&map, SW_STR("key-1")));
    sw_arena_release(&arena);
}
END_TEST

START_TEST(a_replaced_value_keeps_its_place)
{
    sw_arena arena = {0};
    sw_map map = {0};
    int one = 1, two = 2;

    ck_assert(sw_map_put(&map, &arena, SW_STR("b"), &one));
    ck_assert(sw_map_put(&map, &arena, SW_STR(""), &one));
    ck_assert(sw_map_put(&map, &arena, SW_STR("a\0x"), &one));
    ck_assert(sw_map_put(&map, &arena, SW_STR("b"), &two));
    ck_assert_uint_eq(map.count, 3);
    ck_assert_ptr_eq(map.at[0].value, &two);
    ck_assert_ptr_eq(sw_map_find(&map, (sw_str){0}), &one);
    ck_assert_ptr_null(sw_map_find(&map, SW_STR("a\0y")));
    sw_arena_release(&arena);
}
END_TEST

static const struct {
    const char *key, *want;
} slips[] = {
    {"severty", "severity"},
    {"pattern", "pattern"},
    {"patern", "pattern"},
    {"idd", "id"},
    {"messgae", "message"},
    {"colour", ""},
    {"messages", "message"},
    {"pat", ""},
    {"", ""},
    {"Severity", "severity"},
};

START_TEST(nearest)
{
    static const char *const keys[] = {"id", "pattern", "message", "severity"};
    sw_arena arena = {0};
    sw_map map = {0};
    int value;

    for (int i = 0; i < COUNT(keys); i++)
        ck_assert(sw_map_put(&map, &arena, sw_str_of(keys[i]), &value));
    sw_str got = sw_map_nearest(&map, sw_str_of(slips[_i].key));
    ck_assert_msg(sw_str_equal_c(got, slips[_i].want), "%s: %.*s",
                  slips[_i].key, (int)got.len, got.ptr);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(long_keys_are_not_near)
{
    sw_arena arena = {0};
    sw_map map = {0};
    char key[100];
    int value;

    memset(key, 'k', sizeof key);
    sw_str s = {key, sizeof key};
    ck_assert(sw_map_put(&map, &arena, SW_STR("quite another"), &value));
    ck_assert(sw_map_put(&map, &arena, s, &value));
    ck_assert_uint_eq(sw_map_nearest(&map, sw_str_part(s, 0, 99)).len, 0);
    ck_assert_uint_eq(sw_map_nearest(&map, sw_str_part(s, 0, 64)).len, 0);
    sw_arena_release(&arena);
}
END_TEST

#ifdef SW_FAULT
START_TEST(memory_runs_out)
{
    static char keys[4000][16];

    for (int i = 0; i < 4000; i++)
        snprintf(keys[i], sizeof keys[i], "k%d", i);
    for (long n = 0; n < 4; n++) {
        sw_arena arena = {0};
        sw_map map = {0};
        int put = 0;
        sw_mem_fault_after(n);
        while (put < 4000 &&
               sw_map_put(&map, &arena, sw_str_of(keys[put]), keys[put]))
            put++;
        ck_assert_int_lt(put, 4000);
        ck_assert_uint_eq(map.count, (size_t)put);
        for (int i = 0; i < put; i++)
            ck_assert_ptr_eq(sw_map_find(&map, sw_str_of(keys[i])), keys[i]);
        sw_mem_fault_after(-1);
        ck_assert(sw_map_put(&map, &arena, SW_STR("more"), keys));
        ck_assert_ptr_eq(sw_map_find(&map, SW_STR("more")), keys);
        sw_arena_release(&arena);
    }
}
END_TEST
#endif

Suite *suite_map(void)
{
    Suite *suite = suite_create("map");
    TCase *tcase = tcase_create("map");

    tcase_add_test(tcase, empty);
    tcase_add_test(tcase, ten_thousand_keys);
    tcase_add_test(tcase, a_replaced_value_keeps_its_place);
    tcase_add_loop_test(tcase, nearest, 0, COUNT(slips));
    tcase_add_test(tcase, long_keys_are_not_near);
#ifdef SW_FAULT
    tcase_add_test(tcase, memory_runs_out);
#endif
    suite_add_tcase(suite, tcase);
    return suite;
}
