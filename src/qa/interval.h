/* interval.h - how far a figure may be off: 95 % intervals. */
#ifndef SW_QA_INTERVAL_H
#define SW_QA_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

/* Under so many replies no rate is given: its interval would be wider than
 * most rates are large. */
#define SW_QA_LEAST 30

typedef struct sw_interval {
    double low, high;
} sw_interval;

/* Of a share, with/of, both from 0 to 1 (Wilson 1927, without correction).
 * 0 to 1 where of is 0. */
sw_interval sw_interval_share(size_t with, size_t of);
/* Of the change from one share to another, from -1 to 1 (Newcombe 1998, method
 * 10: the two Wilson intervals put together). */
sw_interval sw_interval_change(size_t with_old, size_t of_old, size_t with_new,
                               size_t of_new);
/* Of a mean, from the sum of n values and of their squares (normal; n of
 * SW_QA_LEAST and more). */
sw_interval sw_interval_mean(double sum, double squares, size_t n);

#endif
