/*
 * fuzz_doc.c - hostile bytes as a reply: zones and sentences.
 *
 * Laws: bad UTF-8 is refused at its place; ranges are sorted, apart, inside
 * the text and on the edges of characters.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "doc/doc.h"

static void see_edge(sw_str text, size_t at)
{
    FUZZ_LAW(at <= text.len);
    FUZZ_LAW(at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80);
}

static void see_zones(sw_str text, const sw_zone *zones, size_t count)
{
    size_t end = 0;

    for (size_t i = 0; i < count; i++) {
        FUZZ_LAW(zones[i].start < zones[i].end && zones[i].start >= end);
        FUZZ_LAW(zones[i].kind < SW_ZONE_COUNT);
        see_edge(text, zones[i].start);
        see_edge(text, zones[i].end);
        end = zones[i].end;
    }
}

static void see_sentences(const sw_doc *doc)
{
    size_t end = 0;

    for (size_t i = 0; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];

        FUZZ_LAW(s->start < s->end && s->start >= end);
        see_edge(doc->text, s->start);
        see_edge(doc->text, s->end);
        end = s->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sw_str text = {(const char *)data, size};
    sw_arena arena = {0};
    sw_doc doc;
    saywell_error err;
    size_t good = sw_utf8_valid(text);
    saywell_status status = sw_doc_parse(text, &arena, &doc, &err);

    if (good < size) {
        FUZZ_LAW(status == SAYWELL_UTF8 && err.offset == good);
    } else {
        FUZZ_LAW(status == SAYWELL_OK);
        see_zones(text, doc.zones.blocks.at, doc.zones.blocks.count);
        see_zones(text, doc.zones.inlines.at, doc.zones.inlines.count);
        see_sentences(&doc);
        FUZZ_LAW(doc.body_sentences <= doc.sentences.count);
        for (size_t i = 0; i < size; i += size / 16 + 1) {
            sw_zone_inline_at(&doc.zones, i);
            FUZZ_LAW(sw_zone_block_at(&doc.zones, i) < SW_ZONE_COUNT);
            FUZZ_LAW(sw_sentence_at(&doc.sentences, i) <= doc.sentences.count);
        }
    }
    sw_arena_release(&arena);
    return 0;
}
