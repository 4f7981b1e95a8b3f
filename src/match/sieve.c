/* sieve.c - can a match of a pattern begin there at all?
 *
 * A state is the set of places in the shape where a match may be that began at
 * some place in the text; what a symbol makes of a state is worked out when it
 * is first met, and kept (a "lazy" automaton, as in Thompson's grep). As long
 * as matches may still begin, each step begins one more; behind that, the walk
 * ends when no place is left.
 *
 * White space is one symbol, however much of it there is: a place that takes
 * it may take a part of the run and leave the rest to the next one. */
#include "match/sieve.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "rule/shape.h"

#include <string.h>

#define UNKNOWN 0 /* what a symbol makes of a state */
#define DEAD    1 /* nothing is left of it */
#define FOUND   2 /* else a state, by where its row begins */
#define MOST    256
#define HEADS   256                 /* of states, by hash */
#define ROW     (2 * SW_SYMBOLS)    /* first while matches may begin */
#define PLACES  256                 /* of a state */
#define FAR     2048                /* bytes behind the last start */
#define LOAN    ((uint64_t)1 << 21) /* places looked at, to begin with */
#define EARNED  64                  /* and for each question */
#define TRIAL   256                 /* questions before it is judged */

typedef enum taken { NO_WORD, WORD, SPACE } taken;

typedef struct sieve_state {
    uint32_t places; /* its first in the pool */
    uint16_t count;
    uint16_t chain; /* the next with that hash */
    uint8_t before; /* what was taken last */
} sieve_state;

struct sw_sieve {
    sw_shape shape;
    uint16_t *rows;
    sieve_state *states;
    size_t count, cap;
    uint16_t *pool;
    size_t pool_count, pool_cap;
    uint16_t heads[HEADS];
    /* one step's */
    uint32_t *marks; /* by node: the last stamp it was looked at with */
    uint32_t stamp;
    uint16_t *stack;
    uint16_t made[PLACES];
    size_t made_count;
    uint64_t looked; /* places, in all steps that were worked out */
    uint64_t asked, passed;
    bool spent;
};

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

static bool room_for_state(sw_sieve *s)
{
    const size_t least = s->count + 1;
    size_t cap = s->cap;

    if (least > s->cap &&
        (!grow((void **)&s->rows, &cap, ROW * sizeof *s->rows, least) ||
         !grow((void **)&s->states, &s->cap, sizeof *s->states, least)))
        return false;
    return grow((void **)&s->pool, &s->pool_cap, sizeof *s->pool,
                s->pool_count + s->made_count);
}

static uint32_t hash_of(const sw_sieve *s, taken before)
{
    uint32_t hash = (uint32_t)before;

    for (size_t i = 0; i < s->made_count; i++)
        hash = (hash ^ s->made[i]) * 0x9E3779B1u;
    return hash >> 24;
}

static bool is_made(const sw_sieve *s, const sieve_state *t, taken before)
{
    return t->count == s->made_count && t->before == before &&
           memcmp(s->pool + t->places, s->made,
                  s->made_count * sizeof *s->made) == 0;
}

/* The state with the places that were made: where its row begins; 0 when there
 * is no room. */
static uint16_t state_of(sw_sieve *s, taken before)
{
    uint16_t *head = &s->heads[hash_of(s, before)];
    sieve_state *t;

    for (uint16_t n = *head; n != 0; n = s->states[n].chain)
        if (is_made(s, &s->states[n], before))
            return (uint16_t)(n * ROW);
    if (s->count == MOST || !room_for_state(s))
        return 0;
    t = &s->states[s->count];
    *t = (sieve_state){.places = (uint32_t)s->pool_count,
                       .count = (uint16_t)s->made_count,
                       .chain = *head,
                       .before = (uint8_t)before};
    memcpy(s->pool + s->pool_count, s->made, s->made_count * sizeof *s->made);
    s->pool_count += s->made_count;
    memset(s->rows + s->count * ROW, 0, ROW * sizeof *s->rows);
    *head = (uint16_t)s->count;
    return (uint16_t)(s->count++ * ROW);
}

/* Where the row begins of the state that holds no place. */
static uint16_t first_state(taken before)
{
    return (uint16_t)((1 + (unsigned)before) * ROW);
}

/* Forgets all states but those. */
static bool begin(sw_sieve *s)
{
    s->count = 1;
    s->pool_count = s->made_count = 0;
    memset(s->heads, 0, sizeof s->heads);
    for (taken b = NO_WORD; b <= SPACE; b++)
        if (state_of(s, b) != first_state(b))
            return false;
    return true;
}

/* ---- steps ----------------------------------------------------------------
 */

