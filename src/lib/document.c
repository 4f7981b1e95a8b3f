/* document.c - a text that is edited and checked again and again. */
#include "base/fail.h"
#include "base/mem.h"
#include "fix/style.h"
#include "lib/run.h"
#include "match/memo.h"
#include "saywell.h"

struct saywell_document {
    saywell_session *session;
    sw_memo *memo;
    sw_past past;
    sw_style_memo *styles;
    sw_matcher_options options; /* under which the memo was made */
};

saywell_document *saywell_document_new(saywell_session *s)
{
    saywell_document *d = sw_mem_alloc(sizeof *d);

    if (d == NULL)
        return NULL;
    *d = (saywell_document){.session = s, .options = s->matching};
    d->memo = sw_memo_new(&d->past);
    d->styles = sw_style_memo_new();
    if (d->memo != NULL && d->styles != NULL)
        return d;
    saywell_document_free(d);
    return NULL;
}

void saywell_document_free(saywell_document *d)
{
    if (d == NULL)
        return;
    sw_memo_free(d->memo);
    sw_style_memo_free(d->styles);
    sw_past_release(&d->past);
    sw_mem_free(d);
}

static bool same_options(const sw_matcher_options *a,
                         const sw_matcher_options *b)
{
    return a->match_limit == b->match_limit && a->jit == b->jit &&
           a->prefilter == b->prefilter && a->thorough == b->thorough &&
           a->screen == b->screen;
}

saywell_status saywell_document_check(saywell_document *d,
                                      const saywell_reply *reply,
                                      saywell_result **out, saywell_error *err)
{
    saywell_session *s = d->session;
    saywell_status status;

    if (!same_options(&d->options, &s->matching))
        sw_memo_clear(d->memo);
    d->options = s->matching;
    sw_memo_begin(d->memo);
    sw_matcher_remember(s->matcher, d->memo);
    s->past = &d->past;
    s->styles = d->styles;
    status = saywell_check(s, reply, out, err);
    s->past = NULL;
    s->styles = NULL;
    sw_matcher_remember(s->matcher, NULL);
    sw_memo_end(d->memo);
    return status;
}
