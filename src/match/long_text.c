/*
 * long_text.c - the matches of a long text, piece by piece.
 *
 * No reply is that long; a file of saved replies in an editor is, and there
 * only the piece that was edited has to be matched anew. The pieces are the
 * same with and without a memo, so that both give the same matches.
 */
#include "match/long_text.h"

#include <string.h>

/* A piece on its way. */
typedef struct sw_long_part {
    sw_piece piece;
    const sw_doc *doc; /* NULL: not made yet */
    sw_memory *memory; /* NULL without a memo */
} part;

void sw_long_begin(sw_long_texts *l)
{
    l->cuts.at = NULL;
    l->cuts.count = l->cuts.cap = 0;
}

bool sw_long_is(const sw_doc *doc)
{
    return doc->text.len > SW_PIECE_LONG && !doc->cut_before && !doc->cut_after;
}

static bool make_parts(const sw_long_texts *l, const sw_doc *doc,
                       const sw_pieces *pieces, part *parts)
{
    for (size_t i = 0; i < pieces->count; i++) {
        parts[i].piece = pieces->at[i];
        if (l->memo == NULL)
            continue;
        parts[i].memory = sw_memo_piece(l->memo, doc, &pieces->at[i]);
        if (parts[i].memory == NULL)
            return false;
        parts[i].doc = sw_memory_doc(parts[i].memory);
    }
    return true;
}

static bool add_loud(sw_long_cut *c, part *p, sw_arena *arena)
{
    for (size_t word = 0; word * 64 < c->questions; word++) {
        uint64_t left = sw_memory_loud(p->memory, word);
        for (; left != 0; left &= left - 1) {
            size_t q = word * 64 + (size_t)__builtin_ctzll(left);
            part **slot;
            if (q >= c->questions)
                break;
            slot = SW_VEC_PUSH(&c->loud[q], arena);
            if (slot == NULL)
                return false;
            *slot = p;
        }
    }
    return true;
}

/* Most pieces hold no match of a set, and are remembered: nobody need look at
 * them once a question. */
static bool list_loud(const sw_memo *memo, sw_long_cut *c, sw_arena *arena)
{
    c->questions = memo != NULL ? sw_memo_questions(memo) : 0;
    c->loud = sw_arena_zero(arena, c->questions + 1, sizeof *c->loud);
    if (c->loud == NULL)
        return false;
    for (size_t i = 0; c->questions > 0 && i < c->count; i++)
        if (!add_loud(c, &c->parts[i], arena))
            return false;
    return true;
}

/* The doc's pieces, cut at the first question of a reply; NULL when out of
 * memory. */
static const sw_long_cut *cut_of(sw_long_texts *l, const sw_doc *doc,
                                 sw_arena *arena)
{
    sw_pieces pieces;
    part *parts;
    sw_long_cut *made;

    for (size_t i = 0; i < l->cuts.count; i++)
        if (l->cuts.at[i].doc == doc)
            return &l->cuts.at[i];
    if (!sw_piece_cut(doc, arena, &pieces))
        return NULL;
    parts = sw_arena_zero(arena, pieces.count + 1, sizeof *parts);
    if (parts == NULL || !make_parts(l, doc, &pieces, parts))
        return NULL;
    made = SW_VEC_PUSH(&l->cuts, arena);
    if (made == NULL)
        return NULL;
    *made = (sw_long_cut){.doc = doc, .parts = parts, .count = pieces.count};
    return list_loud(l->memo, made, arena) ? made : NULL;
}

static bool make_doc(const sw_doc *doc, part *p, sw_arena *arena)
{
    sw_doc *own;

    if (p->doc != NULL)
        return true;
    own = sw_arena_zero(arena, 1, sizeof *own);
    if (own == NULL || !sw_piece_doc(doc, &p->piece, arena, own))
        return false;
    p->doc = own;
    return true;
}

/* A question of all pieces. */
typedef struct asked {
    const sw_question *q;
    sw_filter_by all; /* whatever the first piece says */
    size_t number;    /* in the memo, when there is one */
} asked;

