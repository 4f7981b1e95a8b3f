/* converge.c - safe rewrites, pass after pass, until nothing is left.
 *
 * One edit a sentence a pass, then the text is judged anew: a rewrite may open
 * the way for another, or take its ground away. What comes out is a fixed
 * point, composed into one list of edits on the text that was given. */
#include "lib/converge.h"

#include "fix/rewrite.h"
#include "match/judge.h"

/* The text with the edits, in the check's arena. */
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

/* Judges and rewrites the text of a pass; false when out of memory. */
static bool pass(saywell_session *s, const sw_check *first, sw_str text,
                 saywell_reply *reply, sw_check *c)
{
    *reply = *first->reply;
    reply->text = text.ptr;
    reply->len = text.len;
    *c = (sw_check){.rules = s->rules,
                    .reply = reply,
                    .matcher = s->matcher,
                    .arena = &s->scratch};
    return sw_judge_run(c, NULL) == SAYWELL_OK && sw_rewrite_run(c);
}

bool sw_converge_run(saywell_session *s, sw_check *c, sw_edits *out,
                     bool *known)
{
    sw_str first = c->doc.text, text = first;
    sw_check now = *c;
    saywell_reply reply;
    sw_edits all = {0};

    *known = true;
    for (int i = 0; i < SW_CONVERGE_PASSES; i++) {
        sw_edits chosen = {0}, both = {0};
        if (!sw_rewrite_choose(&now, &chosen))
            return false;
        if (chosen.count == 0) {
            *out = all;
            return true;
        }
        if (!sw_edits_compose(first, &all, &chosen, c->arena, &both) ||
            !edited(c->arena, text, &chosen, &text) ||
            !pass(s, c, text, &reply, &now))
            return false;
        all = both;
    }
    *known = false;
    return true;
}
