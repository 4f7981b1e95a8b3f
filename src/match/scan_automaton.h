/* scan_automaton.h - where literals end in folded text, eight places at a time.
 */
#ifndef SW_MATCH_SCAN_AUTOMATON_H
#define SW_MATCH_SCAN_AUTOMATON_H

#include "match/automaton.h"
#include "match/fold.h"

/* The literals of an output state end at byte `end` of the folded text. */
typedef struct sw_ending {
    uint32_t output; /* index into the automaton's own and next */
    uint32_t end;
} sw_ending;

/* By end; in the arena. */
typedef struct sw_endings {
    sw_ending *at;
    size_t count;
    bool too_many; /* to be kept: then there are none */
} sw_endings;

/* Reads a folded text, or many of them with fillers between (fold.h). False
 * when out of memory. */
bool sw_scan_automaton(const sw_automaton *a, sw_str folded, sw_arena *arena,
                       sw_endings *out);

#endif
