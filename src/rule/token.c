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

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NAME_MAX_    32 /* PCRE2's limit for a capture's name */
#define BRACKET_MAX_ 80 /* inside of \p{..} \x{..}: names are shorter */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

/* The byte at i, 0 past the end. */
static char peek(sw_str text, size_t i)
{
    return i < text.len ? text.ptr[i] : '\0';
}

static bool fault(sw_cutter *c, size_t start, size_t end, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));

static bool fault(sw_cutter *c, size_t start, size_t end, const char *format,
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
static size_t behind(sw_str text, size_t i, char close)
{
    size_t at = sw_str_find_byte(text, close, i);

    return at == SW_NOWHERE ? 0 : at + 1;
}

/* ---- escapes --------------------------------------------------------------
 */

/* Letters that PCRE2 gives a meaning behind a backslash, \C not among them. */
static const char escapes[] = "abdefghknoprstvwxzcABDEGHKNPQRSVWXZ";

/* Behind {..}, <..> or '..' at i; i itself when nothing opens there or it is
 * not closed (PCRE2 then says so). */
static size_t bracketed(sw_str text, size_t i, const char *openers)
{
    char open = peek(text, i);
    char close = open == '{' ? '}' : open == '<' ? '>' : open;
    size_t end;

    if (!open || !strchr(openers, open))
        return i;
    end = behind(sw_str_part(text, 0, i + BRACKET_MAX_), i + 1, close);
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

static size_t digits(sw_str text, size_t i, size_t most)
{
    size_t end = i;

    while (end < i + most && is_digit(peek(text, end)))
        end++;
    return end;
}

static size_t hex_end(sw_str text, size_t i)
{
    size_t end = bracketed(text, i, "{");

    if (end != i)
        return end;
    while (end < i + 2 && end < text.len &&
           (is_digit(text.ptr[end]) || strchr("abcdefABCDEF", text.ptr[end])))
        end++;
    return end;
}

size_t sw_token_escape_end(sw_str text, size_t at)
{
    size_t i = step(text, at + 1);
    char letter = peek(text, at + 1);

    switch (letter) {
    case 'x':
        return hex_end(text, i);
    case 'o':
        return bracketed(text, i, "{");
    case 'p':
    case 'P':
        return peek(text, i) == '{' ? bracketed(text, i, "{") : step(text, i);
    case 'N': /* \N{3} is three characters that end no line */
        return sw_str_starts(sw_str_part(text, i, text.len), SW_STR("{U+"))
                   ? bracketed(text, i, "{")
                   : i;
    case 'k':
        return bracketed(text, i, "{<'");
    case 'g':
        return is_letter(peek(text, i)) ? i : bracketed(text, i, "{<'");
    case 'c':
        return step(text, i);
    case '0':
        return digits(text, i, 2);
    default:
        return i;
    }
}

/* \1 \g1 \g{-1} \g<1>: is what the escape names a number? */
static bool names_number(sw_str text, size_t start, size_t end)
{
    size_t i = start + 1;

    if (peek(text, i) >= '1' && peek(text, i) <= '9')
        return true;
    if (peek(text, i) != 'g')
        return false;
    i++;
    if (i < end && strchr("{<'", text.ptr[i]))
        i++;
    if (peek(text, i) == '+' || peek(text, i) == '-')
        i++;
    return is_digit(peek(text, i));
}

static bool numbered(sw_cutter *c, size_t start, size_t end)
{
    return fault(c, start, end,
                 "plain parentheses only group, so there is no group %.*s; "
                 "name it, (?<name>...), and write \\k<name>",
                 (int)(end - start > 20 ? 20 : end - start),
                 c->text.ptr + start);
}

static bool cut_escape(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, end;
    char letter = peek(c->text, start + 1);

    if (start + 1 >= c->text.len)
        return fault(c, start, start + 1,
                     "a \\ with nothing behind it; write \\\\ for the "
                     "character itself");
    if (letter == 'Q') {
        size_t close = sw_str_find(c->text, SW_STR("\\E"), start + 2);

        token->kind = SW_TOKEN_QUOTED;
        c->at = close == SW_NOWHERE ? c->text.len : close + 2;
        return true;
    }
    if (letter == 'C')
        return fault(c, start, start + 2,
                     "\\C is not taken: it cuts characters into bytes; "
                     "write . or \\N");
    end = sw_token_escape_end(c->text, start);
    if (names_number(c->text, start, end)) {
        end = end > start + 2 ? end : digits(c->text, start + 2, 3);
        return numbered(c, start, end);
    }
    if (is_letter(letter) && !strchr(escapes, letter))
        return fault(c, start, start + 2,
                     "\\%c is no escape that PCRE2 knows; for the letter "
                     "itself drop the backslash",
                     letter);
    if (strchr("xopPkg", letter) && peek(c->text, end) == '{' &&
        end == start + 2)
        return fault(c, start, end + 1, "this { is never closed by }");
    if ((letter == 'k' || letter == 'o') && end == start + 2)
        return fault(c, start, start + 2,
                     letter == 'k' ? "\\k needs a name: \\k<name>"
                                   : "\\o needs octal digits: \\o{101}");
    token->kind = SW_TOKEN_ESCAPE;
    c->at = end;
    return true;
}

/* ---- classes --------------------------------------------------------------
 */

/* Behind [:alpha:] at i, or i. */
static size_t posix_end(sw_str text, size_t i)
{
    size_t end = i + 2;
    char mark = peek(text, i + 1);

    if (mark != ':' && mark != '.' && mark != '=')
        return i;
    while (is_letter(peek(text, end)) || peek(text, end) == '^' ||
           peek(text, end) == '<' || peek(text, end) == '>')
        end++;
    return peek(text, end) == mark && peek(text, end + 1) == ']' ? end + 2 : i;
}

static bool cut_class(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 1;

    if (peek(c->text, i) == '^')
        i++;
    if (peek(c->text, i) == ']') /* a ] in front is one of the characters */
        i++;
    while (i < c->text.len && c->text.ptr[i] != ']') {
        if (c->text.ptr[i] == '\\' && peek(c->text, i + 1) == 'Q') {
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
        return fault(c, start, start + 1,
                     "this [ is never closed; write \\[ for the character "
                     "itself");
    token->kind = SW_TOKEN_CLASS;
    c->at = i + 1;
    return true;
}

/* ---- groups ---------------------------------------------------------------
 */

/* A capture's name from i up to `close`. */
static bool cut_name(sw_cutter *c, size_t start, size_t i, char close,
                     sw_token *token)
{
    size_t end = i;

    while (is_word(peek(c->text, end)))
        end++;
    if (end == i || is_digit(c->text.ptr[i]) || peek(c->text, end) != close)
        return fault(c, start, end + 1,
                     "a group's name is letters, digits and _, closed by %c",
                     close);
    if (end - i > NAME_MAX_)
        return fault(c, i, end, "a group's name has at most %d characters",
                     NAME_MAX_);
    token->kind = SW_TOKEN_GROUP;
    token->name = sw_str_part(c->text, i, end);
    c->at = end + 1;
    return true;
}

/* (?&name) and its like: up to the ), opens nothing. */
static bool cut_call(sw_cutter *c, sw_token *token)
{
    size_t end = behind(c->text, c->at, ')');

    if (!end)
        return fault(c, c->at, c->at + 3, "this ( is never closed");
    token->kind = SW_TOKEN_CALL;
    c->at = end;
    return true;
}

static bool cut_condition(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 3, end;

    token->kind = SW_TOKEN_GROUP;
    if (peek(c->text, i) == '?' || peek(c->text, i) == '*') {
        c->at = start + 2; /* the assertion is a group of its own */
        return true;
    }
    end = behind(c->text, i, ')');
    if (!end)
        return fault(c, start, start + 3, "this ( is never closed");
    if (peek(c->text, i) == '+' || peek(c->text, i) == '-')
        i++;
    if (is_digit(peek(c->text, i)))
        return numbered(c, start, end);
    c->at = end;
    return true;
}

/* (?i) and (?i: */
static bool cut_flags(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 2;

    while (is_letter(peek(c->text, i)) || peek(c->text, i) == '-' ||
           peek(c->text, i) == '^') {
        if (c->text.ptr[i] == 'x')
            return fault(c, start, i + 1,
                         "the flag x is not taken, a space would lose its "
                         "meaning; write a long pattern as a list of strings");
        i++;
    }
    if (peek(c->text, i) == ')')
        token->kind = SW_TOKEN_FLAGS;
    else if (peek(c->text, i) == ':')
        token->kind = SW_TOKEN_GROUP;
    else
        return fault(c, start, i + 1,
                     "no group of PCRE2 starts so; write \\( for the "
                     "character itself");
    c->at = i + 1;
    return true;
}

/* (?<..., (?P..., (?'... and back references by name */
static bool cut_named(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 2;
    char mark = peek(c->text, i), next = peek(c->text, i + 1);

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
    return fault(c, start, i + 2,
                 "behind (?P PCRE2 wants <name>, =name or >name");
}

/* (?R) (?0) pass; (?1) (?+1) (?-1) name a number. */
static bool cut_recursion(sw_cutter *c, sw_token *token)
{
    size_t start = c->at, i = start + 2, end;

    if (peek(c->text, i) == '+' || peek(c->text, i) == '-')
        i++;
    end = digits(c->text, i, c->text.len - i);
    if (end > i && !(end == i + 1 && c->text.ptr[i] == '0'))
        return numbered(c, start, end + 1);
    return cut_call(c, token);
}

static bool cut_group(sw_cutter *c, sw_token *token)
{
    size_t start = c->at;
    char mark = peek(c->text, start + 2), next = peek(c->text, start + 3);

    token->kind = SW_TOKEN_GROUP;
    if (peek(c->text, start + 1) == '*')
        return fault(c, start, start + 2,
                     "(*...) is not taken; write an assertion as (?=...), "
                     "a star behind \\( for the character itself");
    if (peek(c->text, start + 1) != '?') {
        c->at = start + 1;
        return true;
    }
    if (mark == '#') {
        size_t end = behind(c->text, start, ')');

        if (!end)
            return fault(c, start, start + 3,
                         "this comment is never closed by )");
        token->kind = SW_TOKEN_COMMENT;
        c->at = end;
        return true;
    }
    if (mark == 'C')
        return fault(c, start, start + 3,
                     "callouts (?C...) are not taken; drop it");
    if (mark == '(')
        return cut_condition(c, token);
    if (mark == '<' || mark == 'P' || mark == '\'')
        return cut_named(c, token);
    if (mark == '&')
        return cut_call(c, token);
    if (mark == 'R' || is_digit(mark) ||
        ((mark == '+' || mark == '-') && is_digit(next)))
        return cut_recursion(c, token);
    if (mark && strchr(":=!>|*", mark)) {
        c->at = start + 3;
        return true;
    }
    return cut_flags(c, token);
}

/* ---- braces and repeats ---------------------------------------------------
 */

/* Behind {n} {n,} {n,m} at i, or i. */
static size_t count_end(sw_str text, size_t i)
{
    size_t end;

    if (peek(text, i) != '{')
        return i;
    end = digits(text, i + 1, text.len);
    if (end == i + 1)
        return i;
    if (peek(text, end) == ',')
        end = digits(text, end + 1, text.len);
    return peek(text, end) == '}' ? end + 1 : i;
}

static void cut_suffix(sw_cutter *c, sw_token *token, size_t end)
{
    if (peek(c->text, end) == '?' || peek(c->text, end) == '+')
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
    if (peek(c->text, end) == ',' && is_digit(peek(c->text, end + 1)))
        return fault(c, start, digits(c->text, end + 1, 9) + 1,
                     "{,n} means different things to different versions of "
                     "PCRE2; write {0,n}");
    while (is_word(peek(c->text, end)) || peek(c->text, end) == '-')
        end++;
    if (end == start + 1 || !is_letter(c->text.ptr[start + 1]) ||
        peek(c->text, end) != '}')
        return fault(c, start, start + 1,
                     "this { begins neither a fragment, {name}, nor a "
                     "repeat, {1,3}; write \\{ for the character itself");
    token->kind = SW_TOKEN_FRAGMENT;
    token->name = sw_str_part(c->text, start + 1, end);
    c->at = end + 1;
    return true;
}

bool sw_token_repeats(const sw_cutter *c)
{
    char next = peek(c->text, c->at);

    return next == '?' || next == '*' || next == '+' ||
           count_end(c->text, c->at) != c->at;
}

/* ---- the cutter -----------------------------------------------------------
 */

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
        return cut_group(c, token);
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
