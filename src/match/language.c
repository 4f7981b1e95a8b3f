/*
 * language.c - is a reply in the pack's language?
 *
 * Nearly every reply is, so the answer must cost next to nothing: words of at
 * most eight bytes, which all but a few function words are, are looked up as
 * numbers, and counting stops as soon as no rest of the reply could change the
 * answer.
 */
#include "match/language.h"

#include <string.h>

#include "base/byte.h"
#include "base/mem.h"
#include "base/utf8.h"

#define LEAST_WORDS 5   /* fewer words are not judged */
#define LEAST_SHARE 15  /* per cent of them that must be function words */
#define MOST_WORDS  400 /* words looked at */
#define ENOUGH      (MOST_WORDS * LEAST_SHARE / 100) /* whatever follows */
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

/* Any word, from its first character at i on; gives where it ends. An
 * apostrophe belongs to the word before it. */
static size_t take_any(tally *t, size_t i, size_t end)
{
    char word[WORD_BYTES + 4];
    size_t len = 0, size;
    bool digits = false;

    for (; i < end; i += size) {
        uint32_t code = sw_utf8_at(t->text, i, &size);
        if (sw_utf8_is_apostrophe(code))
            code = '\'';
        else if (!sw_utf8_is_word(code))
            break;
        digits = digits || (code >= '0' && code <= '9');
        if (len < WORD_BYTES)
            len += sw_utf8_put(word + len, sw_utf8_lower(code));
    }
    count_word(t, word, len, digits);
    return i;
}

/* The high bits of those of eight bytes that are ASCII letters. */
static uint64_t letters(uint64_t eight)
{
    uint64_t low = (eight & ~SW_BYTES_HIGH) | 0x20 * SW_BYTES_ONE;

    return sw_bytes_among(low, 'a', 'z') & ~eight;
}

/* The same for a word of less than eight ASCII letters with white space or a
 * mark behind it; 0 when the word at i is another one. */
static size_t take_short(tally *t, size_t i, size_t end)
{
    const sw_language *l = t->language;
    const char *text = t->text.ptr;
    uint64_t eight, gaps, key;
    size_t len;

    if (i + KEY_BYTES > end)
        return 0;
    eight = sw_bytes_load(text + i);
    gaps = letters(eight) ^ SW_BYTES_HIGH;
    if (gaps == 0)
        return 0;
    len = (size_t)__builtin_ctzll(gaps) / 8;
    if (len == 0 || (sw_byte_is(text[i + len],
                                SW_BYTE_HIGH | SW_BYTE_JOINT | SW_BYTE_WORD) &&
                     text[i + len] != '-'))
        return 0;
    key =
        (eight | 0x20 * SW_BYTES_ONE) & (UINT64_MAX >> (8 * (KEY_BYTES - len)));
    t->words++;
    t->known += l->slots[slot_of(l, key)] != 0;
    return i + len;
}

/* The same for one of more letters whose like is in no list. */
static size_t take_long(tally *t, size_t i, size_t end)
{
    const char *text = t->text.ptr;
    size_t past = i;

    while (past + KEY_BYTES <= end &&
           letters(sw_bytes_load(text + past)) == SW_BYTES_HIGH)
        past += KEY_BYTES;
    while (past < end && sw_byte_is(text[past], SW_BYTE_WORD) &&
           !sw_byte_is(text[past], SW_BYTE_DIGIT))
        past++;
    if (past - i <= KEY_BYTES ||
        (past < end && text[past] != '-' &&
         sw_byte_is(text[past], SW_BYTE_HIGH | SW_BYTE_JOINT | SW_BYTE_WORD)))
        return 0;
    if (past - i < WORD_BYTES &&
        (t->language->first[past - i] >> (text[i] & 31) & 1) != 0)
        return 0;
    t->words++;
    return past;
}

static void count_words(tally *t, size_t i, size_t end)
{
    while (t->words < MOST_WORDS && t->known < ENOUGH) {
        size_t size, past;
        i = sw_byte_find(t->text.ptr, i, end, SW_BYTE_WORD | SW_BYTE_HIGH);
        if (i >= end)
            break;
        if (sw_byte_is(t->text.ptr[i], SW_BYTE_HIGH) &&
            !sw_utf8_is_word(sw_utf8_wide(t->text, i, &size))) {
            i += size;
            continue;
        }
        past = take_short(t, i, end);
        if (past == 0)
            past = take_long(t, i, end);
        i = past != 0 ? past : take_any(t, i, end);
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

bool sw_language_is_ours(const sw_language *language, const sw_doc *doc)
{
    tally t = {.language = language, .text = doc->text};

    if (language->list == NULL)
        return true;
    for (size_t i = 0; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];
        size_t most;
        if (s->zone != SW_ZONE_BODY)
            continue;
        count_sentence(&t, doc, s);
        /* were all the rest words of one letter, would there be enough? */
        most = t.words + (doc->body_end - s->end + 1) / 2 + 1;
        if (most > MOST_WORDS)
            most = MOST_WORDS;
        if (t.known * 100 >= most * LEAST_SHARE)
            return true;
    }
    return t.words < LEAST_WORDS || t.known * 100 >= t.words * LEAST_SHARE;
}
