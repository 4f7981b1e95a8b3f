/* sieve.c - can a match of a pattern begin there, or go on?
 *
 * As long as matches may still begin, each step of the walk begins one more;
 * behind that, it ends when no place is left. */
#include "match/sieve.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "match/lazy.h"

#include <string.h>

#define FAR    2048                /* bytes behind the last start */
#define LOAN   ((uint64_t)1 << 21) /* places looked at, to begin with */
#define EARNED 64                  /* and for each question */
#define TRIAL  64                  /* questions before it is judged */

/* One kind of question, by how often it was answered how. */
typedef struct ask {
    uint64_t asked, passed;
    bool futile; /* nearly everything passes */
} ask;

/* What stands on one side of literals. */
typedef struct side {
    sw_lazy lazy;
    ask ask;
} side;

struct sw_sieve {
    side after; /* its automaton is that of the first question, too */
    side before;
    bool turned; /* that one is open, or cannot be */
    const sw_outline *outline;
    bool before_first;
    size_t held; /* questions about literals */
    sw_desk *desk;
    ask begins;
};

/* ---- the walk -------------------------------------------------------------
 */

/* What must be known of the text before the first start. */
static size_t back(const sw_sieve *s, sw_str text, size_t at)
{
    for (size_t i = 0; i < s->after.lazy.by->shape.behind_width && at > 0; i++)
        do
            at--;
        while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

static sw_taken taken_before(sw_str text, size_t at)
{
    size_t size;
    unsigned symbol;

    if (at == 0)
        return SW_TAKEN_OTHER;
    symbol = sw_symbols[(unsigned char)text.ptr[at - 1]];
    if (symbol == SW_SYMBOL_WIDE)
        symbol = sw_symbol_of(sw_utf8_before(text, at, &size));
    return sw_lazy_taken(symbol);
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
static uint16_t on(sw_lazy *lazy, uint16_t state, unsigned symbol, bool begins)
{
    const uint16_t to =
        sw_lazy_rows(lazy, begins)[state + lazy->by->columns[symbol]];

    return to != SW_LAZY_UNKNOWN
               ? to
               : sw_lazy_work_out(lazy, state, symbol, begins);
}

/* On from *at, until `end` or until nothing is to be known any more. What is
 * wider than a byte is unknown in every row. */
static uint16_t run(sw_lazy *lazy, sw_str text, size_t *at, size_t end,
                    uint16_t first, bool begins)
{
    const unsigned char *bytes = lazy->by->bytes;
    size_t i = *at, state = first;

    while (i < end && state > SW_LAZY_FOUND) {
        const uint16_t *rows = sw_lazy_rows(lazy, begins);
        size_t to = state;
        do {
            state = to;
            to = rows[state + bytes[(unsigned char)text.ptr[i]]];
        } while (to > SW_LAZY_FOUND && ++i < end);
        if (to == SW_LAZY_UNKNOWN)
            to = on(lazy, (uint16_t)state, next_symbol(text, &i), begins);
        state = to;
    }
    *at = i;
    return (uint16_t)state;
}

/* On from `at`, where no match begins any more: can one end? */
static bool ends(sw_lazy *lazy, sw_str text, size_t at, uint16_t state)
{
    const size_t far = at + FAR < text.len ? at + FAR : text.len;

    state = run(lazy, text, &at, far, state, false);
    if (at >= text.len && state > SW_LAZY_FOUND)
        state = on(lazy, state, SW_SYMBOL_END, false);
    return state != SW_LAZY_DEAD;
}

/* The same, backwards from `at` in a folded text, where a match begins. */
static bool begins(sw_lazy *lazy, sw_str folded, size_t at, size_t least,
                   uint16_t first)
{
    const unsigned char *bytes = lazy->by->bytes;
    size_t state = first;

    while (at > least && state > SW_LAZY_FOUND) {
        const uint16_t *rows = lazy->rows;
        size_t to = state;
        do {
            state = to;
            to = rows[state + bytes[(unsigned char)folded.ptr[at - 1]]];
        } while (to > SW_LAZY_FOUND && --at > least);
        if (to == SW_LAZY_UNKNOWN)
            to = on(lazy, (uint16_t)state,
                    sw_symbols[(unsigned char)folded.ptr[--at]], false);
        state = to;
    }
    if (at == 0 && state > SW_LAZY_FOUND)
        state = on(lazy, (uint16_t)state, SW_SYMBOL_END, false);
    return state != SW_LAZY_DEAD;
}

/* ---- questions ------------------------------------------------------------
 */

/* Gives back the answer, which is counted. */
static inline bool count(ask *a, bool passes)
{
    a->asked++;
    a->passed += passes;
    if (a->asked % TRIAL == 0)
        a->futile = a->futile || a->passed > a->asked / 4 * 3;
    return passes;
}

bool sw_sieve_passes(sw_sieve *s, sw_str text, size_t from, size_t to)
{
    const size_t last = to < text.len ? to + 1 : text.len;
    sw_lazy *lazy = &s->after.lazy;
    size_t at;
    uint16_t state;

    if (s->begins.futile)
        return true;
    at = back(s, text, from);
    state = run(lazy, text, &at, last,
                sw_lazy_first(lazy, taken_before(text, at)), true);
    return count(&s->begins, ends(lazy, text, at, state));
}

/* ---- literals -------------------------------------------------------------
 */

static bool goes_on(side *s, const sw_sieve_literal *l, sw_str folded)
{
    return s->ask.futile ||
           count(&s->ask, ends(&s->lazy, folded, l->end,
                               sw_lazy_after(&s->lazy, l->number, folded,
                                             l->start, l->end)));
}

static bool came_here(side *s, const sw_sieve_literal *l, sw_str folded)
{
    return s->ask.futile ||
           count(&s->ask, begins(&s->lazy, folded, l->start, l->least,
                                 sw_lazy_after(&s->lazy, l->number, folded,
                                               l->start, l->end)));
}

/* Where there is no turned shape, there is nothing to be asked. */
static void turn(sw_sieve *s)
{
    const sw_reading *back = &s->outline->back;

    s->turned = true;
    if (back->width == 0 || !sw_lazy_open(&s->before.lazy, back, true, s->desk))
        s->before.ask.futile = true;
}

/* The side that says no more often is asked first. */
static void judge(sw_sieve *s)
{
    const ask *a = &s->after.ask, *b = &s->before.ask;

    s->before_first = b->passed * a->asked < a->passed * b->asked;
    if (sw_sieve_is_spent(s))
        s->after.ask.futile = s->before.ask.futile = true;
}

bool sw_sieve_holds(sw_sieve *s, const sw_sieve_literal *l, sw_str folded)
{
    if (!s->turned)
        turn(s);
    if (++s->held % TRIAL == 0)
        judge(s);
    if (s->before_first)
        return came_here(&s->before, l, folded) &&
               goes_on(&s->after, l, folded);
    return goes_on(&s->after, l, folded) && came_here(&s->before, l, folded);
}

/* ---- one sieve ------------------------------------------------------------
 */

bool sw_sieve_is_spent(const sw_sieve *s)
{
    const uint64_t asked =
        s->begins.asked + s->after.ask.asked + s->before.ask.asked;

    return s->after.lazy.failed || s->before.lazy.failed ||
           s->after.lazy.looked + s->before.lazy.looked > LOAN + EARNED * asked;
}

sw_sieve *sw_sieve_new(const sw_outline *outline, sw_desk *desk)
{
    sw_sieve *s = sw_mem_alloc(sizeof *s);

    if (s == NULL)
        return NULL;
    memset(s, 0, sizeof *s);
    s->desk = desk;
    s->outline = outline;
    if (sw_lazy_open(&s->after.lazy, &outline->on, false, desk))
        return s;
    sw_mem_free(s);
    return NULL;
}

void sw_sieve_free(sw_sieve *s)
{
    if (s == NULL)
        return;
    sw_lazy_close(&s->after.lazy);
    sw_lazy_close(&s->before.lazy);
    sw_mem_free(s);
}
