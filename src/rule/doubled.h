/* doubled.h - patterns whose every match is a word and the same word again. */
#ifndef SW_RULE_DOUBLED_H
#define SW_RULE_DOUBLED_H

#include "base/str.h"

/* What PCRE2 gets and accepts. True for (?<w>\w+) \k<w> between word edges, in
 * the ways that it is written; false for whatever else. */
bool sw_doubled_find(sw_str expanded);

#endif
