/*
 * spot.c - what stands at a place of the draft: words, borders, zones.
 *
 * Looks stop after LOOK bytes: in a draft of one endless run of marks not
 * every finding may walk the whole run.
 */
#include "fix/spot.h"

#include "base/byte.h"
#include "base/utf8.h"
#include "doc/look.h"

#include <string.h>

#define LOOK 256

static bool is_apostrophe(uint32_t code)
{
    return code != '`' && sw_utf8_is_apostrophe(code);
}

static void fold(sw_str text, sw_word *word)
{
    size_t n = 0, size;

    for (size_t i = word->start; i < word->end; i += size) {
        uint32_t code = sw_utf8_at(text, i, &size);
        char put[4];
        size_t len = 1;

        if (code < 0x80) {
            put[0] = (char)code;
            if (sw_byte_is(put[0], SW_BYTE_UPPER))
                put[0] = (char)(code | 0x20);
        } else {
            code = is_apostrophe(code) ? '\'' : sw_utf8_lower(code);
            len = sw_utf8_put(put, code);
        }
        if (n + len >= sizeof word->fold) {
            n = 0;
            break;
        }
        memcpy(word->fold + n, put, len);
        n += len;
    }
    word->fold[n] = '\0';
}

/* The next character of a word, at i or behind it; end when there is none. */
static size_t word_start(sw_str text, size_t i, size_t end)
{
    size_t size;

    while ((i = sw_byte_find(text.ptr, i, end, SW_BYTE_WORD | SW_BYTE_HIGH)) <
               end &&
           !sw_look_is_word(text, i)) {
        sw_utf8_at(text, i, &size);
        i += size;
    }
    return i;
}

static size_t word_end(sw_str text, size_t i)
{
    size_t size;

    while ((i = sw_byte_past(text.ptr, i, text.len, SW_BYTE_WORD)) < text.len) {
        uint32_t code = sw_utf8_at(text, i, &size);

        if (!sw_utf8_is_word(code) &&
            !(is_apostrophe(code) && sw_look_is_word(text, i + size)))
            break;
        i += size;
    }
    return i;
}

bool sw_spot_word(sw_str text, size_t *at, size_t end, sw_word *out)
{
    size_t i = word_start(text, *at, end);

    *at = i;
    if (i >= end)
        return false;
    out->start = i;
    out->end = *at = word_end(text, i);
    fold(text, out);
    return true;
}

bool sw_spot_is_edge(sw_str text, size_t i)
{
    size_t size;

    if (i == 0 || i >= text.len)
        return true;
    if (((unsigned char)text.ptr[i] & 0xc0) == 0x80)
        return false;
    if (text.ptr[i - 1] == '\r' && text.ptr[i] == '\n')
        return false;
    if (is_apostrophe(sw_utf8_at(text, i, &size)))
        return !sw_look_after_word(text, i) || !sw_look_is_word(text, i + size);
    if (is_apostrophe(sw_utf8_before(text, i, &size)))
        return !sw_look_is_word(text, i) || !sw_look_after_word(text, i - size);
    return !sw_look_is_word(text, i) || !sw_look_after_word(text, i);
}

static bool is_one_of(sw_str text, size_t i, const char *marks)
{
    size_t size;
    uint32_t code;

    if (i >= text.len)
        return false;
    code = sw_utf8_at(text, i, &size);
    return code == 0x2026 ||
           (code && code < 128 && strchr(marks, (int)code) != NULL);
}

bool sw_spot_is_closing(sw_str text, size_t i)
{
    size_t size;

    /* A colon that something follows at once may be the eyes of a smiley. */
    if (is_one_of(text, i, ":;") && text.ptr[i] > 0)
        return i + 1 == text.len ||
               sw_utf8_is_space(sw_utf8_at(text, i + 1, &size));
    return is_one_of(text, i, ".,!?)]");
}

bool sw_spot_is_stop(sw_str text, size_t i)
{
    return is_one_of(text, i, ".!?");
}

bool sw_spot_is_i(sw_str text, size_t i)
{
    return i < text.len && text.ptr[i] == 'I' && !sw_look_is_word(text, i + 1);
}

bool sw_spot_holds_words(sw_str text, size_t start, size_t end)
{
    size_t size;

    if (end > start + LOOK)
        return true;
    for (size_t i = start; i < end; i += size) {
        uint32_t code = sw_utf8_at(text, i, &size);

        if (code > 127 ? !sw_utf8_is_space(code) && code != 0x2026
                       : sw_utf8_is_word(code))
            return true;
    }
    return false;
}

bool sw_spot_opens(const sw_doc *doc, size_t i)
{
    const sw_sentence *s;
    size_t size;

    if (!doc->sentences.count)
        return false;
    s = &doc->sentences.at[sw_sentence_at(&doc->sentences, i)];
    if (i < s->begin || i >= s->end || i - s->begin > LOOK)
        return false;
    for (size_t at = s->begin; at < i; at += size)
        if (sw_utf8_is_word(sw_utf8_at(doc->text, at, &size)))
            return false;
    return true;
}

/* The first of sorted zones that ends behind byte i, or NULL. */
static const sw_zone *first_behind(const sw_zone *zones, size_t count, size_t i)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (zones[middle].end > i)
            high = middle;
        else
            low = middle + 1;
    }
    return low < count ? &zones[low] : NULL;
}

bool sw_spot_is_free(const sw_doc *doc, size_t start, size_t end,
                     unsigned zones)
{
    const sw_zones *z = &doc->zones;
    const sw_zone *in = first_behind(z->inlines.at, z->inlines.count, start);
    const sw_zone *block = first_behind(z->blocks.at, z->blocks.count, start);

    /* Up to `end`, and for an insertion up to start: only a zone that holds
     * bytes on both sides of it begins before. */
    if (in && in->start < end)
        return false;
    while (block && block->start < end) {
        if (block->kind != SW_ZONE_BODY && !(zones & 1u << block->kind))
            return false;
        block++;
        if (block == z->blocks.at + z->blocks.count)
            break;
    }
    return true;
}
