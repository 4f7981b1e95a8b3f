/*
 * zone_inline.c - find what lies inside the text: links, code, quotes, marks.
 *
 * One walk from left to right; the zone that starts first wins, and what it
 * holds is not looked at. A search that may fail (for a closing quote or
 * backtick) is remembered until the paragraph ends, so that a text of nothing
 * but openers costs no more than any other.
 *
 * Most of a reply is words and spaces, and a word without a dot, an "@" or a
 * colon behind it begins no link: next_start() steps over all of that.
 */
#include "doc/zone_part.h"
#include "doc/zone_walk.h"

#include "base/byte.h"
#include "base/utf8.h"

#include <string.h>

enum {
    TICKS_MAX = 3, /* a longer run of backticks is decoration */
    CHARACTER = 4, /* bytes of the longest */
    LOOK_BACK = 24 /* a word and a mark behind the white space before a zone */
};

typedef struct scan {
    sw_str text;
    sw_arena *arena;
    sw_zones *zones;
    sw_bit_map bits;
    size_t from;      /* where the reply's first words stand, no mention */
    size_t end;       /* of the stretch without a block's border */
    size_t until;     /* where a paragraph starts that is not walked any more */
    size_t paragraph; /* where the paragraph ends */
    size_t no_ticks[TICKS_MAX + 1]; /* up to here no such run closes */
    size_t no_quote;                /* up to here no quote closes */
} scan;

static bool push(scan *s, sw_zone_kind kind, size_t start, size_t end)
{
    sw_zone *const zone = SW_VEC_PUSH(&s->zones->inlines, s->arena);
    if (zone != NULL)
        *zone = (sw_zone){start, end, kind};
    return zone != NULL;
}

/* The first blank line behind i, or the end of the stretch. */
static size_t paragraph_end(sw_str text, size_t i, size_t end)
{
    while (i < end) {
        i = sw_byte_break(text.ptr, i, end);
        unsigned breaks;
        const size_t next = sw_look_white(text, i, end, &breaks);
        if (breaks > 1)
            return i;
        i = next;
    }
    return end;
}

/* Where the paragraph of the character at i ends: looked for when something
 * that it may close opens, for few paragraphs hold such a thing. */
static size_t paragraph_of(scan *s, size_t i)
{
    if (s->paragraph <= i)
        s->paragraph = paragraph_end(s->text, i, s->end);
    return s->paragraph;
}

/* ---- code spans --------------------------------------------------------- */

static size_t ticks_at(sw_str text, size_t i, size_t end)
{
    size_t at = i;
    while (at < end && text.ptr[at] == '`')
        at++;
    return at - i;
}

/* "can`t" uses a backtick as an apostrophe: a span starts behind no word, and
 * ends before none. */
static size_t code_at(scan *s, size_t i, size_t *skip)
{
    const size_t end = paragraph_of(s, i);
    const size_t run = ticks_at(s->text, i, end);
    size_t at = i + run;
    *skip = at;
    if (run > TICKS_MAX || s->no_ticks[run] > i ||
        sw_look_after_word(s->text, i))
        return 0;
    while (at < end) {
        const size_t other = ticks_at(s->text, at, end);
        if (other == run && !sw_look_is_word(s->text, at + other))
            return at + other;
        at += other > 0 ? other : 1;
    }
    s->no_ticks[run] = end;
    return 0;
}

/* ---- quotes ------------------------------------------------------------- */

static bool is_quote(uint32_t code)
{
    return code == '"' || (code >= 0x201C && code <= 0x201F);
}

static bool opens(sw_str text, size_t i, size_t size, size_t end)
{
    size_t before = 0;
    const uint32_t code = sw_utf8_at(text, i, &before);
    const bool tight =
        i + size < end &&
        sw_look_white(text, i + size, i + size + 1, NULL) == i + size;
    if (!tight || sw_look_after_word(text, i))
        return false;
    if (code == 0x201C || code == 0x201E || i == 0)
        return true;
    const uint32_t left = sw_utf8_before(text, i, &before);
    return sw_utf8_is_space(left) || left > 0x7F ||
           sw_look_among(left, "([{<>-/=:,;*_'~");
}

/* A straight quote closes behind text and before no word; it is an inch mark
 * or lost otherwise. */
