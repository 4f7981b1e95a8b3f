/* take.c - a bare no in front of a refusal that becomes an offer. */
#include "fix/take.h"

#include "base/utf8.h"
#include "doc/look.h"
#include "fix/spot.h"

#define MAX_LOOK    64   /* findings looked at on each side */
#define MAX_BETWEEN 80   /* bytes between a bare no and the match */
#define MAX_WORDS   6    /* kept words between them: "our store in Rome" */
#define MAX_SEARCH  2048 /* bytes in front of the match searched for a no */

static bool is_mark(uint32_t code)
{
    return code == ',' || code == '.' || code == '!' || code == ':' ||
           code == ';' || code == '-' || code == 0x2013 || code == 0x2014 ||
           code == 0x2026;
}

static bool is_taker(const sw_rule *rule, const sw_rule *other)
{
    for (size_t i = 0; i < rule->takes.count; i++)
        if (rule->takes.at[i]->index == other->index)
            return true;
    return false;
}

/* Nothing but the bare answer? */
static bool is_bare(const sw_check *c, const sw_finding *f)
{
    const sw_map *list = sw_ruleset_list(c->rules, "bare");
    size_t at = f->start, words = 0;
    sw_word word;

    while (sw_spot_word(c->doc.text, &at, f->end, &word)) {
        words++;
        if (list && !sw_map_find(list, sw_str_of(word.fold)))
            return false;
        if (sw_zone_inline_at(&c->doc.zones, word.start))
            return false;
    }
    return words > 0 && (list || words == 1);
}

/* Does f open its sentence, or stand behind a comma or dash in it? */
static bool stands_alone(const sw_check *c, const sw_finding *f)
{
    sw_str text = c->doc.text;
    size_t back, size;

    if (sw_spot_opens(&c->doc, f->start))
        return true;
    back = sw_look_white_back(text, 0, f->start);
    return back && is_mark(sw_utf8_before(text, back, &size));
}

/* Are the words start..end a plain subject ("our store"), which no word like
 * "because" or "if" opens? */
static bool is_subject(const sw_check *c, size_t start, size_t end)
{
    const sw_map *links = sw_ruleset_list(c->rules, "subordinators");
    sw_str text = c->doc.text;
    size_t at = start, count = 0, size;
    sw_word word;

    for (size_t i = start; i < end; i += size) {
        uint32_t code = sw_utf8_at(text, i, &size);

        if (!sw_utf8_is_word(code) && !sw_utf8_is_space(code) &&
            !sw_utf8_is_apostrophe(code))
            return false;
    }
    while (sw_spot_word(text, &at, end, &word)) {
        if (++count > MAX_WORDS ||
            (links && sw_map_find(links, sw_str_of(word.fold))))
            return false;
    }
    return true;
}

/* Is f right in front of byte `at`? *words: where the words between begin.
 * They are allowed (`subject`) only in front of the match itself. */
static bool is_in_front(const sw_check *c, const sw_finding *f, size_t at,
                        bool subject, size_t *words)
{
    sw_str text = c->doc.text;
    const sw_sentences *all = &c->doc.sentences;
    size_t i = f->end, size;

    if (f->end > at || at - f->end > MAX_BETWEEN ||
        !sw_doc_same_paragraph(&c->doc, f->start, at))
        return false;
    while (i < at) {
        uint32_t code = sw_utf8_at(text, i, &size);

        if (!is_mark(code) && !sw_utf8_is_space(code))
            break;
        i += size;
    }
    *words = i;
    if (i < at && (!subject || i == f->end || !is_subject(c, i, at)))
        return false;
    if (sw_sentence_at(all, f->start) != sw_sentence_at(all, at) &&
        !sw_spot_opens(&c->doc, f->start))
        return false;
    return stands_alone(c, f) && is_bare(c, f);
}

/* Would f, left where it is, answer "no" to the offer at byte `at`? It does
 * in the same sentence, and when it opens or ends the sentence before. */
static bool contradicts(const sw_check *c, const sw_finding *f, size_t at)
{
    const sw_sentences *all = &c->doc.sentences;
    size_t here = sw_sentence_at(all, at);
    size_t there = sw_sentence_at(all, f->start);

    if (there == here)
        return true;
    return there + 1 == here &&
           (sw_spot_opens(&c->doc, f->start) ||
            !sw_spot_holds_words(c->doc.text, f->end, all->at[there].end));
}

