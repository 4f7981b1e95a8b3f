/*
 * behind.c - look-behinds: every alternative of one length.
 *
 * PCRE2 10.42 wants each top-level alternative of a look-behind to have one
 * fixed length. Our conveniences have none: a space is a run, a fragment a
 * set of alternatives. So the inside is multiplied out into strands, plain
 * alternatives without groups: (?<!if ) becomes (?<!if\s|if\s\s), and
 * (?<!{neg} ) with "not|never" becomes four of them. A space stands for one
 * or two characters there, no more: each one doubles the strands.
 *
 * Groups that are more than brackets (look-arounds, captures) go through as
 * they are; what PCRE2 then refuses, compile.c explains.
 */
#include "rule/expand.h"

#define STRANDS_MAX 256
#define SPACES_MAX  3
#define GROUPS_MAX  8 /* brackets in brackets */

#define ADVICE "; use \"except\" or \"clause\" beside the pattern instead"

/* Alternatives, each a run of bytes. */
struct strands SW_VEC(sw_emit);

static bool add(sw_expander *x, struct strands *to, const sw_emit *strand)
{
    sw_emit *slot = SW_VEC_PUSH(to, x->arena);

    if (!slot)
        return !(x->nomem = true);
    sw_emit_start(slot, x->arena);
    if (strand)
        sw_emit_join(slot, strand);
    return true;
}

static size_t bytes(const struct strands *of)
{
    size_t sum = 0;

    for (size_t i = 0; i < of->count; i++)
        sum += of->at[i].len;
    return sum;
}

/* Each strand goes on with each of the options. */
static bool multiply(sw_expander *x, const sw_passage *passage,
                     const sw_token *token, struct strands *strands,
                     const struct strands *options)
{
    struct strands made = {0};
    size_t count = strands->count * options->count;

    if (count > STRANDS_MAX ||
        bytes(strands) * options->count + bytes(options) * strands->count >
            SW_EMIT_MAX)
        return sw_expand_fault(x, passage, token->start, token->end,
                               "this look-behind has too many variants" ADVICE);
    if (options->count == 1) { /* in place, so that long ones stay linear */
        for (size_t i = 0; i < strands->count; i++)
            sw_emit_join(&strands->at[i], &options->at[0]);
        return true;
    }
    for (size_t i = 0; i < strands->count; i++)
        for (size_t k = 0; k < options->count; k++) {
            if (!add(x, &made, &strands->at[i]))
                return false;
            sw_emit_join(&made.at[made.count - 1], &options->at[k]);
        }
    *strands = made;
    return true;
}

static bool add_all(sw_expander *x, const sw_passage *passage, size_t place,
                    struct strands *to, const struct strands *from)
{
    if (to->count + from->count > STRANDS_MAX ||
        bytes(to) + bytes(from) > SW_EMIT_MAX)
        return sw_expand_fault(x, passage, place, place + 1,
                               "this look-behind has too many variants" ADVICE);
    for (size_t i = 0; i < from->count; i++)
        if (!add(x, to, &from->at[i]))
            return false;
    return true;
}

static bool add_c(sw_expander *x, struct strands *to, const char *text,
                  size_t at)
{
    if (!add(x, to, NULL))
        return false;
    sw_emit_put_c(&to->at[to->count - 1], text, at);
    return true;
}

/* ---- one item ----------------------------------------------------------- */

static bool alternatives(sw_expander *x, sw_passage *passage,
                         const sw_token *head, unsigned depth,
                         struct strands *out);

static bool space_options(sw_expander *x, sw_passage *passage,
                          const sw_token *token, struct strands *options)
{
    size_t at = sw_expand_origin(passage, token);
    bool optional;
    sw_str suffix;

    if (!sw_expand_space(x, passage, token, &optional, &suffix))
        return false;
    return (!optional || add(x, options, NULL)) &&
           add_c(x, options, "\\s", at) && add_c(x, options, "\\s\\s", at);
}

static bool fragment_options(sw_expander *x, const sw_passage *from,
                             const sw_token *token, struct strands *options)
{
    sw_passage inside;

    if (!sw_expand_enter(x, from, token, &inside) ||
        !alternatives(x, &inside, NULL, 0, options))
        return false;
    sw_expand_leave(x);
    return true;
}

static bool is_brackets(const sw_passage *passage, const sw_token *token)
{
    sw_str head = sw_str_part(passage->cutter.text, token->start, token->end);

    return sw_str_equal_c(head, "(") || sw_str_equal_c(head, "(?:");
}

static bool unclosed(sw_expander *x, const sw_passage *passage,
                     const sw_token *head)
{
    return sw_expand_fault(x, passage, head->start, head->start + 1,
                           "this ( is never closed; write \\( for the "
                           "character itself");
}

/* A group that is more than brackets, up to its ), as it is. */
static bool group_option(sw_expander *x, sw_passage *passage,
                         const sw_token *head, struct strands *options)
{
    sw_token token = *head;
    size_t depth = 0;
    sw_emit *out;

    if (!add(x, options, NULL))
        return false;
    out = &options->at[options->count - 1];
    do {
        if (token.kind == SW_TOKEN_FRAGMENT)
            return sw_expand_fault(x, passage, token.start, token.end,
                                   "a fragment may not stand in a group of a "
                                   "look-behind" ADVICE);
        if (token.kind == SW_TOKEN_END)
            return unclosed(x, passage, head);
        if (token.kind == SW_TOKEN_GROUP || token.kind == SW_TOKEN_BEHIND)
            depth++;
        else if (token.kind == SW_TOKEN_CLOSE)
            depth--;
        if (token.kind == SW_TOKEN_PLAIN && sw_emit_is_space(token.code))
            sw_emit_put_c(out, "\\s", sw_expand_origin(passage, &token));
        else
            sw_emit_token(out, passage->cutter.text, &token,
                          sw_expand_origin(passage, &token),
                          passage->fragment != NULL);
        if (!sw_expand_name(x, token.name))
            return false;
    } while (depth && sw_expand_next(x, passage, &token));
    return depth == 0;
}

