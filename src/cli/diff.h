/* diff.h - edits -> a unified diff. */
#ifndef SW_CLI_DIFF_H
#define SW_CLI_DIFF_H

#include "base/arena.h"
#include "saywell.h"

/* Writes what the edits (sorted, not overlapping) do to the text, as lines,
 * with three lines around, for patch(1). Nothing when there are none. False:
 * out of memory, or write said stop. */
bool sw_diff_write(const char *name, const char *text, size_t len,
                   const saywell_edit *edits, size_t count,
                   saywell_write_fn *write, void *ctx);

#endif
