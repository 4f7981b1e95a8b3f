/* eval.h - a template and a match -> the pieces of a replacement. */
#ifndef SW_FIX_EVAL_H
#define SW_FIX_EVAL_H

#include "fix/words.h"
#include "match/check.h"

/* NOT: a capture that took no part, or a word that its map lacks. */
sw_fitted sw_eval_run(const sw_template *text, const sw_finding *finding,
                      const sw_doc *doc, sw_style *style, sw_arena *arena,
                      sw_pieces *out);

#endif
