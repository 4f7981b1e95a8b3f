/* shape_turn.c - a shape, read from its end.
 *
 * Each node keeps what it takes and leads to those that led to it. What was
 * asked about the text behind a place is not asked any more; a look-behind
 * becomes the way through what it looks for, which ends there. */
#include "base/mem.h"
#include "base/vec.h"
#include "rule/shape.h"

typedef struct edge {
    uint16_t from; /* a node */
    uint16_t next; /* index + 1 of the next edge to the same node; 0: none */
} edge;

typedef struct turn {
    const sw_shape *of;
    sw_shape *out;
    sw_arena arena;
    edge *edges;
    uint16_t *firsts; /* by node: index + 1 of its first edge */
    size_t edge_count;
} turn;

static void add_edge(turn *t, uint16_t from, uint16_t to)
{
    if (to == SW_SHAPE_NONE)
        return;
    t->edges[t->edge_count++] = (edge){from, t->firsts[to]};
    t->firsts[to] = (uint16_t)t->edge_count;
}

/* The END stands before what a shape began with. */
static void add_edges(turn *t)
{
    const sw_shape *s = t->of;

    for (size_t i = 1; i < s->count; i++) {
        const sw_shape_node *node = &s->nodes[i];
        add_edge(t, (uint16_t)i, node->next);
        if (node->kind == SW_SHAPE_FORK)
            add_edge(t, (uint16_t)i, node->other);
    }
    add_edge(t, 0, s->start);
    for (size_t i = 0; i < s->behind_count; i++)
        add_edge(t, 0, s->behinds[i]);
}

/* A node that leads to all that led to this one. */
static uint16_t way_back(turn *t, uint16_t node)
{
    sw_shape *out = t->out;
    uint16_t e = t->firsts[node], way;

    if (e == 0) /* what nothing leads to is never met */
        return node;
    way = t->edges[e - 1].from;
    while ((e = t->edges[e - 1].next) != 0) {
        out->nodes[out->count] =
            (sw_shape_node){SW_SHAPE_FORK, 0, t->edges[e - 1].from, way};
        way = (uint16_t)out->count++;
    }
    return way;
}

static uint16_t seen(const sw_shape *s, unsigned number)
{
    size_t i = s->behind_from;

    while (i < s->count &&
           (s->nodes[i].kind != SW_SHAPE_SEEN || s->nodes[i].set != number))
        i++;
    return (uint16_t)i;
}

static void turn_node(turn *t, uint16_t n)
{
    sw_shape_node node = t->of->nodes[n];

    if (node.kind == SW_SHAPE_BEHIND)
        node.next = seen(t->of, node.set);
    else
        node.next = way_back(t, n);
    node.other = SW_SHAPE_NONE;
    if (node.kind != SW_SHAPE_TAKE && node.kind != SW_SHAPE_EDGE) {
        node.kind = SW_SHAPE_FORK;
        node.other = node.next;
    }
    t->out->nodes[n] = node;
}

/* Of nodes, one for each edge to a node but its first. */
static size_t count_forks(const turn *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->of->count; i++)
        for (uint16_t e = t->firsts[i]; e != 0; e = t->edges[e - 1].next)
            n += t->edges[e - 1].next != 0;
    return n;
}

static bool turn_all(turn *t)
{
    const sw_shape *s = t->of;
    const size_t edges = 2 * s->count + SW_SHAPE_BEHINDS + 1;
    size_t count;

    t->edges = sw_arena_zero(&t->arena, edges, sizeof *t->edges);
    t->firsts = sw_arena_zero(&t->arena, s->count, sizeof *t->firsts);
    if (edges >= SW_SHAPE_NONE || t->edges == NULL || t->firsts == NULL)
        return false;
    add_edges(t);
    count = s->count + count_forks(t);
    if (count >= SW_SHAPE_NONE || !sw_shape_room(t->out, count, s->set_count))
        return false;
    if (s->set_count > 0)
        memcpy(t->out->sets, s->sets, s->set_count * sizeof *s->sets);
    t->out->nodes[0] = s->nodes[0];
    for (size_t i = 1; i < s->count; i++)
        turn_node(t, (uint16_t)i);
    t->out->behind_from = t->out->count;
    return true;
}

bool sw_shape_turn(const sw_shape *shape, sw_shape *out)
{
    turn t = {.of = shape, .out = out};
    bool done;

    *out = (sw_shape){.count = shape->count};
    done = turn_all(&t);
    sw_arena_release(&t.arena);
    return done;
}
