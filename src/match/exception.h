/* exception.h - what a match may not overlap. */
#ifndef SW_MATCH_EXCEPTION_H
#define SW_MATCH_EXCEPTION_H

#include "match/matcher.h"

/* Matches of an exception set in one text. */
typedef struct sw_excepted {
    const sw_set *set;
    const sw_doc *doc;
    sw_matches matches;
} sw_excepted;

/* Those of a reply, in its arena: each set is looked for once in a text. */
typedef struct sw_exceptions {
    sw_matcher *matcher; /* that finds them */
    struct SW_VEC(sw_excepted) kept;
} sw_exceptions;

/* A new reply: the arena that they stood in was reset. */
void sw_exception_begin(sw_exceptions *e);

/* Does the match overlap one of the exceptions of by? Looking for them uses the
 * matcher's match data. *yes is set when all went well. */
sw_found sw_exception_overlaps(sw_exceptions *e, const sw_doc *doc,
                               const sw_filter_by *by, sw_arena *arena,
                               const sw_match *match, bool *yes);

#endif
