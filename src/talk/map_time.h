/* map_time.h - a time as an export writes it -> as the model wants it. */
#ifndef SW_TALK_MAP_TIME_H
#define SW_TALK_MAP_TIME_H

#include "talk/mapping.h"

typedef struct sw_map_instant {
    const char *text; /* ISO 8601 in UTC where the zone is known, "1500" for
                         milliseconds from the start, else as it stood */
    int64_t order;    /* milliseconds, to sort by */
    bool is_known;    /* order is good */
} sw_map_instant;

/* False: no memory. A time that cannot be told is kept as it stood. */
bool sw_map_time_read(const sw_map_time *time, sw_str value, sw_arena *arena,
                      sw_map_instant *out);

#endif
