/* replace.h - write a file whole or not at all: temporary, fsync, rename. */
#ifndef SW_CLI_REPLACE_H
#define SW_CLI_REPLACE_H

#include "base/arena.h"
#include "base/str.h"

#include <sys/stat.h>

/* A file on its way. Holds a descriptor between begin and commit or drop. */
typedef struct sw_replace {
    int fd;
    char *target; /* symbolic links resolved */
    char *temporary;
    const char *name;  /* of it; NULL: any that nobody has */
    bool direct;       /* a device or pipe: written as it is */
    bool must_be_same; /* the target must still be `seen` at the end */
    struct stat seen;
    const char *error; /* words, no full stop */
} sw_replace;

/* Starts a file beside path. With seen (a stat made when it was read) the
 * target must be that file, unchanged, with one name, and keeps mode and
 * owner. False: r->error says why. */
bool sw_replace_begin(sw_replace *r, sw_arena *arena, const char *path,
                      const struct stat *seen);
/* The same with a temporary file of that name beside path instead of a new
 * one (NULL: that after all): for who has made sure that nobody else uses it,
 * and wants what a killed run left there to be written over. */
bool sw_replace_begin_as(sw_replace *r, sw_arena *arena, const char *path,
                         const char *name);
bool sw_replace_write(sw_replace *r, sw_str bytes);
/* Everything to disk, then the new file in place of the old. */
bool sw_replace_commit(sw_replace *r);
/* Leaves everything as it was. Does nothing after a commit. */
void sw_replace_drop(sw_replace *r);

#endif
