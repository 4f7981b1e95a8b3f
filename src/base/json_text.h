/* json_text.h - a JSON file that people wrote: comments, places, traps.
 *
 * Rule packs and configuration are JSON with // and block comments. Before
 * cJSON builds the tree, this room walks the bytes once: it blanks the comments
 * (so that offsets hold), checks UTF-8 and syntax, refuses what a tree would
 * lose in silence (duplicate keys, "\u0000", U+0008 and U+000C from "\b" and
 * "\f" inside strings, a "\d" that JSON forbids) and remembers where every
 * value stands, so that an error can name line and column. */
#ifndef SW_BASE_JSON_TEXT_H
#define SW_BASE_JSON_TEXT_H

#include "base/arena.h"
#include "base/str.h"
#include "saywell.h"

typedef struct sw_json_text sw_json_text; /* lives in the arena given */

/* name and text are kept by pointer: they must live as long. Errors:
 * SAYWELL_SYNTAX (with place, excerpt and advice), SAYWELL_UTF8, NOMEM. */
saywell_status sw_json_text_parse(const char *name, sw_str text,
                                  sw_arena *arena, sw_json_text **out,
                                  saywell_error *err);
const char *sw_json_text_name(const sw_json_text *jt);
/* The text with comments blanked, for cJSON_ParseWithLength. */
sw_str sw_json_text_plain(const sw_json_text *jt);
/* Byte where the value at the key path starts ("" = the whole;
 * "rules[3].patterns[0].pattern"; keys are joined by dots as they are), or
 * SW_NOWHERE. key_place: where its key's opening quote stands. */
size_t sw_json_text_place(const sw_json_text *jt, const char *path);
size_t sw_json_text_key_place(const sw_json_text *jt, const char *path);
/* Byte in the file of the i-th byte (from 0) of the *decoded* string at
 * path, escapes counted; the closing quote when i is past the end. */
size_t sw_json_text_inside(const sw_json_text *jt, const char *path, size_t i);
/* Line and column (from 1, in code points) of a byte of the file. */
void sw_json_text_line(const sw_json_text *jt, size_t offset, size_t *line,
                       size_t *column);
/* Fills err's status, file, key, offset, line, column, excerpt and caret
 * (len bytes under it, at least 1); the message stays as sw_fail made it.
 * Gives status back. */
saywell_status sw_json_text_fail(const sw_json_text *jt, saywell_error *err,
                                 saywell_status status, const char *path,
                                 size_t offset, size_t len, const char *format,
                                 ...) __attribute__((format(printf, 7, 8)));

#endif
