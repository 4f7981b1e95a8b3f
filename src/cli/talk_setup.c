/*
 * talk_setup.c - what an input is, and what the configuration knows of it.
 *
 * The one place where names of agents and --input become options of a reader,
 * so that every command that reads transcripts reads them alike.
 */
#include "cli/talk_setup.h"

#include "talk/mapping_set.h"

#include <string.h>

/* The values of a list in the configuration, in their order. */
static bool names_of(const sw_setup *setup, sw_run *run, sw_config_key key,
                     sw_talk_names *out)
{
    struct SW_VEC(const char *) list = {0};

    for (size_t i = 0; i < setup->config.entries.count; i++) {
        const sw_config_entry *e = &setup->config.entries.at[i];
        const char **to;

        if (e->key != key || !sw_config_applies(&setup->config, e))
            continue;
        to = SW_VEC_PUSH(&list, &run->arena);
        if (!to)
            return false;
        *to = e->value;
    }
    *out = (sw_talk_names){list.at, list.count};
    return true;
}

static bool columns_of(const sw_setup *setup, sw_run *run, sw_talk_columns *out)
{
    struct SW_VEC(sw_talk_column) list = {0};

    for (size_t i = 0; i < setup->config.entries.count; i++) {
        const sw_config_entry *e = &setup->config.entries.at[i];
        sw_talk_column *to;

        if (e->key != SW_CONFIG_COLUMNS ||
            !sw_config_applies(&setup->config, e))
            continue;
        to = SW_VEC_PUSH(&list, &run->arena);
        if (!to)
            return false;
        *to = (sw_talk_column){e->name, e->value};
    }
    *out = (sw_talk_columns){list.at, list.count};
    return true;
}

/* The mappings are compiled when the first input that may be JSON comes. */
static bool need_mappings(sw_run *run, sw_stream *stream)
{
    sw_str head = sw_stream_head(stream, 4);

    if (run->mappings || !head.len || !strchr("[{ \t\r\n\xef", head.ptr[0]))
        return true;
    run->mappings = sw_mapping_set_new();
    return run->mappings != NULL;
}

bool sw_talk_setup(const sw_setup *setup, sw_run *run, const sw_input *input,
                   sw_stream *stream, sw_talk_options *options)
{
    *options = (sw_talk_options){.name = input->name,
                                 .reader = setup->reader,
                                 .mapping = setup->mapping,
                                 .keep_record = run->options.keep_fields};
    if (!names_of(setup, run, SW_CONFIG_AGENTS, &options->agents) ||
        !names_of(setup, run, SW_CONFIG_BOTS, &options->bots) ||
        !names_of(setup, run, SW_CONFIG_OUR_DOMAINS, &options->our_domains) ||
        !columns_of(setup, run, &options->columns))
        return false;
    if (setup->mapping || strcmp(setup->input, "draft") == 0)
        return true;
    if (!need_mappings(run, stream))
        return false;
    options->mappings = run->mappings;
    if (!setup->reader)
        options->reader = sw_talk_sniff(options, stream);
    return true;
}
