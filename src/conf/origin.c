/*
 * origin.c - where a value came from, in words.
 */
#include "conf/origin.h"

const char *sw_origin_kind_name(sw_origin_kind kind)
{
    static const char *const names[] = {
        [SW_ORIGIN_DEFAULT] = "default",
        [SW_ORIGIN_PROFILE] = "profile",
        [SW_ORIGIN_ENVIRONMENT] = "environment",
        [SW_ORIGIN_TEAM] = "file",
        [SW_ORIGIN_PERSONAL] = "file",
        [SW_ORIGIN_COMMAND] = "command line",
    };

    return names[kind];
}

void sw_origin_put(sw_buf *out, const sw_origin *origin)
{
    bool file =
        origin->kind == SW_ORIGIN_TEAM || origin->kind == SW_ORIGIN_PERSONAL;

    if (file) {
        sw_buf_put_c(out, origin->name);
        if (origin->line)
            sw_buf_printf(out, ":%zu", origin->line);
        return;
    }
    sw_buf_put_c(out, sw_origin_kind_name(origin->kind));
    if (origin->name)
        sw_buf_printf(out, origin->kind == SW_ORIGIN_COMMAND ? " (%s)" : " %s",
                      origin->name);
}
