/* words.h - the pieces of a replacement, in the draft's hand. */
#ifndef SW_FIX_WORDS_H
#define SW_FIX_WORDS_H

#include "base/buf.h"
#include "fix/style.h"

/* A stretch of the replacement: words of the pack, or words of the draft. */
typedef struct sw_piece {
    sw_str text;
    size_t from; /* byte of the draft that text is a copy of; or SW_NOWHERE */
    bool shaped; /* the draft's words through lower, upper or sentence */
} sw_piece;

typedef struct sw_pieces SW_VEC(sw_piece) sw_pieces;

typedef enum sw_fitted {
    SW_FITTED,
    SW_FITTED_NOT, /* not for this match: the rewrite is unavailable */
    SW_FITTED_NOMEM
} sw_fitted;

/* Gives the pack's words the draft's apostrophes and spelling family, and
 * capitals where a sentence begins among them; the draft's own words stay.
 * loud: in capitals, when no piece was shaped. False when out of memory. */
bool sw_words_fit(sw_pieces *pieces, const saywell_rules *rules,
                  sw_style *style, bool loud, sw_arena *arena);
/* No two spaces where pieces meet, none in front of a closing mark. */
void sw_words_close(sw_pieces *pieces);
/* All of it as one text. */
bool sw_words_join(const sw_pieces *pieces, sw_arena *arena, sw_str *out);

/* s through `change`: all of it, or its first letter. */
bool sw_words_recase(sw_str s, uint32_t (*change)(uint32_t), bool first_only,
                     sw_arena *arena, sw_str *out);
/* The bytes of buf, moved to the arena (NUL behind them); buf is released. */
bool sw_words_keep(sw_buf *buf, sw_arena *arena, sw_str *out);

#endif
