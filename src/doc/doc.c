/* doc.c - one text as the rules see it: zones, sentences, body, words. */
#include "doc/doc.h"

#include "base/fail.h"
#include "base/utf8.h"
#include "doc/look.h"
#include "doc/past.h"
#include "doc/place.h"

enum {
    AT_ONCE = 500
}; /* bytes in which words are counted before it is asked
      whether they are enough */

/* Words in start..end outside inline zones. */
static size_t count_words(const sw_doc *doc, size_t start, size_t end)
{
    const sw_zone *const at = doc->zones.inlines.at;
    const size_t count = doc->zones.inlines.count;
    sw_bit_map map =
        sw_bit_map_of(doc->text.ptr, doc->text.len, doc->zones.bits);
    size_t words = 0;
    for (size_t k = sw_zone_inline_behind(&doc->zones, start);
         k < count && at[k].start < end; k++) {
        if (start < at[k].start)
            words += sw_look_count_words(&map, start, at[k].start);
        start = at[k].end;
    }
    return start < end ? words + sw_look_count_words(&map, start, end) : words;
}

/* Does the sentence follow, with nothing but white space between? */
static bool follows(sw_str text, size_t end, const sw_sentence *s)
{
    return s->zone == SW_ZONE_BODY && s->begin > end &&
           sw_byte_past(text.ptr, end, s->begin, SW_BYTE_SPACE) == s->begin;
}

size_t sw_doc_words(sw_doc *doc, size_t enough)
{
    const sw_sentence *const at = doc->sentences.at;
    const size_t count = doc->sentences.count;
    while (doc->words < enough && doc->counted < count) {
        const sw_sentence *const s = &at[doc->counted++];
        size_t end = s->end;
        if (s->zone != SW_ZONE_BODY)
            continue;
        while (doc->counted < count && end - s->begin < AT_ONCE &&
               follows(doc->text, end, &at[doc->counted]))
            end = at[doc->counted++].end;
        doc->words += count_words(doc, s->begin, end);
    }
    return doc->words;
}

void sw_doc_measure(sw_doc *doc)
{
    doc->body_start = doc->text.len;
    for (size_t k = 0; k < doc->sentences.count; k++) {
        const sw_sentence *const s = &doc->sentences.at[k];
        if (s->zone != SW_ZONE_BODY)
            continue;
        if (doc->body_sentences++ == 0)
            doc->body_start = s->begin;
        doc->body_end = s->end;
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
    sw_bits *const bits =
        sw_arena_alloc(arena, sw_bits_blocks(text.len) * sizeof *bits);
    if (bits == NULL)
        return sw_fail_nomem(err);
    sw_bits_all(text.ptr, text.len, bits);
    const size_t valid = sw_utf8_valid_bits(text, bits);
    if (valid < text.len)
        return sw_doc_fail_utf8(text, valid, err);
    if (!sw_zone_parse_bits(text, bits, ignores, arena, &out->zones) ||
        !sw_sentence_parse(text, &out->zones, arena, &out->sentences))
        return sw_fail_nomem(err);
    sw_doc_measure(out);
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
