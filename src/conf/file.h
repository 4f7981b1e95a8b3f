/* file.h - whole files and paths: read with a cap, join, look from where. */
#ifndef SW_CONF_FILE_H
#define SW_CONF_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_status.h"

/* Everything in the file, appended to out; out->max is the cap. */
sw_file_status sw_file_read(const char *path, sw_buf *out);
/* The same from an open descriptor, which stays open. */
sw_file_status sw_file_read_fd(int fd, sw_buf *out);

bool sw_file_is_folder(const char *path);
/* folder/name; name alone when it is absolute or folder is "". */
char *sw_file_join(sw_arena *arena, sw_str folder, sw_str name);
/* Everything before the last slash: "" for "a.txt", "/" for "/a.txt". */
sw_str sw_file_folder(sw_str path);
sw_str sw_file_name(sw_str path);
/* The absolute path of a folder, symbolic links resolved; where a part of it
 * does not exist, of the nearest one above that does. NULL: no memory. */
char *sw_file_real_folder(sw_arena *arena, const char *path);
/* The absolute path of a file that need not exist: what of its folders does
 * exist with symbolic links resolved, the rest as given. NULL: no memory. */
char *sw_file_real_path(sw_arena *arena, const char *path);
/* How to show an absolute path: from the current folder when it is at or
 * under it or above it, with ~ when it is in the home folder, else as it is. */
const char *sw_file_show(sw_arena *arena, const char *path);

#endif
