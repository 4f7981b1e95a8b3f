/* fingerprint.h - what a finding is, wherever it stands. */
#ifndef SW_LIB_FINGERPRINT_H
#define SW_LIB_FINGERPRINT_H

#include "lib/run.h"

/* Sets the fingerprint of each of result's findings; kept[i] is the one that
 * findings[i] was made of. False when out of memory. */
bool sw_fingerprint_all(const sw_check *c, const sw_finding *const *kept,
                        saywell_result *result);

#endif
