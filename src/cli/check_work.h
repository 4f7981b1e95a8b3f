/* check_work.h - what a worker does: a job's items -> findings. */
#ifndef SW_CLI_CHECK_WORK_H
#define SW_CLI_CHECK_WORK_H

#include "cli/check_run.h"
#include "cli/job.h"
#include "cli/sessions.h"

/* What one thread keeps. */
typedef struct sw_worker {
    const sw_check *check; /* read only while workers run */
    sw_sessions sessions;
    struct sw_worker_desk *desk; /* room for what is checked at once */
} sw_worker;

void sw_worker_release(sw_worker *worker);
/* Everything in the job; what came of it is in the job. */
void sw_worker_check(sw_worker *worker, sw_job *job);

/* One event to a report, or to the sink when there is one. */
saywell_status sw_event_play(const sw_event *event, saywell_report *report,
                             const sw_sink *sink);

#endif
