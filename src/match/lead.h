/* lead.h - which of a pattern's sets of literals leads to it. */
#ifndef SW_MATCH_LEAD_H
#define SW_MATCH_LEAD_H

#include "match/scan.h"

/* Which of a pattern's sets lead to it, and which must be there as well. */
typedef struct sw_lead {
    uint8_t leads; /* 1u << set; 0: none, it always runs */
    uint8_t needs; /* those that are looked for, the one that leads included */
    float rates[SW_LITERAL_SETS]; /* of each set: sw_literal_rate of all of its
                                     literals, together */
} sw_lead;

/* Fills in leads, one a pattern, zeroed before. The set that is met least
 * leads. words: the pack's list of common ones, or NULL. Where the tables say
 * it, nothing is weighed, and no rates are given. */
void sw_lead_choose(const sw_scan *s, const sw_map *words, sw_lead *leads);

#endif
