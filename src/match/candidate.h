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

/* A user's literal that stands in the text. */
typedef struct sw_hit {
    uint32_t at;   /* where it begins in the folded text */
    uint32_t user; /* in the automaton */
    uint32_t next; /* index + 1 of the pattern's next one; 0 = none */
} sw_hit;

typedef struct sw_hits {
    const sw_automaton *automaton;
    const sw_scans *scans;
    struct SW_VEC(sw_hit) all;
    sw_scan_start *starts; /* of those that were looked at; room for all */
    uint32_t start_count;
} sw_hits;

/* Fills in what is known of out->folded. False when out of memory; *much is
 * set, and nothing filled in, where there is too much to be kept. */
bool sw_candidate_find(const sw_candidate_by *by, const sw_endings *endings,
                       sw_arena *arena, sw_screened *out, bool *much);

/* Looks at what stands around the candidate's literals, once, and says whether
 * it still is one. */
bool sw_candidate_stands(const sw_screened *screened, sw_candidate *c);

#endif
