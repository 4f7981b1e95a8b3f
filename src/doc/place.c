/*
 * place.c - byte offsets into lines, columns, code points and UTF-16 units.
 *
 * Findings come nearly sorted, yet a check may ask for any order; so the
 * offsets' indices are put in order (in place, without recursion or a
 * context that qsort cannot carry) and one walk over the text fills them all.
 */
#include "doc/place.h"

#include "base/byte.h"
#include "base/utf8.h"

enum { MARK_BYTES = 256 }; /* between two marks, at most */

/* Moves order[root] down a heap of count whose top has the largest offset. */
static void sift(size_t *order, size_t root, size_t count,
                 const size_t *offsets)
{
    const size_t index = order[root];
    for (;;) {
        size_t child = 2 * root + 1;
        if (child >= count)
            break;
        if (child + 1 < count &&
            offsets[order[child + 1]] > offsets[order[child]])
            child++;
        if (offsets[order[child]] <= offsets[index])
            break;
        order[root] = order[child];
        root = child;
    }
    order[root] = index;
}

static void sort(size_t *order, size_t count, const size_t *offsets)
{
    bool sorted = true;
    for (size_t k = 0; k < count; k++) {
        order[k] = k;
        sorted = sorted && (k == 0 || offsets[k - 1] <= offsets[k]);
    }
    if (sorted)
        return;
    for (size_t k = count / 2; k-- > 0;)
        sift(order, k, count, offsets);
    for (size_t k = count; k-- > 1;) {
        const size_t largest = order[0];
        order[0] = order[k];
        order[k] = largest;
        sift(order, 0, k, offsets);
    }
}

/* On to the byte, or to the line's end mark when that comes first, which then
 * is gone by. \r ends a line unless \n follows. */
static void step(sw_str text, size_t byte, saywell_place *at)
{
    const size_t end = sw_byte_break(text.ptr, at->byte, byte);
    const sw_str part = sw_str_part(text, at->byte, end);
    const bool plain = sw_byte_high(text.ptr, at->byte, end) == end;
    const size_t characters = plain ? part.len : sw_utf8_count(part);
    at->codepoint += characters;
    at->utf16 += plain ? part.len : sw_utf16_count(part);
    at->column += characters;
    at->byte = end;
    if (end == byte)
        return;
    const bool pair = text.ptr[end] == '\r' && end + 1 < text.len &&
                      text.ptr[end + 1] == '\n';
    at->byte++;
    at->codepoint++;
    at->utf16++;
    at->column = pair ? at->column + 1 : 1;
    at->line += !pair;
}

static void go(sw_str text, size_t byte, saywell_place *at)
{
    while (at->byte < byte)
        step(text, byte, at);
}

void sw_place_fill(sw_str text, const size_t *offsets, size_t count,
                   size_t *order, saywell_place *out)
{
    static const sw_places none = {NULL, 0, 0};
    sw_place_fill_near(text, &none, offsets, count, order, out);
}

void sw_place_fill_near(sw_str text, const sw_places *marks,
                        const size_t *offsets, size_t count, size_t *order,
                        saywell_place *out)
{
    saywell_place at = {.line = 1, .column = 1};
    size_t next = 0;
    sort(order, count, offsets);
    for (size_t k = 0; k < count; k++) {
        const size_t offset = offsets[order[k]];
        const size_t byte = offset < text.len ? offset : text.len;
        while (next < marks->count && marks->at[next].byte <= byte)
            next++;
        if (next > 0 && marks->at[next - 1].byte > at.byte)
            at = marks->at[next - 1];
        go(text, byte, &at);
        out[order[k]] = at;
    }
}

/* ---- a text that is read again ------------------------------------------- */

static bool push(sw_places *marks, const saywell_place *at, sw_arena *arena)
{
    saywell_place *const slot = SW_VEC_PUSH(marks, arena);
    if (slot != NULL)
        *slot = *at;
    return slot != NULL;
}

/* Goes on to the byte, and leaves marks by the way. */
static bool go_marking(sw_str text, size_t byte, saywell_place *at,
                       sw_arena *arena, sw_places *marks)
{
    while (byte - at->byte > MARK_BYTES) {
        go(text, at->byte + MARK_BYTES, at);
        if (!push(marks, at, arena))
            return false;
    }
    go(text, byte, at);
    return true;
}

/* Behind the first mark that the edit only moved, all have moved alike; their
 * columns have only as long as they stand in its line. */
static bool move_marks(const sw_places *old, size_t k, const saywell_place *to,
                       sw_arena *arena, sw_places *marks)
{
    const saywell_place *const from = &old->at[k];
    for (; k < old->count; k++) {
        saywell_place mark = old->at[k];
        mark.column += mark.line == from->line ? to->column - from->column : 0;
        mark.byte += to->byte - from->byte;
        mark.codepoint += to->codepoint - from->codepoint;
        mark.utf16 += to->utf16 - from->utf16;
        mark.line += to->line - from->line;
        if (!push(marks, &mark, arena))
            return false;
    }
    return true;
}

bool sw_place_mark(sw_str text, const sw_common *common, const sw_places *old,
                   sw_arena *arena, sw_places *marks)
{
    saywell_place at = {.line = 1, .column = 1};
    const size_t from = sw_common_before(common, text.len, common->from);
    size_t k = 0;
    *marks = (sw_places){NULL, 0, 0};
    for (; k < old->count && old->at[k].byte < common->same; k++) {
        at = old->at[k];
        if (!push(marks, &at, arena))
            return false;
    }
    while (k < old->count && old->at[k].byte < from)
        k++;
    if (k == old->count)
        return go_marking(text, text.len, &at, arena, marks);
    return go_marking(text, old->at[k].byte + text.len - common->old_len, &at,
                      arena, marks) &&
           move_marks(old, k, &at, arena, marks);
}
