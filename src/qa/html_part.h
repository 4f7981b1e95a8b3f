/* html_part.h - the parts of the page, a file each. */
#ifndef SW_QA_HTML_PART_H
#define SW_QA_HTML_PART_H

#include "qa/quality.h"

/* ---- html_text.c ------------------------------------------------------------
 */

/* Escaped, for text and for attributes in double quotes; what would steer a
 * terminal or turn the direction of writing is shown, not obeyed. */
void sw_html_text(sw_buf *out, sw_str text);
void sw_html_words(sw_buf *out, const char *words); /* NULL: nothing */
/* "1,234" */
void sw_html_number(sw_buf *out, size_t n);
/* "12 September 2026" */
void sw_html_day(sw_buf *out, int64_t day);
/* A rate for 100 and its interval, or "too few to say". */
void sw_html_rate(sw_buf *out, size_t with, size_t of);
void sw_html_mean(sw_buf *out, const sw_count *count);

/* ---- html_chart.c -----------------------------------------------------------
 */

typedef struct sw_point {
    size_t with, of;   /* of under SW_QA_LEAST: a gap */
    const char *label; /* "2026-W10" */
} sw_point;

/* A rate and its interval as a dot on a line from 0 to most per 100. */
void sw_html_whisker(sw_buf *out, size_t with, size_t of, double most);
/* A small line for a table's cell. */
void sw_html_spark(sw_buf *out, const sw_point *points, size_t count,
                   const char *about);
/* The large chart. */
void sw_html_trend(sw_buf *out, const sw_point *points, size_t count);
/* Points that are no gap. */
size_t sw_html_points(const sw_point *points, size_t count);

/* ---- html_rates.c, html_groups.c --------------------------------------------
 */

void sw_html_rates(sw_quality *q, sw_buf *out);  /* by rule and category */
void sw_html_weeks(sw_quality *q, sw_buf *out);  /* the trend */
void sw_html_agents(sw_quality *q, sw_buf *out); /* alphabetical */
/* The weeks that have a date, in order, as points; rule SW_NOWHERE: replies
 * with any finding. NULL: none, or no memory. */
sw_point *sw_html_week_points(sw_quality *q, size_t rule, size_t *count);

/* ---- html_replies.c, html_notes.c -------------------------------------------
 */

void sw_html_replies(sw_quality *q, sw_buf *out);
void sw_html_changes(sw_quality *q, sw_buf *out); /* --compare */
void sw_html_waivers(sw_quality *q, sw_buf *out);
void sw_html_method(sw_quality *q, sw_buf *out);
/* The counts, for the filters. */
void sw_html_data(sw_quality *q, sw_buf *out);

#endif
