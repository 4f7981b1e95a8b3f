/* shape_part.c - the drawing of a shape, part by part. */
#include "rule/shape_part.h"

#include "base/mem.h"

#define DRAWN 4  /* times that are drawn, not looped */
#define ALIKE 64 /* branches looked at for one that begins alike */

void sw_drawing_start(sw_drawing *d, sw_shape *out)
{
    *d = (sw_drawing){.out = out};
    *out = (sw_shape){.nodes = NULL};
    sw_drawing_node(d, SW_SHAPE_END, 0);
}

/* ---- nodes ----------------------------------------------------------------
 */

/* Its number; that of the END, which is harmless, where there is no room. */
static uint16_t add(sw_drawing *d, sw_shape_node node)
{
    sw_shape_node *slot = d->failed || d->nodes.count >= SW_SHAPE_MOST
                              ? NULL
                              : SW_VEC_PUSH(&d->nodes, &d->arena);

    if (slot == NULL) {
        d->failed = true;
        return 0;
    }
    *slot = node;
    return (uint16_t)(d->nodes.count - 1);
}

static uint16_t add_fork(sw_drawing *d, uint16_t next, uint16_t other)
{
    return add(d, (sw_shape_node){SW_SHAPE_FORK, 0, next, other});
}

sw_shape_part sw_drawing_node(sw_drawing *d, sw_shape_kind kind, unsigned set)
{
    const uint16_t n = add(d, (sw_shape_node){(uint8_t)kind, (uint8_t)set,
                                              SW_SHAPE_NONE, SW_SHAPE_NONE});

    return (sw_shape_part){n, n, n, kind == SW_SHAPE_TAKE};
}

sw_shape_part sw_drawing_nothing(sw_drawing *d)
{
    return sw_drawing_node(d, SW_SHAPE_FORK, 0);
}

/* The number of a set: a symbol, or one of those with more. */
static unsigned number_of(sw_drawing *d, uint64_t set)
{
    size_t i = 0;

    if (set != 0 && (set & (set - 1)) == 0)
        return (unsigned)__builtin_ctzll(set);
    while (i < d->set_count && d->sets[i] != set)
        i++;
    if (i == SW_SHAPE_SETS) {
        d->failed = true;
        return 0;
    }
    if (i == d->set_count)
        d->sets[d->set_count++] = set;
    return (unsigned)(SW_SYMBOLS + i);
}

sw_shape_part sw_drawing_one(sw_drawing *d, sw_shape_kind kind, uint64_t set)
{
    return sw_drawing_node(d, kind, number_of(d, set));
}

/* ---- parts ----------------------------------------------------------------
 */

static size_t bounded(size_t width)
{
    return width < SW_SHAPE_WIDE ? width : SW_SHAPE_WIDE;
}

void sw_drawing_join(sw_drawing *d, uint16_t from, uint16_t to)
{
    if (!d->failed)
        d->nodes.at[from].next = to;
}

sw_shape_part sw_drawing_then(sw_drawing *d, sw_shape_part a, sw_shape_part b)
{
    sw_drawing_join(d, a.last, b.first);
    return (sw_shape_part){a.first, b.last, a.from, bounded(a.width + b.width)};
}

/* A node's number in a copy that lies so far behind. */
static uint16_t moved(uint16_t n, size_t from, size_t end, size_t by)
{
    return n >= from && n < end ? (uint16_t)(n + by) : n;
}

/* The part stands in from..end; what leads out of it still does. */
static sw_shape_part copy(sw_drawing *d, sw_shape_part part, size_t end)
{
    const size_t from = part.from, by = d->nodes.count - from;

    for (size_t i = from; i < end && !d->failed; i++) {
        sw_shape_node node = d->nodes.at[i];
        node.next = moved(node.next, from, end, by);
        node.other = moved(node.other, from, end, by);
        add(d, node);
    }
    return (sw_shape_part){moved(part.first, from, end, by),
                           moved(part.last, from, end, by), from + by,
                           part.width};
}

/* None or one; or, with `again`, any number. */
static sw_shape_part perhaps(sw_drawing *d, sw_shape_part part, bool again)
{
    const uint16_t out = sw_drawing_nothing(d).last;
    const uint16_t fork = add_fork(d, part.first, out);

    sw_drawing_join(d, part.last, again ? fork : out);
    return (sw_shape_part){fork, out, part.from,
                           again ? SW_SHAPE_WIDE : part.width};
}

sw_shape_part sw_drawing_times(sw_drawing *d, sw_shape_part part, size_t least,
                               size_t most)
{
    const bool loop = most > DRAWN;
    const size_t spelled = least < DRAWN ? least : DRAWN;
    const size_t count = loop ? spelled + 1 : most;
    const size_t end = d->nodes.count;
    sw_shape_part copies[DRAWN + 1], all;

    if (count == 0) { /* {0} */
        all = sw_drawing_nothing(d);
        all.from = part.from;
        return all;
    }
    copies[0] = part;
    for (size_t i = 1; i < count; i++)
        copies[i] = copy(d, part, end);
    /* From the last one on: each that may be missing takes along those
     * behind it. */
    all = copies[count - 1];
    if (spelled < count)
        all = perhaps(d, all, loop);
    for (size_t i = count - 1; i-- > 0;) {
        all = sw_drawing_then(d, copies[i], all);
        if (i >= spelled)
            all = perhaps(d, all, false);
    }
    all.from = part.from;
    return all;
}

