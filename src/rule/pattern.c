/*
 * pattern.c - the author's pattern with its conveniences -> PCRE2's text.
 *
 * One walk over the tokens. A fragment is walked where its {name} stands, in
 * a group of its own, so that it can neither leak an alternative nor a flag;
 * a look-behind is a world of its own (behind.c). The whole is wrapped and
 * keeps to word edges.
 *
 * A space is \s{1,16} and not \s+: a matcher that looks at a window of the
 * text must know how far a match may reach. It is not made possessive here:
 * what follows may want a white-space character of its own, and PCRE2 makes
 * it so by itself where that is sound. Two spaces in a row are one: a joined
 * list of strings makes them by accident, and nobody means "at least two".
 */
#include "rule/pattern.h"

#include "base/utf8.h"
#include "rule/expand.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { STATE_OPEN = 1 }; /* sw_fragment.state while it is being walked */

/* ---- what behind.c needs, too ------------------------------------------- */

size_t sw_expand_origin(const sw_passage *passage, const sw_token *token)
{
    return passage->fragment ? passage->origin : token->start;
}

bool sw_expand_fault(sw_expander *x, const sw_passage *passage, size_t start,
                     size_t end, const char *format, ...)
{
    va_list args;

    x->fault->fragment = passage->fragment;
    x->fault->offset = start;
    x->fault->len = end > start ? end - start : 1;
    va_start(args, format);
    vsnprintf(x->fault->message, sizeof x->fault->message, format, args);
    va_end(args);
    return false;
}

bool sw_expand_next(sw_expander *x, sw_passage *passage, sw_token *token)
{
    sw_cutter *c = &passage->cutter;

    if (sw_token_next(c, token))
        return true;
    return sw_expand_fault(x, passage, c->bad, c->bad + c->bad_len, "%s",
                           c->message);
}

bool sw_expand_space(sw_expander *x, sw_passage *passage, const sw_token *space,
                     bool *optional, sw_str *suffix)
{
    sw_cutter *c = &passage->cutter;
    sw_token token;
    char mark;

    *optional = false;
    *suffix = SW_STR("");
    while (c->at < c->text.len && c->text.ptr[c->at] == ' ')
        c->at++;
    if (!sw_token_repeats(c))
        return true;
    if (!sw_expand_next(x, passage, &token))
        return false;
    mark = c->text.ptr[token.start];
    if (mark == '?') {
        *optional = true;
        *suffix = sw_str_part(c->text, token.start + 1, token.end);
        return true;
    }
    if (mark == '{')
        return sw_expand_fault(
            x, passage, space->start, token.end,
            "a space is already a run of 1 to 16 white-space characters; "
            "drop the %.*s, or write \\s%.*s to count them",
            (int)(token.end - token.start), c->text.ptr + token.start,
            (int)(token.end - token.start), c->text.ptr + token.start);
    return sw_expand_fault(
        x, passage, space->start, token.end,
        "a space is already a run of 1 to 16 white-space characters; a %c "
        "behind it would have no end: drop it%s",
        mark,
        mark == '*' ? ", or write \" ?\" for a run that may be absent" : "");
}

bool sw_expand_name(sw_expander *x, sw_str name)
{
    const char **slot;

    if (!name.len)
        return true;
    for (size_t i = 0; i < x->names.count; i++)
        if (sw_str_equal_c(name, x->names.at[i]))
            return true;
    slot = SW_VEC_PUSH(&x->names, x->arena);
    if (slot)
        *slot = sw_arena_copy(x->arena, name.ptr, name.len);
    x->nomem |= !slot || !*slot;
    return !x->nomem;
}

/* ---- fragments ---------------------------------------------------------- */

static bool circle(sw_expander *x, const sw_passage *from,
                   const sw_token *token, const sw_fragment *again)
{
    char path[200] = "";
    size_t len = 0, i = 0;

    while (i < x->depth && x->open[i] != again)
        i++;
    for (; i < x->depth && len < sizeof path; i++)
        len += (size_t)snprintf(path + len, sizeof path - len, "%s -> ",
                                x->open[i]->name);
    return sw_expand_fault(x, from, token->start, token->end,
                           "fragments go in a circle: %s%s", path, again->name);
}

static bool unknown(sw_expander *x, const sw_passage *from,
                    const sw_token *token)
{
    sw_str near = sw_map_nearest(x->fragments, token->name);
    int len = (int)(token->name.len > 60 ? 60 : token->name.len);

    if (near.len)
        return sw_expand_fault(x, from, token->start, token->end,
                               "there is no fragment {%.*s}; did you mean "
                               "{%.*s}?",
                               len, token->name.ptr, (int)near.len, near.ptr);
    return sw_expand_fault(x, from, token->start, token->end,
                           "there is no fragment {%.*s}; for the characters "
                           "themselves write \\{",
                           len, token->name.ptr);
}

