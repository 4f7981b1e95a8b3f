/* place.h - byte offsets -> line, column, code points, UTF-16 units. */
#ifndef SW_DOC_PLACE_H
#define SW_DOC_PLACE_H

#include "base/vec.h"
#include "doc/common.h"
#include "saywell.h"

/* Fills the places of `count` byte offsets (each on a character edge, at
 * most text.len) in one forward pass; offsets need not be sorted: `order`
 * is scratch of count indices. Lines end at \n, \r\n or a lone \r. */
void sw_place_fill(sw_str text, const size_t *offsets, size_t count,
                   size_t *order, saywell_place *out);

/* Places by the way, in the order of the text. */
typedef struct sw_places SW_VEC(saywell_place) sw_places;

/* Makes marks in a text that is read again after an edit, from those of the
 * text before (count 0: there were none). False when out of memory. */
bool sw_place_mark(sw_str text, const sw_common *common, const sw_places *old,
                   sw_arena *arena, sw_places *marks);
/* The same as sw_place_fill, which starts at the text's begin. */
void sw_place_fill_near(sw_str text, const sw_places *marks,
                        const size_t *offsets, size_t count, size_t *order,
                        saywell_place *out);

#endif
