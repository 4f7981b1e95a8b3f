/*
 * fit.c - words -> edits that sit well at their place in the draft.
 *
 * A template knows nothing of its place: whether a sentence begins there, what
 * stands on both sides, whether the line was wrapped inside the match. All of
 * that is put right here, and the edits are kept small, so that what need not
 * change is provably untouched.
 */
#include "fix/fit.h"

#include "base/utf8.h"
#include "doc/look.h"
#include "fix/drop.h"
#include "fix/spot.h"

#include <string.h>

#define MAX_BREAKS 8 /* wrapped lines of one edit that are kept wrapped */

/* A body sentence with words in it. */
static bool speaks(const sw_doc *doc, size_t i)
{
    const sw_sentence *s = &doc->sentences.at[i];

    return s->zone == SW_ZONE_BODY &&
           sw_spot_holds_words(doc->text, s->begin, s->end);
}

void sw_fit_init(sw_fit *fit, const saywell_rules *rules, const sw_doc *doc,
                 sw_style *style, sw_arena *arena)
{
    size_t line = sw_str_find_byte(doc->text, '\n', 0);
    size_t count = doc->sentences.count;

    *fit = (sw_fit){.rules = rules, .doc = doc, .arena = arena, .style = style};
    fit->newline = "\n";
    if (line != SW_NOWHERE && line && doc->text.ptr[line - 1] == '\r')
        fit->newline = "\r\n";
    fit->first = 1;
    for (size_t i = 0; i < count && fit->first > fit->last; i++)
        if (speaks(doc, i))
            fit->first = fit->last = i;
    for (size_t i = count; fit->first <= fit->last && i-- > fit->first;)
        if (speaks(doc, i)) {
            fit->last = i;
            break;
        }
}

/* ---- capitals ----------------------------------------------------------- */

bool sw_fit_upper(const sw_fit *fit, size_t i)
{
    sw_str text = fit->doc->text;

    if (sw_look_is_lower(text, i))
        return false;
    if (sw_look_is_upper(text, i) && !sw_spot_is_i(text, i))
        return true;
    return !sw_style_lower(fit->style);
}

bool sw_fit_own_case(sw_str text, size_t i)
{
    size_t at = i, end, size;
    sw_word word;

    if (sw_spot_is_i(text, i) || !sw_spot_word(text, &at, text.len, &word))
        return true;
    end = word.end;
    for (at = i + 1; at < end; at += size)
        if (sw_utf8_is_upper(sw_utf8_at(text, at, &size)))
            return true;
    return false;
}

/* A copied first word lost its place at the start of a sentence: may it lose
 * its capital, or is it a name? */
static bool is_common(const sw_fit *fit, sw_str word)
{
    const sw_map *list = sw_ruleset_list(fit->rules, "function_words");
    const sw_map *we = sw_ruleset_list(fit->rules, "person_we");
    size_t at = 0;
    sw_word first;

    if (!sw_spot_word(word, &at, word.len, &first))
        return false;
    return (list && sw_map_find(list, sw_str_of(first.fold))) ||
           (we && sw_map_find(we, sw_str_of(first.fold)));
}

/* Cuts the first word off the copy at index i, so that it may change. */
static sw_piece *cut_word(sw_pieces *pieces, size_t i, sw_arena *arena)
{
    sw_str text = pieces->at[i].text;
    size_t at = 0;
    sw_word word;
    const sw_piece *room = SW_VEC_PUSH(pieces, arena);

    if (!room || !sw_spot_word(text, &at, text.len, &word))
        return NULL;
    memmove(&pieces->at[i + 1], &pieces->at[i],
            (pieces->count - i - 1) * sizeof pieces->at[0]);
    pieces->at[i + 1].from += word.end;
    pieces->at[i + 1].text = sw_str_part(text, word.end, text.len);
    pieces->at[i] =
        (sw_piece){sw_str_part(text, 0, word.end), SW_NOWHERE, true};
    return &pieces->at[i];
}

/* The first letter's case at the place `start`. False: no memory. */
static bool fit_capital(const sw_fit *fit, size_t start, sw_pieces *pieces)
{
    sw_str text = fit->doc->text, all;
    size_t i = 0;
    bool opens = sw_spot_opens(fit->doc, start), upper;
    sw_piece *piece;

    while (i < pieces->count && !pieces->at[i].text.len)
        i++;
    if (!sw_words_join(pieces, fit->arena, &all))
        return false;
    if (i == pieces->count || sw_fit_own_case(all, 0))
        return true;
    if (!opens && sw_look_is_upper(text, start) && !sw_spot_is_i(text, start))
        return true;
    piece = &pieces->at[i];
    upper = opens && sw_fit_upper(fit, start);
    if (upper ? !sw_look_is_lower(all, 0) : !sw_look_is_upper(all, 0))
        return true;
    if (piece->from != SW_NOWHERE) {
        if (piece->from == start || (!upper && !is_common(fit, piece->text)))
            return true;
        piece = cut_word(pieces, i, fit->arena);
        if (!piece)
            return false;
    }
    return sw_words_recase(piece->text, upper ? sw_utf8_upper : sw_utf8_lower,
                           true, fit->arena, &piece->text);
}

