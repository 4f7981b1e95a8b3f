/* check.c - one reply under judgement: documents, signals, findings so far. */
#include "match/check.h"

/* What is not UTF-8 there says nothing here: it was an earlier reply's fault.
 */
static sw_found read_earlier(sw_check *c)
{
    const sw_str text = {c->reply->earlier, c->reply->earlier_len};
    saywell_status status = sw_doc_parse(text, c->arena, &c->earlier, NULL);

    c->read_earlier = true;
    if (status == SAYWELL_NOMEM)
        return SW_FOUND_NOMEM;
    if (status != SAYWELL_OK)
        c->has_earlier = false;
    return SW_FOUND_OK;
}

static sw_found read_customer(sw_check *c)
{
    const sw_str text = c->customer.text;
    saywell_status status = sw_doc_parse(text, c->arena, &c->customer, NULL);

    c->read_customer = true;
    return status == SAYWELL_OK ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

/* The text of that side; *found tells when it could not be read. The other
 * sides are read at the first question: few rules ask, and in a long
 * conversation they are the longest texts of all. */
static const sw_doc *side_doc(sw_check *c, sw_side side, sw_found *found)
{
    *found = SW_FOUND_OK;
    switch (side) {
    case SW_SIDE_REPLY:
        return &c->doc;
    case SW_SIDE_CUSTOMER:
        if (c->has_customer && !c->read_customer)
            *found = read_customer(c);
        return c->has_customer ? &c->customer : NULL;
    case SW_SIDE_EARLIER:
        if (c->has_earlier && !c->read_earlier)
            *found = read_earlier(c);
        return c->has_earlier ? &c->earlier : NULL;
    }
    return NULL;
}

static sw_signal_found **side_found(sw_check *c, sw_side side)
{
    switch (side) {
    case SW_SIDE_REPLY:
        return c->in_reply;
    case SW_SIDE_CUSTOMER:
        return c->in_customer;
    case SW_SIDE_EARLIER:
        return c->in_earlier;
    }
    return NULL;
}

/* Sentences that the engine classifies by itself, as matches. */
static sw_found find_native(sw_check *c, const sw_doc *doc,
                            const sw_signal *signal, sw_matches *out)
{
    for (size_t i = 0; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];
        sw_match *m;
        if (!(signal->zones & 1u << s->zone) ||
            (sw_check_natives(s) >> signal->native & 1) == 0)
            continue;
        m = SW_VEC_PUSH(out, c->arena);
        if (m == NULL)
            return SW_FOUND_NOMEM;
        m->start = s->start;
        m->end = s->end;
        m->sentence = i;
    }
    return SW_FOUND_OK;
}

static bool matched(const sw_matches *matches, const sw_pattern *pattern)
{
    for (size_t i = 0; i < matches->count; i++)
        if (matches->at[i].pattern == pattern)
            return true;
    return false;
}

/* Points of the patterns that matched, each once however often it did. */
static int points(const sw_check *c, const sw_signal *signal,
                  const sw_matches *matches)
{
    int sum = 0;

    for (size_t i = 0; i < signal->patterns.count; i++) {
        const sw_pattern *p = &c->rules->patterns[signal->patterns.at[i]];
        if (p->points != 0 && matched(matches, p))
            sum += p->points;
    }
    return sum;
}

/* How much of a signal is wanted. */
typedef enum sw_want {
    ALL,
    FIRST, /* one match, where that decides */
    MORE   /* what one more pattern that matches gives */
} sw_want;

/* Matches of patterns that were not asked yet. (A long text's are remembered by
 * their set; it is never asked for a part of one.) */
static sw_found find_patterns(sw_check *c, const sw_doc *doc,
                              const sw_signal *signal, sw_want want,
                              sw_signal_found *out)
{
    const sw_filter_by by = {.zones = signal->zones,
                             .except = {&signal->except},
                             .first = want == FIRST};
    const sw_set rest = {signal->patterns.at + out->asked,
                         signal->patterns.count - out->asked};
    const sw_set *set = out->asked > 0 ? &rest : &signal->patterns;
    size_t tried = set->count;
    sw_found found = want == MORE
                         ? sw_matcher_run_some(c->matcher, doc, set, &by,
                                               c->arena, &tried, &out->matches)
                         : sw_matcher_run(c->matcher, doc, set, &by, c->arena,
                                          &out->matches);

    out->asked += tried;
    return found;
}

