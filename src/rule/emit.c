/*
 * emit.c - write one token as PCRE2 wants it.
 *
 * A convenience stands for a set of characters. Outside a class it becomes a
 * class; inside one, its members join the others, so that [^'] still means
 * "no apostrophe". The end of a range is a place in Unicode's order and not a
 * character an agent types: it stays as it is.
 */
#include "rule/emit.h"

#include "base/utf8.h"

#include <string.h>

/* What an author types, and all that it stands for. A typed curly mark means
 * the same as the straight one: patterns are copied from mails, too. The
 * backtick and the acute accent, when typed, mean themselves. */
#define APOSTROPHES                             \
    "'"                                         \
    "\xE2\x80\x99" /* U+2019 right single */    \
    "\xCA\xBC"     /* U+02BC modifier letter */ \
    "\xE2\x80\x98" /* U+2018 left single */     \
    "\xC2\xB4"     /* U+00B4 acute accent */    \
    "`"
#define QUOTES                                \
    "\""                                      \
    "\xE2\x80\x9C" /* U+201C left double */   \
    "\xE2\x80\x9D" /* U+201D right double */  \
    "\xE2\x80\x9E" /* U+201E low double */    \
    "\xE2\x80\x9F" /* U+201F high reversed */ \
    "\xC2\xAB"     /* U+00AB guillemet */     \
    "\xC2\xBB"     /* U+00BB guillemet */     \
    "\xEF\xBC\x82" /* U+FF02 full width */
/* No em dash: it parts words, and an author types it as itself. */
#define HYPHENS                                 \
    "\xE2\x80\x90" /* U+2010 hyphen */          \
    "\xE2\x80\x91" /* U+2011 no-break hyphen */ \
    "\xE2\x80\x92" /* U+2012 figure dash */     \
    "\xE2\x80\x93" /* U+2013 en dash */         \
    "\xE2\x88\x92" /* U+2212 minus */           \
    "-"            /* last, where a class takes it for itself */

const char sw_emit_apostrophe[] = "[" APOSTROPHES "]";

#define EDGE "(?!(?<=\\w)\\w)"
#define TAIL "(?![" APOSTROPHES "]t\\b)"
const char sw_emit_edge[] = EDGE;
const char sw_emit_tail[] = TAIL;
const char sw_emit_close[] = ")" EDGE TAIL;

static const struct convenience {
    uint32_t typed;
    const char *outside, *inside; /* inside a class; NULL: itself */
} conveniences[] = {
    {' ', NULL, "\\s"}, /* outside: the callers' business */
    {0xA0, NULL, "\\s"},
    {'\'', "[" APOSTROPHES "]", APOSTROPHES},
    {0x2019, "[" APOSTROPHES "]", APOSTROPHES},
    {'"', "[" QUOTES "]", QUOTES},
    {0x201C, "[" QUOTES "]", QUOTES},
    {0x201D, "[" QUOTES "]", QUOTES},
    {'-', "[" HYPHENS "]", NULL},
    {0x2010, "[" HYPHENS "]", NULL},
    {0x2011, "[" HYPHENS "]", NULL},
};

static const struct convenience *convenience_of(uint32_t code)
{
    if (code < 0x80 && code != ' ' && code != '\'' && code != '"' &&
        code != '-')
        return NULL; /* most characters, at once */
    for (size_t i = 0; i < sizeof conveniences / sizeof *conveniences; i++)
        if (conveniences[i].typed == code)
            return &conveniences[i];
    return NULL;
}

bool sw_emit_is_space(uint32_t code)
{
    return code == ' ' || code == 0xA0;
}

/* ---- bytes -------------------------------------------------------------- */

void sw_emit_start(sw_emit *out, sw_arena *arena)
{
    *out = (sw_emit){.arena = arena};
}

static bool room(sw_emit *out, size_t more)
{
    size_t cap = out->cap ? out->cap : 16;
    char *text;
    uint32_t *map;

    if (out->full || out->nomem)
        return false;
    if (more > SW_EMIT_MAX || out->len + more > SW_EMIT_MAX) {
        out->full = true;
        return false;
    }
    if (out->len + more < out->cap)
        return true;
    while (cap <= out->len + more)
        cap *= 2;
    text = sw_arena_alloc(out->arena, cap);
    map = sw_arena_zero(out->arena, cap, sizeof *map);
    if (!text || !map) {
        out->nomem = true;
        return false;
    }
    if (out->len) {
        memcpy(text, out->text, out->len);
        memcpy(map, out->map, out->len * sizeof *map);
    }
    out->text = text;
    out->map = map;
    out->cap = cap;
    return true;
}

