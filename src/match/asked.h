/* asked.h - which patterns of a set the screen lets through.
 *
 * Both come in the order of their numbers: the set's patterns, mostly one
 * behind the other, and the candidates of a text, far fewer. */
#ifndef SW_MATCH_ASKED_H
#define SW_MATCH_ASKED_H

#include "match/screen.h"

/* The first candidate whose pattern is not before this one. */
size_t sw_asked_first(const sw_screened *screened, uint32_t pattern);
/* The next of the set's patterns that is a candidate, from the candidate at *i
 * on, which goes on behind it; NULL behind the last. The set is not empty. */
const sw_candidate *sw_asked_next(const sw_set *set,
                                  const sw_screened *screened, size_t *i);

#endif
