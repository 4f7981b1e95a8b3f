/*
 * zone_slot.c - unfilled fields: {{name}} ${name} %name% [[slot]] <FirstName>.
 *
 * Braces are nobody's prose, so any short inside will do. Square and angle
 * brackets and percent signs are: "[in the box]", "<b>", "%appdata%". Between
 * them every word must be one that fields are named with.
 */
#include "doc/zone_part.h"

#include "base/utf8.h"

#include <string.h>

enum {
    SLOT_BYTES = 80, /* longest inside */
    NAME_BYTES = 40  /* longest inside of square and angle brackets */
};

/* What fields are called, and the words between. */
static const char fields[] =
    "name firstname lastname fullname surname first last full customer client "
    "user username agent rep company business brand store shop team department "
    "manager date day time month year deadline eta order number no amount "
    "price total refund discount code coupon link url website page product "
    "item model size color colour plan tracking shipment carrier ticket case "
    "reference ref id account email e-mail address phone telephone city state "
    "country location reason action issue problem topic subject title role "
    "signature currency percent quantity feature alternative option solution "
    "xx xxx xxxx xxxxx tbd todo tba placeholder";
static const char glue[] = "your my our their the of a an and or here 's";
/* A slot may be put as a question or an order: [what you can do]. */
static const char asks[] = "insert enter add fill what when who where which "
                           "how why";

static bool is_field(sw_str inside)
{
    bool named = false;
    size_t i = 0, start = 0;
    for (int words = 0; i < inside.len; words++) {
        /* words are divided by anything, and by a capital: FirstName */
        start = i;
        while (i < inside.len && sw_look_is_word(inside, i) &&
               inside.ptr[i] != '_' &&
               !(i > start && sw_look_is_upper(inside, i) &&
                 sw_look_is_lower(inside, i - 1))) {
            size_t size;
            sw_utf8_at(inside, i, &size);
            i += size;
        }
        const sw_str word = sw_str_part(inside, start, i);
        if (words == 0 && sw_look_one_of(word, asks))
            return true;
        if (sw_look_one_of(word, fields))
            named = true;
        else if (word.len > 0 && !sw_look_one_of(word, glue))
            return false;
        while (i < inside.len &&
               sw_look_among((unsigned char)inside.ptr[i], " _-/.#:'"))
            i++;
        if (i == start)
            return false;
    }
    return named;
}

static bool is_name_like(sw_str inside)
{
    for (size_t i = 0; i < inside.len; i++) {
        if (!sw_look_is_word(inside, i) &&
            !sw_look_among((unsigned char)inside.ptr[i], " .|-"))
            return false;
        size_t size;
        sw_utf8_at(inside, i, &size);
        i += size - 1;
    }
    return true;
}

static bool any_inside(sw_str inside, bool name)
{
    (void)name;
    return sw_str_trim(inside).len > 0;
}

static bool brace_inside(sw_str inside, bool name)
{
    (void)name;
    return sw_str_trim(inside).len > 0 && is_name_like(inside);
}

/* %appdata% is a path on Windows, not a field. */
static bool percent_inside(sw_str inside, bool name)
{
    return inside.len > 1 && sw_look_is_word(inside, 0) &&
           sw_str_find_byte(inside, ' ', 0) == SW_NOWHERE &&
           is_name_like(inside) && (name || is_field(inside));
}

static bool bracket_inside(sw_str inside, bool name)
{
    return inside.len <= NAME_BYTES && inside.len > 1 &&
           (is_field(inside) ||
            (name && sw_look_is_word(inside, 0) && is_name_like(inside)));
}

static const struct {
    sw_str open, close;
    bool (*inside)(sw_str inside, bool name);
} shapes[] = {
    {{"{{", 2}, {"}}", 2}, any_inside},
    {{"{%", 2}, {"%}", 2}, any_inside},
    {{"${", 2}, {"}", 1}, brace_inside},
    {{"{", 1}, {"}", 1}, brace_inside},
    {{"%", 1}, {"%", 1}, percent_inside},
    {{"[[", 2}, {"]]", 2}, any_inside},
    {{"[", 1}, {"]", 1}, bracket_inside},
    {{"<<", 2}, {">>", 2}, bracket_inside},
    {{"<", 1}, {">", 1}, bracket_inside},
};

/* Where close stands, on the same line and not behind another opening
 * bracket; SW_NOWHERE if nowhere near. */
static size_t close_at(sw_str text, size_t i, size_t end, sw_str close)
{
    const size_t last = end - i > SLOT_BYTES ? i + SLOT_BYTES : end;
    for (; i + close.len <= last; i++) {
        if (memcmp(text.ptr + i, close.ptr, close.len) == 0)
            return i;
        if (sw_look_among((unsigned char)text.ptr[i], "\n\r{[<"))
            break;
    }
    return SW_NOWHERE;
}

size_t sw_zone_slot_at(sw_str text, size_t i, size_t end, bool name)
{
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        const size_t open = i + shapes[k].open.len;
        if (open > end ||
            memcmp(text.ptr + i, shapes[k].open.ptr, open - i) != 0)
            continue;
        const size_t close = close_at(text, open, end, shapes[k].close);
        if (close == SW_NOWHERE)
            continue;
        const size_t behind = close + shapes[k].close.len;
        /* [text](https://...) is a link, 20%off% and 5%x% are no fields */
        if ((text.ptr[i] == '[' && behind < end && text.ptr[behind] == '(') ||
            (text.ptr[i] == '%' &&
             (sw_look_after_word(text, i) || sw_look_is_word(text, behind))))
            continue;
        if (shapes[k].inside(sw_str_part(text, open, close), name))
            return behind;
    }
    return 0;
}
