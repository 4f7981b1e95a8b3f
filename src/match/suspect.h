/* suspect.h - which rules may flag something in a text, by its candidates. */
#ifndef SW_MATCH_SUSPECT_H
#define SW_MATCH_SUSPECT_H

#include "match/screen.h"

/* Zeroed until sw_suspect_open; read-only then. */
typedef struct sw_suspects {
    uint32_t *of;          /* by pattern: index + 1 of the rule that flags it */
    unsigned char *always; /* by rule: it is on, and no candidate need be
                              known of it */
    const sw_set *set;     /* of a rule that is on; NULL: there is none */
} sw_suspects;

/* False when out of memory. */
bool sw_suspect_open(sw_suspects *s, const saywell_rules *rules);
void sw_suspect_close(sw_suspects *s);

/* Marks the rules that are on and have something to say without a match of
 * their own patterns, or of whose patterns one is a candidate, one byte each;
 * s->set was asked for. */
void sw_suspect_mark(const sw_suspects *s, const saywell_rules *rules,
                     const sw_screened *screened, unsigned char *may);

#endif
