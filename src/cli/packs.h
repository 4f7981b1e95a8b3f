/* packs.h - rule packs from the disk into a builder. */
#ifndef SW_CLI_PACKS_H
#define SW_CLI_PACKS_H

#include "base/arena.h"
#include "base/vec.h"
#include "saywell.h"

/* Errors of files that could not be added at all. */
typedef struct sw_errors SW_VEC(saywell_error) sw_errors;

/* Adds the pack at path: a folder with a pack.json, its other .json files by
 * name; or one file. What cannot be read or is no pack goes to errors, the
 * rest is added. False: no memory. */
bool sw_packs_add(saywell_builder *b, const char *path, sw_arena *arena,
                  sw_errors *errors);

#endif
