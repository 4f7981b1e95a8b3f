/* day.h - days and weeks out of the times that conversations carry. */
#ifndef SW_QA_DAY_H
#define SW_QA_DAY_H

#include <stdbool.h>
#include <stdint.h>

#define SW_DAY_TEXT 20 /* bytes that a day or a week takes as text */

/* Days since 1970-01-01 in UTC. Reads strict ISO 8601: a date, or a date and a
 * time with Z, an offset or nothing (taken as UTC); years 1970 to 9999. */
bool sw_day_read(const char *time, int64_t *day);
/* "2026-03-02" */
void sw_day_write(char out[SW_DAY_TEXT], int64_t day);
/* The Monday of its week. */
int64_t sw_day_monday(int64_t day);
/* "2026-W10", ISO 8601's week. */
void sw_day_week(char out[SW_DAY_TEXT], int64_t day);

#endif
