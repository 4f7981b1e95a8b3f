/*
 * unite.c - things that share a key belong together: groups of them.
 *
 * Rows that carry an id, tweets that answer a tweet, mails that name the mails
 * before them: whatever the keys, who shares one is in a group with whoever
 * shares another with any of them. Keys that nobody else has cost a slot;
 * circles are no trouble. Source: union-find with path halving.
 */
#include "talk/unite.h"

#include "base/mem.h"

#include <string.h>

struct sw_unite_slot {
    uint64_t key; /* 0 = free */
    uint32_t item;
};

static uint32_t root_of(uint32_t *up, uint32_t i)
{
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

/* Under the earlier of the two. */
static void join(uint32_t *up, uint32_t a, uint32_t b)
{
    a = root_of(up, a);
    b = root_of(up, b);
    if (a < b)
        up[b] = a;
    else
        up[a] = b;
}

bool sw_unite_add(sw_unite *u)
{
    if (u->count >= SW_UNITE_MAX)
        return false;
    if (u->count == u->cap) {
        size_t cap = u->cap ? u->cap * 2 : 256;
        uint32_t *more = sw_mem_realloc(u->up, cap * sizeof *more);

        if (!more)
            return false;
        u->up = more;
        u->cap = cap;
    }
    u->up[u->count] = (uint32_t)u->count;
    u->count++;
    return true;
}

/* ---- keys ---------------------------------------------------------------- */

static struct sw_unite_slot *slot_of(struct sw_unite_slot *slots, size_t mask,
                                     uint64_t key)
{
    size_t at = (size_t)((key * 0x9e3779b97f4a7c15ULL) >> 24) & mask;

    while (slots[at].key && slots[at].key != key)
        at = (at + 1) & mask;
    return &slots[at];
}

static bool grow(sw_unite *u)
{
    size_t mask = u->slots ? u->mask * 2 + 1 : 1023;
    struct sw_unite_slot *slots = sw_mem_alloc((mask + 1) * sizeof *slots);

    if (!slots)
        return false;
    memset(slots, 0, (mask + 1) * sizeof *slots);
    for (size_t i = 0; u->slots && i <= u->mask; i++)
        if (u->slots[i].key)
            *slot_of(slots, mask, u->slots[i].key) = u->slots[i];
    sw_mem_free(u->slots);
    u->slots = slots;
    u->mask = mask;
    return true;
}

bool sw_unite_key(sw_unite *u, uint64_t key)
{
    uint32_t item = (uint32_t)(u->count - 1);
    struct sw_unite_slot *slot;

    if (key == 0)
        return true;
    if ((!u->slots || u->used * 2 > u->mask) && !grow(u))
        return false;
    slot = slot_of(u->slots, u->mask, key);
    if (slot->key) {
        join(u->up, slot->item, item);
    } else {
        *slot = (struct sw_unite_slot){key, item};
        u->used++;
    }
    return true;
}

/* ---- groups -------------------------------------------------------------- */

/* By time, then by number. A merge: a hostile order must not be slow. */
static void sort_group(sw_unite *u, size_t g, const int64_t *times,
                       uint32_t *spare)
{
    uint32_t *at = u->order + u->starts[g];
    size_t n = u->starts[g + 1] - u->starts[g];

    for (size_t width = 1; width < n; width *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * width) {
            size_t mid = lo + width < n ? lo + width : n;
            size_t hi = mid + width < n ? mid + width : n;
            size_t i = lo, j = mid;

            for (size_t k = lo; k < hi; k++) {
                bool left =
                    j == hi || (i < mid && times[at[i]] <= times[at[j]]);

                spare[k] = left ? at[i++] : at[j++];
            }
        }
        memcpy(at, spare, n * sizeof *at);
    }
}

/* Counts items by group, then deals them out. group: of each item. */
static void arrange(sw_unite *u, uint32_t *group)
{
    for (uint32_t i = 0; i < u->count; i++) {
        uint32_t root = root_of(u->up, i); /* never behind i */

        group[i] = root == i ? (uint32_t)u->groups++ : group[root];
    }
    for (uint32_t i = 0; i < u->count; i++)
        u->starts[group[i] + 1]++;
    for (size_t g = 0; g < u->groups; g++)
        u->starts[g + 1] += u->starts[g];
    for (size_t i = u->count; i-- > 0;)
        u->order[--u->starts[group[i] + 1]] = (uint32_t)i;
    /* Each end has become its group's start; shift them back. */
    for (size_t g = 0; g < u->groups; g++)
        u->starts[g] = u->starts[g + 1];
    u->starts[u->groups] = (uint32_t)u->count;
}

static uint32_t *zeroed(size_t count)
{
    uint32_t *p = sw_mem_alloc(count * sizeof *p);

    if (p)
        memset(p, 0, count * sizeof *p);
    return p;
}

bool sw_unite_finish(sw_unite *u, const int64_t *times)
{
    uint32_t *group = zeroed(u->count + 1);

    sw_mem_free(u->slots);
    u->slots = NULL;
    u->order = zeroed(u->count + 1);
    u->starts = zeroed(u->count + 2);
    if (group && u->order && u->starts) {
        arrange(u, group);
        for (size_t g = 0; times && g < u->groups; g++)
            sort_group(u, g, times, group); /* not needed any more */
    }
    sw_mem_free(group);
    return group && u->order && u->starts;
}

void sw_unite_release(sw_unite *u)
{
    sw_mem_free(u->up);
    sw_mem_free(u->slots);
    sw_mem_free(u->order);
    sw_mem_free(u->starts);
    *u = (sw_unite){0};
}
