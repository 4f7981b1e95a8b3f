/*
 * cmd_config.c - the settings in force for a file, and where each came from.
 *
 * What the pack and its profile say comes first, then what was chosen, in the
 * order in which it applies; what a lock keeps out is shown, and said to be.
 */
#include "cli/output.h"
#include "cli/say.h"
#include "cli/setup.h"

#include "base/json_write.h"

#include <stdio.h>
#include <string.h>

/* One line of the list. */
typedef struct shown {
    const char *key, *name, *value;
    sw_origin origin;
    const char *remark; /* or NULL */
} shown;

typedef struct list {
    sw_run *run;
    const sw_setup *setup;
    struct SW_VEC(shown) lines;
    bool failed;
} list;

static void add(list *l, const char *key, const char *name, const char *value,
                const sw_origin *origin, const char *remark)
{
    shown *to = SW_VEC_PUSH(&l->lines, &l->run->arena);

    if (to)
        *to = (shown){key, name, value, *origin, remark};
    else
        l->failed = true;
}

/* ---- what is in force ---------------------------------------------------- */

static const saywell_profile_info *chosen_profile(const list *l)
{
    const char *name = sw_setup_value(l->setup, SW_CONFIG_PROFILE);
    const saywell_rules *rules = l->setup->rules;

    for (size_t i = 0; name && i < saywell_rules_profile_count(rules); i++)
        if (strcmp(saywell_rules_profile_at(rules, i)->name, name) == 0)
            return saywell_rules_profile_at(rules, i);
    return NULL;
}

/* Does the profile give this setting a value? */
static bool profile_sets(const saywell_profile_info *p, const char *setting)
{
    for (size_t i = 0; p && p->settings && p->settings[i]; i += 2)
        if (strcmp(p->settings[i], setting) == 0)
            return true;
    return false;
}

static void add_settings(list *l)
{
    const saywell_rules *rules = l->setup->rules;
    const saywell_profile_info *profile = chosen_profile(l);

    for (size_t i = 0; i < saywell_rules_setting_count(rules); i++) {
        const saywell_setting_info *s = saywell_rules_setting_at(rules, i);
        const sw_config_entry *e =
            sw_config_value(&l->setup->config, SW_CONFIG_SETTINGS, s->name);
        sw_origin origin = {.kind = SW_ORIGIN_DEFAULT};

        if (e) {
            origin = e->origin;
        } else if (profile_sets(profile, s->name)) {
            origin.kind = SW_ORIGIN_PROFILE;
            origin.name = profile->name;
        }
        add(l, "settings", s->name, s->value, &origin, NULL);
    }
}

static void add_profile_states(list *l)
{
    const saywell_profile_info *p = chosen_profile(l);
    sw_origin origin = {.kind = SW_ORIGIN_PROFILE};

    for (size_t i = 0; p && p->states && p->states[i]; i += 2) {
        origin.name = p->name;
        add(l, "rules", p->states[i], p->states[i + 1], &origin, NULL);
    }
}

/* What holds where nobody chose. */
static void add_default(list *l, sw_config_key key)
{
    static const char *const values[SW_CONFIG_KEY_COUNT] = {
        [SW_CONFIG_PROFILE] = "default",
        [SW_CONFIG_INPUT] = "auto",
        [SW_CONFIG_SEVERITY] = "suggestion",
        [SW_CONFIG_FAIL_ON] = "warning",
    };
    const sw_origin origin = {.kind = SW_ORIGIN_DEFAULT};

    if (values[key] && !sw_setup_value(l->setup, key))
        add(l, sw_config_key_name(key), "", values[key], &origin, NULL);
}

/* What was chosen; overruled and locked choices too. */
static void add_entries(list *l, sw_config_key key)
{
    const sw_config *config = &l->setup->config;
    bool shown_above = key == SW_CONFIG_SETTINGS && l->setup->rules;

    for (size_t i = 0; i < config->entries.count; i++) {
        const sw_config_entry *e = &config->entries.at[i];
        const char *remark = NULL;

        if (e->key != key || (shown_above && !e->locked))
            continue;
        if (e->locked)
            remark = "locked by the team: does not apply";
        else if (!sw_config_applies(config, e))
            remark = "overruled";
        add(l, sw_config_key_name(key), e->name, e->value, &e->origin, remark);
    }
}

