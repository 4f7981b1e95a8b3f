/* check_run.h - one run of `saywell check`, shared by drafts and lines. */
#ifndef SW_CLI_CHECK_RUN_H
#define SW_CLI_CHECK_RUN_H

#include "cli/baseline.h"
#include "cli/check_stats.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/setup.h"
#include "cli/sink.h"
#include "talk/talk.h"

typedef struct sw_check {
    sw_run *run;
    sw_setups setups;
    sw_output out;
    saywell_format format;
    saywell_report *report; /* NULL until the first input */
    const sw_sink *sink;    /* takes the replies; the report stays empty */
    sw_baseline *baseline;  /* or NULL; then there is one worker */
    sw_buf customer;        /* --customer, --customer-file */
    bool found;             /* something at --fail-on or above: status 1 */
    bool failed;            /* something could not be done: status 2 */
    bool stopped;           /* the output failed: nothing more to do */
    bool usage;             /* the command line was wrong */
    size_t bad_lines;       /* of the stream filter */
    sw_progress progress;
    struct sw_resume *resume;  /* --resume, or NULL */
    struct sw_worker *workers; /* as many as threads may run */
    sw_check_stats *stats;     /* --stats, or NULL */
} sw_check;

/* Is standard output one document, or a line each, whatever happens? */
bool sw_check_is_document(saywell_format format);
/* Everything that the operands name; gives up when c->stopped. */
void sw_check_inputs(sw_check *c);

/* The report; made with the first input, whose rules and kind it tells. */
saywell_report *sw_check_report(sw_check *c, const sw_setup *setup,
                                sw_input_kind kind);
/* An input that cannot be checked: said, reported, status 2. */
void sw_check_error(sw_check *c, const saywell_origin *origin, const char *code,
                    const char *words);
/* Keeps what a report call gave back. */
void sw_check_note(sw_check *c, saywell_status status);

#endif
