/* piece.h - a long text cut into pieces that are matched one by one. */
#ifndef SW_MATCH_PIECE_H
#define SW_MATCH_PIECE_H

#include "doc/past.h"

#define SW_PIECE_LONG ((size_t)16 * 1024) /* longer texts are cut */

typedef struct sw_piece {         /* half-open bytes of the text */
    size_t from, to;              /* matches that start here are its own */
    size_t start, end;            /* what is seen of the text around them */
    size_t entered;               /* the piece before sees so far */
    size_t first, last;           /* the sentences in that, last one excluded */
    size_t blocks, inlines;       /* the first zones that end behind start */
    bool body_before, body_after; /* body sentences outside of it */
} sw_piece;

typedef struct sw_pieces SW_VEC(sw_piece) sw_pieces;

/* In text order, the whole text. False when out of memory. */
bool sw_piece_cut(const sw_doc *doc, sw_arena *arena, sw_pieces *out);
/* The piece as a document: its text still stands in doc's, all places count
 * from where it starts. False when out of memory. */
bool sw_piece_doc(const sw_doc *doc, const sw_piece *piece, sw_arena *arena,
                  sw_doc *out);
/* Would sw_piece_doc make what part is? */
bool sw_piece_is(const sw_doc *doc, const sw_piece *piece, const sw_doc *part);
/* Is the piece what `old` was in the text before, but for its place? No only
 * says that an edit was near. */
bool sw_piece_stays(const sw_past *past, const sw_piece *piece,
                    const sw_piece *old);

#endif
