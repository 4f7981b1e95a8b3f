/* doc.h - one text, its zones and its sentences. */
#ifndef SW_DOC_DOC_H
#define SW_DOC_DOC_H

#include "doc/sentence.h"
#include "doc/zone.h"
#include "saywell.h"

/* Made by sw_doc_parse in the arena given. Points into text, which the caller
 * keeps alive until the check ends. Read-only once made, but for the count of
 * words. */
typedef struct sw_doc {
    sw_str text; /* valid UTF-8 */
    sw_zones zones;
    sw_sentences sentences;
    size_t body_start;     /* byte of the first body sentence's begin;
                              text.len when there is none */
    size_t body_end;       /* end of the last body sentence; 0 when none */
    size_t body_sentences; /* sentences in the body zone */
    size_t words;          /* of the first `counted` sentences: see */
    size_t counted;        /* sw_doc_words */
    /* Of a piece of a longer text (match/piece.h); a text of its own is cut
     * nowhere and a match may start anywhere in it, ends included. */
    size_t starts_from, starts_to;
    bool cut_before, cut_after;   /* there is more text */
    bool body_before, body_after; /* and body sentences in it */
} sw_doc;

/* SAYWELL_UTF8 (err->offset = first bad byte, with line and column) or
 * NOMEM. */
saywell_status sw_doc_parse(sw_str text, sw_arena *arena, sw_doc *out,
                            saywell_error *err);
/* The same where lines that say "saywell: ignore" count. */
saywell_status sw_doc_parse_ignores(sw_str text, sw_arena *arena, sw_doc *out,
                                    saywell_error *err);
/* Words in body sentences, inline zones out; few ask. Once there are `enough`
 * the rest is not counted. */
size_t sw_doc_words(sw_doc *doc, size_t enough);
/* Do a and b lie in one paragraph (no blank line between)? */
bool sw_doc_same_paragraph(const sw_doc *doc, size_t a, size_t b);

#endif
