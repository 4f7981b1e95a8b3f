/* scan_automaton.c - where literals end in texts, eight texts at a time.
 *
 * A step waits for the one before it: the table's answer is the next place to
 * look. Other texts read in turn fill that wait; with eight, most of it. A lane
 * whose text ends takes the next one, the longest first, so that in the end
 * all lanes run out together.
 *
 * The fast loop knows nothing but steps, always as many, and notes the states
 * where a literal ends. It reads copies of a few bytes of each text, in which
 * a character that folds to ASCII without being ASCII (a curly apostrophe, a
 * no-break space) stands as what it folds to, behind bytes that leave a state
 * as it is. Such bytes also fill up a lane whose text is over. */
#include "match/scan_automaton.h"

#include <stdlib.h>
#include <string.h>

#include "base/byte.h"
#include "base/utf8.h"
#include "base/vec.h"

#define LANES      8
#define RUN        64                /* steps of one round */
#define SKIP       0xFF              /* a byte that is in no UTF-8 */
#define MOST_BYTES ((size_t)1 << 30) /* of a text */
#define MOST_ENDS  ((size_t)1 << 20) /* in a text */

/* A character whose bytes first..last stand for the ASCII one `folded`. */
typedef struct special {
    const unsigned char *first, *last; /* first: the text's end if none is */
    unsigned char folded;              /* 0: a byte that is in no literal */
} special;

typedef struct lane {
    const unsigned char *start, *p, *end;
    special next;
    size_t text; /* its index; SIZE_MAX: no text */
    struct SW_VEC(sw_ending) found;
    size_t space_run; /* where the last one ends, with more white space */
    bool exotic, many;
} lane;

/* A state, and in which lane it came by which of the copied bytes. */
typedef struct note {
    uint32_t state;
    uint16_t lane, step;
} note;

/* What the fast loop reads and writes. */
typedef struct pacing {
    unsigned char bytes[LANES][RUN];
    uint32_t state[LANES];
    note notes[LANES * RUN];
    size_t noted;
} pacing;

typedef struct length {
    size_t len, text;
} length;

typedef struct reading {
    const sw_automaton *a;
    const sw_str *texts;
    const length *order; /* the longest first */
    size_t count, next;
    sw_endings *out;
    sw_arena *arena;
    lane lanes[LANES];
    size_t busy; /* lanes with a text */
    pacing *pace;
    bool nomem;
} reading;

/* ---- special characters ---------------------------------------------------
 */

/* May a character that begins so fold to ASCII (rule/literal.h), or be one of
 * the two that match an ASCII letter? */
static bool may_fold(unsigned char byte)
{
    switch (byte) {
    case 0xC2: /* spaces, quotes, the acute accent */
    case 0xC5: /* long s */
    case 0xCA: /* modifier apostrophe */
    case 0xE1: /* Ogham space */
    case 0xE2: /* general punctuation, minus, Kelvin */
    case 0xE3: /* ideographic space */
    case 0xEF: /* full-width quote */
        return true;
    default:
        return false;
    }
}

/* The first special character at or behind `at`. */
static void find_special(lane *l, const unsigned char *at)
{
    sw_str text = {(const char *)l->start, (size_t)(l->end - l->start)};
    size_t i = (size_t)(at - l->start), size;
    uint32_t code;

    for (;; i++) {
        i = sw_byte_high(text.ptr, i, text.len);
        if (i >= text.len || may_fold(l->start[i]))
            break;
    }
    l->next = (special){.first = l->start + i, .last = l->end};
    if (i + (l->start[i < text.len ? i : 0] >= 0xE0 ? 3u : 2u) > text.len)
        return; /* none, or no UTF-8 */
    code = sw_utf8_at(text, i, &size);
    l->next.last = l->next.first + size - 1;
    l->next.folded = (unsigned char)sw_literal_fold(code);
    if (code == 0x17F || code == 0x212A)
        l->exotic = true;
}

/* Writes over those of its bytes that are among the n copied ones. */
static void put_special(const lane *l, unsigned char *to, size_t n)
{
    const special *s = &l->next;

    for (const unsigned char *at = s->first; at <= s->last; at++)
        if (at >= l->p && at < l->p + n)
            to[at - l->p] = at < s->last ? SKIP : s->folded;
}

/* The lane's next bytes, at most RUN. */
static void copy_bytes(lane *l, unsigned char to[RUN])
{
    size_t left = (size_t)(l->end - l->p), n = left < RUN ? left : RUN;

    if (left >= RUN) {
        memcpy(to, l->p, RUN);
    } else {
        memcpy(to, l->p, left);
        memset(to + left, SKIP, RUN - left);
    }
    while (l->next.first < l->p + n) {
        put_special(l, to, n);
        if (l->next.last >= l->p + n)
            break; /* the rest of it comes with the next bytes */
        find_special(l, l->next.last + 1);
    }
}

/* ---- lanes and texts ------------------------------------------------------
 */

/* Gives the lane the next text that has bytes; without one it skips. */
static void take_text(reading *r, size_t k)
{
    lane *l = &r->lanes[k];

    *l = (lane){.text = SIZE_MAX};
    r->pace->state[k] = 0;
    memset(r->pace->bytes[k], SKIP, RUN);
    while (r->next < r->count && l->text == SIZE_MAX) {
        size_t i = r->order[r->next++].text;
        sw_str text = r->texts[i];
        r->out[i] = (sw_endings){0};
        if (text.len > MOST_BYTES)
            r->out[i].kind = SW_ENDINGS_TOO_MANY;
        if (text.len == 0 || text.len > MOST_BYTES)
            continue;
        l->text = i;
        l->p = l->start = (const unsigned char *)text.ptr;
        l->end = l->p + text.len;
        find_special(l, l->p);
    }
    r->busy += l->text != SIZE_MAX;
}

