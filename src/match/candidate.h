/* candidate.h - from where literals end to the patterns that may match. */
#ifndef SW_MATCH_CANDIDATE_H
#define SW_MATCH_CANDIDATE_H

#include "match/scan_automaton.h"
#include "match/screen.h"

/* Where a pattern's candidate is, while those of some tiers are found. */
typedef struct sw_mark {
    uint32_t stamp;
    uint32_t at; /* index among the candidates */
} sw_mark;

typedef struct sw_candidate_by {
    const sw_automaton *automaton;
    const sw_scans *scans;
    sw_heats *heats;
    sw_mark *marks; /* by pattern */
    uint32_t stamp; /* a new number, over 0 */
    size_t patterns;
} sw_candidate_by;

/* Adds to the screened text its candidates of these tiers, each a bit, of which
 * none has been looked for there before. False when out of memory; *much is
 * set, and nothing added, where there is too much to be kept. */
bool sw_candidate_find(const sw_candidate_by *by, const sw_endings *endings,
                       uint64_t tiers, sw_arena *arena, sw_screened *out,
                       bool *much);

/* The literal of the automaton's user with that number stands at `start` in the
 * folded text: can it be a part of a match there? */
bool sw_candidate_holds(sw_heats *heats, const sw_automaton *automaton,
                        uint32_t number, sw_str text, size_t start);

#endif
