/* symbol.c - the symbols that shapes are made of. */
#include <string.h>

#include "rule/literal.h"
#include "rule/shape.h"

/* clang-format off */
#define W SW_SYMBOL_WIDE
const unsigned char sw_symbols[256] = {
    0,  0,  0,  0,  0,  0,  0,  0,  0,  1,  1,  1,  1,  1,  0,  0,
    0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
    1,  30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44,
    2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  45, 46, 47, 48, 49, 50,
    51, 4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18,
    19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 52, 53, 54, 55, 3,
    36, 4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18,
    19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 56, 57, 58, 59, 0,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W};
#undef W
/* clang-format on */

unsigned sw_symbol_of(uint32_t code)
{
    char folded;

    if (code < 0x80)
        return sw_symbols[code];
    if (code == 0x17F) /* they match s and k, whatever their case */
        return sw_symbols['s'];
    if (code == 0x212A)
        return sw_symbols['k'];
    folded = sw_literal_fold(code);
    return folded != 0 ? sw_symbols[(unsigned char)folded] : SW_SYMBOL_OTHER;
}

/* ---- columns --------------------------------------------------------------
 */

/* Symbols that nodes ask for alone, and those that steps ask for. */
static uint64_t asked_alone(const sw_shape *shape)
{
    uint64_t alone = SW_SYMBOL_BIT(SW_SYMBOL_SPACE) |
                     SW_SYMBOL_BIT(SW_SYMBOL_END) |
                     SW_SYMBOL_BIT(SW_SYMBOL_WIDE);

    for (size_t i = 0; i < shape->count; i++)
        if (shape->nodes[i].kind == SW_SHAPE_TAKE &&
            shape->nodes[i].set < SW_SYMBOLS)
            alone |= SW_SYMBOL_BIT(shape->nodes[i].set);
    return alone;
}

/* Are they in the same sets? */
static bool are_alike(const sw_shape *shape, unsigned a, unsigned b)
{
    uint64_t differ = SW_SYMBOL_WORDS >> a ^ SW_SYMBOL_WORDS >> b;

    for (size_t i = 0; i < shape->set_count; i++)
        differ |= shape->sets[i] >> a ^ shape->sets[i] >> b;
    return (differ & 1) == 0;
}

size_t sw_shape_columns(const sw_shape *shape,
                        unsigned char columns[SW_SYMBOLS])
{
    const uint64_t alone = asked_alone(shape);
    unsigned of[SW_SYMBOLS] = {0}; /* a symbol of each column */
    size_t width = 0;

    memset(columns, 0, SW_SYMBOLS);
    for (unsigned symbol = 0; symbol <= SW_SYMBOL_WIDE; symbol++) {
        size_t column = 0;
        while (column < width &&
               ((alone >> symbol & 1) != 0 || (alone >> of[column] & 1) != 0 ||
                !are_alike(shape, symbol, of[column])))
            column++;
        if (column == width)
            of[width++] = symbol;
        columns[symbol] = (unsigned char)column;
    }
    return width;
}
