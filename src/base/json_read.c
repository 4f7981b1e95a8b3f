/* json_read.c - pull reader over bytes: validates, no recursion, no tree.
 *
 * Conversation files run to gigabytes and most of their bytes stand in
 * strings: those are left to json_string, and everything else is a look at one
 * byte. A token that fails leaves the reader where it failed. */
#include "base/json_read.h"

#include "base/json_string.h"

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
    /* The stack is written before it is read, and clearing it is felt. */
    reader->text = text;
    reader->at = reader->start = 0;
    reader->raw = (sw_str){NULL, 0};
    reader->escaped = false;
    reader->room = NULL;
    reader->error = NULL;
    reader->depth = 0;
    reader->state = VALUE;
}

void sw_json_read_to(sw_json_reader *reader, sw_str text, char *room)
{
    sw_json_read_init(reader, text);
    reader->room = room;
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

static int skip_spaces(sw_json_reader *r)
{
    size_t i = r->at;
    int c = peek(r, i);

    while (c == ' ' || c == '\n' || c == '\t' || c == '\r')
        c = peek(r, ++i);
    r->at = i;
    return c;
}

/* The byte that is no white space at or behind r->at, which is there then; -1:
 * the end. Mostly it stands there, or behind one space. */
static inline int skip_space(sw_json_reader *r)
{
    const char *at = r->text.ptr + r->at;

    if (r->text.len - r->at < 2)
        return skip_spaces(r);
    if (*at == ' ') {
        r->at++;
        at++;
    }
    return (unsigned char)*at > ' ' ? (unsigned char)*at : skip_spaces(r);
}

/* ---- strings ------------------------------------------------------------- */

/* Is the string closed at i? */
static bool is_closed(sw_json_reader *r, size_t i)
{
    int c = peek(r, i);

    if (c == '"')
        return true;
    fail(r, i,
         c < 0       ? "a string is not closed"
         : c == '\\' ? "bad escape in a string"
         : c >= 0x80 ? "bad UTF-8 in a string"
                     : "control character in a string");
    return false;
}

/* Reads the string whose quote is at r->at as it stands; false on error. */
static bool read_string(sw_json_reader *r)
{
    size_t i = r->at + 1, end = sw_json_string_short(r->text, i);

    r->escaped = false;
    if (end == SW_NOWHERE) {
        end = sw_json_string_end(r->text, i, &r->escaped);
        if (!is_closed(r, end))
            return false;
    }
    r->raw = (sw_str){r->text.ptr + i, end - i};
    r->at = end + 1;
    return true;
}

/* The same, to the caller's room. */
static bool copy_string(sw_json_reader *r)
{
    size_t i = r->at + 1, end = sw_json_string_short(r->text, i);
    char *out = r->room;

    r->escaped = false;
    if (end == SW_NOWHERE) {
        end = sw_json_string_copy(r->text, i, &out);
        if (!is_closed(r, end))
            return false;
    } else {
        memcpy(out, r->text.ptr + i, SW_JSON_STRING_SLACK);
        out += end - i;
    }
    r->raw = (sw_str){r->room, (size_t)(out - r->room)};
    r->at = end + 1;
    *out = '\0';
    r->room = out + 1;
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
    sw_json_event event = SW_JSON_STRING;

    r->start = r->at;
    if (c == '{' || c == '[')
        return enter(r, (char)c);
    if (c != '"')
        event = read_scalar(r, c);
    else if (!(r->room ? copy_string(r) : read_string(r)))
        return SW_JSON_ERROR;
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

    if (c == ',') {
        r->at++;
        c = skip_space(r);
        return object ? read_key(r, c) : read_value(r, c);
    }
    r->start = r->at;
    if (c == (object ? '}' : ']'))
        return leave(r);
    return fail(r, r->at,
                c < 0    ? "the text ends too early"
                : object ? "\",\" or \"}\" was expected"
                         : "\",\" or \"]\" was expected");
}

static sw_json_event read_end(sw_json_reader *r, int c)
{
    r->start = r->at;
    return c < 0 ? SW_JSON_END : fail(r, r->at, "text after the value");
}

sw_json_event sw_json_read(sw_json_reader *reader)
{
    enum state state = (enum state)reader->state;
    int c;

    if (state == FAILED)
        return SW_JSON_ERROR;
    c = skip_space(reader);
    if (state == MORE)
        return read_more(reader, c);
    if (state == DONE)
        return read_end(reader, c);
    reader->start = reader->at;
    if ((state == FIRST_VALUE && c == ']') || (state == FIRST_KEY && c == '}'))
        return leave(reader);
    return state == FIRST_KEY ? read_key(reader, c) : read_value(reader, c);
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
    char *room = reader->room;
    sw_json_event event;
    size_t start;

    reader->room = NULL;
    event = sw_json_read(reader);
    start = reader->start;
    if (is_no_value(event)) { /* nothing to skip: as if we had not looked */
        reader->at = at;
        reader->depth = depth;
        reader->state = state;
        reader->room = room;
        return false;
    }
    while (event != SW_JSON_ERROR && reader->depth > depth)
        event = sw_json_read(reader);
    reader->room = room;
    if (event == SW_JSON_ERROR)
        return false;
    if (value)
        *value = sw_str_part(reader->text, start, reader->at);
    return true;
}

/* ---- the last string ----------------------------------------------------- */

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
        sw_buf_put(out, (sw_str){bytes, sw_json_unescape(raw, &i, bytes)});
    }
    return out->failed ? (sw_str){"", 0} : sw_buf_str(out);
}
