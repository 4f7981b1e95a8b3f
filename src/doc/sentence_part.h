/* sentence_part.h - what the rooms behind sentence.h share. */
#ifndef SW_DOC_SENTENCE_PART_H
#define SW_DOC_SENTENCE_PART_H

#include "base/byte.h"
#include "doc/look.h"
#include "doc/sentence.h"

/* Does "..." stand at i, as one character? */
static inline bool sw_sentence_is_ellipsis(sw_str text, size_t i)
{
    return (unsigned char)text.ptr[i] == 0xE2 && i + 3 <= text.len &&
           memcmp(text.ptr + i, "\u2026", 3) == 0;
}

/* Is the character at i a mark that may end a sentence? */
static inline bool sw_sentence_is_mark(sw_str text, size_t i)
{
    return sw_byte_is(text.ptr[i], SW_BYTE_MARK) ||
           sw_sentence_is_ellipsis(text, i);
}

/* sentence_mark.c */

/* Is the word before the dot at i cut short by it? start: where the sentence
 * begins; next: the first character behind it that is no white space; end: of
 * the stretch. */
bool sw_sentence_is_short(sw_str text, size_t start, size_t i, size_t next,
                          size_t end);

/* Where the sentence ends whose marks begin at i: behind marks, brackets,
 * quotes and emoji. 0 when they end none; *resume is where to look on.
 * start: where the sentence begins; end: of the stretch. */
size_t sw_sentence_mark(sw_str text, size_t start, size_t i, size_t end,
                        bool *question, size_t *resume);

/* sentence_line.c */

/* Behind the bullet or number of a list item at i, a line's first character
 * that is no space; 0 when there is none. */
size_t sw_sentence_bullet(sw_str text, size_t i, size_t end);
/* The longest body line that begins in from..to; white space at its end counts
 * not. */
sw_widest sw_sentence_widest(sw_str text, const sw_zones *zones, size_t from,
                             size_t to);
/* The same of a whole text that is read again. */
sw_widest sw_sentence_widest_again(sw_str text, const sw_zones *zones,
                                   const sw_sentence_again *again);

typedef struct sw_sentence_break {
    size_t line; /* where the line above begins */
    size_t end;  /* where it ends, without white space */
    size_t next; /* the first character of the line below, no white space */
    size_t stop; /* end of the stretch */
    size_t widest;
    bool item; /* the line above belongs to a list item */
} sw_sentence_break;

/* Does one line end, without a mark, end the sentence? */
bool sw_sentence_breaks(sw_str text, const sw_sentence_break *b);

#endif
