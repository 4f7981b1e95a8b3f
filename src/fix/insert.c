/*
 * insert.c - words -> an edit that adds a sentence.
 *
 * Agents' initials and split marks at the end of a reply stay the last thing
 * in it; a sentence without a closing mark gets one before another follows.
 */
#include "fix/insert.h"

#include "base/utf8.h"
#include "doc/look.h"
#include "fix/spot.h"

#define MAX_GAP 16 /* bytes of the white space that is copied as a border */

typedef struct place {
    const sw_fit *fit;
    size_t at;
    sw_buf before, behind; /* what goes around the words */
} place;

static void put_paragraph(place *p, sw_buf *buf)
{
    sw_buf_put_c(buf, p->fit->newline);
    sw_buf_put_c(buf, p->fit->newline);
}

static void before_sentence(place *p, size_t sentence)
{
    p->at = p->fit->doc->sentences.at[sentence].begin;
    sw_buf_byte(&p->behind, ' ');
}

/* End of the sentence's own words, in front of initials and split marks. */
static size_t words_end(const sw_doc *doc, const sw_sentence *s)
{
    size_t end = s->end;

    while (end > s->begin) {
        const sw_zone *zone = sw_zone_inline_at(&doc->zones, end - 1);

        if (!zone || zone->start <= s->begin ||
            (zone->kind != SW_ZONE_INITIALS && zone->kind != SW_ZONE_SPLIT))
            break;
        end = sw_look_white_back(doc->text, s->begin, zone->start);
    }
    return end;
}

static void after_sentence(place *p, size_t sentence)
{
    const sw_doc *doc = p->fit->doc;

    p->at = words_end(doc, &doc->sentences.at[sentence]);
    if (sw_look_after_word(doc->text, p->at) &&
        !sw_zone_inline_at(&doc->zones, p->at - 1))
        sw_buf_byte(&p->before, '.');
    sw_buf_byte(&p->before, ' ');
}

static void at_start(place *p)
{
    const sw_doc *doc = p->fit->doc;
    size_t i = sw_sentence_at(&doc->sentences, doc->body_start);
    const sw_sentence *s = &doc->sentences.at[i];
    size_t gap = sw_look_white_back(doc->text, 0, s->start);
    unsigned breaks;

    sw_look_white(doc->text, gap, s->start, &breaks);
    if (s->item) {
        p->at = s->start;
        put_paragraph(p, &p->behind);
    } else if (gap && breaks && s->start == s->begin) {
        p->at = s->begin;
        if (s->start - gap <= MAX_GAP)
            sw_buf_put(&p->behind, sw_str_part(doc->text, gap, s->start));
        else
            put_paragraph(p, &p->behind);
    } else {
        before_sentence(p, i);
    }
}

static void at_end(place *p)
{
    const sw_doc *doc = p->fit->doc;
    size_t i = sw_sentence_at(&doc->sentences, doc->body_end - 1);

    if (doc->sentences.at[i].item) {
        p->at = words_end(doc, &doc->sentences.at[i]);
        put_paragraph(p, &p->before);
    } else {
        after_sentence(p, i);
    }
}

/* The sentence itself: one line of it, trimmed, with capital and mark. */
static bool sentence_words(const sw_fit *fit, sw_pieces *pieces, sw_str *out)
{
    sw_buf buf;

    sw_words_close(pieces);
    if (!sw_words_fit(pieces, fit->rules, fit->style, false, fit->arena) ||
        !sw_words_join(pieces, fit->arena, out))
        return false;
    *out = sw_str_trim(*out);
    if (!out->len)
        return true;
    if (!sw_fit_own_case(*out, 0) &&
        !sw_words_recase(
            *out, sw_style_lower(fit->style) ? sw_utf8_lower : sw_utf8_upper,
            true, fit->arena, out))
        return false;
    sw_buf_init(&buf, 0);
    sw_buf_put(&buf, *out);
    if (sw_look_after_word(*out, out->len) || out->ptr[out->len - 1] == ']')
        sw_buf_byte(&buf, '.');
    return sw_words_keep(&buf, fit->arena, out);
}

/* Finds the place; false when there is none. */
static bool find_place(place *p, sw_insert where, size_t sentence)
{
    const sw_doc *doc = p->fit->doc;
    bool in_body = where == SW_INSERT_START || where == SW_INSERT_END;

    if (in_body ? doc->body_sentences == 0 || doc->body_end == 0
                : sentence >= doc->sentences.count)
        return false;
    if (where == SW_INSERT_START)
        at_start(p);
    else if (where == SW_INSERT_END)
        at_end(p);
    else if (where == SW_INSERT_BEFORE_SENTENCE)
        before_sentence(p, sentence);
    else
        after_sentence(p, sentence);
    return true;
}

sw_fitted sw_insert_run(const sw_fit *fit, sw_insert where, size_t sentence,
                        sw_pieces *pieces, unsigned zones, sw_edits *out)
{
    place p = {.fit = fit};
    sw_str words, all;

    if (!sentence_words(fit, pieces, &words))
        return SW_FITTED_NOMEM;
    if (!words.len || !find_place(&p, where, sentence))
        return SW_FITTED_NOT;
    sw_buf_put(&p.before, words);
    sw_buf_put(&p.before, sw_buf_str(&p.behind));
    p.before.failed = p.before.failed || p.behind.failed;
    sw_buf_release(&p.behind);
    if (!sw_words_keep(&p.before, fit->arena, &all))
        return SW_FITTED_NOMEM;
    return sw_fit_add(fit, p.at, p.at, all, zones, out);
}
