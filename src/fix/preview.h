/* preview.h - edits -> the sentence as it would read. */
#ifndef SW_FIX_PREVIEW_H
#define SW_FIX_PREVIEW_H

#include "doc/doc.h"
#include "fix/edit.h"

/* The sentences that the edits touch, after them, each white-space run as one
 * space; far ends of long ones are cut ("..."). When nothing is left of them
 * the sentence in front (or behind) is shown too. NULL when out of memory. */
const char *sw_preview_make(const sw_doc *doc, const sw_edits *edits,
                            sw_arena *arena);

#endif
