/*
 * setup_input.c - what --input or the configuration's "input" asks for.
 *
 * A kind has a name; a mapping file of one's own is named by its path. Both
 * are looked at once for each configuration, so that a slip is said once and
 * with its place, not for every file.
 */
#include "cli/setup.h"

#include "base/fail.h"
#include "conf/file.h"
#include "talk/mapping_set.h"

#include <string.h>

/* "auto", "draft", a reader or a mapping that came with the program? */
static bool is_kind(const char *word)
{
    for (size_t i = 0; sw_talk_kinds[i]; i++)
        if (strcmp(sw_talk_kinds[i], word) == 0)
            return true;
    return false;
}

bool sw_setup_is_path(const char *input)
{
    return strchr(input, '/') || strchr(input, '.');
}

static saywell_status read_file(sw_setup *s, sw_run *run, const char *path,
                                saywell_error *err)
{
    sw_buf bytes = {.max = SW_MAPPING_BYTES};
    sw_file_status file = sw_file_read(path, &bytes);
    const char *shown = sw_file_show(&run->arena, path);
    saywell_status status;

    if (file)
        status = sw_fail(err, SAYWELL_ARGUMENT, "the mapping %.200s: %s", shown,
                         sw_file_words(file));
    else
        status = sw_mapping_new(&s->mapping, shown, sw_buf_str(&bytes), err);
    sw_buf_release(&bytes);
    return status;
}

static saywell_status fail_unknown(const char *word, saywell_error *err)
{
    const char *near = sw_opt_nearest(sw_talk_kinds, word);

    if (near)
        return sw_fail(err, SAYWELL_ARGUMENT,
                       "unknown input \"%.60s\"; did you mean \"%s\"?", word,
                       near);
    return sw_fail(err, SAYWELL_ARGUMENT,
                   "unknown input \"%.60s\"; saywell help inputs lists them, "
                   "and a mapping of your own is named by its file",
                   word);
}

bool sw_setup_input(sw_setup *s, sw_run *run)
{
    const sw_config_entry *e = sw_config_value(&s->config, SW_CONFIG_INPUT, "");
    const char *word = e ? e->value : "auto";
    saywell_status status = SAYWELL_OK;
    saywell_error err;

    s->input = word;
    s->reader = sw_talk_named(word); /* none is called auto or draft */
    if (s->reader || strcmp(word, "auto") == 0 || strcmp(word, "draft") == 0)
        return true;
    s->reader = sw_talk_named("json");
    if (is_kind(word))
        status = sw_mapping_shipped(&s->mapping, word, &err);
    else if (sw_setup_is_path(word))
        status = read_file(s, run, word, &err);
    else
        status = fail_unknown(word, &err);
    if (!status)
        return true;
    if (status == SAYWELL_NOMEM)
        return false;
    return err.file[0] ? sw_setup_keep_error(s, run, &err)
                       : sw_setup_refuse(s, run, e, &err);
}
