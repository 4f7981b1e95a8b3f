/* scan_automaton.c - where literals end in texts, four texts at a time.
 *
 * A step waits for the one before it: the table's answer is the next place to
 * look. Four texts read in turn fill that wait, and each costs little more
 * than a quarter. A lane whose text ends takes the next one; when there are
 * fewer texts than lanes, the rest is read one by one.
 *
 * The fast loop knows only steps. Whatever is special, a literal's end or a
 * character that is not ASCII, shows in one comparison with the state. */
#include "match/scan_automaton.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

#define LANES      4
#define MOST_BYTES ((size_t)1 << 30) /* of a text */
#define MOST_ENDS  ((size_t)1 << 20) /* in a text */

typedef struct lane {
    const unsigned char *p, *end;
    uint32_t state;
    size_t text; /* its index */
    const unsigned char *start;
    struct SW_VEC(sw_ending) found;
    size_t
        space_run; /* where the last one ends, white space behind it and all */
    bool exotic, many;
} lane;

typedef struct reading {
    const sw_automaton *a;
    const sw_str *texts;
    size_t count, next; /* texts; the next one to be taken */
    sw_endings *out;
    sw_arena *arena;
    lane lanes[LANES];
    size_t lane_count;
    bool nomem;
} reading;

/* ---- lanes and texts ------------------------------------------------------
 */

/* Gives the lane the next text that has bytes; false when none is left. */
static bool take_text(reading *r, lane *l)
{
    while (r->next < r->count) {
        size_t i = r->next++;
        sw_str text = r->texts[i];
        r->out[i] = (sw_endings){0};
        if (text.len > MOST_BYTES)
            r->out[i].kind = SW_ENDINGS_TOO_MANY;
        if (text.len == 0 || text.len > MOST_BYTES)
            continue;
        *l = (lane){.text = i};
        l->p = l->start = (const unsigned char *)text.ptr;
        l->end = l->p + text.len;
        return true;
    }
    return false;
}

static void give_text(reading *r, const lane *l)
{
    sw_endings *out = &r->out[l->text];

    out->kind = l->exotic ? SW_ENDINGS_EXOTIC
                : l->many ? SW_ENDINGS_TOO_MANY
                          : SW_ENDINGS_ALL;
    out->at = l->found.at;
    out->count = out->kind == SW_ENDINGS_ALL ? l->found.count : 0;
}

/* Lanes that are through give their text back and take another, or end. */
static void turn_over(reading *r)
{
    for (size_t i = 0; i < r->lane_count;) {
        lane *l = &r->lanes[i];
        if (l->p < l->end) {
            i++;
            continue;
        }
        give_text(r, l);
        if (!take_text(r, l))
            *l = r->lanes[--r->lane_count];
    }
}

/* ---- what is special -------------------------------------------------------
 */

/* A character that is not ASCII was begun: past it, to the state that follows.
 * Gives what it folds to. */
static unsigned char step_over(const sw_automaton *a, lane *l)
{
    sw_str text = {(const char *)l->start, (size_t)(l->end - l->start)};
    size_t size;
    uint32_t code = sw_utf8_at(text, (size_t)(l->p - l->start) - 1, &size);
    unsigned char folded = (unsigned char)sw_literal_fold(code);

    l->p += size - 1;
    if (code == 0x17F || code == 0x212A)
        l->exotic = true;
    l->state &= ~SW_AUTOMATON_TRAP;
    l->state = a->table[l->state + a->classes[folded]];
    return folded;
}

static void look_closer(reading *r, lane *l)
{
    const sw_automaton *a = r->a;
    size_t before = (size_t)(l->p - l->start) - 1, now, *run = &l->space_run;
    unsigned char last = l->p[-1];
    uint32_t output;
    sw_ending *e;

    if (l->state & SW_AUTOMATON_TRAP)
        last = step_over(a, l);
    if (l->state < a->first || l->many)
        return;
    output = (l->state - a->first) / a->width;
    now = (size_t)(l->p - l->start);
    if (a->classes[last] == a->classes[' '] && l->found.count > 0 &&
        l->found.at[l->found.count - 1].output == output && *run == before) {
        *run = now; /* more white space behind one that ends in it */
        return;
    }
    e = SW_VEC_PUSH(&l->found, r->arena);
    if (e == NULL) {
        r->nomem = true;
        return;
    }
    *e = (sw_ending){output, (uint32_t)now};
    *run = now;
    l->many = l->found.count >= MOST_ENDS;
}

/* ---- the loops --------------------------------------------------------------
 */

static size_t shortest(const reading *r)
{
    size_t least = (size_t)(r->lanes[0].end - r->lanes[0].p);

    for (size_t i = 1; i < r->lane_count; i++) {
        size_t left = (size_t)(r->lanes[i].end - r->lanes[i].p);
        least = left < least ? left : least;
    }
    return least;
}

/* n steps of all lanes, or fewer: until something shows. */
static void read_four(reading *r, size_t n)
{
    lane *l = r->lanes;
    const uint32_t *table = r->a->table, first = r->a->first;
    const unsigned char *classes = r->a->classes;
    const unsigned char *p0 = l[0].p, *p1 = l[1].p, *p2 = l[2].p, *p3 = l[3].p;
    uint32_t s0 = l[0].state, s1 = l[1].state, s2 = l[2].state, s3 = l[3].state;
    size_t i = 0;

    while (i < n) {
        s0 = table[s0 + classes[p0[i]]];
        s1 = table[s1 + classes[p1[i]]];
        s2 = table[s2 + classes[p2[i]]];
        s3 = table[s3 + classes[p3[i]]];
        i++;
        if ((s0 >= first) | (s1 >= first) | (s2 >= first) | (s3 >= first))
            break;
    }
    l[0].state = s0;
    l[1].state = s1;
    l[2].state = s2;
    l[3].state = s3;
    for (size_t k = 0; k < LANES; k++) {
        l[k].p += i;
        if (l[k].state >= first && i > 0)
            look_closer(r, &l[k]);
    }
}

static void read_one(reading *r, lane *l)
{
    const uint32_t *table = r->a->table, first = r->a->first;
    const unsigned char *classes = r->a->classes;

    while (l->p < l->end) {
        l->state = table[l->state + classes[*l->p++]];
        if (l->state >= first)
            look_closer(r, l);
    }
}

bool sw_scan_automaton(const sw_automaton *a, const sw_str *texts, size_t n,
                       sw_arena *arena, sw_endings *out)
{
    reading r = {.a = a, .texts = texts, .count = n, .out = out};

    r.arena = arena;
    while (r.lane_count < LANES && take_text(&r, &r.lanes[r.lane_count]))
        r.lane_count++;
    while (r.lane_count == LANES) {
        size_t least = shortest(&r);
        if (least > 0)
            read_four(&r, least);
        else
            turn_over(&r);
    }
    for (; r.lane_count > 0; turn_over(&r))
        read_one(&r, &r.lanes[0]);
    return !r.nomem;
}
