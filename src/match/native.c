/* native.c - where matches begin that a loop in C can see.
 *
 * A run of `least` bytes lies across one of the places least - 1, 2 * least -
 * 1, and so on: only those are looked at, until one is among the bytes. */
#include "match/native.h"

#include "base/byte.h"

static size_t run_start(const sw_run *run, sw_str text, size_t at, size_t from)
{
    while (at > from && sw_run_has(run, (unsigned char)text.ptr[at - 1]))
        at--;
    return at;
}

static size_t run_end(const sw_run *run, sw_str text, size_t at)
{
    while (at < text.len && sw_run_has(run, (unsigned char)text.ptr[at]))
        at++;
    return at;
}

bool sw_native_windows(const sw_run *run, sw_str text, sw_arena *arena,
                       sw_windows *out)
{
    size_t from = 0, at = run->least - 1;

    while (at < text.len) {
        size_t start, end = at;
        sw_window *w;
        if (sw_run_has(run, (unsigned char)text.ptr[at])) {
            start = run_start(run, text, at, from);
            end = run_end(run, text, at);
            if (end - start >= run->least) {
                w = SW_VEC_PUSH(out, arena);
                if (w == NULL)
                    return false;
                *w = (sw_window){start, end - run->least};
            }
        }
        from = end + 1; /* the byte at end is none of them */
        at = end + run->least;
    }
    return true;
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

static bool add_window(sw_windows *out, sw_arena *arena, size_t from, size_t to)
{
    sw_window *w = SW_VEC_PUSH(out, arena);

    if (w != NULL)
        *w = (sw_window){from, to};
    return w != NULL;
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
