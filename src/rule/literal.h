/* literal.h - the strings that a pattern cannot match without.
 *
 * For the prefilter: a text that holds none of a pattern's literals, folded as
 * below, has no match of it. Sound for a named subset of PCRE2's syntax;
 * anything else gives no literals, and the pattern always runs.
 *
 * Folded: ASCII letters to lower case, digits to "0", every run of white space
 * to one space, and each set of characters that a convenience stands for to
 * its ASCII one. U+017F and U+212A match s and k under PCRE2_CASELESS: a text
 * that holds one of them must not be filtered at all. */
#ifndef SW_RULE_LITERAL_H
#define SW_RULE_LITERAL_H

#include "base/arena.h"
#include "base/str.h"

#define SW_LITERAL_BYTES 16 /* a literal is cut to its rarest so many */

#define SW_LITERAL_SETS 3 /* sets kept for a pattern */

/* Of each set, any literal stands in every match; count 0: none is known. */
typedef struct sw_literals {
    const sw_str *at;
    const unsigned char *set; /* of each: 0, 1, ... */
    size_t count;
    size_t sets;
} sw_literals;

/* expanded: what PCRE2 gets, and PCRE2 accepts. False when out of memory. */
bool sw_literal_find(sw_str expanded, sw_arena *arena, sw_literals *out);

/* Where the rarest `width` bytes of a literal begin. */
size_t sw_literal_rarest(sw_str literal, size_t width);

/* The character that a code point folds to: its own ASCII one, ' ' for white
 * space, '\'', '"', '-', '0'; 0 when it is none of these (not ASCII). */
char sw_literal_fold(uint32_t code);

#endif
