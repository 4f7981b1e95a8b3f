/* json_comment.h - blank the comments of a JSON file. */
#ifndef SW_BASE_JSON_COMMENT_H
#define SW_BASE_JSON_COMMENT_H

#include "base/arena.h"
#include "base/str.h"

/* Makes *plain in the arena: text with its // and block comments, and a byte
 * order mark at its start, turned into spaces. *open is where a block comment
 * begins that is never closed (it is blanked up to the end), or SW_NOWHERE.
 * False when out of memory. */
bool sw_json_comment_blank(sw_str text, sw_arena *arena, sw_str *plain,
                           size_t *open);

#endif
