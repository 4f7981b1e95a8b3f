/* guard.c - may a match stand where it stands: borders, zones, clauses.
 *
 * The clause guard is two word lists and a look to the left, no parser: it
 * reads back from the match to the last clause mark of its sentence. A word
 * such as "if" in that stretch makes the clause a subordinate one. "that" does
 * so only behind a reporting word ("the message says that we can't"), never in
 * "I'm sorry that we can't". */
#include "match/guard.h"

#include "base/utf8.h"

#define CLAUSE_BYTES 1024 /* how far back the mark is looked for */
#define CLAUSE_WORDS 64   /* words looked at before the match */
#define WORD_BYTES   48   /* longer words are in no list */

static const sw_sentence *sentence_of(const sw_doc *doc, size_t at)
{
    if (doc->sentences.count == 0)
        return NULL;
    return &doc->sentences.at[sw_sentence_at(&doc->sentences, at)];
}

/* The first body sentence of its paragraph, or of the reply? */
static bool opens(const sw_doc *doc, size_t i, sw_border border)
{
    const sw_sentence *s = &doc->sentences.at[i];

    for (size_t k = i; k-- > 0;) {
        const sw_sentence *before = &doc->sentences.at[k];
        if (border == SW_BORDER_PARAGRAPH && before->paragraph != s->paragraph)
            return true;
        if (before->zone == SW_ZONE_BODY)
            return false;
    }
    return border == SW_BORDER_PARAGRAPH || !doc->body_before;
}

static bool closes(const sw_doc *doc, size_t i, sw_border border)
{
    const sw_sentence *s = &doc->sentences.at[i];

    for (size_t k = i + 1; k < doc->sentences.count; k++) {
        const sw_sentence *after = &doc->sentences.at[k];
        if (border == SW_BORDER_PARAGRAPH && after->paragraph != s->paragraph)
            return true;
        if (after->zone == SW_ZONE_BODY)
            return false;
    }
    return border == SW_BORDER_PARAGRAPH || !doc->body_after;
}

static bool only_marks(sw_str text, size_t from, size_t to)
{
    while (from < to) {
        size_t size;
        if (sw_utf8_is_word(sw_utf8_at(text, from, &size)))
            return false;
        from += size;
    }
    return true;
}

static bool begins_there(const sw_doc *doc, sw_border border, size_t start)
{
    size_t i = sw_sentence_at(&doc->sentences, start);

    if (i >= doc->sentences.count || doc->sentences.at[i].begin != start)
        return false;
    return border == SW_BORDER_SENTENCE || opens(doc, i, border);
}

static bool ends_there(const sw_doc *doc, sw_border border, size_t end)
{
    size_t i = sw_sentence_at(&doc->sentences, end > 0 ? end - 1 : 0);
    const sw_sentence *s;

    if (i >= doc->sentences.count)
        return false;
    s = &doc->sentences.at[i];
    if (end < s->end && !only_marks(doc->text, end, s->end))
        return false;
    return border == SW_BORDER_SENTENCE || closes(doc, i, border);
}

bool sw_guard_borders(const sw_doc *doc, const sw_pattern *pattern,
                      size_t start, size_t end)
{
    if (pattern->begins != SW_BORDER_NONE &&
        !begins_there(doc, pattern->begins, start))
        return false;
    return pattern->ends == SW_BORDER_NONE ||
           ends_there(doc, pattern->ends, end);
}

size_t sw_guard_next(const sw_doc *doc, sw_border begins, size_t from)
{
    size_t i = sw_sentence_at(&doc->sentences, from);

    /* `begin` may lie before the byte of the sentence that holds from */
    for (; i < doc->sentences.count; i++) {
        const sw_sentence *s = &doc->sentences.at[i];
        if (s->begin >= from && s->begin < s->end &&
            (begins == SW_BORDER_SENTENCE || opens(doc, i, begins)))
            return s->begin;
    }
    return SW_NOWHERE;
}

