/* stamp.h - a point in time as people and programs write it into transcripts.
 *
 *     10:32   10:32:15 PM   2026-03-02 10:32:15   2026-03-02T10:32:15.5Z
 *     3/2/2026, 10:32 AM   Monday, March 02, 2026, 07:09:55 (-0800)
 *     Tue Oct 31 22:10:47 +0000 2017   Mon, 2 Mar 2026 09:09:00 +0100
 */
#ifndef SW_TALK_STAMP_H
#define SW_TALK_STAMP_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

typedef struct sw_stamp {
    int year, month, day; /* year 0: no date, or one of which day and month
                             cannot be told apart */
    int hour, minute, second;
    int zone; /* minutes east of Greenwich */
    bool has_date, has_time, has_zone;
} sw_stamp;

/* Where the stamp that starts at byte `at` ends; SW_NOWHERE when none does. A
 * stamp has a time of day; a date alone is one only with date_too. */
size_t sw_stamp_read(sw_str s, size_t at, bool date_too, sw_stamp *stamp);
/* ISO 8601, `plus` seconds later; UTC when the zone is known; as written when
 * it cannot be told (no date, 3/2/2026). NULL: no memory. */
const char *sw_stamp_iso(const sw_stamp *stamp, int64_t plus, sw_str written,
                         sw_arena *arena);
/* Seconds since 1970 of a stamp with a date; without a zone as if in UTC. */
int64_t sw_stamp_seconds(const sw_stamp *stamp);

#endif
