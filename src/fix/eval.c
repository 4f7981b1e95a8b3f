/* eval.c - a template and a match -> the pieces of a replacement. */
#include "fix/eval.h"

#include "base/utf8.h"
#include "rule/template.h"

#include <string.h>

/* The capture's words as they stand; from = SW_NOWHERE for those that do not
 * come out of the draft. False when it took no part. */
static bool capture_words(sw_str name, const sw_finding *finding,
                          const sw_doc *doc, sw_style *style, sw_piece *out)
{
    size_t start = SW_NOWHERE, end = 0;

    if (sw_str_equal_c(name, "voice")) {
        *out = (sw_piece){sw_str_of(sw_style_we(style) ? "we" : "i"),
                          SW_NOWHERE, false};
        return true;
    }
    if (sw_str_equal_c(name, "0")) {
        start = finding->start;
        end = finding->end;
    }
    for (size_t i = 0; i < finding->span_count && start == SW_NOWHERE; i++) {
        const sw_span *span = &finding->spans[i];

        if (sw_str_equal_c(name, span->name)) {
            start = span->start;
            end = span->end;
        }
    }
    if (start == SW_NOWHERE)
        return false;
    *out = (sw_piece){sw_str_part(doc->text, start, end), start, false};
    return true;
}

static sw_fitted look_up(const sw_map *words, sw_arena *arena, sw_piece *piece)
{
    sw_str key;
    const char *word;

    if (sw_template_fold(piece->text, arena, &key))
        return SW_FITTED_NOMEM;
    word = sw_map_find(words, key);
    if (!word)
        return SW_FITTED_NOT;
    *piece = (sw_piece){sw_str_of(word), SW_NOWHERE, false};
    return SW_FITTED;
}

static sw_fitted filter_words(const sw_filter *filter, sw_arena *arena,
                              sw_piece *piece)
{
    bool ok = true;

    switch (filter->kind) {
    case SW_FILTER_MAP:
        return look_up(filter->words, arena, piece);
    case SW_FILTER_LOWER:
        ok = sw_words_recase(piece->text, sw_utf8_lower, false, arena,
                             &piece->text);
        break;
    case SW_FILTER_UPPER:
        ok = sw_words_recase(piece->text, sw_utf8_upper, false, arena,
                             &piece->text);
        break;
    case SW_FILTER_SENTENCE:
        ok = sw_words_recase(piece->text, sw_utf8_upper, true, arena,
                             &piece->text);
        break;
    }
    piece->shaped = piece->shaped || piece->from != SW_NOWHERE;
    piece->from = SW_NOWHERE;
    return ok ? SW_FITTED : SW_FITTED_NOMEM;
}

sw_fitted sw_eval_run(const sw_template *text, const sw_finding *finding,
                      const sw_doc *doc, sw_style *style, sw_arena *arena,
                      sw_pieces *out)
{
    for (size_t i = 0; i < text->count; i++) {
        const sw_part *part = &text->parts[i];
        sw_piece piece = {part->text, SW_NOWHERE, false};
        sw_piece *slot;

        if (part->capture &&
            !capture_words(part->text, finding, doc, style, &piece))
            return SW_FITTED_NOT;
        for (size_t k = 0; k < part->filter_count; k++) {
            sw_fitted done = filter_words(&part->filters[k], arena, &piece);

            if (done != SW_FITTED)
                return done;
        }
        slot = SW_VEC_PUSH(out, arena);
        if (!slot)
            return SW_FITTED_NOMEM;
        *slot = piece;
    }
    return SW_FITTED;
}
