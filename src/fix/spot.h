/* spot.h - what stands at a place of the draft: words, borders, zones. */
#ifndef SW_FIX_SPOT_H
#define SW_FIX_SPOT_H

#include "doc/doc.h"

/* A word: letters, digits, and apostrophes between them. */
typedef struct sw_word {
    size_t start, end;
    char fold[32]; /* lower case, straight apostrophes; "" when longer */
} sw_word;

/* The first word at or after *at that begins before `end`; *at moves behind
 * it. False when there is none. */
bool sw_spot_word(sw_str text, size_t *at, size_t end, sw_word *out);

/* May an edit begin or end here: not inside a character, a word or \r\n? */
bool sw_spot_is_edge(sw_str text, size_t i);
/* One of . , ; : ! ? ) ] and the ellipsis: what takes no space in front. */
bool sw_spot_is_closing(sw_str text, size_t i);
/* One of . ! ? and the ellipsis: what ends a sentence. */
bool sw_spot_is_stop(sw_str text, size_t i);
/* I, or I'm and its like: a capital that says nothing. */
bool sw_spot_is_i(sw_str text, size_t i);

/* Is i the place of the first word of its sentence? */
bool sw_spot_opens(const sw_doc *doc, size_t i);
/* Is there more than marks and white space in start..end? Long stretches
 * count as more. */
bool sw_spot_holds_words(sw_str text, size_t start, size_t end);
/* May an edit replace start..end: no inline zone in it, no block zone but the
 * body and those in the mask? start == end: an insertion may stand at a
 * zone's border. */
bool sw_spot_is_free(const sw_doc *doc, size_t start, size_t end,
                     unsigned zones);

#endif
