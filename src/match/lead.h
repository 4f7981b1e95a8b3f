/* lead.h - which of a pattern's sets of literals leads to it. */
#ifndef SW_MATCH_LEAD_H
#define SW_MATCH_LEAD_H

#include "match/scan.h"

/* Which of a pattern's sets lead to it, and which must be there as well. */
typedef struct sw_lead {
    uint8_t leads;  /* 1u << set; 0: none, it always runs */
    uint8_t common; /* sets with a literal that most texts hold */
    uint8_t plenty; /* those with one that most words hold */
} sw_lead;

/* Fills in leads, one a pattern, zeroed before. The rarest set that is not
 * common leads, else the rarest there is; the first is the rarest. words: the
 * pack's list of common ones; NULL: it has none, and letters tell. */
void sw_lead_choose(const sw_scan *s, const sw_map *words, sw_lead *leads);

#endif
