/* past.h - a text that was read before it was edited. */
#ifndef SW_DOC_PAST_H
#define SW_DOC_PAST_H

#include "doc/doc.h"
#include "doc/place.h"
#include "doc/zone_walk.h"

/* Zeroed is valid: nothing was read yet. */
typedef struct sw_past {
    sw_doc doc; /* as read last, its text a copy that is ours */
    sw_arena arenas[2];
    unsigned turn; /* the arena that doc stands in */
    bool known, ignores;
    sw_block_walk blocks;
    size_t first; /* see sw_zone_inlines_again */
    sw_widest widest;
    sw_places places; /* marks of sw_past_places; count 0: not made */
    sw_places old_places;
    /* What the last text and the one before it have in common, but for its
     * place: bytes and zones, and sentences at the front and at the end. */
    sw_common common;
    size_t front, back;
    size_t old_count; /* sentences of the one before */
    size_t round;     /* texts read so far */
} sw_past;

void sw_past_release(sw_past *past);
/* As sw_doc_parse, and the same result; what has not changed since the last
 * call is not split into sentences again. *out lives until the next call but
 * one. */
saywell_status sw_past_parse(sw_past *past, sw_str text, bool ignores,
                             sw_doc *out, saywell_error *err);
/* Marks in the text read last, for sw_place_fill_near; NULL when out of
 * memory. Live as long as its doc. */
const sw_places *sw_past_places(sw_past *past);
/* In doc.c: counts the body's sentences. */
void sw_doc_measure(sw_doc *doc);
saywell_status sw_doc_fail_utf8(sw_str text, size_t bad, saywell_error *err);

#endif
