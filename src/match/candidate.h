/* candidate.h - from where literals end to the patterns that may match. */
#ifndef SW_MATCH_CANDIDATE_H
#define SW_MATCH_CANDIDATE_H

#include "match/scan_automaton.h"
#include "match/screen.h"

/* What is known of a pattern in the text with that number. */
typedef struct sw_mark {
    uint32_t stamp;
    uint32_t at;        /* index + 1 among the candidates; 0: none of them */
    unsigned char sets; /* by the literals alone, whatever is around them */
} sw_mark;

typedef struct sw_candidate_by {
    const sw_automaton *automaton;
    const sw_scans *scans;
    sw_mark *marks; /* by pattern */
    uint32_t stamp; /* the text's number, over 0 */
    size_t patterns;
} sw_candidate_by;

/* Fills in what is known of out->folded. False when out of memory; *much is
 * set, and nothing filled in, where there is too much to be kept. */
bool sw_candidate_find(const sw_candidate_by *by, const sw_endings *endings,
                       sw_arena *arena, sw_screened *out, bool *much);

#endif