void sw_emit_copy(sw_emit *out, sw_str bytes, size_t at, bool fixed)
{
    if (!bytes.len || !room(out, bytes.len))
        return;
    memcpy(out->text + out->len, bytes.ptr, bytes.len);
    for (size_t i = 0; i < bytes.len; i++)
        out->map[out->len + i] = (uint32_t)(fixed ? at : at + i);
    out->len += bytes.len;
}

void sw_emit_put(sw_emit *out, sw_str bytes, size_t at)
{
    sw_emit_copy(out, bytes, at, true);
}

void sw_emit_put_c(sw_emit *out, const char *c_string, size_t at)
{
    sw_emit_copy(out, sw_str_of(c_string), at, true);
}

void sw_emit_join(sw_emit *out, const sw_emit *more)
{
    out->full |= more->full;
    out->nomem |= more->nomem;
    if (!more->len || !room(out, more->len))
        return;
    memcpy(out->text + out->len, more->text, more->len);
    memcpy(out->map + out->len, more->map, more->len * sizeof *more->map);
    out->len += more->len;
}

/* ---- classes ------------------------------------------------------------ */

/* End of the item at i inside a class: an escape, \Q..\E, [:name:] or one
 * character. The cutter saw the same borders. */
static size_t item_end(sw_str class, size_t i)
{
    size_t size = 1, end;

    if (class.ptr[i] == '\\' && i + 1 < class.len && class.ptr[i + 1] == 'Q') {
        end = sw_str_find(class, SW_STR("\\E"), i + 2);
        return end == SW_NOWHERE ? class.len : end + 2;
    }
    if (class.ptr[i] == '\\')
        return sw_token_escape_end(class, i);
    if (class.ptr[i] == '[' && i + 1 < class.len && class.ptr[i + 1] == ':') {
        end = sw_str_find(sw_str_part(class, 0, i + 16), SW_STR(":]"), i + 2);
        if (end != SW_NOWHERE)
            return end + 2;
    }
    sw_utf8_at(class, i, &size);
    return i + size;
}

static void emit_class(sw_emit *out, sw_str class, size_t at, bool fixed)
{
    size_t i = 1, last = class.len - 1; /* the closing ] */

    if (i < last && class.ptr[i] == '^')
        i++;
    sw_emit_copy(out, sw_str_part(class, 0, i), at, fixed);
    for (size_t end; i < last; i = end) {
        const struct convenience *all = NULL;
        size_t size;

        end = item_end(class, i);
        if (end + 1 < last && class.ptr[end] == '-')
            end = item_end(class, end + 1); /* a range, both ends */
        else if (class.ptr[i] != '\\')
            all = convenience_of(sw_utf8_at(class, i, &size));
        if (end > last)
            end = last;
        if (all && all->inside)
            sw_emit_put_c(out, all->inside, fixed ? at : at + i);
        else
            sw_emit_copy(out, sw_str_part(class, i, end), fixed ? at : at + i,
                         fixed);
    }
    sw_emit_copy(out, SW_STR("]"), fixed ? at : at + last, fixed);
}

/* ---- tokens ------------------------------------------------------------- */

void sw_emit_token(sw_emit *out, sw_str text, const sw_token *token, size_t at,
                   bool fixed)
{
    sw_str whole = sw_str_part(text, token->start, token->end);
    const struct convenience *all =
        token->kind == SW_TOKEN_PLAIN ? convenience_of(token->code) : NULL;

    if (all && all->outside) {
        sw_emit_put_c(out, all->outside, at);
    } else if (token->kind == SW_TOKEN_CLASS) {
        emit_class(out, whole, at, fixed);
    } else {
        sw_emit_copy(out, whole, at, fixed);
        if (token->kind == SW_TOKEN_QUOTED &&
            !sw_str_ends(whole, SW_STR("\\E")))
            sw_emit_put(out, SW_STR("\\E"), at); /* or it eats the rest */
    }
}
