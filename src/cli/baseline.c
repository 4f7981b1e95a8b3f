/*
 * baseline.c - findings that are known, by what they are and not by where.
 *
 * The law: a finding that is not in the file is never left out. So an entry
 * serves as often as it says and no more, and only its own file, unless that
 * file is no more.
 */
#include "cli/baseline.h"

#include "cli/baseline_file.h"
#include "cli/say.h"
#include "conf/file.h"

#include <string.h>
#include <sys/stat.h>

/* ---- paths --------------------------------------------------------------- */

/* The path from the baseline's folder, so that it is the same wherever the
 * program is started. NULL: no memory. */
static const char *find_path(sw_baseline *b, const char *path)
{
    const char *real = sw_file_real_path(&b->arena, path);
    size_t len = strlen(b->folder);

    if (!real || strncmp(real, b->folder, len) != 0)
        return real;
    if (len == 1) /* the root */
        return real + 1;
    return real[len] == '/' ? real + len + 1 : real;
}

static const char *path_of(sw_baseline *b, const char *path)
{
    sw_arena *arena = &b->arena;
    const char *found;
    char *key;

    if (!path)
        return "-";
    found = sw_map_find(&b->paths, sw_str_of(path));
    if (found)
        return found;
    found = find_path(b, path);
    key = sw_arena_copy(arena, path, strlen(path));
    if (!found || !key ||
        !sw_map_put(&b->paths, arena, sw_str_of(key), (void *)(size_t)found))
        return NULL;
    return found;
}

static bool is_gone(sw_baseline *b, const char *path)
{
    struct stat st;
    const char *full =
        sw_file_join(&b->arena, sw_str_of(b->folder), sw_str_of(path));

    return strcmp(path, "-") != 0 && full && stat(full, &st) != 0;
}

/* ---- entries ------------------------------------------------------------- */

/* The entry for a finding in a file, made when there is none and `make`. */
static sw_known *entry(sw_baseline *b, const char *path, const char *rule,
                       const char *fingerprint, bool make)
{
    sw_arena *arena = &b->arena;
    size_t len = strlen(path);
    char *key = sw_arena_printf(arena, "%s/%s", path, fingerprint);
    sw_known *known, **slot;

    if (!key) {
        b->failed = true;
        return NULL;
    }
    key[len] = '\0'; /* nothing else may stand in no path */
    known =
        sw_map_find(&b->known, (sw_str){key, len + 1 + strlen(fingerprint)});
    if (known || !make)
        return known;
    known = sw_arena_zero(arena, 1, sizeof *known);
    slot = SW_VEC_PUSH(&b->all, arena);
    if (known && slot) {
        *known = (sw_known){
            .path = sw_arena_copy(arena, path, len),
            .rule = sw_arena_copy(arena, rule, strlen(rule)),
            .fingerprint = key + len + 1,
        };
        *slot = known;
    }
    if (!known || !slot || !known->path || !known->rule ||
        !sw_map_put(&b->known, arena,
                    (sw_str){key, len + 1 + strlen(fingerprint)}, known))
        b->failed = true;
    return b->failed ? NULL : known;
}

bool sw_baseline_add(sw_baseline *b, const char *path, const char *rule,
                     const char *fingerprint, size_t count)
{
    sw_known *known = entry(b, path, rule, fingerprint, true);

    if (!known)
        return false;
    known->count += count;
    known->gone = is_gone(b, path);
    if (known->gone && !sw_map_find(&b->moved, sw_str_of(fingerprint)) &&
        !sw_map_put(&b->moved, &b->arena, sw_str_of(known->fingerprint), known))
        b->failed = true;
    return !b->failed;
}

/* ---- findings ------------------------------------------------------------ */

typedef struct asking {
    sw_baseline *b;
    const char *path;
} asking;

static bool is_known(void *ctx, const saywell_finding *f)
{
    const asking *a = ctx;
    sw_baseline *b = a->b;
    sw_known *known = entry(b, a->path, f->rule, f->fingerprint, b->writing);

    if (known && (b->writing || known->found < known->count)) {
        known->found++;
        return true;
    }
    known = sw_map_find(&b->moved, sw_str_of(f->fingerprint));
    if (b->writing || !known || known->found >= known->count)
        return false;
    known->found++;
    return true;
}

void sw_baseline_apply(sw_baseline *b, const char *path, saywell_result *result)
{
    asking a = {b, path_of(b, path)};

    if (!a.path || !sw_map_put(&b->visited, &b->arena, sw_str_of(a.path), b)) {
        b->failed = true;
        return;
    }
    b->left_out += saywell_result_leave_out(result, is_known, &a);
}

/* ---- the end ------------------------------------------------------------- */

void sw_baseline_free(sw_baseline *b)
{
    if (b)
        sw_arena_release(&b->arena);
}

bool sw_baseline_open(sw_run *run, sw_baseline **out)
{
    const sw_options *o = &run->options;
    sw_baseline *b;

    *out = NULL;
    if (!o->baseline) {
        if (o->write_baseline)
            sw_say("--write-baseline wants --baseline FILE");
        return !o->write_baseline;
    }
    b = sw_arena_zero(&run->arena, 1, sizeof *b);
    if (!b) {
        sw_say("out of memory");
        return false;
    }
    *b = (sw_baseline){
        .run = run, .file = o->baseline, .writing = o->write_baseline};
    if (sw_baseline_read(b))
        *out = b;
    else
        sw_baseline_free(b);
    return *out != NULL;
}

/* Entries of files that were checked and show fewer findings, or are no more.
 */
static size_t count_stale(const sw_baseline *b)
{
    size_t stale = 0;

    for (size_t i = 0; i < b->all.count; i++) {
        const sw_known *known = b->all.at[i];

        if (known->found < known->count &&
            (known->gone || sw_map_find(&b->visited, sw_str_of(known->path))))
            stale += known->count - known->found;
    }
    return stale;
}

/* What was checked is known as it was found; of the rest, the entries of files
 * that still are stay. */
static void take_over(sw_baseline *b)
{
    size_t kept = 0;

    for (size_t i = 0; i < b->all.count; i++) {
        sw_known *known = b->all.at[i];

        if (known->gone || sw_map_find(&b->visited, sw_str_of(known->path)))
            known->count = known->found;
        if (known->count)
            b->all.at[kept++] = known;
    }
    b->all.count = kept;
}

bool sw_baseline_close(sw_baseline *b)
{
    bool quiet = b->run->options.quiet;
    size_t stale = count_stale(b);

    if (b->failed) {
        sw_say("out of memory: the baseline was not used");
        return false;
    }
    if (b->writing) {
        take_over(b);
        if (!sw_baseline_write(b))
            return false;
        if (!quiet)
            sw_say("%s: %zu finding%s written down as known", b->file,
                   b->left_out, b->left_out == 1 ? "" : "s");
        return true;
    }
    if (!quiet && (b->left_out || stale))
        sw_say("%s: %zu known finding%s left out%s", b->file, b->left_out,
               b->left_out == 1 ? "" : "s",
               stale ? "; it holds more than there is: --write-baseline takes "
                       "out what is gone"
                     : "");
    return true;
}
