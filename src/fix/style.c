/*
 * style.c - how this draft is written: what a rewrite is fitted to.
 *
 * Only the body speaks: greeting, quotes of the customer and the signature
 * are somebody else's hand, and words in quotes or code are skipped. The
 * first 64 KiB are enough to know a hand by. Most rewrites want to know one
 * thing of it, so each is counted alone, except in a draft under edit, where
 * the counts of a sentence are kept.
 */
#include "fix/style.h"

#include "base/byte.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "doc/look.h"
#include "fix/spot.h"

#include <string.h>

#define ENOUGH (64u * 1024)

#define WORD 32 /* bytes of sw_word's fold */

enum part { /* of a style, as bits */
            APOSTROPHES = 1,
            SPELLING = 2,
            PERSON = 4,
            CASE = 8,
            WORDS = APOSTROPHES | SPELLING | PERSON,
            ALL = WORDS | CASE
};

typedef struct tally {
    unsigned straight, curly;
    unsigned us, uk;
    unsigned i, we;
    unsigned upper, lower;
} tally;

/* The words that tell something, by their ends and lengths. Few words of a
 * draft are worth folding and looking up. */
typedef struct telling {
    const saywell_rules *rules;
    unsigned parts; /* that are counted */
    const sw_map *person_i, *person_we;
    unsigned char
        ends[32 * 32]; /* by first and last letter: lengths, as bits */
    size_t zone;    /* the first inline zone that ends behind the words read */
    sw_bit_map map; /* of the draft */
} telling;

/* The counts by sentence: what has not changed need not be read again. */
struct sw_style_memo {
    struct list {
        sw_arena arena;
        struct counted {
            tally tally;
            bool known;
        } * at;
        size_t count;
    } lists[2];
    unsigned turn;
    telling told;
    size_t round; /* of the past that lists[turn] was made in; 0: none */
};

static unsigned char *ends_of(telling *t, const char *word, size_t len)
{
    return &t->ends[(word[0] & 31) << 5 | (word[len - 1] & 31)];
}

static void tell(telling *t, sw_str word)
{
    if (word.len > 0)
        *ends_of(t, word.ptr, word.len) |=
            (unsigned char)(1u << (word.len & 7));
}

static bool may_tell(telling *t, const char *word, size_t len)
{
    return len > 0 && (*ends_of(t, word, len) >> (len & 7) & 1) != 0;
}

static void tell_list(telling *t, const sw_map *list)
{
    for (size_t i = 0; list && i < list->count; i++)
        tell(t, list->at[i].key);
}

static telling telling_of(const saywell_rules *rules, unsigned parts)
{
    telling t = {.rules = rules, .parts = parts};

    if (parts & PERSON) {
        t.person_i = sw_ruleset_list(rules, "person_i");
        t.person_we = sw_ruleset_list(rules, "person_we");
        tell_list(&t, t.person_i);
        tell_list(&t, t.person_we);
    }
    for (size_t i = 0; parts & SPELLING && i < rules->spelling_count; i++) {
        tell(&t, rules->spellings[i].us);
        tell(&t, rules->spellings[i].uk);
    }
    return t;
}

static void count_spelling(const saywell_rules *rules, sw_str word, tally *t)
{
    for (size_t i = 0; i < rules->spelling_count; i++) {
        const sw_spelling *s = &rules->spellings[i];

        if (s->us.ptr[0] != word.ptr[0]) /* both spellings begin alike */
            continue;
        if (sw_str_equal(word, s->us))
            t->us++;
        else if (sw_str_equal(word, s->uk))
            t->uk++;
    }
}

static void count_apostrophes(sw_str word, tally *t)
{
    size_t size;

    for (size_t i = 0; i < word.len; i += size) {
        uint32_t code = sw_utf8_at(word, i, &size);

        t->straight += code == '\'';
        t->curly += code == 0x2019;
    }
}

/* The case of the sentence's first letter, unless it tells nothing: I, or a
 * sentence that goes on behind "Hi Ana," on its line. */
