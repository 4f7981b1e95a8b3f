/* check_stats.h - `check --stats`: what a run did, and where its time went. */
#ifndef SW_CLI_CHECK_STATS_H
#define SW_CLI_CHECK_STATS_H

#include "cli/setup.h"

/* Zeroed is valid. */
typedef struct sw_check_stats {
    saywell_stats sum; /* over all sessions; not what the rules share */
    size_t sessions;
    uint64_t began; /* nanoseconds */
} sw_check_stats;

void sw_check_stats_begin(sw_check_stats *stats);
void sw_check_stats_add(sw_check_stats *stats, const saywell_session *session);
/* On standard error. */
void sw_check_stats_say(const sw_check_stats *stats, const sw_setups *setups);

#endif