/* One symbol behind one state. */
typedef struct step {
    sw_sieve *s;
    taken before;
    unsigned symbol;
    bool begins;   /* matches may begin here */
    uint32_t seen; /* look-behinds that end here, a bit each */
    bool found;
    size_t depth; /* of the stack */
} step;

static void look_at(step *p, uint16_t n)
{
    sw_sieve *s = p->s;

    if (s->marks[n] == s->stamp)
        return;
    s->marks[n] = s->stamp;
    s->stack[p->depth++] = n;
    s->looked++;
}

static void make(step *p, uint16_t n)
{
    sw_sieve *s = p->s;

    if (s->made_count == PLACES)
        s->spent = true;
    else
        s->made[s->made_count++] = n;
}

static bool is_in(const sw_sieve *s, unsigned symbol, uint8_t set)
{
    return (sw_shape_set(&s->shape, set) >> symbol & 1) != 0;
}

static void take(step *p, const sw_shape_node *node)
{
    if (is_in(p->s, p->symbol, node->set))
        make(p, node->next);
    if (p->before == SPACE && is_in(p->s, SW_SYMBOL_SPACE, node->set))
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
    return p->before != WORD || p->symbol == SW_SYMBOL_END ||
           (SW_SYMBOL_WORDS >> p->symbol & 1) == 0;
}

