/*
 * zone_inline.c - find what lies inside the text: links, code, quotes, marks.
 *
 * One walk from left to right; the zone that starts first wins, and what it
 * holds is not looked at. A search that may fail (for a closing quote or
 * backtick) is remembered until the paragraph ends, so that a text of nothing
 * but openers costs no more than any other.
 */
#include "doc/zone_part.h"

#include "base/utf8.h"

#include <string.h>

enum { TICKS_MAX = 3 }; /* a longer run of backticks is decoration */

typedef struct scan {
    sw_str text;
    sw_arena *arena;
    sw_zones *zones;
    size_t from;      /* where the reply's first words stand, no mention */
    size_t end;       /* of the stretch without a block's border */
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
        if (text.ptr[i] != '\n' && text.ptr[i] != '\r') {
            i++;
            continue;
        }
        unsigned breaks;
        const size_t next = sw_look_white(text, i, end, &breaks);
        if (breaks > 1)
            return i;
        i = next;
    }
    return end;
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
    const size_t run = ticks_at(s->text, i, s->paragraph);
    size_t at = i + run;
    *skip = at;
    if (run > TICKS_MAX || s->no_ticks[run] > i ||
        sw_look_after_word(s->text, i))
        return 0;
    while (at < s->paragraph) {
        const size_t other = ticks_at(s->text, at, s->paragraph);
        if (other == run && !sw_look_is_word(s->text, at + other))
            return at + other;
        at += other > 0 ? other : 1;
    }
    s->no_ticks[run] = s->paragraph;
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
    if (s->no_quote > i || !opens(s->text, i, size, s->paragraph))
        return 0;
    size_t at = i + size;
    while (at < s->paragraph) {
        const uint32_t code = sw_utf8_at(s->text, at, &size);
        if (is_quote(code) && at > *skip && closes(s->text, at, size, code))
            return at + size;
        if (is_quote(code) && opens(s->text, at, size, s->paragraph))
            return 0;
        at += size;
    }
    s->no_quote = s->paragraph;
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
    s->paragraph = paragraph_end(s->text, i, s->end);
    while (i < s->end) {
        sw_zone_kind kind = SW_ZONE_URL;
        size_t skip = i + 1;
        if (i >= s->paragraph)
            s->paragraph = paragraph_end(
                s->text, sw_look_white(s->text, i, s->end, NULL), s->end);
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

bool sw_zone_inlines(sw_str text, sw_arena *arena, sw_zones *zones)
{
    scan s = {.text = text,
              .arena = arena,
              .zones = zones,
              .from = sw_look_white(text, 0, text.len, NULL)};
    size_t at = 0;
    for (size_t k = 0; k <= zones->blocks.count; k++) {
        const bool last = k == zones->blocks.count;
        s.end = last ? text.len : zones->blocks.at[k].start;
        if (!walk(&s, at))
            return false;
        if (last)
            break;
        at = zones->blocks.at[k].start;
        s.end = zones->blocks.at[k].end;
        if (zones->blocks.at[k].kind != SW_ZONE_CODE_BLOCK && !walk(&s, at))
            return false;
        at = s.end;
    }
    return true;
}
