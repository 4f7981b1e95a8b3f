/* baseline.h - findings that are known, by what they are and not by where.
 *
 * A baseline is a JSON file, one entry a line: the file, the rule, the
 * finding's fingerprint and how many such findings there are. No text of a
 * reply is in it. Findings move with their words inside a file; an entry of a
 * file that is no more serves any file, for files are renamed. What is found
 * more often than the baseline knows is new. */
#ifndef SW_CLI_BASELINE_H
#define SW_CLI_BASELINE_H

#include "base/map.h"
#include "base/vec.h"
#include "cli/command.h"

typedef struct sw_known { /* one entry */
    const char *path;     /* from the baseline's folder; "-" = standard input */
    const char *rule, *fingerprint;
    size_t count; /* how many are known */
    size_t found; /* in this run */
    bool gone;    /* its file is no more */
} sw_known;

/* Made by sw_baseline_open; used by one thread at a time. */
typedef struct sw_baseline {
    sw_run *run;
    sw_arena arena;     /* its own: the run's belongs to the main thread */
    const char *file;   /* as given */
    const char *folder; /* absolute */
    bool writing;       /* --write-baseline: everything found becomes known */
    struct SW_VEC(sw_known *) all;
    sw_map known;   /* "path\0fingerprint" -> sw_known */
    sw_map moved;   /* fingerprint -> sw_known of a file that is no more */
    sw_map visited; /* paths that were checked */
    sw_map paths;   /* as named -> from the baseline's folder */
    size_t left_out;
    bool failed; /* out of memory */
} sw_baseline;

/* What the options say: *out is NULL when they name none. False: it was said
 * why not (no such file, not a baseline: with line and key). */
bool sw_baseline_open(sw_run *run, sw_baseline **out);
void sw_baseline_free(sw_baseline *b); /* takes NULL */
/* Leaves the known findings out of the result. path: NULL = standard input. */
void sw_baseline_apply(sw_baseline *b, const char *path,
                       saywell_result *result);
/* At the end: writes the file, or says what it holds that is no more. False:
 * it could not be written, and it was said why. */
bool sw_baseline_close(sw_baseline *b);

#endif
