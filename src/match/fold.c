/* fold.c - a text as literals see it. */
#include "match/fold.h"

#include "base/utf8.h"
#include "rule/literal.h"

/* sw_literal_fold of ASCII, and what it gives up on as it is: a unit test
 * compares the two. */
static const char ascii[129] =
    /* clang-format off */
    "\000\001\002\003\004\005\006\007\010     \016\017"
    "\020\021\022\023\024\025\026\027\030\031\032\033\034\035\036\037"
    " !\"#$%&'()*+,-./"
    "0000000000:;<=>\?"
    "@abcdefghijklmno"
    "pqrstuvwxyz[\\]^_"
    "'abcdefghijklmno"
    "pqrstuvwxyz{|}~\177";
/* clang-format on */

static char fold_wide(sw_str text, size_t at, size_t *size, bool *exotic)
{
    uint32_t code = sw_utf8_at(text, at, size);
    char c = sw_literal_fold(code);

    if (code == 0x17F || code == 0x212A)
        *exotic = true;
    return c != 0 ? c : '\x7F'; /* in no literal */
}

bool sw_fold(sw_str text, bool map, sw_arena *arena, sw_folded *out)
{
    char *to = sw_arena_alloc(arena, text.len + 1);
    size_t n = 0, size;

    *out = (sw_folded){.exotic = false};
    out->from =
        map ? sw_arena_alloc(arena, (text.len + 1) * sizeof *out->from) : NULL;
    if (to == NULL || (map && out->from == NULL))
        return false;
    for (size_t at = 0; at < text.len; at += size) {
        unsigned char byte = (unsigned char)text.ptr[at];
        char c;
        size = 1;
        if (byte < 0x80)
            c = ascii[byte];
        else
            c = fold_wide(text, at, &size, &out->exotic);
        if (c == ' ' && n > 0 && to[n - 1] == ' ')
            continue;
        if (map)
            out->from[n] = (uint32_t)at;
        to[n++] = c;
    }
    if (map)
        out->from[n] = (uint32_t)text.len;
    out->text = (sw_str){to, n};
    return true;
}
