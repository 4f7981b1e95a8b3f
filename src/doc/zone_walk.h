/* zone_walk.h - a walk over lines that can be resumed after an edit. */
#ifndef SW_DOC_ZONE_WALK_H
#define SW_DOC_ZONE_WALK_H

#include "doc/common.h"
#include "doc/look.h"

/* A line where the walk over blocks can be resumed. */
typedef struct sw_block_mark {
    size_t at;     /* where the line begins */
    size_t looked; /* behind all that was looked at since the last mark */
    size_t count;  /* of blocks found before */
    unsigned no_fence[2]; /* what the walk knew */
    bool begun;
} sw_block_mark;

/* A walk over blocks as it was; lives in the arena of its text. */
typedef struct sw_block_walk {
    struct SW_VEC(sw_block_mark) marks;
    struct SW_VEC(sw_zone) found; /* all blocks but the closing lines */
} sw_block_walk;

/* The walk over blocks while it goes on. */
typedef struct sw_block_reading {
    sw_str text;
    sw_arena *arena;
    sw_zones *zones;
    sw_bit_map bits;
    sw_line line;
    sw_str words;         /* the line, trimmed */
    bool ignores;         /* lines may say "saywell: ignore" */
    bool begun;           /* a body line was seen */
    bool failed;          /* out of memory */
    unsigned no_fence[2]; /* from this length on, no ` or ~ fence closes */
    size_t looked;        /* behind all it looked at, since the last mark */
    /* of a text that is read again after edits; else NULL */
    sw_block_walk *kept;
    const sw_block_walk *old; /* over the text before the edit, or NULL */
    const sw_common *common;
    size_t mark; /* of old: the first that may stand at this line */
    size_t last; /* where the last mark was made */
} sw_block_reading;

void sw_walk_push(sw_block_reading *w, sw_zone_kind kind, size_t start,
                  size_t end);
/* The line at byte at. Its end, and whether there is more, tell what the blocks
 * are: an edit there may change them. */
bool sw_walk_line(sw_block_reading *w, size_t at, sw_line *line);
/* Takes over the blocks before the edit; gives where to go on. */
size_t sw_walk_resume(sw_block_reading *w);
/* At a line's start: has the walk come to where it was before, behind the
 * edit? Then takes over the rest. */
bool sw_walk_rejoins(sw_block_reading *w, size_t at);
/* Keeps the blocks as they were found, before closing lines change the last
 * ones. */
void sw_walk_keep(sw_block_reading *w);

/* The same blocks as sw_zone_parse finds. old is the walk over the text before
 * the edit, or NULL; what the two have in common is taken over. */
bool sw_zone_blocks_again(sw_str text, bool ignores, const sw_common *common,
                          const sw_block_walk *old, sw_arena *arena,
                          sw_block_walk *now, sw_zones *zones);
/* The same for inline zones; wants the blocks, by which common was widened. old
 * may be NULL. *first: where the words begin behind the names that the text is
 * sent to, before and after. */
bool sw_zone_inlines_again(sw_str text, const sw_common *common,
                           const sw_zones *old, size_t *first, sw_arena *arena,
                           sw_zones *zones);

#endif