bool sw_expand_enter(sw_expander *x, const sw_passage *from,
                     const sw_token *token, sw_passage *inside)
{
    sw_fragment *fragment = sw_map_find(x->fragments, token->name);
    size_t inner;

    if (!fragment)
        return unknown(x, from, token);
    inner = fragment->depth ? fragment->depth - 1 : 0;
    if (fragment->state == STATE_OPEN)
        return circle(x, from, token, fragment);
    x->fault->known = fragment->state == SW_FRAGMENT_BAD;
    if (x->fault->known)
        return sw_expand_fault(x, from, token->start, token->end,
                               "the fragment {%s} has an error of its own",
                               fragment->name);
    if (x->depth + inner >= SW_EXPAND_DEPTH)
        return sw_expand_fault(x, from, token->start, token->end,
                               "fragments are nested more than %d deep here",
                               SW_EXPAND_DEPTH);
    x->work += fragment->text.len;
    if (x->work > SW_EXPAND_WORK)
        return sw_expand_fault(x, from, token->start, token->end,
                               "with its fragments this pattern is longer "
                               "than %d KiB; make them smaller",
                               SW_EMIT_MAX / 1024);
    x->was[x->depth] = fragment->state;
    x->open[x->depth++] = fragment;
    if (x->depth + inner > x->deepest)
        x->deepest = x->depth + inner;
    fragment->state = STATE_OPEN;
    *inside = (sw_passage){.fragment = fragment,
                           .origin = sw_expand_origin(from, token)};
    sw_token_start(&inside->cutter, fragment->text);
    return true;
}

void sw_expand_leave(sw_expander *x)
{
    x->depth--;
    x->open[x->depth]->state = x->was[x->depth];
}

/* ---- the walk ----------------------------------------------------------- */

static bool walk(sw_expander *x, sw_passage *passage, sw_emit *out);

static bool walk_space(sw_expander *x, sw_passage *passage,
                       const sw_token *token, sw_emit *out)
{
    size_t at = sw_expand_origin(passage, token);
    bool optional;
    sw_str suffix;

    if (!sw_expand_space(x, passage, token, &optional, &suffix))
        return false;
    sw_emit_put_c(out, optional ? "\\s{0,16}" : "\\s{1,16}", at);
    sw_emit_put(out, suffix, at);
    return true;
}

/* A fragment whose expansion was kept. */
static bool copy_fragment(sw_expander *x, const sw_fragment *fragment,
                          size_t at, sw_emit *out)
{
    sw_emit_put(out, fragment->made, at);
    for (size_t i = 0; fragment->names[i]; i++)
        if (!sw_expand_name(x, sw_str_of(fragment->names[i])))
            return false;
    return true;
}

static bool walk_fragment(sw_expander *x, const sw_passage *from,
                          const sw_token *token, sw_emit *out)
{
    size_t at = sw_expand_origin(from, token);
    sw_passage inside;

    if (!sw_expand_enter(x, from, token, &inside))
        return false;
    sw_emit_put_c(out, "(?:", at);
    if (inside.fragment->made.ptr ? !copy_fragment(x, inside.fragment, at, out)
                                  : !walk(x, &inside, out))
        return false;
    sw_emit_put_c(out, ")", at);
    sw_expand_leave(x);
    return true;
}

static bool walk_token(sw_expander *x, sw_passage *passage,
                       const sw_token *token, sw_emit *out)
{
    if (token->kind == SW_TOKEN_FRAGMENT)
        return walk_fragment(x, passage, token, out);
    if (token->kind == SW_TOKEN_BEHIND)
        return sw_behind(x, passage, token, out);
    if (token->kind == SW_TOKEN_PLAIN && sw_emit_is_space(token->code))
        return walk_space(x, passage, token, out);
    sw_emit_token(out, passage->cutter.text, token,
                  sw_expand_origin(passage, token), passage->fragment != NULL);
    return sw_expand_name(x, token->name);
}

/* Recursion goes into fragments only, SW_EXPAND_DEPTH deep at most. */
static bool walk(sw_expander *x, sw_passage *passage, sw_emit *out)
{
    struct SW_VEC(size_t) open = {0}; /* where groups began */
    sw_token token;

    for (;;) {
        if (!sw_expand_next(x, passage, &token))
            return false;
        if (token.kind == SW_TOKEN_END)
            break;
        if (token.kind == SW_TOKEN_GROUP) {
            size_t *place = SW_VEC_PUSH(&open, x->arena);

            if (!place)
                return !(x->nomem = true);
            *place = token.start;
        } else if (token.kind == SW_TOKEN_CLOSE && open.count-- == 0) {
            return sw_expand_fault(x, passage, token.start, token.end,
                                   "this ) closes nothing; write \\) for the "
                                   "character itself");
        }
        if (!walk_token(x, passage, &token, out) || out->full || out->nomem)
            return false;
    }
    if (open.count)
        return sw_expand_fault(x, passage, open.at[open.count - 1],
                               open.at[open.count - 1] + 1,
                               "this ( is never closed; write \\( for the "
                               "character itself");
    return true;
}

