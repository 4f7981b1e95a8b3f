/* lazy.c - a pattern's shape as an automaton, made as texts ask for it.
 *
 * White space is one symbol, however much of it there is: a place that takes
 * it may take a part of the run and leave the rest to the next one. */
#include "match/lazy.h"

#include "base/mem.h"

#include <string.h>

#define PLACES 256 /* of a state */

/* ---- states ---------------------------------------------------------------
 */

static bool grow(void **at, size_t *cap, size_t size, size_t least)
{
    size_t more = *cap > 0 ? *cap : 16;
    void *to;

    while (more < least)
        more *= 2;
    if (more == *cap)
        return true;
    to = sw_mem_realloc(*at, more * size);
    if (to == NULL)
        return false;
    *at = to;
    *cap = more;
    return true;
}

static bool room_for_state(sw_lazy *s)
{
    const size_t least = s->count + 1;
    size_t cap = s->cap;

    if (least > s->cap &&
        (!grow((void **)&s->rows, &cap, s->row * sizeof *s->rows, least) ||
         !grow((void **)&s->states, &s->cap, sizeof *s->states, least)))
        return false;
    return grow((void **)&s->pool, &s->pool_cap, sizeof *s->pool,
                s->pool_count + s->desk->made_count);
}

static uint32_t hash_of(const sw_lazy *s, sw_taken before)
{
    uint32_t hash = (uint32_t)before;

    for (size_t i = 0; i < s->desk->made_count; i++)
        hash = (hash ^ s->desk->made[i]) * 0x9E3779B1u;
    return hash >> 26;
}

static bool is_made(const sw_lazy *s, const sw_lazy_state *t, sw_taken before)
{
    return t->count == s->desk->made_count && t->before == before &&
           memcmp(s->pool + t->places, s->desk->made,
                  s->desk->made_count * sizeof *s->desk->made) == 0;
}

/* The state with the places that were made: where its row begins; 0 when there
 * is no room. */
static uint16_t state_of(sw_lazy *s, sw_taken before)
{
    uint16_t *head = &s->heads[hash_of(s, before)];
    sw_lazy_state *t;

    for (uint16_t n = *head; n != 0; n = s->states[n].chain)
        if (is_made(s, &s->states[n], before))
            return (uint16_t)(n * s->row);
    if ((s->count + 1) * s->row > UINT16_MAX || !room_for_state(s))
        return 0;
    t = &s->states[s->count];
    *t = (sw_lazy_state){.places = (uint32_t)s->pool_count,
                         .count = (uint16_t)s->desk->made_count,
                         .chain = *head,
                         .before = (uint8_t)before};
    memcpy(s->pool + s->pool_count, s->desk->made,
           s->desk->made_count * sizeof *s->desk->made);
    s->pool_count += s->desk->made_count;
    memset(s->rows + s->count * s->row, 0, s->row * sizeof *s->rows);
    *head = (uint16_t)s->count;
    return (uint16_t)(s->count++ * s->row);
}

static void forget_made(sw_lazy *s)
{
    for (size_t i = 0; i < s->desk->made_count; i++)
        s->desk->bits[s->desk->made[i] / 64] = 0;
    s->desk->made_count = 0;
}

/* Forgets all states but those. */
static bool begin(sw_lazy *s)
{
    forget_made(s);
    s->count = 1;
    s->pool_count = 0;
    memset(s->heads, 0, sizeof s->heads);
    if (s->known_count > 0)
        memset(s->knowns, 0, s->known_cap * sizeof *s->knowns);
    s->known_count = 0;
    for (sw_taken b = SW_TAKEN_OTHER; b <= SW_TAKEN_SPACE; b++)
        if (state_of(s, b) != sw_lazy_first(s, b))
            return false;
    return true;
}

/* ---- steps ----------------------------------------------------------------
 */

typedef struct places {
    const uint16_t *at;
    size_t count;
    sw_taken before;
} places;

/* One symbol behind some places. */
typedef struct step {
    sw_lazy *s;
    sw_taken before;
    unsigned symbol;
    bool begins;   /* matches may begin here */
    uint32_t seen; /* look-behinds that end here, a bit each */
    bool found;
    size_t depth; /* of the stack */
} step;

static void look_at(step *p, uint16_t n)
{
    sw_lazy *s = p->s;

    if (s->desk->marks[n] == s->desk->stamp)
        return;
    s->desk->marks[n] = s->desk->stamp;
    s->desk->stack[p->depth++] = n;
    s->looked++;
}

/* It is one of the places behind the symbol. */
static void make(step *p, uint16_t n)
{
    sw_lazy *s = p->s;
    const uint64_t bit = (uint64_t)1 << (n % 64);

    if ((s->desk->bits[n / 64] & bit) != 0)
        return;
    s->desk->bits[n / 64] |= bit;
    s->desk->made[s->desk->made_count++] = n;
}

static bool is_in(const sw_lazy *s, unsigned symbol, uint8_t set)
{
    return (sw_shape_set(&s->by->shape, set) >> symbol & 1) != 0;
}

