/* symbol.c - the symbols that shapes are made of. */
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
