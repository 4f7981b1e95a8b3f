/* edit.h - lists of edits: apply them, choose them, lay one on another. */
#ifndef SW_FIX_EDIT_H
#define SW_FIX_EDIT_H

#include "base/buf.h"
#include "base/vec.h"
#include "saywell.h"

typedef struct sw_edits SW_VEC(saywell_edit) sw_edits;

/* Sorted by start, no overlaps (touching is fine, but two insertions at one
 * place are not), inside 0..len, on character edges? */
bool sw_edits_valid(const saywell_edit *edits, size_t count, size_t len);
/* text with the edits applied, appended to out. */
void sw_edits_apply(sw_str text, const saywell_edit *edits, size_t count,
                    sw_buf *out);
/* `second` was made on the text that `first` gives: one list on the first
 * text that does both. Neighbours that touch are joined; an edit that changes
 * nothing is dropped. text: the first text. False when out of memory. */
bool sw_edits_compose(sw_str text, const sw_edits *first,
                      const sw_edits *second, sw_arena *arena, sw_edits *out);

#endif
