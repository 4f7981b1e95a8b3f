/*
 * stamp.c - a point in time as people and programs write it into transcripts.
 *
 * No two exports agree on a form, so words and numbers are taken one by one
 * and each says what it can be: 10:32 is a time, March a month when a day
 * stands beside it, 2026 a year. Names stand right behind the stamp ("10:32
 * May: hi"), therefore a word is only taken where a stamp can go on. Which of
 * 3/2/2026 is the month nobody can tell: such a date bounds the stamp, but is
 * handed on as it was written.
 */
#include "talk/stamp.h"

#include <stdio.h>
#include <string.h>

typedef struct scan {
    sw_str s;
    size_t at;  /* next byte */
    size_t end; /* behind the last piece that was taken */
    sw_stamp *stamp;
    int month, day; /* of a date in words */
    int half;       /* 1 = am, 2 = pm */
    bool unsure;    /* 3/2/2026 */
} scan;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char byte(const scan *k, size_t at)
{
    return at < k->s.len ? k->s.ptr[at] : '\0';
}

/* Up to `most` digits at *at; gives how many. */
static size_t number(const scan *k, size_t *at, size_t most, int *out)
{
    size_t n = 0;

    for (*out = 0; n < most && is_digit(byte(k, *at)); n++, (*at)++)
        *out = *out * 10 + (byte(k, *at) - '0');
    return n;
}

static bool take(scan *k, size_t end)
{
    k->at = k->end = end;
    return true;
}

/* ---- numbers ------------------------------------------------------------- */

/* 10:32, 10:32:15, 10:32:15.123 */
static bool take_clock(scan *k)
{
    size_t at = k->at;
    int hour, minute, second = 0, rest;

    if (k->stamp->has_time || !number(k, &at, 2, &hour) || byte(k, at) != ':')
        return false;
    at++;
    if (number(k, &at, 2, &minute) != 2 || is_digit(byte(k, at)))
        return false;
    if (byte(k, at) == ':' && is_digit(byte(k, at + 1))) {
        at++;
        if (number(k, &at, 2, &second) != 2)
            return false;
        if ((byte(k, at) == '.' || byte(k, at) == ',') &&
            is_digit(byte(k, at + 1))) {
            at++;
            number(k, &at, 9, &rest);
        }
    }
    if (is_digit(byte(k, at)) || hour > 24 || minute > 59 || second > 60)
        return false;
    k->stamp->hour = hour;
    k->stamp->minute = minute;
    k->stamp->second = second;
    k->stamp->has_time = true;
    return take(k, at);
}

static bool set_date(scan *k, int year, int month, int day)
{
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    k->stamp->year = year;
    k->stamp->month = month;
    k->stamp->day = day;
    k->stamp->has_date = true;
    return true;
}

/* 31/12/2026 and 12/31/2026 tell themselves apart; 3/2/2026 does not. With
 * dots the day comes first. */
static bool set_short_date(scan *k, int a, int b, int year, char mark)
{
    if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12))
        return false;
    if (year < 100)
        year += 2000;
    if (a > 12 || mark == '.')
        return set_date(k, year, b, a);
    if (b > 12 || a == b)
        return set_date(k, year, a, b);
    k->stamp->has_date = k->unsure = true;
    return true;
}

/* 2026-03-02, 02/03/2026, 2.3.26 */
static bool take_date(scan *k)
{
    size_t at = k->at, first, last;
    int a, b, c;
    char mark;
    bool good;

    first = number(k, &at, 4, &a);
    mark = byte(k, at);
    if (k->stamp->has_date || first == 0 || first == 3 ||
        (mark != '-' && mark != '/' && mark != '.'))
        return false;
    at++;
    if (!number(k, &at, 2, &b) || byte(k, at) != mark)
        return false;
    at++;
    last = number(k, &at, first == 4 ? 2 : 4, &c);
    if (!last || last == 3 || is_digit(byte(k, at)))
        return false;
    good = first == 4 ? set_date(k, a, b, c) : set_short_date(k, a, b, c, mark);
    return good && take(k, at);
}

