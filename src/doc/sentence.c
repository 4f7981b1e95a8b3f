/*
 * sentence.c - split the body of a reply into sentences.
 *
 * One walk over each stretch between two blocks. Inline zones are stepped
 * over, so that no dot in a URL counts; only a quote that ends in a mark may
 * end the sentence around it. What is left of a stretch without a word in it
 * ("-----", "^AB 1/2") is no sentence.
 */
#include "doc/sentence.h"

#include "base/byte.h"
#include "base/utf8.h"
#include "doc/sentence_split.h"

#include <string.h>

enum {
    LENGTH = 64, /* bytes of a sentence, by and large */
    LEAST = 8    /* sentences there is room for at first */
};

typedef sw_split split;

/* Counts paragraphs on to byte i, which is no white space. */
static void count_paragraphs(split *s, size_t i)
{
    while (s->counted < i) {
        unsigned breaks;
        const size_t at = sw_byte_break(s->text.ptr, s->counted, i);
        s->counted = sw_look_white(s->text, at, i, &breaks);
        s->paragraph += breaks > 1 && at > s->first;
    }
}

/* The same for all white space of a stretch as the walk passes it: from i to
 * next. No blank line is missed, for inline zones hold none. */
static void pass_white(split *s, size_t i, size_t next, unsigned breaks)
{
    s->paragraph += breaks > 1 && i > s->first;
    s->counted = next;
}

bool sw_split_room(sw_split *s, size_t count)
{
    sw_sentences *const out = s->out;
    if (count <= out->cap)
        return true;
    sw_sentence *const room = sw_arena_zero(s->arena, count, sizeof *room);
    if (room == NULL)
        return false;
    if (out->count > 0)
        memcpy(room, out->at, out->count * sizeof *room);
    out->at = room;
    out->cap = count;
    return true;
}

/* What is a sentence's own: without mentions and split marks before it, and
 * initials and split marks behind it. */
typedef struct extent {
    size_t begin, end;
    bool link; /* it holds a URL or an address */
} extent;

SW_BYTE_RARE static extent trim_zones(split *s, extent e)
{
    const sw_zone *const at = s->zones->inlines.at;
    const size_t count = s->zones->inlines.count;
    size_t k = s->link;
    for (; k < count && at[k].start <= e.begin; k++) {
        if (at[k].kind != SW_ZONE_MENTION && at[k].kind != SW_ZONE_SPLIT &&
            at[k].kind != SW_ZONE_INITIALS)
            break;
        e.begin = sw_look_white(s->text, at[k].end, e.end, NULL);
    }
    size_t past = k;
    for (; past < count && at[past].start < e.end; past++)
        e.link = e.link || at[past].kind == SW_ZONE_URL ||
                 at[past].kind == SW_ZONE_ADDRESS;
    s->link = past;
    while (past > k &&
           (at[past - 1].kind == SW_ZONE_INITIALS ||
            at[past - 1].kind == SW_ZONE_SPLIT) &&
           at[past - 1].end == e.end) {
        e.end = sw_look_white_back(s->text, e.begin, at[past - 1].start);
        past--;
    }
    return e;
}

/* Does an inline zone start before end that does not end before start? */
static bool holds_zone(split *s, size_t start, size_t end)
{
    const sw_zone *const at = s->zones->inlines.at;
    const size_t count = s->zones->inlines.count;
    while (s->link < count && at[s->link].end <= start)
        s->link++;
    return s->link < count && at[s->link].start < end;
}

/* Does a word, or a zone that stands for words, lie in start..end? */
SW_BYTE_RARE static bool holds_word(sw_str text, size_t start, size_t end)
{
    size_t i = start, size;
    while ((i = sw_byte_find(text.ptr, i, end, SW_BYTE_WORD | SW_BYTE_HIGH)) <
           end) {
        if (sw_utf8_is_word(sw_utf8_at(text, i, &size)))
            return true;
        i += size;
    }
    return false;
}

static bool emit(split *s, size_t end, bool question)
{
    sw_sentences *const out = s->out;
    const size_t start = s->start;
    extent e = {.begin = start, .end = sw_look_white_back(s->text, start, end)};
    if (e.end <= start)
        return true;
    if (s->bullet > start && s->bullet < end)
        e.begin = s->bullet;
    if (holds_zone(s, start, e.end))
        e = trim_zones(s, e);
    if (e.begin >= e.end || (!sw_byte_is(s->text.ptr[e.begin], SW_BYTE_WORD) &&
                             !holds_word(s->text, e.begin, e.end)))
        return true;
    if (out->count == out->cap &&
        !sw_split_room(s, 2 * out->cap + s->text.len / LENGTH + LEAST))
        return false;
    out->at[out->count++] = (sw_sentence){.start = start,
                                          .end = e.end,
                                          .begin = e.begin,
                                          .paragraph = s->paragraph,
                                          .zone = s->kind,
                                          .question = question,
                                          .item = s->item,
                                          .link = e.link};
    return true;
}

