/*
 * style.c - how this draft is written: what a rewrite is fitted to.
 *
 * Only the body speaks: greeting, quotes of the customer and the signature
 * are somebody else's hand, and words in quotes or code are skipped. The
 * first 64 KiB are enough to know a hand by.
 */
#include "fix/style.h"

#include "base/utf8.h"
#include "doc/look.h"
#include "fix/spot.h"

#include <string.h>

#define ENOUGH (64u * 1024)

typedef struct tally {
    size_t straight, curly;
    size_t us, uk;
    size_t i, we;
    size_t upper, lower;
} tally;

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

static void count_sentence(const saywell_rules *rules, const sw_doc *doc,
                           const sw_sentence *s, tally *t)
{
    const sw_map *person_i = sw_ruleset_list(rules, "person_i");
    const sw_map *person_we = sw_ruleset_list(rules, "person_we");
    size_t at = s->begin;
    sw_word word;

    count_case(doc, s, t);
    while (sw_spot_word(doc->text, &at, s->end, &word)) {
        sw_str fold = sw_str_of(word.fold);
        const sw_zone *zone = sw_zone_inline_at(&doc->zones, word.start);

        if (zone) {
            at = zone->end > at ? zone->end : at;
            continue;
        }
        count_apostrophes(sw_str_part(doc->text, word.start, word.end), t);
        t->i += person_i && sw_map_find(person_i, fold);
        t->we += person_we && sw_map_find(person_we, fold);
        if (fold.len > 3)
            count_spelling(rules, fold, t);
    }
}

static bool setting_is(const saywell_rules *rules, const char *name,
                       const char *value)
{
    const char *set = sw_ruleset_setting(rules, name);

    return set && strcmp(set, value) == 0;
}

void sw_style_read(const saywell_rules *rules, const sw_doc *doc, sw_style *out)
{
    tally t = {0};

    for (size_t i = 0; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];

        if (s->start > ENOUGH)
            break;
        if (s->zone == SW_ZONE_BODY)
            count_sentence(rules, doc, s, &t);
    }
    out->apostrophe = t.curly > t.straight ? 0x2019 : '\'';
    out->uk = t.uk > t.us;
    if (t.uk == t.us)
        out->uk = sw_ruleset_setting(rules, "dialect") &&
                  !setting_is(rules, "dialect", "us") &&
                  !setting_is(rules, "dialect", "ph");
    out->we = t.we > t.i;
    if (t.we == t.i)
        out->we = setting_is(rules, "voice", "we");
    out->lower = t.lower > t.upper;
}
