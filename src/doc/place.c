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

void sw_place_fill(sw_str text, const size_t *offsets, size_t count,
                   size_t *order, saywell_place *out)
{
    saywell_place at = {.line = 1, .column = 1};
    sort(order, count, offsets);
    for (size_t k = 0; k < count; k++) {
        const size_t offset = offsets[order[k]];
        const size_t byte = offset < text.len ? offset : text.len;
        while (at.byte < byte)
            step(text, byte, &at);
        out[order[k]] = at;
    }
}