static void give_text(reading *r, const lane *l)
{
    sw_endings *out = &r->out[l->text];

    out->kind = l->exotic ? SW_ENDINGS_EXOTIC
                : l->many ? SW_ENDINGS_TOO_MANY
                          : SW_ENDINGS_ALL;
    out->at = l->found.at;
    out->count = out->kind == SW_ENDINGS_ALL ? l->found.count : 0;
    r->busy--;
}

/* ---- what is noted ----------------------------------------------------------
 */

/* Where the character begins whose last byte is at `at`. */
static size_t character_start(const lane *l, size_t at)
{
    while (at > 0 && (l->start[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* A literal ends with the byte at `at`, which was read as `byte`. */
static void take_ending(reading *r, lane *l, uint32_t state, size_t at,
                        unsigned char byte)
{
    uint32_t output = sw_automaton_output(r->a, state);
    sw_ending *e;

    if (l->many)
        return;
    if (sw_byte_is((char)byte, SW_BYTE_SPACE) && l->found.count > 0 &&
        l->found.at[l->found.count - 1].output == output &&
        l->space_run == character_start(l, at)) {
        l->space_run = at + 1; /* more white space behind one that ends in it */
        return;
    }
    e = SW_VEC_PUSH(&l->found, r->arena);
    if (e == NULL) {
        r->nomem = true;
        return;
    }
    *e = (sw_ending){output, (uint32_t)at + 1};
    l->space_run = at + 1;
    l->many = l->found.count >= MOST_ENDS;
}

static void take_notes(reading *r)
{
    const pacing *pace = r->pace;

    for (size_t i = 0; i < pace->noted; i++) {
        const note *n = &pace->notes[i];
        unsigned char byte = pace->bytes[n->lane][n->step];
        lane *l = &r->lanes[n->lane];
        if (byte != SKIP)
            take_ending(r, l, n->state, (size_t)(l->p - l->start) + n->step,
                        byte);
    }
}

/* ---- the loop
 * ---------------------------------------------------------------- */

/* clang-format off */
#define EIGHT(x_) x_(0) x_(1) x_(2) x_(3) x_(4) x_(5) x_(6) x_(7)
/* clang-format on */
#define TAKE(k) uint32_t s##k = pace->state[k];
#define STEP(k) \
    s##k = sw_automaton_look(a, form, s##k, classes[pace->bytes[k][i]]);
#define NOTE(k)                             \
    if (__builtin_expect(s##k >= first, 0)) \
        *noted++ = (note){s##k, (k), (uint16_t)i};
#define GIVE(k) pace->state[k] = s##k;

/* The form is known where this is called: each gets a loop of its own. */
static inline __attribute__((always_inline)) void
run(const sw_automaton *a, sw_automaton_form form, pacing *pace)
{
    const unsigned char *classes = a->classes;
    const uint32_t first = a->first;
    note *noted = pace->notes;
    EIGHT(TAKE)

    for (size_t i = 0; i < RUN; i++) {
        EIGHT(STEP)
        EIGHT(NOTE)
    }
    EIGHT(GIVE)
    pace->noted = (size_t)(noted - pace->notes);
}

static void run_form(const sw_automaton *a, pacing *pace)
{
    switch (a->form) {
    case SW_AUTOMATON_NARROW_32:
        run(a, SW_AUTOMATON_NARROW_32, pace);
        break;
    case SW_AUTOMATON_NARROW_64:
        run(a, SW_AUTOMATON_NARROW_64, pace);
        break;
    case SW_AUTOMATON_WIDE:
        run(a, SW_AUTOMATON_WIDE, pace);
        break;
    }
}

static void play_round(reading *r)
{
    for (size_t k = 0; k < LANES; k++)
        if (r->lanes[k].text != SIZE_MAX)
            copy_bytes(&r->lanes[k], r->pace->bytes[k]);
    run_form(r->a, r->pace);
    take_notes(r);
    for (size_t k = 0; k < LANES; k++) {
        lane *l = &r->lanes[k];
        if (l->text == SIZE_MAX)
            continue;
        if ((size_t)(l->end - l->p) > RUN) {
            l->p += RUN;
            continue;
        }
        give_text(r, l);
        take_text(r, k);
    }
}

/* ---- texts in order
 * ----------------------------------------------------------- */

static int by_length(const void *a, const void *b)
{
    const length *x = a, *y = b;

    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    return x->text < y->text ? -1 : x->text > y->text;
}

static const length *put_in_order(const sw_str *texts, size_t n,
                                  sw_arena *arena)
{
    length *order = sw_arena_zero(arena, n + 1, sizeof *order);

    for (size_t i = 0; order != NULL && i < n; i++)
        order[i] = (length){texts[i].len, i};
    if (order != NULL && n > 1)
        qsort(order, n, sizeof *order, by_length);
    return order;
}

bool sw_scan_automaton(const sw_automaton *a, const sw_str *texts, size_t n,
                       sw_arena *arena, sw_endings *out)
{
    reading r = {.a = a, .texts = texts, .count = n, .out = out};

    r.arena = arena;
    r.order = put_in_order(texts, n, arena);
    r.pace = sw_arena_alloc(arena, sizeof *r.pace);
    if (r.order == NULL || r.pace == NULL)
        return false;
    for (size_t k = 0; k < LANES; k++)
        take_text(&r, k);
    while (r.busy > 0)
        play_round(&r);
    return !r.nomem;
}
