/* html_align.h - which byte of the source a decoded character came from. */
#ifndef SW_TALK_HTML_ALIGN_H
#define SW_TALK_HTML_ALIGN_H

#include "base/str.h"

/* A walk over one text node: its source (entities, \r\n, perhaps tags that
 * the parser dropped) beside what it was decoded to. */
typedef struct sw_html_align {
    sw_str source; /* the whole body */
    size_t at;     /* of the next character's source */
    size_t end;    /* of the node's source */
} sw_html_align;

/* Steps over the source of the character (`size` bytes at decoded.ptr; what
 * comes behind it helps to find the end of an entity); gives where that
 * source begins. */
size_t sw_html_align_next(sw_html_align *align, sw_str decoded, size_t size);

#endif
