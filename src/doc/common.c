/* common.c - what a text has in common with what it was before an edit. */
#include "doc/common.h"

#include <string.h>

#include "base/byte.h"

#define STEP 256 /* bytes that memcmp is asked about at a time */

static size_t same_front(sw_str a, sw_str b)
{
    const size_t most = a.len < b.len ? a.len : b.len;
    size_t i = 0;

    while (i + STEP <= most && memcmp(a.ptr + i, b.ptr + i, STEP) == 0)
        i += STEP;
    while (i < most && a.ptr[i] == b.ptr[i])
        i++;
    return i;
}

/* How many bytes at the ends are the same, at most `most`. */
static size_t same_back(sw_str a, sw_str b, size_t most)
{
    const char *const x = a.ptr + a.len, *const y = b.ptr + b.len;
    size_t n = 0;

    while (n + STEP <= most && memcmp(x - n - STEP, y - n - STEP, STEP) == 0)
        n += STEP;
    while (n < most && a.ptr[a.len - n - 1] == b.ptr[b.len - n - 1])
        n++;
    return n;
}

sw_common sw_common_find(sw_str old, sw_str text)
{
    const size_t most = old.len < text.len ? old.len : text.len;
    const size_t same = same_front(old, text);

    return (sw_common){.old_len = old.len,
                       .same = same,
                       .from = text.len - same_back(old, text, most - same)};
}

/* The first zones that differ end what is the same at the front, the last ones
 * what is at the end. */
void sw_common_widen(sw_common *c, size_t len, const sw_zone *old,
                     size_t old_count, const sw_zone *now, size_t count)
{
    size_t front = 0, back = 0;

    while (front < old_count && front < count &&
           old[front].start == now[front].start &&
           old[front].end == now[front].end &&
           old[front].kind == now[front].kind)
        front++;
    if (front < old_count && old[front].start < c->same)
        c->same = old[front].start;
    if (front < count && now[front].start < c->same)
        c->same = now[front].start;
    for (; back < old_count && back < count; back++) {
        const sw_zone *x = &old[old_count - 1 - back];
        const sw_zone *y = &now[count - 1 - back];
        if (x->start + len != y->start + c->old_len ||
            x->end + len != y->end + c->old_len || x->kind != y->kind)
            break;
    }
    if (back < old_count &&
        old[old_count - 1 - back].end + len > c->from + c->old_len)
        c->from = old[old_count - 1 - back].end + len - c->old_len;
    if (back < count && now[count - 1 - back].end > c->from)
        c->from = now[count - 1 - back].end;
}
