/*
 * picks.c - the few replies of a batch that are shown, with copies of them.
 *
 * A reply is copied only when it is kept, and what it pushes out is given back,
 * so a batch of any length holds max replies at a time. Saved answers are sent
 * by the hundred; where `merge` is set, what is alike makes one entry with a
 * count and not a list of equals.
 */
#include "qa/picks.h"

#include "base/mem.h"

#include <string.h>

static void free_pick(sw_pick *pick)
{
    sw_arena_release(&pick->arena);
    sw_mem_free(pick);
}

void sw_picks_release(sw_picks *picks)
{
    for (size_t i = 0; i < picks->count; i++)
        free_pick(picks->at[i]);
    sw_mem_free(picks->at);
    *picks = (sw_picks){0};
}

/* ---- copies ---------------------------------------------------------------
 */

static const char *copy(sw_pick *p, const char *s)
{
    return s ? sw_arena_copy(&p->arena, s, strlen(s)) : NULL;
}

static bool inside(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* The first max bytes, or a little less, so that no character is cut. */
static sw_str head(sw_str s, size_t max)
{
    if (s.len <= max)
        return s;
    while (max && inside((unsigned char)s.ptr[max]))
        max--;
    return sw_str_part(s, 0, max);
}

static sw_str tail(sw_str s, size_t max)
{
    size_t from = s.len > max ? s.len - max : 0;

    while (from < s.len && from && inside((unsigned char)s.ptr[from]))
        from++;
    return sw_str_part(s, from, s.len);
}

static sw_str copy_str(sw_pick *p, sw_str s)
{
    char *to = sw_arena_copy(&p->arena, s.ptr, s.len);

    return to ? (sw_str){to, s.len} : (sw_str){0};
}

static void copy_finding(sw_pick *p, sw_pick_finding *to,
                         const saywell_finding *f, bool waived, size_t place)
{
    *to = (sw_pick_finding){.severity = f->severity,
                            .start = f->start.byte,
                            .end = f->end.byte,
                            .place = place,
                            .waived = waived};
    to->rule = copy(p, f->rule);
    to->category = copy(p, f->category);
    to->message = copy(p, f->message);
    to->match = copy(p, f->match);
    to->fingerprint = copy(p, f->fingerprint);
    if (f->fix_count && f->fixes[0].preview) {
        to->preview = copy(p, f->fixes[0].preview);
        to->trust = f->fixes[0].trust;
    }
}

static bool copy_findings(sw_pick *p, sw_tally *tally, const sw_offer *o)
{
    size_t all = saywell_result_count(o->result);
    size_t room = all < SW_PICK_FINDINGS ? all : SW_PICK_FINDINGS;
    sw_pick_finding *list = sw_arena_zero(&p->arena, room + 1, sizeof *list);

    if (!list)
        return false;
    for (size_t i = 0; i < all; i++) {
        const saywell_finding *f = saywell_result_at(o->result, i);

        if (p->count >= room || f->end.byte > p->text.len) {
            p->left_out++;
            continue;
        }
        copy_finding(p, &list[p->count++], f, o->waived && o->waived[i],
                     sw_tally_rule_of(tally, f));
    }
    p->findings = list;
    return true;
}

static sw_pick *make(sw_tally *tally, const sw_offer *o)
{
    sw_pick *p = sw_mem_alloc(sizeof *p);
    sw_str text = {o->reply->text, o->reply->len};
    sw_str customer = {o->reply->customer, o->reply->customer_len};

    if (!p)
        return NULL;
    *p = (sw_pick){0};
    p->arena.first = (size_t)2 << 10;
    p->hash = o->hash;
    p->sequence = o->sequence;
    p->verdict = *o->verdict;
    p->path = copy(p, o->origin->path);
    p->conversation = copy(p, o->origin->conversation);
    p->author = copy(p, o->origin->author);
    p->time = copy(p, o->origin->time);
    p->channel = copy(p, o->reply->channel);
    p->turn = o->origin->turn;
    p->line = o->origin->line;
    p->cut = text.len > SW_PICK_TEXT;
    p->customer_cut = customer.len > SW_PICK_CUSTOMER;
    p->text = copy_str(p, head(text, SW_PICK_TEXT));
    p->customer = copy_str(p, tail(customer, SW_PICK_CUSTOMER));
    if ((text.len && !p->text.ptr) || !copy_findings(p, tally, o)) {
        free_pick(p);
        return NULL;
    }
    return p;
}

/* ---- the list -------------------------------------------------------------
 */

static int compare(const sw_pick *p, uint64_t rank0, uint64_t rank1)
{
    if (p->rank[0] != rank0)
        return p->rank[0] < rank0 ? -1 : 1;
    if (p->rank[1] != rank1)
        return p->rank[1] < rank1 ? -1 : 1;
    return 0;
}

/* Where it would stand: behind those of the same rank, which came earlier. */
static size_t place_of(const sw_picks *picks, uint64_t rank0, uint64_t rank1)
{
    size_t low = 0, high = picks->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare(picks->at[middle], rank0, rank1) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_known(sw_picks *picks, size_t place, const sw_offer *o,
                     uint64_t rank0, uint64_t rank1)
{
    for (size_t i = place; i-- > 0;) {
        sw_pick *p = picks->at[i];

        if (compare(p, rank0, rank1) != 0)
            return false;
        if (p->hash == o->hash) {
            p->same++;
            return true;
        }
    }
    return false;
}

void sw_picks_offer(sw_picks *picks, sw_tally *tally, const sw_offer *o,
                    uint64_t rank0, uint64_t rank1)
{
    size_t place = place_of(picks, rank0, rank1);
    sw_pick *p;

    if (picks->merge && is_known(picks, place, o, rank0, rank1))
        return;
    if (place >= picks->max || picks->failed)
        return;
    if (!picks->at)
        picks->at = sw_mem_alloc(picks->max * sizeof(sw_pick *));
    p = picks->at ? make(tally, o) : NULL;
    if (!p) {
        picks->failed = true;
        return;
    }
    p->rank[0] = rank0;
    p->rank[1] = rank1;
    if (picks->count == picks->max)
        free_pick(picks->at[--picks->count]);
    memmove(picks->at + place + 1, picks->at + place,
            (picks->count - place) * sizeof(sw_pick *));
    picks->at[place] = p;
    picks->count++;
}
