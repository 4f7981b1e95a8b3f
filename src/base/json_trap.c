/* json_trap.c - what a person did wrong at a byte of a JSON file.
 *
 * A parser knows which byte it could not use; the person wants to know what
 * to type. Where the reader failed and what stands before that place is
 * enough to name nearly every slip: one table of slips, first match wins, and
 * the reader's own words when none does. */
#include "base/json_trap.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

enum wanted { IN_TOKEN, KEY, COLON, VALUE, COMMA, NOTHING };

/* What the slips below look at. */
struct scene {
    const sw_json_reader *reader;
    sw_str text;
    size_t at;        /* the bad byte */
    int c;            /* it; -1 at the end */
    size_t before_at; /* the last byte before it that is no white space */
    int before;       /* it; -1 at the start */
    enum wanted wanted;
    bool object; /* the innermost open bracket is "{" */
    size_t open_line;
};

__attribute__((format(printf, 4, 5))) static bool
say(sw_json_trap *out, size_t offset, size_t len, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(out->words, sizeof out->words, format, args);
    va_end(args);
    out->offset = offset;
    out->len = len;
    return true;
}

static int byte_at(sw_str s, size_t i)
{
    return i < s.len ? (unsigned char)s.ptr[i] : -1;
}

static bool is_letter(int c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '$';
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the bare word at i. */
static size_t word_size(sw_str s, size_t i)
{
    size_t end = i;

    while (is_letter(byte_at(s, end)) || is_digit(byte_at(s, end)) ||
           byte_at(s, end) == '-')
        end++;
    return end - i;
}

/* ---- slips inside a string ---------------------------------------------- */

static bool open_string(const struct scene *s, sw_json_trap *out)
{
    size_t start = s->reader->start;

    if (s->text.ptr[start] != '"')
        return false;
    if (s->c == '\n' || s->c == '\r')
        return say(out, start, s->at - start,
                   "this string has no closing quote on its line; "
                   "a line break in a string is written \\n");
    return s->c < 0 &&
           say(out, start, s->at - start, "this string has no closing quote");
}

static bool bad_escape(const struct scene *s, sw_json_trap *out)
{
    int next = byte_at(s->text, s->at + 1);
    size_t size = 1;

    if (s->c != '\\')
        return false;
    if (next == 'u')
        return say(out, s->at, 2,
                   "\\u needs four hex digits after it; a backslash is \\\\");
    if (next < 0)
        return say(out, s->at, 1, "this string has no closing quote");
    if (next < 0x20)
        return say(out, s->at, 1,
                   "a backslash cannot join two lines; close the string");
    if (next == '\'')
        return say(out, s->at, 2, "JSON has no escape \\'; write '");
    if (next >= 0x80)
        sw_utf8_at(s->text, s->at + 1, &size);
    return say(out, s->at, 1 + size,
               "JSON has no escape \\%.*s; write \\\\%.*s", (int)size,
               s->text.ptr + s->at + 1, (int)size, s->text.ptr + s->at + 1);
}

static bool bare_control(const struct scene *s, sw_json_trap *out)
{
    if (s->text.ptr[s->reader->start] != '"' || s->c < 0 || s->c >= 0x20)
        return false;
    if (s->c == '\t')
        return say(out, s->at, 1, "a tab in a string is written \\t");
    return say(out, s->at, 1,
               "control character U+%04X in a string; take it away",
               (unsigned)s->c);
}

/* ---- slips between tokens ----------------------------------------------- */

static bool ends_early(const struct scene *s, sw_json_trap *out)
{
    if (s->c >= 0)
        return false;
    if (s->before < 0)
        return say(out, 0, 1, "no JSON value stands in this file");
    return say(out, s->before_at + 1, 1,
               "the file ends, but the \"%c\" on line %zu is not closed",
               s->object ? '{' : '[', s->open_line);
}

static bool wrong_quote(const struct scene *s, sw_json_trap *out)
{
    static const char *const quotes[] = {
        "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D",
        "\xE2\x80\x9E", "\xC2\xAB",     "\xC2\xBB",
    };
    sw_str rest = sw_str_part(s->text, s->at, s->text.len);

    if (s->c == '\'' || s->c == '`')
        return say(out, s->at, 1, "a string stands in double quotes, not in %c",
                   s->c);
    for (size_t i = 0; i < COUNT(quotes); i++) {
        sw_str quote = sw_str_of(quotes[i]);
        if (sw_str_starts(rest, quote))
            return say(out, s->at, quote.len,
                       "a string stands in straight double quotes, not in %s",
                       quotes[i]);
    }
    return false;
}

static bool spare_comma(const struct scene *s, sw_json_trap *out)
{
    if ((s->c == '}' || s->c == ']') && s->before == ',')
        return say(out, s->before_at, 1, "a comma before \"%c\"; take it away",
                   s->c);
    if (s->c == ',' && s->wanted != COMMA && s->wanted != NOTHING &&
        (s->before == ',' || s->before == '{' || s->before == '['))
        return say(out, s->at, 1, "nothing stands before this comma");
    return false;
}

static bool no_value(const struct scene *s, sw_json_trap *out)
{
    return s->before == ':' && (s->c == ',' || s->c == '}' || s->c == ']') &&
           say(out, s->before_at, 1, "a value is missing after this \":\"");
}

static bool wrong_bracket(const struct scene *s, sw_json_trap *out)
{
    if (s->c != '}' && s->c != ']')
        return false;
    if (s->wanted == NOTHING)
        return say(out, s->at, 1, "one \"%c\" too many: nothing is open here",
                   s->c);
    if ((s->c == '}') == s->object)
        return false;
    return say(out, s->at, 1,
               "\"%c\" stands here, but the \"%c\" on line %zu is still open",
               s->c, s->object ? '{' : '[', s->open_line);
}

static bool bad_comment(const struct scene *s, sw_json_trap *out)
{
    return (s->c == '#' || s->c == '/') &&
           say(out, s->at, 1, "a comment begins with // or /*");
}

static bool bare_key(const struct scene *s, sw_json_trap *out)
{
    size_t size = word_size(s->text, s->at);

    if (s->wanted != KEY)
        return false;
    if (size > 0 && size <= 40)
        return say(out, s->at, size,
                   "a key stands in double quotes; write \"%.*s\"", (int)size,
                   s->text.ptr + s->at);
    return say(out, s->at, 1, "a key in double quotes was expected here");
}

static bool bare_word(const struct scene *s, sw_json_trap *out)
{
    static const char *const words[][2] = {
        {"true", "true"}, {"false", "false"},    {"yes", "true"},
        {"no", "false"},  {"on", "true"},        {"off", "false"},
        {"null", "null"}, {"none", "null"},      {"nil", "null"},
        {"nan", "null"},  {"undefined", "null"},
    };
    size_t size = word_size(s->text, s->at);
    sw_str word = sw_str_part(s->text, s->at, s->at + size);

    if (s->wanted != VALUE || !is_letter(s->c))
        return false;
    for (size_t i = 0; i < COUNT(words); i++) {
        if (sw_str_equal_fold(word, sw_str_of(words[i][0])))
            return say(out, s->at, size, "JSON has no %.*s; write %s",
                       (int)size, word.ptr, words[i][1]);
    }
    return say(out, s->at, size, "a text stands in double quotes");
}

static bool bad_number(const struct scene *s, sw_json_trap *out)
{
    if (s->wanted != VALUE)
        return false;
    if (s->c == '0')
        return say(out, s->at, word_size(s->text, s->at),
                   "a number cannot begin with 0; take the 0 away");
    return (s->c == '+' || s->c == '.') &&
           say(out, s->at, 1, "a number begins with a digit or with -");
}

static bool no_colon(const struct scene *s, sw_json_trap *out)
{
    if (s->wanted != COLON)
        return false;
    if (s->c == '=')
        return say(out, s->at, 1, "\":\" stands after a key, not \"=\"");
    return say(out, s->before_at + 1, 1, "a \":\" is missing after this key");
}

static bool no_comma(const struct scene *s, sw_json_trap *out)
{
    bool glued = s->before_at + 1 == s->at;

    if (s->wanted != COMMA)
        return false;
    if (s->c == ':' && !s->object)
        return say(out, s->at, 1,
                   "keys stand in { }; this is a list, opened on line %zu",
                   s->open_line);
    if (s->c == ';')
        return say(out, s->at, 1, "\",\" stands between values, not \";\"");
    if (glued && s->before == '"')
        return say(out, s->at, 1,
                   "a comma is missing here, or the quote before it should be "
                   "written \\\" because the string goes on");
    if (glued && is_digit(s->before))
        return say(out, s->at, 1,
                   "the number ends here; a text stands in double quotes");
    if (s->c == '"' || s->c == '{' || s->c == '[' || s->c == '-' ||
        is_letter(s->c) || is_digit(s->c))
        return say(out, s->before_at + 1, 1, "a comma is missing here");
    return false;
}

static bool second_value(const struct scene *s, sw_json_trap *out)
{
    return s->wanted == NOTHING &&
           say(out, s->at, 1,
               "this stands after the end of the value; a file holds one");
}

typedef bool slip(const struct scene *, sw_json_trap *);

static slip *const in_token[] = {open_string, bad_escape, bare_control, NULL};
static slip *const between[] = {
    ends_early,  no_value,     spare_comma, no_colon, wrong_bracket,
    bad_comment, second_value, wrong_quote, bare_key, bare_word,
    bad_number,  no_comma,     NULL,
};

/* What the reader hoped for at the bad byte. done ends its last good event,
 * which takes a key's colon with it but no comma. */
static enum wanted wanted_at(const struct scene *s, size_t done)
{
    if (s->reader->start < s->at)
        return IN_TOKEN;
    if (s->before < 0)
        return VALUE;
    if (s->before_at >= done)
        return s->before != ',' ? COLON : s->object ? KEY : VALUE;
    if (!s->reader->depth)
        return NOTHING;
    if (s->before == '{')
        return KEY;
    return s->before == ':' || s->before == '[' ? VALUE : COMMA;
}

void sw_json_trap_error(const sw_json_reader *reader, size_t done,
                        size_t open_line, sw_json_trap *out)
{
    struct scene s = {.reader = reader,
                      .text = reader->text,
                      .at = reader->at,
                      .c = byte_at(reader->text, reader->at),
                      .before = -1,
                      .object = reader->depth &&
                                reader->stack[reader->depth - 1] == '{',
                      .open_line = open_line};

    for (size_t i = s.at; i-- > 0 && s.before < 0;) {
        int c = byte_at(s.text, i);
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
            s.before = c;
            s.before_at = i;
        }
    }
    s.wanted = wanted_at(&s, done);
    slip *const *slips = s.wanted == IN_TOKEN ? in_token : between;
    for (; *slips; slips++) {
        if ((*slips)(&s, out))
            return;
    }
    say(out, s.at, 1, "%s", reader->error);
}

