/*
 * piece.c - a long text cut into pieces that are matched one by one.
 *
 * What matches in a piece follows from its bytes, its zones and its sentences,
 * and from a stretch of the text to both sides: nothing that a pattern, a
 * guard or an exception looks at lies farther off. So the pieces of a text
 * under edit that are what they were need not be matched again (memo.h), and
 * a text gives the same matches whether or not somebody remembers it.
 *
 * A piece ends at the first paragraph behind its least size, so that a letter
 * more in front of it moves no other border, or few; where a paragraph goes on
 * and on, at a sentence that is chosen by its words.
 */
#include "match/piece.h"

#include <string.h>

#include "base/byte.h"

/* Bytes of a piece, and what is seen of the text on both sides. In 9 MB of
 * replies no match of the built-in pack is longer than 127 bytes, and no
 * exception but one than 182; a clause's mark stands at most 209 bytes before
 * the match that asks for it. No match and no clause crosses a blank line: at
 * one only look-arounds and exceptions see farther. */
#define LEAST  320
#define MOST   1280
#define BEFORE 256
#define BEHIND 384
#define BESIDE 128 /* at a blank line */

/* ---- cutting ------------------------------------------------------------- */

static size_t char_edge(sw_str text, size_t i)
{
    while (i > 0 && i < text.len && ((unsigned char)text.ptr[i] & 0xC0) == 0x80)
        i--;
    return i;
}

/* One sentence in four, whatever stands before it. */
static bool is_chosen(sw_str text, size_t at)
{
    uint64_t word;

    if (at + sizeof word > text.len)
        return true;
    word = sw_bytes_load(text.ptr + at);
    return (word * 0x9E3779B97F4A7C15u >> 62) == 0;
}

/* Where the piece ends that begins at `from`; *next goes on with the text: the
 * first sentence that starts behind it. The first paragraph's start is best,
 * then a sentence's. *fresh: is it a paragraph's? */
static size_t border(const sw_doc *doc, size_t from, size_t *next, bool *fresh)
{
    const sw_sentence *at = doc->sentences.at;
    size_t count = doc->sentences.count, i = *next;
    size_t chosen = 0, sentence = 0;

    *fresh = false;
    if (doc->text.len - from <= MOST)
        return doc->text.len;
    while (i < count && at[i].start < from + LEAST)
        i++;
    *next = i;
    for (; i < count && at[i].start <= from + MOST; i++) {
        *fresh = i > 0 && at[i].paragraph != at[i - 1].paragraph;
        if (*fresh)
            return at[i].start;
        sentence = at[i].start;
        if (chosen == 0 && is_chosen(doc->text, sentence))
            chosen = sentence;
    }
    if (chosen != 0 || sentence != 0)
        return chosen != 0 ? chosen : sentence;
    return char_edge(doc->text, from + MOST);
}

/* The first zone that ends behind i. */
static size_t zone_behind(const sw_zone *at, size_t count, size_t k, size_t i)
{
    while (k < count && at[k].end <= i)
        k++;
    return k;
}

/* How far the piece sees; a paragraph starts where it begins, and ends? */
static void see(const sw_doc *doc, bool starts, bool ends, sw_piece *p)
{
    const size_t before = starts ? BESIDE : BEFORE;
    const size_t behind = ends ? BESIDE : BEHIND;

    p->start = p->from > before ? char_edge(doc->text, p->from - before) : 0;
    p->end = doc->text.len - p->to > behind
                 ? char_edge(doc->text, p->to + behind)
                 : doc->text.len;
}

/* What the text holds there; `before` is the piece before it. */
static void look_around(const sw_doc *doc, const sw_piece *before, sw_piece *p)
{
    const sw_sentence *at = doc->sentences.at;
    const sw_zones *z = &doc->zones;
    size_t k = before->first;

    p->entered = before->end;
    p->body_before = before->body_before;
    for (; k < doc->sentences.count && at[k].end <= p->start; k++)
        p->body_before = p->body_before || at[k].zone == SW_ZONE_BODY;
    p->first = k;
    while (k < doc->sentences.count && at[k].start < p->end)
        k++;
    p->last = k;
    p->body_after = doc->body_end > p->end;
    p->blocks =
        zone_behind(z->blocks.at, z->blocks.count, before->blocks, p->start);
    p->inlines =
        zone_behind(z->inlines.at, z->inlines.count, before->inlines, p->start);
}

bool sw_piece_cut(const sw_doc *doc, sw_arena *arena, sw_pieces *out)
{
    sw_piece before = {0};
    size_t from = 0, next = 0;
    bool starts = false, ends;

    *out = (sw_pieces){0};
    while (from < doc->text.len) {
        sw_piece *p = SW_VEC_PUSH(out, arena);
        if (p == NULL)
            return false;
        p->from = from;
        p->to = from = border(doc, from, &next, &ends);
        see(doc, starts, ends, p);
        look_around(doc, &before, p);
        starts = ends;
        before = *p;
    }
    return true;
}

/* ---- a piece as a document ----------------------------------------------- */

/* start..end as the piece sees it: cut at its ends, counted from its start. */
static void cut(const sw_piece *p, size_t *start, size_t *end)
{
    *start = *start > p->start ? *start - p->start : 0;
    *end = (*end < p->end ? *end : p->end) - p->start;
}

static sw_zone zone_in(const sw_piece *p, const sw_zone *zone)
{
    sw_zone z = *zone;

    cut(p, &z.start, &z.end);
    return z;
}

