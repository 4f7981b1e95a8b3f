/*
 * memo.c - what was found in the pieces of a text before it was edited.
 *
 * A piece is known by all that its matches follow from, compared and not
 * hashed, so that a memory can never be that of another text. Pieces keep
 * their order under most edits: the one asked for is looked for behind the
 * one found last.
 */
#include "match/memo.h"

#include <string.h>

#include "base/mem.h"

typedef struct asked {
    const sw_set *set;
    sw_filter_by by;
} asked;

#define MEMORY_BYTES 2048 /* of a piece, with what is found in it: mostly */

/* Of a question that found something; most find nothing. */
typedef struct answer {
    size_t question;
    sw_matches matches;
} answer;

struct sw_memory {
    sw_arena arena;
    sw_doc doc;
    sw_piece piece; /* where it stood last, in the text of that round */
    size_t round;   /* of the past; 0: in another text */
    bool used;      /* in this round */
    struct SW_VEC(answer) answers;
    struct SW_VEC(uint64_t) quiet; /* a bit for each that found nothing */
};

typedef struct list {
    sw_memory **at;
    size_t count, cap;
} list;

struct sw_memo {
    list old, now;       /* of the round before, of this round */
    size_t next;         /* of old: where to look first */
    const sw_past *past; /* of the text that is edited */
    sw_arena arena;
    struct SW_VEC(asked) asked;
    size_t next_asked; /* questions come in the same order every time */
};

sw_memo *sw_memo_new(const sw_past *past)
{
    sw_memo *memo = sw_mem_alloc(sizeof *memo);

    if (memo == NULL)
        return NULL;
    memset(memo, 0, sizeof *memo);
    memo->past = past;
    return memo;
}

static void forget(sw_memory *m)
{
    sw_arena_release(&m->arena);
    sw_mem_free(m);
}

static void forget_all(list *l, bool used)
{
    for (size_t i = 0; i < l->count; i++)
        if (used || !l->at[i]->used)
            forget(l->at[i]);
    l->count = 0;
}

void sw_memo_clear(sw_memo *memo)
{
    forget_all(&memo->now, true);
    memo->old.count = 0;
}

void sw_memo_free(sw_memo *memo)
{
    if (memo == NULL)
        return;
    sw_memo_clear(memo);
    sw_mem_free(memo->old.at);
    sw_mem_free(memo->now.at);
    sw_arena_release(&memo->arena);
    sw_mem_free(memo);
}

/* ---- rounds -------------------------------------------------------------- */

void sw_memo_begin(sw_memo *memo)
{
    list old = memo->old;

    memo->old = memo->now;
    memo->now = old;
    memo->now.count = 0;
    memo->next = 0;
    for (size_t i = 0; i < memo->old.count; i++)
        memo->old.at[i]->used = false;
}

void sw_memo_end(sw_memo *memo)
{
    forget_all(&memo->old, false);
}

static bool push(list *l, sw_memory *m)
{
    if (l->count == l->cap) {
        size_t cap = l->cap > 0 ? 2 * l->cap : 32;
        sw_memory **at = sw_mem_realloc(l->at, cap * sizeof(sw_memory *));
        if (at == NULL)
            return false;
        l->at = at;
        l->cap = cap;
    }
    l->at[l->count++] = m;
    return true;
}

/* The round of the text that is edited; 0 for another one. */
static size_t round_of(const sw_memo *memo, const sw_doc *doc)
{
    const bool is = memo->past != NULL && memo->past->known &&
                    doc->sentences.count > 0 &&
                    doc->sentences.at == memo->past->doc.sentences.at;

    return is ? memo->past->round : 0;
}

static sw_memory *remembered(sw_memo *memo, const sw_doc *doc,
                             const sw_piece *piece)
{
    size_t count = memo->old.count, round = round_of(memo, doc);

    for (size_t i = 0; i < count; i++) {
        size_t k = memo->next + i;
        sw_memory *m = memo->old.at[k < count ? k : k - count];
        bool last = round > 1 && m->round + 1 == round;
        if (!m->used &&
            ((last && sw_piece_stays(memo->past, piece, &m->piece)) ||
             sw_piece_is(doc, piece, &m->doc))) {
            memo->next = k < count ? k + 1 : k - count + 1;
            return m;
        }
    }
    return NULL;
}

