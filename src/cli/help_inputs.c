/*
 * help_inputs.c - the values of --input and what they are.
 */
#include "cli/command.h"

#include "talk/mapping_set.h"
#include "talk/reader.h"

static void put_row(sw_buf *out, const char *name, const char *help)
{
    size_t start = out->len, width;

    sw_buf_printf(out, "  %s", name);
    width = out->len - start;
    sw_buf_printf(out, "%*s%s\n", width < 26 ? (int)(28 - width) : 2, "", help);
}

void sw_help_inputs(sw_buf *out)
{
    sw_mapping_set *set = sw_mapping_set_new();
    const sw_talk_reader *reader;
    const sw_mapping *mapping;

    sw_buf_put(out, SW_STR("What --input names:\n\n"));
    put_row(out, "auto", "by content, then by name");
    put_row(out, "draft", "one reply, not sent yet");
    for (size_t i = 0; (reader = sw_talk_reader_at(i)); i++)
        put_row(out, reader->name, reader->help);
    sw_buf_put(out, SW_STR("\nJSON of these products, one by one:\n\n"));
    for (size_t i = 0; set && (mapping = sw_mapping_set_at(set, i)); i++)
        put_row(out, mapping->name, mapping->title ? mapping->title : "");
    sw_buf_put(out, SW_STR("\nor a mapping file of your own: --input FILE.json "
                           "(saywell rules schema mapping)\n"));
    sw_mapping_set_free(set);
}
