/* asked.h - which patterns of a set the screen lets through. */
#ifndef SW_MATCH_ASKED_H
#define SW_MATCH_ASKED_H

#include "match/screen.h"

/* The next of the set's patterns that is a candidate, from the pattern *from
 * on, which goes on behind it; NULL behind the last. The set is not empty, and
 * was asked for. */
const sw_candidate *sw_asked_next(const sw_set *set,
                                  const sw_screened *screened, uint32_t *from);

#endif
