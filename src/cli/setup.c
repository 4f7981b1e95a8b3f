/*
 * setup.c - the configuration and the rules in force for a file.
 *
 * Configuration first, then packs, then choices in the order of their keys.
 * What goes wrong is kept with the setup, said once, and told for each file
 * that it concerns.
 */
#include "cli/setup.h"

#include "base/digest.h"
#include "base/fail.h"
#include "cli/say.h"
#include "conf/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- choices -> builder -------------------------------------------------- */

static saywell_status turn(saywell_builder *b, const sw_config_entry *e,
                           saywell_error *err)
{
    static const char *const names[] = {"suggestion", "warning", "error"};

    if (strcmp(e->value, "off") == 0)
        return saywell_builder_turn(b, e->name, false, err);
    for (int i = 0; i < 3; i++) {
        saywell_status status = SAYWELL_OK;

        if (strcmp(e->value, names[i]) == 0)
            status =
                saywell_builder_severity(b, e->name, (saywell_severity)i, err);
        if (status)
            return status;
    }
    return saywell_builder_turn(b, e->name, true, err);
}

static saywell_status apply(saywell_builder *b, const sw_config_entry *e,
                            saywell_error *err)
{
    switch ((int)e->key) {
    case SW_CONFIG_PROFILE:
        return saywell_builder_profile(b, e->value, err);
    case SW_CONFIG_SETTINGS:
        return saywell_builder_set(b, e->name, e->value, err);
    case SW_CONFIG_RULES:
        return turn(b, e, err);
    case SW_CONFIG_EXCEPT:
        return saywell_builder_except(b, e->name, e->value, err);
    case SW_CONFIG_WORDS:
        return saywell_builder_word(b, e->value, err);
    default:
        return SAYWELL_OK;
    }
}

/* The line of the configuration, when there is nothing nearer to show. */
static void show_place(const sw_setup *s, sw_run *run, const sw_config_entry *e,
                       saywell_error *err)
{
    const saywell_error as_it_is = *err;
    sw_buf bytes = {.max = (size_t)4 << 20};
    const char *path = e->origin.kind == SW_ORIGIN_TEAM
                           ? s->path
                           : sw_config_personal(&run->arena);

    if (path && !sw_file_read(path, &bytes) && e->origin.offset < bytes.len) {
        sw_fail_place(err, sw_buf_str(&bytes), e->origin.offset,
                      strlen(e->value) + 2);
        if (as_it_is.caret_len) {
            memcpy(err->excerpt, as_it_is.excerpt, sizeof err->excerpt);
            err->caret = as_it_is.caret;
            err->caret_len = as_it_is.caret_len;
        }
    }
    sw_buf_release(&bytes);
}

bool sw_setup_keep_error(sw_setup *s, sw_run *run, const saywell_error *err)
{
    saywell_error *to = SW_VEC_PUSH(&s->errors, &run->arena);

    if (to)
        *to = *err;
    return to != NULL;
}

/* Says where the choice stands that was refused. */
bool sw_setup_refuse(sw_setup *s, sw_run *run, const sw_config_entry *e,
                     const saywell_error *err)
{
    saywell_error *to;

    if (!sw_setup_keep_error(s, run, err))
        return false;
    to = &s->errors.at[s->errors.count - 1];
    if (e->origin.kind == SW_ORIGIN_COMMAND) {
        snprintf(to->message, sizeof to->message, "%.40s: %.300s",
                 e->origin.name, err->message);
        s->usage = true;
        return true;
    }
    snprintf(to->file, sizeof to->file, "%s", e->origin.name);
    if (e->origin.key)
        snprintf(to->key, sizeof to->key, "%s", e->origin.key);
    to->line = e->origin.line;
    to->column = e->origin.column;
    show_place(s, run, e, to);
    return true;
}

/* In the order of the keys: the profile first, what refines it behind. */
static bool apply_all(sw_setup *s, sw_run *run, saywell_builder *b)
{
    static const sw_config_key order[] = {SW_CONFIG_PROFILE, SW_CONFIG_SETTINGS,
                                          SW_CONFIG_RULES, SW_CONFIG_EXCEPT,
                                          SW_CONFIG_WORDS};
    const sw_config_entry *profile =
        sw_config_value(&s->config, SW_CONFIG_PROFILE, "");

    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        for (size_t i = 0; i < s->config.entries.count; i++) {
            const sw_config_entry *e = &s->config.entries.at[i];
            saywell_error err;

            if (e->key != order[k] || !sw_config_applies(&s->config, e) ||
                (e->key == SW_CONFIG_PROFILE && e != profile))
                continue;
            if (apply(b, e, &err) && !sw_setup_refuse(s, run, e, &err))
                return false;
        }
    }
    return true;
}

/* ---- packs --------------------------------------------------------------- */

