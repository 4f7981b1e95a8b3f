/* test_stamp.c - points in time: where they end, and what they say. */
#include "unit.h"

#include "talk/stamp.h"

static const struct {
    const char *text;
    size_t end; /* SW_NOWHERE: no stamp */
    const char *iso;
} rows[] = {
    {"10:32", 5, "10:32"},
    {"10:32:15", 8, "10:32:15"},
    {"10:32 AM Ana", 8, "10:32 AM"},
    {"10:32 p.m.", 10, "10:32 p.m."},
    {"10:32 amber", 5, "10:32"},
    {"10:32 May: hi", 5, "10:32"},
    {"10:32 Sat Nam: hi", 5, "10:32"},
    {"10:32 Tom: hi", 5, "10:32"},
    {"2026-03-02 10:32:15", 19, "2026-03-02T10:32:15"},
    {"2026-03-02T10:32:15Z", 20, "2026-03-02T10:32:15Z"},
    {"2026-03-02T10:32:15.123+01:00 x", 29, "2026-03-02T09:32:15Z"},
    {"2026/03/02 10:32", 16, "2026-03-02T10:32:00"},
    {"25/12/2025, 10:32", 17, "2025-12-25T10:32:00"},
    {"12/25/2025 10:32 PM", 19, "2025-12-25T22:32:00"},
    {"12/25/2025 12:00 AM", 19, "2025-12-25T00:00:00"},
    {"3/2/2026, 10:32 AM", 18, "3/2/2026, 10:32 AM"},
    {"2.3.2026 10:32", 14, "2026-03-02T10:32:00"},
    {"2.3.26 10:32", 12, "2026-03-02T10:32:00"},
    {"Monday, March 02, 2026, 07:09:55 (-0800)", 40, "2026-03-02T15:09:55Z"},
    {"Tue Oct 31 22:10:47 +0000 2017", 30, "2017-10-31T22:10:47Z"},
    {"Mon, 2 Mar 2026 00:09:00 +0100", 30, "2026-03-01T23:09:00Z"},
    {"Mar 2nd, 2026 at 9:05 am UTC", 28, "2026-03-02T09:05:00Z"},
    {"2 Mar 10:32", 11, "2 Mar 10:32"},
    {"Today at 10:32", 14, "Today at 10:32"},
    {"Yesterday 10:32", 15, "Yesterday 10:32"},
    {"10:32 PST", 9, "10:32 PST"},
    {"2024-02-29 23:59:60Z", 20, "2024-03-01T00:00:00Z"},
    {"1969-12-31 23:59Z", 17, "1969-12-31T23:59:00Z"},
    {"", SW_NOWHERE, NULL},
    {"10", SW_NOWHERE, NULL},
    {"10:3", SW_NOWHERE, NULL},
    {"10:322", SW_NOWHERE, NULL},
    {"25:99", SW_NOWHERE, NULL},
    {"2026-03-02", SW_NOWHERE, NULL},
    {"March 2", SW_NOWHERE, NULL},
    {"Monday", SW_NOWHERE, NULL},
    {"13/13/2026 10:32", SW_NOWHERE, NULL},
    {"Step 10:32", SW_NOWHERE, NULL},
    {"at", SW_NOWHERE, NULL},
};

START_TEST(row)
{
    sw_arena arena = {0};
    sw_stamp stamp;
    sw_str text = sw_str_of(rows[_i].text);
    size_t end = sw_stamp_read(text, 0, false, &stamp);

    ck_assert_msg(end == rows[_i].end, "%s: ends at %zd", rows[_i].text,
                  (ssize_t)end);
    if (end != SW_NOWHERE)
        ck_assert_str_eq(
            sw_stamp_iso(&stamp, 0, sw_str_part(text, 0, end), &arena),
            rows[_i].iso);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(date_alone)
{
    sw_arena arena = {0};
    sw_stamp stamp;

    ck_assert_uint_eq(sw_stamp_read(SW_STR("2026-03-02"), 0, true, &stamp), 10);
    ck_assert_str_eq(sw_stamp_iso(&stamp, 0, SW_STR("2026-03-02"), &arena),
                     "2026-03-02");
    sw_arena_release(&arena);
}
END_TEST

/* An offset carries over midnight, years and leap days. */
START_TEST(later)
{
    sw_arena arena = {0};
    sw_stamp stamp;
    sw_str text = SW_STR("2023-12-31 23:59:30Z");

    sw_stamp_read(text, 0, false, &stamp);
    ck_assert_str_eq(sw_stamp_iso(&stamp, 79, text, &arena),
                     "2024-01-01T00:00:49Z");
    ck_assert_str_eq(sw_stamp_iso(&stamp, 366 * 86400L, text, &arena),
                     "2024-12-31T23:59:30Z");
    ck_assert_int_eq(sw_stamp_seconds(&stamp), 1704067170);
    sw_arena_release(&arena);
}
END_TEST

Suite *suite_stamp(void)
{
    Suite *s = suite_create("stamp");
    TCase *tc = tcase_create("stamp");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, date_alone);
    tcase_add_test(tc, later);
    suite_add_tcase(s, tc);
    return s;
}