/* ---- borders ------------------------------------------------------------ */

static void trim_front(sw_pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        sw_piece *piece = &pieces->at[i];
        size_t n = sw_look_white(piece->text, 0, piece->text.len, NULL);

        if (piece->from != SW_NOWHERE)
            piece->from += n;
        piece->text = sw_str_part(piece->text, n, piece->text.len);
        if (piece->text.len)
            return;
    }
}

/* Takes white space, or with marks also , ; : . ! ? off the end. */
static void trim_back(sw_pieces *pieces, bool marks)
{
    for (size_t i = pieces->count; i-- > 0;) {
        sw_str *s = &pieces->at[i].text;

        do {
            s->len = sw_look_white_back(*s, 0, s->len);
            if (!marks || !s->len || !strchr(".,;:!?", s->ptr[s->len - 1]))
                break;
            s->len--;
        } while (s->len);
        if (s->len)
            return;
    }
}

static bool space_before(sw_str text, size_t i)
{
    return i == 0 || sw_look_white_back(text, 0, i) < i;
}

/* No doubled space, comma or full stop where the words meet the draft. */
static void fit_borders(const sw_fit *fit, size_t *start, size_t end,
                        sw_pieces *pieces)
{
    sw_str text = fit->doc->text;
    size_t size, back, i = 0;

    sw_words_close(pieces);
    if (space_before(text, *start))
        trim_front(pieces);
    if (end == text.len || sw_spot_is_closing(text, end))
        trim_back(pieces, end < text.len && text.ptr[end] != ')');
    else if (sw_utf8_is_space(sw_utf8_at(text, end, &size)))
        trim_back(pieces, false);
    while (i < pieces->count && !pieces->at[i].text.len)
        i++;
    back = sw_look_spaces(text, sw_look_white_back(text, 0, *start), *start);
    if (i < pieces->count && back == *start &&
        sw_spot_is_closing(pieces->at[i].text, 0))
        *start = sw_look_white_back(text, 0, *start);
}

/* ---- line breaks -------------------------------------------------------- */

/* The space of s at or behind `from` that is nearest to `near`. */
static size_t nearest_space(sw_str s, size_t from, size_t near)
{
    size_t best = SW_NOWHERE, gap = SW_NOWHERE;

    for (size_t i = sw_str_find_byte(s, ' ', from); i != SW_NOWHERE;
         i = sw_str_find_byte(s, ' ', i + 1)) {
        size_t off = i > near ? i - near : near - i;

        if (off >= gap)
            break;
        best = i;
        gap = off;
    }
    return best;
}

/* Puts the line breaks of the old text into the new one, at the spaces
 * nearest to where they were, but not those before byte `from`. */
static bool keep_breaks(const sw_fit *fit, sw_str old, size_t from,
                        sw_str *fresh)
{
    sw_str s = *fresh;
    size_t done = 0;
    unsigned breaks, kept = 0;
    sw_buf buf;

    if (sw_str_find_byte(s, '\n', 0) != SW_NOWHERE ||
        sw_str_find_byte(old, '\n', 0) == SW_NOWHERE)
        return true;
    sw_buf_init(&buf, 0);
    for (size_t i = from; i < old.len && kept < MAX_BREAKS;) {
        size_t end = sw_look_white(old, i, old.len, &breaks), at;

        if (breaks) {
            at = nearest_space(s, done, i - from);
            if (at == SW_NOWHERE)
                break;
            sw_buf_put(&buf, sw_str_part(s, done, at));
            sw_buf_put(&buf, sw_str_part(old, i, end));
            done = at + 1;
            kept++;
        }
        i = end > i ? end : i + 1;
        while (i < old.len && ((unsigned char)old.ptr[i] & 0xc0) == 0x80)
            i++;
    }
    sw_buf_put(&buf, sw_str_part(s, done, s.len));
    return sw_words_keep(&buf, fit->arena, fresh);
}

/* ---- edits -------------------------------------------------------------- */

static size_t common_front(sw_str text, size_t start, sw_str old, sw_str fresh)
{
    size_t n = 0;

    while (n < old.len && n < fresh.len && old.ptr[n] == fresh.ptr[n])
        n++;
    while (n &&
           !(sw_spot_is_edge(text, start + n) && sw_spot_is_edge(fresh, n)))
        n--;
    return n;
}

static size_t common_back(sw_str text, size_t end, sw_str old, sw_str fresh)
{
    size_t n = 0;

    while (n < old.len && n < fresh.len &&
           old.ptr[old.len - n - 1] == fresh.ptr[fresh.len - n - 1])
        n++;
    while (n && !(sw_spot_is_edge(text, end - n) &&
                  sw_spot_is_edge(fresh, fresh.len - n)))
        n--;
    return n;
}

