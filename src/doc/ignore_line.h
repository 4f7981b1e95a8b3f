/* ignore_line.h - the words "saywell: ignore RULE ... -- reason" in a line.
 *
 * People write them in a comment of whatever their macros are written in, so
 * what stands around the words does not matter: "<!-- ... -->", "{# ... #}",
 * "// ...". */
#ifndef SW_DOC_IGNORE_LINE_H
#define SW_DOC_IGNORE_LINE_H

#include "base/str.h"

/* Half-open bytes of the text. */
typedef struct sw_ignore_line {
    bool alone;                /* no other words in the line */
    size_t start;              /* of the comment that holds the words */
    size_t ids, end;           /* rule ids lie between these */
    size_t reason, reason_end; /* behind "--"; equal when there is none */
} sw_ignore_line;

/* Does text[from, to), a line without its end, hold the words? */
bool sw_ignore_line_find(sw_str text, size_t from, size_t to,
                         sw_ignore_line *out);
/* The next id at or behind *at; moves *at behind it. False at the end. */
bool sw_ignore_line_id(sw_str text, const sw_ignore_line *line, size_t *at,
                       size_t *start, size_t *end);

#endif
