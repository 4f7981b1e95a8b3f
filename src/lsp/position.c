/*
 * position.c - bytes of a text and the positions that an editor counts in.
 *
 * A key stroke must not cost a walk over the whole text: the lines are kept,
 * and only those that an edit touches are looked at again. Whether a line
 * begins at a byte is said by that byte and the one before it ("\r\n" is one
 * break, "\r" alone another), so the edges of an edit count as touched.
 */
#include "lsp/position.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

static bool grow(sw_lines *lines, size_t need)
{
    size_t cap = lines->cap ? lines->cap : 64, *larger;

    if (need <= lines->cap)
        return true;
    while (cap < need)
        cap *= 2;
    if (cap > SIZE_MAX / sizeof *larger)
        return false;
    larger = sw_mem_realloc(lines->starts, cap * sizeof *larger);
    if (!larger)
        return false;
    lines->starts = larger;
    lines->cap = cap;
    return true;
}

/* Does a line begin at byte i, which is not the first? */
static bool begins(sw_str text, size_t i)
{
    char before = text.ptr[i - 1];

    return before == '\n' ||
           (before == '\r' && (i == text.len || text.ptr[i] != '\n'));
}

/* The lines that begin in [from, to], written to starts when it is there. */
static size_t scan(sw_str text, size_t from, size_t to, size_t *starts)
{
    size_t n = 0;

    for (size_t i = from ? from : 1; i <= to && i <= text.len; i++) {
        if (!begins(text, i))
            continue;
        if (starts)
            starts[n] = i;
        n++;
    }
    return n;
}

bool sw_lines_set(sw_lines *lines, sw_str text)
{
    size_t n = 1 + scan(text, 1, text.len, NULL);

    if (!grow(lines, n))
        return false;
    lines->starts[0] = 0;
    scan(text, 1, text.len, lines->starts + 1);
    lines->count = n;
    return true;
}

void sw_lines_release(sw_lines *lines)
{
    sw_mem_free(lines->starts);
    *lines = (sw_lines){0};
}

/* How many lines begin at or before byte. */
static size_t upto(const sw_lines *lines, size_t byte)
{
    size_t low = 0, high = lines->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (lines->starts[middle] <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool sw_lines_change(sw_lines *lines, sw_str text, size_t start, size_t old_end,
                     size_t new_end)
{
    /* Line 0 begins at 0, whatever happens. */
    size_t keep = start ? upto(lines, start - 1) : 1;
    size_t drop = upto(lines, old_end), more, tail;

    if (drop < keep)
        drop = keep;
    tail = lines->count - drop;
    more = scan(text, start, new_end, NULL);
    if (!grow(lines, keep + more + tail))
        return false;
    if (tail)
        memmove(lines->starts + keep + more, lines->starts + drop,
                tail * sizeof *lines->starts);
    scan(text, start, new_end, lines->starts + keep);
    for (size_t i = keep + more; i < keep + more + tail; i++)
        lines->starts[i] = lines->starts[i] - old_end + new_end;
    lines->count = keep + more + tail;
    return true;
}

size_t sw_lines_at(const sw_lines *lines, size_t byte)
{
    return upto(lines, byte) - 1;
}

size_t sw_lines_end(const sw_lines *lines, sw_str text, size_t line)
{
    size_t end = text.len;

    if (line + 1 >= lines->count)
        return end;
    end = lines->starts[line + 1] - 1;
    if (end > lines->starts[line] && text.ptr[end] == '\n' &&
        text.ptr[end - 1] == '\r')
        end--;
    return end;
}

static size_t units(sw_unit unit, uint32_t code, size_t size)
{
    switch (unit) {
    case SW_UNIT_UTF8:
        return size;
    case SW_UNIT_UTF16:
        return code > 0xFFFF ? 2 : 1;
    case SW_UNIT_UTF32:
        break;
    }
    return 1;
}

size_t sw_position_byte(const sw_lines *lines, sw_str text, sw_unit unit,
                        sw_position position)
{
    size_t at, end, left = position.character;

    if (position.line >= lines->count)
        return text.len;
    at = lines->starts[position.line];
    end = sw_lines_end(lines, text, position.line);
    while (at < end && left) {
        size_t size = 1, width = 1;

        if ((unsigned char)text.ptr[at] >= 0x80) {
            uint32_t code = sw_utf8_at(text, at, &size);

            width = units(unit, code, size);
        }
        if (width > left)
            break;
        left -= width;
        at += size;
    }
    return at;
}

sw_position sw_ruler_at(sw_ruler *r, size_t byte)
{
    size_t line = r->line;

    if (byte > r->text.len)
        byte = r->text.len;
    if (!r->used || byte < r->byte ||
        (line + 1 < r->lines->count && byte >= r->lines->starts[line + 1])) {
        line = sw_lines_at(r->lines, byte);
        if (!r->used || line != r->line || byte < r->byte) {
            r->line = line;
            r->byte = r->lines->starts[line];
            r->character = 0;
        }
        r->used = true;
    }
    while (r->byte < byte) {
        size_t size = 1, width = 1;

        if ((unsigned char)r->text.ptr[r->byte] >= 0x80) {
            uint32_t code = sw_utf8_at(r->text, r->byte, &size);

            width = units(r->unit, code, size);
        }
        r->byte += size;
        r->character += width;
    }
    return (sw_position){r->line, r->character};
}
