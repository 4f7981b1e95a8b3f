/*
 * language.c - is a reply in the pack's language?
 *
 * Nearly every reply is, so the answer must cost next to nothing. A reply of so
 * many bytes has no more than so many words, so that some known ones are
 * enough, whatever the others are. They are looked for among its plain words
 * first, letters between two gaps, 64 bytes at a time, and looked up as
 * numbers: the short ones, which are known most, before all. Only where that
 * leaves a doubt, each word is read as it should be.
 */
#include "match/language.h"

#include <string.h>

#include "base/bits.h"
#include "base/mem.h"
#include "base/utf8.h"

#define LEAST_WORDS 5   /* fewer words are not judged */
#define LEAST_SHARE 15  /* per cent of them that must be function words */
#define MOST_WORDS  400 /* words looked at */
#define WORD_BYTES  32
#define KEY_BYTES   8 /* of a word that is looked up as a number */
#define BLOCK       SW_BITS_BLOCK

/* Few of the keys have one place, most of which hold two. */
typedef struct slot {
    uint64_t keys[2]; /* 0 = free */
} slot;

struct sw_language {
    const sw_map *list;         /* of all function words; NULL: none known */
    uint32_t first[WORD_BYTES]; /* of longer words, and those that found no
                                   room, by length: their first letters, a as
                                   bit 1 */
    unsigned shift;             /* of a hash, to the number of its slot */
    slot slots[];
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
    return (size_t)(key * 0x9E3779B97F4A7C15u >> l->shift);
}

static bool holds(const sw_language *l, uint64_t key)
{
    const slot *s = &l->slots[slot_of(l, key)];

    return (s->keys[0] == key) | (s->keys[1] == key);
}

/* Can the word stand in a text? No word with a digit counts; NUL and 0x7F are
 * no letters, but what a key ends with and has for an underscore. */
static bool can_stand(sw_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (sw_byte_is(word.ptr[i], SW_BYTE_DIGIT) || word.ptr[i] == '\0' ||
            word.ptr[i] == 0x7F)
            return false;
    return word.len > 0 && word.len < WORD_BYTES;
}

static void add_word(sw_language *l, sw_str word)
{
    const uint64_t key = word.len <= KEY_BYTES ? key_of(word.ptr, word.len) : 0;
    slot *s = key != 0 ? &l->slots[slot_of(l, key)] : NULL;

    if (s != NULL && s->keys[0] == 0)
        s->keys[0] = key;
    else if (s != NULL && s->keys[1] == 0)
        s->keys[1] = key;
    else
        l->first[word.len] |= 1u << (word.ptr[0] & 31);
}

sw_language *sw_language_new(const saywell_rules *rules)
{
    const sw_map *list = sw_ruleset_list(rules, "function_words");
    const size_t count = list != NULL ? list->count : 0;
    unsigned bits = 4;
    size_t bytes;
    sw_language *l;

    while ((size_t)1 << bits < count)
        bits++;
    bytes = sizeof *l + ((size_t)1 << bits) * sizeof *l->slots;
    l = sw_mem_alloc(bytes);
    if (l == NULL)
        return NULL;
    memset(l, 0, bytes);
    l->list = list;
    l->shift = 64 - bits;
    for (size_t i = 0; i < count; i++)
        if (can_stand(list->at[i].key))
            add_word(l, list->at[i].key);
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
    sw_bit_map map;
    bool half; /* only words of half a key are looked up */
    size_t words, known;
    size_t enough; /* known words: whatever the others are */
} tally;