static void take(step *p, const sw_shape_node *node)
{
    if (is_in(p->s, p->symbol, node->set))
        make(p, node->next);
    if (p->before == SW_TAKEN_SPACE && is_in(p->s, SW_SYMBOL_SPACE, node->set))
        look_at(p, node->next);
}

/* Where white space comes, what stands behind may end inside of it. */
static bool is_seen(const step *p, uint8_t number)
{
    return !p->begins || p->symbol == SW_SYMBOL_SPACE ||
           (p->seen >> number & 1) != 0;
}

static bool is_edge(const step *p)
{
    return p->before != SW_TAKEN_WORD || p->symbol == SW_SYMBOL_END ||
           (SW_SYMBOL_WORDS >> p->symbol & 1) == 0;
}

/* All that the places on the stack lead to. */
static void follow(step *p)
{
    while (p->depth > 0) {
        const sw_shape_node *node =
            &p->s->by->shape.nodes[p->s->desk->stack[--p->depth]];
        switch ((sw_shape_kind)node->kind) {
        case SW_SHAPE_END:
            p->found = true;
            break;
        case SW_SHAPE_TAKE:
            take(p, node);
            break;
        case SW_SHAPE_FORK:
            look_at(p, node->next);
            look_at(p, node->other);
            break;
        case SW_SHAPE_EDGE:
            if (is_edge(p))
                look_at(p, node->next);
            break;
        case SW_SHAPE_NEXT:
            if (is_in(p->s, p->symbol, node->set))
                look_at(p, node->next);
            break;
        case SW_SHAPE_BEHIND:
            if (is_seen(p, node->set))
                look_at(p, node->next);
            break;
        case SW_SHAPE_SEEN:
            p->seen |= (uint32_t)1 << node->set;
            break;
        }
    }
}

static bool is_behind(const sw_lazy *s, uint16_t n)
{
    return n >= s->by->shape.behind_from;
}

/* Those that are, or are not, of look-behinds. */
static void look_at_places(step *p, const places *from, bool behind)
{
    for (size_t i = 0; i < from->count; i++)
        if (is_behind(p->s, from->at[i]) == behind)
            look_at(p, from->at[i]);
}

/* In more white space everything may stay where it is. */
static void keep_places(step *p, const places *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (p->begins || !is_behind(p->s, from->at[i]))
            make(p, from->at[i]);
}

/* What was made in order; mostly there is little. */
static void sort_made(sw_lazy *s)
{
    for (size_t i = 1; i < s->desk->made_count; i++) {
        const uint16_t n = s->desk->made[i];
        size_t k = i;
        for (; k > 0 && s->desk->made[k - 1] > n; k--)
            s->desk->made[k] = s->desk->made[k - 1];
        s->desk->made[k] = n;
    }
}

sw_taken sw_lazy_taken(unsigned symbol)
{
    if (symbol == SW_SYMBOL_SPACE)
        return SW_TAKEN_SPACE;
    return (SW_SYMBOL_WORDS >> symbol & 1) != 0 ? SW_TAKEN_WORD
                                                : SW_TAKEN_OTHER;
}

/* Fills in s->desk->made, or says that a match was found. */
static bool go(sw_lazy *s, const places *from, unsigned symbol, bool begins)
{
    step p = {
        .s = s, .before = from->before, .symbol = symbol, .begins = begins};

    forget_made(s);
    if (++s->desk->stamp == 0) {
        memset(s->desk->marks, 0, s->desk->room * sizeof *s->desk->marks);
        s->desk->stamp = 1;
    }
    if (begins) {
        look_at_places(&p, from, true);
        for (size_t i = 0; i < s->by->shape.behind_count; i++)
            look_at(&p, s->by->shape.behinds[i]);
        follow(&p);
    }
    look_at_places(&p, from, false);
    if (begins)
        look_at(&p, s->by->shape.start);
    follow(&p);
    if (p.before == SW_TAKEN_SPACE && symbol == SW_SYMBOL_SPACE)
        keep_places(&p, from);
    return p.found;
}

/* The state of what was made; FOUND when that is too much. Where there is no
 * room for one more, all are forgotten, and it is not known this time. */
static uint16_t keep(sw_lazy *s, sw_taken before)
{
    uint16_t to;

    if (s->desk->made_count > PLACES)
        return SW_LAZY_FOUND;
    sort_made(s);
    to = state_of(s, before);
    if (to != 0)
        return to;
    s->round++;
    s->failed = !begin(s);
    return SW_LAZY_FOUND;
}

uint16_t sw_lazy_work_out(sw_lazy *s, uint16_t from, unsigned symbol,
                          bool begins)
{
    const sw_lazy_state *state = &s->states[from / s->row];
    const places at = {s->pool + state->places, state->count,
                       (sw_taken)state->before};
    const unsigned round = s->round;
    uint16_t to = SW_LAZY_FOUND;

    if (!go(s, &at, symbol, begins)) {
        if (symbol == SW_SYMBOL_END || (!begins && s->desk->made_count == 0))
            to = SW_LAZY_DEAD;
        else
            to = keep(s, sw_lazy_taken(symbol));
    }
    if (round == s->round && !s->failed)
        s->rows[from + (begins ? s->width : 0u) + s->by->columns[symbol]] = to;
    return to;
}

