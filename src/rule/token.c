/*
 * token.c - cut an author's pattern into tokens.
 *
 * A pattern is PCRE2 with conveniences for plain characters, so what is plain
 * has to be known exactly: the ' of \k'name' or (?'name'...) is not, the { of
 * a{2} is not, nothing between \Q and \E is. Whatever the cutter does not
 * know, or what PCRE2 would take for something else than an author means, is
 * refused with advice instead of passed on.
 */
#include "rule/token.h"

#include "base/utf8.h"
#include "rule/token_part.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define BRACKET_MAX 80 /* inside of \p{..} \x{..}: names are shorter */

bool sw_token_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool sw_token_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool sw_token_is_word(char c)
{
    return sw_token_is_letter(c) || sw_token_is_digit(c) || c == '_';
}

/* The byte at i, 0 past the end. */
char sw_token_peek(sw_str text, size_t i)
{
    return i < text.len ? text.ptr[i] : '\0';
}

bool sw_token_fault(sw_cutter *c, size_t start, size_t end, const char *format,
                    ...)
{
    va_list args;

    end = end > c->text.len ? c->text.len : end;
    while (end < c->text.len && (c->text.ptr[end] & 0xC0) == 0x80)
        end++; /* whole characters under the caret */
    c->bad = start;
    c->bad_len = end - start;
    va_start(args, format);
    vsnprintf(c->message, sizeof c->message, format, args);
    va_end(args);
    return false;
}

/* Behind the first `close` at or after i; 0 when there is none. */
size_t sw_token_behind(sw_str text, size_t i, char close)
{
    size_t at = sw_str_find_byte(text, close, i);

    return at == SW_NOWHERE ? 0 : at + 1;
}

/* ---- escapes ------------------------------------------------------------ */

/* Letters that PCRE2 gives a meaning behind a backslash, \C not among them. */
static const char escapes[] = "abdefghknoprstvwxzcABDEGHKNPQRSVWXZ";

/* Behind {..}, <..> or '..' at i; i itself when nothing opens there or it is
 * not closed (PCRE2 then says so). */
static size_t bracketed(sw_str text, size_t i, const char *openers)
{
    char open = sw_token_peek(text, i);
    char close = open == '{' ? '}' : open == '<' ? '>' : open;
    size_t end;

    if (!open || !strchr(openers, open))
        return i;
    end = sw_token_behind(sw_str_part(text, 0, i + BRACKET_MAX), i + 1, close);
    return end ? end : i;
}

/* Behind the character at i. */
static size_t step(sw_str text, size_t i)
{
    size_t size = 0;

    if (i < text.len)
        sw_utf8_at(text, i, &size);
    return i + size;
}

size_t sw_token_digits(sw_str text, size_t i, size_t most)
{
    size_t end = i;

    while (end < i + most && sw_token_is_digit(sw_token_peek(text, end)))
        end++;
    return end;
}

static size_t hex_end(sw_str text, size_t i)
{
    size_t end = bracketed(text, i, "{");

    if (end != i)
        return end;
    while (end < i + 2 && end < text.len &&
           (sw_token_is_digit(text.ptr[end]) ||
            strchr("abcdefABCDEF", text.ptr[end])))
        end++;
    return end;
}

size_t sw_token_escape_end(sw_str text, size_t at)
{
    size_t i = step(text, at + 1);
    char letter = sw_token_peek(text, at + 1);

    switch (letter) {
    case 'x':
        return hex_end(text, i);
    case 'o':
        return bracketed(text, i, "{");
    case 'p':
    case 'P':
        return sw_token_peek(text, i) == '{' ? bracketed(text, i, "{")
                                             : step(text, i);
    case 'N': /* \N{3} is three characters that end no line */
        return sw_str_starts(sw_str_part(text, i, text.len), SW_STR("{U+"))
                   ? bracketed(text, i, "{")
                   : i;
    case 'k':
        return bracketed(text, i, "{<'");
    case 'g':
        return sw_token_is_letter(sw_token_peek(text, i))
                   ? i
                   : bracketed(text, i, "{<'");
    case 'c':
        return step(text, i);
    case '0':
        return sw_token_digits(text, i, 2);
    default:
        return i;
    }
}