static void count_case(const sw_doc *doc, const sw_sentence *s, tally *t)
{
    unsigned breaks;
    size_t back = sw_look_white_back(doc->text, 0, s->start);

    sw_look_white(doc->text, back, s->start, &breaks);
    if (back && !breaks &&
        sw_zone_block_at(&doc->zones, back - 1) != SW_ZONE_BODY)
        return;
    if (sw_spot_is_i(doc->text, s->begin))
        return;
    t->upper += sw_look_is_upper(doc->text, s->begin);
    t->lower += sw_look_is_lower(doc->text, s->begin);
}

/* Where the word at i, of ASCII letters and digits without an apostrophe,
 * ends; 0 when it is another one. */
static size_t plain_end(sw_str text, size_t i)
{
    size_t end = sw_byte_past(text.ptr, i, text.len, SW_BYTE_WORD);

    return end > i && (end == text.len ||
                       (text.ptr[end] != '\'' &&
                        !sw_byte_is(text.ptr[end], SW_BYTE_HIGH)))
               ? end
               : 0;
}

/* The zone that holds i, or the next one, or NULL; i never goes back. */
static const sw_zone *next_zone(const sw_zones *zones, size_t i, telling *t)
{
    while (t->zone < zones->inlines.count &&
           zones->inlines.at[t->zone].end <= i)
        t->zone++;
    return t->zone < zones->inlines.count ? &zones->inlines.at[t->zone] : NULL;
}

static const sw_zone *zone_at(const sw_zones *zones, size_t i, telling *t)
{
    const sw_zone *zone = next_zone(zones, i, t);

    return zone && zone->start <= i ? zone : NULL;
}

static void count_telling(const telling *told, sw_str fold, tally *t)
{
    t->i += told->person_i && sw_map_find(told->person_i, fold);
    t->we += told->person_we && sw_map_find(told->person_we, fold);
    if (told->parts & SPELLING && fold.len > 3)
        count_spelling(told->rules, fold, t);
}

static void count_word(telling *told, sw_str text, const sw_word *word,
                       tally *t)
{
    sw_str fold = sw_str_of(word->fold);

    count_apostrophes(sw_str_part(text, word->start, word->end), t);
    if (may_tell(told, fold.ptr, fold.len))
        count_telling(told, fold, t);
}

/* The same of a word without an apostrophe, of ASCII. */
static void count_plain(telling *told, sw_str word, tally *t)
{
    char fold[WORD];

    if (word.len >= sizeof fold || !may_tell(told, word.ptr, word.len))
        return;
    for (size_t i = 0; i < word.len; i++)
        fold[i] = sw_byte_is(word.ptr[i], SW_BYTE_UPPER)
                      ? (char)(word.ptr[i] | 0x20)
                      : word.ptr[i];
    count_telling(told, (sw_str){fold, word.len}, t);
}

static uint64_t marks_of(const sw_bits *bits)
{
    return bits->odd & ~bits->breaks;
}

/* Where the next word begins that may hold an apostrophe; end when there is
 * none. */
static size_t near_apostrophe(telling *told, sw_str text, size_t at, size_t end)
{
    size_t i = at;

    while ((i = sw_bit_map_next(&told->map, i, end, marks_of)) < end &&
           !sw_byte_is(text.ptr[i], SW_BYTE_HIGH) && text.ptr[i] != '\'')
        i++;
    while (i > at && i < end && sw_byte_is(text.ptr[i - 1], SW_BYTE_WORD))
        i--;
    return i;
}

/* The word at i, or what else stands there. Gives where to go on. */
static size_t take_word(telling *told, const sw_doc *doc, size_t i, size_t end,
                        tally *t)
{
    const sw_str text = doc->text;
    const sw_zone *zone = zone_at(&doc->zones, i, told);
    const size_t plain = zone ? 0 : plain_end(text, i);
    sw_word word;

    if (zone)
        return zone->end;
    if (plain > i) {
        count_plain(told, (sw_str){text.ptr + i, plain - i}, t);
        return plain;
    }
    if (!sw_spot_word(text, &i, end, &word))
        return end;
    zone = zone_at(&doc->zones, word.start, told);
    if (zone)
        return zone->end > i ? zone->end : i;
    count_word(told, text, &word, t);
    return i;
}