static sw_memory *make(const sw_doc *doc, const sw_piece *piece)
{
    sw_memory *m = sw_mem_alloc(sizeof *m);

    if (m == NULL)
        return NULL;
    memset(m, 0, sizeof *m);
    sw_arena_init(&m->arena, MEMORY_BYTES);
    if (sw_piece_doc(doc, piece, &m->arena, &m->doc)) {
        sw_str text = m->doc.text;
        m->doc.text.ptr = sw_arena_copy(&m->arena, text.ptr, text.len);
        if (m->doc.text.ptr != NULL)
            return m;
    }
    forget(m);
    return NULL;
}

sw_memory *sw_memo_piece(sw_memo *memo, const sw_doc *doc,
                         const sw_piece *piece)
{
    sw_memory *m = remembered(memo, doc, piece);
    bool fresh = m == NULL;

    if (fresh)
        m = make(doc, piece);
    if (m == NULL)
        return NULL;
    if (!push(&memo->now, m)) {
        if (fresh)
            forget(m);
        return NULL;
    }
    m->used = true;
    m->piece = *piece;
    m->round = round_of(memo, doc);
    return m;
}

const sw_doc *sw_memory_doc(const sw_memory *m)
{
    return &m->doc;
}

/* ---- questions and answers ----------------------------------------------- */

static bool same_by(const sw_filter_by *a, const sw_filter_by *b)
{
    bool same = a->zones == b->zones && a->anywhere == b->anywhere;

    for (size_t i = 0; i < sizeof a->except / sizeof *a->except; i++)
        same = same && a->except[i] == b->except[i];
    return same;
}

size_t sw_memo_question(sw_memo *memo, const sw_set *set,
                        const sw_filter_by *by)
{
    const size_t count = memo->asked.count;
    asked *q;

    for (size_t i = 0; i < count; i++) {
        size_t k = memo->next_asked + i;
        k = k < count ? k : k - count;
        if (memo->asked.at[k].set == set &&
            same_by(&memo->asked.at[k].by, by)) {
            memo->next_asked = k + 1 < count ? k + 1 : 0;
            return k;
        }
    }
    q = SW_VEC_PUSH(&memo->asked, &memo->arena);
    if (q == NULL)
        return SW_NOWHERE;
    *q = (asked){set, *by};
    return memo->asked.count - 1;
}

size_t sw_memo_questions(const sw_memo *memo)
{
    return memo->asked.count;
}

uint64_t sw_memory_loud(const sw_memory *m, size_t word)
{
    return word < m->quiet.count ? ~m->quiet.at[word] : UINT64_MAX;
}

const sw_matches *sw_memory_find(const sw_memory *m, size_t question)
{
    static const sw_matches none = {NULL, 0, 0};

    if ((sw_memory_loud(m, question / 64) >> (question % 64) & 1) == 0)
        return &none;
    for (size_t i = 0; i < m->answers.count; i++)
        if (m->answers.at[i].question == question)
            return &m->answers.at[i].matches;
    return NULL;
}

static bool keep_quiet(sw_memory *m, size_t question)
{
    while (m->quiet.count <= question / 64)
        if (SW_VEC_PUSH(&m->quiet, &m->arena) == NULL)
            return false;
    m->quiet.at[question / 64] |= (uint64_t)1 << (question % 64);
    return true;
}

static bool copy_match(sw_memory *m, const sw_match *from, sw_match *to)
{
    sw_span *spans;

    *to = *from;
    if (from->span_count == 0)
        return true;
    spans = sw_arena_zero(&m->arena, from->span_count, sizeof *spans);
    if (spans == NULL)
        return false;
    memcpy(spans, from->spans, from->span_count * sizeof *spans);
    to->spans = spans;
    return true;
}

const sw_matches *sw_memory_keep(sw_memory *m, size_t question,
                                 const sw_matches *found)
{
    const size_t count = found->count;
    sw_matches kept = {.count = count, .cap = count};
    answer *a;

    if (count == 0)
        return keep_quiet(m, question) ? sw_memory_find(m, question) : NULL;
    kept.at = sw_arena_alloc(&m->arena, count * sizeof *kept.at);
    for (size_t i = 0; i < count; i++)
        if (kept.at == NULL || !copy_match(m, &found->at[i], &kept.at[i]))
            return NULL;
    a = SW_VEC_PUSH(&m->answers, &m->arena);
    if (a == NULL)
        return NULL;
    *a = (answer){question, kept};
    return &a->matches;
}
