/* json_read.c - pull reader over bytes: validates, no recursion, no tree.
 *
 * Conversation files run to gigabytes and most of their bytes stand in
 * strings: those are scanned eight bytes at a time, and everything else is a
 * look at one byte. A token that fails leaves the reader where it failed. */
#include "base/json_read.h"

#include "base/json_skim.h"
#include "base/utf8.h"

#include <string.h>

enum state {
    VALUE,       /* a value must come */
    FIRST_VALUE, /* after "[": a value or "]" */
    FIRST_KEY,   /* after "{": a key or "}" */
    MORE,        /* after a value inside: "," or the end of what is open */
    DONE,        /* after the whole value */
    FAILED
};

void sw_json_read_init(sw_json_reader *reader, sw_str text)
{
    memset(reader, 0, sizeof *reader);
    reader->text = text;
    reader->state = VALUE;
}

void sw_json_read_own(sw_json_reader *reader, char *text, size_t len)
{
    sw_json_read_init(reader, (sw_str){text, len});
    reader->own = text;
}

static sw_json_event fail(sw_json_reader *r, size_t at, const char *words)
{
    r->at = at;
    r->error = words;
    r->state = FAILED;
    return SW_JSON_ERROR;
}

/* The byte at i; -1 behind the end. */
static int peek(const sw_json_reader *r, size_t i)
{
    return i < r->text.len ? (unsigned char)r->text.ptr[i] : -1;
}

static int skip_space(sw_json_reader *r)
{
    size_t i = r->at;
    int c = peek(r, i);

    while (c == ' ' || c == '\n' || c == '\t' || c == '\r')
        c = peek(r, ++i);
    r->at = i;
    return c;
}

/* ---- escapes ------------------------------------------------------------- */

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c > 0)
        return (c | 0x20) - 'a' + 10;
    return -1;
}

/* Past the \\u escape whose backslash is at *i; false when it is none. */
static bool skip_escape(const sw_json_reader *r, size_t *i)
{
    if (peek(r, *i + 1) != 'u')
        return false;
    for (size_t k = 2; k < 6; k++) {
        if (hex_digit(peek(r, *i + k)) < 0)
            return false;
    }
    *i += 6;
    return true;
}

/* The four hex digits at i, checked before. */
static uint32_t hex4(sw_str raw, size_t i)
{
    uint32_t code = 0;

    for (size_t k = i; k < i + 4 && k < raw.len; k++)
        code = code << 4 | (uint32_t)hex_digit((unsigned char)raw.ptr[k]);
    return code;
}

/* The code point that the escape of 6 or 12 bytes at i stands for; a lone
 * surrogate is U+FFFD. *i is behind it then. */
