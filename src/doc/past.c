/*
 * past.c - a text that was read before it was edited.
 *
 * Bytes that both texts have in common, at the front and at the end, are valid
 * as they were. The walks over blocks, inline zones and sentences are resumed
 * at the last place before the edit where they knew nothing of it, and end
 * where they come to a place behind it in the state that they were in before.
 * One character can open a fence or history, which changes all that follows:
 * then what is in common ends there, for all walks that follow.
 */
#include "doc/past.h"

#include "base/fail.h"
#include "base/utf8.h"

void sw_past_release(sw_past *past)
{
    sw_arena_release(&past->arenas[0]);
    sw_arena_release(&past->arenas[1]);
    *past = (sw_past){.known = false};
}

/* Is text[i] a part of the character before it? */
static bool is_inside(sw_str text, size_t i)
{
    return i < text.len && ((unsigned char)text.ptr[i] & 0xC0) == 0x80;
}

/* As sw_utf8_valid: the old text was valid, so only what is new, with the
 * characters that it cuts in two, is looked at. */
static size_t valid_again(const sw_common *c, sw_str old, sw_str text)
{
    size_t from = c->same, to = sw_common_before(c, text.len, c->from);

    while (from > 0 && is_inside(old, from))
        from--;
    while (is_inside(old, to))
        to++;
    to = to + text.len - old.len;
    const sw_str part = sw_str_part(text, from, to);
    const size_t valid = sw_utf8_valid(part);
    return valid < part.len ? from + valid : text.len;
}

/* What is known of the text while it is read. */
typedef struct reading {
    const sw_past *past; /* of the text before */
    const sw_doc *old;   /* that text, or NULL */
    sw_arena *arena;
    sw_past now;
} reading;

static bool read_zones(reading *r, sw_str text, bool ignores, sw_zones *zones)
{
    const sw_zones *const old = r->old != NULL ? &r->old->zones : NULL;
    sw_common *const c = &r->now.common;

    *zones = (sw_zones){.blocks = {NULL, 0, 0}};
    if (!sw_zone_blocks_again(text, ignores, c,
                              old != NULL ? &r->past->blocks : NULL, r->arena,
                              &r->now.blocks, zones))
        return false;
    if (old != NULL)
        sw_common_widen(c, text.len, old->blocks.at, old->blocks.count,
                        zones->blocks.at, zones->blocks.count);
    if (!sw_zone_inlines_again(text, c, old, &r->now.first, r->arena, zones))
        return false;
    if (old != NULL)
        sw_common_widen(c, text.len, old->inlines.at, old->inlines.count,
                        zones->inlines.at, zones->inlines.count);
    return true;
}

static bool read_sentences(reading *r, sw_doc *doc)
{
    sw_sentence_again again = {.old =
                                   r->old != NULL ? &r->old->sentences : NULL,
                               .common = r->now.common,
                               .widest = r->past->widest};

    if (r->old == NULL)
        again.widest = (sw_widest){.columns = SW_NOWHERE};
    if (!sw_sentence_parse_again(doc->text, &doc->zones, r->arena, &again,
                                 &doc->sentences))
        return false;
    sw_doc_measure(doc);
    r->now.widest = again.widest;
    r->now.front = again.front;
    r->now.back = again.back;
    r->now.old_count = r->old != NULL ? r->old->sentences.count : 0;
    return true;
}

saywell_status sw_past_parse(sw_past *past, sw_str text, bool ignores,
                             sw_doc *out, saywell_error *err)
{
    sw_arena *const arena = &past->arenas[past->turn ^ 1];
    reading r = {.past = past, .arena = arena, .now = {.first = past->first}};
    size_t valid;
    const char *copy;

    if (past->known && past->ignores == ignores)
        r.old = &past->doc;
    r.now.common = r.old != NULL ? sw_common_find(r.old->text, text)
                                 : (sw_common){.from = text.len};
    valid = r.old != NULL ? valid_again(&r.now.common, r.old->text, text)
                          : sw_utf8_valid(text);
    if (valid < text.len)
        return sw_doc_fail_utf8(text, valid, err);
    sw_arena_reset(arena);
    *out = (sw_doc){.text = text, .starts_to = text.len};
    copy = sw_arena_copy(arena, text.ptr, text.len);
    if (copy == NULL || !read_zones(&r, text, ignores, &out->zones) ||
        !read_sentences(&r, out))
        return sw_fail_nomem(err);
    r.now.arenas[0] = past->arenas[0];
    r.now.arenas[1] = past->arenas[1];
    r.now.turn = past->turn ^ 1;
    r.now.round = past->round + 1;
    r.now.known = true;
    r.now.ignores = ignores;
    if (r.old != NULL)
        r.now.old_places = past->places;
    r.now.doc = *out;
    r.now.doc.text.ptr = copy;
    *past = r.now;
    return SAYWELL_OK;
}

const sw_places *sw_past_places(sw_past *past)
{
    sw_arena *const arena = &past->arenas[past->turn];

    if (past->places.count > 0 ||
        sw_place_mark(past->doc.text, &past->common, &past->old_places, arena,
                      &past->places))
        return &past->places;
    past->places.count = 0;
    return NULL;
}
