/* baseline_file.h - the file of a baseline: read, checked, written. */
#ifndef SW_CLI_BASELINE_FILE_H
#define SW_CLI_BASELINE_FILE_H

#include "cli/baseline.h"

/* Reads b->file into b, and sets b->folder. A file that is not there is empty
 * when one is to be written. False: it was said why. */
bool sw_baseline_read(sw_baseline *b);
/* Writes b->all, sorted, all of it or nothing. False: it was said why. */
bool sw_baseline_write(sw_baseline *b);

/* In baseline.c: one entry more. False: no memory. */
bool sw_baseline_add(sw_baseline *b, const char *path, const char *rule,
                     const char *fingerprint, size_t count);

#endif