static bool closes(sw_str text, size_t i, size_t size, uint32_t code)
{
    size_t before;
    const uint32_t left = sw_utf8_before(text, i, &before);
    if (code == 0x201D)
        return true;
    return code != 0x201E && !sw_utf8_is_space(left) &&
           !sw_look_is_word(text, i + size);
}

/* When another quote opens before this one closes, this one was lost, and the
 * search begins anew there. */
static size_t quoted_at(scan *s, size_t i, size_t *skip)
{
    size_t size;
    sw_utf8_at(s->text, i, &size);
    *skip = i + size;
    const size_t end = paragraph_of(s, i);
    if (s->no_quote > i || !opens(s->text, i, size, end))
        return 0;
    size_t at = i + size;
    while (at < end) {
        if (s->text.ptr[at] != '"' &&
            !sw_byte_is(s->text.ptr[at], SW_BYTE_HIGH)) {
            at++;
            continue;
        }
        const uint32_t code = sw_utf8_at(s->text, at, &size);
        if (is_quote(code) && at > *skip && closes(s->text, at, size, code))
            return at + size;
        if (is_quote(code) && opens(s->text, at, size, end))
            return 0;
        at += size;
    }
    s->no_quote = end;
    return 0;
}

/* ---- the walk ----------------------------------------------------------- */

static size_t mention_at(sw_str text, size_t i, size_t end)
{
    size_t at = i + 1;
    if (sw_look_after_word(text, i) ||
        (i > 0 && sw_look_among((unsigned char)text.ptr[i - 1], ".@/")))
        return 0;
    while (at < end && (unsigned char)text.ptr[at] < 0x80 &&
           sw_look_is_word(text, at))
        at++;
    return at > i + 1 ? at : 0;
}

/* What a byte says to the walk. */
enum {
    OPENS = 1, /* a zone may begin with it */
    JOINS = 2, /* a link may hold it, and begin at the word before */
    SLASH = 3, /* the same for "1/2" */
    WIDE = 4   /* a curly quote begins with it */
};

static const unsigned char triggers[256] = {
    ['"'] = OPENS, ['`'] = OPENS, ['{'] = OPENS, ['$'] = OPENS, ['%'] = OPENS,
    ['['] = OPENS, ['<'] = OPENS, ['^'] = OPENS, ['*'] = OPENS, ['~'] = OPENS,
    ['('] = OPENS, ['-'] = JOINS, ['@'] = JOINS, ['.'] = JOINS, [':'] = JOINS,
    ['/'] = SLASH, [0xE2] = WIDE,
};

/* Where one may stand: not at a line's end, nor at a mark that white space or
 * a comma follows. Of what is not ASCII, at U+2000 to U+2FFF. */
static uint64_t may_trigger(const sw_bits *b)
{
    const uint64_t wide = b->stops & b->high;
    const uint64_t marks = b->stops & ~b->high;
    const uint64_t gaps = ~(b->word | b->odd) | b->breaks;

    return b->odd & ~(b->breaks | (marks & gaps >> 1) | (b->high & ~wide));
}

static bool is_run_byte(char c)
{
    return sw_byte_is(c, SW_BYTE_WORD) || c == '.' || c == '@' || c == '-' ||
           c == '+';
}

/* Behind the word at i with what hosts and addresses are made of; *link: may
 * a link begin there? One with a scheme has a colon behind the word, all
 * others a dot or an "@" with something behind it, be it not of ASCII. */
static size_t run_end(const scan *s, size_t i, bool *link)
{
    const char *const text = s->text.ptr;
    size_t at = i, sign = SW_NOWHERE;
    for (; at < s->end && is_run_byte(text[at]); at++) {
        if ((text[at] == '.' || text[at] == '@') && sign == SW_NOWHERE)
            sign = at;
    }
    *link = at < s->end &&
            (text[at] == ':' ||
             (sign != SW_NOWHERE && sw_byte_is(text[at], SW_BYTE_HIGH)));
    if (sign == SW_NOWHERE)
        return at;
    size_t stop = at;
    while (stop > sign &&
           (!sw_byte_is(text[stop - 1], SW_BYTE_WORD) || text[stop - 1] == '_'))
        stop--;
    *link = *link || sign < stop;
    return at;
}

/* The first word at or behind i, all of it in text[i, at), of the run of host
 * bytes that ends before at; at when there is none. */
