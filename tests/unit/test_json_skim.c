/* test_json_skim.c - many bytes at a time see what one byte at a time does. */
#include <string.h>

#include "base/json_skim.h"
#include "unit.h"

static const char some[] = "abc XYZ019,.{}[]:\x7f\x80\xbf\xe2\x99\xff";

enum { LEN = 70 };

static size_t skim_slowly(sw_str text, size_t i, size_t *high)
{
    for (; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c < 0x20 || c == '"' || c == '\\')
            break;
        if (c >= 0x80 && *high == SW_NOWHERE)
            *high = i;
    }
    return i;
}

/* Every special byte at every place, behind all sorts of others. */
START_TEST(finds_the_first)
{
    static const char specials[] = {'"', '\\', '\n', '\0', '\x1f', 'x'};
    char text[LEN];

    for (size_t special = 0; special < sizeof specials; special++) {
        for (size_t at = 0; at < LEN; at++) {
            for (size_t start = 0; start <= at; start += 3) {
                size_t high = SW_NOWHERE, want_high = SW_NOWHERE, want, got;
                sw_str all = {text, LEN};

                for (size_t i = 0; i < LEN; i++)
                    text[i] = _i && (i * 7 + at) % 11
                                  ? some[i % 4]
                                  : some[(i + at) % (sizeof some - 1)];
                text[at] = specials[special];
                if (at + 5 < LEN)
                    text[at + 5] = '"';
                want = skim_slowly(all, start, &want_high);
                got = sw_json_skim(all, start, &high);
                ck_assert_uint_eq(got, want);
                ck_assert_int_eq(high == SW_NOWHERE, want_high == SW_NOWHERE);
                ck_assert(high == SW_NOWHERE || high <= want_high);
                ck_assert(high == SW_NOWHERE || high >= start);
            }
        }
    }
}
END_TEST

/* A short look is right, or says that it does not know. */
START_TEST(short_looks)
{
    char text[LEN];

    for (size_t quote = 0; quote < 24; quote++) {
        for (size_t other = 0; other < 24; other++) {
            static const char odd[] = {'\\', '\n', '\x80', '"', 'y'};

            for (size_t k = 0; k < sizeof odd; k++) {
                sw_str all = {text, LEN};
                size_t high = SW_NOWHERE, want, got;

                memset(text, 'x', LEN);
                text[quote] = '"';
                text[other] = odd[k];
                got = sw_json_skim_short(all, 0);
                want = skim_slowly(all, 0, &high);
                if (got == SW_NOWHERE)
                    continue;
                ck_assert_uint_eq(got, want);
                ck_assert_int_eq(text[got], '"');
                ck_assert_uint_eq(high, SW_NOWHERE);
            }
        }
    }
    ck_assert_uint_eq(sw_json_skim_short(SW_STR("a\""), 0), SW_NOWHERE);
}
END_TEST

Suite *suite_json_skim(void)
{
    Suite *suite = suite_create("json_skim");
    TCase *tcase = tcase_create("json_skim");

    tcase_add_loop_test(tcase, finds_the_first, 0, 2);
    tcase_add_test(tcase, short_looks);
    suite_add_tcase(suite, tcase);
    return suite;
}
