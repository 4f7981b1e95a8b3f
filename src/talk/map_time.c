/*
 * map_time.c - a time as an export writes it -> as the model wants it.
 *
 * Numbers are points in time or offsets from the start of a call; which of the
 * two, only their size says: 10^11 milliseconds after 1970 is 1973, and no
 * call lasts three years.
 */
#define _XOPEN_SOURCE 700 /* strptime */

#include "talk/map_time.h"

#include "talk/stamp.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define OFFSET_MAX_MS 100000000000LL

static const char *iso_of(int64_t ms, sw_arena *arena)
{
    static const sw_stamp zero = {.year = 1970,
                                  .month = 1,
                                  .day = 1,
                                  .has_date = true,
                                  .has_time = true,
                                  .has_zone = true};

    return sw_stamp_iso(&zero, ms / 1000 - (ms % 1000 < 0), (sw_str){0}, arena);
}

/* A decimal number times a thousand or so; false when it is none. */
static bool number_of(sw_str value, double *out)
{
    char own[40], *end;

    if (value.len == 0 || value.len >= sizeof own)
        return false;
    memcpy(own, value.ptr, value.len);
    own[value.len] = '\0';
    *out = strtod(own, &end);
    return *end == '\0' && *out > -1e17 && *out < 1e17;
}

static bool read_number(const sw_map_time *time, double n, sw_arena *arena,
                        sw_map_instant *out)
{
    double ms = time->clock == SW_MAP_MS   ? n
                : time->clock == SW_MAP_US ? n / 1000
                                           : n * 1000;
    bool offset = time->clock != SW_MAP_UNIX && ms < (double)OFFSET_MAX_MS;

    if (ms < -1e14 || ms > 1e14)
        return true; /* as it stood */
    out->order = (int64_t)(ms + (ms < 0 ? -0.5 : 0.5));
    out->is_known = true;
    out->text = offset ? sw_arena_printf(arena, "%lld", (long long)out->order)
                       : iso_of(out->order, arena);
    return out->text != NULL;
}

static bool read_pattern(const sw_map_time *time, sw_str value, sw_arena *arena,
                         sw_map_instant *out)
{
    char *own = sw_arena_copy(arena, value.ptr, value.len);
    struct tm tm = {.tm_mday = 1};
    sw_stamp s = {.has_date = true, .has_time = true};

    if (!own)
        return false;
    if (!strptime(own, time->pattern, &tm))
        return true;
    s.year = tm.tm_year + 1900;
    s.month = tm.tm_mon + 1;
    s.day = tm.tm_mday;
    s.hour = tm.tm_hour;
    s.minute = tm.tm_min;
    s.second = tm.tm_sec;
    out->order = 1000 * sw_stamp_seconds(&s);
    out->is_known = true;
    out->text = sw_stamp_iso(&s, 0, value, arena);
    return out->text != NULL;
}

static bool read_stamp(sw_str value, sw_arena *arena, sw_map_instant *out)
{
    sw_stamp s;

    if (sw_stamp_read(value, 0, true, &s) == SW_NOWHERE)
        return true;
    out->is_known = s.has_date && s.year;
    out->order = out->is_known ? 1000 * sw_stamp_seconds(&s) : 0;
    out->text = sw_stamp_iso(&s, 0, value, arena);
    return out->text != NULL;
}

bool sw_map_time_read(const sw_map_time *time, sw_str value, sw_arena *arena,
                      sw_map_instant *out)
{
    double n;

    value = sw_str_trim(value);
    *out = (sw_map_instant){.text = sw_arena_copy(arena, value.ptr, value.len)};
    if (!out->text)
        return false;
    if (time->clock == SW_MAP_PATTERN)
        return read_pattern(time, value, arena, out);
    if (time->clock == SW_MAP_ISO)
        return read_stamp(value, arena, out);
    if (number_of(value, &n))
        return read_number(time, n, arena, out);
    return read_stamp(value, arena, out); /* the export thought better of it */
}