static void collect(list *l)
{
    const saywell_rules *rules = l->setup->rules;
    const sw_origin origin = {.kind = SW_ORIGIN_DEFAULT};

    if (rules) {
        const char *name =
            sw_arena_printf(&l->run->arena, "%s %s", saywell_rules_pack(rules),
                            saywell_rules_pack_version(rules));

        add(l, "pack", "", name ? name : "", &origin, NULL);
    }
    for (int key = 0; key < SW_CONFIG_KEY_COUNT; key++) {
        add_default(l, (sw_config_key)key);
        if (rules && key == SW_CONFIG_SETTINGS)
            add_settings(l);
        if (rules && key == SW_CONFIG_RULES)
            add_profile_states(l);
        add_entries(l, (sw_config_key)key);
    }
}

/* ---- shown --------------------------------------------------------------- */

static void put_text(const list *l, sw_buf *out)
{
    const sw_config *c = &l->setup->config;

    sw_buf_printf(out, "team's file:     %s\n", c->team ? c->team : "none");
    sw_buf_printf(out, "personal file:   %s\n\n",
                  c->personal ? c->personal : "none");
    for (size_t i = 0; i < l->lines.count; i++) {
        const shown *s = &l->lines.at[i];
        size_t start = out->len, width;

        sw_buf_printf(out, "%s%s%s", s->key, *s->name ? "." : "", s->name);
        width = out->len - start;
        sw_buf_printf(out, "%*s%s", width < 27 ? (int)(28 - width) : 1, "",
                      s->value);
        width = out->len - start;
        sw_buf_printf(out, "%*s", width < 47 ? (int)(48 - width) : 1, "");
        sw_origin_put(out, &s->origin);
        if (s->remark)
            sw_buf_printf(out, "  (%s)", s->remark);
        sw_buf_byte(out, '\n');
    }
}

static void put_line(sw_json *json, const shown *s)
{
    sw_json_object(json);
    sw_json_key(json, "key");
    sw_json_string_c(json, s->key);
    sw_json_key(json, "name");
    sw_json_string_c(json, *s->name ? s->name : NULL);
    sw_json_key(json, "value");
    sw_json_string_c(json, s->value);
    sw_json_key(json, "origin");
    sw_json_object(json);
    sw_json_key(json, "kind");
    sw_json_string_c(json, sw_origin_kind_name(s->origin.kind));
    sw_json_key(json, "name");
    sw_json_string_c(json, s->origin.name);
    sw_json_key(json, "line");
    if (s->origin.line)
        sw_json_number(json, s->origin.line);
    else
        sw_json_null(json);
    sw_json_end_object(json);
    sw_json_key(json, "remark");
    sw_json_string_c(json, s->remark);
    sw_json_end_object(json);
}

static void put_json(const list *l, sw_buf *out, const char *path)
{
    sw_json json;

    sw_json_init(&json, out, true);
    sw_json_object(&json);
    sw_json_key(&json, "path");
    sw_json_string_c(&json, path);
    sw_json_key(&json, "team");
    sw_json_string_c(&json, l->setup->config.team);
    sw_json_key(&json, "personal");
    sw_json_string_c(&json, l->setup->config.personal);
    sw_json_key(&json, "values");
    sw_json_array(&json);
    for (size_t i = 0; i < l->lines.count; i++)
        put_line(&json, &l->lines.at[i]);
    sw_json_end_array(&json);
    sw_json_end_object(&json);
    sw_buf_byte(out, '\n');
}

/* ---- the command --------------------------------------------------------- */

static bool show(sw_run *run, sw_setups *setups, const char *path)
{
    list l = {.run = run, .setup = sw_setup_for(setups, path)};
    sw_output out;
    sw_buf words = {0};
    bool ok;

    if (!l.setup)
        return false;
    collect(&l);
    if (l.failed || !sw_output_begin(&out, &run->arena, NULL))
        return false;
    if (run->options.format == SAYWELL_FORMAT_JSON + 1)
        put_json(&l, &words, path);
    else
        put_text(&l, &words);
    ok = !words.failed && sw_output_write(&out, words.ptr, words.len);
    ok = sw_output_end(&out, true) && ok;
    sw_buf_release(&words);
    return ok && !l.setup->failed;
}

static int run_config(sw_run *run)
{
    const sw_words *words = &run->options.operands;
    sw_setups setups = {.run = run};
    const char *path = run->options.stdin_filename;
    bool ok;

    if (words->count == 0 || strcmp(words->at[0], "show") != 0 ||
        words->count > 2) {
        sw_say("config wants: saywell config show [PATH]");
        return SW_EXIT_FAILED;
    }
    if (words->count == 2)
        path = words->at[1];
    ok = show(run, &setups, path);
    sw_setup_release(&setups);
    return ok ? SW_EXIT_CLEAN : SW_EXIT_FAILED;
}

const sw_command sw_command_config = {
    .name = "config",
    .bit = SW_CONFIG,
    .usage = "config show [OPTIONS] [PATH]",
    .summary = "the settings in force for PATH, and where each came from",
    .run = run_config,
};
