/* literal.h - the strings that a pattern cannot match without.
 *
 * For the prefilter: a text that holds none of a pattern's literals, folded as
 * below, has no match of it. Sound for a named subset of PCRE2's syntax;
 * anything else gives no literals, and the pattern always runs.
 *
 * Folded: ASCII letters to lower case, digits to "0", every run of white space
 * to one space, and each set of characters that a convenience stands for to
 * its ASCII one. U+017F and U+212A match s and k under PCRE2_CASELESS: a text
 * that holds one of them must not be filtered at all.
 *
 * A literal alone says little where its words are common ("let me "). So it
 * may say more: that no word goes on at its ends, that it is shouted, and which
 * words stand before or behind it, with what between. Every match holds a
 * literal of each set at a place where all of that is so. */
#ifndef SW_RULE_LITERAL_H
#define SW_RULE_LITERAL_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

#define SW_LITERAL_SETS 3          /* sets kept for a pattern */
#define SW_LITERAL_ANY  UINT16_MAX /* as a distance: however far */

/* Edges: where the literal begins (ends) with a letter, digit or underscore,
 * none stands in front of (behind) it in the text. */
#define SW_EDGE_FRONT 1u
#define SW_EDGE_BACK  2u
#define SW_EDGE_TAIL  4u /* behind it is no 't that ends a word */
/* No edge, but a condition like them: case counts in the pattern, and two ASCII
 * capitals stand side by side in the literal. The other two tell, while
 * literals are put together, that it begins or ends with a capital. */
#define SW_EDGE_SHOUT 8u
#define SW_EDGE_FIRST 16u
#define SW_EDGE_LAST  32u
#define SW_EDGES      (SW_EDGE_FRONT | SW_EDGE_BACK | SW_EDGE_TAIL)

typedef struct sw_literal_word {
    sw_str text; /* folded */
    unsigned char edges;
} sw_literal_word;

/* Marks, each a bit: . ! ? ; , : ( ) */
#define SW_LITERAL_MARKS     0xFFu
#define SW_LITERAL_LAST_MARK '?' /* no mark, and no space, is over it */
extern const unsigned char sw_literal_marks[128];

/* The mark that a folded character is; 0: none. */
static inline unsigned sw_literal_mark(char folded)
{
    return sw_literal_marks[folded & 127];
}

/* What may stand between two places of a match: at most so many bytes of the
 * folded text, so many spaces among them, and no marks but these. Most
 * patterns keep to a sentence, however wide they are. */
typedef struct sw_reach {
    uint16_t bytes, spaces;
    uint8_t marks;
} sw_reach;

/* One of these stands beside a literal, that between the two. Two spaces that
 * would meet are one, so that words may share it. */
typedef struct sw_beside {
    const sw_literal_word *at;
    size_t count;
    sw_reach between;
    bool spaced; /* that is nothing, or has a space next to them */
} sw_beside;

typedef struct sw_literal {
    sw_literal_word word;
    unsigned char set;               /* 0, 1, ... */
    sw_reach reach;                  /* from the start of a match to its own */
    const sw_beside *before, *after; /* or NULL */
} sw_literal;

/* Of each set, any literal stands in every match; count 0: none is known. */
typedef struct sw_literals {
    const sw_literal *at;
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
/* Surely a character of a word, when it stands in a folded text. */
static inline bool sw_literal_is_word(char folded)
{
    return (folded >= 'a' && folded <= 'z') || folded == '0' || folded == '_';
}

#endif