static bool token_option(sw_expander *x, const sw_passage *passage,
                         const sw_token *token, struct strands *options)
{
    if (!add(x, options, NULL))
        return false;
    sw_emit_token(&options->at[options->count - 1], passage->cutter.text, token,
                  sw_expand_origin(passage, token), passage->fragment != NULL);
    return true;
}

/* The repeat behind an item: ? makes it one option more; {n} goes through on
 * a single character, and everything else has no fixed length. */
static bool repeat(sw_expander *x, sw_passage *passage, const sw_token *item,
                   struct strands *options)
{
    sw_token token;

    if (!sw_token_repeats(&passage->cutter))
        return true;
    if (!sw_expand_next(x, passage, &token))
        return false;
    if (passage->cutter.text.ptr[token.start] == '?')
        return add(x, options, NULL);
    if (options->count > 1 || item->kind == SW_TOKEN_GROUP ||
        item->kind == SW_TOKEN_FRAGMENT)
        return sw_expand_fault(x, passage, token.start, token.end,
                               "a repeat in a look-behind has no fixed "
                               "length" ADVICE);
    sw_emit_token(&options->at[0], passage->cutter.text, &token,
                  sw_expand_origin(passage, &token), passage->fragment != NULL);
    return true;
}

static bool item_options(sw_expander *x, sw_passage *passage,
                         const sw_token *token, unsigned depth,
                         struct strands *options)
{
    if (token->kind == SW_TOKEN_PLAIN && sw_emit_is_space(token->code))
        return space_options(x, passage, token, options);
    if (token->kind == SW_TOKEN_FRAGMENT)
        return fragment_options(x, passage, token, options) &&
               repeat(x, passage, token, options);
    if (token->kind == SW_TOKEN_GROUP && is_brackets(passage, token) &&
        depth < GROUPS_MAX)
        return alternatives(x, passage, token, depth + 1, options) &&
               repeat(x, passage, token, options);
    if (token->kind == SW_TOKEN_GROUP || token->kind == SW_TOKEN_BEHIND) {
        if (passage->fragment)
            return sw_expand_fault(x, passage, token->start, token->end,
                                   "this fragment stands in a look-behind and "
                                   "may be plain alternatives only" ADVICE);
        return group_option(x, passage, token, options) &&
               repeat(x, passage, token, options);
    }
    return token_option(x, passage, token, options) &&
           repeat(x, passage, token, options);
}

/* ---- the inside --------------------------------------------------------- */

static bool count_space(sw_expander *x, const sw_passage *passage,
                        const sw_token *token, size_t *spaces)
{
    if (token->kind != SW_TOKEN_PLAIN || !sw_emit_is_space(token->code))
        return true;
    if (++*spaces <= SPACES_MAX)
        return true;
    return sw_expand_fault(x, passage, token->start, token->end,
                           "a look-behind takes at most %d spaces" ADVICE,
                           SPACES_MAX);
}

/* Everything up to the ) of head, or to the end of a fragment (head NULL).
 * Recursion: brackets to GROUPS_MAX, fragments to SW_EXPAND_DEPTH. */
static bool alternatives(sw_expander *x, sw_passage *passage,
                         const sw_token *head, unsigned depth,
                         struct strands *out)
{
    struct strands strands = {0};
    size_t spaces = 0;
    sw_token token;

    if (!add(x, &strands, NULL))
        return false;
    while (sw_expand_next(x, passage, &token)) {
        struct strands options = {0};

        if (token.kind == SW_TOKEN_END && head)
            return unclosed(x, passage, head);
        if (token.kind == SW_TOKEN_CLOSE && !head)
            return sw_expand_fault(x, passage, token.start, token.end,
                                   "this ) closes nothing; write \\) for the "
                                   "character itself");
        if (token.kind == SW_TOKEN_BAR || token.kind == SW_TOKEN_CLOSE ||
            token.kind == SW_TOKEN_END) {
            if (!add_all(x, passage, token.start, out, &strands))
                return false;
            if (token.kind != SW_TOKEN_BAR)
                return true;
            strands = (struct strands){0};
            spaces = 0;
            if (!add(x, &strands, NULL))
                return false;
            continue;
        }
        if (!count_space(x, passage, &token, &spaces) ||
            !item_options(x, passage, &token, depth, &options) ||
            !multiply(x, passage, &token, &strands, &options))
            return false;
    }
    return false;
}

bool sw_behind(sw_expander *x, sw_passage *passage, const sw_token *head,
               sw_emit *out)
{
    size_t at = sw_expand_origin(passage, head);
    struct strands strands = {0};

    if (!alternatives(x, passage, head, 0, &strands))
        return false;
    sw_emit_token(out, passage->cutter.text, head, at,
                  passage->fragment != NULL);
    for (size_t i = 0; i < strands.count; i++) {
        if (i)
            sw_emit_put_c(out, "|", at);
        sw_emit_join(out, &strands.at[i]);
    }
    sw_emit_put_c(out, ")", at);
    return true;
}
