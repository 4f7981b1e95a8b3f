/* style.h - how this draft is written: what a rewrite is fitted to. */
#ifndef SW_FIX_STYLE_H
#define SW_FIX_STYLE_H

#include "doc/past.h"
#include "rule/rule.h"

typedef struct sw_style {
    uint32_t apostrophe; /* ' or U+2019: the draft's majority */
    bool uk;    /* spelling family: the draft's own words decide, else the
                   setting `dialect` (uk, in, ...: anything but us, ph) */
    bool we;    /* person: the draft's words (lists person_i, person_we),
                   else the setting `voice` */
    bool lower; /* most of its sentences begin in lower case */
} sw_style;

void sw_style_read(const saywell_rules *rules, const sw_doc *doc,
                   sw_style *out);

/* What was counted in the draft before it was edited. */
typedef struct sw_style_memo sw_style_memo;
sw_style_memo *sw_style_memo_new(void); /* NULL when out of memory */
void sw_style_memo_free(sw_style_memo *memo);
/* The same style; doc is what past read last. */
void sw_style_read_again(const saywell_rules *rules, const sw_doc *doc,
                         const sw_past *past, sw_style_memo *memo,
                         sw_style *out);

#endif
