/* test_arena.c - arenas, the arrays on them, and memory that runs out. */
#include "unit.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

START_TEST(alloc_aligns_and_keeps_apart)
{
    static const size_t sizes[] = {0, 1, 3, 8, 17, 40000, 5, 2000000, 1};
    sw_arena arena = {0};
    char *blocks[sizeof sizes / sizeof *sizes];

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        blocks[i] = sw_arena_alloc(&arena, sizes[i]);
        ck_assert_ptr_nonnull(blocks[i]);
        ck_assert_uint_eq((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        memset(blocks[i], (int)('a' + i), sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t k = 0;
        while (k < sizes[i] && blocks[i][k] == (char)('a' + i))
            k++;
        ck_assert_uint_eq(k, sizes[i]);
    }
    sw_arena_release(&arena);
    ck_assert_ptr_null(arena.head);
    ck_assert_ptr_nonnull(sw_arena_alloc(&arena, 1));
    sw_arena_release(&arena);
}
END_TEST

START_TEST(absurd_sizes_are_refused)
{
    sw_arena arena = {0};

    ck_assert_ptr_null(sw_arena_alloc(&arena, SIZE_MAX));
    ck_assert_ptr_null(sw_arena_alloc(&arena, SIZE_MAX - 20));
    ck_assert_ptr_null(sw_arena_zero(&arena, SIZE_MAX / 2, 3));
    ck_assert_ptr_null(sw_arena_copy(&arena, "x", SIZE_MAX));
    sw_arena_release(&arena);
}
END_TEST

START_TEST(reset_keeps_the_largest_block)
{
    sw_arena arena;

    sw_arena_init(&arena, 64);
    sw_arena_reset(&arena);
    ck_assert_ptr_null(arena.head);
    char *small = sw_arena_alloc(&arena, 10);
    char *large = sw_arena_alloc(&arena, 5000);
    ck_assert_ptr_nonnull(small);
    ck_assert_ptr_nonnull(large);
    sw_arena_reset(&arena);
    ck_assert_ptr_eq(sw_arena_alloc(&arena, 4000), large);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(a_large_request_does_not_lose_the_block)
{
    sw_arena arena;

    sw_arena_init(&arena, 256);
    char *first = sw_arena_alloc(&arena, 16);
    ck_assert_ptr_nonnull(sw_arena_alloc(&arena, 5000));
    char *next = sw_arena_alloc(&arena, 16);
    ck_assert(next > first && next < first + 256);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(zero_copy_printf)
{
    sw_arena arena = {0};
    unsigned char *z = sw_arena_zero(&arena, 100, 7);

    for (size_t i = 0; i < 700; i++)
        ck_assert_uint_eq(z[i], 0);
    ck_assert_mem_eq(sw_arena_copy(&arena, "a\0b", 3), "a\0b", 4);
    ck_assert_str_eq(sw_arena_copy(&arena, NULL, 0), "");
    ck_assert_str_eq(sw_arena_printf(&arena, "%s-%03d", "rule", 7), "rule-007");
    char *wide = sw_arena_printf(&arena, "%20000d", 1);
    ck_assert_uint_eq(strlen(wide), 20000);
    sw_arena_release(&arena);
}
END_TEST

struct pair {
    int a;
    char *b;
};

START_TEST(vec_grows_and_zeroes)
{
    sw_arena arena = {0};
    struct pairs SW_VEC(struct pair);
    struct pairs pairs = {0};

    for (int i = 0; i < 1000; i++) {
        struct pair *p = SW_VEC_PUSH(&pairs, &arena);
        ck_assert_ptr_nonnull(p);
        ck_assert_int_eq(p->a, 0);
        ck_assert_ptr_null(p->b);
        p->a = i;
        p->b = (char *)p;
    }
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(pairs.at[i].a, i);
    pairs.count -= 10;
    ck_assert_int_eq(SW_VEC_PUSH(&pairs, &arena)->a, 0);
    sw_arena_release(&arena);
}
END_TEST

#ifdef SW_FAULT
START_TEST(memory_runs_out)
{
    struct numbers SW_VEC(int);

    for (long n = 0; n < 6; n++) {
        sw_arena arena = {0};
        struct numbers numbers = {0};
        int *last = NULL;
        sw_mem_fault_after(n);
        do {
            last = SW_VEC_PUSH(&numbers, &arena);
            if (last)
                *last = (int)numbers.count;
        } while (last && numbers.count < 100000);
        ck_assert(!last == (sw_mem_fault_count() > n));
        for (size_t i = 0; i < numbers.count; i++)
            ck_assert_int_eq(numbers.at[i], (int)i + 1);
        if (n == 0) {
            ck_assert_ptr_null(sw_arena_zero(&arena, 1, 1));
            ck_assert_ptr_null(sw_arena_copy(&arena, "x", 1));
            ck_assert_ptr_null(sw_arena_printf(&arena, "%d", 1));
        }
        sw_mem_fault_after(-1);
        ck_assert_ptr_nonnull(sw_arena_alloc(&arena, 100));
        sw_arena_release(&arena);
    }
}
END_TEST
#endif

Suite *suite_arena(void)
{
    Suite *suite = suite_create("arena");
    TCase *tcase = tcase_create("arena");

    tcase_add_test(tcase, alloc_aligns_and_keeps_apart);
    tcase_add_test(tcase, absurd_sizes_are_refused);
    tcase_add_test(tcase, reset_keeps_the_largest_block);
    tcase_add_test(tcase, a_large_request_does_not_lose_the_block);
    tcase_add_test(tcase, zero_copy_printf);
    tcase_add_test(tcase, vec_grows_and_zeroes);
#ifdef SW_FAULT
    tcase_add_test(tcase, memory_runs_out);
#endif
    suite_add_tcase(suite, tcase);
    return suite;
}
