/*
 * style.c - how this draft is written: what a rewrite is fitted to.
 *
 * Only the body speaks: greeting, quotes of the customer and the signature
 * are somebody else's hand, and words in quotes or code are skipped. The
 * first 64 KiB are enough to know a hand by.
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
    const sw_map *person_i, *person_we;
    unsigned char
        ends[32 * 32]; /* by first and last letter: lengths, as bits */
    size_t zone; /* the first inline zone that ends behind the words read */
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

static telling telling_of(const saywell_rules *rules)
{
    telling t = {.rules = rules,
                 .person_i = sw_ruleset_list(rules, "person_i"),
                 .person_we = sw_ruleset_list(rules, "person_we")};

    tell_list(&t, t.person_i);
    tell_list(&t, t.person_we);
    for (size_t i = 0; i < rules->spelling_count; i++) {
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

/* The zone that holds i; i never goes back. */
static const sw_zone *zone_at(const sw_zones *zones, size_t i, telling *t)
{
    while (t->zone < zones->inlines.count &&
           zones->inlines.at[t->zone].end <= i)
        t->zone++;
    return t->zone < zones->inlines.count &&
                   zones->inlines.at[t->zone].start <= i
               ? &zones->inlines.at[t->zone]
               : NULL;
}

static void count_word(telling *told, sw_str text, const sw_word *word,
                       tally *t)
{
    sw_str fold = sw_str_of(word->fold);

    count_apostrophes(sw_str_part(text, word->start, word->end), t);
    if (!may_tell(told, fold.ptr, fold.len))
        return;
    t->i += told->person_i && sw_map_find(told->person_i, fold);
    t->we += told->person_we && sw_map_find(told->person_we, fold);
    if (fold.len > 3)
        count_spelling(told->rules, fold, t);
}

static void count_sentence(telling *told, const sw_doc *doc,
                           const sw_sentence *s, tally *t)
{
    sw_str text = doc->text;
    size_t at = s->begin;
    sw_word word;

    count_case(doc, s, t);
    for (;;) {
        const sw_zone *zone;
        size_t end;

        at = sw_byte_find(text.ptr, at, s->end, SW_BYTE_WORD | SW_BYTE_HIGH);
        if (at >= s->end)
            break;
        zone = zone_at(&doc->zones, at, told);
        end = zone ? zone->end : plain_end(text, at);
        if (end > at && (zone || !may_tell(told, text.ptr + at, end - at))) {
            at = end;
            continue;
        }
        if (!sw_spot_word(text, &at, s->end, &word))
            break;
        zone = zone_at(&doc->zones, word.start, told);
        if (zone)
            at = zone->end > at ? zone->end : at;
        else
            count_word(told, text, &word, t);
    }
}

static bool setting_is(const saywell_rules *rules, const char *name,
                       const char *value)
{
    const char *set = sw_ruleset_setting(rules, name);

    return set && strcmp(set, value) == 0;
}

static void settle(const saywell_rules *rules, const tally *t, sw_style *out)
{
    out->apostrophe = t->curly > t->straight ? 0x2019 : '\'';
    out->uk = t->uk > t->us;
    if (t->uk == t->us)
        out->uk = sw_ruleset_setting(rules, "dialect") &&
                  !setting_is(rules, "dialect", "us") &&
                  !setting_is(rules, "dialect", "ph");
    out->we = t->we > t->i;
    if (t->we == t->i)
        out->we = setting_is(rules, "voice", "we");
    out->lower = t->lower > t->upper;
}

void sw_style_read(const saywell_rules *rules, const sw_doc *doc, sw_style *out)
{
    telling told = telling_of(rules);
    tally t = {0};

    for (size_t i = 0; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];

        if (s->start > ENOUGH)
            break;
        if (s->zone == SW_ZONE_BODY)
            count_sentence(&told, doc, s, &t);
    }
    settle(rules, &t, out);
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

void sw_style_read_again(const saywell_rules *rules, const sw_doc *doc,
                         const sw_past *past, sw_style_memo *memo,
                         sw_style *out)
{
    struct counted *counts = recall(memo, past, doc->sentences.count);
    telling *told = &memo->told;
    tally t = {0};

    if (told->rules != rules)
        *told = telling_of(rules);
    told->zone = 0;
    if (!counts) {
        sw_style_read(rules, doc, out);
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
    settle(rules, &t, out);
}