/* $SAYWELL_RULES: packs between colons. */
static bool add_environment(sw_setup *s, sw_run *run, saywell_builder *b,
                            bool *any)
{
    sw_str rest = sw_str_of(getenv("SAYWELL_RULES"));

    while (rest.len) {
        size_t end = sw_str_find_byte(rest, ':', 0);
        sw_str one = sw_str_part(rest, 0, end);
        const char *path = sw_arena_copy(&run->arena, one.ptr, one.len);

        if (!path)
            return false;
        if (one.len) {
            *any = true;
            if (!sw_packs_add(b, path, &run->arena, &s->errors))
                return false;
        }
        rest = end == SW_NOWHERE ? (sw_str){0}
                                 : sw_str_part(rest, end + 1, rest.len);
    }
    return true;
}

bool sw_setup_packs(sw_setup *s, sw_run *run, saywell_builder *b)
{
    bool any = false;

    for (size_t i = 0; i < s->config.entries.count; i++) {
        const sw_config_entry *e = &s->config.entries.at[i];
        const char *path = e->value;

        if (e->key != SW_CONFIG_PACKS || !sw_config_applies(&s->config, e))
            continue;
        any = true;
        if (e->origin.kind != SW_ORIGIN_COMMAND)
            path = sw_file_show(&run->arena, path);
        /* "~/..." is for people only */
        if (path[0] == '~')
            path = e->value;
        if (!sw_packs_add(b, path, &run->arena, &s->errors))
            return false;
    }
    if (!any && !add_environment(s, run, b, &any))
        return false;
    if (!any) {
        saywell_error err;

        if (saywell_builder_add_default(b, &err)) {
            saywell_error *to = SW_VEC_PUSH(&s->errors, &run->arena);

            if (!to)
                return false;
            *to = err;
        }
    }
    return true;
}

/* ---- rules and session --------------------------------------------------- */

static size_t number(const sw_setup *s, const char *name, bool *there)
{
    const sw_config_entry *e =
        sw_config_value(&s->config, SW_CONFIG_LIMITS, name);
    size_t n = 0;

    *there = e && sw_str_number(sw_str_of(e->value), (size_t)1 << 50, &n);
    return n;
}

saywell_session *sw_setup_session(const sw_setup *s, const sw_run *run)
{
    saywell_session *session = saywell_session_new(s->rules);

    static const struct {
        const char *name;
        saywell_option option;
    } limits[] = {{"max_findings", SAYWELL_MAX_FINDINGS},
                  {"max_bytes", SAYWELL_MAX_BYTES},
                  {"match_limit", SAYWELL_MATCH_LIMIT},
                  {"deadline_ms", SAYWELL_DEADLINE_MS}};

    if (!session)
        return NULL;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        bool there;
        size_t n = number(s, limits[i].name, &there);

        if (there)
            saywell_session_set(session, limits[i].option, n);
    }
    saywell_session_set(session, SAYWELL_LEAST,
                        (size_t)sw_setup_choice(s, SW_CONFIG_SEVERITY, 0));
    if (run->options.no_prefilter)
        saywell_session_set(session, SAYWELL_NO_PREFILTER, 1);
    if (run->options.stats)
        saywell_session_set(session, SAYWELL_STATS, 1);
    return session;
}

static bool keep_problems(sw_setup *s, sw_run *run)
{
    for (size_t i = 0; i < saywell_rules_problem_count(s->rules); i++) {
        saywell_error *to = SW_VEC_PUSH(&s->errors, &run->arena);

        if (!to)
            return false;
        *to = *saywell_rules_problem_at(s->rules, i);
    }
    return true;
}

/* False: no memory. Anything else that fails is in errors. */
static bool build(sw_setup *s, sw_run *run)
{
    saywell_builder *b = saywell_builder_new();
    saywell_error err;
    size_t before;

    if (!b || !sw_setup_packs(s, run, b)) {
        saywell_builder_free(b);
        return false;
    }
    before = s->errors.count;
    if (!apply_all(s, run, b)) {
        saywell_builder_free(b);
        return false;
    }
    if (s->errors.count > before || s->usage) {
        saywell_builder_free(b); /* a wrong choice: do not check by half */
        return true;
    }
    if (saywell_builder_finish(b, &s->rules, &err)) {
        saywell_error *to = s->errors.count
                                ? NULL /* why is known already */
                                : SW_VEC_PUSH(&s->errors, &run->arena);

        if (to)
            *to = err;
        return err.status != SAYWELL_NOMEM;
    }
    s->session = sw_setup_session(s, run);
    return s->session && keep_problems(s, run);
}

static void say_errors(sw_setup *s)
{
    for (size_t i = 0; i < s->errors.count; i++) {
        const saywell_error *err = &s->errors.at[i];

        if (err->file[0])
            sw_say_error(err);
        else
            sw_say("%s", err->message);
    }
    s->failed = s->errors.count > 0;
}

/* ---- configuration ------------------------------------------------------- */

static bool read_config(sw_setup *s, sw_run *run, const char *path,
                        sw_origin_kind kind)
{
    saywell_error err;
    saywell_error *to;

    if (!sw_config_read(&s->config, path, kind, &err))
        return true;
    to = SW_VEC_PUSH(&s->errors, &run->arena);
    if (!to)
        return false;
    *to = err;
    return true;
}

