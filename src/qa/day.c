/*
 * day.c - days and weeks out of the times that conversations carry.
 *
 * Weeks are ISO 8601's: they begin on Monday, and belong to the year in which
 * their Thursday lies. No clock and no time zone of the machine's: the same
 * input gives the same report everywhere.
 */
#include "qa/day.h"

#include "base/str.h"

#include <stdio.h>

/* Howard Hinnant's days_from_civil: the year begins in March, so that the odd
 * day of a leap year is its last. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

static void civil_of(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
    int64_t z = days + 719468, era = z / 146097, of_era = z - era * 146097;
    int64_t y =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;

    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

/* Takes count digits off the front. */
static bool digits(sw_str *rest, size_t count, int64_t *out)
{
    size_t n;

    if (rest->len < count ||
        !sw_str_number(sw_str_part(*rest, 0, count), 9999, &n))
        return false;
    *out = (int64_t)n;
    *rest = sw_str_part(*rest, count, rest->len);
    return true;
}

static bool sign(sw_str *rest, const char *any_of, char *out)
{
    if (!rest->len)
        return false;
    for (; *any_of; any_of++) {
        if (rest->ptr[0] != *any_of)
            continue;
        *out = *any_of;
        *rest = sw_str_part(*rest, 1, rest->len);
        return true;
    }
    return false;
}

static int64_t days_in(int64_t year, int64_t month)
{
    return days_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1,
                   1) -
           days_of(year, month, 1);
}

/* Minutes to take away to come to UTC: "Z", "+01:00", "-0530", or nothing. */
static bool offset(sw_str rest, int64_t *minutes)
{
    int64_t hour, minute = 0;
    char c;

    *minutes = 0;
    if (!rest.len || sw_str_equal(rest, SW_STR("Z")) ||
        sw_str_equal(rest, SW_STR("z")))
        return true;
    if (!sign(&rest, "+-", &c) || !digits(&rest, 2, &hour))
        return false;
    if (rest.len) {
        char colon;

        sign(&rest, ":", &colon);
        if (!digits(&rest, 2, &minute) || rest.len)
            return false;
    }
    if (hour > 23 || minute > 59)
        return false;
    *minutes = (hour * 60 + minute) * (c == '-' ? -1 : 1);
    return true;
}

static bool clock_of(sw_str rest, int64_t *minutes)
{
    int64_t hour, minute, second, away;
    char c;

    if (!digits(&rest, 2, &hour) || !sign(&rest, ":", &c) ||
        !digits(&rest, 2, &minute) || hour > 24 || minute > 59)
        return false;
    if (sign(&rest, ":", &c) && (!digits(&rest, 2, &second) || second > 60))
        return false;
    if (sign(&rest, ".,", &c))
        while (rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9')
            rest = sw_str_part(rest, 1, rest.len);
    if (rest.len && rest.ptr[0] == ' ')
        rest = sw_str_part(rest, 1, rest.len);
    if (!offset(rest, &away))
        return false;
    *minutes = hour * 60 + minute - away;
    return true;
}

bool sw_day_read(const char *time, int64_t *day)
{
    sw_str rest = sw_str_trim(sw_str_of(time));
    int64_t year, month, of_month, minutes = 0;
    char c;

    if (!digits(&rest, 4, &year) || !sign(&rest, "-", &c) ||
        !digits(&rest, 2, &month) || !sign(&rest, "-", &c) ||
        !digits(&rest, 2, &of_month))
        return false;
    if (year < 1970 || month < 1 || month > 12 || of_month < 1 ||
        of_month > days_in(year, month))
        return false;
    if (rest.len && (!sign(&rest, "Tt ", &c) || !clock_of(rest, &minutes)))
        return false;
    *day = days_of(year, month, of_month);
    if (minutes < 0)
        (*day)--;
    else if (minutes >= 24 * 60)
        (*day)++;
    return true;
}

void sw_day_write(char out[SW_DAY_TEXT], int64_t day)
{
    int64_t year, month, of_month;

    civil_of(day, &year, &month, &of_month);
    snprintf(out, SW_DAY_TEXT, "%04d-%02d-%02d", (int)year, (int)month,
             (int)of_month);
}

int64_t sw_day_monday(int64_t day)
{
    /* 1970-01-01 was a Thursday */
    return day - ((day + 3) % 7 + 7) % 7;
}

void sw_day_week(char out[SW_DAY_TEXT], int64_t day)
{
    int64_t thursday = sw_day_monday(day) + 3, year, month, of_month;

    civil_of(thursday, &year, &month, &of_month);
    snprintf(out, SW_DAY_TEXT, "%04d-W%02d", (int)year,
             (int)((thursday - days_of(year, 1, 1)) / 7 + 1));
}
