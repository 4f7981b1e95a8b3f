/*
 * interval.c - how far a figure may be off: 95 % intervals.
 *
 * A rate from 40 replies and one from 40,000 look alike in a table, and people
 * are coached by them. Wilson's interval stays inside 0 to 1 and holds at 0 of
 * n, where the schoolbook one has width nothing.
 */
#include "qa/interval.h"

#include <math.h>

#define Z 1.959963984540054 /* of 95 % */

static double clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

sw_interval sw_interval_share(size_t with, size_t of)
{
    double n = (double)of, p, base, mid, half;

    if (of == 0)
        return (sw_interval){0, 1};
    p = (double)with / n;
    base = 1 + Z * Z / n;
    mid = p + Z * Z / (2 * n);
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    /* at the ends the bound is the end itself, less what rounding leaves */
    return (sw_interval){with == 0 ? 0 : clamp((mid - half) / base, 0, 1),
                         with == of ? 1 : clamp((mid + half) / base, 0, 1)};
}

sw_interval sw_interval_change(size_t with_old, size_t of_old, size_t with_new,
                               size_t of_new)
{
    sw_interval old = sw_interval_share(with_old, of_old);
    sw_interval new = sw_interval_share(with_new, of_new);
    double was, is;

    if (of_old == 0 || of_new == 0)
        return (sw_interval){-1, 1};
    was = (double)with_old / (double)of_old;
    is = (double)with_new / (double)of_new;
    return (sw_interval){
        clamp(is - was - hypot(is - new.low, old.high - was), -1, 1),
        clamp(is - was + hypot(new.high - is, was - old.low), -1, 1)};
}

sw_interval sw_interval_mean(double sum, double squares, size_t n)
{
    double count = (double)n, mean, spread;

    if (n < 2)
        return (sw_interval){0, 0};
    mean = sum / count;
    spread = (squares - sum * mean) / (count - 1);
    spread = Z * sqrt(spread > 0 ? spread / count : 0);
    return (sw_interval){mean - spread, mean + spread};
}
