/* json_write.h - streaming JSON writer on a buffer; no tree.
 *
 * Commas and quotes are its business; balance is the caller's (asserted). It
 * writes compactly, or indented by two when `indent` is set. */
#ifndef SW_BASE_JSON_WRITE_H
#define SW_BASE_JSON_WRITE_H

#include "base/buf.h"

#include <assert.h>

#define SW_JSON_DEPTH 32

typedef struct sw_json {
    sw_buf *out; /* failures stick there */
    bool indent;
    unsigned depth;
    bool filled[SW_JSON_DEPTH]; /* a value stands at this depth already */
    bool after_key;
} sw_json;

void sw_json_init(sw_json *json, sw_buf *out, bool indent);
void sw_json_object(sw_json *json);
void sw_json_end_object(sw_json *json);
void sw_json_array(sw_json *json);
void sw_json_end_array(sw_json *json);
void sw_json_key(sw_json *json, const char *key);
void sw_json_string(sw_json *json, sw_str s);        /* must be UTF-8 */
void sw_json_string_c(sw_json *json, const char *s); /* NULL gives null */
void sw_json_number(sw_json *json, uint64_t n);
void sw_json_real(sw_json *json, double x); /* 6 significant digits; no NaN */
void sw_json_bool(sw_json *json, bool b);
void sw_json_null(sw_json *json);
/* A key and its value; NULL gives null. */
void sw_json_member(sw_json *json, const char *key, const char *value);
void sw_json_count(sw_json *json, const char *key, size_t n);
/* The piece, of constant bytes, without its comma where nothing stands before.
 */
static inline void sw_json_piece(sw_json *json, sw_str piece)
{
    bool *const filled = &json->filled[json->depth];

    assert(json->depth > 0 && !json->after_key && !json->indent);
    if (*filled)
        sw_buf_copy(json->out, piece.ptr, piece.len);
    else
        sw_buf_copy(json->out, piece.ptr + 1, piece.len - 1);
    *filled = true;
    json->after_key = true;
}
/* The same for keys that are constants without escapes, put as one piece; not
 * indented. */
#define SW_JSON_KEY(json, key) sw_json_piece((json), SW_STR(",\"" key "\":"))
#define SW_JSON_MEMBER(json, key, value) \
    (SW_JSON_KEY(json, key), sw_json_string_c((json), (value)))
#define SW_JSON_COUNT(json, key, n) \
    (SW_JSON_KEY(json, key), sw_json_number((json), (n)))
/* JSON text as it is, as one value. */
void sw_json_raw(sw_json *json, sw_str value);

/* The escaped inside of a string, without its quotes. */
void sw_json_escape(sw_buf *out, sw_str s);

#endif