/* A day beside a month, or a year behind both. */
static bool take_count(scan *k)
{
    size_t at = k->at;
    int value;
    size_t digits = number(k, &at, 4, &value);

    if (is_digit(byte(k, at)) || k->stamp->has_date)
        return false;
    if (digits == 4 && k->month && k->day)
        return set_date(k, value, k->month, k->day) && take(k, at);
    if (digits == 0 || digits > 2 || k->day || value < 1 || value > 31)
        return false;
    if (is_letter(byte(k, at))) { /* 2nd */
        if (!is_letter(byte(k, at + 1)) || is_letter(byte(k, at + 2)))
            return false;
        at += 2;
    }
    k->day = value;
    if (k->month)
        return take(k, at);
    k->at = at; /* a month must follow */
    return true;
}

/* +0100, -08:00, (-0800) behind a time of day. */
static bool take_zone(scan *k)
{
    size_t at = k->at;
    bool inside = byte(k, at) == '(';
    int sign, hours, minutes = 0;

    at += inside;
    sign = byte(k, at) == '-' ? -1 : byte(k, at) == '+' ? 1 : 0;
    if (!sign || !k->stamp->has_time || k->stamp->has_zone)
        return false;
    at++;
    if (number(k, &at, 2, &hours) != 2)
        return false;
    at += byte(k, at) == ':';
    if (number(k, &at, 2, &minutes) != 2 || hours > 14 || minutes > 59)
        return false;
    if (inside && byte(k, at) != ')')
        return false;
    k->stamp->zone = sign * (hours * 60 + minutes);
    k->stamp->has_zone = true;
    return take(k, at + inside);
}

/* ---- words --------------------------------------------------------------- */

/* Is the word one of these, in full or by its first three letters? */
static int one_of(sw_str word, const char *const *words)
{
    for (int i = 0; word.len && words[i]; i++)
        if ((word.ptr[0] | 0x20) == (words[i][0] | 0x20) &&
            (sw_str_equal_fold(word, sw_str_of(words[i])) ||
             sw_str_equal_fold(word, sw_str_part(sw_str_of(words[i]), 0, 3))))
            return i + 1;
    return 0;
}

static const char *const months[] = {
    "January", "February",  "March",   "April",    "May",      "June", "July",
    "August",  "September", "October", "November", "December", NULL};
static const char *const weekdays[] = {"Monday",   "Tuesday", "Wednesday",
                                       "Thursday", "Friday",  "Saturday",
                                       "Sunday",   NULL};

/* am, PM, a.m. */
static bool take_half(scan *k)
{
    size_t at = k->at;
    char c = byte(k, at), point = '\0';

    if (!k->stamp->has_time || k->half || k->stamp->hour > 12 ||
        !strchr("aApP", c) || c == '\0')
        return false;
    at++;
    if (byte(k, at) == '.')
        point = byte(k, at++);
    if (byte(k, at) != 'm' && byte(k, at) != 'M')
        return false;
    at++;
    if (point && byte(k, at) == '.')
        at++;
    if (is_letter(byte(k, at)))
        return false;
    k->half = c == 'a' || c == 'A' ? 1 : 2;
    return take(k, at);
}

static bool take_zone_name(scan *k, sw_str word)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = {{"Z", 0},      {"UTC", 0},    {"GMT", 0},    {"EST", -300},
                 {"EDT", -240}, {"CST", -360}, {"CDT", -300}, {"MST", -420},
                 {"MDT", -360}, {"PST", -480}, {"PDT", -420}, {"CET", 60},
                 {"CEST", 120}, {"BST", 60}};

    if (!k->stamp->has_time || k->stamp->has_zone)
        return false;
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (!sw_str_equal_c(word, zones[i].name))
            continue;
        k->stamp->has_zone = true;
        k->stamp->zone = zones[i].minutes;
        return take(k, k->at + word.len);
    }
    return false;
}

/* A month counts only beside a day: the other is looked for at once. */
static bool take_month(scan *k, sw_str word)
{
    int month =
        sw_str_equal_fold(word, SW_STR("sept")) ? 9 : one_of(word, months);
    int day;
    size_t at = k->at + word.len;

    if (!month || k->month || k->stamp->has_date)
        return false;
    if (!k->day) {
        at += byte(k, at) == '.';
        while (byte(k, at) == ' ')
            at++;
        if (!number(k, &at, 2, &day) || is_digit(byte(k, at)))
            return false;
        at = k->at + word.len;
    }
    k->month = month;
    at += byte(k, at) == '.';
    if (k->day)
        return take(k, at);
    k->at = at;
    return true;
}