/* \1 \g1 \g{-1} \g<1>: is what the escape names a number? */
static bool names_number(sw_str text, size_t start, size_t end)
{
    size_t i = start + 1;

    if (sw_token_peek(text, i) >= '1' && sw_token_peek(text, i) <= '9')
        return true;
    if (sw_token_peek(text, i) != 'g')
        return false;
    i++;
    if (i < end && strchr("{<'", text.ptr[i]))
        i++;
    if (sw_token_peek(text, i) == '+' || sw_token_peek(text, i) == '-')
        i++;
    return sw_token_is_digit(sw_token_peek(text, i));
}

bool sw_token_numbered(sw_cutter *c, size_t start, size_t end)
{
    return sw_token_fault(
        c, start, end,
        "plain parentheses only group, so there is no group %.*s; "
        "name it, (?<name>...), and write \\k<name>",
        (int)(end - start > 20 ? 20 : end - start), c->text.ptr + start);
}

static bool cut_escape(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, end;
    char letter = sw_token_peek(c->text, start + 1);

    if (start + 1 >= c->text.len)
        return sw_token_fault(c, start, start + 1,
                              "a \\ with nothing behind it; write \\\\ for the "
                              "character itself");
    if (letter == 'Q') {
        size_t close = sw_str_find(c->text, SW_STR("\\E"), start + 2);

        token->kind = SW_TOKEN_QUOTED;
        c->at = close == SW_NOWHERE ? c->text.len : close + 2;
        return true;
    }
    if (letter == 'C')
        return sw_token_fault(
            c, start, start + 2,
            "\\C is not taken: it cuts characters into bytes; "
            "write . or \\N");
    end = sw_token_escape_end(c->text, start);
    if (names_number(c->text, start, end)) {
        end = end > start + 2 ? end : sw_token_digits(c->text, start + 2, 3);
        return sw_token_numbered(c, start, end);
    }
    if (sw_token_is_letter(letter) && !strchr(escapes, letter))
        return sw_token_fault(
            c, start, start + 2,
            "\\%c is no escape that PCRE2 knows; for the letter "
            "itself drop the backslash",
            letter);
    if (strchr("xopPkg", letter) && sw_token_peek(c->text, end) == '{' &&
        end == start + 2)
        return sw_token_fault(c, start, end + 1, "this { is never closed by }");
    if ((letter == 'k' || letter == 'o') && end == start + 2)
        return sw_token_fault(c, start, start + 2,
                              letter == 'k'
                                  ? "\\k needs a name: \\k<name>"
                                  : "\\o needs octal digits: \\o{101}");
    token->kind = SW_TOKEN_ESCAPE;
    c->at = end;
    return true;
}

/* ---- classes ------------------------------------------------------------ */

/* Behind [:alpha:] at i, or i. */
static size_t posix_end(sw_str text, size_t i)
{
    size_t end = i + 2;
    char mark = sw_token_peek(text, i + 1);

    if (mark != ':' && mark != '.' && mark != '=')
        return i;
    while (sw_token_is_letter(sw_token_peek(text, end)) ||
           sw_token_peek(text, end) == '^' || sw_token_peek(text, end) == '<' ||
           sw_token_peek(text, end) == '>')
        end++;
    return sw_token_peek(text, end) == mark &&
                   sw_token_peek(text, end + 1) == ']'
               ? end + 2
               : i;
}

static bool cut_class(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 1;

    if (sw_token_peek(c->text, i) == '^')
        i++;
    if (sw_token_peek(c->text, i) ==
        ']') /* a ] in front is one of the characters */
        i++;
    while (i < c->text.len && c->text.ptr[i] != ']') {
        if (c->text.ptr[i] == '\\' && sw_token_peek(c->text, i + 1) == 'Q') {
            size_t end = sw_str_find(c->text, SW_STR("\\E"), i + 2);

            i = end == SW_NOWHERE ? c->text.len : end + 2;
        } else if (c->text.ptr[i] == '\\') {
            i = sw_token_escape_end(c->text, i);
        } else if (c->text.ptr[i] == '[' && posix_end(c->text, i) != i) {
            i = posix_end(c->text, i);
        } else {
            i++;
        }
    }
    if (i >= c->text.len)
        return sw_token_fault(
            c, start, start + 1,
            "this [ is never closed; write \\[ for the character "
            "itself");
    token->kind = SW_TOKEN_CLASS;
    c->at = i + 1;
    return true;
}