static sw_found find_signal(sw_check *c, const sw_doc *doc,
                            const sw_signal *signal, sw_want want,
                            sw_signal_found *out)
{
    sw_found found;

    if (signal->scored || sw_matcher_is_thorough(c->matcher))
        want = ALL;
    found = find_patterns(c, doc, signal, want, out);
    if (found != SW_FOUND_OK)
        return found;
    out->seen = !signal->scored && out->matches.count > 0;
    if (want == FIRST && out->seen) {
        out->matches = (sw_matches){0}; /* not all of the last one's */
        out->asked = 0;
        return SW_FOUND_OK;
    }
    if (out->asked < signal->patterns.count)
        return SW_FOUND_OK;
    if (signal->native != SW_NATIVE_NONE)
        found = find_native(c, doc, signal, &out->matches);
    out->present = signal->scored
                       ? points(c, signal, &out->matches) >= signal->at_least
                       : out->matches.count > 0;
    out->known = true;
    return found;
}

/* The same for a side; NULL when out of memory. */
static const sw_signal_found *ask(sw_check *c, const sw_signal *signal,
                                  sw_side side, sw_want want)
{
    sw_signal_found **at = &side_found(c, side)[signal->id], *out = *at;
    const sw_doc *doc;
    sw_found found;

    if (out == NULL)
        *at = out = sw_arena_zero(c->arena, 1, sizeof *out);
    if (out == NULL)
        return NULL;
    if (out->known || (want == FIRST && out->seen))
        return out;
    doc = side_doc(c, side, &found);
    if (doc == NULL)
        out->known = true;
    else if (found == SW_FOUND_OK)
        found = find_signal(c, doc, signal, want, out);
    if (found == SW_FOUND_NOMEM)
        return NULL;
    out->limited = found == SW_FOUND_LIMIT;
    out->known = out->known || out->limited;
    return out;
}

const sw_signal_found *sw_check_signal(sw_check *c, const sw_signal *signal,
                                       sw_side side)
{
    return ask(c, signal, side, ALL);
}

const sw_signal_found *sw_check_more(sw_check *c, const sw_signal *signal)
{
    return ask(c, signal, SW_SIDE_REPLY, MORE);
}

bool sw_check_present(sw_check *c, const sw_signal *signal, sw_side side,
                      sw_found *found)
{
    const sw_signal_found *s = ask(c, signal, side, FIRST);

    *found = s == NULL    ? SW_FOUND_NOMEM
             : s->limited ? SW_FOUND_LIMIT
                          : SW_FOUND_OK;
    return *found == SW_FOUND_OK && (s->known ? s->present : s->seen);
}

sw_found sw_check_matches(sw_check *c, const sw_rule *rule, const sw_set *set,
                          sw_matches *out)
{
    const sw_filter_by by = {.zones = rule->zones,
                             .except = {&rule->except, &c->rules->words}};

    return sw_matcher_run(c->matcher, &c->doc, set, &by, c->arena, out);
}

sw_finding *sw_check_find(sw_check *c, const sw_rule *rule, size_t start,
                          size_t end)
{
    sw_finding *f = SW_VEC_PUSH(&c->findings, c->arena);

    if (f == NULL)
        return NULL;
    f->rule = rule;
    f->start = start;
    f->end = end;
    f->sentence = sw_sentence_at(&c->doc.sentences, start);
    return f;
}

sw_finding *sw_check_flag(sw_check *c, const sw_rule *rule,
                          const sw_match *match)
{
    sw_finding *f = sw_check_find(c, rule, match->start, match->end);

    if (f == NULL)
        return NULL;
    f->pattern = match->pattern;
    f->spans = match->spans;
    f->span_count = match->span_count;
    f->sentence = match->sentence;
    return f;
}

sw_finding *sw_check_anchor(sw_check *c, const sw_rule *rule)
{
    size_t at = rule->anchor_end ? c->doc.body_end : c->doc.body_start;
    sw_finding *f = sw_check_find(c, rule, at, at);

    if (f != NULL && rule->anchor_end && at > 0)
        f->sentence = sw_sentence_at(&c->doc.sentences, at - 1);
    return f;
}
