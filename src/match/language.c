/*
 * language.c - is a reply in the pack's language?
 *
 * Nearly every reply is, so the answer must cost next to nothing. A reply of so
 * many bytes has no more than so many words, so that some known ones are
 * enough, whatever the others are. They are looked for among its plain words
 * first, letters between two gaps, 64 bytes at a time, and looked up as
 * numbers. Only where that leaves a doubt, each word is read as it should be.
 */
#include "match/language.h"

#include <string.h>

#include "base/byte.h"
#include "base/mem.h"
#include "base/utf8.h"

#define LEAST_WORDS 5   /* fewer words are not judged */
#define LEAST_SHARE 15  /* per cent of them that must be function words */
#define MOST_WORDS  400 /* words looked at */
#define WORD_BYTES  32
#define KEY_BYTES   8 /* of a word that is looked up as a number */

struct sw_language {
    const sw_map *list;         /* of all function words; NULL: none known */
    uint32_t first[WORD_BYTES]; /* of longer words, by length: their first
                                   letters, a as bit 1 */
    size_t mask;                /* slots - 1 */
    uint64_t slots[];           /* 0 = free */
};

/* The bytes of a word of one to eight bytes, the first one lowest. */
static uint64_t key_of(const char *word, size_t len)
{
    char bytes[KEY_BYTES] = {0};

    memcpy(bytes, word, len);
    return sw_bytes_load(bytes);
}

static size_t slot_of(const sw_language *l, uint64_t key)
{
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 32) & l->mask;

    while (l->slots[i] != 0 && l->slots[i] != key)
        i = (i + 1) & l->mask;
    return i;
}

sw_language *sw_language_new(const saywell_rules *rules)
{
    const sw_map *list = sw_ruleset_list(rules, "function_words");
    size_t count = list != NULL ? list->count : 0, slots = 16;
    sw_language *l;

    while (slots < 2 * count)
        slots *= 2;
    l = sw_mem_alloc(sizeof *l + slots * sizeof *l->slots);
    if (l == NULL)
        return NULL;
    memset(l, 0, sizeof *l + slots * sizeof *l->slots);
    l->list = list;
    l->mask = slots - 1;
    for (size_t i = 0; i < count; i++) {
        sw_str word = list->at[i].key;
        uint64_t key = 0;
        if (word.len > 0 && word.len <= KEY_BYTES)
            key = key_of(word.ptr, word.len);
        if (key != 0)
            l->slots[slot_of(l, key)] = key;
        else if (word.len > 0 && word.len < WORD_BYTES)
            l->first[word.len] |= 1u << (word.ptr[0] & 31);
    }
    return l;
}

void sw_language_free(sw_language *language)
{
    sw_mem_free(language);
}

/* ---- the count ----------------------------------------------------------- */

typedef struct tally {
    const sw_language *language;
    sw_str text;
    size_t words, known;
    size_t enough; /* known words: whatever the others are */
} tally;

/* Words with digits say nothing about the language and are not counted. */
static void count_word(tally *t, const char *word, size_t len, bool digits)
{
    const sw_language *l = t->language;
    sw_str whole = {word, len};

    if (digits)
        return;
    t->words++;
    if (len <= KEY_BYTES)
        t->known += l->slots[slot_of(l, key_of(word, len))] != 0;
    else if (len < WORD_BYTES && (l->first[len] >> (word[0] & 31) & 1) != 0)
        t->known += sw_map_find(l->list, whole) != NULL;
}

/* The character at i in lower case; 0 when it is not part of a word. */
static uint32_t letter_at(sw_str text, size_t i, size_t *size)
{
    uint32_t code = sw_utf8_at(text, i, size);

    if (code < 0x80 && sw_byte_is((char)code, SW_BYTE_WORD))
        return sw_byte_is((char)code, SW_BYTE_UPPER) ? code | 0x20 : code;
    if (sw_utf8_is_apostrophe(code))
        return '\'';
    return sw_utf8_is_word(code) ? sw_utf8_lower(code) : 0;
}

/* The word whose first character is at i; gives where it ends. An apostrophe
 * belongs to the word before it. */
static size_t take_word(tally *t, size_t i, size_t end)
{
    char word[WORD_BYTES + 4];
    size_t len = 0, size;
    bool digits = false;

    for (; i < end; i += size) {
        const uint32_t code = letter_at(t->text, i, &size);
        if (code == 0)
            break;
        digits = digits || (code >= '0' && code <= '9');
        if (len < WORD_BYTES)
            len += sw_utf8_put(word + len, code);
    }
    count_word(t, word, len, digits);
    return i;
}

static void count_words(tally *t, size_t i, size_t end)
{
    while (t->words < MOST_WORDS && t->known < t->enough) {
        size_t size;
        i = sw_byte_find(t->text.ptr, i, end, SW_BYTE_WORD | SW_BYTE_HIGH);
        if (i >= end)
            break;
        if (sw_byte_is(t->text.ptr[i], SW_BYTE_HIGH) &&
            !sw_utf8_is_word(sw_utf8_wide(t->text, i, &size)))
            i += size;
        else
            i = take_word(t, i, end);
    }
}

/* Words in quotes are words; what other inline zones hold is none. */
static void count_sentence(tally *t, const sw_doc *doc, const sw_sentence *s)
{
    const sw_zone *zones = doc->zones.inlines.at;
    size_t from = s->start, k = 0, high = doc->zones.inlines.count;

    while (k < high) { /* the first that ends behind the sentence's start */
        size_t mid = k + (high - k) / 2;
        if (zones[mid].end > from)
            high = mid;
        else
            k = mid + 1;
    }
    for (; k < doc->zones.inlines.count && zones[k].start < s->end; k++) {
        if (zones[k].kind == SW_ZONE_QUOTED)
            continue;
        if (zones[k].start > from)
            count_words(t, from, zones[k].start);
        from = zones[k].end;
    }
    if (from < s->end)
        count_words(t, from, s->end);
}

