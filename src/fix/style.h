/* style.h - how this draft is written: what a rewrite is fitted to. */
#ifndef SW_FIX_STYLE_H
#define SW_FIX_STYLE_H

#include "doc/past.h"
#include "rule/rule.h"

/* What was counted in the draft before it was edited. */
typedef struct sw_style_memo sw_style_memo;
sw_style_memo *sw_style_memo_new(void); /* NULL when out of memory */
void sw_style_memo_free(sw_style_memo *memo);

/* Each part of it is read when it is first asked for. */
typedef struct sw_style {
    const saywell_rules *rules;
    const sw_doc *doc;
    const sw_past *past; /* or NULL; doc is what it read last */
    sw_style_memo *memo; /* with past */
    unsigned known;      /* the parts that were read, as bits */
    uint32_t apostrophe;
    bool uk, we, lower;
} sw_style;

sw_style sw_style_of(const saywell_rules *rules, const sw_doc *doc);

/* ' or U+2019: the draft's majority. */
uint32_t sw_style_apostrophe(sw_style *style);
/* Spelling family: the draft's own words decide, else the setting `dialect`
 * (uk, in, ...: anything but us, ph). */
bool sw_style_uk(sw_style *style);
/* Person: the draft's words (lists person_i, person_we), else the setting
 * `voice`. */
bool sw_style_we(sw_style *style);
/* Do most of its sentences begin in lower case? */
bool sw_style_lower(sw_style *style);

#endif
