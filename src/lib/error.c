/* error.c - a saywell_error as lines for people. */
#include <inttypes.h>

#include "base/buf.h"
#include "saywell.h"

static void put_place(sw_buf *out, const saywell_error *err)
{
    if (err->file[0] == '\0')
        return;
    sw_buf_put_c(out, err->file);
    if (err->line > 0) {
        sw_buf_printf(out, ":%zu", err->line);
        if (err->column > 0)
            sw_buf_printf(out, ":%zu", err->column);
    }
    sw_buf_put_c(out, ": ");
}

static void put_excerpt(sw_buf *out, const saywell_error *err)
{
    if (err->excerpt[0] == '\0' || err->caret_len == 0)
        return;
    sw_buf_printf(out, "  | %s\n  | ", err->excerpt);
    for (size_t i = 0; i < err->caret; i++)
        sw_buf_byte(out, ' ');
    for (size_t i = 0; i < err->caret_len; i++)
        sw_buf_byte(out, '^');
    sw_buf_byte(out, '\n');
}

saywell_status saywell_error_write(const saywell_error *err,
                                   saywell_write_fn *write, void *ctx)
{
    sw_buf out;
    saywell_status status = SAYWELL_OK;

    sw_buf_init(&out, 8192);
    put_place(&out, err);
    sw_buf_put_c(&out, err->message[0] != '\0'
                           ? err->message
                           : saywell_status_text(err->status));
    if (err->rule[0] != '\0')
        sw_buf_printf(&out, " [%s]", err->rule);
    if (err->key[0] != '\0')
        sw_buf_printf(&out, " (%s)", err->key);
    sw_buf_byte(&out, '\n');
    put_excerpt(&out, err);
    if (out.failed)
        status = SAYWELL_NOMEM;
    else if (!write(ctx, out.ptr, out.len))
        status = SAYWELL_STOPPED;
    sw_buf_release(&out);
    return status;
}
