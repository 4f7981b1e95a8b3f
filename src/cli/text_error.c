/*
 * text_error.c - words for texts that cannot be checked; the customer's.
 */
#include "cli/text_error.h"

#include "base/utf8.h"
#include "talk/stream.h"
#include "cli/say.h"
#include "conf/file.h"

#include <stdio.h>

const char *sw_text_error_code(saywell_status status)
{
    static const char *const codes[] = {
        [SAYWELL_OK] = "ok",           [SAYWELL_NOMEM] = "memory",
        [SAYWELL_SYNTAX] = "syntax",   [SAYWELL_RULE] = "rule",
        [SAYWELL_PATTERN] = "pattern", [SAYWELL_UTF8] = "utf8",
        [SAYWELL_LIMIT] = "limit",     [SAYWELL_ARGUMENT] = "argument",
        [SAYWELL_STOPPED] = "write",
    };

    return codes[status];
}

size_t sw_text_error_line(const saywell_error *err, const char *text,
                          size_t len)
{
    size_t line = 1, bad = sw_utf8_valid((sw_str){text, len});

    if (err->status != SAYWELL_UTF8 || bad == len)
        return 0;
    for (size_t i = 0; i < bad; i++)
        line += text[i] == '\n';
    return line;
}

/* "not UTF-8: byte 0xe9 in line 2, column 7; save it as UTF-8" */
static void not_utf8(char *out, size_t size, const char *text, size_t len,
                     size_t at)
{
    size_t line = 1, start = 0;

    for (size_t i = 0; i < at && i < len; i++) {
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    snprintf(out, size,
             "not UTF-8: byte 0x%02x in line %zu, column %zu; save it as "
             "UTF-8",
             at < len ? (unsigned)(unsigned char)text[at] : 0u, line,
             sw_utf8_count((sw_str){text + start, at - start}) + 1);
}

void sw_text_error_words(char *out, size_t size, const saywell_error *err,
                         const char *text, size_t len)
{
    sw_str all = {text, len};
    size_t bad = err->status == SAYWELL_UTF8 ? sw_utf8_valid(all) : len;

    if (bad < len)
        not_utf8(out, size, text, len, bad);
    else
        snprintf(out, size, "%s", err->message);
}

bool sw_text_customer(sw_run *run, sw_buf *out)
{
    const sw_options *o = &run->options;
    const char *name = "--customer";

    sw_buf_init(out, SW_STREAM_MAX);
    if (o->customer && o->customer_file) {
        sw_say("--customer and --customer-file: one of them, please");
        return false;
    }
    if (o->customer)
        sw_buf_put_c(out, o->customer);
    if (o->customer_file) {
        sw_file_status status = sw_file_read(o->customer_file, out);

        name = o->customer_file;
        if (status) {
            sw_say("%s: %s", name, sw_file_words(status));
            return false;
        }
    }
    if (sw_utf8_valid(sw_buf_str(out)) != out->len) {
        sw_say("%s: not UTF-8", name);
        return false;
    }
    return true;
}
