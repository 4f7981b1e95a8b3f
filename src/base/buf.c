/* buf.c - growing bytes with a cap and a sticky failure.
 *
 * There is always room for one byte behind the end once memory is held, for
 * sw_buf_c's NUL; the cap does not count it. */
#include "base/buf.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIRST_CAP 64

void sw_buf_init(sw_buf *buf, size_t max)
{
    *buf = (sw_buf){.max = max};
}

void sw_buf_release(sw_buf *buf)
{
    sw_mem_free(buf->ptr);
    *buf = (sw_buf){.max = buf->max};
}

void sw_buf_clear(sw_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

static bool grow(sw_buf *buf, size_t need)
{
    size_t cap = buf->cap > SIZE_MAX / 2 ? SIZE_MAX : buf->cap * 2;

    if (cap < need)
        cap = need < FIRST_CAP ? FIRST_CAP : need;
    char *larger = sw_mem_realloc(buf->ptr, cap);
    if (!larger) {
        buf->failed = true;
        return false;
    }
    buf->ptr = larger;
    buf->cap = cap;
    return true;
}

static bool reserve(sw_buf *buf, size_t more)
{
    if (buf->failed)
        return false;
    if (more > SIZE_MAX - 1 - buf->len ||
        (buf->max && (buf->len > buf->max || more > buf->max - buf->len))) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->len + more + 1;
    return need <= buf->cap || grow(buf, need);
}

char *sw_buf_grow(sw_buf *buf, size_t more)
{
    return reserve(buf, more) ? buf->ptr + buf->len : NULL;
}

void sw_buf_put(sw_buf *buf, sw_str bytes)
{
    char *at = sw_buf_room(buf, bytes.len);

    if (at == NULL || bytes.len == 0)
        return;
    memcpy(at, bytes.ptr, bytes.len);
    buf->len += bytes.len;
}

void sw_buf_put_c(sw_buf *buf, const char *c_string)
{
    sw_buf_put(buf, sw_str_of(c_string));
}

void sw_buf_code(sw_buf *buf, uint32_t code)
{
    char bytes[4];
    size_t size = sw_utf8_put(bytes, code);

    sw_buf_put(buf, (sw_str){bytes, size});
}

void sw_buf_number(sw_buf *buf, uint64_t n)
{
    char space[20];

    sw_buf_put(buf, sw_str_decimal(space, n));
}

/* Does the format hold nothing but %s, %zu and %%? */
static bool is_simple(const char *format)
{
    while ((format = strchr(format, '%'))) {
        if (format[1] == 'z' && format[2] == 'u')
            format++;
        else if (format[1] != 's' && format[1] != '%')
            return false;
        format += 2;
    }
    return true;
}

static void put_simple(sw_buf *buf, const char *format, va_list args)
{
    size_t before = buf->len;

    while (*format) {
        size_t run = strcspn(format, "%");

        sw_buf_put(buf, (sw_str){format, run});
        format += run;
        if (*format == '\0')
            break;
        if (format[1] == 's')
            sw_buf_put_c(buf, va_arg(args, const char *));
        else if (format[1] == 'z')
            sw_buf_number(buf, va_arg(args, size_t));
        else
            sw_buf_byte(buf, '%');
        format += format[1] == 'z' ? 3 : 2;
    }
    if (buf->failed) /* all of it or nothing */
        buf->len = before;
}

void sw_buf_printf(sw_buf *buf, const char *format, ...)
{
    va_list args;

    if (is_simple(format)) { /* most are; printf is dear to start */
        va_start(args, format);
        put_simple(buf, format, args);
        va_end(args);
        return;
    }
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0) {
        buf->failed = true;
        return;
    }
    if (!reserve(buf, (size_t)len))
        return;
    va_start(args, format);
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

sw_str sw_buf_str(const sw_buf *buf)
{
    return (sw_str){buf->ptr, buf->len};
}

const char *sw_buf_c(sw_buf *buf)
{
    if (!reserve(buf, 0))
        return NULL;
    buf->ptr[buf->len] = '\0';
    return buf->ptr;
}