/* First byte of the sentence before the one that holds byte `at`. */
static size_t window(const sw_check *c, size_t at)
{
    const sw_sentences *all = &c->doc.sentences;
    size_t i = sw_sentence_at(all, at);

    return all->count ? all->at[i ? i - 1 : 0].start : 0;
}

static void look_behind(const sw_check *c, size_t index, sw_take *out)
{
    const sw_finding *r = &c->findings.at[index];
    const sw_sentences *all = &c->doc.sentences;
    size_t here = sw_sentence_at(all, r->start), looked = 0;

    for (size_t i = index + 1; i < c->findings.count; i++) {
        const sw_finding *f = &c->findings.at[i];

        if (sw_sentence_at(all, f->start) != here)
            return;
        if (++looked > MAX_LOOK ||
            (is_taker(r->rule, f->rule) && f->end > r->end)) {
            out->kind = SW_TAKE_NEVER;
            return;
        }
    }
}

/* Looks at a finding in front of the match; false ends the search. */
static bool look_at(const sw_check *c, size_t index, size_t i, sw_take *out)
{
    const sw_finding *r = &c->findings.at[index];
    const sw_finding *f = &c->findings.at[i];
    size_t words;

    if (f->start == f->end || !is_taker(r->rule, f->rule) ||
        (f->start >= out->start && f->end <= r->end))
        return true; /* none, or inside what is rewritten anyway */
    if (out->count < SW_TAKE_MAX &&
        is_in_front(c, f, out->start, out->count == 0, &words)) {
        if (!out->count)
            out->words = words;
        out->kind = SW_TAKE_FRONT;
        out->start = f->start;
        out->taken[out->count++] = i;
    } else if (f->end > out->start || contradicts(c, f, out->start)) {
        out->kind = SW_TAKE_NEVER;
        return false;
    }
    return true;
}

/* Does a word of the list `no` stand in start..end? bare: only when all words
 * there are in the list `bare`. */
static bool says_no(const sw_check *c, size_t start, size_t end, bool bare)
{
    const sw_map *no = sw_ruleset_list(c->rules, "no");
    const sw_map *list = sw_ruleset_list(c->rules, "bare");
    size_t at = start;
    bool found = false;
    sw_word word;

    if (!no || (bare && !list))
        return false;
    if (end - start > MAX_SEARCH)
        return true;
    while (sw_spot_word(c->doc.text, &at, end, &word)) {
        sw_str fold = sw_str_of(word.fold);

        if (sw_zone_inline_at(&c->doc.zones, word.start))
            continue;
        found = found || sw_map_find(no, fold);
        if (bare && !sw_map_find(list, fold))
            return false;
    }
    return found;
}

/* A no that nobody flagged, in front of the edit. */
static bool is_denied(const sw_check *c, size_t at)
{
    const sw_sentences *all = &c->doc.sentences;
    size_t here = sw_sentence_at(all, at);
    const sw_sentence *s;

    if (!all->count)
        return false;
    s = &all->at[here];
    if (s->begin < at && says_no(c, s->begin, at, false))
        return true;
    if (!here)
        return false;
    s = &all->at[here - 1];
    return s->end <= at && s->end - s->begin <= MAX_BETWEEN &&
           says_no(c, s->begin, s->end, true);
}

void sw_take_find(const sw_check *c, size_t index, sw_take *out)
{
    const sw_finding *r = &c->findings.at[index];
    size_t looked = 0;

    *out = (sw_take){
        .kind = SW_TAKE_NOTHING, .start = r->start, .words = r->start};
    if (!r->rule->takes.count || r->start == r->end)
        return;
    for (size_t i = index; i-- > 0;) {
        if (c->findings.at[i].start < window(c, out->start))
            break;
        if (++looked > MAX_LOOK) {
            out->kind = SW_TAKE_NEVER;
            break;
        }
        if (!look_at(c, index, i, out))
            break;
    }
    if (out->kind != SW_TAKE_NEVER)
        look_behind(c, index, out);
    if (out->kind != SW_TAKE_NEVER && is_denied(c, out->start))
        out->kind = SW_TAKE_NEVER;
}
