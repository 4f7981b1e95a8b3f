/* line_table.h - from a byte of a text to its line and column, again and again.
 */
#ifndef SW_BASE_LINE_TABLE_H
#define SW_BASE_LINE_TABLE_H

#include "base/arena.h"
#include "base/str.h"

/* Lives in the arena it was made in; text is kept by pointer. */
typedef struct sw_line_table {
    sw_str text;
    size_t *starts; /* where each line begins */
    size_t count;
    size_t *marks; /* code points before every so many bytes */
} sw_line_table;

/* text is valid UTF-8. False when out of memory. */
bool sw_line_table_init(sw_line_table *lines, sw_str text, sw_arena *arena);
/* From 1, the column in code points; a byte order mark is no column. offset
 * is clamped to the text. */
void sw_line_table_at(const sw_line_table *lines, size_t offset, size_t *line,
                      size_t *column);

#endif
