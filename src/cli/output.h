/* output.h - where results go: standard output, or a file, whole or not. */
#ifndef SW_CLI_OUTPUT_H
#define SW_CLI_OUTPUT_H

#include "cli/replace.h"
#include "saywell.h"

/* Buffered. Failure sticks and is told by sw_output_end. */
typedef struct sw_output {
    const char *path; /* NULL: standard output */
    sw_replace file;
    char *block;
    size_t len;
    bool failed;
    bool pipe; /* failed because nobody reads any more: quiet */
} sw_output;

/* False when the file cannot be started; it was said why. */
bool sw_output_begin(sw_output *out, sw_arena *arena, const char *path);
/* The same with a temporary file called name: sw_replace_begin_as. */
bool sw_output_begin_as(sw_output *out, sw_arena *arena, const char *path,
                        const char *name);
/* A saywell_write_fn; ctx is the sw_output. */
bool sw_output_write(void *ctx, const char *bytes, size_t len);
bool sw_output_flush(sw_output *out);
/* Flushes, and puts the file in place when keep is set. False: it was said
 * why, unless the reader went away. */
bool sw_output_end(sw_output *out, bool keep);

#endif