static bool take_word(scan *k)
{
    size_t end = k->at;
    sw_str word;

    while (is_letter(byte(k, end)))
        end++;
    word = sw_str_part(k->s, k->at, end);
    if (take_half(k) || take_zone_name(k, word) || take_month(k, word))
        return true;
    if (k->stamp->has_time)
        return false;
    if (one_of(word, weekdays) || sw_str_equal_fold(word, SW_STR("at")) ||
        sw_str_equal_fold(word, SW_STR("today")) ||
        sw_str_equal_fold(word, SW_STR("yesterday")) ||
        (k->end != SW_NOWHERE && sw_str_equal_c(word, "T"))) {
        k->at = end;
        k->at += one_of(word, weekdays) && byte(k, end) == '.';
        return true;
    }
    return false;
}

/* ---- the whole ----------------------------------------------------------- */

static bool take_piece(scan *k)
{
    char c = byte(k, k->at);

    if (is_digit(c))
        return take_clock(k) || take_date(k) || take_count(k);
    if (is_letter(c))
        return take_word(k);
    return take_zone(k);
}

static void finish(scan *k)
{
    sw_stamp *stamp = k->stamp;

    if (k->half == 1 && stamp->hour == 12)
        stamp->hour = 0;
    if (k->half == 2 && stamp->hour < 12)
        stamp->hour += 12;
    if (!stamp->has_date && k->month && k->day)
        stamp->has_date = k->unsure = true; /* no year */
    if (k->unsure)
        stamp->year = 0;
}

size_t sw_stamp_read(sw_str s, size_t at, bool date_too, sw_stamp *stamp)
{
    scan k = {.s = s, .at = at, .end = SW_NOWHERE, .stamp = stamp};

    *stamp = (sw_stamp){0};
    /* Ten pieces are the longest there are; white space and commas between. */
    for (int pieces = 0; pieces < 12; pieces++) {
        size_t from = k.at, seen = k.end;

        if (!take_piece(&k)) {
            k.at = from;
            k.end = seen;
            break;
        }
        while (byte(&k, k.at) == ' ' || byte(&k, k.at) == ',' ||
               byte(&k, k.at) == '\t')
            k.at++;
        /* Slack and others: a no-break space before PM. */
        if (byte(&k, k.at) == '\xe2' && byte(&k, k.at + 1) == '\x80' &&
            byte(&k, k.at + 2) == '\xaf')
            k.at += 3;
    }
    finish(&k);
    if (!stamp->has_time && !(date_too && stamp->has_date))
        return SW_NOWHERE;
    return k.end;
}

/* Days since 1970-01-01 in the Gregorian calendar, and back. Source: the
 * well-known arithmetic over years that begin in March. */
static int64_t days_of(int year, int month, int day)
{
    int64_t y = year - (month <= 2), era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

static void date_of(int64_t days, int64_t *year, int *month, int *day)
{
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t y =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;

    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = y + era * 400 + (*month <= 2);
}

int64_t sw_stamp_seconds(const sw_stamp *stamp)
{
    if (!stamp->year)
        return 0;
    return days_of(stamp->year, stamp->month, stamp->day) * 86400 +
           stamp->hour * 3600 + stamp->minute * 60 + stamp->second -
           stamp->zone * 60;
}

const char *sw_stamp_iso(const sw_stamp *stamp, int64_t plus, sw_str written,
                         sw_arena *arena)
{
    int64_t seconds = sw_stamp_seconds(stamp) + plus, year;
    int64_t days = seconds / 86400, left = seconds % 86400;
    int month, day;

    if (!stamp->year)
        return sw_arena_copy(arena, written.ptr, written.len);
    if (left < 0) {
        left += 86400;
        days--;
    }
    date_of(days, &year, &month, &day);
    if (!stamp->has_time)
        return sw_arena_printf(arena, "%04d-%02d-%02d", (int)year, month, day);
    return sw_arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%s", (int)year,
                           month, day, (int)(left / 3600),
                           (int)(left / 60 % 60), (int)(left % 60),
                           stamp->has_zone ? "Z" : "");
}