/* ---- good strings ------------------------------------------------------- */

static uint32_t hex4(sw_str raw, size_t i)
{
    uint32_t code = 0;

    for (size_t k = i; k < i + 4 && k < raw.len; k++) {
        uint32_t c = (unsigned char)raw.ptr[k];
        code = code << 4 | (is_digit((int)c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return code;
}

size_t sw_json_trap_escape(sw_str raw, size_t i, uint32_t *code)
{
    static const char letters[] = "bfnrt";
    static const char meant[] = "\b\f\n\r\t";
    char c = i + 1 < raw.len ? raw.ptr[i + 1] : '\\';

    if (c != 'u') {
        const char *letter = c ? strchr(letters, c) : NULL;
        *code = (unsigned char)(letter ? meant[letter - letters] : c);
        return 2;
    }
    *code = hex4(raw, i + 2);
    if (*code < 0xD800 || *code > 0xDBFF ||
        !sw_str_starts(sw_str_part(raw, i + 6, raw.len), SW_STR("\\u")))
        return 6;
    uint32_t low = hex4(raw, i + 8);
    if (low < 0xDC00 || low > 0xDFFF)
        return 6;
    *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
    return 12;
}

bool sw_json_trap_string(sw_str raw, sw_json_trap *out)
{
    size_t i = sw_str_find_byte(raw, '\\', 0);

    while (i != SW_NOWHERE) {
        uint32_t code;
        size_t size = sw_json_trap_escape(raw, i, &code);
        if (code == '\b' && size == 2)
            return say(out, i, size,
                       "JSON reads \\b as a backspace; write \\\\b");
        if (code == '\f' && size == 2)
            return say(out, i, size,
                       "JSON reads \\f as a form feed; write \\\\f");
        if (code == 0)
            return say(out, i, size, "\\u0000 cannot stand in a string");
        if (code >= 0xD800 && code <= 0xDFFF)
            return say(out, i, size,
                       "%.6s is half a character; write the character itself",
                       raw.ptr + i);
        i = sw_str_find_byte(raw, '\\', i + size);
    }
    return false;
}
