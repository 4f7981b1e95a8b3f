/*
 * literal_char.c - the characters of literals: folded, escaped, how rare.
 *
 * Folding must do to a pattern's characters what it does to a text's, so both
 * the finder of literals and the scanner of texts ask here.
 */
#include "rule/literal_char.h"

#include "base/utf8.h"
#include "rule/literal.h"
#include "rule/token.h"

/* ---- how rare ------------------------------------------------------------ */

/* Of a thousand folded characters of English support talk. */
static double share(unsigned char c)
{
    static const unsigned char letters[26] = {
        62, 12, 24, 31, 96, 17, 16, 37, 57, 2,  8, 33, 21,
        54, 65, 17, 1,  46, 48, 74, 26, 9,  15, 2, 17, 1};

    if (c >= 'a' && c <= 'z')
        return letters[c - 'a'];
    if (c == ' ')
        return 175;
    if (c == '0')
        return 12;
    return c == '.' || c == ',' || c == '\'' ? 12 : 4;
}

double sw_literal_cost(sw_str s)
{
    double cost = 1;

    for (size_t i = 0; i < s.len; i++)
        cost *= share((unsigned char)s.ptr[i]) / 1000;
    return cost;
}

/* Each window's cost comes from that of the one before, in thousandths. */
size_t sw_literal_rarest(sw_str literal, size_t width)
{
    const unsigned char *at = (const unsigned char *)literal.ptr;
    double cost = 1, least;
    size_t best = 0;

    if (literal.len <= width)
        return 0;
    for (size_t i = 0; i < width; i++)
        cost *= share(at[i]);
    least = cost;
    for (size_t i = 1; i + width <= literal.len; i++) {
        cost = cost / share(at[i - 1]) * share(at[i + width - 1]);
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return best;
}

/* ---- folded ---------------------------------------------------------------
 */

char sw_literal_fold(uint32_t code)
{
    if (code >= 'A' && code <= 'Z')
        return (char)(code + ('a' - 'A'));
    if (code >= '0' && code <= '9')
        return '0';
    switch (code) {
    case '`':
    case 0xB4:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xFF02:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
        return '-';
    case 0x180E: /* no white space to Unicode any more; to PCRE2 it is */
        return ' ';
    default:
        if (sw_utf8_is_space(code))
            return ' ';
        return code < 0x7F && code > 0x20 ? (char)code : 0;
    }
}

const unsigned char sw_literal_marks[128] = {
    ['.'] = 0x01, ['!'] = 0x02, ['?'] = 0x04, [';'] = 0x08,
    [','] = 0x10, [':'] = 0x20, ['('] = 0x40, [')'] = 0x80,
};

/* ---- escaped --------------------------------------------------------------
 */

static uint32_t hex(sw_str digits)
{
    uint32_t code = 0;

    if (digits.len == 0 || digits.len > 6)
        return SW_LITERAL_NO_CODE;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        uint32_t d = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                     : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                            : 16;
        if (d == 16)
            return SW_LITERAL_NO_CODE;
        code = code * 16 + d;
    }
    return code;
}

uint32_t sw_literal_code(sw_str text)
{
    char c = text.len > 1 ? text.ptr[1] : 0;

    switch (c) {
    case 'n':
    case 'r':
    case 't':
    case 'f':
        return ' ';
    case 'x':
        if (text.len > 4 && text.ptr[2] == '{')
            return hex(sw_str_part(text, 3, text.len - 1));
        return hex(sw_str_part(text, 2, text.len));
    default:
        break;
    }
    if (text.len == 2 && c > ' ' && (unsigned char)c < 0x7F &&
        !sw_utf8_is_word((uint32_t)c))
        return (uint32_t)c;
    return text.len == 2 && c == ' ' ? (uint32_t)' ' : SW_LITERAL_NO_CODE;
}

/* ---- classes ------------------------------------------------------------- */

bool sw_literal_member(sw_str class, size_t at, sw_member *out)
{
    size_t size, close = class.len - 1;
    unsigned char last;

    *out = (sw_member){.from = sw_utf8_at(class, at, &size)};
    out->end = at + size;
    if (out->from == '[')
        return false;
    if (out->from == '\\') {
        out->end = sw_token_escape_end(class, at);
        if (out->end > close)
            return false;
        out->escape = sw_str_part(class, at, out->end);
        out->from = sw_literal_code(out->escape);
    }
    out->to = out->from;
    /* Behind \d and its like a - is one character more, as it is at the end.
     */
    if (out->from == SW_LITERAL_NO_CODE || out->end + 1 >= close ||
        class.ptr[out->end] != '-')
        return true;
    last = (unsigned char)class.ptr[out->end + 1];
    if (out->escape.len || last == '\\' || last >= 0x80 || last < out->from)
        return false;
    out->to = last;
    out->end += 2;
    return true;
}
