/* lines.h - a stream line by line, or the rest of it in one piece. */
#ifndef SW_CLI_LINES_H
#define SW_CLI_LINES_H

#include "base/str.h"
#include "conf/file.h"

#define SW_LINES_MAX ((size_t)64 << 20) /* bytes of a line, or of a draft */

/* Bounded: holds the longest line so far and a block more. Owns its block:
 * sw_lines_release. Does not own the descriptor. */
typedef struct sw_lines {
    int fd;
    char *ptr;
    size_t start, end, cap; /* bytes read but not given yet */
    size_t number;          /* of the line given last, from 1 */
    bool at_end;            /* nothing more will come */
    bool too_long;          /* the line given last was cut at SW_LINES_MAX */
    sw_file_status status;  /* why reading stopped early */
} sw_lines;

void sw_lines_init(sw_lines *lines, int fd);
void sw_lines_release(sw_lines *lines);
/* The next line without its end; good until the next call. The last one needs
 * no newline. One that is too long is given empty, with too_long set. False
 * at the end and on failure. */
bool sw_lines_next(sw_lines *lines, sw_str *line);
/* Is a whole line here already, so that asking for it cannot block? */
bool sw_lines_ready(const sw_lines *lines);
/* The first line without taking it: what is this? False when there is none
 * or when it is too long. */
bool sw_lines_peek(sw_lines *lines, sw_str *line);
/* Everything that is left. */
sw_file_status sw_lines_rest(sw_lines *lines, sw_str *rest);

#endif
