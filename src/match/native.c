/* native.c - where runs of certain bytes stand.
 *
 * A run of `least` bytes lies across one of the places least - 1, 2 * least -
 * 1, and so on: only those are looked at, until one is among the bytes. */
#include "match/native.h"

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
