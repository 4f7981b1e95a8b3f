/* insert.h - words -> an edit that adds a sentence. */
#ifndef SW_FIX_INSERT_H
#define SW_FIX_INSERT_H

#include "fix/fit.h"

/* sentence: index of the one that `where` speaks of, for BEFORE and AFTER.
 * A greeting on a line of its own, and a list, are kept apart by the draft's
 * own line breaks. NOT when there is no place for it. */
sw_fitted sw_insert_run(const sw_fit *fit, sw_insert where, size_t sentence,
                        sw_pieces *pieces, unsigned zones, sw_edits *out);

#endif
