/*
 * home.c - rules for pages: one home a configuration file.
 *
 * Somebody who edits .saywell.json beside a draft wants to see the draft's
 * findings follow, and half of what is saved on the way is broken. So a file
 * is known by time, size and number; what comes out broken is told once and
 * the last good rules stay. Old rules are not given back at once: results that
 * point into them must go first.
 */
#include "lsp/home.h"

#include "base/mem.h"

#include <string.h>
#include <sys/stat.h>

typedef struct sw_stamp {
    const char *path;
    bool there;
    struct stat seen;
} sw_stamp;

typedef struct sw_retired {
    sw_loaded *loaded;
    struct sw_retired *next;
} sw_retired;

/* ---- stamps -------------------------------------------------------------- */

static bool same(const struct stat *a, const struct stat *b)
{
#ifdef __APPLE__
    bool nano = a->st_mtimensec == b->st_mtimensec;
#else
    bool nano = a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
#endif
    return nano && a->st_mtime == b->st_mtime && a->st_size == b->st_size &&
           a->st_ino == b->st_ino && a->st_dev == b->st_dev;
}

static void stamp(sw_home *home, const sw_loaded *loaded)
{
    sw_arena_reset(&home->arena);
    home->stamps.at = NULL;
    home->stamps.count = home->stamps.cap = 0;
    for (size_t i = 0; loaded->files && loaded->files[i]; i++) {
        const char *path = loaded->files[i];
        sw_stamp *to = SW_VEC_PUSH(&home->stamps, &home->arena);

        if (!to)
            return;
        to->path = sw_arena_copy(&home->arena, path, strlen(path));
        to->there = to->path && stat(to->path, &to->seen) == 0;
    }
}

static bool is_stale(const sw_home *home)
{
    for (size_t i = 0; i < home->stamps.count; i++) {
        const sw_stamp *old = &home->stamps.at[i];
        struct stat now;
        bool there = old->path && stat(old->path, &now) == 0;

        if (there != old->there || (there && !same(&now, &old->seen)))
            return true;
    }
    return false;
}

/* ---- loading ------------------------------------------------------------- */

static bool retire(sw_homes *homes, sw_loaded *loaded)
{
    sw_retired *r = loaded ? sw_mem_alloc(sizeof *r) : NULL;

    if (!r)
        return !loaded;
    *r = (sw_retired){loaded, homes->retired};
    homes->retired = r;
    return true;
}

static void say_problems(sw_homes *homes, const sw_loaded *loaded,
                         const char *then)
{
    sw_buf_put_c(&homes->say, loaded->problems);
    sw_buf_put_c(&homes->say, then);
}

static bool has_rules(const sw_home *home)
{
    return home && home->now && home->now->rules;
}

/* New rules for a home, or the old ones still. */
static void load(sw_homes *homes, const sw_settings *settings, sw_home *home)
{
    const sw_lsp_host *host = homes->host;
    sw_loaded *fresh = host->load(host->ctx, settings, home->path);

    if (!fresh) {
        sw_buf_put_c(&homes->say, "out of memory; rules stay as they are\n");
        return;
    }
    stamp(home, fresh);
    if (!fresh->whole && (home->waited || has_rules(home))) {
        say_problems(homes, fresh, "the rules stay as they were\n");
        host->unload(host->ctx, fresh);
        return;
    }
    home->waited = false;
    if (!fresh->whole)
        say_problems(homes, fresh,
                     fresh->rules
                         ? "the rest is in use\n"
                         : "nothing is checked until that is mended\n");
    if (!retire(homes, home->now)) {
        host->unload(host->ctx, fresh);
        return;
    }
    home->changed = true;
    home->now = fresh;
}

static char *copy(const char *s)
{
    size_t len = s ? strlen(s) : 0;
    char *to = s ? sw_mem_alloc(len + 1) : NULL;

    if (to)
        memcpy(to, s, len + 1);
    return to;
}

static void free_home(sw_homes *homes, sw_home *home)
{
    if (home->now)
        homes->host->unload(homes->host->ctx, home->now);
    sw_arena_release(&home->arena);
    sw_mem_free(home->key);
    sw_mem_free(home->path);
    sw_mem_free(home);
}

static sw_home *make(sw_homes *homes, const char *key, const char *path)
{
    sw_home *home = sw_mem_alloc(sizeof *home);

    if (!home)
        return NULL;
    *home = (sw_home){.key = copy(key), .path = copy(path)};
    if (!home->key) {
        free_home(homes, home);
        return NULL;
    }
    home->next = homes->first;
    homes->first = home;
    return home;
}

sw_home *sw_homes_for(sw_homes *homes, const sw_settings *settings,
                      const char *path, sw_home *before)
{
    sw_arena scratch = {0};
    const char *key =
        homes->host->find(homes->host->ctx, settings, path, &scratch);
    sw_home *home = homes->first;

    while (key && home && strcmp(home->key, key) != 0)
        home = home->next;
    if (key && !home && (home = make(homes, key, path))) {
        home->waited = has_rules(before);
        load(homes, settings, home);
        home->changed = false; /* nothing was made with other rules */
    }
    sw_arena_release(&scratch);
    if (!key || !home)
        return before;
    home->used = true;
    return home->waited && before ? before : home;
}

static void drop_unused(sw_homes *homes)
{
    for (sw_home **at = &homes->first; *at;) {
        sw_home *home = *at;

        if (home->used) {
            at = &home->next;
            continue;
        }
        *at = home->next;
        free_home(homes, home);
    }
}

bool sw_homes_reload(sw_homes *homes, const sw_settings *settings, bool all)
{
    bool changed = false;

    drop_unused(homes);
    for (sw_home *home = homes->first; home; home = home->next) {
        if (all || is_stale(home))
            load(homes, settings, home);
        changed = changed || home->changed;
    }
    return changed;
}

void sw_homes_sweep(sw_homes *homes)
{
    while (homes->retired) {
        sw_retired *r = homes->retired;

        homes->retired = r->next;
        homes->host->unload(homes->host->ctx, r->loaded);
        sw_mem_free(r);
    }
    for (sw_home *home = homes->first; home; home = home->next)
        home->changed = false;
}

void sw_homes_release(sw_homes *homes)
{
    sw_homes_sweep(homes);
    while (homes->first) {
        sw_home *home = homes->first;

        homes->first = home->next;
        free_home(homes, home);
    }
    sw_buf_release(&homes->say);
}
