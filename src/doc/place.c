/*
 * place.c - byte offsets into lines, columns, code points and UTF-16 units.
 *
 * Findings come nearly sorted, yet a check may ask for any order; so the
 * offsets' indices are put in order (in place, without recursion or a
 * context that qsort cannot carry) and one walk over the text fills them all.
 */
#include "doc/place.h"

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

/* The character at the place goes by. \r ends a line unless \n follows. */
static void step(sw_str text, saywell_place *at)
{
    size_t size = 1;
    const unsigned char c = (unsigned char)text.ptr[at->byte];
    const uint32_t code = c < 0x80 ? c : sw_utf8_at(text, at->byte, &size);
    at->byte += size;
    at->codepoint++;
    at->utf16 += code > 0xFFFF ? 2 : 1;
    const bool pair =
        c == '\r' && at->byte < text.len && text.ptr[at->byte] == '\n';
    if (c == '\n' || (c == '\r' && !pair)) {
        at->line++;
        at->column = 1;
    } else {
        at->column++;
    }
}

void sw_place_fill(sw_str text, const size_t *offsets, size_t count,
                   size_t *order, saywell_place *out)
{
    saywell_place at = {.line = 1, .column = 1};
    sort(order, count, offsets);
    for (size_t k = 0; k < count; k++) {
        const size_t offset = offsets[order[k]];
        while (at.byte < offset && at.byte < text.len)
            step(text, &at);
        out[order[k]] = at;
    }
}
