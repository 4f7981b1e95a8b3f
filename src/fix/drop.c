/*
 * drop.c - a deletion -> one that leaves a whole sentence.
 *
 * Words do not stand alone: behind an opener stands a comma, around them
 * stand spaces, and the sentence wants its capital. What goes and what stays
 * is settled in this order: a sentence left without words goes whole; then
 * commas, brackets and dashes; then one of the two runs of white space, the
 * one with more line breaks staying; then the capital.
 */
#include "fix/drop.h"

#include "base/utf8.h"
#include "doc/look.h"
#include "fix/spot.h"

#include <string.h>

typedef struct cut {
    const sw_fit *fit;
    sw_str text;
    size_t start, end;
    size_t limit; /* end of the sentence that holds the end */
    bool opens;   /* begins with the first word of a sentence */
    bool whole;   /* takes whole sentences */
} cut;

/* Bytes of the dash at i (a hyphen too); 0 when there is none. */
static size_t dash_at(sw_str text, size_t i)
{
    size_t size;
    uint32_t code;

    if (i >= text.len)
        return 0;
    code = sw_utf8_at(text, i, &size);
    return code == '-' || code == 0x2013 || code == 0x2014 ? size : 0;
}

/* Are there words left in the body outside sentences from..to? */
static bool leaves_words(const sw_fit *fit, size_t from, size_t to)
{
    return fit->first <= fit->last && (fit->first < from || fit->last > to);
}

/* A sentence left without words goes with its marks (and its bullet). */
static bool take_sentence(cut *c)
{
    const sw_sentences *all = &c->fit->doc->sentences;
    size_t from = sw_sentence_at(all, c->start);
    size_t to = sw_sentence_at(all, c->end ? c->end - 1 : 0);
    const sw_sentence *s, *last;

    if (!all->count)
        return false;
    s = &all->at[from];
    last = &all->at[to];
    c->limit = last->end > c->end ? last->end : c->end;
    c->opens = sw_spot_opens(c->fit->doc, c->start);
    if (!c->opens || sw_spot_holds_words(c->text, c->end, c->limit))
        return true;
    c->whole = true;
    c->start = s->begin;
    c->end = c->limit;
    if (s->item) {
        unsigned breaks;
        size_t next = sw_look_white(c->text, c->end, c->text.len, &breaks);

        if (breaks || next == c->text.len)
            c->start = s->start;
    }
    return s->zone != SW_ZONE_BODY || leaves_words(c->fit, from, to);
}

/* Behind an opener: a comma or dots, or a dash that stands free on its line.
 */
static void take_behind(cut *c)
{
    unsigned breaks;
    size_t i = sw_look_white(c->text, c->end, c->text.len, &breaks);
    size_t dash = dash_at(c->text, i), size;

    if (dash && !breaks && i > c->end && i + dash < c->text.len &&
        c->text.ptr[i + dash] == ' ')
        c->end = i + dash;
    while (i < c->limit && sw_spot_is_closing(c->text, i) &&
           !strchr(")]", c->text.ptr[i])) {
        sw_utf8_at(c->text, i, &size);
        i += size;
        c->end = i;
    }
}

/* Brackets around nothing go. */
static void take_brackets(cut *c)
{
    size_t back = sw_look_white_back(c->text, 0, c->start);
    size_t next = sw_look_white(c->text, c->end, c->text.len, NULL);

    if (back && next < c->text.len && c->text.ptr[back - 1] == '(' &&
        c->text.ptr[next] == ')') {
        c->start = back - 1;
        c->end = next + 1;
    }
}

/* At the end of a clause: the comma or free dash in front goes; a full stop
 * in front ("12. We.") makes the mark behind one too many. */
static void take_front(cut *c)
{
    size_t back = sw_look_white_back(c->text, 0, c->start);
    size_t next = sw_look_white(c->text, c->end, c->text.len, NULL);
    size_t size;

    if (!back || (next < c->limit && !sw_spot_is_closing(c->text, next)))
        return;
    if (c->text.ptr[back - 1] == ',') {
        c->start = back - 1;
    } else if (next < c->limit && c->text.ptr[next] != ')' &&
               sw_spot_is_stop(c->text, back - 1)) {
        c->end = next + 1;
    } else if (back < c->start) {
        sw_utf8_before(c->text, back, &size);
        if (dash_at(c->text, back - size) &&
            sw_look_white_back(c->text, 0, back - size) < back - size)
            c->start = back - size;
    }
}

/* The white space that stays where the words were; start and end move over
 * both runs. */
static sw_str keep_space(cut *c)
{
    sw_str t = c->text;
    size_t left = sw_look_white_back(t, 0, c->start), right;
    unsigned before, behind;
    sw_str first, second;
    bool shut;

    sw_look_white(t, left, c->start, &before);
    right = sw_look_white(t, c->end, t.len, &behind);
    first = sw_str_part(t, left, c->start);
    second = sw_str_part(t, c->end, right);
    c->start = left;
    c->end = right;
    shut = !before && sw_spot_is_closing(t, right);
    if (left == 0)
        return first;
    if (right == t.len || behind > before)
        return second;
    if (before || (first.len && !shut && !strchr("([", t.ptr[left - 1])))
        return first;
    if (shut || strchr("([", t.ptr[left - 1]))
        return (sw_str){0};
    return second;
}

/* Puts the next word, with the capital of the words that go. */
static bool pass_capital(cut *c, size_t old, sw_buf *words)
{
    size_t at = c->end;
    sw_word word;
    sw_str fresh;

    if (!c->opens || c->whole || !sw_fit_upper(c->fit, old) ||
        !sw_look_is_lower(c->text, at) || sw_fit_own_case(c->text, at) ||
        sw_zone_inline_at(&c->fit->doc->zones, at) ||
        !sw_spot_word(c->text, &at, c->text.len, &word))
        return true;
    if (!sw_words_recase(sw_str_part(c->text, word.start, word.end),
                         sw_utf8_upper, true, c->fit->arena, &fresh))
        return false;
    sw_buf_put(words, fresh);
    c->end = word.end;
    return true;
}

sw_fitted sw_drop_run(const sw_fit *fit, size_t start, size_t end,
                      unsigned zones, sw_edits *out)
{
    cut c = {.fit = fit, .text = fit->doc->text, .start = start, .end = end};
    sw_buf words;
    sw_str fresh;

    c.start = sw_look_white(c.text, c.start, c.end, NULL);
    c.end = sw_look_white_back(c.text, c.start, c.end);
    start = c.start;
    if (!take_sentence(&c))
        return SW_FITTED_NOT;
    if (c.opens && !c.whole)
        take_behind(&c);
    if (!c.opens)
        take_brackets(&c);
    if (!c.opens)
        take_front(&c);
    sw_buf_init(&words, 0);
    sw_buf_put(&words, keep_space(&c));
    if (!pass_capital(&c, start, &words)) {
        sw_buf_release(&words);
        return SW_FITTED_NOMEM;
    }
    if (!sw_words_keep(&words, fit->arena, &fresh))
        return SW_FITTED_NOMEM;
    return sw_fit_add(fit, c.start, c.end, fresh, zones, out);
}
