/* drop.h - a deletion -> one that leaves a whole sentence. */
#ifndef SW_FIX_DROP_H
#define SW_FIX_DROP_H

#include "fix/fit.h"

/* Deletes start..end with one run of white space (line and paragraph breaks
 * stay), a comma left over, brackets left empty, and the closing mark of a
 * sentence left without words; the next word takes over the capital. NOT when
 * the body would be left without words. */
sw_fitted sw_drop_run(const sw_fit *fit, size_t start, size_t end,
                      unsigned zones, sw_edits *out);

#endif