/* ---- branches -------------------------------------------------------------
 */

void sw_drawing_branches(sw_drawing *d, sw_branches *b)
{
    b->all = sw_drawing_nothing(d);
    b->any = false;
}

static bool takes(const sw_drawing *d, uint16_t n, uint8_t set)
{
    return n != SW_SHAPE_NONE && d->nodes.at[n].kind == SW_SHAPE_TAKE &&
           d->nodes.at[n].set == set;
}

/* Of what begins at n, the node that takes just that set. */
static uint16_t alike(const sw_drawing *d, uint16_t n, uint8_t set)
{
    for (int i = 0; i < ALIKE && n != SW_SHAPE_NONE; i++) {
        const sw_shape_node *node = &d->nodes.at[n];
        if (takes(d, n, set))
            return n;
        if (node->kind != SW_SHAPE_FORK || node->other == SW_SHAPE_NONE)
            break;
        if (takes(d, node->next, set))
            return node->next;
        n = node->other;
    }
    return SW_SHAPE_NONE;
}

/* Behind node `at`, whatever is there, may come the branch that begins at b.
 * As long as it begins alike it goes the same way. */
static void merge(sw_drawing *d, uint16_t at, uint16_t b)
{
    while (!d->failed && b != d->nodes.at[at].next) {
        const uint16_t next = d->nodes.at[at].next;
        uint16_t same = SW_SHAPE_NONE;
        if (d->nodes.at[b].kind == SW_SHAPE_TAKE)
            same = alike(d, next, d->nodes.at[b].set);
        if (same == SW_SHAPE_NONE) {
            sw_drawing_join(d, at, add_fork(d, b, next));
            return;
        }
        at = same;
        b = d->nodes.at[b].next;
    }
}

void sw_drawing_branch(sw_drawing *d, sw_branches *b, sw_shape_part branch)
{
    if (!b->any) {
        const sw_shape_part in = b->all;
        const sw_shape_part out = sw_drawing_nothing(d);
        b->any = true;
        b->all = sw_drawing_then(d, sw_drawing_then(d, in, branch), out);
        return;
    }
    sw_drawing_join(d, branch.last, b->all.last);
    merge(d, b->all.first, branch.first);
    if (branch.width > b->all.width)
        b->all.width = branch.width;
}

/* ---- the whole ------------------------------------------------------------
 */

/* Past the nodes that only lead on. */
static uint16_t past(const sw_drawing *d, uint16_t n)
{
    while (n != SW_SHAPE_NONE && d->nodes.at[n].kind == SW_SHAPE_FORK &&
           d->nodes.at[n].other == SW_SHAPE_NONE)
        n = d->nodes.at[n].next;
    return n;
}

typedef struct tidy {
    const sw_drawing *d;
    uint16_t *numbers; /* by old number: the new one + 1 */
    uint16_t *old;     /* by new number */
    size_t count;
} tidy;

static uint16_t number(tidy *t, uint16_t n)
{
    n = past(t->d, n);
    if (n == SW_SHAPE_NONE)
        return n;
    if (t->numbers[n] == 0) {
        t->old[t->count++] = n;
        t->numbers[n] = (uint16_t)t->count;
    }
    return (uint16_t)(t->numbers[n] - 1);
}

/* Numbers what the nodes from `at` on lead to, and so on. */
static void reach(tidy *t, size_t at, sw_shape_node *to)
{
    for (; at < t->count; at++) {
        sw_shape_node node = t->d->nodes.at[t->old[at]];
        node.next = number(t, node.next);
        node.other = number(t, node.other);
        to[at] = node;
    }
}

static bool copy_reached(sw_drawing *d)
{
    const size_t count = d->nodes.count;
    sw_shape *out = d->out;
    sw_shape_node *to = sw_arena_zero(&d->arena, count, sizeof *to);
    tidy t = {.d = d,
              .numbers = sw_arena_zero(&d->arena, count, sizeof(uint16_t)),
              .old = sw_arena_zero(&d->arena, count, sizeof(uint16_t))};

    if (to == NULL || t.numbers == NULL || t.old == NULL)
        return false;
    number(&t, 0);
    out->start = number(&t, out->start);
    reach(&t, 0, to);
    out->behind_from = t.count;
    for (size_t i = 0; i < out->behind_count; i++)
        out->behinds[i] = number(&t, out->behinds[i]);
    reach(&t, out->behind_from, to);
    if (!sw_shape_room(out, t.count, d->set_count))
        return false;
    if (d->set_count > 0)
        memcpy(out->sets, d->sets, d->set_count * sizeof *out->sets);
    memcpy(out->nodes, to, t.count * sizeof *to);
    out->count = t.count;
    return true;
}

bool sw_drawing_finish(sw_drawing *d)
{
    const bool done = !d->failed && copy_reached(d);

    sw_arena_release(&d->arena);
    return done;
}

bool sw_shape_room(sw_shape *shape, size_t nodes, size_t sets)
{
    shape->sets =
        sw_mem_alloc(sets * sizeof *shape->sets + nodes * sizeof *shape->nodes);
    shape->nodes = (void *)(shape->sets + sets);
    shape->set_count = sets;
    return shape->sets != NULL;
}

void sw_shape_free(sw_shape *shape)
{
    sw_mem_free(shape->sets);
    shape->sets = NULL;
}