/* Would words that stood apart stick together? */
static bool sticks(sw_str text, size_t start, size_t end, sw_str fresh)
{
    if (sw_look_after_word(text, start) && sw_spot_is_edge(text, start) &&
        (fresh.len ? sw_look_is_word(fresh, 0) : sw_look_is_word(text, end)))
        return true;
    return fresh.len && sw_look_after_word(fresh, fresh.len) &&
           sw_look_is_word(text, end) && sw_spot_is_edge(text, end);
}

sw_fitted sw_fit_add(const sw_fit *fit, size_t start, size_t end, sw_str fresh,
                     unsigned zones, sw_edits *out)
{
    sw_str text = fit->doc->text;
    sw_str old = sw_str_part(text, start, end);
    size_t n = common_front(text, start, old, fresh);
    saywell_edit *edit;
    char *copy;

    start += n;
    fresh = sw_str_part(fresh, n, fresh.len);
    old = sw_str_part(text, start, end);
    n = common_back(text, end, old, fresh);
    end -= n;
    fresh.len -= n;
    if (start == end && !fresh.len)
        return SW_FITTED;
    if (!sw_spot_is_free(fit->doc, start, end, zones) ||
        sticks(text, start, end, fresh))
        return SW_FITTED_NOT;
    copy = sw_arena_copy(fit->arena, fresh.len ? fresh.ptr : "", fresh.len);
    edit = copy ? SW_VEC_PUSH(out, fit->arena) : NULL;
    if (!edit)
        return SW_FITTED_NOMEM;
    *edit = (saywell_edit){start, end, copy, fresh.len};
    return SW_FITTED;
}

/* May an edit run over this copy, or must it go around? */
static bool is_plain(const sw_fit *fit, const sw_piece *copy)
{
    size_t end = copy->from + copy->text.len;

    return sw_str_find_byte(copy->text, '\n', 0) == SW_NOWHERE &&
           sw_spot_is_free(fit->doc, copy->from, end, 0);
}

/* One edit start..end with the words gathered so far, which are released. */
static sw_fitted add_words(const sw_fit *fit, size_t start, size_t from,
                           size_t end, sw_buf *words, unsigned zones,
                           sw_edits *out)
{
    sw_str old = sw_str_part(fit->doc->text, start, end), fresh;

    from = from < start ? start : from < end ? from : end;

    if (!sw_words_keep(words, fit->arena, &fresh) ||
        !keep_breaks(fit, old, from - start, &fresh))
        return SW_FITTED_NOMEM;
    return sw_fit_add(fit, start, end, fresh, zones, out);
}

static sw_fitted add_pieces(const sw_fit *fit, size_t start, size_t from,
                            size_t end, const sw_pieces *pieces, unsigned zones,
                            sw_edits *out)
{
    size_t at = start; /* end of the copy last met */
    sw_fitted done = SW_FITTED;
    sw_buf words;

    sw_buf_init(&words, 0);
    for (size_t i = 0; i < pieces->count && done == SW_FITTED; i++) {
        const sw_piece *p = &pieces->at[i];
        bool copy = p->from != SW_NOWHERE && p->text.len && p->from >= at &&
                    p->from + p->text.len <= end;

        if (copy && !is_plain(fit, p)) {
            done = add_words(fit, start, from, p->from, &words, zones, out);
            start = p->from + p->text.len;
        } else {
            sw_buf_put(&words, p->text);
        }
        if (copy)
            at = p->from + p->text.len;
    }
    if (done == SW_FITTED)
        done = add_words(fit, start, from, end, &words, zones, out);
    sw_buf_release(&words);
    return done;
}

/* Two words or more, all in capitals. */
static bool is_loud(sw_str match)
{
    size_t at = 0, words = 0, letters = 0, size;
    sw_word word;

    while (words < 8 && sw_spot_word(match, &at, match.len, &word)) {
        words++;
        for (size_t i = word.start; i < word.end; i += size) {
            uint32_t code = sw_utf8_at(match, i, &size);

            if (sw_utf8_is_lower(code))
                return false;
            letters += sw_utf8_is_upper(code);
        }
    }
    return words > 1 && letters > 3;
}

sw_fitted sw_fit_replace(const sw_fit *fit, size_t start, size_t from,
                         size_t end, sw_pieces *pieces, unsigned zones,
                         sw_edits *out)
{
    sw_str match = sw_str_part(fit->doc->text, start, end), all;

    if (!sw_words_fit(pieces, fit->rules, fit->style, is_loud(match),
                      fit->arena))
        return SW_FITTED_NOMEM;
    if (!sw_words_join(pieces, fit->arena, &all))
        return SW_FITTED_NOMEM;
    if (!sw_str_trim(all).len)
        return sw_drop_run(fit, start, end, zones, out);
    fit_borders(fit, &start, end, pieces);
    if (!fit_capital(fit, start, pieces))
        return SW_FITTED_NOMEM;
    return add_pieces(fit, start, from, end, pieces, zones, out);
}