/* What matches in one piece, all of it, places counted from its start. */
static sw_found run_part(sw_matcher *m, const sw_long_texts *l, const asked *a,
                         part *p, sw_arena *arena, const sw_matches **out)
{
    sw_question of_part = {.set = a->q->set, .by = &a->all};
    sw_matches *found;
    sw_found status;

    if (l->memo != NULL) {
        *out = sw_memory_find(p->memory, a->number);
        if (*out != NULL)
            return SW_FOUND_OK;
    }
    found = sw_arena_zero(arena, 1, sizeof *found);
    if (found == NULL || !make_doc(a->q->doc, p, arena))
        return SW_FOUND_NOMEM;
    of_part.doc = p->doc;
    status = sw_matcher_run_whole(m, &of_part, arena, found);
    *out = found;
    if (status == SW_FOUND_OK && l->memo != NULL)
        *out = sw_memory_keep(p->memory, a->number, found);
    return *out != NULL ? status : SW_FOUND_NOMEM;
}

/* Does a match of its pattern that began in the piece before reach into it? */
static bool reached(const sw_matches *out, const sw_piece *p,
                    const sw_match *match)
{
    for (size_t i = out->count; i-- > 0 && out->at[i].start >= p->start;)
        if (out->at[i].pattern == match->pattern &&
            out->at[i].end > match->start)
            return true;
    return false;
}

static bool move_spans(const sw_piece *p, sw_match *match, sw_arena *arena)
{
    const size_t size = match->span_count * sizeof *match->spans;
    sw_span *spans;

    if (size == 0)
        return true;
    spans = sw_arena_alloc(arena, size);
    if (spans == NULL)
        return false;
    memcpy(spans, match->spans, size);
    for (size_t i = 0; i < match->span_count; i++) {
        spans[i].start += p->start;
        spans[i].end += p->start;
    }
    match->spans = spans;
    return true;
}

/* Moves a copy of the match from its piece to the text. */
static bool move_match(const sw_piece *p, const sw_match *from, sw_arena *arena,
                       sw_matches *out)
{
    sw_match match = *from;
    sw_match *slot;

    match.start += p->start;
    match.end += p->start;
    match.sentence += p->first;
    if (match.start < p->entered && reached(out, p, &match))
        return true;
    slot = SW_VEC_PUSH(out, arena);
    if (slot == NULL || !move_spans(p, &match, arena))
        return false;
    *slot = match;
    return true;
}

/* One part's matches, moved to the text. */
static sw_found add_part(sw_matcher *m, const sw_long_texts *l, const asked *a,
                         part *p, sw_arena *arena, sw_matches *out)
{
    const sw_matches *found = NULL;
    sw_found status = run_part(m, l, a, p, arena, &found);

    for (size_t k = 0; status == SW_FOUND_OK && k < found->count; k++)
        if (!move_match(&p->piece, &found->at[k], arena, out))
            status = SW_FOUND_NOMEM;
    return status;
}

sw_found sw_long_run(sw_matcher *m, sw_long_texts *l, const sw_question *q,
                     sw_arena *arena, sw_matches *out)
{
    const sw_long_cut *c = cut_of(l, q->doc, arena);
    const sw_long_loud *loud = NULL;
    asked a = {.q = q, .all = *q->by};
    sw_found status = SW_FOUND_OK;

    a.all.first = false;
    if (l->memo != NULL)
        a.number = sw_memo_question(l->memo, q->set, &a.all);
    if (c == NULL || a.number == SW_NOWHERE)
        return SW_FOUND_NOMEM;
    if (a.number < c->questions)
        loud = &c->loud[a.number];
    for (size_t i = 0; i < (loud != NULL ? loud->count : c->count); i++) {
        part *p = loud != NULL ? loud->at[i] : &c->parts[i];
        status = add_part(m, l, &a, p, arena, out);
        if (status != SW_FOUND_OK || (q->by->first && out->count > 0))
            break;
    }
    return status;
}
