/* doc.c - one text as the rules see it: zones, sentences, body, words. */
#include "doc/doc.h"

#include "base/fail.h"
#include "base/utf8.h"
#include "doc/look.h"
#include "doc/past.h"
#include "doc/place.h"

/* Words in start..end outside inline zones; *zone goes on with the text. */
static size_t count_words(sw_str text, const sw_zones *zones, size_t *zone,
                          size_t start, size_t end)
{
    size_t words = 0, i = start;
    while (i < end) {
        while (*zone < zones->inlines.count &&
               zones->inlines.at[*zone].end <= i)
            ++*zone;
        const sw_zone *const next =
            *zone < zones->inlines.count ? &zones->inlines.at[*zone] : NULL;
        const size_t stop =
            next != NULL && next->start < end ? next->start : end;
        words += sw_look_count_words(text, i, stop);
        i = stop < end ? next->end : end;
    }
    return words;
}

void sw_doc_measure(sw_doc *doc, size_t front, size_t back)
{
    size_t zone = 0;
    doc->body_start = doc->text.len;
    for (size_t k = 0; k < doc->sentences.count; k++) {
        sw_sentence *const s = &doc->sentences.at[k];
        if (s->zone != SW_ZONE_BODY)
            continue;
        if (doc->body_sentences++ == 0)
            doc->body_start = s->begin;
        doc->body_end = s->end;
        if (k >= front && k < doc->sentences.count - back)
            s->words = (unsigned)count_words(doc->text, &doc->zones, &zone,
                                             s->begin, s->end);
        doc->words += s->words;
    }
}

saywell_status sw_doc_fail_utf8(sw_str text, size_t bad, saywell_error *err)
{
    size_t order;
    saywell_place place;
    sw_fail(err, SAYWELL_UTF8,
            "byte %zu (0x%02x) is not UTF-8; save the text as UTF-8", bad,
            (unsigned)(unsigned char)text.ptr[bad]);
    if (err != NULL) {
        sw_place_fill(sw_str_part(text, 0, bad), &bad, 1, &order, &place);
        err->offset = bad;
        err->line = place.line;
        err->column = place.column;
    }
    return SAYWELL_UTF8;
}

static saywell_status parse(sw_str text, bool ignores, sw_arena *arena,
                            sw_doc *out, saywell_error *err)
{
    *out = (sw_doc){.text = text, .starts_to = text.len};
    const size_t valid = sw_utf8_valid(text);
    if (valid < text.len)
        return sw_doc_fail_utf8(text, valid, err);
    if (!(ignores ? sw_zone_parse_ignores : sw_zone_parse)(text, arena,
                                                           &out->zones) ||
        !sw_sentence_parse(text, &out->zones, arena, &out->sentences))
        return sw_fail_nomem(err);
    sw_doc_measure(out, 0, 0);
    return SAYWELL_OK;
}

saywell_status sw_doc_parse(sw_str text, sw_arena *arena, sw_doc *out,
                            saywell_error *err)
{
    return parse(text, false, arena, out, err);
}

saywell_status sw_doc_parse_ignores(sw_str text, sw_arena *arena, sw_doc *out,
                                    saywell_error *err)
{
    return parse(text, true, arena, out, err);
}

bool sw_doc_same_paragraph(const sw_doc *doc, size_t a, size_t b)
{
    const sw_str text = doc->text;
    const size_t end = a < b ? b : a;
    size_t i = a < b ? a : b;
    while (i < end) {
        if (text.ptr[i] != '\n' && text.ptr[i] != '\r') {
            i++;
            continue;
        }
        unsigned breaks;
        i = sw_look_white(text, i, text.len, &breaks);
        if (breaks > 1 && i <= end)
            return false;
    }
    return true;
}
