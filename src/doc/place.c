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

#include <string.h>

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

/* Goes on to the byte, and leaves marks by the way, for which there is room. */
static void go_marking(sw_str text, size_t byte, saywell_place *at,
                       sw_places *marks)
{
    while (byte - at->byte > MARK_BYTES) {
        go(text, at->byte + MARK_BYTES, at);
        marks->at[marks->count++] = *at;
    }
    go(text, byte, at);
}

/* Behind the first mark that the edit only moved, all have moved alike; their
 * columns have only as long as they stand in its line. */
static void move_marks(const saywell_place *old, size_t count,
                       const saywell_place *to, saywell_place *out)
{
    const saywell_place *const from = old;
    const size_t line = from->line, column = to->column - from->column;
    const saywell_place by = {.byte = to->byte - from->byte,
                              .codepoint = to->codepoint - from->codepoint,
                              .utf16 = to->utf16 - from->utf16,
                              .line = to->line - from->line};
    for (size_t k = 0; k < count; k++)
        out[k] = (saywell_place){.byte = old[k].byte + by.byte,
                                 .codepoint = old[k].codepoint + by.codepoint,
                                 .utf16 = old[k].utf16 + by.utf16,
                                 .line = old[k].line + by.line,
                                 .column = old[k].column +
                                           (old[k].line == line ? column : 0)};
}

/* The first mark at or behind the byte. */
static size_t mark_at(const sw_places *marks, size_t byte)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (marks->at[middle].byte < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool sw_place_mark(sw_str text, const sw_common *common, const sw_places *old,
                   sw_arena *arena, sw_places *marks)
{
    const size_t from = sw_common_before(common, text.len, common->from);
    const size_t front = mark_at(old, common->same), back = mark_at(old, from);
    const size_t rest = old->count - back;
    const size_t to = rest > 0
                          ? sw_common_now(common, text.len, old->at[back].byte)
                          : text.len;
    saywell_place at = {.line = 1, .column = 1};
    if (front > 0)
        at = old->at[front - 1];
    *marks = (sw_places){.count = front};
    marks->cap = front + rest + (to - at.byte) / MARK_BYTES + 1;
    marks->at = sw_arena_alloc(arena, marks->cap * sizeof *marks->at);
    if (marks->at == NULL)
        return false;
    if (front > 0)
        memcpy(marks->at, old->at, front * sizeof *old->at);
    go_marking(text, to, &at, marks);
    if (rest > 0)
        move_marks(&old->at[back], rest, &at, marks->at + marks->count);
    marks->count += rest;
    return true;
}