/* All that the places on the stack lead to. */
static void follow(step *p)
{
    while (p->depth > 0) {
        const sw_shape_node *node = &p->s->shape.nodes[p->s->stack[--p->depth]];
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

static bool is_behind(const sw_sieve *s, uint16_t n)
{
    return n >= s->shape.behind_from;
}

/* The places of the state that are, or are not, of look-behinds. */
static void look_at_places(step *p, const sieve_state *from, bool behind)
{
    const sw_sieve *s = p->s;

    for (size_t i = 0; i < from->count; i++) {
        const uint16_t n = s->pool[from->places + i];
        if (is_behind(s, n) == behind)
            look_at(p, n);
    }
}

/* In more white space everything may stay where it is. */
static void keep_places(step *p, const sieve_state *from)
{
    const sw_sieve *s = p->s;

    for (size_t i = 0; i < from->count; i++) {
        const uint16_t n = s->pool[from->places + i];
        if (p->begins || !is_behind(s, n))
            make(p, n);
    }
}

/* Puts in order what was made, each once. */
static void settle(sw_sieve *s)
{
    size_t kept = 0;

    for (size_t i = 1; i < s->made_count; i++) {
        const uint16_t n = s->made[i];
        size_t k = i;
        for (; k > 0 && s->made[k - 1] > n; k--)
            s->made[k] = s->made[k - 1];
        s->made[k] = n;
    }
    for (size_t i = 0; i < s->made_count; i++)
        if (i == 0 || s->made[i] != s->made[kept - 1])
            s->made[kept++] = s->made[i];
    s->made_count = kept;
}

static taken kind_of(unsigned symbol)
{
    if (symbol == SW_SYMBOL_SPACE)
        return SPACE;
    return (SW_SYMBOL_WORDS >> symbol & 1) != 0 ? WORD : NO_WORD;
}

/* Fills in s->made, or says that a match was found. */
static bool go(sw_sieve *s, const sieve_state *from, unsigned symbol,
               bool begins)
{
    step p = {.s = s,
              .before = (taken)from->before,
              .symbol = symbol,
              .begins = begins};

    s->made_count = 0;
    if (++s->stamp == 0) {
        memset(s->marks, 0, s->shape.count * sizeof *s->marks);
        s->stamp = 1;
    }
    if (begins) {
        look_at_places(&p, from, true);
        for (size_t i = 0; i < s->shape.behind_count; i++)
            look_at(&p, s->shape.behinds[i]);
        follow(&p);
    }
    look_at_places(&p, from, false);
    if (begins)
        look_at(&p, s->shape.start);
    follow(&p);
    if (p.before == SPACE && symbol == SW_SYMBOL_SPACE)
        keep_places(&p, from);
    return p.found;
}

static bool is_broke(const sw_sieve *s)
{
    return s->looked > LOAN + EARNED * s->asked;
}

/* What the symbol makes of the state, from now on in its row. */
static uint16_t work_out(sw_sieve *s, uint16_t from, unsigned symbol,
                         bool begins)
{
    uint16_t *slot;
    uint16_t to = FOUND;

    if (!go(s, &s->states[from / ROW], symbol, begins)) {
        settle(s);
        if (symbol == SW_SYMBOL_END || (!begins && s->made_count == 0))
            to = DEAD;
        else
            to = state_of(s, kind_of(symbol));
    }
    s->spent = s->spent || is_broke(s);
    if (s->spent)
        return FOUND;
    if (to == 0) { /* no room: from the beginning, next time */
        s->spent = !begin(s);
        return FOUND;
    }
    slot = &s->rows[from + (begins ? 0u : SW_SYMBOLS) + symbol];
    *slot = to;
    return to;
}

/* ---- the walk -------------------------------------------------------------
 */

/* What must be known of the text before the first start. */
static size_t back(const sw_sieve *s, sw_str text, size_t at)
{
    for (size_t i = 0; i < s->shape.behind_width && at > 0; i++)
        do
            at--;
        while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* What stands in front of `at`. */
static taken taken_before(sw_str text, size_t at)
{
    size_t size;
    unsigned symbol;

    if (at == 0)
        return NO_WORD;
    symbol = sw_symbols[(unsigned char)text.ptr[at - 1]];
    if (symbol == SW_SYMBOL_WIDE)
        symbol = sw_symbol_of(sw_utf8_before(text, at, &size));
    return kind_of(symbol);
}

/* The symbol at *at, which goes behind it. */
static unsigned next_symbol(sw_str text, size_t *at)
{
    size_t size;
    const uint32_t code = sw_utf8_at(text, *at, &size);

    *at += size;
    return sw_symbol_of(code);
}

/* One symbol on, worked out where it must be. */
static uint16_t on(sw_sieve *s, uint16_t state, unsigned symbol, bool begins)
{
    const uint16_t to = s->rows[state + (begins ? 0u : SW_SYMBOLS) + symbol];

    return to != UNKNOWN ? to : work_out(s, state, symbol, begins);
}

/* On from *at, until `end` or until nothing is to be known any more. What is
 * wider than a byte is unknown in every row. */
static uint16_t run(sw_sieve *s, sw_str text, size_t *at, size_t end,
                    uint16_t first, bool begins)
{
    size_t i = *at, state = first;

    while (i < end && state > FOUND) {
        const uint16_t *rows = s->rows + (begins ? 0 : SW_SYMBOLS);
        size_t to = state;
        do {
            state = to;
            to = rows[state + sw_symbols[(unsigned char)text.ptr[i]]];
        } while (to > FOUND && ++i < end);
        if (to == UNKNOWN)
            to = on(s, (uint16_t)state, next_symbol(text, &i), begins);
        state = to;
    }
    *at = i;
    return (uint16_t)state;
}

static bool walk(sw_sieve *s, sw_str text, size_t from, size_t to)
{
    const size_t last = to < text.len ? to + 1 : text.len;
    const size_t far = last + FAR < text.len ? last + FAR : text.len;
    size_t at = back(s, text, from);
    uint16_t state =
        run(s, text, &at, last, first_state(taken_before(text, at)), true);

    state = run(s, text, &at, far, state, false);
    if (at >= text.len && state > FOUND)
        state = on(s, state, SW_SYMBOL_END, false);
    return state != DEAD;
}

/* One that lets nearly everything pass is of no use. */
static void judge(sw_sieve *s)
{
    if (s->asked % TRIAL == 0 && s->passed > s->asked / 4 * 3)
        s->spent = true;
}

bool sw_sieve_passes(sw_sieve *s, sw_str text, size_t from, size_t to)
{
    bool passes;

    if (s->spent)
        return true;
    s->asked++;
    passes = walk(s, text, from, to);
    s->passed += passes;
    judge(s);
    return passes;
}

bool sw_sieve_is_spent(const sw_sieve *s)
{
    return s->spent;
}

/* ---- one sieve ------------------------------------------------------------
 */

sw_sieve *sw_sieve_new(sw_str expanded)
{
    sw_sieve *s = sw_mem_alloc(sizeof *s);

    if (s == NULL)
        return NULL;
    memset(s, 0, sizeof *s);
    if (sw_shape_draw(expanded, &s->shape)) {
        s->marks = sw_mem_alloc(s->shape.count * sizeof *s->marks);
        s->stack = sw_mem_alloc(s->shape.count * sizeof *s->stack);
        if (s->marks != NULL && s->stack != NULL) {
            memset(s->marks, 0, s->shape.count * sizeof *s->marks);
            if (begin(s))
                return s;
        }
    }
    sw_sieve_free(s);
    return NULL;
}

void sw_sieve_free(sw_sieve *s)
{
    if (s == NULL)
        return;
    sw_shape_free(&s->shape);
    sw_mem_free(s->rows);
    sw_mem_free(s->states);
    sw_mem_free(s->pool);
    sw_mem_free(s->marks);
    sw_mem_free(s->stack);
    sw_mem_free(s);
}
