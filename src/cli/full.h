/* full.h - the full program, where the quick one of a release gives up.
 *
 * `make release` links the program twice: dynamic as ever, and wholly static
 * for the start of one draft; see late/late_full.c. A static program loads no
 * libraries. What may need one is left to the full program, beside it, before
 * anything is written: the quick one becomes the full one and it all begins
 * again. In every other build, and in the full program, these do nothing. */
#ifndef SW_CLI_FULL_H
#define SW_CLI_FULL_H

#include "base/str.h"

/* The words the program was started with, as main has them. */
void sw_full_words(char **argv);
/* What follows needs the full program. taken: what was read of standard input
 * already; the full program reads it once more. */
void sw_full_start(sw_str taken);

#endif
