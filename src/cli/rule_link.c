/*
 * rule_link.c - where a rule is explained, as something to click on.
 *
 * A link that leads nowhere is worse than none: each is made from a file that
 * is there. The built-in pack's page stands beside the program, in the source
 * tree or where `make install` puts it.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/rule_link.h"

#include "base/buf.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

/* The program's own file, symbolic links resolved. */
static bool own_file(char path[PATH_MAX])
{
#ifdef __APPLE__
    char given[PATH_MAX];
    uint32_t size = sizeof given;

    return _NSGetExecutablePath(given, &size) == 0 && realpath(given, path);
#else
    return realpath("/proc/self/exe", path) != NULL;
#endif
}

/* The page about the built-in pack, absolute; NULL when there is none. */
static const char *own_page(sw_arena *arena)
{
    static const char *const places[] = {"../share/saywell/rules/en/README.md",
                                         "../rules/en/README.md",
                                         "../../rules/en/README.md", NULL};
    char self[PATH_MAX], real[PATH_MAX];
    char *slash;

    if (!own_file(self) || !(slash = strrchr(self, '/')))
        return NULL;
    for (size_t i = 0; places[i]; i++) {
        const char *path = sw_arena_printf(
            arena, "%.*s/%s", (int)(slash - self), self, places[i]);

        if (path && realpath(path, real) && access(real, R_OK) == 0)
            return sw_arena_copy(arena, real, strlen(real));
    }
    return NULL;
}

static void put_uri(sw_buf *out, const char *path)
{
    sw_buf_put_c(out, "file://");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || strchr("/-._~", c);

        if (plain)
            sw_buf_byte(out, (char)c);
        else
            sw_buf_printf(out, "%%%02X", c);
    }
}

static bool is_built_in(const char *file)
{
    const char *name, *bytes;
    size_t len;

    for (size_t i = 0; saywell_default_file(i, &name, &bytes, &len); i++)
        if (strcmp(name, file) == 0)
            return true;
    return false;
}

/* A rule's URI into out; nothing when it has none. */
static void put_link(const saywell_rule_info *rule, const char *docs,
                     const char *page, sw_buf *out)
{
    char real[PATH_MAX];

    if (docs) {
        sw_buf_printf(out, "%s#%s", docs, rule->id);
    } else if (!rule->file || is_built_in(rule->file)) {
        if (!page)
            return;
        put_uri(out, page);
        sw_buf_printf(out, "#%s", rule->id);
    } else if (realpath(rule->file, real) && access(real, R_OK) == 0) {
        put_uri(out, real);
        sw_buf_printf(out, "#L%zu", rule->line);
    }
}

bool sw_rule_links(const saywell_rules *rules, const char *docs,
                   sw_arena *arena, sw_map *out)
{
    const char *page = docs ? NULL : own_page(arena);
    sw_buf uri = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < saywell_rules_count(rules); i++) {
        const saywell_rule_info *rule = saywell_rules_at(rules, i);
        char *copy;

        sw_buf_clear(&uri);
        put_link(rule, docs && *docs ? docs : NULL, page, &uri);
        if (!uri.len)
            continue;
        copy = sw_arena_copy(arena, uri.ptr, uri.len);
        ok = copy && !uri.failed &&
             sw_map_put(out, arena, sw_str_of(rule->id), copy);
    }
    sw_buf_release(&uri);
    return ok;
}
