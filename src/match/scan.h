/* scan.h - which patterns can match a text at all: one pass for all literals.
 *
 * A text is folded (rule/literal.h) and every four-, three-, two- or one-byte
 * window of it looked up among the windows of all literals; where one is
 * known, the literal is compared. A pattern without literals always may. */
#ifndef SW_MATCH_SCAN_H
#define SW_MATCH_SCAN_H

#include "doc/doc.h"
#include "rule/rule.h"

/* Made for a set of rules, read-only then. */
typedef struct sw_scan sw_scan;

sw_scan *sw_scan_new(const saywell_rules *rules); /* NULL: no memory */
void sw_scan_free(sw_scan *scan);

/* One byte a pattern: 1 = it may match in text. The answer lives in the
 * arena; NULL when out of memory. */
const unsigned char *sw_scan_run(const sw_scan *scan, sw_str text,
                                 sw_arena *arena);

#endif