static size_t run_start(const scan *s, size_t i, size_t at)
{
    const char *const text = s->text.ptr;
    size_t from = at;
    while (from > i && is_run_byte(text[from - 1]))
        from--;
    while (from < at) {
        if (!sw_byte_is(text[from], SW_BYTE_WORD))
            from++;
        else if (sw_look_after_word(s->text, from))
            from = sw_byte_past(text, from, at, SW_BYTE_WORD);
        else
            break;
    }
    return from;
}

/* A dot at a sentence's end and the colon before a list join nothing. */
static bool joins(const scan *s, size_t i)
{
    const char *const at = s->text.ptr + i;
    const char next = i + 1 < s->end ? at[1] : ' ';
    if (at[0] == '.')
        return is_run_byte(next) || next == ':' ||
               sw_byte_is(next, SW_BYTE_HIGH);
    return at[0] != ':' || next == '/' || i < 6 ||
           sw_look_starts(s->text, i - 6, "mailto");
}

/* The first character at or behind i that a zone may begin with. Words are
 * not looked at: what makes a link of one leads back to it. */
static size_t next_start(scan *s, size_t i)
{
    const char *const text = s->text.ptr;
    size_t at = i;
    while ((at = sw_bit_map_next(&s->bits, at, s->end, may_trigger)) < s->end) {
        const unsigned trigger = triggers[(unsigned char)text[at]];
        size_t size, from = at;
        bool link = false;
        if (trigger == OPENS)
            return at;
        if (trigger == WIDE) {
            if (is_quote(sw_utf8_wide(s->text, at, &size)))
                return at;
        } else if (trigger == SLASH) {
            while (from > i && from + 2 > at &&
                   sw_byte_is(text[from - 1], SW_BYTE_DIGIT))
                from--;
            return run_start(s, i, at) == from ? from : at;
        } else if (trigger == JOINS && joins(s, at)) {
            from = run_start(s, i, at);
            if (from == at && text[at] != '.' && text[at] != ':')
                return at;
            if (from < at) {
                const size_t end = run_end(s, from, &link);
                if (link)
                    return from;
                at = i = end;
                continue;
            }
            i = at + 1; /* a long row of dots is looked back over once */
        }
        at++;
    }
    return s->end;
}

/* What starts at i? Gives its end, or 0 and where to look on in *skip. */
static size_t zone_at(scan *s, size_t i, sw_zone_kind *kind, size_t *skip)
{
    const sw_str text = s->text;
    const unsigned char c = (unsigned char)text.ptr[i];
    size_t size, end = 0;
    if (c >= 0x80) {
        if (!is_quote(sw_utf8_at(text, i, &size))) {
            *skip = i + size;
            return 0;
        }
        *kind = SW_ZONE_QUOTED;
        return quoted_at(s, i, skip);
    }
    *skip = i + 1;
    if (c == '"') {
        *kind = SW_ZONE_QUOTED;
        return quoted_at(s, i, skip);
    }
    if (c == '`') {
        *kind = SW_ZONE_CODE;
        return code_at(s, i, skip);
    }
    *kind = SW_ZONE_PLACEHOLDER;
    if ((end = sw_zone_slot(text, i, s->end, false)) != 0)
        return end;
    *kind = SW_ZONE_INITIALS;
    if ((end = sw_zone_initials(text, i, s->end)) != 0)
        return end;
    *kind = SW_ZONE_SPLIT;
    if ((c == '(' || (c >= '0' && c <= '9')) &&
        (end = sw_zone_split(text, i, s->from, s->end)) != 0)
        return end;
    if (c != '@' && (!sw_look_is_word(text, i) || sw_look_after_word(text, i)))
        return 0;
    end = sw_zone_link(text, i, s->end, kind, skip);
    if (end == 0 && c == '@') {
        *kind = SW_ZONE_MENTION;
        end = mention_at(text, i, s->end);
        for (*skip = i + 1; *skip < s->end && text.ptr[*skip] == '@';)
            ++*skip;
    }
    return end;
}

static bool walk(scan *s, size_t i)
{
    s->paragraph = i;
    while ((i = next_start(s, i)) < s->end && i < s->until) {
        sw_zone_kind kind = SW_ZONE_URL;
        size_t skip = i + 1;
        const size_t end = zone_at(s, i, &kind, &skip);
        if (end != 0 && !push(s, kind, i, end))
            return false;
        /* a divided message begins behind the names it is sent to */
        if (end != 0 && kind == SW_ZONE_MENTION && i == s->from)
            s->from = sw_look_white(s->text, end, s->end, NULL);
        i = end != 0 ? end : skip;
    }
    return true;
}

