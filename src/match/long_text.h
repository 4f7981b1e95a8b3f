/* long_text.h - the matches of a long text, piece by piece. */
#ifndef SW_MATCH_LONG_TEXT_H
#define SW_MATCH_LONG_TEXT_H

#include "match/memo.h"

/* What is asked of the matcher. */
typedef struct sw_question {
    const sw_doc *doc;
    const sw_set *set;
    const sw_filter_by *by;
} sw_question;

struct sw_long_part;

typedef struct sw_long_loud SW_VEC(struct sw_long_part *) sw_long_loud;

/* The pieces of one text, kept for the reply. */
typedef struct sw_long_cut {
    const sw_doc *doc;
    struct sw_long_part *parts;
    size_t count;
    /* By question of the memo, as far as it had any: the parts that are not
     * known to hold no match, in order. */
    sw_long_loud *loud;
    size_t questions;
} sw_long_cut;

/* Of one matcher. */
typedef struct sw_long_texts {
    struct SW_VEC(sw_long_cut) cuts; /* in the reply's arena */
    sw_memo *memo;                   /* of the text under edit, or NULL */
} sw_long_texts;

/* A new reply: the arena that the cuts stood in was reset. */
void sw_long_begin(sw_long_texts *l);
bool sw_long_is(const sw_doc *doc);
/* As sw_matcher_run, which calls it for a long doc. */
sw_found sw_long_run(sw_matcher *m, sw_long_texts *l, const sw_question *q,
                     sw_arena *arena, sw_matches *out);

/* In matcher.c: the same for a text that is matched in one piece. */
sw_found sw_matcher_run_whole(sw_matcher *m, const sw_question *q,
                              sw_arena *arena, sw_matches *out);

#endif
