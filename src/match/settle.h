/* settle.h - which findings stay when two claim the same words; their order. */
#ifndef SW_MATCH_SETTLE_H
#define SW_MATCH_SETTLE_H

#include "match/check.h"

/* One rule's overlapping findings: the first, longest stays. `over`: a rule
 * silences the rules it names where they overlap (an anchor: in the same
 * sentence). Then sorts by place, severity (worst first), id.
 * False when out of memory. */
bool sw_settle_run(sw_check *c);
/* Sorts findings by place, severity (worst first), id. */
void sw_settle_sort(sw_findings *all);

#endif