/* ---- braces and repeats ------------------------------------------------- */

/* Behind {n} {n,} {n,m} at i, or i. */
static size_t count_end(sw_str text, size_t i)
{
    size_t end;

    if (sw_token_peek(text, i) != '{')
        return i;
    end = sw_token_digits(text, i + 1, text.len);
    if (end == i + 1)
        return i;
    if (sw_token_peek(text, end) == ',')
        end = sw_token_digits(text, end + 1, text.len);
    return sw_token_peek(text, end) == '}' ? end + 1 : i;
}

static void cut_suffix(sw_cutter *c, sw_token *token, size_t end)
{
    if (sw_token_peek(c->text, end) == '?' ||
        sw_token_peek(c->text, end) == '+')
        end++;
    token->kind = SW_TOKEN_REPEAT;
    c->at = end;
}

static bool cut_brace(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, end = count_end(c->text, start);

    if (end != start) {
        cut_suffix(c, token, end);
        return true;
    }
    end = start + 1;
    if (sw_token_peek(c->text, end) == ',' &&
        sw_token_is_digit(sw_token_peek(c->text, end + 1)))
        return sw_token_fault(
            c, start, sw_token_digits(c->text, end + 1, 9) + 1,
            "{,n} means different things to different versions of "
            "PCRE2; write {0,n}");
    while (sw_token_is_word(sw_token_peek(c->text, end)) ||
           sw_token_peek(c->text, end) == '-')
        end++;
    if (end == start + 1 || !sw_token_is_letter(c->text.ptr[start + 1]) ||
        sw_token_peek(c->text, end) != '}')
        return sw_token_fault(
            c, start, start + 1,
            "this { begins neither a fragment, {name}, nor a "
            "repeat, {1,3}; write \\{ for the character itself");
    token->kind = SW_TOKEN_FRAGMENT;
    token->name = sw_str_part(c->text, start + 1, end);
    c->at = end + 1;
    return true;
}

bool sw_token_repeats(const sw_cutter *c)
{
    char next = sw_token_peek(c->text, c->at);

    return next == '?' || next == '*' || next == '+' ||
           count_end(c->text, c->at) != c->at;
}

/* ---- the cutter --------------------------------------------------------- */

void sw_token_start(sw_cutter *cutter, sw_str text)
{
    *cutter = (sw_cutter){.text = text};
}

static bool cut(sw_cutter *c, sw_token *token)
{
    char first = c->text.ptr[c->at];
    size_t size;

    switch (first) {
    case '\\':
        return cut_escape(c, token);
    case '[':
        return cut_class(c, token);
    case '(':
        return sw_token_group(c, token);
    case '{':
        return cut_brace(c, token);
    case '?':
    case '*':
    case '+':
        cut_suffix(c, token, c->at + 1);
        return true;
    case ')':
        token->kind = SW_TOKEN_CLOSE;
        break;
    case '|':
        token->kind = SW_TOKEN_BAR;
        break;
    case '^':
    case '$':
    case '.':
        token->kind = SW_TOKEN_META;
        break;
    default:
        token->kind = SW_TOKEN_PLAIN;
        token->code = sw_utf8_at(c->text, c->at, &size);
        c->at += size;
        return true;
    }
    c->at++;
    return true;
}

bool sw_token_next(sw_cutter *cutter, sw_token *token)
{
    *token = (sw_token){.start = cutter->at, .kind = SW_TOKEN_END};
    if (cutter->at < cutter->text.len && !cut(cutter, token))
        return false;
    token->end = cutter->at;
    return true;
}

bool sw_token_skip(sw_cutter *cutter, sw_token *token)
{
    size_t depth = 1;

    while (depth > 0 && token->kind != SW_TOKEN_END) {
        if (!sw_token_next(cutter, token)) {
            token->kind = SW_TOKEN_END;
            return false;
        }
        if (token->kind == SW_TOKEN_GROUP || token->kind == SW_TOKEN_BEHIND)
            depth++;
        if (token->kind == SW_TOKEN_CLOSE)
            depth--;
    }
    return true;
}
