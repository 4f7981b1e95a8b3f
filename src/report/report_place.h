/* report_place.h - places as other tools want them: a file, a region, one edit.
 *
 * In a draft a finding stands where it stands in the file. In a transcript no
 * nearer place in the file is known than the line of the record, so the region
 * is that line's start, and the message tells the turn and the place in it. */
#ifndef SW_REPORT_PLACE_H
#define SW_REPORT_PLACE_H

#include "report/report_impl.h"

/* Half-open, from 1; columns in the unit that was asked for. */
typedef struct sw_region {
    size_t line, column, end_line, end_column;
} sw_region;

/* Is the reply a turn of a conversation, and not a file of its own? */
bool sw_report_is_turn(const saywell_origin *o);
/* Where the finding stands in the file. */
sw_region sw_report_region(saywell_report *report, const sw_report_item *item,
                           const saywell_finding *f);
/* The region of the bytes start..end of a draft, reckoned from a place in it
 * that is known. */
sw_region sw_report_span(saywell_report *report, sw_str text,
                         const saywell_place *known, size_t start, size_t end);
/* "c1 turn 3, 1:5: " in front of words about a turn; nothing for a draft. */
void sw_report_put_turn(sw_buf *out, saywell_report *report,
                        const sw_report_item *item, const saywell_finding *f);

/* A fix as one edit: the bytes from its first edit to its last, and what
 * stands there afterwards, appended to out. */
void sw_report_join(sw_buf *out, sw_str text, const saywell_fix *fix,
                    size_t *start, size_t *end);

/* What was not looked at: each rule that a limit stopped, and a reply that was
 * not judged. False past the end; id and words are good until the next call. */
bool sw_report_remark(const saywell_result *result, size_t i, const char **id,
                      const char **words, const char **what);

#endif
