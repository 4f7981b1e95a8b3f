/* sentence.h - sentences and paragraphs of a reply, outside masked zones. */
#ifndef SW_DOC_SENTENCE_H
#define SW_DOC_SENTENCE_H

#include "doc/common.h"

typedef struct sw_sentence { /* half-open bytes, white space trimmed */
    size_t start, end;  /* end is behind the closing mark, bracket, quote */
    size_t begin;       /* first byte that is neither space, bullet, nor an
                           inline zone of channels (mention, split): where
                           "begins": "sentence" may match */
    unsigned paragraph; /* from 0 */
    unsigned char zone; /* sw_zone_kind of its block: BODY or GREETING ... */
    bool question;      /* ends in ? (before closing quotes, brackets) */
    bool item;          /* a list item: "- ", "* ", "1. ", "2) " */
    bool link;          /* holds a URL or address zone */
} sw_sentence;

typedef struct sw_sentences SW_VEC(sw_sentence) sw_sentences;

/* Sentences in text order over all block zones but QUOTE and CODE_BLOCK (and
 * SAID, SIGNATURE: one sentence a line, zone set). A sentence never crosses a
 * block zone's border or a blank line. False when out of memory. */
bool sw_sentence_parse(sw_str text, const sw_zones *zones, sw_arena *arena,
                       sw_sentences *out);

/* The longest body line: any of them. */
typedef struct sw_widest {
    size_t columns; /* SW_NOWHERE: nobody asked yet */
    size_t at;      /* where it begins */
} sw_widest;

/* The sentences of the text before it was edited (past.h). */
typedef struct sw_sentence_again {
    const sw_sentences *old; /* NULL: there was none */
    sw_common common;        /* of both texts and their zones */
    sw_widest widest;        /* of the old text; becomes the new one's */
    size_t front, back;      /* out: sentences taken over, at both ends */
} sw_sentence_again;

/* The same sentences as without the old ones. */
bool sw_sentence_parse_again(sw_str text, const sw_zones *zones,
                             sw_arena *arena, sw_sentence_again *again,
                             sw_sentences *out);
/* Index of the sentence that holds byte i, else of the next one, else of the
 * last; 0 when there are none. */
size_t sw_sentence_at(const sw_sentences *sentences, size_t i);

#endif
