/* ignore.h - lines that say "saywell: ignore RULE ... -- reason". */
#ifndef SW_MATCH_IGNORE_H
#define SW_MATCH_IGNORE_H

#include "match/check.h"

/* Drops the findings that the reply's own lines say to ignore, and adds one
 * (sw_rule_unused_ignore) for every rule named there that has nothing to
 * ignore or is not known. A rule that is off, or that a limit stopped, may well
 * be needed elsewhere and is let be.
 *
 * Behind words of the reply, such a line counts for its line; alone, for the
 * paragraph below; alone at the top with a blank line below it, for the whole
 * reply. It names rules or categories. False when out of memory. */
bool sw_ignore_run(sw_check *c);

#endif
