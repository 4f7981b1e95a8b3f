/* sandbox.h - give away every power that the work does not need.
 *
 * For transcripts from who knows where: whatever a reader's library could be
 * talked into, it cannot open a connection, start a program, or write anywhere
 * but where the output goes. */
#ifndef SW_CLI_SANDBOX_H
#define SW_CLI_SANDBOX_H

#include "cli/command.h"

/* Does it for the run, for good and for all threads to come: the folders of
 * what its options write stay writable. Does nothing without --sandbox. False:
 * it was said why this system cannot. */
bool sw_sandbox_run(sw_run *run);

/* The thing itself: files may be written, made and removed only in these
 * folders, or written when they are files. Gives NULL, or words, no full stop.
 */
const char *sw_sandbox_enter(const char *const *writable, size_t count);

#endif
