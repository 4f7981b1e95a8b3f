/* many.h - many replies at once, their texts read side by side. */
#ifndef SW_LIB_MANY_H
#define SW_LIB_MANY_H

#include "lib/run.h"

/* What saywell_check_many promises. */
saywell_status sw_many_check(saywell_session *s, const saywell_reply *replies,
                             size_t n, saywell_result **results,
                             saywell_error *errors);

#endif
