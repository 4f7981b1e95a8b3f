/* sessions.h - what one thread keeps: a session for each setup it has met. */
#ifndef SW_CLI_SESSIONS_H
#define SW_CLI_SESSIONS_H

#include "cli/check_stats.h"
#include "cli/setup.h"

/* Zeroed but for run and is_first is valid. */
typedef struct sw_sessions {
    const sw_run *run;
    bool is_first; /* of the threads: it gets the sessions of the setups */
    struct sw_sessions_row *rows;
} sw_sessions;

/* This thread's session for the setup; NULL: no memory. *made, when given: it
 * is new. */
saywell_session *sw_sessions_for(sw_sessions *sessions, const sw_setup *setup,
                                 bool *made);
/* What the next checks of them will be faster by (saywell_session_prepare). */
void sw_sessions_prepare(sw_sessions *sessions);
/* stats, or NULL: what they have counted goes there. */
void sw_sessions_release(sw_sessions *sessions, sw_check_stats *stats);

#endif