/* Words with digits say nothing about the language and are not counted. */
static void count_word(tally *t, const char *word, size_t len, bool digits)
{
    const sw_language *l = t->language;
    sw_str whole = {word, len};
    bool known = false;

    if (digits)
        return;
    t->words++;
    if (len <= KEY_BYTES) {
        const uint64_t key = key_of(word, len);
        known = holds(l, key);
    }
    if (!known && len < WORD_BYTES &&
        (l->first[len] >> (word[0] & 31) & 1) != 0)
        known = sw_map_find(l->list, whole) != NULL;
    t->known += known;
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

/* Where the words of up to KEY_BYTES letters end, or half as many, that stand
 * in the block, white space or a comma before them, and one of these or a mark
 * behind; all of it in `ours`. */
static uint64_t plain_ends(const sw_bits *b, bool half, uint64_t ours)
{
    const uint64_t gaps = ~(b->word | b->odd) | b->breaks;
    const uint64_t marks = b->stops & ~b->high;
    const uint64_t starts = b->word & gaps << 1 & ours;
    const uint64_t two = gaps << 1 | gaps << 2, four = two | two << 2;
    const uint64_t near = /* behind a gap */
        four | (half ? gaps << 5 : four << 4 | gaps << 9);

    /* the sum carries each start to the end of its word */
    return (starts + b->word) & ~b->word & (gaps | marks) & near & ours;
}

/* How many of the words that end there are known. */
static size_t count_block(const sw_language *l, const char *block,
                          const sw_bits *b, uint64_t ends)
{
    size_t known = 0;

    for (; ends != 0; ends &= ends - 1) {
        const unsigned end = (unsigned)__builtin_ctzll(ends);
        const uint64_t before = ~b->word & ((ends & (~ends + 1)) - 1);
        const unsigned start = BLOCK - (unsigned)__builtin_clzll(before);
        const uint64_t key =
            (sw_bytes_load(block + start) | 0x20 * SW_BYTES_ONE) &
            UINT64_MAX >> 8 * (KEY_BYTES - (end - start));
        known += holds(l, key);
    }
    return known;
}

/* Those of a stretch without zones. Each is read as a key at once, so the last
 * ones of the text are left out. */
static void count_plain(tally *t, size_t i, size_t end)
{
    if (end + KEY_BYTES > t->text.len)
        end = t->text.len > KEY_BYTES ? t->text.len - KEY_BYTES : 0;
    if (i >= end)
        return;
    for (size_t k = i / BLOCK; k * BLOCK < end && t->known < t->enough; k++) {
        const sw_bits *b = sw_bit_map_at(&t->map, k);
        const size_t start = k * BLOCK;
        const uint64_t ours =
            sw_bits_between(i > start ? i - start : 0,
                            end - start < BLOCK ? end - start + 1 : BLOCK);
        t->known += count_block(t->language, t->text.ptr + start, b,
                                plain_ends(b, t->half, ours));
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

/* How many words may begin in bytes from..to of a block: at a letter behind
 * none of ASCII, or at a character over U+007F, which has two bytes at least.
 */
static size_t may_begin(const sw_bits *b, size_t from, size_t to)
{
    const uint64_t ours = sw_bits_between(from, to);
    const uint64_t letters = b->word & ours;

    return sw_bits_count(letters & ~(letters << 1)) +
           (b->high != 0 ? (sw_bits_count(b->high & ours) + 1) / 2 : 0);
}

/* Where to look: where it is long, a part of the body that has no more than
 * the words that count. *most is how many there may be: a zone may cut one in
 * two. */
static size_t end_of(tally *t, const sw_doc *doc, size_t start, size_t *most)
{
    const size_t stop = doc->body_end;
    size_t words = doc->zones.inlines.count + doc->zones.blocks.count;

    for (size_t k = start / BLOCK; k * BLOCK < stop; k++) {
        const size_t at = k * BLOCK;
        const size_t more =
            may_begin(sw_bit_map_at(&t->map, k), start > at ? start - at : 0,
                      stop - at < BLOCK ? stop - at : BLOCK);
        if (words + more > MOST_WORDS) {
            *most = MOST_WORDS;
            return at > start ? at : start;
        }
        words += more;
    }
    *most = words;
    return stop;
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
    tally t = {
        .language = language,
        .text = doc->text,
        .map = sw_bit_map_of(doc->text.ptr, doc->text.len, doc->zones.bits)};
    size_t start, end, most;

    if (language->list == NULL || doc->body_sentences == 0)
        return true;
    start = first_body(doc);
    end = end_of(&t, doc, start, &most);
    t.enough = (most * LEAST_SHARE + 99) / 100;
    for (int k = 0; k < 2; k++) {
        t.known = 0;
        t.half = k == 0;
        count_between(&t, doc, start, end);
        if (t.known >= t.enough)
            return true;
    }
    t.known = 0;
    for (size_t i = 0; i < doc->sentences.count; i++)
        if (doc->sentences.at[i].zone == SW_ZONE_BODY)
            count_sentence(&t, doc, &doc->sentences.at[i]);
    return t.words < LEAST_WORDS || t.known * 100 >= t.words * LEAST_SHARE;
}
