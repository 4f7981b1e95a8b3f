/* judge.h - every open rule over one reply. */
#ifndef SW_MATCH_JUDGE_H
#define SW_MATCH_JUDGE_H

#include "match/check.h"

/* Parses the texts of `reply` and runs all enabled rules; c->findings is then
 * settled (settle.h), or c->skipped says why nothing was judged. SAYWELL_UTF8,
 * LIMIT (too long) or NOMEM. c's rules, reply, language, matcher and arena are
 * set by the caller, the rest is zeroed. */
saywell_status sw_judge_run(sw_check *c, saywell_error *err);

#endif
