/*
 * cmd_lsp.c - the language server: what it is told, and the rules it gets.
 *
 * The server knows texts and the protocol; configuration, packs and what there
 * is to say about a rule are the program's. An editor's settings are laid over
 * the command line, option by option, and everything loads as it does for
 * `saywell check`, so that an editor shows what a check in CI would.
 */
#include "cli/explain.h"
#include "cli/rule_docs.h"
#include "cli/rule_link.h"
#include "cli/say.h"
#include "cli/setup.h"
#include "cli/text_error.h"

#include "conf/file.h"
#include "lsp/loop.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct host {
    sw_run *run;
    sw_buf customer; /* --customer, --customer-file */
} host;

/* What load gives; loaded comes first. */
typedef struct kept {
    sw_loaded loaded;
    sw_run run; /* options with the editor's settings laid over them */
    sw_setups setups;
    sw_setup *setup;
    struct SW_VEC(const char *) files;
} kept;

/* ---- settings over options ----------------------------------------------- */

static void lay_words(sw_words *to, const char *const *words, sw_arena *arena)
{
    size_t n = 0;

    if (!words)
        return;
    while (words[n])
        n++;
    to->at = sw_arena_zero(arena, n + 1, sizeof *to->at);
    to->count = to->cap = to->at ? n : 0;
    for (size_t i = 0; i < to->count; i++)
        to->at[i] = sw_arena_copy(arena, words[i], strlen(words[i]));
}

static void lay_choice(int *to, const char *word, sw_config_key key)
{
    const char *const *choices = sw_config_choices(key);

    for (int i = 0; word && choices[i]; i++)
        if (strcmp(choices[i], word) == 0)
            *to = i + 1;
}

static void lay_text(const char **to, const char *text, sw_arena *arena)
{
    if (text)
        *to = sw_arena_copy(arena, text, strlen(text));
}

static void lay(sw_options *o, const sw_settings *s, sw_arena *arena)
{
    lay_words(&o->rules, s->rules, arena);
    lay_words(&o->set, s->set, arena);
    lay_words(&o->select, s->select, arena);
    lay_words(&o->ignore, s->ignore, arena);
    lay_text(&o->profile, s->profile, arena);
    lay_text(&o->config, s->config, arena);
    lay_choice(&o->channel, s->channel, SW_CONFIG_CHANNEL);
    lay_choice(&o->severity, s->severity, SW_CONFIG_SEVERITY);
    if (s->is_public >= 0)
        o->is_public = s->is_public;
    if (s->isolated >= 0)
        o->isolated = s->isolated;
    if (s->max_findings != SW_NOWHERE)
        o->max_findings = s->max_findings;
}

/* ---- files to look after ------------------------------------------------- */

static bool keep_file(kept *k, const char *path)
{
    const char **to = path ? SW_VEC_PUSH(&k->files, &k->run.arena) : NULL;

    return to && (*to = sw_arena_copy(&k->run.arena, path, strlen(path)));
}

/* A pack: the folder, for files that come and go, and each of its files. */
static bool keep_pack(kept *k, const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    bool ok = keep_file(k, path);

    while (ok && folder && (entry = readdir(folder)))
        if (sw_str_ends(sw_str_of(entry->d_name), SW_STR(".json")))
            ok = keep_file(k, sw_file_join(&k->run.arena, sw_str_of(path),
                                           sw_str_of(entry->d_name)));
    if (folder)
        closedir(folder);
    return ok;
}

static bool keep_personal(kept *k)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

    if (base && base[0] == '/')
        return keep_file(
            k, sw_arena_printf(&k->run.arena, "%s/saywell/config.json", base));
    if (home && home[0] == '/')
        return keep_file(k, sw_arena_printf(&k->run.arena,
                                            "%s/.config/saywell/config.json",
                                            home));
    return true;
}

static bool keep_files(kept *k)
{
    const sw_config *config = &k->setup->config;
    bool ok = !*k->setup->path || keep_file(k, k->setup->path);

    if (!k->run.options.isolated && !k->run.options.config)
        ok = ok && keep_personal(k);
    for (size_t i = 0; ok && i < config->entries.count; i++) {
        const sw_config_entry *e = &config->entries.at[i];

        if (e->key == SW_CONFIG_PACKS && sw_config_applies(config, e))
            ok = keep_pack(k, e->value);
    }
    const char **end = ok ? SW_VEC_PUSH(&k->files, &k->run.arena) : NULL;

    k->loaded.files = k->files.at; /* the last is NULL */
    return end != NULL;
}

/* ---- loading ------------------------------------------------------------- */

/* One line for each thing that is wrong. */
static const char *problems_of(const sw_setup *setup, sw_arena *arena)
{
    sw_buf out = {0};
    const char *words;

    for (size_t i = 0; i < setup->errors.count; i++) {
        const saywell_error *e = &setup->errors.at[i];

        if (e->file[0])
            sw_buf_put_c(&out, e->file);
        if (e->file[0] && e->line)
            sw_buf_printf(&out, ":%zu:%zu", e->line, e->column);
        sw_buf_printf(&out, "%s%s", e->file[0] ? ": " : "", e->message);
        if (e->rule[0])
            sw_buf_printf(&out, " [%s]", e->rule);
        sw_buf_byte(&out, '\n');
    }
    words = out.failed ? "" : sw_arena_copy(arena, out.ptr, out.len);
    sw_buf_release(&out);
    return words ? words : "";
}