/* The stretches of the text from byte at on, up to s->until. */
static bool walk_from(scan *s, size_t at)
{
    const sw_zones *const zones = s->zones;
    size_t k = 0;
    while (k < zones->blocks.count && zones->blocks.at[k].end <= at)
        k++;
    for (; k <= zones->blocks.count && at < s->until; k++) {
        const bool last = k == zones->blocks.count;
        s->end = last ? s->text.len : zones->blocks.at[k].start;
        if (at < s->end && !walk(s, at))
            return false;
        if (last)
            break;
        at = at > s->end ? at : s->end;
        s->end = zones->blocks.at[k].end;
        if (zones->blocks.at[k].kind != SW_ZONE_CODE_BLOCK && !walk(s, at))
            return false;
        at = s->end;
    }
    return true;
}

bool sw_zone_inlines(sw_str text, sw_arena *arena, sw_zones *zones)
{
    scan s = {.text = text,
              .arena = arena,
              .zones = zones,
              .bits = sw_bit_map_of(text.ptr, text.len, zones->bits),
              .until = SW_NOWHERE,
              .from = sw_look_white(text, 0, text.len, NULL)};
    return walk_from(&s, 0);
}

/* ---- a text that is read again -------------------------------------------
 *
 * No zone crosses a blank line, and none knows more of the text round its
 * paragraph than what stands close before it and the first character behind
 * it. Only a mention and the mark of a divided message ask where the words of
 * the text begin. */

/* The first character of the last paragraph that begins before the edit; 0 for
 * the text's start. */
static size_t paragraph_before(sw_str text, size_t same)
{
    size_t at = same;
    while ((at = sw_byte_break_back(text.ptr, 0, at)) > 0) {
        unsigned breaks;
        const size_t back = sw_look_white_back(text, 0, at);
        const size_t start = sw_look_white(text, back, text.len, &breaks);
        if (breaks > 1 && back > 0 && start + CHARACTER <= same)
            return start;
        at = back;
    }
    return 0;
}

/* The same of the first one behind the edit, and behind all that a zone in it
 * may look back at; SW_NOWHERE when there is none. */
static size_t paragraph_behind(sw_str text, size_t from)
{
    size_t i = from;
    while (i < text.len) {
        unsigned breaks;
        i = sw_byte_break(text.ptr, i, text.len);
        const size_t next = sw_look_white(text, i, text.len, &breaks);
        if (breaks > 1 && next < text.len &&
            sw_look_white_back(text, from, next) >= from + LOOK_BACK)
            return next;
        i = next;
    }
    return SW_NOWHERE;
}

static bool copy_zones(scan *s, const sw_zones *old, size_t from, size_t to,
                       size_t shift)
{
    for (size_t k = 0; k < old->inlines.count; k++) {
        const sw_zone *const zone = &old->inlines.at[k];
        if (zone->start >= from && zone->start < to &&
            !push(s, zone->kind, zone->start + shift, zone->end + shift))
            return false;
    }
    return true;
}

bool sw_zone_inlines_again(sw_str text, const sw_common *common,
                           const sw_zones *old, size_t *first, sw_arena *arena,
                           sw_zones *zones)
{
    scan s = {.text = text,
              .arena = arena,
              .zones = zones,
              .bits = sw_bit_map_of(text.ptr, text.len, zones->bits),
              .until = SW_NOWHERE,
              .from = sw_look_white(text, 0, text.len, NULL)};
    size_t front = old != NULL ? paragraph_before(text, common->same) : 0;
    const size_t shift = text.len - common->old_len;
    if (*first >= front)
        front = 0;
    if (front > 0) {
        s.from = *first;
        if (!copy_zones(&s, old, 0, front, 0))
            return false;
    }
    if (old != NULL && *first + text.len <= common->from + common->old_len)
        s.until = paragraph_behind(text, common->from);
    if (!walk_from(&s, front))
        return false;
    if (s.until != SW_NOWHERE && s.from > common->from) {
        front = s.until;
        s.until = SW_NOWHERE;
        if (!walk_from(&s, front))
            return false;
    }
    *first = s.from;
    return s.until == SW_NOWHERE ||
           copy_zones(&s, old, sw_common_before(common, text.len, s.until),
                      common->old_len, shift);
}
