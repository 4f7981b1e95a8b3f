/* place.h - byte offsets -> line, column, code points, UTF-16 units. */
#ifndef SW_DOC_PLACE_H
#define SW_DOC_PLACE_H

#include "base/str.h"
#include "saywell.h"

/* Fills the places of `count` byte offsets (each on a character edge, at
 * most text.len) in one forward pass; offsets need not be sorted: `order`
 * is scratch of count indices. Lines end at \n, \r\n or a lone \r. */
void sw_place_fill(sw_str text, const size_t *offsets, size_t count,
                   size_t *order, saywell_place *out);

#endif
