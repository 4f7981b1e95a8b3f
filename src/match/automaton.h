/* automaton.h - all literals of the rules as one table: a state, a byte, the
 * next state.
 *
 * For batches: making it takes some milliseconds, reading a byte one look.
 * Built from the tables of scan.h, read by scan_automaton.c.
 * Immutable once made; all sessions of the rules share it. */
#ifndef SW_MATCH_AUTOMATON_H
#define SW_MATCH_AUTOMATON_H

#include "match/scan.h"
#include "match/tier.h"

#define SW_AUTOMATON_NONE    UINT32_MAX
#define SW_AUTOMATON_DEEPEST 10 /* bytes that a state is made of, at most */
#define SW_AUTOMATON_SHOUT   ((uint64_t)1 << SW_TIERS)

/* How the table is written: the smallest that holds all states. */
typedef enum sw_automaton_form {
    SW_AUTOMATON_NARROW_32, /* 16 bits an entry, rows of 32 */
    SW_AUTOMATON_NARROW_64, /* the same, rows of 64 */
    SW_AUTOMATON_WIDE       /* 32 bits an entry, rows of 1 << shift */
} sw_automaton_form;

/* A pattern whose matches hold one of this literal's set. The literal is cut
 * to some bytes; the scan (scan.h) has the whole one. */
typedef struct sw_automaton_user {
    uint32_t pattern;
    uint32_t text;          /* the literal in the scan's bytes */
    sw_reach reach;         /* of the whole literal in that pattern */
    uint16_t before, after; /* as in the scan's user */
    uint8_t tier;           /* of the pattern (tier.h) */
    uint8_t len;            /* of the whole literal */
    uint8_t skipped;        /* bytes of it before the cut one */
    uint8_t set;            /* 1u << the set's number */
    uint8_t edges;
    bool scan : 1;   /* which of the two */
    bool nearer : 1; /* what stands before it is sooner found, or missed, than
                        what stands behind it */
    bool leads : 1;  /* its set leads to the pattern: windows come from it */
} sw_automaton_user;

/* A cut literal that ends where a state does: its users, and the longest other
 * one that ends there too. Looked at for every ending, far apart in memory, so
 * that all of it is in one place. */
typedef struct sw_automaton_end {
    uint32_t users; /* index of the first */
    uint32_t next;  /* such an index again, or SW_AUTOMATON_NONE */
    uint32_t count; /* of its users; of these the first */
    uint32_t quiet; /* need not be shouted */
} sw_automaton_end;

/* Those states where literals end come last, from `first`. Wide tables hold
 * states times the length of a row, which spares the multiplication. */
typedef struct sw_automaton {
    sw_automaton_form form;
    unsigned shift;
    uint32_t first;
    const uint16_t *narrow;
    const uint32_t *wide;
    unsigned char classes[256]; /* of folded bytes; 0: in no literal */
    const uint64_t *leads; /* by sw_automaton_output: to which tiers, 1 << tier
                              each, or SHOUT for a user that must be shouted */
    const sw_automaton_end *ends; /* the same way */
    const sw_automaton_user *users;
    const unsigned char *needs; /* by pattern: the sets that must be there */
    const unsigned char *tiers; /* by pattern */
    const uint32_t *always;     /* patterns that no literal leads to */
    size_t always_count;
} sw_automaton;

/* The state behind `state` and a byte of that class. With form a constant, the
 * compiler drops what does not apply. */
static inline uint32_t sw_automaton_look(const sw_automaton *a,
                                         sw_automaton_form form, uint32_t state,
                                         unsigned class)
{
    switch (form) {
    case SW_AUTOMATON_NARROW_32:
        return a->narrow[((size_t)state << 5) + class];
    case SW_AUTOMATON_NARROW_64:
        return a->narrow[((size_t)state << 6) + class];
    case SW_AUTOMATON_WIDE:
        break;
    }
    return a->wide[(size_t)state + class];
}

/* The number of a state from `first` on, from 0. */
static inline uint32_t sw_automaton_output(const sw_automaton *a,
                                           uint32_t state)
{
    return (state - a->first) >> (a->form == SW_AUTOMATON_WIDE ? a->shift : 0);
}

/* Made once for all sessions, when one of them asks and no other is at it:
 * NULL until it is ready, and for ever where it would be too large. */
const sw_automaton *sw_automaton_share(const saywell_rules *rules,
                                       const sw_scans *scans);
/* What was made so far, or NULL. */
const sw_automaton *sw_automaton_made(const saywell_rules *rules);
/* A new one for the caller, who gives it back by sw_mem_free; NULL when out
 * of memory or too large. */
sw_automaton *sw_automaton_make(const saywell_rules *rules,
                                const sw_scans *scans);

#endif
