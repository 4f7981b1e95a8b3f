/*
 * replace.c - write a file whole or not at all: temporary, fsync, rename.
 *
 * A draft is somebody's work. It is never half written: the new text goes to a
 * file beside it, to disk, and then takes the name in one step. A rename gives
 * the name a new inode, so a file with several names is refused (the others
 * would keep the old text), and so is one that somebody changed meanwhile.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/replace.h"

#include "conf/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool fail(sw_replace *r, const char *words)
{
    if (!r->error)
        r->error = words;
    return false;
}

static bool fail_errno(sw_replace *r, const char *words)
{
    switch (errno) {
    case EACCES:
    case EPERM:
        return fail(r, "permission denied");
    case ENOSPC:
        return fail(r, "no space left");
    case EROFS:
        return fail(r, "read-only file system");
    case ENOENT:
        return fail(r, "no such folder");
    default:
        return fail(r, words);
    }
}

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

/* Mode and owner of the file that goes. */
static bool take_over(sw_replace *r, const struct stat *old)
{
    struct stat now;

    if (fstat(r->fd, &now) != 0)
        return fail_errno(r, "cannot be written");
    if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid) &&
        fchown(r->fd, old->st_uid, old->st_gid) != 0)
        return fail(r, "its owner cannot be kept");
    if (fchmod(r->fd, old->st_mode & 07777) != 0)
        return fail_errno(r, "its mode cannot be kept");
    return true;
}

/* A name beside the target that nobody has yet, opened for writing. */
static bool open_temporary(sw_replace *r, sw_arena *arena)
{
    sw_str folder = sw_file_folder(sw_str_of(r->target));
    const char *name = r->name ? r->name : ".saywell-XXXXXX";
    char *path = sw_file_join(arena, folder, sw_str_of(name));

    if (!path)
        return fail(r, "out of memory");
    r->fd =
        r->name
            ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                   0600)
            : mkstemp(path);
    if (r->fd < 0)
        return fail_errno(r, "cannot be written");
    fcntl(r->fd, F_SETFD, FD_CLOEXEC);
    r->temporary = path;
    return true;
}

static bool open_direct(sw_replace *r)
{
    r->direct = true;
    r->fd = open(r->target, O_WRONLY | O_CLOEXEC);
    return r->fd >= 0 || fail_errno(r, "cannot be written");
}

static bool begin(sw_replace *r, sw_arena *arena, const char *path,
                  const struct stat *seen, const char *name)
{
    char real[PATH_MAX];
    struct stat now;
    mode_t mask;
    bool there;

    *r = (sw_replace){.fd = -1, .name = name};
    if (!realpath(path, real) && strlen(path) < sizeof real)
        memcpy(real, path, strlen(path) + 1); /* not there yet */
    r->target = sw_arena_copy(arena, real, strlen(real));
    if (!r->target)
        return fail(r, "out of memory");
    there = stat(r->target, &now) == 0;
    if (there && S_ISDIR(now.st_mode))
        return fail(r, "is a folder");
    if (there && !S_ISREG(now.st_mode))
        return seen ? fail(r, "is no regular file") : open_direct(r);
    if (seen && (!there || !same(&now, seen)))
        return fail(r, "has changed since it was read; nothing written");
    if (seen && now.st_nlink > 1)
        return fail(r, "has several names (hard links); nothing written");
    if (there && access(r->target, W_OK) != 0)
        return fail_errno(r, "cannot be written");
    if (seen) {
        r->must_be_same = true;
        r->seen = *seen;
    }
    if (!open_temporary(r, arena))
        return false;
    if (there)
        return take_over(r, &now) || (sw_replace_drop(r), false);
    mask = umask(0);
    umask(mask);
    fchmod(r->fd, 0666 & ~mask);
    return true;
}

bool sw_replace_begin(sw_replace *r, sw_arena *arena, const char *path,
                      const struct stat *seen)
{
    return begin(r, arena, path, seen, NULL);
}

bool sw_replace_begin_as(sw_replace *r, sw_arena *arena, const char *path,
                         const char *name)
{
    return begin(r, arena, path, NULL, name);
}

bool sw_replace_write(sw_replace *r, sw_str bytes)
{
    while (bytes.len > 0 && !r->error) {
        ssize_t n = write(r->fd, bytes.ptr, bytes.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail_errno(r, "cannot be written");
        bytes = sw_str_part(bytes, (size_t)n, bytes.len);
    }
    return !r->error;
}

/* The new name in its folder must survive a power cut too. */
static void sync_folder(const char *target)
{
    sw_str folder = sw_file_folder(sw_str_of(target));
    char path[PATH_MAX] = ".";
    int fd;

    if (folder.len && folder.len < sizeof path) {
        memcpy(path, folder.ptr, folder.len);
        path[folder.len] = '\0';
    }
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd); /* some file systems cannot; the file itself is safe */
        close(fd);
    }
}

bool sw_replace_commit(sw_replace *r)
{
    struct stat now;

    if (r->error) {
        sw_replace_drop(r);
        return false;
    }
    if (!r->direct && fsync(r->fd) != 0)
        fail_errno(r, "cannot be written");
    if (close(r->fd) != 0)
        fail_errno(r, "cannot be written");
    r->fd = -1;
    if (!r->error && r->must_be_same &&
        (stat(r->target, &now) != 0 || !same(&now, &r->seen)))
        fail(r, "has changed since it was read; nothing written");
    if (!r->error && !r->direct && rename(r->temporary, r->target) != 0)
        fail_errno(r, "cannot be written");
    if (r->error) {
        sw_replace_drop(r);
        return false;
    }
    r->temporary = NULL;
    if (!r->direct)
        sync_folder(r->target);
    return true;
}

void sw_replace_drop(sw_replace *r)
{
    if (r->fd >= 0)
        close(r->fd);
    if (r->temporary)
        unlink(r->temporary);
    r->fd = -1;
    r->temporary = NULL;
}
