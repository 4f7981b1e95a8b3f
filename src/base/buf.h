/* buf.h - growing bytes with a cap and a sticky failure. */
#ifndef SW_BASE_BUF_H
#define SW_BASE_BUF_H

#include "base/str.h"

#include <string.h>

/* Write on, ask once at the end. Zeroed is valid: empty, no cap. Owns ptr
 * (sw_mem); hand it to sw_buf_release. */
typedef struct sw_buf {
    char *ptr;
    size_t len, cap;
    size_t max;  /* most bytes it may hold; 0 = no cap */
    bool failed; /* out of memory or over max; later writes do nothing */
} sw_buf;

void sw_buf_init(sw_buf *buf, size_t max);
void sw_buf_release(sw_buf *buf);
void sw_buf_clear(sw_buf *buf); /* keeps the memory, forgets the failure */
/* Room for more bytes and a NUL behind the end, len left as it is: NULL, and
 * failed set, when there is none. */
char *sw_buf_grow(sw_buf *buf, size_t more);
static inline char *sw_buf_room(sw_buf *buf, size_t more)
{
    if (buf->max == 0 && !buf->failed && more < buf->cap - buf->len)
        return buf->ptr + buf->len;
    return sw_buf_grow(buf, more);
}

void sw_buf_put(sw_buf *buf, sw_str bytes);
static inline void sw_buf_byte(sw_buf *buf, char byte)
{
    char *at = sw_buf_room(buf, 1);

    if (at == NULL)
        return;
    *at = byte;
    buf->len++;
}

/* The same of constant bytes, without a call where there is room. */
static inline void sw_buf_copy(sw_buf *buf, const char *bytes, size_t len)
{
    char *const at = sw_buf_room(buf, len);

    if (at == NULL)
        return;
    memcpy(at, bytes, len);
    buf->len += len;
}

void sw_buf_put_c(sw_buf *buf, const char *c_string);
void sw_buf_code(sw_buf *buf, uint32_t code); /* as UTF-8 */
void sw_buf_number(sw_buf *buf, uint64_t n);
void sw_buf_printf(sw_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
sw_str sw_buf_str(const sw_buf *buf);
/* The bytes with a NUL behind them; NULL when failed. */
const char *sw_buf_c(sw_buf *buf);

#endif
