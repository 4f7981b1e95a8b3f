/* json_write.c - streaming JSON writer on a buffer; no tree. */
#include "base/json_write.h"

#include "base/byte.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void sw_json_init(sw_json *json, sw_buf *out, bool indent)
{
    *json = (sw_json){.out = out, .indent = indent};
}

static void new_line(sw_json *json)
{
    if (!json->indent)
        return;
    sw_buf_byte(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        sw_buf_put(json->out, SW_STR("  "));
}

/* What stands between this value or key and what came before. */
static void separate(sw_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    assert(json->depth > 0 || !json->filled[0]);
    if (json->filled[json->depth])
        sw_buf_byte(json->out, ',');
    json->filled[json->depth] = true;
    if (json->depth)
        new_line(json);
}

static void enter(sw_json *json, char bracket)
{
    separate(json);
    sw_buf_byte(json->out, bracket);
    assert(json->depth + 1 < SW_JSON_DEPTH);
    json->filled[++json->depth] = false;
}

static void leave(sw_json *json, char bracket)
{
    assert(json->depth > 0 && !json->after_key);
    bool filled = json->filled[json->depth--];
    if (filled)
        new_line(json);
    sw_buf_byte(json->out, bracket);
}

void sw_json_object(sw_json *json)
{
    enter(json, '{');
}

void sw_json_end_object(sw_json *json)
{
    leave(json, '}');
}

void sw_json_array(sw_json *json)
{
    enter(json, '[');
}

void sw_json_end_array(sw_json *json)
{
    leave(json, ']');
}

static bool needs_escape(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

/* The high bit of the first of eight bytes that needs it, and perhaps of some
 * behind it; 0 when none does. */
static uint64_t escapes(uint64_t eight)
{
    const uint64_t quote = eight ^ '"' * SW_BYTES_ONE;
    const uint64_t slash = eight ^ '\\' * SW_BYTES_ONE;
    const uint64_t control = eight - 0x20 * SW_BYTES_ONE;

    return (control | (quote - SW_BYTES_ONE) | (slash - SW_BYTES_ONE)) &
           ~eight & SW_BYTES_HIGH;
}

/* The first byte at or behind i that may not stand in a string as it is. */
static size_t next_escape(sw_str s, size_t i)
{
    const size_t from = i;

    while (i < s.len && s.len - from >= 8) {
        const size_t at = i + 8 <= s.len ? i : s.len - 8; /* part was seen */
        const uint64_t found = escapes(sw_bytes_load(s.ptr + at));
        if (found != 0)
            return at + (size_t)__builtin_ctzll(found) / 8;
        i = at + 8;
    }
    while (i < s.len && !needs_escape(s.ptr[i]))
        i++;
    return i;
}

/* "s" with its quotes, and `last` behind them when it is not 0. */
static void quote(sw_buf *out, sw_str s, char last)
{
    const size_t plain = next_escape(s, 0);
    char *at = sw_buf_room(out, s.len + 3);

    if (at == NULL)
        return;
    at[0] = '"';
    if (plain > 0)
        memcpy(at + 1, s.ptr, plain);
    out->len += plain + 1;
    if (plain < s.len) {
        sw_json_escape(out, sw_str_part(s, plain, s.len));
        at = sw_buf_room(out, 2);
        if (at == NULL)
            return;
    } else {
        at += plain + 1;
    }
    at[0] = '"';
    at[1] = last;
    out->len += last != 0 ? 2 : 1;
}

void sw_json_key(sw_json *json, const char *key)
{
    assert(json->depth > 0 && !json->after_key);
    separate(json);
    quote(json->out, sw_str_of(key), ':');
    if (json->indent)
        sw_buf_byte(json->out, ' ');
    json->after_key = true;
}

/* ,"key": without the comma, where none belongs. */
void sw_json_string(sw_json *json, sw_str s)
{
    separate(json);
    quote(json->out, s, 0);
}

void sw_json_string_c(sw_json *json, const char *s)
{
    if (s)
        sw_json_string(json, sw_str_of(s));
    else
        sw_json_null(json);
}

void sw_json_number(sw_json *json, uint64_t n)
{
    separate(json);
    sw_buf_number(json->out, n);
}

void sw_json_real(sw_json *json, double x)
{
    char text[64];

    if (!isfinite(x)) { /* JSON has no word for it */
        sw_json_null(json);
        return;
    }
    separate(json);
    snprintf(text, sizeof text, "%.6g", x);
    /* The locale of the program around us may write "0,5". */
    size_t head = strspn(text, "-0123456789e");
    size_t tail = head + strcspn(text + head, "0123456789+-");
    sw_buf_put(json->out, (sw_str){text, head});
    if (text[head] == '+' || !text[head]) {
        sw_buf_put_c(json->out, text + head);
        return;
    }
    sw_buf_byte(json->out, '.');
    sw_buf_put_c(json->out, text + tail);
}

void sw_json_bool(sw_json *json, bool b)
{
    sw_json_raw(json, b ? SW_STR("true") : SW_STR("false"));
}

void sw_json_null(sw_json *json)
{
    sw_json_raw(json, SW_STR("null"));
}

void sw_json_member(sw_json *json, const char *key, const char *value)
{
    sw_json_key(json, key);
    sw_json_string_c(json, value);
}

void sw_json_count(sw_json *json, const char *key, size_t n)
{
    sw_json_key(json, key);
    sw_json_number(json, n);
}

void sw_json_raw(sw_json *json, sw_str value)
{
    separate(json);
    sw_buf_put(json->out, value);
}

static void escape_byte(sw_buf *out, char c)
{
    static const char plain[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *hit = c ? strchr(plain, c) : NULL;

    if (hit) {
        sw_buf_byte(out, '\\');
        sw_buf_byte(out, letters[hit - plain]);
    } else {
        sw_buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

void sw_json_escape(sw_buf *out, sw_str s)
{
    size_t start = 0, i;

    while ((i = next_escape(s, start)) < s.len) {
        sw_buf_put(out, sw_str_part(s, start, i));
        escape_byte(out, s.ptr[i]);
        start = i + 1;
    }
    sw_buf_put(out, sw_str_part(s, start, s.len));
}