/* The first of the words that start in a block, before the byte `limit` of it,
 * which is worth a closer look; SW_BITS_BLOCK when none is. Nearly all are of
 * ASCII, no apostrophe follows, and they tell nothing. */
static size_t first_telling(telling *told, const char *block,
                            const sw_bits *bits, uint64_t starts)
{
    const uint64_t odd = bits->odd & ~(bits->stops & ~bits->high);
    /* the sum carries each start to the end of its word */
    const uint64_t ends = (starts + bits->word) & ~bits->word;

    for (; starts != 0; starts &= starts - 1) {
        const size_t n = (size_t)__builtin_ctzll(starts);
        const uint64_t rest = ends >> n;
        size_t len;
        if (rest == 0)
            return n; /* it ends in another block */
        len = (size_t)__builtin_ctzll(rest);
        if ((odd >> n >> len & 1) != 0 || may_tell(told, block + n, len))
            return n;
    }
    return SW_BITS_BLOCK;
}

/* The words from `at` on in its block. Gives where to go on. */
static size_t take_block(telling *told, const sw_doc *doc, size_t at,
                         size_t end, tally *t)
{
    const size_t from = at - at % SW_BITS_BLOCK;
    const sw_bits *bits = sw_bit_map_at(&told->map, at / SW_BITS_BLOCK);
    const uint64_t words = (bits->word | bits->high) & UINT64_MAX
                                                           << (at - from);
    const sw_zone *zone = next_zone(&doc->zones, at, told);
    uint64_t starts = words & ~(words << 1), later = 0;
    size_t n;

    if (zone && zone->start < from + SW_BITS_BLOCK)
        later = zone->start > at ? starts & UINT64_MAX << (zone->start - from)
                                 : starts;
    n = first_telling(told, doc->text.ptr + from, bits, starts & ~later);
    if (n == SW_BITS_BLOCK && later != 0)
        n = (size_t)__builtin_ctzll(later);
    if (n == SW_BITS_BLOCK)
        return from + SW_BITS_BLOCK;
    return from + n < end ? take_word(told, doc, from + n, end, t) : end;
}

static void count_words(telling *told, const sw_doc *doc, const sw_sentence *s,
                        tally *t)
{
    size_t at = s->begin;

    while (at < s->end) {
        if (told->parts != APOSTROPHES)
            at = take_block(told, doc, at, s->end, t);
        else if ((at = near_apostrophe(told, doc->text, at, s->end)) < s->end)
            at = take_word(told, doc, at, s->end, t);
    }
}

static void count_sentence(telling *told, const sw_doc *doc,
                           const sw_sentence *s, tally *t)
{
    if (told->parts & CASE)
        count_case(doc, s, t);
    if (told->parts & WORDS)
        count_words(told, doc, s, t);
}

static bool setting_is(const saywell_rules *rules, const char *name,
                       const char *value)
{
    const char *set = sw_ruleset_setting(rules, name);

    return set && strcmp(set, value) == 0;
}

static void settle(sw_style *s, const tally *t, unsigned parts)
{
    const saywell_rules *rules = s->rules;

    s->known |= parts;
    if (parts & APOSTROPHES)
        s->apostrophe = t->curly > t->straight ? 0x2019 : '\'';
    if (parts & SPELLING) {
        s->uk = t->uk > t->us;
        if (t->uk == t->us)
            s->uk = sw_ruleset_setting(rules, "dialect") &&
                    !setting_is(rules, "dialect", "us") &&
                    !setting_is(rules, "dialect", "ph");
    }
    if (parts & PERSON) {
        s->we = t->we > t->i;
        if (t->we == t->i)
            s->we = setting_is(rules, "voice", "we");
    }
    if (parts & CASE)
        s->lower = t->lower > t->upper;
}

