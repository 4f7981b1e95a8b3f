/* sentence_split.h - the walk over a text that splits it into sentences. */
#ifndef SW_DOC_SENTENCE_SPLIT_H
#define SW_DOC_SENTENCE_SPLIT_H

#include "base/byte.h"
#include "doc/sentence_part.h"

/* The walk while it goes on. */
typedef struct sw_split {
    sw_str text;
    const sw_zones *zones;
    sw_arena *arena;
    sw_sentences *out;
    size_t zone;    /* the first inline zone that does not end before here */
    size_t link;    /* the same for the sentence in hand */
    size_t counted; /* paragraphs are counted up to this byte */
    unsigned paragraph;
    size_t first; /* the first character of all that is no white space */
    sw_bit_map bits;
    sw_widest widest;
    /* the stretch in hand */
    size_t end;
    size_t at;     /* where the walk is */
    size_t line;   /* where the line in hand begins */
    size_t start;  /* where the sentence in hand begins */
    size_t bullet; /* behind its bullet, when it begins with one; else 0 */
    bool item;     /* it stands in a list item */
    unsigned char kind;
    /* the sentences of the text before it was edited */
    sw_sentence_again *again;
    size_t old;  /* the first one that may start where this walk is */
    bool joined; /* all the rest was taken over */
} sw_split;

/* The inline zone that holds i, or else the next one, or NULL; i never goes
 * back. */
static inline const sw_zone *sw_split_zone(sw_split *s, size_t i)
{
    while (s->zone < s->zones->inlines.count &&
           s->zones->inlines.at[s->zone].end <= i)
        s->zone++;
    return s->zone < s->zones->inlines.count ? &s->zones->inlines.at[s->zone]
                                             : NULL;
}

/* sentence.c: room for so many sentences in all; false when out of memory. */
bool sw_split_room(sw_split *s, size_t count);

/* sentence_again.c */

/* At byte i, where a sentence starts behind a line end: did one start there
 * before the edit? Then takes over the rest, and s->joined is set. False when
 * out of memory. */
bool sw_split_join(sw_split *s, size_t i);
/* Takes over what stands before the edit; *block: the first that ends behind
 * that. *from becomes where to go on: before the white space there. False when
 * out of memory. */
bool sw_split_take_over(sw_split *s, size_t *block, size_t *from);

#endif
