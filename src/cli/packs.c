/*
 * packs.c - rule packs from the disk into a builder.
 */
#include "cli/packs.h"

#include "base/fail.h"
#include "conf/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PACK_BYTES ((size_t)16 << 20) /* of one file */

typedef struct names SW_VEC(const char *) names;

static bool keep(sw_errors *errors, sw_arena *arena, const saywell_error *err)
{
    saywell_error *to = SW_VEC_PUSH(errors, arena);

    if (to)
        *to = *err;
    return to != NULL;
}

/* Adds one file; what goes wrong is kept. *status: whether it did. */
static bool add_file(saywell_builder *b, const char *path, bool head,
                     sw_arena *arena, sw_errors *errors, saywell_status *status)
{
    saywell_error err;
    sw_buf bytes = {.max = PACK_BYTES};
    sw_file_status file = sw_file_read(path, &bytes);

    sw_fail_clear(&err);
    if (file) {
        *status = sw_fail(&err, SAYWELL_RULE, "%s",
                          head && file == SW_FILE_MISSING
                              ? "no such file; a pack is a folder with a "
                                "pack.json, or such a file"
                              : sw_file_words(file));
        snprintf(err.file, sizeof err.file, "%s", path);
    } else if (head) {
        *status = saywell_builder_add_pack(b, path, bytes.len ? bytes.ptr : "",
                                           bytes.len, &err);
    } else {
        *status = saywell_builder_add(b, path, bytes.len ? bytes.ptr : "",
                                      bytes.len, &err);
    }
    sw_buf_release(&bytes);
    return !*status || keep(errors, arena, &err);
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    return strcmp(*x, *y);
}

/* The rules files of a folder, sorted. */
static bool list(const char *path, sw_arena *arena, names *out)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    bool ok = true;

    if (!folder)
        return true; /* its pack.json was read: nothing more to say */
    while (ok && (entry = readdir(folder))) {
        sw_str name = sw_str_of(entry->d_name);
        const char **to;

        if (name.ptr[0] == '.' || !sw_str_ends(name, SW_STR(".json")) ||
            sw_str_equal_c(name, "pack.json") ||
            sw_str_equal_c(name, "accuracy.json")) /* figures, not rules */
            continue;
        to = SW_VEC_PUSH(out, arena);
        ok = to && (*to = sw_arena_copy(arena, name.ptr, name.len));
    }
    closedir(folder);
    if (ok && out->count)
        qsort(out->at, out->count, sizeof *out->at, by_name);
    return ok;
}

bool sw_packs_add(saywell_builder *b, const char *path, sw_arena *arena,
                  sw_errors *errors)
{
    names files = {0};
    saywell_status status;
    const char *full = path;
    bool folder = sw_file_is_folder(path);

    if (folder)
        full = sw_file_join(arena, sw_str_of(path), SW_STR("pack.json"));
    if (!full || !add_file(b, full, true, arena, errors, &status))
        return false;
    if (!folder || status)
        return true;
    if (!list(path, arena, &files))
        return false;
    for (size_t i = 0; i < files.count; i++) {
        full = sw_file_join(arena, sw_str_of(path), sw_str_of(files.at[i]));
        if (!full || !add_file(b, full, false, arena, errors, &status))
            return false;
    }
    return true;
}