/* ---- plain words --------------------------------------------------------- */

#define BLOCK SW_BYTE_BLOCK

typedef struct bits { /* of bytes, the first one as the lowest bit */
    uint64_t words;   /* letters and digits */
    uint64_t glue;    /* may belong to the word beside it */
} bits;

static bits bits_of(const char *text)
{
    const sw_byte_bits b = sw_byte_look(text, BLOCK);

    return (bits){b.word, b.joint | b.high};
}

/* Counts what is known of the plain words that begin at `starts`. Gives where
 * to go on: at a word that does not end in the block. */
static size_t count_block(tally *t, const char *at, const bits *b,
                          uint64_t starts)
{
    const sw_language *l = t->language;
    const uint64_t ends = ~b->words & b->words << 1;

    for (; starts != 0; starts &= starts - 1) {
        const unsigned from = (unsigned)__builtin_ctzll(starts);
        const uint64_t rest = ends >> from;
        unsigned len;
        uint64_t key;
        if (rest == 0)
            return from > 0 ? from : BLOCK;
        len = (unsigned)__builtin_ctzll(rest);
        if (len > KEY_BYTES || (b->glue >> (from + len) & 1) != 0)
            continue;
        key = (sw_bytes_load(at + from) | 0x20 * SW_BYTES_ONE) &
              UINT64_MAX >> 8 * (KEY_BYTES - len);
        t->known += l->slots[slot_of(l, key)] != 0;
    }
    return BLOCK;
}

/* Those of a stretch without zones. What is not whole is read from a copy,
 * with gaps behind it. */
static void count_plain(tally *t, size_t i, size_t end)
{
    char copy[BLOCK + KEY_BYTES];
    uint64_t before = 0; /* is the byte before the block of a word? */

    while (i < end && t->known < t->enough) {
        const char *at = t->text.ptr + i;
        bits b;
        size_t past;
        if (end - i < sizeof copy) {
            memset(copy, ' ', sizeof copy);
            memcpy(copy, at, end - i);
            at = copy;
        }
        b = bits_of(at);
        past = count_block(t, at, &b,
                           b.words & ~((b.words | b.glue) << 1 | before));
        before = past < BLOCK ? 0 : (b.words | b.glue) >> (BLOCK - 1);
        i += past;
    }
}

/* The first of the zones, from *k on, that ends behind i; NULL: none does. */
static const sw_zone *ends_behind(const sw_zone *at, size_t count, size_t *k,
                                  size_t i)
{
    while (*k < count && at[*k].end <= i)
        ++*k;
    return *k < count ? &at[*k] : NULL;
}

/* The same of all text between zones. */
static void count_between(tally *t, const sw_doc *doc, size_t i, size_t end)
{
    const sw_zones *z = &doc->zones;
    size_t block = 0, in = 0;

    while (i < end && t->known < t->enough) {
        const sw_zone *next =
            ends_behind(z->blocks.at, z->blocks.count, &block, i);
        const sw_zone *inner =
            ends_behind(z->inlines.at, z->inlines.count, &in, i);
        if (next == NULL || (inner != NULL && inner->start < next->start))
            next = inner;
        if (next == NULL) {
            count_plain(t, i, end);
            return;
        }
        if (next->start > i)
            count_plain(t, i, next->start < end ? next->start : end);
        i = next->end;
    }
}

/* ---- the answer ---------------------------------------------------------- */

/* There are no more words in there: but for the first of each stretch, a byte
 * that is no letter stands in front of every one. */
static size_t most_words(const sw_doc *doc, size_t start, size_t end)
{
    return doc->sentences.count + doc->zones.inlines.count + (end - start) -
           sw_byte_letters(doc->text.ptr, start, end);
}

/* Where to look: where it is long, a part of the body that has no more than
 * the words that count. *most is how many there may be. */
static size_t end_of(const sw_doc *doc, size_t start, size_t *most)
{
    size_t end = start + 2 * MOST_WORDS, some;

    *most = most_words(doc, start, doc->body_end);
    if (*most <= MOST_WORDS)
        return doc->body_end;
    *most = MOST_WORDS;
    if (end >= doc->body_end)
        return doc->body_end;
    some = most_words(doc, start, end);
    if (some < MOST_WORDS)
        end += 2 * (MOST_WORDS - some);
    return end < doc->body_end ? end : doc->body_end;
}

static size_t first_body(const sw_doc *doc)
{
    size_t i = 0;

    while (doc->sentences.at[i].zone != SW_ZONE_BODY)
        i++;
    return doc->sentences.at[i].start;
}

bool sw_language_is_ours(const sw_language *language, const sw_doc *doc)
{
    tally t = {.language = language, .text = doc->text};
    size_t start, end, most;

    if (language->list == NULL || doc->body_sentences == 0)
        return true;
    start = first_body(doc);
    end = end_of(doc, start, &most);
    t.enough = (most * LEAST_SHARE + 99) / 100;
    count_between(&t, doc, start, end);
    if (t.known >= t.enough)
        return true;
    t.known = 0;
    for (size_t i = 0; i < doc->sentences.count; i++)
        if (doc->sentences.at[i].zone == SW_ZONE_BODY)
            count_sentence(&t, doc, &doc->sentences.at[i]);
    return t.words < LEAST_WORDS || t.known * 100 >= t.words * LEAST_SHARE;
}
