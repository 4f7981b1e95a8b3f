/* test_digest.c - pieces do not matter, everything else does. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "unit.h"

static void fill(char *bytes, size_t len)
{
    uint64_t x = 88172645463325252ULL;

    for (size_t i = 0; i < len; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        bytes[i] = (char)x;
    }
}

START_TEST(pieces_do_not_matter)
{
    char bytes[200];

    fill(bytes, sizeof bytes);
    for (size_t len = 0; len <= sizeof bytes; len += 13) {
        uint64_t whole = sw_digest_of((sw_str){bytes, len});

        for (size_t piece = 1; piece < 70; piece++) {
            sw_digest d = {0};

            for (size_t i = 0; i < len; i += piece)
                sw_digest_add(
                    &d, (sw_str){bytes + i, len - i < piece ? len - i : piece});
            ck_assert_uint_eq(sw_digest_value(&d), whole);
        }
    }
}
END_TEST

static int by_value(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Each length of zeros, each bit turned, each two blocks swapped: all apart. */
START_TEST(everything_else_does)
{
    enum { LEN = 160, MOST = LEN * 8 + 200 + 20 };
    static uint64_t seen[MOST];
    char bytes[LEN];
    size_t n = 0;

    for (size_t len = 0; len < 200; len++) {
        static const char zeros[200];

        seen[n++] = sw_digest_of((sw_str){zeros, len});
    }
    fill(bytes, LEN);
    seen[n++] = sw_digest_of((sw_str){bytes, LEN});
    for (size_t bit = 0; bit < LEN * 8; bit++) {
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        seen[n++] = sw_digest_of((sw_str){bytes, LEN});
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t at = 0; at + 64 <= LEN; at += 8) {
        char swapped[LEN];

        memcpy(swapped, bytes, LEN);
        memcpy(swapped + at, bytes + at + 32, 32);
        memcpy(swapped + at + 32, bytes + at, 32);
        seen[n++] = sw_digest_of((sw_str){swapped, LEN});
    }
    ck_assert_uint_le(n, MOST);
    qsort(seen, n, sizeof *seen, by_value);
    for (size_t i = 1; i < n; i++)
        ck_assert_uint_ne(seen[i - 1], seen[i]);
}
END_TEST

Suite *suite_digest(void)
{
    Suite *suite = suite_create("digest");
    TCase *tcase = tcase_create("digest");

    tcase_add_test(tcase, pieces_do_not_matter);
    tcase_add_test(tcase, everything_else_does);
    suite_add_tcase(suite, tcase);
    return suite;
}