/* A new setup from the team's file at path; "" for none. */
static sw_setup *make(sw_setups *setups, const char *path)
{
    sw_run *run = setups->run;
    const char *personal = NULL;
    sw_setup *s = sw_arena_zero(&run->arena, 1, sizeof *s);

    if (!s)
        return NULL;
    s->path = path;
    s->next = setups->first;
    setups->first = s;
    if (!run->options.isolated && !run->options.config)
        personal = sw_config_personal(&run->arena);
    if (*path && !read_config(s, run, path, SW_ORIGIN_TEAM))
        return NULL;
    if (personal && !read_config(s, run, personal, SW_ORIGIN_PERSONAL))
        return NULL;
    return sw_setup_words(s, run) && sw_setup_input(s, run) ? s : NULL;
}

/* The team's file for a path: its own path, "" or NULL (no memory). */
static const char *team_file(sw_setups *setups, const char *path,
                             const char **folder)
{
    sw_run *run = setups->run;
    sw_str at = path ? sw_file_folder(sw_str_of(path)) : (sw_str){0};
    const char *found;
    char *copy;

    if (run->options.config || run->options.isolated) {
        *folder = "";
        return run->options.config ? run->options.config : "";
    }
    copy = sw_arena_copy(&run->arena, at.ptr, at.len);
    if (!copy)
        return NULL;
    if (path && sw_file_is_folder(path))
        copy = sw_arena_copy(&run->arena, path, strlen(path));
    *folder = copy;
    if (setups->last && strcmp(copy, setups->last_folder) == 0)
        return setups->last->path;
    copy = sw_file_real_folder(&run->arena, copy);
    found = copy ? sw_config_find(&run->arena, copy) : NULL;
    return found ? found : copy ? "" : NULL;
}

static sw_setup *find(sw_setups *setups, const char *path, bool *is_new)
{
    const char *folder = "", *file = team_file(setups, path, &folder);
    sw_setup *s;

    *is_new = false;
    if (!file)
        return NULL;
    for (s = setups->first; s; s = s->next)
        if (strcmp(s->path, file) == 0)
            break;
    if (!s) {
        s = make(setups, file);
        *is_new = true;
    }
    setups->last = s;
    setups->last_folder = folder;
    return s;
}

sw_setup *sw_setup_config(sw_setups *setups, const char *path)
{
    bool is_new;

    return find(setups, path, &is_new);
}

static void say_what_is_used(const sw_setup *s)
{
    if (s->config.team)
        sw_say("configuration %s", s->config.team);
    if (s->config.personal)
        sw_say("configuration %s", s->config.personal);
    if (s->rules)
        sw_say("pack %s %s, rules %s", saywell_rules_pack(s->rules),
               saywell_rules_pack_version(s->rules),
               saywell_rules_hash(s->rules));
}

sw_setup *sw_setup_for(sw_setups *setups, const char *path)
{
    bool is_new;
    sw_setup *s = find(setups, path, &is_new);

    if (!s || !is_new)
        return s;
    if (setups->before_words)
        setups->before_words(setups->ctx);
    if (s->errors.count == 0 && !build(s, setups->run)) {
        sw_say("out of memory");
        return NULL;
    }
    say_errors(s);
    if (setups->run->options.verbose)
        say_what_is_used(s);
    return s;
}

void sw_setup_release(sw_setups *setups)
{
    for (sw_setup *s = setups->first; s; s = s->next) {
        saywell_session_free(s->session);
        saywell_rules_free(s->rules);
        sw_mapping_free(s->mapping);
        sw_config_release(&s->config);
    }
    setups->first = NULL;
}

uint64_t sw_setup_digest(const sw_setup *s)
{
    sw_digest d = {0};

    sw_digest_add(&d, sw_str_of(saywell_rules_hash(s->rules)));
    for (size_t i = 0; i < s->config.entries.count; i++) {
        const sw_config_entry *e = &s->config.entries.at[i];
        const unsigned char key[2] = {(unsigned char)e->key,
                                      sw_config_applies(&s->config, e)};

        sw_digest_add(&d, (sw_str){(const char *)key, sizeof key});
        sw_digest_add(&d, (sw_str){e->name ? e->name : "",
                                   e->name ? strlen(e->name) + 1 : 1});
        sw_digest_add(&d, (sw_str){e->value, strlen(e->value) + 1});
    }
    return sw_digest_value(&d);
}

/* ---- values -------------------------------------------------------------- */

bool sw_setup_ignores(sw_setups *setups, sw_setup *s, const char *path)
{
    const char *full;

    if (!sw_config_value(&s->config, SW_CONFIG_IGNORE, ""))
        return false;
    full = sw_file_real_path(&setups->run->arena, path);
    return full && sw_config_ignores(&s->config, full);
}

const char *sw_setup_value(const sw_setup *s, sw_config_key key)
{
    const sw_config_entry *e = sw_config_value(&s->config, key, "");

    return e ? e->value : NULL;
}

int sw_setup_choice(const sw_setup *s, sw_config_key key, int fallback)
{
    const char *const *choices = sw_config_choices(key);
    const char *value = sw_setup_value(s, key);

    for (int i = 0; value && choices[i]; i++)
        if (strcmp(choices[i], value) == 0)
            return i;
    return fallback;
}
