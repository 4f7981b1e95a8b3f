/* sieve.h - can a match of a pattern begin there, or go on?
 *
 * PCRE2 costs some hundred instructions before it has read anything. A sieve
 * reads the text by the pattern's shape, a few instructions a byte, and says
 * no wherever no way through the shape begins: nearly everywhere. */
#ifndef SW_MATCH_SIEVE_H
#define SW_MATCH_SIEVE_H

#include "match/lazy.h"

typedef struct sw_sieve sw_sieve;

/* NULL when out of memory. The outline and the desk are shared, and stay. */
sw_sieve *sw_sieve_new(const sw_outline *outline, sw_desk *desk);
void sw_sieve_free(sw_sieve *sieve); /* takes NULL */

/* False: no match begins at from..to, both on character edges, in the text,
 * which is valid UTF-8. */
bool sw_sieve_passes(sw_sieve *sieve, sw_str text, size_t from, size_t to);

/* A literal of the pattern that stands at start..end of a folded text. */
typedef struct sw_sieve_literal {
    uint32_t number; /* one for each literal of the pattern */
    size_t start, end;
    size_t least; /* a match that holds it begins there or behind */
} sw_sieve_literal;

/* False: no match holds it there. */
bool sw_sieve_holds(sw_sieve *sieve, const sw_sieve_literal *literal,
                    sw_str folded);

/* Has it cost more than it can save? */
bool sw_sieve_is_spent(const sw_sieve *sieve);

#endif