/* Paragraphs are counted from the piece's first one. */
static sw_sentence sentence_in(const sw_doc *doc, const sw_piece *p, size_t i)
{
    sw_sentence s = doc->sentences.at[i];
    size_t end = s.end;

    cut(p, &s.begin, &end);
    cut(p, &s.start, &s.end);
    s.paragraph -= doc->sentences.at[p->first].paragraph;
    return s;
}

static size_t zones_in(const sw_zone *at, size_t count, size_t first,
                       const sw_piece *p)
{
    size_t k = first;

    while (k < count && at[k].start < p->end)
        k++;
    return k - first;
}

/* All but the lists. */
static sw_doc frame(const sw_doc *doc, const sw_piece *p)
{
    return (sw_doc){.text = sw_str_part(doc->text, p->start, p->end),
                    .starts_from = p->from - p->start,
                    .starts_to = p->to - p->start - (p->to < doc->text.len),
                    .cut_before = p->start > 0,
                    .cut_after = p->end < doc->text.len,
                    .body_before = p->body_before,
                    .body_after = p->body_after};
}

bool sw_piece_doc(const sw_doc *doc, const sw_piece *p, sw_arena *arena,
                  sw_doc *out)
{
    const sw_zones *z = &doc->zones;
    size_t blocks = zones_in(z->blocks.at, z->blocks.count, p->blocks, p);
    size_t inlines = zones_in(z->inlines.at, z->inlines.count, p->inlines, p);
    size_t sentences = p->last - p->first;
    sw_zone *zones = sw_arena_zero(arena, blocks + inlines + 1, sizeof *zones);
    sw_sentence *list = sw_arena_zero(arena, sentences + 1, sizeof *list);

    *out = frame(doc, p);
    if (zones == NULL || list == NULL)
        return false;
    for (size_t i = 0; i < blocks; i++)
        zones[i] = zone_in(p, &z->blocks.at[p->blocks + i]);
    for (size_t i = 0; i < inlines; i++)
        zones[blocks + i] = zone_in(p, &z->inlines.at[p->inlines + i]);
    for (size_t i = 0; i < sentences; i++)
        list[i] = sentence_in(doc, p, p->first + i);
    out->zones.blocks.at = zones;
    out->zones.blocks.count = blocks;
    out->zones.inlines.at = zones + blocks;
    out->zones.inlines.count = inlines;
    out->sentences.at = list;
    out->sentences.count = sentences;
    return true;
}

static bool same_zones(const sw_piece *p, const sw_zone *at, size_t count,
                       const sw_zone *part, size_t part_count)
{
    if (count != part_count)
        return false;
    for (size_t i = 0; i < count; i++) {
        sw_zone z = zone_in(p, &at[i]);
        if (z.start != part[i].start || z.end != part[i].end ||
            z.kind != part[i].kind)
            return false;
    }
    return true;
}

static bool same_sentences(const sw_doc *doc, const sw_piece *p,
                           const sw_doc *part)
{
    if (p->last - p->first != part->sentences.count)
        return false;
    for (size_t i = 0; i < part->sentences.count; i++) {
        sw_sentence a = sentence_in(doc, p, p->first + i);
        const sw_sentence *b = &part->sentences.at[i];
        if (a.start != b->start || a.end != b->end || a.begin != b->begin ||
            a.paragraph != b->paragraph || a.zone != b->zone ||
            a.question != b->question || a.item != b->item || a.link != b->link)
            return false;
    }
    return true;
}

bool sw_piece_is(const sw_doc *doc, const sw_piece *p, const sw_doc *part)
{
    const sw_doc f = frame(doc, p);
    const sw_zones *z = &doc->zones;

    return f.text.len == part->text.len && f.starts_from == part->starts_from &&
           f.starts_to == part->starts_to && f.cut_before == part->cut_before &&
           f.cut_after == part->cut_after &&
           f.body_before == part->body_before &&
           f.body_after == part->body_after &&
           memcmp(f.text.ptr, part->text.ptr, f.text.len) == 0 &&
           same_zones(p, z->blocks.at + p->blocks,
                      zones_in(z->blocks.at, z->blocks.count, p->blocks, p),
                      part->zones.blocks.at, part->zones.blocks.count) &&
           same_zones(p, z->inlines.at + p->inlines,
                      zones_in(z->inlines.at, z->inlines.count, p->inlines, p),
                      part->zones.inlines.at, part->zones.inlines.count) &&
           same_sentences(doc, p, part);
}

/* Are the two the same, with so many bytes and sentences more before a? */
static bool is_moved(const sw_piece *a, const sw_piece *b, size_t bytes,
                     size_t sentences)
{
    return a->from == b->from + bytes && a->to == b->to + bytes &&
           a->start == b->start + bytes && a->end == b->end + bytes &&
           a->first == b->first + sentences && a->last == b->last + sentences &&
           a->body_before == b->body_before && a->body_after == b->body_after;
}

bool sw_piece_stays(const sw_past *past, const sw_piece *p, const sw_piece *old)
{
    const size_t len = past->doc.text.len, count = past->doc.sentences.count;
    const bool ended = p->end == len,
               was_ended = old->end == past->common.old_len;

    if (ended != was_ended)
        return false;
    if (p->end <= past->common.same && p->last <= past->front)
        return is_moved(p, old, 0, 0);
    return p->start > 0 && old->start > 0 && p->start >= past->common.from &&
           p->first >= count - past->back &&
           is_moved(p, old, len - past->common.old_len,
                    count - past->old_count);
}
