/* lazy.h - a pattern's shape as an automaton, made as texts ask for it.
 *
 * A state is the set of places in the shape where a match may be; what a symbol
 * makes of a state is worked out when it is first met, and kept (as in
 * Thompson's grep). It has one row for the part of a text where matches may
 * begin, each step begins one more there, and one for what is behind. */
#ifndef SW_MATCH_LAZY_H
#define SW_MATCH_LAZY_H

#include "rule/outline.h"

#define SW_LAZY_UNKNOWN 0 /* what a symbol makes of a state */
#define SW_LAZY_DEAD    1 /* nothing is left of it */
#define SW_LAZY_FOUND   2 /* else a state, by where its rows begin */

/* What stands in front of a place. */
typedef enum sw_taken {
    SW_TAKEN_OTHER,
    SW_TAKEN_WORD,
    SW_TAKEN_SPACE
} sw_taken;

typedef struct sw_lazy_state {
    uint32_t places; /* its first in the pool */
    uint16_t count;
    uint16_t chain; /* the next with that hash */
    uint8_t before;
} sw_lazy_state;

#define SW_LAZY_HEADS 64 /* of states, by hash */

/* A literal and the state that it leads to. */
typedef struct sw_lazy_known {
    uint32_t literal; /* its number + 1; 0: none */
    uint16_t state;
} sw_lazy_known;

/* Where steps are worked out: for all automata of a session. */
typedef struct sw_desk {
    size_t room;     /* nodes */
    uint32_t *marks; /* by node: the last stamp it was looked at with */
    uint32_t stamp;
    uint64_t *bits;  /* of the nodes that were made */
    uint16_t *stack; /* one piece of memory with these two */
    uint16_t *made, *held;
    size_t made_count;
} sw_desk;

void sw_desk_close(sw_desk *desk);

typedef struct sw_lazy {
    const sw_reading *by;
    sw_desk *desk;
    bool turned;         /* the shape is read from behind: no matches begin */
    uint16_t width, row; /* of one row; of all of a state */
    uint16_t *rows;
    sw_lazy_state *states;
    size_t count, cap;
    uint16_t *pool;
    size_t pool_count, pool_cap;
    uint16_t heads[SW_LAZY_HEADS];
    sw_lazy_known *knowns; /* by hash */
    size_t known_count, known_cap;
    unsigned round;  /* how often all states were forgotten */
    uint64_t looked; /* places, in all steps that were worked out */
    bool failed;     /* no more use: out of memory */
} sw_lazy;

/* The reading stays. False when out of memory: nothing is open then. Zeroed is
 * closed. */
bool sw_lazy_open(sw_lazy *lazy, const sw_reading *by, bool turned,
                  sw_desk *desk);
void sw_lazy_close(sw_lazy *lazy);

sw_taken sw_lazy_taken(unsigned symbol);
/* The state with no place. */
static inline uint16_t sw_lazy_first(const sw_lazy *lazy, sw_taken before)
{
    return (uint16_t)((1 + (unsigned)before) * lazy->row);
}
/* What the symbol makes of the state, from now on in its row; FOUND, and
 * nothing is kept, when that cannot be told. */
uint16_t sw_lazy_work_out(sw_lazy *lazy, uint16_t from, unsigned symbol,
                          bool begins);

static inline const uint16_t *sw_lazy_rows(const sw_lazy *lazy, bool begins)
{
    return lazy->rows + (begins ? lazy->width : 0);
}

/* The state of all places where a match may be that took the literal last, now
 * worked out. */
uint16_t sw_lazy_learn(sw_lazy *lazy, uint32_t number, sw_str literal);

static inline size_t sw_lazy_hash(uint32_t number)
{
    return number * 0x9E3779B1u >> 16;
}

/* The same, kept: the literal with that number stands at start..end of a folded
 * text. FOUND when that cannot be told. */
static inline uint16_t sw_lazy_after(sw_lazy *lazy, uint32_t number,
                                     sw_str folded, size_t start, size_t end)
{
    const sw_lazy_known *k =
        &lazy->knowns[sw_lazy_hash(number) & (lazy->known_cap - 1)];

    if (k->literal == number + 1)
        return k->state;
    return sw_lazy_learn(lazy, number,
                         (sw_str){folded.ptr + start, end - start});
}

#endif