static uint32_t unicode_escape(sw_str raw, size_t *i)
{
    uint32_t code = hex4(raw, *i + 2);

    *i += 6;
    if (code >= 0xD800 && code < 0xDC00 && raw.len - *i >= 6 &&
        raw.ptr[*i] == '\\' && raw.ptr[*i + 1] == 'u') {
        uint32_t low = hex4(raw, *i + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            *i += 6;
            return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return code >= 0xD800 && code < 0xE000 ? 0xFFFD : code;
}

static size_t put_code(char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* What the letter behind a backslash says; 0: no letter of that sort. */
static char said_by(char letter)
{
    static const char said[256] = {
        ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
        ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
    };

    return said[(unsigned char)letter];
}

/* ---- strings ------------------------------------------------------------- */

/* Is what was read from i to end UTF-8? */
static bool is_utf8(sw_json_reader *r, size_t i, size_t end)
{
    sw_str read = sw_str_part(r->text, i, end);
    size_t valid = sw_utf8_valid(read);

    if (valid == read.len)
        return true;
    fail(r, i + valid, "bad UTF-8 in a string");
    return false;
}

/* Puts what the escape at *i says to out; *i is behind it then. */
static size_t undo_escape(sw_str text, size_t *i, char *out)
{
    char c = text.ptr[*i + 1];

    if (c == 'u')
        return put_code(out, unicode_escape(text, i));
    *out = said_by(c);
    *i += 2;
    return 1;
}

/* Escapes come in rows: an empty line is two. *i and *to move behind them. */
static bool read_escapes(sw_json_reader *r, size_t *i, size_t *to, char *own)
{
    do {
        char said = *i + 1 < r->text.len ? said_by(r->text.ptr[*i + 1]) : '\0';
        size_t end = *i;

        if (said) {
            end += 2;
            if (own)
                own[(*to)++] = said;
        } else if (!skip_escape(r, &end)) {
            fail(r, *i, "bad escape in a string");
            return false;
        } else if (own) {
            end = *i;
            *to += undo_escape(r->text, &end, own + *to);
        }
        if (!own)
            *to += end - *i;
        *i = end;
    } while (*i < r->text.len && r->text.ptr[*i] == '\\');
    return true;
}

/* Reads the string whose quote is at r->at; false on error. With own, which is
 * the text, escapes are undone where they stand: what follows moves down. */
static bool read_string(sw_json_reader *r, char *own)
{
    size_t i = r->at + 1, to = i, end;
    int c;

    r->start = r->at;
    r->escaped = false;
    end = sw_json_skim_short(r->text, i);
    if (end != SW_NOWHERE) {
        r->raw = (sw_str){r->text.ptr + i, end - i};
        r->at = end + 1;
        return true;
    }
    for (;;) {
        size_t from = i, high = SW_NOWHERE;
        i = sw_json_skim(r->text, i, &high);
        if (high != SW_NOWHERE && !is_utf8(r, high, i))
            return false;
        if (to != from && own)
            memmove(own + to, own + from, i - from);
        to += i - from;
        c = peek(r, i);
        if (c != '\\')
            break;
        r->escaped = true;
        if (!read_escapes(r, &i, &to, own))
            return false;
    }
    if (c != '"') {
        fail(r, i,
             c < 0 ? "a string is not closed"
                   : "control character in a string");
        return false;
    }
    r->escaped = r->escaped && !own;
    r->raw = (sw_str){r->text.ptr + r->start + 1, to - r->start - 1};
    r->at = i + 1;
    return true;
}

/* ---- numbers and names -------------------------------------------------- */

static size_t skip_digits(const sw_json_reader *r, size_t i)
{
    while (peek(r, i) >= '0' && peek(r, i) <= '9')
        i++;
    return i;
}

static sw_json_event read_number(sw_json_reader *r)
{
    static const char words[] = "a digit is missing in a number";
    size_t i = r->at + (peek(r, r->at) == '-');
    size_t whole = i;

    i = skip_digits(r, i);
    if (i == whole)
        return fail(r, i, words);
    if (r->text.ptr[whole] == '0' && i > whole + 1)
        return fail(r, whole, "a number begins with 0");
    if (peek(r, i) == '.') {
        size_t fraction = ++i;
        i = skip_digits(r, i);
        if (i == fraction)
            return fail(r, i, words);
    }
    if (peek(r, i) == 'e' || peek(r, i) == 'E') {
        i++;
        i += peek(r, i) == '+' || peek(r, i) == '-';
        size_t exponent = i;
        i = skip_digits(r, i);
        if (i == exponent)
            return fail(r, i, words);
    }
    r->raw = sw_str_part(r->text, r->at, i);
    r->at = i;
    return SW_JSON_NUMBER;
}

static sw_json_event read_name(sw_json_reader *r, sw_str name,
                               sw_json_event event)
{
    if (!sw_str_starts(sw_str_part(r->text, r->at, r->text.len), name))
        return fail(r, r->at, "a value was expected");
    r->at += name.len;
    return event;
}

/* ---- structure ---------------------------------------------------------- */

static void value_done(sw_json_reader *r)
{
    r->state = r->depth ? MORE : DONE;
}

static sw_json_event enter(sw_json_reader *r, char bracket)
{
    if (r->depth == SW_JSON_READ_DEPTH)
        return fail(r, r->at, "too deeply nested");
    r->stack[r->depth++] = (unsigned char)bracket;
    r->at++;
    r->state = bracket == '{' ? FIRST_KEY : FIRST_VALUE;
    return bracket == '{' ? SW_JSON_OBJECT : SW_JSON_ARRAY;
}

static sw_json_event leave(sw_json_reader *r)
{
    bool object = r->stack[--r->depth] == '{';

    r->at++;
    value_done(r);
    return object ? SW_JSON_OBJECT_END : SW_JSON_ARRAY_END;
}

static sw_json_event read_scalar(sw_json_reader *r, int c)
{
    switch (c) {
    case '"':
        return read_string(r, r->own) ? SW_JSON_STRING : SW_JSON_ERROR;
    case 't':
        return read_name(r, SW_STR("true"), SW_JSON_TRUE);
    case 'f':
        return read_name(r, SW_STR("false"), SW_JSON_FALSE);
    case 'n':
        return read_name(r, SW_STR("null"), SW_JSON_NULL);
    default:
        break;
    }
    if (c == '-' || (c >= '0' && c <= '9'))
        return read_number(r);
    return fail(r, r->at,
                c < 0 ? "the text ends too early" : "a value was expected");
}

static sw_json_event read_value(sw_json_reader *r, int c)
{
    r->start = r->at;
    if (c == '{' || c == '[')
        return enter(r, (char)c);
    sw_json_event event = read_scalar(r, c);
    if (event != SW_JSON_ERROR)
        value_done(r);
    return event;
}

static sw_json_event read_key(sw_json_reader *r, int c)
{
    r->start = r->at;
    if (c != '"')
        return fail(r, r->at,
                    c < 0 ? "the text ends too early" : "a key was expected");
    if (!read_string(r, NULL))
        return SW_JSON_ERROR;
    c = skip_space(r);
    if (c != ':') {
        r->start = r->at;
        return fail(r, r->at,
                    c < 0 ? "the text ends too early"
                          : "\":\" was expected after the key");
    }
    r->at++;
    r->state = VALUE;
    return SW_JSON_KEY;
}

/* After a value inside an object or array. */
static sw_json_event read_more(sw_json_reader *r, int c)
{
    bool object = r->stack[r->depth - 1] == '{';

    r->start = r->at;
    if (c == (object ? '}' : ']'))
        return leave(r);
    if (c != ',')
        return fail(r, r->at,
                    c < 0    ? "the text ends too early"
                    : object ? "\",\" or \"}\" was expected"
                             : "\",\" or \"]\" was expected");
    r->at++;
    c = skip_space(r);
    return object ? read_key(r, c) : read_value(r, c);
}

sw_json_event sw_json_read(sw_json_reader *reader)
{
    if (reader->state == FAILED)
        return SW_JSON_ERROR;
    int c = skip_space(reader);
    switch ((enum state)reader->state) {
    case FIRST_VALUE:
        reader->start = reader->at;
        return c == ']' ? leave(reader) : read_value(reader, c);
    case FIRST_KEY:
        reader->start = reader->at;
        return c == '}' ? leave(reader) : read_key(reader, c);
    case MORE:
        return read_more(reader, c);
    case DONE:
        reader->start = reader->at;
        return c < 0 ? SW_JSON_END
                     : fail(reader, reader->at, "text after the value");
    case VALUE:
    case FAILED:
    default:
        return read_value(reader, c);
    }
}

static bool is_no_value(sw_json_event event)
{
    return event == SW_JSON_KEY || event == SW_JSON_END ||
           event == SW_JSON_OBJECT_END || event == SW_JSON_ARRAY_END;
}

bool sw_json_read_skip(sw_json_reader *reader, sw_str *value)
{
    size_t at = reader->at;
    unsigned depth = reader->depth;
    unsigned char state = reader->state;
    sw_json_event event = sw_json_read(reader);
    size_t start = reader->start;

    if (is_no_value(event)) { /* nothing to skip: as if we had not looked */
        reader->at = at;
        reader->depth = depth;
        reader->state = state;
        return false;
    }
    while (event != SW_JSON_ERROR && reader->depth > depth)
        event = sw_json_read(reader);
    if (event == SW_JSON_ERROR)
        return false;
    if (value)
        *value = sw_str_part(reader->text, start, reader->at);
    return true;
}

/* ---- the last string ----------------------------------------------------- */

size_t sw_json_read_into(const sw_json_reader *reader, char *out)
{
    sw_str raw = reader->raw;
    size_t i = 0, len = 0;

    while (i < raw.len) {
        size_t slash = sw_str_find_byte(raw, '\\', i);
        size_t end = slash == SW_NOWHERE ? raw.len : slash;
        if (end > i)
            memcpy(out + len, raw.ptr + i, end - i);
        len += end - i;
        i = end;
        if (i < raw.len)
            len += undo_escape(raw, &i, out + len);
    }
    return len;
}

sw_str sw_json_read_string(const sw_json_reader *reader, sw_buf *out)
{
    sw_str raw = reader->raw;
    size_t i = 0;

    if (!reader->escaped)
        return raw;
    sw_buf_clear(out);
    while (i < raw.len) {
        char bytes[4];
        size_t slash = sw_str_find_byte(raw, '\\', i);
        sw_buf_put(out, sw_str_part(raw, i, slash));
        if (slash == SW_NOWHERE)
            break;
        i = slash;
        sw_buf_put(out, (sw_str){bytes, undo_escape(raw, &i, bytes)});
    }
    return out->failed ? (sw_str){"", 0} : sw_buf_str(out);
}
