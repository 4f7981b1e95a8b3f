/* fix_work.h - what a worker of fix does: a text -> the text rewritten. */
#ifndef SW_CLI_FIX_WORK_H
#define SW_CLI_FIX_WORK_H

#include "cli/input.h"
#include "cli/sessions.h"

/* A text on its way. The main thread reads it, a worker rewrites it, the main
 * thread puts it where it goes, in the order of the inputs. */
typedef struct sw_fix_job {
    const sw_input *input;
    const sw_setup *setup;
    sw_source source; /* held open: the text lies in its stream */
    sw_str text;
    char words[600]; /* why it stays as it is; "": it need not */
    bool pass_on;    /* it came whole all the same */

    sw_buf out;   /* the text rewritten, or the diff */
    size_t edits; /* made in it */
    size_t left;  /* findings it still has; 0 when nobody asks, SAYWELL_NOWHERE
                     when they could not be counted */
    struct sw_fix_job *next;
} sw_fix_job;

/* What all workers look at. */
typedef struct sw_fix_task {
    const sw_run *run;
    const sw_buf *customer;
    sw_sessions *workers; /* each thread's */
} sw_fix_task;

/* A sw_pool_work_fn: ctx is the task. Does nothing where there are words. */
void sw_fix_work(void *task, size_t worker, void *job);
const char *sw_fix_name(const sw_fix_job *job); /* to show */

#endif