/* ---- behind a literal -----------------------------------------------------
 */

static sw_lazy_known *find_known(const sw_lazy *s, uint32_t number)
{
    size_t i = sw_lazy_hash(number);

    for (;; i++) {
        sw_lazy_known *k = &s->knowns[i & (s->known_cap - 1)];
        if (k->literal == number + 1 || k->literal == 0)
            return k;
    }
}

/* Room for one more, by half filled at most. */
static bool room_for_known(sw_lazy *s)
{
    sw_lazy_known *old = s->knowns;
    const size_t cap = s->known_cap;

    if (2 * s->known_count < cap)
        return true;
    s->known_cap = cap > 0 ? 2 * cap : 8;
    s->knowns = sw_mem_alloc(s->known_cap * sizeof *s->knowns);
    if (s->knowns == NULL) {
        s->knowns = old;
        s->known_cap = cap;
        return false;
    }
    memset(s->knowns, 0, s->known_cap * sizeof *s->knowns);
    for (size_t i = 0; i < cap; i++)
        if (old[i].literal != 0)
            *find_known(s, old[i].literal - 1) = old[i];
    sw_mem_free(old);
    return true;
}

/* All that take something. */
static size_t all_places(const sw_lazy *s, uint16_t *to)
{
    size_t n = 0;

    for (size_t i = 0; i < s->by->shape.behind_from; i++)
        if (s->by->shape.nodes[i].kind == SW_SHAPE_TAKE)
            to[n++] = (uint16_t)i;
    return n;
}

static uint16_t behind(sw_lazy *s, sw_str literal)
{
    sw_desk *desk = s->desk;
    places from = {desk->held, all_places(s, desk->held), SW_TAKEN_OTHER};

    for (size_t i = 0; i < literal.len; i++) {
        const size_t at = s->turned ? literal.len - 1 - i : i;
        const unsigned symbol = sw_symbols[(unsigned char)literal.ptr[at]];
        go(s, &from, symbol, false);
        from.count = desk->made_count;
        from.before = sw_lazy_taken(symbol);
        memcpy(desk->held, desk->made, from.count * sizeof *desk->made);
    }
    return keep(s, from.before);
}

uint16_t sw_lazy_learn(sw_lazy *s, uint32_t number, sw_str literal)
{
    sw_lazy_known *k;
    uint16_t state;
    unsigned round;

    if (!room_for_known(s))
        return SW_LAZY_FOUND;
    k = find_known(s, number);
    if (k->literal != 0)
        return k->state;
    round = s->round;
    state = behind(s, literal);
    if (round == s->round) {
        *k = (sw_lazy_known){number + 1, state};
        s->known_count++;
    }
    return state;
}

/* ---- one automaton --------------------------------------------------------
 */

void sw_desk_close(sw_desk *desk)
{
    sw_mem_free(desk->marks);
    sw_mem_free(desk->bits);
    sw_mem_free(desk->stack);
    *desk = (sw_desk){.room = 0};
}

/* Nothing of it is kept from one step to the next. Without memory it stays as
 * it was. */
static bool make_room(sw_desk *desk, size_t nodes)
{
    const size_t room = nodes + nodes / 2, words = room / 64 + 1;
    sw_desk more = {.room = room};

    if (nodes <= desk->room)
        return true;
    more.marks = sw_mem_alloc(room * sizeof *more.marks);
    more.bits = sw_mem_alloc(words * sizeof *more.bits);
    more.stack = sw_mem_alloc(3 * room * sizeof *more.stack);
    if (more.marks == NULL || more.bits == NULL || more.stack == NULL) {
        sw_desk_close(&more);
        return false;
    }
    memset(more.marks, 0, room * sizeof *more.marks);
    memset(more.bits, 0, words * sizeof *more.bits);
    more.made = more.stack + room;
    more.held = more.made + room;
    sw_desk_close(desk);
    *desk = more;
    return true;
}

bool sw_lazy_open(sw_lazy *s, const sw_reading *by, bool turned, sw_desk *desk)
{
    *s = (sw_lazy){.by = by, .desk = desk, .turned = turned};
    s->width = by->width;
    s->row = (uint16_t)(turned ? s->width : 2 * s->width);
    if (room_for_known(s) && make_room(desk, by->shape.count) && begin(s))
        return true;
    sw_lazy_close(s);
    return false;
}

void sw_lazy_close(sw_lazy *s)
{
    sw_mem_free(s->rows);
    sw_mem_free(s->states);
    sw_mem_free(s->pool);
    sw_mem_free(s->knowns);
    memset(s, 0, sizeof *s);
}