static bool fill(kept *k, const host *h, const sw_settings *settings)
{
    sw_setup *setup = k->setup;
    const char *is_public = sw_setup_value(setup, SW_CONFIG_PUBLIC);

    k->loaded.rules = setup->rules;
    k->loaded.session = setup->session;
    if (setup->session)
        saywell_session_set(setup->session, SAYWELL_WANT_FIX, 1);
    k->loaded.whole = !setup->failed && setup->rules;
    k->loaded.problems = problems_of(setup, &k->run.arena);
    k->loaded.channel = sw_setup_value(setup, SW_CONFIG_CHANNEL);
    k->loaded.is_public = is_public && strcmp(is_public, "true") == 0;
    k->loaded.customer = h->customer.len ? h->customer.ptr : NULL;
    return keep_files(k) &&
           (!setup->rules || sw_rule_links(setup->rules, settings->docs,
                                           &k->run.arena, &k->loaded.links));
}

static void unload(void *ctx, sw_loaded *loaded)
{
    kept *k = (kept *)loaded;
    sw_arena arena;

    (void)ctx;
    sw_setup_release(&k->setups);
    arena = k->run.arena; /* it holds k itself */
    sw_arena_release(&arena);
}

static sw_loaded *load(void *ctx, const sw_settings *settings, const char *path)
{
    const host *h = ctx;
    sw_arena arena = {0};
    kept *k = sw_arena_zero(&arena, 1, sizeof *k);

    if (!k)
        return NULL;
    k->run = *h->run;
    k->run.arena = arena;
    k->setups.run = &k->run;
    lay(&k->run.options, settings, &k->run.arena);
    k->setup = sw_setup_for(&k->setups, path);
    if (k->setup && fill(k, h, settings))
        return &k->loaded;
    unload(ctx, &k->loaded);
    return NULL;
}

static const char *find(void *ctx, const sw_settings *settings,
                        const char *path, sw_arena *arena)
{
    const sw_options *o = &((host *)ctx)->run->options;
    const char *config = settings->config ? settings->config : o->config;
    bool isolated = settings->isolated >= 0 ? settings->isolated : o->isolated;
    sw_str folder = sw_file_folder(sw_str_of(path));
    const char *found, *at = sw_arena_copy(arena, folder.ptr, folder.len);

    if (config || isolated)
        return config ? config : "";
    at = at ? sw_file_real_folder(arena, at) : NULL;
    found = at ? sw_config_find(arena, at) : NULL;
    return found ? found : at ? "" : NULL;
}

static saywell_session *session(void *ctx, sw_loaded *loaded)
{
    kept *k = (kept *)loaded;

    (void)ctx;
    return sw_setup_session(k->setup, &k->run);
}

static bool ignores(void *ctx, sw_loaded *loaded, const char *path)
{
    kept *k = (kept *)loaded;

    (void)ctx;
    return sw_setup_ignores(&k->setups, k->setup, path);
}

static void explain(void *ctx, const saywell_rules *rules,
                    const saywell_rule_info *rule, bool markdown, sw_buf *out)
{
    sw_buf words = {0};

    (void)ctx;
    if (markdown)
        sw_rule_docs_one(&words, rules, rule);
    else
        sw_explain_put(&words, rules, rule, false, false);
    sw_buf_put(out, sw_str_trim(sw_buf_str(&words)));
    out->failed = out->failed || words.failed;
    sw_buf_release(&words);
}

/* ---- the command --------------------------------------------------------- */

static int run_lsp(sw_run *run)
{
    host h = {.run = run};
    const sw_lsp_host given = {.ctx = &h,
                               .find = find,
                               .load = load,
                               .unload = unload,
                               .session = session,
                               .ignores = ignores,
                               .explain = explain};
    sw_server *server;
    int status;

    if (run->options.operands.count) {
        sw_say("lsp takes no files: the editor opens them");
        return SW_EXIT_FAILED;
    }
    if (!sw_text_customer(run, &h.customer))
        return SW_EXIT_FAILED;
    server =
        h.customer.len && !sw_buf_c(&h.customer) ? NULL : sw_server_new(&given);
    if (!server) {
        sw_say("out of memory");
        sw_buf_release(&h.customer);
        return SW_EXIT_FAILED;
    }
    status = sw_loop_run(server, STDIN_FILENO, STDOUT_FILENO);
    sw_server_free(server);
    sw_buf_release(&h.customer);
    return status;
}

const sw_command sw_command_lsp = {
    .name = "lsp",
    .bit = SW_LSP,
    .usage = "lsp [OPTIONS]",
    .summary = "language server for editors, on standard input and output",
    .run = run_lsp,
    .exits = "0 after shutdown and exit, 1 without, 2 could not begin",
};
