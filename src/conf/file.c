/*
 * file.c - whole files and paths: read with a cap, join, look from where.
 *
 * Both configuration and the command line read files that people name.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "conf/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static sw_file_status status_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return SW_FILE_MISSING;
    case EISDIR:
        return SW_FILE_FOLDER;
    case EACCES:
    case EPERM:
        return SW_FILE_DENIED;
    case ENOMEM:
        return SW_FILE_NOMEM;
    default:
        return SW_FILE_FAILED;
    }
}

sw_file_status sw_file_read_fd(int fd, sw_buf *out)
{
    char block[16384];

    for (;;) {
        ssize_t n = read(fd, block, sizeof block);

        if (n == 0)
            return SW_FILE_OK;
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return status_of(errno);
        }
        if (out->max && out->max - out->len < (size_t)n)
            return SW_FILE_TOO_LONG;
        sw_buf_put(out, (sw_str){block, (size_t)n});
        if (out->failed)
            return SW_FILE_NOMEM;
    }
}

sw_file_status sw_file_read(const char *path, sw_buf *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    sw_file_status status;

    if (fd < 0)
        return status_of(errno);
    status = sw_file_read_fd(fd, out);
    close(fd);
    return status;
}

bool sw_file_is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *sw_file_join(sw_arena *arena, sw_str folder, sw_str name)
{
    bool slash = folder.len && folder.ptr[folder.len - 1] != '/';

    if (folder.len == 0 || (name.len && name.ptr[0] == '/'))
        return sw_arena_copy(arena, name.ptr, name.len);
    return sw_arena_printf(arena, "%.*s%s%.*s", (int)folder.len, folder.ptr,
                           slash ? "/" : "", (int)name.len, name.ptr);
}

static size_t last_slash(sw_str path)
{
    size_t i = path.len;

    while (i > 0 && path.ptr[i - 1] != '/')
        i--;
    return i; /* behind the slash; 0 when there is none */
}

sw_str sw_file_folder(sw_str path)
{
    size_t end = last_slash(path);

    return sw_str_part(path, 0, end > 1 ? end - 1 : end);
}

sw_str sw_file_name(sw_str path)
{
    return sw_str_part(path, last_slash(path), path.len);
}

/* The nearest folder at or above *path that exists, resolved; *path becomes
 * what of it was used. */
static char *resolve(sw_arena *arena, sw_str *path)
{
    char real[PATH_MAX];

    for (;;) {
        char *part = path->len ? sw_arena_copy(arena, path->ptr, path->len)
                               : sw_arena_copy(arena, ".", 1);

        if (!part)
            return NULL;
        if (realpath(part, real) && sw_file_is_folder(real))
            return sw_arena_copy(arena, real, strlen(real));
        if (path->len == 0 || sw_str_equal_c(*path, "/"))
            return sw_arena_copy(arena, "/", 1);
        *path = sw_file_folder(*path);
    }
}

char *sw_file_real_folder(sw_arena *arena, const char *path)
{
    sw_str used = sw_str_of(path);

    return resolve(arena, &used);
}

char *sw_file_real_path(sw_arena *arena, const char *path)
{
    sw_str all = sw_str_of(path), used = sw_file_folder(all), rest;
    char *real = resolve(arena, &used);

    if (!real)
        return NULL;
    rest = sw_str_part(all, used.len, all.len);
    while (rest.len && rest.ptr[0] == '/')
        rest = sw_str_part(rest, 1, rest.len);
    return sw_file_join(arena, sw_str_of(real), rest);
}

/* Is path folder itself or below it? Gives what is behind the slash. */
static bool below(sw_str path, sw_str folder, sw_str *rest)
{
    if (!sw_str_starts(path, folder))
        return false;
    *rest = sw_str_part(path, folder.len, path.len);
    if (rest->len == 0)
        return true;
    if (rest->ptr[0] != '/')
        return false;
    *rest = sw_str_part(*rest, 1, rest->len);
    return true;
}

const char *sw_file_show(sw_arena *arena, const char *path)
{
    char here_bytes[PATH_MAX];
    const char *home_bytes = getenv("HOME");
    sw_str here = {0}, rest, all = sw_str_of(path), home;

    if (getcwd(here_bytes, sizeof here_bytes))
        here = sw_str_of(here_bytes);
    if (here.len > 1 && below(all, here, &rest) && rest.len)
        return rest.ptr;
    if (home_bytes && *home_bytes) {
        home = sw_str_of(home_bytes);
        if (home.len > 1 && below(all, home, &rest) && rest.len) {
            path = sw_arena_printf(arena, "~/%s", rest.ptr);
            return path ? path : all.ptr;
        }
    }
    return path;
}
