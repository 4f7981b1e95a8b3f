/* screen.h - which patterns may match in a text, and where they may begin. */
#ifndef SW_MATCH_SCREEN_H
#define SW_MATCH_SCREEN_H

#include "match/fold.h"
#include "match/heat.h"
#include "rule/rule.h"

/* Scratch of one session: which scanner is in use, what was read ahead. */
typedef struct sw_screen sw_screen;

typedef enum sw_screen_by {
    SW_SCREEN_GROWING, /* hash; automaton when there was much to read */
    SW_SCREEN_HASH,
    SW_SCREEN_AUTOMATON
} sw_screen_by;

/* What the matcher's patterns have earned tells more of where they may be. */
sw_screen *sw_screen_new(const saywell_rules *rules, sw_heats *heats);
void sw_screen_free(sw_screen *s);
/* The tables that it reads texts by. */
const struct sw_scans *sw_screen_scans(const sw_screen *s);
void sw_screen_set(sw_screen *s, sw_screen_by by);

/* A new reply: the arena that the answers stood in was reset. */
void sw_screen_begin(sw_screen *s);
/* From now on a text is edited and comes again and again, of which little is
 * read each time: that is no reason to make the automaton, at which the one
 * who types would wait for a tenth of a second. */
void sw_screen_edit(sw_screen *s, bool editing);

/* Reads texts side by side, for questions about them until the next call
 * (n 0: forgets them), when that is worth it. The texts stay where they are
 * meanwhile. False when out of memory. */
bool sw_screen_ahead(sw_screen *s, const sw_str *texts, size_t n);

/* Makes the automaton, when enough was read to earn it back: who calls this
 * between texts is not made to wait for it at the next. */
void sw_screen_prepare(sw_screen *s);

/* A pattern that may match. */
typedef struct sw_candidate {
    uint32_t pattern;
    uint32_t start; /* index + 1 into starts: a list; 0: anywhere */
    const struct sw_scan_start *starts;
    unsigned char sets; /* of its literals that are there */
} sw_candidate;

typedef struct sw_candidates SW_VEC(sw_candidate) sw_candidates;

/* What the screen says of one text, as far as somebody has asked. */
typedef struct sw_screened {
    sw_str text;
    sw_folded folded;
    bool all;         /* every pattern may match anywhere */
    uint64_t *bits;   /* by pattern: it is a candidate */
    sw_candidate *at; /* by pattern, each once */
    size_t count;
    uint64_t tiers; /* those that were looked for (tier.h) */
    uint64_t asked; /* those that somebody asked for */
    uint64_t leads; /* then: those that any literal leads to */
    struct sw_endings *endings;
} sw_screened;

/* The answer for a text, made at the first question of a reply, as far as the
 * set asks; NULL when out of memory. Lives in the arena. */
const sw_screened *sw_screen_text(sw_screen *s, sw_str text, const sw_set *set,
                                  sw_arena *arena);

/* Starts of matches lie in one of these. */
typedef sw_fold_starts sw_window;

typedef struct sw_windows SW_VEC(sw_window) sw_windows;

#define SW_WINDOWS_FEW 12 /* so many are sorted in place */

/* Sorts them, and makes one of those that touch. */
void sw_windows_join(sw_windows *windows);

/* The windows of a candidate, by place, apart from each other. False when out
 * of memory. */
bool sw_screen_windows(sw_screen *s, const sw_screened *screened,
                       const sw_candidate *candidate, sw_arena *arena,
                       sw_windows *out);

#endif
