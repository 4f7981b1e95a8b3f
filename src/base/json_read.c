/* json_read.c - pull reader over bytes: validates, no recursion, no tree.
 *
 * Conversation files run to gigabytes and most of their bytes stand in
 * strings: those are scanned eight bytes at a time, and everything else is a
 * look at one byte. A token that fails leaves the reader where it failed. */
#include "base/json_read.h"

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

#define LOW_BITS  0x0101010101010101ULL
#define HIGH_BITS 0x8080808080808080ULL

void sw_json_read_init(sw_json_reader *reader, sw_str text)
{
    memset(reader, 0, sizeof *reader);
    reader->text = text;
    reader->state = VALUE;
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

/* ---- strings ------------------------------------------------------------ */

/* Is one of the eight bytes a quote, a backslash, a control character, or no
 * ASCII? Borrows run upwards only: a byte may be called special falsely, but
 * only above one that is. */
static bool has_special(uint64_t word)
{
    uint64_t quote = word ^ (LOW_BITS * '"');
    uint64_t slash = word ^ (LOW_BITS * '\\');
    uint64_t hit = (word - LOW_BITS * 0x20) | (quote - LOW_BITS) |
                   (slash - LOW_BITS) | word;

    return (hit & HIGH_BITS) != 0;
}

/* First byte at or after i that is not plain text in a string. */
static size_t skip_plain(sw_str text, size_t i)
{
    for (;;) {
        uint64_t word;
        while (text.len - i >= sizeof word) {
            memcpy(&word, text.ptr + i, sizeof word);
            if (has_special(word))
                break;
            i += sizeof word;
        }
        size_t end = text.len - i > sizeof word ? i + sizeof word : text.len;
        for (; i < end; i++) {
            unsigned char c = (unsigned char)text.ptr[i];
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
                return i;
        }
        if (i == text.len)
            return i;
    }
}

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c > 0)
        return (c | 0x20) - 'a' + 10;
    return -1;
}

/* Past the escape whose backslash is at *i; false when it is none. */
static bool skip_escape(const sw_json_reader *r, size_t *i)
{
    int c = peek(r, *i + 1);

    if (c > 0 && strchr("\"\\/bfnrt", c)) {
        *i += 2;
        return true;
    }
    if (c != 'u')
        return false;
    for (size_t k = 2; k < 6; k++) {
        if (hex_digit(peek(r, *i + k)) < 0)
            return false;
    }
    *i += 6;
    return true;
}

/* Past the run of bytes over 0x7F at *i; false when it is not UTF-8, *i at
 * the bad byte. */
static bool skip_high(sw_str text, size_t *i)
{
    size_t end = *i;

    while (end < text.len && (unsigned char)text.ptr[end] >= 0x80)
        end++;
    *i += sw_utf8_valid(sw_str_part(text, *i, end));
    return *i == end;
}

/* Reads the string whose quote is at r->at; false on error. */
static bool read_string(sw_json_reader *r)
{
    size_t i = r->at + 1;

    r->start = r->at;
    r->escaped = false;
    for (;;) {
        i = skip_plain(r->text, i);
        int c = peek(r, i);
        if (c == '"') {
            r->raw = sw_str_part(r->text, r->start + 1, i);
            r->at = i + 1;
            return true;
        }
        if (c == '\\') {
            r->escaped = true;
            if (!skip_escape(r, &i)) {
                fail(r, i, "bad escape in a string");
                return false;
            }
        } else if (c >= 0x80) {
            if (!skip_high(r->text, &i)) {
                fail(r, i, "bad UTF-8 in a string");
                return false;
            }
        } else {
            fail(r, i,
                 c < 0 ? "a string is not closed"
                       : "control character in a string");
            return false;
        }
    }
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
        return read_string(r) ? SW_JSON_STRING : SW_JSON_ERROR;
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
    if (!read_string(r))
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

/* ---- escapes undone ----------------------------------------------------- */

/* The four hex digits at i, checked before. */
static uint32_t hex4(sw_str raw, size_t i)
{
    uint32_t code = 0;

    for (size_t k = i; k < i + 4 && k < raw.len; k++)
        code = code << 4 | (uint32_t)hex_digit((unsigned char)raw.ptr[k]);
    return code;
}

/* Appends what the escape at i says; gives the place behind it. */
static size_t unescape(sw_buf *out, sw_str raw, size_t i)
{
    static const char letters[] = "bfnrt";
    static const char meant[] = "\b\f\n\r\t";
    char c = raw.ptr[i + 1];

    if (c != 'u') {
        const char *letter = strchr(letters, c);
        sw_buf_byte(out, letter ? meant[letter - letters] : c);
        return i + 2;
    }
    uint32_t code = hex4(raw, i + 2);
    i += 6;
    if (code >= 0xD800 && code < 0xDC00 && raw.len - i >= 6 &&
        raw.ptr[i] == '\\' && raw.ptr[i + 1] == 'u') {
        uint32_t low = hex4(raw, i + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            i += 6;
        }
    }
    sw_buf_code(out, code); /* a lone surrogate goes as U+FFFD */
    return i;
}

sw_str sw_json_read_string(const sw_json_reader *reader, sw_buf *out)
{
    sw_str raw = reader->raw;
    size_t i = 0;

    if (!reader->escaped)
        return raw;
    sw_buf_clear(out);
    while (i < raw.len) {
        size_t slash = sw_str_find_byte(raw, '\\', i);
        sw_buf_put(out, sw_str_part(raw, i, slash));
        if (slash == SW_NOWHERE)
            break;
        i = unescape(out, raw, slash);
    }
    return out->failed ? (sw_str){"", 0} : sw_buf_str(out);
}