/* A sentence begins at i; fresh: at a line's start. */
static void begin_at(split *s, size_t i, bool fresh)
{
    s->start = i;
    s->bullet = fresh ? sw_sentence_bullet(s->text, i, s->end) : 0;
    if (fresh)
        s->item = s->bullet != 0;
}

/* Does the one line end between end and next end the sentence? */
static bool breaks_at(split *s, size_t end, size_t next)
{
    if (s->widest.columns == SW_NOWHERE)
        s->widest = sw_sentence_widest(s->text, s->zones, 0, s->text.len);
    const sw_sentence_break b = {.line = s->line,
                                 .end = end,
                                 .next = next,
                                 .stop = s->end,
                                 .widest = s->widest.columns,
                                 .item = s->item};
    return sw_sentence_breaks(s->text, &b);
}

/* The white space where the walk is, behind text without a mark, with a line
 * end in it. */
static bool take_white(split *s)
{
    unsigned breaks;
    const size_t at = s->at;
    bool good = true;
    s->at = sw_look_white(s->text, at, s->end, &breaks);
    if (breaks > 1 || (breaks == 1 && breaks_at(s, at, s->at))) {
        good = emit(s, at, false);
        pass_white(s, at, s->at, breaks);
        begin_at(s, s->at, true);
    }
    if (breaks > 0)
        s->line = s->at;
    return good;
}

/* Ends the sentence; the next one begins behind the white space. */
static bool end_at(split *s, size_t end, bool question)
{
    const bool good = emit(s, end, question);
    unsigned breaks;
    s->at = sw_look_white(s->text, end, s->end, &breaks);
    pass_white(s, end, s->at, breaks);
    begin_at(s, s->at, breaks > 0);
    if (breaks > 0)
        s->line = s->at;
    return good;
}

/* The same where one space follows, for a sentence that begins with a word, no
 * bullet, and holds no zone, as most do. False: it is another one, or there is
 * no room for it. */
static bool end_plain(split *s, size_t end, bool question)
{
    sw_sentences *const out = s->out;
    const size_t start = s->start;
    if (s->bullet > start || out->count == out->cap ||
        !sw_byte_is(s->text.ptr[start], SW_BYTE_WORD) ||
        holds_zone(s, start, end))
        return false;
    out->at[out->count++] = (sw_sentence){.start = start,
                                          .end = end,
                                          .begin = start,
                                          .paragraph = s->paragraph,
                                          .zone = s->kind,
                                          .question = question,
                                          .item = s->item};
    s->at = s->counted = s->start = end + 1;
    s->bullet = 0;
    return true;
}

/* Any marks, or those that end the quote behind which the walk is. */
SW_BYTE_RARE static bool take_marks(split *s, size_t mark)
{
    bool question;
    size_t resume;
    const size_t end =
        sw_sentence_mark(s->text, s->start, mark, s->end, &question, &resume);
    if (resume > s->at)
        s->at = resume;
    return end == 0 || end_at(s, end, question);
}

/* The mark where the walk is. "... it. We": nearly all have a word behind them,
 * which is settled here. */
static bool take_mark(split *s)
{
    const char *const text = s->text.ptr;
    const size_t mark = s->at;
    const size_t next = sw_byte_past(text, mark + 1, s->end, SW_BYTE_SPACE);
    if (next >= s->end || !sw_byte_is(text[mark], SW_BYTE_MARK) ||
        !sw_byte_is(text[next], SW_BYTE_WORD) || text[next] == '_')
        return take_marks(s, mark);
    s->at = mark + 1;
    if (next == mark + 1 ||
        (text[mark] == '.' &&
         sw_sentence_is_short(s->text, s->start, mark, next, s->end)))
        return true;
    const bool question = text[mark] == '?';
    if (next == mark + 2 && text[mark + 1] == ' ' &&
        end_plain(s, mark + 1, question))
        return true;
    return end_at(s, mark + 1, question);
}

/* The mark inside the quote's end, or its end when there is none. */
static size_t quote_mark(sw_str text, const sw_zone *zone)
{
    size_t size, at = zone->end;
    sw_utf8_before(text, at, &size);
    at -= size;
    const size_t close = at;
    while (at > zone->start) {
        sw_utf8_before(text, at, &size);
        if (!sw_sentence_is_mark(text, at - size))
            break;
        at -= size;
    }
    return at < close ? at : zone->end;
}

static bool take_zone(split *s, const sw_zone *zone)
{
    s->at = zone->end < s->end ? zone->end : s->end;
    if (zone->kind != SW_ZONE_QUOTED || zone->end > s->end)
        return true;
    const size_t mark = quote_mark(s->text, zone);
    return mark == zone->end || take_marks(s, mark);
}

/* Where a sentence may end, or another character over U+1FFF stands. */
static uint64_t stops_of(const sw_bits *bits)
{
    return bits->stops;
}

/* The first character of i..limit where a sentence may end. */
static size_t next_stop(split *s, size_t i, size_t limit)
{
    while ((i = sw_bit_map_next(&s->bits, i, limit, stops_of)) < limit &&
           sw_byte_is(s->text.ptr[i], SW_BYTE_HIGH) &&
           !sw_sentence_is_ellipsis(s->text, i))
        i++;
    return i;
}

