/* converge.h - safe rewrites, pass after pass, until nothing is left. */
#ifndef SW_LIB_CONVERGE_H
#define SW_LIB_CONVERGE_H

#include "lib/run.h"

/* c is a judged and rewritten check. All passes composed go to *out; *known
 * is false when SW_CONVERGE_PASSES did not reach a fixed point. False when
 * out of memory. */
#define SW_CONVERGE_PASSES 10
bool sw_converge_run(saywell_session *s, sw_check *c, sw_edits *out,
                     bool *known);

#endif
