/*
 * token_group.c - the head of a group: what stands behind a (.
 *
 * Plain brackets, captures, look-arounds, flags, calls: PCRE2 has some forty
 * ways to go on behind (?, and each takes another part of the text with it.
 */
#include "rule/token_part.h"

#include <string.h>

#define GROUP_NAME_MAX 32 /* PCRE2's limit for a capture's name */

/* A capture's name from i up to `close`. */
static bool cut_name(sw_cutter *c, size_t start, size_t i, char close,
                     sw_token *token)
{
    size_t end = i;

    while (sw_token_is_word(sw_token_peek(c->text, end)))
        end++;
    if (end == i || sw_token_is_digit(c->text.ptr[i]) ||
        sw_token_peek(c->text, end) != close)
        return sw_token_fault(
            c, start, end + 1,
            "a group's name is letters, digits and _, closed by %c", close);
    if (end - i > GROUP_NAME_MAX)
        return sw_token_fault(c, i, end,
                              "a group's name has at most %d characters",
                              GROUP_NAME_MAX);
    token->kind = SW_TOKEN_GROUP;
    token->name = sw_str_part(c->text, i, end);
    c->at = end + 1;
    return true;
}

/* (?&name) and its like: up to the ), opens nothing. */
static bool cut_call(sw_cutter *c, sw_token *token)
{
    size_t end = sw_token_behind(c->text, c->at, ')');

    if (!end)
        return sw_token_fault(c, c->at, c->at + 3, "this ( is never closed");
    token->kind = SW_TOKEN_CALL;
    c->at = end;
    return true;
}

static bool cut_condition(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 3, end;

    token->kind = SW_TOKEN_GROUP;
    if (sw_token_peek(c->text, i) == '?' || sw_token_peek(c->text, i) == '*') {
        c->at = start + 2; /* the assertion is a group of its own */
        return true;
    }
    end = sw_token_behind(c->text, i, ')');
    if (!end)
        return sw_token_fault(c, start, start + 3, "this ( is never closed");
    if (sw_token_peek(c->text, i) == '+' || sw_token_peek(c->text, i) == '-')
        i++;
    if (sw_token_is_digit(sw_token_peek(c->text, i)))
        return sw_token_numbered(c, start, end);
    c->at = end;
    return true;
}

/* (?i) and (?i: */
static bool cut_flags(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 2;

    while (sw_token_is_letter(sw_token_peek(c->text, i)) ||
           sw_token_peek(c->text, i) == '-' ||
           sw_token_peek(c->text, i) == '^') {
        if (c->text.ptr[i] == 'x')
            return sw_token_fault(
                c, start, i + 1,
                "the flag x is not taken, a space would lose its "
                "meaning; write a long pattern as a list of strings");
        i++;
    }
    if (sw_token_peek(c->text, i) == ')')
        token->kind = SW_TOKEN_FLAGS;
    else if (sw_token_peek(c->text, i) == ':')
        token->kind = SW_TOKEN_GROUP;
    else
        return sw_token_fault(c, start, i + 1,
                              "no group of PCRE2 starts so; write \\( for the "
                              "character itself");
    c->at = i + 1;
    return true;
}

/* (?<..., (?P..., (?'... and back references by name */
static bool cut_named(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 2;
    char mark = sw_token_peek(c->text, i), next = sw_token_peek(c->text, i + 1);

    if (mark == '<' && next && strchr("=!*", next)) {
        token->kind = SW_TOKEN_BEHIND;
        c->at = i + 2;
        return true;
    }
    if (mark == '<')
        return cut_name(c, start, i + 1, '>', token);
    if (mark == '\'')
        return cut_name(c, start, i + 1, '\'', token);
    if (next == '<')
        return cut_name(c, start, i + 2, '>', token);
    if (next == '=' || next == '>')
        return cut_call(c, token);
    return sw_token_fault(c, start, i + 2,
                          "behind (?P PCRE2 wants <name>, =name or >name");
}

/* (?R) (?0) pass; (?1) (?+1) (?-1) name a number. */
static bool cut_recursion(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 2, end;

    if (sw_token_peek(c->text, i) == '+' || sw_token_peek(c->text, i) == '-')
        i++;
    end = sw_token_digits(c->text, i, c->text.len - i);
    if (end > i && !(end == i + 1 && c->text.ptr[i] == '0'))
        return sw_token_numbered(c, start, end + 1);
    return cut_call(c, token);
}

bool sw_token_group(sw_cutter *c, sw_token *token)
{
    size_t start = c->at;
    char mark = sw_token_peek(c->text, start + 2),
         next = sw_token_peek(c->text, start + 3);

    token->kind = SW_TOKEN_GROUP;
    if (sw_token_peek(c->text, start + 1) == '*')
        return sw_token_fault(
            c, start, start + 2,
            "(*...) is not taken; write an assertion as (?=...), "
            "a star behind \\( for the character itself");
    if (sw_token_peek(c->text, start + 1) != '?') {
        c->at = start + 1;
        return true;
    }
    if (mark == '#') {
        size_t end = sw_token_behind(c->text, start, ')');

        if (!end)
            return sw_token_fault(c, start, start + 3,
                                  "this comment is never closed by )");
        token->kind = SW_TOKEN_COMMENT;
        c->at = end;
        return true;
    }
    if (mark == 'C')
        return sw_token_fault(c, start, start + 3,
                              "callouts (?C...) are not taken; drop it");
    if (mark == '(')
        return cut_condition(c, token);
    if (mark == '<' || mark == 'P' || mark == '\'')
        return cut_named(c, token);
    if (mark == '&')
        return cut_call(c, token);
    if (mark == 'R' || sw_token_is_digit(mark) ||
        ((mark == '+' || mark == '-') && sw_token_is_digit(next)))
        return cut_recursion(c, token);
    if (mark && strchr(":=!>|*", mark)) {
        c->at = start + 3;
        return true;
    }
    return cut_flags(c, token);
}
