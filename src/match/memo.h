/* memo.h - what was found in the pieces of a text before it was edited. */
#ifndef SW_MATCH_MEMO_H
#define SW_MATCH_MEMO_H

#include "doc/past.h"
#include "match/matcher.h"
#include "match/piece.h"

/* For the rules and the options of one session; one thread. */
typedef struct sw_memo sw_memo;

/* NULL when out of memory. past is that of the text under edit, or NULL: it
 * tells which pieces no edit has touched. */
sw_memo *sw_memo_new(const sw_past *past);
void sw_memo_free(sw_memo *memo);
/* Forgets everything: the options have changed. */
void sw_memo_clear(sw_memo *memo);

/* Round every check: between the two, pieces are asked for in text order;
 * what the new text does not hold is forgotten at the end. */
void sw_memo_begin(sw_memo *memo);
void sw_memo_end(sw_memo *memo);

/* A piece that is remembered, with all that was found in it. */
typedef struct sw_memory sw_memory;

/* The memory of the piece, made when there is none; NULL when out of memory. */
sw_memory *sw_memo_piece(sw_memo *memo, const sw_doc *doc,
                         const sw_piece *piece);
/* The piece as a document that lives as long as its memory. */
const sw_doc *sw_memory_doc(const sw_memory *m);
/* A number for what is asked of a piece; SW_NOWHERE when out of memory. */
size_t sw_memo_question(sw_memo *memo, const sw_set *set,
                        const sw_filter_by *by);
/* How many there are: numbers count from 0. */
size_t sw_memo_questions(const sw_memo *memo);
/* Bit i: question 64 * word + i was not asked of the piece yet, or found a
 * match. */
uint64_t sw_memory_loud(const sw_memory *m, size_t word);
/* The matches, places counted from the piece's start; NULL: not asked yet. */
const sw_matches *sw_memory_find(const sw_memory *m, size_t question);
/* Keeps a copy; NULL when out of memory. */
const sw_matches *sw_memory_keep(sw_memory *m, size_t question,
                                 const sw_matches *found);

#endif
