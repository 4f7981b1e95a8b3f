/* shape.h - what the characters of a pattern's matches can be, as a graph.
 *
 * For a look at a text that is cheaper than PCRE2's: every match of the
 * pattern is a way through its shape, but not every way is a match. Case is
 * not in it, nor what may not stand ahead or behind, nor how often what may
 * come many times does.
 *
 * A character is one of some sixty symbols: those that are folded alike
 * (rule/literal.h) are one, so that white space, however much, can be one
 * space. */
#ifndef SW_RULE_SHAPE_H
#define SW_RULE_SHAPE_H

#include "base/str.h"

/* Symbols: any character that is none of the others, white space, the letters
 * from SW_SYMBOL_A on, then marks; behind the text stands an end. */
#define SW_SYMBOL_OTHER 0
#define SW_SYMBOL_SPACE 1
#define SW_SYMBOL_DIGIT 2
#define SW_SYMBOL_LOW   3 /* _ */
#define SW_SYMBOL_A     4
#define SW_SYMBOL_END   60
#define SW_SYMBOL_WIDE  61 /* a byte of a wider character */
#define SW_SYMBOLS      64 /* no more than these */

/* The symbol of a byte. */
extern const unsigned char sw_symbols[256];

unsigned sw_symbol_of(uint32_t code);

#define SW_SYMBOL_BIT(symbol) ((uint64_t)1 << (symbol))
/* Surely characters of words: letters, the digit, the underscore. */
#define SW_SYMBOL_WORDS (SW_SYMBOL_BIT(30) - SW_SYMBOL_BIT(SW_SYMBOL_DIGIT))

typedef enum sw_shape_kind {
    SW_SHAPE_END,    /* of a match */
    SW_SHAPE_TAKE,   /* takes one of the set */
    SW_SHAPE_FORK,   /* goes on at both */
    SW_SHAPE_EDGE,   /* goes on where no word does */
    SW_SHAPE_NEXT,   /* goes on where one of the set comes */
    SW_SHAPE_BEHIND, /* goes on where the look-behind of that number ends */
    SW_SHAPE_SEEN    /* there it ends */
} sw_shape_kind;

typedef struct sw_shape_node {
    uint8_t kind;
    uint8_t set; /* a symbol, or SW_SYMBOLS and more: index into the sets;
                    of BEHIND and SEEN the number */
    uint16_t next, other;
} sw_shape_node;

#define SW_SHAPE_NONE    UINT16_MAX
#define SW_SHAPE_SETS    (256 - SW_SYMBOLS)
#define SW_SHAPE_BEHINDS 16

typedef struct sw_shape {
    uint64_t *sets; /* one piece of memory with the nodes */
    size_t set_count;
    sw_shape_node *nodes; /* the first is the END */
    size_t count;
    uint16_t start;
    /* Look-behinds: shapes of what ends where one stands, those with the
     * nodes from `behind_from` on. */
    uint16_t behinds[SW_SHAPE_BEHINDS];
    size_t behind_count, behind_from;
    size_t behind_width; /* characters of the longest */
} sw_shape;

static inline uint64_t sw_shape_set(const sw_shape *shape, unsigned set)
{
    return set < SW_SYMBOLS ? SW_SYMBOL_BIT(set)
                            : shape->sets[set - SW_SYMBOLS];
}

/* The shape of what PCRE2 gets and accepts. False when there is none: syntax
 * that is not looked into, too large, or out of memory. */
bool sw_shape_draw(sw_str expanded, sw_shape *out);
/* The shape of what is read from behind: who reads all of it that way meets the
 * end where a match begins. There is no start: it is read from inside. False
 * when too large, or out of memory. */
bool sw_shape_turn(const sw_shape *shape, sw_shape *out);
void sw_shape_free(sw_shape *shape);

/* Numbers for the symbols, from 0; those that the shape does not tell apart
 * have one. Gives back how many. */
size_t sw_shape_columns(const sw_shape *shape,
                        unsigned char columns[SW_SYMBOLS]);

/* For those who make one: memory for so many. False without it. */
bool sw_shape_room(sw_shape *shape, size_t nodes, size_t sets);

#endif
