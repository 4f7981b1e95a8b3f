/* rewrite.h - findings -> fixes, each fitted to its place and valid alone. */
#ifndef SW_FIX_REWRITE_H
#define SW_FIX_REWRITE_H

#include "fix/edit.h"
#include "fix/style.h"
#include "match/check.h"

/* Fills fixes of every finding in c->findings (already settled). Strings and
 * edits live in c->arena. False when out of memory.
 *
 * A rewrite is unavailable for a match, silently, when a capture is unset, a
 * map lacks the word, its gates are shut, its edit would touch a zone that no
 * rewrite may (QUOTED, CODE, PLACEHOLDER, URL, ADDRESS, block zones), or
 * (P4, "takes") it would leave "No, we can ...". */
bool sw_rewrite_run(sw_check *c);

/* Safe edits to apply in this pass: the first fix of each finding when it is
 * safe, one edit group a sentence, none overlapping, in text order. */
bool sw_rewrite_choose(sw_check *c, sw_edits *out);

#endif
