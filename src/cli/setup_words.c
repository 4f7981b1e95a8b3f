/*
 * setup_words.c - the command line as entries of a configuration.
 *
 * So that one loop applies them all, and one list tells where each came from.
 */
#include "cli/setup.h"

#include "base/fail.h"

#include <stdio.h>
#include <string.h>

static bool add(sw_setup *s, sw_config_key key, const char *name,
                const char *value, const char *option)
{
    const sw_origin origin = {.kind = SW_ORIGIN_COMMAND, .name = option};

    return sw_config_add(&s->config, key, name, value, &origin);
}

/* "a,b": each id on or off. */
static bool add_ids(sw_setup *s, sw_run *run, const sw_words *words,
                    const char *state, const char *option)
{
    for (size_t i = 0; i < words->count; i++) {
        sw_str rest = sw_str_of(words->at[i]);

        while (rest.len) {
            size_t end = sw_str_find_byte(rest, ',', 0);
            sw_str id = sw_str_trim(sw_str_part(rest, 0, end));
            const char *copy = sw_arena_copy(&run->arena, id.ptr, id.len);

            if (!copy ||
                (id.len && !add(s, SW_CONFIG_RULES, copy, state, option)))
                return false;
            rest = end == SW_NOWHERE ? (sw_str){0}
                                     : sw_str_part(rest, end + 1, rest.len);
        }
    }
    return true;
}

static bool add_sets(sw_setup *s, sw_run *run)
{
    const sw_words *words = &run->options.set;

    for (size_t i = 0; i < words->count; i++) {
        const char *equal = strchr(words->at[i], '=');
        char *name;

        if (!equal) {
            saywell_error *err = SW_VEC_PUSH(&s->errors, &run->arena);

            if (!err)
                return false;
            sw_fail(err, SAYWELL_ARGUMENT,
                    "--set wants KEY=VALUE, not \"%.80s\"", words->at[i]);
            s->usage = true;
            continue;
        }
        name = sw_arena_copy(&run->arena, words->at[i],
                             (size_t)(equal - words->at[i]));
        if (!name || !add(s, SW_CONFIG_SETTINGS, name, equal + 1, "--set"))
            return false;
    }
    return true;
}

/* A choice of the command line that stands for a plain key. */
static bool add_choice(sw_setup *s, sw_config_key key, int choice,
                       const char *option)
{
    return choice == 0 ||
           add(s, key, "", sw_config_choices(key)[choice - 1], option);
}

bool sw_setup_words(sw_setup *s, sw_run *run)
{
    const sw_options *o = &run->options;
    char digits[32];
    bool ok = true;

    for (size_t i = 0; i < o->rules.count; i++)
        ok = ok && add(s, SW_CONFIG_PACKS, "", o->rules.at[i], "--rules");
    if (o->profile)
        ok = ok && add(s, SW_CONFIG_PROFILE, "", o->profile, "--profile");
    ok = ok && add_sets(s, run);
    if (o->select.count)
        ok = ok && add(s, SW_CONFIG_RULES, "all", "off", "--select") &&
             add_ids(s, run, &o->select, "on", "--select");
    ok = ok && add_ids(s, run, &o->ignore, "off", "--ignore");
    if (o->input)
        ok = ok && add(s, SW_CONFIG_INPUT, "", o->input, "--input");
    ok = ok && add_choice(s, SW_CONFIG_CHANNEL, o->channel, "--channel") &&
         add_choice(s, SW_CONFIG_SEVERITY, o->severity, "--severity") &&
         add_choice(s, SW_CONFIG_FAIL_ON, o->fail_on, "--fail-on");
    if (o->is_public)
        ok = ok && add(s, SW_CONFIG_PUBLIC, "", "true", "--public");
    if (o->max_findings != SW_NOWHERE) {
        snprintf(digits, sizeof digits, "%zu", o->max_findings);
        ok = ok &&
             add(s, SW_CONFIG_LIMITS, "max_findings", digits, "--max-findings");
    }
    return ok;
}