bool sw_guard_zones(const sw_doc *doc, unsigned mask, size_t start, size_t end)
{
    const sw_zone *first = sw_zone_inline_at(&doc->zones, start);
    const sw_zone *last = sw_zone_inline_at(&doc->zones, end - 1);

    if (sw_zone_touched(&doc->zones, start, end, mask) != NULL)
        return false;
    if (!(mask & 1u << SW_ZONE_BODY) &&
        sw_zone_block_at(&doc->zones, start) == SW_ZONE_BODY)
        return false;
    if (first != NULL && !(mask & 1u << first->kind))
        return false;
    if (last != NULL && !(mask & 1u << last->kind))
        return false;
    return sw_doc_same_paragraph(doc, start, end - 1);
}

static bool is_clause_mark(uint32_t code)
{
    switch (code) {
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case 0x2013: /* en dash */
    case 0x2014: /* em dash */
        return true;
    default:
        return false;
    }
}

/* Where the clause that holds `start` begins: behind the last mark. A line
 * break is none (wrapped lines); " - " is one. */
static size_t clause_start(const sw_doc *doc, const sw_sentence *s,
                           size_t start)
{
    size_t least = start > CLAUSE_BYTES ? start - CLAUSE_BYTES : 0;
    size_t at = start, size;

    if (least < s->begin)
        least = s->begin;
    while (at > least) {
        uint32_t code = sw_utf8_before(doc->text, at, &size);
        if (is_clause_mark(code))
            return at;
        if (code == '-' && at - size > s->begin && at < start &&
            doc->text.ptr[at] == ' ' && doc->text.ptr[at - size - 1] == ' ')
            return at;
        at -= size;
    }
    return at;
}

/* The word that begins at *at, folded, in word[]; false when none is left
 * before end. Apostrophes belong to words. */
static bool next_word(sw_str text, size_t *at, size_t end,
                      char word[WORD_BYTES], size_t *len)
{
    size_t size = 0;
    uint32_t code = 0;

    *len = 0;
    while (*at < end) {
        code = sw_utf8_at(text, *at, &size);
        if (sw_utf8_is_word(code))
            break;
        *at += size;
    }
    while (*at < end) {
        char bytes[4];
        code = sw_utf8_at(text, *at, &size);
        if (sw_utf8_is_apostrophe(code))
            code = '\'';
        else if (!sw_utf8_is_word(code))
            break;
        *at += size;
        size = sw_utf8_put(bytes, sw_utf8_lower(code));
        for (size_t i = 0; i < size && *len < WORD_BYTES; i++)
            word[(*len)++] = bytes[i];
    }
    return *len > 0;
}

static bool listed(const sw_map *list, const char *word, size_t len)
{
    return list != NULL && len < WORD_BYTES &&
           sw_map_find(list, (sw_str){word, len}) != NULL;
}

bool sw_guard_clause(const saywell_rules *rules, const sw_doc *doc,
                     const sw_pattern *pattern, size_t start)
{
    const sw_map *sub = sw_ruleset_list(rules, "subordinators");
    const sw_map *told = sw_ruleset_list(rules, "reporting");
    const sw_map *after = sw_ruleset_list(rules, "after_reporting");
    const sw_map *us = sw_ruleset_list(rules, "us");
    const sw_sentence *s = sentence_of(doc, start);
    char word[WORD_BYTES];
    bool reported = false, has_us = false;
    size_t at, len;

    if (s == NULL || (!pattern->clause_main && !pattern->subject_us))
        return true;
    if (pattern->clause_main && s->question)
        return false;
    at = clause_start(doc, s, start);
    for (int n = 0; n < CLAUSE_WORDS; n++) {
        if (!next_word(doc->text, &at, start, word, &len))
            break;
        if (pattern->clause_main &&
            (listed(sub, word, len) || (reported && listed(after, word, len))))
            return false;
        reported = listed(told, word, len);
        has_us = has_us || listed(us, word, len);
    }
    return !pattern->subject_us || has_us;
}
