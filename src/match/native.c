/* native.c - where matches begin that a loop in C can see.
 *
 * None of the bytes of a run is a small letter, and nearly all of a text are:
 * 64 bytes are looked at at once for stretches without any that are as long as
 * a run. Of such a stretch those places are looked at across one of which a run
 * of `least` bytes lies, least - 1, 2 * least - 1, and so on, until one is
 * among the bytes. */
#include "match/native.h"

#include "base/bits.h"

/* ---- a run ----------------------------------------------------------------
 */

typedef struct finding {
    const sw_run *run;
    sw_str text;
    sw_arena *arena;
    sw_windows *out;
} finding;

static bool add_window(sw_windows *out, sw_arena *arena, size_t from, size_t to)
{
    sw_window *w = SW_VEC_PUSH(out, arena);

    if (w != NULL)
        *w = (sw_window){from, to};
    return w != NULL;
}

static size_t run_start(const sw_run *run, sw_str text, size_t at, size_t from)
{
    while (at > from && sw_run_has(run, (unsigned char)text.ptr[at - 1]))
        at--;
    return at;
}

static size_t run_end(const sw_run *run, sw_str text, size_t at, size_t to)
{
    while (at < to && sw_run_has(run, (unsigned char)text.ptr[at]))
        at++;
    return at;
}

/* The runs in from..to, around which there are none of their bytes. */
static bool look_into(const finding *f, size_t from, size_t to)
{
    const sw_run *run = f->run;
    size_t at = from + run->least - 1;

    while (at < to) {
        size_t start, end = at;
        if (sw_run_has(run, (unsigned char)f->text.ptr[at])) {
            start = run_start(run, f->text, at, from);
            end = run_end(run, f->text, at, to);
            if (end - start >= run->least &&
                !add_window(f->out, f->arena, start, end - run->least))
                return false;
        }
        from = end + 1; /* the byte at end is none of them */
        at = end + run->least;
    }
    return true;
}

/* Of these bits, those that begin so many in a row. */
static inline uint64_t rows_of(uint64_t bits, size_t least)
{
    size_t have = 1;

    for (; 2 * have <= least && bits != 0; have *= 2)
        bits &= bits >> have;
    return bits & bits >> (least - have);
}

/* The stretches between two small letters of a block. */
static bool look_between(const finding *f, size_t block, uint64_t small,
                         uint64_t rows)
{
    const unsigned last = 63 - (unsigned)__builtin_clzll(small);

    rows &= UINT64_MAX << __builtin_ctzll(small);
    while (rows != 0) {
        const unsigned from = (unsigned)__builtin_ctzll(rows);
        unsigned to;
        if (from > last)
            break;
        to = from + (unsigned)__builtin_ctzll(small >> from);
        if (!look_into(f, block + from, block + to))
            return false;
        rows &= UINT64_MAX << to;
    }
    return true;
}

bool sw_native_windows(const sw_run *run, sw_str text, sw_arena *arena,
                       sw_windows *out)
{
    const finding f = {run, text, arena, out};
    const size_t least = run->least;
    size_t from = 0; /* behind the last small letter */

    for (size_t block = 0; block < text.len; block += SW_BITS_BLOCK) {
        const uint64_t small =
            sw_bits_small(text.ptr + block, text.len - block);
        const uint64_t rows =
            least < SW_BITS_BLOCK ? rows_of(~small, least) : 0;
        size_t first;
        if (small == 0)
            continue;
        first = block + (size_t)__builtin_ctzll(small);
        if ((first >= from + least && !look_into(&f, from, first)) ||
            (rows != 0 && !look_between(&f, block, small, rows)))
            return false;
        from = block + SW_BITS_BLOCK - (size_t)__builtin_clzll(small);
    }
    return from >= text.len || look_into(&f, from, text.len);
}

/* ---- a word twice -------------------------------------------------------- */

/* A run of letters, digits, underscores and characters over U+007F, which may
 * be of a word or not: a run with one of those is wide. */
typedef struct word {
    size_t start, end;
    bool wide;
} word;

static bool next_word(sw_str text, word *w)
{
    const char *t = text.ptr;

    w->start = sw_byte_find(t, w->end, text.len, SW_BYTE_WORD | SW_BYTE_HIGH);
    w->end = sw_byte_past(t, w->start, text.len, SW_BYTE_WORD | SW_BYTE_HIGH);
    w->wide = sw_byte_find(t, w->start, w->end, SW_BYTE_HIGH) < w->end;
    return w->start < text.len;
}

/* Of ASCII, case apart; what differs in that bit alone is no other word. */
static bool same(sw_str text, const word *a, const word *b)
{
    if (a->end - a->start != b->end - b->start)
        return false;
    for (size_t i = 0; i < a->end - a->start; i++)
        if (((text.ptr[a->start + i] ^ text.ptr[b->start + i]) & ~0x20) != 0)
            return false;
    return true;
}

/* May b be the word that a is? Where one of them is wide, PCRE2 will tell. */
static bool may_follow(sw_str text, const word *a, const word *b)
{
    if (sw_byte_past(text.ptr, a->end, b->start, SW_BYTE_SPACE) < b->start)
        return false;
    return b->wide || same(text, a, b);
}

bool sw_native_doubled(sw_str text, sw_arena *arena, sw_windows *out)
{
    word before = {0, 0, true}, w = {0, 0, false};

    while (next_word(text, &w)) {
        size_t last = w.end - 1;
        while (((unsigned char)text.ptr[last] & 0xC0) == 0x80)
            last--;
        if ((!before.wide && may_follow(text, &before, &w) &&
             !add_window(out, arena, before.start, before.start)) ||
            (w.wide && !add_window(out, arena, w.start, last)))
            return false;
        before = w;
    }
    return true;
}