/* ---- the whole ---------------------------------------------------------- */

static bool whole(sw_expander *x, sw_str text, bool edges, sw_emit *out)
{
    sw_passage passage = {0};
    size_t last = text.len ? text.len - 1 : 0;

    sw_token_start(&passage.cutter, text);
    if (edges)
        sw_emit_put_c(out, sw_emit_edge, 0);
    sw_emit_put_c(out, "(?:", 0);
    if (!walk(x, &passage, out))
        return false;
    sw_emit_put_c(out, edges ? sw_emit_close : ")", last);
    sw_emit_put(out, (sw_str){"", 1}, last); /* the NUL behind it */
    return true;
}

static saywell_status finish(sw_expander *x, const sw_emit *made, bool ok,
                             sw_expansion *out)
{
    const char **end;

    while (x->depth)
        sw_expand_leave(x);
    if (x->nomem || made->nomem)
        return SAYWELL_NOMEM;
    if (made->full) {
        sw_expand_fault(x, &(sw_passage){0}, 0, 1,
                        "with its fragments this pattern is longer than "
                        "%d KiB; make them smaller",
                        SW_EMIT_MAX / 1024);
        return SAYWELL_PATTERN;
    }
    if (!ok)
        return SAYWELL_PATTERN;
    end = SW_VEC_PUSH(&x->names, x->arena);
    if (!end)
        return SAYWELL_NOMEM;
    *out = (sw_expansion){.text = {made->text, made->len - 1},
                          .names = x->names.at,
                          .map = made->map,
                          .depth = x->deepest};
    return SAYWELL_OK;
}

saywell_status sw_pattern_expand(sw_map *fragments, sw_str text, bool edges,
                                 sw_arena *arena, sw_expansion *out,
                                 sw_pattern_fault *fault)
{
    sw_expander x = {.fragments = fragments, .arena = arena, .fault = fault};
    size_t good = sw_utf8_valid(text);
    sw_emit made;

    *out = (sw_expansion){0};
    *fault = (sw_pattern_fault){0};
    sw_emit_start(&made, arena);
    if (text.len > SW_EMIT_MAX) {
        made.full = true;
        return finish(&x, &made, false, out);
    }
    if (good < text.len) {
        sw_expand_fault(&x, &(sw_passage){0}, good, good + 1,
                        "this is not UTF-8");
        return finish(&x, &made, false, out);
    }
    return finish(&x, &made, whole(&x, text, edges, &made), out);
}

/* The token that holds byte i. */
static sw_token token_at(sw_str text, size_t i)
{
    sw_cutter cutter;
    sw_token token;

    sw_token_start(&cutter, text);
    while (sw_token_next(&cutter, &token) && token.kind != SW_TOKEN_END)
        if (i < token.end)
            break;
    return token;
}

void sw_pattern_place(sw_str text, const sw_expansion *expansion, size_t offset,
                      size_t *start, size_t *len)
{
    size_t last = expansion->text.len - 1; /* the wrapping is never empty */
    size_t i = expansion->map[offset < last ? offset : last];
    sw_token token = token_at(text, i);

    /* PCRE2 stops in front of a repeat or look-behind that it refuses, inside
     * a class, and behind most other things. */
    if (offset && i == token.start && token.kind != SW_TOKEN_REPEAT &&
        token.kind != SW_TOKEN_BEHIND)
        token = token_at(text, expansion->map[offset - 1]);
    *start = token.start;
    *len = token.end > token.start ? token.end - token.start : 1;
}

saywell_status sw_pattern_literal(sw_str words, sw_arena *arena, sw_str *out)
{
    char *text = sw_arena_alloc(arena, words.len * 2 + 1);
    size_t len = 0, size;

    *out = SW_STR("");
    if (!text)
        return SAYWELL_NOMEM;
    for (size_t i = 0; i < words.len; i += size) {
        uint32_t code = sw_utf8_at(words, i, &size);

        if (sw_utf8_is_space(code)) {
            if (len && text[len - 1] != ' ')
                text[len++] = ' ';
            continue;
        }
        if (code < 0x80 && code && strchr("\\^$.[]|()?*+{}", (int)code))
            text[len++] = '\\';
        memcpy(text + len, words.ptr + i, size);
        len += size;
    }
    if (len && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
    *out = (sw_str){text, len};
    return SAYWELL_OK;
}