/* Goes on to the first character before limit that may end the sentence; white
 * space does only where it holds a line end. */
static bool take_next(split *s, size_t limit)
{
    const size_t from = s->at;
    s->at = next_stop(s, from, limit);
    if (s->at >= limit)
        return true;
    if (!sw_byte_is(s->text.ptr[s->at], SW_BYTE_BREAK))
        return take_mark(s);
    s->at = sw_look_white_back(s->text, from, s->at);
    return take_white(s);
}

/* ---- stretches ----------------------------------------------------------- */

/* A bullet's dot ends nothing, and its number is no word. */
static bool walk(split *s)
{
    const size_t end = s->end;
    bool good = true;
    size_t limit = 0; /* no inline zone begins between the walk and here */
    while (good && s->at < end) {
        if (s->again->old != NULL && s->at == s->start && s->at == s->line &&
            s->at >= s->again->common.from) {
            good = sw_split_join(s, s->at);
            if (!good || s->joined)
                return good;
        }
        if (s->bullet > s->at)
            s->at = s->bullet;
        if (s->at >= limit) {
            const sw_zone *const zone = sw_split_zone(s, s->at);
            if (zone != NULL && zone->start <= s->at) {
                good = take_zone(s, zone);
                continue;
            }
            limit = zone != NULL && zone->start < end ? zone->start : end;
        }
        good = take_next(s, limit);
    }
    return good && (s->start >= end || emit(s, end, false));
}

static bool split_body(split *s, size_t from, size_t end)
{
    unsigned breaks;
    size_t i = sw_look_white(s->text, from, end, &breaks);
    sw_line line = {0, 0, 0};
    const bool fresh =
        !sw_line_before(s->text, from, &line) || line.end < from || breaks > 0;
    s->end = end;
    s->kind = SW_ZONE_BODY;
    if (i < end)
        count_paragraphs(s, i);
    s->line = fresh ? i : line.start;
    s->item = false;
    s->at = i;
    begin_at(s, i, fresh);
    return walk(s);
}

/* Greeting, "X said" and signature: a line is a sentence. */
static bool split_lines(split *s, const sw_zone *zone)
{
    size_t at = zone->start;
    sw_line line;
    s->kind = (unsigned char)zone->kind;
    s->end = zone->end;
    s->item = false;
    s->bullet = 0;
    while (at < zone->end && sw_line_of(&s->bits, at, &line)) {
        const size_t end = line.end < zone->end ? line.end : zone->end;
        s->start = sw_look_spaces(s->text, at, end);
        const bool question = end > at && s->text.ptr[end - 1] == '?';
        if (s->start < end)
            count_paragraphs(s, s->start);
        if (s->start < end && !emit(s, end, question))
            return false;
        at = line.next;
    }
    return true;
}

static bool split_from(split *s, size_t k, size_t from)
{
    const sw_zones *const zones = s->zones;
    for (; k <= zones->blocks.count; k++) {
        const bool last = k == zones->blocks.count;
        const sw_zone *const zone = last ? NULL : &zones->blocks.at[k];
        if (!split_body(s, from, last ? s->text.len : zone->start))
            return false;
        if (last || s->joined)
            break;
        if (zone->kind != SW_ZONE_QUOTE && zone->kind != SW_ZONE_CODE_BLOCK &&
            !split_lines(s, zone))
            return false;
        from = zone->end;
    }
    return true;
}

bool sw_sentence_parse_again(sw_str text, const sw_zones *zones,
                             sw_arena *arena, sw_sentence_again *again,
                             sw_sentences *out)
{
    split s = {.text = text,
               .zones = zones,
               .arena = arena,
               .out = out,
               .first = sw_look_white(text, 0, text.len, NULL),
               .bits = sw_bit_map_of(text.ptr, text.len, zones->bits),
               .widest = {.columns = SW_NOWHERE},
               .again = again};
    size_t from = 0, block = 0;
    *out = (sw_sentences){NULL, 0, 0};
    if (again->old != NULL && again->widest.columns != SW_NOWHERE) {
        s.widest = sw_sentence_widest_again(text, zones, again);
        if (s.widest.columns != again->widest.columns)
            again->old = NULL; /* any line's end may tell something else */
    }
    if (again->old != NULL && !sw_split_take_over(&s, &block, &from))
        return false;
    if (!split_from(&s, block, from))
        return false;
    again->widest = s.widest;
    return true;
}

bool sw_sentence_parse(sw_str text, const sw_zones *zones, sw_arena *arena,
                       sw_sentences *out)
{
    sw_sentence_again none = {.widest = {.columns = SW_NOWHERE}};
    return sw_sentence_parse_again(text, zones, arena, &none, out);
}

size_t sw_sentence_at(const sw_sentences *sentences, size_t i)
{
    size_t low = 0, high = sentences->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sentences->at[middle].end > i)
            high = middle;
        else
            low = middle + 1;
    }
    return low < sentences->count || low == 0 ? low : low - 1;
}
