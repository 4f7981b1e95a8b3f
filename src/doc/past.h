/* past.h - a text that was read before it was edited. */
#ifndef SW_DOC_PAST_H
#define SW_DOC_PAST_H

#include "doc/doc.h"

/* Zeroed is valid: nothing was read yet. */
typedef struct sw_past {
    sw_doc doc; /* as read last, its text a copy that is ours */
    sw_arena arenas[2];
    unsigned turn; /* the arena that doc stands in */
    bool known, ignores;
    /* What the last text and the one before it have in common, but for its
     * place: bytes and zones before byte `same` and from byte `from` on, and
     * sentences at the front and at the end. */
    size_t same, from;
    size_t front, back;
    size_t old_len, old_count; /* bytes and sentences of the one before */
    size_t round;              /* texts read so far */
} sw_past;

void sw_past_release(sw_past *past);
/* As sw_doc_parse, and the same result; what has not changed since the last
 * call is not split into sentences again. *out lives until the next call but
 * one. */
saywell_status sw_past_parse(sw_past *past, sw_str text, bool ignores,
                             sw_doc *out, saywell_error *err);
/* In doc.c: what it has in common with old (may be NULL) is taken over. */
saywell_status sw_doc_parse_again(sw_str text, bool ignores, const sw_doc *old,
                                  sw_arena *arena, sw_doc *out,
                                  sw_sentence_again *again, saywell_error *err);
/* What the text and its zones have in common with old. */
void sw_past_compare(const sw_doc *old, sw_str text, const sw_zones *zones,
                     sw_sentence_again *out);

#endif