static void read_parts(sw_style *style, unsigned parts)
{
    const sw_doc *doc = style->doc;
    telling told = telling_of(style->rules, parts);
    tally t = {0};

    told.map = sw_bit_map_of(doc->text.ptr, doc->text.len, doc->zones.bits);
    for (size_t i = 0; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];

        if (s->start > ENOUGH)
            break;
        if (s->zone == SW_ZONE_BODY)
            count_sentence(&told, doc, s, &t);
    }
    settle(style, &t, parts);
}

/* ---- a draft under edit -------------------------------------------------- */

sw_style_memo *sw_style_memo_new(void)
{
    sw_style_memo *memo = sw_mem_alloc(sizeof *memo);

    if (memo)
        memset(memo, 0, sizeof *memo);
    return memo;
}

void sw_style_memo_free(sw_style_memo *memo)
{
    if (!memo)
        return;
    sw_arena_release(&memo->lists[0].arena);
    sw_arena_release(&memo->lists[1].arena);
    sw_mem_free(memo);
}

/* The counts as far as they are known from the round before; NULL: no
 * memory. */
static struct counted *recall(sw_style_memo *memo, const sw_past *past,
                              size_t count)
{
    const struct list *old = &memo->lists[memo->turn];
    struct list *now = &memo->lists[memo->turn ^ 1];
    size_t front = 0, back = 0;

    if (memo->round > 0 && memo->round + 1 == past->round) {
        front = past->front;
        back = past->back;
    }
    sw_arena_reset(&now->arena);
    now->at = sw_arena_alloc(&now->arena, (count + 1) * sizeof *now->at);
    now->count = count;
    if (now->at) {
        if (front > 0)
            memcpy(now->at, old->at, front * sizeof *now->at);
        memset(now->at + front, 0, (count - front - back) * sizeof *now->at);
        if (back > 0)
            memcpy(now->at + count - back, old->at + old->count - back,
                   back * sizeof *now->at);
    }
    memo->turn ^= 1;
    memo->round = now->at ? past->round : 0;
    return now->at;
}

static void add(tally *sum, const tally *t)
{
    sum->straight += t->straight;
    sum->curly += t->curly;
    sum->us += t->us;
    sum->uk += t->uk;
    sum->i += t->i;
    sum->we += t->we;
    sum->upper += t->upper;
    sum->lower += t->lower;
}

/* All parts, with what is known from the round before. */
static void read_again(sw_style *style)
{
    const sw_doc *doc = style->doc;
    struct counted *counts =
        recall(style->memo, style->past, doc->sentences.count);
    telling *told = &style->memo->told;
    tally t = {0};

    if (told->rules != style->rules)
        *told = telling_of(style->rules, ALL);
    told->zone = 0;
    told->map = sw_bit_map_of(doc->text.ptr, doc->text.len, doc->zones.bits);
    if (!counts) {
        read_parts(style, ALL);
        return;
    }
    for (size_t i = 0; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];

        if (s->start > ENOUGH)
            break;
        if (s->zone != SW_ZONE_BODY)
            continue;
        if (!counts[i].known)
            count_sentence(told, doc, s, &counts[i].tally);
        counts[i].known = true;
        add(&t, &counts[i].tally);
    }
    settle(style, &t, ALL);
}

/* ---- questions ----------------------------------------------------------- */

sw_style sw_style_of(const saywell_rules *rules, const sw_doc *doc)
{
    return (sw_style){.rules = rules, .doc = doc};
}

static void know(sw_style *style, enum part part)
{
    if (style->known & part)
        return;
    if (style->past && style->memo)
        read_again(style);
    else
        read_parts(style, part);
}

uint32_t sw_style_apostrophe(sw_style *style)
{
    know(style, APOSTROPHES);
    return style->apostrophe;
}

bool sw_style_uk(sw_style *style)
{
    know(style, SPELLING);
    return style->uk;
}

bool sw_style_we(sw_style *style)
{
    know(style, PERSON);
    return style->we;
}

bool sw_style_lower(sw_style *style)
{
    know(style, CASE);
    return style->lower;
}
