/* literal_char.h - the characters of literals: folded, escaped, how rare.
 *
 * For literal.c and byte_run.c; sw_literal_fold and sw_literal_rarest are in
 * literal.h. */
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

/* What stands between the brackets of a class, one by one: a character, a range
 * of them, or an escape that stands for several (from is SW_LITERAL_NO_CODE).
 */
typedef struct sw_member {
    uint32_t from, to; /* both are in it */
    sw_str escape;     /* it began with one; empty: it did not */
    size_t end;        /* behind it, in the class's text */
} sw_member;

/* The member at `at` of [...]; false for what is not looked into: classes
 * within, and ranges of anything but plain ASCII characters. */
bool sw_literal_member(sw_str class, size_t at, sw_member *out);

#endif
