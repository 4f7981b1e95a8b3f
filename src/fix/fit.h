/* fit.h - words -> edits that sit well at their place in the draft. */
#ifndef SW_FIX_FIT_H
#define SW_FIX_FIT_H

#include "fix/edit.h"
#include "fix/words.h"

/* What all fits of one draft share. */
typedef struct sw_fit {
    const saywell_rules *rules;
    const sw_doc *doc;
    sw_arena *arena;
    sw_style *style;
    const char *newline; /* the draft's: "\n" or "\r\n" */
    size_t first, last;  /* body sentences that hold words; first > last:
                            there are none */
} sw_fit;

/* The style is the draft's, and outlives the fit. */
void sw_fit_init(sw_fit *fit, const saywell_rules *rules, const sw_doc *doc,
                 sw_style *style, sw_arena *arena);

/* The pieces stand for from..end, and start..from goes (start <= from).
 * Without words it is a deletion (drop.h). Copies in
 * pieces that hold a zone or a line break stay untouched: the edits go around
 * them; else there is one edit, without what old and new have in common at
 * its ends. zones: block zones that may be touched beside the body. */
sw_fitted sw_fit_replace(const sw_fit *fit, size_t start, size_t from,
                         size_t end, sw_pieces *pieces, unsigned zones,
                         sw_edits *out);

/* Would a sentence whose first word stands at i begin with a capital? */
bool sw_fit_upper(const sw_fit *fit, size_t i);
/* A word like iPhone, or in capitals: its case is its own. */
bool sw_fit_own_case(sw_str text, size_t i);
/* Adds the edit without common ends, nothing when none is left. NOT when a
 * zone is in its way or words would stick together. */
sw_fitted sw_fit_add(const sw_fit *fit, size_t start, size_t end, sw_str text,
                     unsigned zones, sw_edits *out);

#endif
