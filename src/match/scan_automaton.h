/* scan_automaton.h - where literals end in texts, four texts at a time. */
#ifndef SW_MATCH_SCAN_AUTOMATON_H
#define SW_MATCH_SCAN_AUTOMATON_H

#include "match/automaton.h"

/* The literals of an output state end at byte `end` of the text. Where the
 * last of their characters is white space, the run of it may go on. */
typedef struct sw_ending {
    uint32_t output; /* index into the automaton's own and next */
    uint32_t end;
} sw_ending;

typedef enum sw_endings_kind {
    SW_ENDINGS_ALL,    /* these are all */
    SW_ENDINGS_EXOTIC, /* the text holds a character that folds to a letter
                          under caseless matching only: do not filter it */
    SW_ENDINGS_TOO_MANY
} sw_endings_kind;

typedef struct sw_endings {
    sw_endings_kind kind;
    const sw_ending *at; /* in the arena */
    size_t count;
} sw_endings;

/* Reads n texts; out[i] says what is in texts[i], and something or other where
 * that is no valid UTF-8. False when out of memory. */
bool sw_scan_automaton(const sw_automaton *a, const sw_str *texts, size_t n,
                       sw_arena *arena, sw_endings *out);

#endif
