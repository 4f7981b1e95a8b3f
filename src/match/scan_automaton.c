/* scan_automaton.c - where literals end in folded text, eight places at a time.
 *
 * A step waits for the one before it: the table's answer is the next place to
 * look. Other parts of the text read in turn fill that wait; with eight, most
 * of it. So the text is cut into eight parts of one length, wherever that
 * falls: a state says no more than the last SW_AUTOMATON_DEEPEST bytes did, so
 * that each part is read from so many bytes before it, and is right from its
 * first byte on.
 *
 * The fast loop knows nothing but steps, always as many, and notes the states
 * where a literal ends. It reads copies of a few bytes of each part, so that
 * all parts are read from one place. */
#include "match/scan_automaton.h"

#include <string.h>

#define PARTS     8
#define RUN       64                /* steps of one round */
#define MOST_ENDS ((size_t)1 << 20) /* in a part */

/* The last part ends at most a byte for each part behind the text, and the
 * round it is read in up to RUN later. */
_Static_assert(SW_FOLD_SLACK >= RUN + PARTS, "a round reads over the end");

typedef struct part {
    size_t from, to; /* endings in here are its own */
    size_t at;       /* the next byte */
    struct SW_VEC(sw_ending) found;
} part;

/* A state, and in which part it came by which of the copied bytes. */
typedef struct note {
    uint32_t state;
    uint16_t part, step;
} note;

/* What the fast loop reads and writes. */
typedef struct pacing {
    unsigned char bytes[PARTS][RUN];
    uint32_t state[PARTS];
    note notes[PARTS * RUN];
    size_t noted;
} pacing;

typedef struct reading {
    const sw_automaton *a;
    sw_str text;
    sw_arena *arena;
    part parts[PARTS];
    pacing pace;
    bool many, nomem;
} reading;

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

/* ---- parts --------------------------------------------------------------- */

static void take_note(reading *r, const note *n)
{
    part *p = &r->parts[n->part];
    const size_t at = p->at + n->step;
    sw_ending *e;

    if (at < p->from || at >= p->to)
        return;
    e = SW_VEC_PUSH(&p->found, r->arena);
    if (e == NULL) {
        r->nomem = true;
        return;
    }
    *e = (sw_ending){sw_automaton_output(r->a, n->state), (uint32_t)at + 1};
    r->many = r->many || p->found.count >= MOST_ENDS;
}

static void play_round(reading *r)
{
    pacing *pace = &r->pace;

    for (size_t k = 0; k < PARTS; k++)
        memcpy(pace->bytes[k], r->text.ptr + r->parts[k].at, RUN);
    run_form(r->a, pace);
    for (size_t i = 0; i < pace->noted; i++)
        take_note(r, &pace->notes[i]);
    for (size_t k = 0; k < PARTS; k++)
        r->parts[k].at += RUN;
}

/* Parts of one length, the last of them cut short. */
static size_t cut(reading *r)
{
    const size_t len = r->text.len, each = len / PARTS + 1;

    for (size_t k = 0; k < PARTS; k++) {
        part *p = &r->parts[k];
        p->from = k * each < len ? k * each : len;
        p->to = p->from + each < len ? p->from + each : len;
        p->at =
            p->from > SW_AUTOMATON_DEEPEST ? p->from - SW_AUTOMATON_DEEPEST : 0;
    }
    return each + SW_AUTOMATON_DEEPEST;
}

/* The endings of all parts, which are in order. */
static bool join(const reading *r, sw_endings *out)
{
    size_t count = 0, n = 0;
    sw_ending *all;

    for (size_t k = 0; k < PARTS; k++)
        count += r->parts[k].found.count;
    all = sw_arena_alloc(r->arena, (count + 1) * sizeof *all);
    if (all == NULL)
        return false;
    for (size_t k = 0; k < PARTS; k++) {
        const part *p = &r->parts[k];
        if (p->found.count > 0)
            memcpy(all + n, p->found.at, p->found.count * sizeof *all);
        n += p->found.count;
    }
    *out = (sw_endings){all, count, false};
    return true;
}

bool sw_scan_automaton(const sw_automaton *a, sw_str folded, sw_arena *arena,
                       sw_endings *out)
{
    reading r = {.a = a, .text = folded, .arena = arena};
    const size_t steps = cut(&r);

    for (size_t i = 0; i < steps && !r.many && !r.nomem; i += RUN)
        play_round(&r);
    *out = (sw_endings){.too_many = true};
    return !r.nomem && (r.many || join(&r, out));
}
