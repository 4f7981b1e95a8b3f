/* guard.h - may a match stand where it stands: borders, zones, clauses. */
#ifndef SW_MATCH_GUARD_H
#define SW_MATCH_GUARD_H

#include "doc/doc.h"
#include "rule/rule.h"

/* Does start..end begin and end where the pattern asks for it? "begins" is
 * the first word of a sentence (paragraph, reply), greeting and channel marks
 * skipped; "ends" leaves nothing but marks behind. */
bool sw_guard_borders(const sw_doc *doc, const sw_pattern *pattern,
                      size_t start, size_t end);
/* Where patterns that begin at a border may start: the next such byte at or
 * after from, or SW_NOWHERE. */
size_t sw_guard_next(const sw_doc *doc, sw_border begins, size_t from);
/* Zones: no block zone outside the mask is touched, no inline zone outside
 * the mask holds the first or last byte; and no paragraph border lies in it. */
bool sw_guard_zones(const sw_doc *doc, unsigned mask, size_t start, size_t end);
/* "clause": "main" and "subject": "us", by the pack's word lists. */
bool sw_guard_clause(const saywell_rules *rules, const sw_doc *doc,
                     const sw_pattern *pattern, size_t start);

#endif
