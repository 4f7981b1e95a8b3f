/* common.h - what a text has in common with what it was before an edit. */
#ifndef SW_DOC_COMMON_H
#define SW_DOC_COMMON_H

#include "doc/zone.h"

typedef struct sw_common {
    size_t old_len; /* bytes of the text before */
    size_t same;    /* up to this byte both are the same */
    size_t from;    /* and from this one of the new text on */
} sw_common;

/* By the bytes alone. */
sw_common sw_common_find(sw_str old, sw_str text);
/* Counts the bytes of new and lost zones as edited, those that have another
 * kind or size among them; the lists are sorted. */
void sw_common_widen(sw_common *c, size_t len, const sw_zone *old,
                     size_t old_count, const sw_zone *now, size_t count);

/* Where byte i of the new text, behind the edit, stood in the old one. */
static inline size_t sw_common_before(const sw_common *c, size_t len, size_t i)
{
    return i + c->old_len - len;
}
/* Where its byte i stands now. */
static inline size_t sw_common_now(const sw_common *c, size_t len, size_t i)
{
    return i + len - c->old_len;
}

#endif
