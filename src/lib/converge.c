/* converge.c - safe rewrites, pass after pass, until nothing is left.
 *
 * One edit a sentence a pass, then the text is judged anew: a rewrite may open
 * the way for another, or take its ground away. What comes out is a fixed
 * point, composed into one list of edits on the text that was given.
 *
 * A pass needs the text of the one before it and nothing older, so two arenas
 * serve in turn. A draft that takes longer than its deadline gets no fix. */
#include "lib/converge.h"

#include <time.h>

#include "fix/rewrite.h"
#include "match/judge.h"
#include "match/memo.h"

typedef struct passes {
    saywell_session *s;
    const sw_check *first;
    sw_arena arenas[2];
    saywell_reply reply;
    sw_memo *memo; /* NULL for a text that is matched as a whole */
    struct timespec began;
} passes;

static bool late(const passes *p)
{
    struct timespec now;
    size_t most = p->s->matching.deadline_ms;
    int64_t ms;

    if (most == 0)
        return false;
    clock_gettime(CLOCK_MONOTONIC, &now);
    ms = (int64_t)(now.tv_sec - p->began.tv_sec) * 1000 +
         (now.tv_nsec - p->began.tv_nsec) / 1000000;
    return ms > (int64_t)most;
}

/* The text with the edits, in the arena. */
static bool edited(sw_arena *arena, sw_str text, const sw_edits *edits,
                   sw_str *out)
{
    sw_buf buf = {0};

    sw_edits_apply(text, edits->at, edits->count, &buf);
    out->ptr = buf.failed ? NULL : sw_arena_copy(arena, buf.ptr, buf.len);
    out->len = buf.len;
    sw_buf_release(&buf);
    return out->ptr != NULL;
}

/* Judges and rewrites what the chosen edits make of c's text; c becomes the
 * check of that. False when out of memory. */
static bool pass(passes *p, sw_arena *arena, const sw_edits *chosen,
                 sw_check *c)
{
    sw_str text;
    bool good;

    sw_arena_reset(arena);
    if (!edited(arena, c->doc.text, chosen, &text))
        return false;
    p->reply = *p->first->reply;
    p->reply.text = text.ptr;
    p->reply.len = text.len;
    *c = (sw_check){.rules = p->s->rules,
                    .reply = &p->reply,
                    .language = p->s->language,
                    .matcher = p->s->matcher,
                    .arena = arena};
    if (p->memo != NULL)
        sw_memo_begin(p->memo);
    good = sw_judge_run(c, NULL) == SAYWELL_OK && sw_rewrite_run(c);
    if (p->memo != NULL)
        sw_memo_end(p->memo);
    return good;
}

/* all: what is done so far, on the first text, in the session's scratch. */
static bool run(passes *p, sw_edits *all, bool *known)
{
    sw_check now = *p->first;

    for (int i = 0; i < SW_CONVERGE_PASSES && !late(p); i++) {
        sw_edits chosen = {0}, both = {0};
        if (!sw_rewrite_choose(&now, &chosen))
            return false;
        *known = chosen.count == 0;
        if (*known)
            return true;
        if (!sw_edits_compose(p->first->doc.text, all, &chosen, &p->s->scratch,
                              &both) ||
            !pass(p, &p->arenas[i & 1], &chosen, &now))
            return false;
        *all = both;
    }
    return true;
}

/* Is there anything to do? Most replies ask for nothing. */
static bool any_safe(const sw_check *c)
{
    for (size_t i = 0; i < c->findings.count; i++) {
        const sw_finding *f = &c->findings.at[i];
        if (f->fixes.count > 0 && f->fixes.at[0].trust == SAYWELL_SAFE)
            return true;
    }
    return false;
}

bool sw_converge_run(saywell_session *s, sw_check *c, sw_edits *out,
                     bool *known)
{
    passes p = {.s = s, .first = c};
    sw_edits all = {0};
    bool good;

    *known = !any_safe(c);
    if (*known)
        return true;
    /* of a long text, most stays what it is from pass to pass */
    if (c->doc.text.len > SW_PIECE_LONG && (p.memo = sw_memo_new(NULL)) == NULL)
        return false;
    sw_matcher_remember(s->matcher, p.memo);
    clock_gettime(CLOCK_MONOTONIC, &p.began);
    good = run(&p, &all, known);
    if (*known)
        *out = all;
    sw_matcher_remember(s->matcher, NULL);
    sw_memo_free(p.memo);
    sw_arena_release(&p.arenas[0]);
    sw_arena_release(&p.arenas[1]);
    return good;
}
