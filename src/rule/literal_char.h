/* literal_char.h - the characters of literals: folded, escaped, how rare.
 *
 * Private to literal.c and literal_char.c; sw_literal_fold and
 * sw_literal_rarest are in literal.h. */
#ifndef SW_RULE_LITERAL_CHAR_H
#define SW_RULE_LITERAL_CHAR_H

#include "base/str.h"

/* The share of places in English support talk where a folded string begins,
 * letter by letter: an order of rarity, not a measure. */
double sw_literal_cost(sw_str s);

/* The code point that an escape (with its backslash) stands for;
 * SW_LITERAL_NO_CODE: a set of them, or a place. */
#define SW_LITERAL_NO_CODE UINT32_MAX
uint32_t sw_literal_code(sw_str text);

#endif
