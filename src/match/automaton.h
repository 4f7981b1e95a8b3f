/* automaton.h - all literals of the rules as one table: a state, a byte, the
 * next state.
 *
 * For batches: making it takes some milliseconds, reading a byte one look.
 * Built from the tables of scan.h, read by scan_automaton.c.
 * Immutable once made; all sessions of the rules share it. */
#ifndef SW_MATCH_AUTOMATON_H
#define SW_MATCH_AUTOMATON_H

#include "match/scan.h"

#define SW_AUTOMATON_NONE UINT32_MAX
/* In a table's entry: a byte over 0x7F was read; the rest is the state before
 * it. What its character folds to decides. */
#define SW_AUTOMATON_TRAP 0x80000000u

/* A pattern that cannot match without one of this literal's set. */
typedef struct sw_automaton_user {
    uint32_t pattern;
    sw_reach reach; /* of the literal in that pattern */
} sw_automaton_user;

/* A literal of a pattern's second or third set. */
typedef struct sw_automaton_also {
    uint32_t literal; /* its number in the automaton */
    uint32_t set;
} sw_automaton_also;

/* States are numbers times `width`, so that state + class is the place of the
 * next one in the table. Those where literals end come last, from `first`. */
typedef struct sw_automaton {
    uint32_t width; /* classes of bytes */
    uint32_t first;
    uint32_t literal_count;
    unsigned char classes[256]; /* 0: in no literal */
    const uint32_t *table;
    /* By (state - first) / width: the literal that the state spells, and the
     * longest other one that ends there too, as such an index; or NONE. */
    const uint32_t *own, *next;
    const unsigned char *lens; /* by literal: its bytes */
    const uint32_t *user_from; /* by literal: its users, up to the next's */
    const sw_automaton_user *users;
    const uint32_t *also_from; /* by pattern, up to the next one's */
    const sw_automaton_also *also;
    const unsigned char *needs; /* by pattern: bit 1u << set for each set */
    const uint32_t *always;     /* patterns without literals */
    size_t always_count;
} sw_automaton;

/* Made once for all sessions, when one of them asks and no other is at it:
 * NULL until it is ready, and for ever where it would be too large. */
const sw_automaton *sw_automaton_share(const saywell_rules *rules,
                                       const sw_scans *scans);
/* What was made so far, or NULL. */
const sw_automaton *sw_automaton_made(const saywell_rules *rules);
/* A new one for the caller, who gives it back by sw_mem_free; NULL when out
 * of memory or too large. */
sw_automaton *sw_automaton_make(const sw_scans *scans);

#endif
