/* progress.h - how far a batch is, on one line of a terminal. */
#ifndef SW_CLI_PROGRESS_H
#define SW_CLI_PROGRESS_H

#include "cli/opt.h"

/* Zeroed: off. */
typedef struct sw_progress {
    bool on, shown;
    size_t files;         /* in all */
    uint64_t bytes;       /* in all; 0 = not known */
    double began, ticked; /* seconds */
} sw_progress;

/* On only where standard error is a terminal that can, and nobody said no. */
void sw_progress_begin(sw_progress *progress, const sw_options *options);
/* Shows what is done, ten times a second at most, and not in the first half
 * second. */
void sw_progress_tick(sw_progress *progress, size_t files, size_t replies,
                      uint64_t bytes);
/* Clears the line: somebody else wants to write. */
void sw_progress_hide(sw_progress *progress);

/* The line: "12 of 340 files, 4210 replies, 38.1 MB/s, 0:42 left". */
void sw_progress_words(sw_buf *out, const sw_progress *progress, size_t files,
                       size_t replies, uint64_t bytes, double seconds);

#endif
