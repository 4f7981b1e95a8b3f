/*
 * config_find.c - where a configuration is looked for.
 */
#include "conf/config.h"

#include "conf/file.h"

#include <stdlib.h>

const char *sw_config_find(sw_arena *arena, const char *folder)
{
    sw_str at = sw_str_of(folder);

    for (;;) {
        char *path = sw_file_join(arena, at, SW_STR(".saywell.json"));
        sw_buf none = {.max = 1};
        sw_file_status status;

        if (!path)
            return NULL;
        status = sw_file_read(path, &none);
        sw_buf_release(&none);
        /* One that is there but cannot be read must be named, not passed. */
        if (status != SW_FILE_MISSING && status != SW_FILE_FOLDER)
            return path;
        if (at.len <= 1)
            return NULL;
        at = sw_file_folder(at);
    }
}

const char *sw_config_personal(sw_arena *arena)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    const char *path = NULL;
    sw_buf none = {.max = 1};
    sw_file_status status;

    if (base && base[0] == '/')
        path = sw_arena_printf(arena, "%s/saywell/config.json", base);
    else if (home && home[0] == '/')
        path = sw_arena_printf(arena, "%s/.config/saywell/config.json", home);
    if (!path)
        return NULL;
    status = sw_file_read(path, &none);
    sw_buf_release(&none);
    return status == SW_FILE_MISSING ? NULL : path;
}
