/* line_table.c - from a byte of a text to its line and column, again and again.
 *
 * Lines are found by halving. A line can be the whole file, so that columns
 * are not counted from its start but from marks set all over the text. */
#include "base/line_table.h"

#include "base/utf8.h"

#define MARK_EVERY 256
#define BOM        SW_STR("\xEF\xBB\xBF")

bool sw_line_table_init(sw_line_table *lines, sw_str text, sw_arena *arena)
{
    size_t count = 1, marks = text.len / MARK_EVERY + 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    lines->text = text;
    lines->starts = sw_arena_zero(arena, count, sizeof *lines->starts);
    lines->marks = sw_arena_zero(arena, marks, sizeof *lines->marks);
    if (!lines->starts || !lines->marks)
        return false;
    lines->starts[0] = sw_str_starts(text, BOM) ? BOM.len : 0;
    lines->count = 1;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            lines->starts[lines->count++] = i + 1;
    }
    for (size_t i = 1; i < marks; i++) {
        sw_str piece = sw_str_part(text, (i - 1) * MARK_EVERY, i * MARK_EVERY);
        lines->marks[i] = lines->marks[i - 1] + sw_utf8_count(piece);
    }
    return true;
}

static size_t code_points_before(const sw_line_table *lines, size_t offset)
{
    size_t mark = offset / MARK_EVERY;

    return lines->marks[mark] +
           sw_utf8_count(sw_str_part(lines->text, mark * MARK_EVERY, offset));
}

void sw_line_table_at(const sw_line_table *lines, size_t offset, size_t *line,
                      size_t *column)
{
    size_t low = 0, high = lines->count;

    if (offset > lines->text.len)
        offset = lines->text.len;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    *line = low + 1;
    *column = 1;
    if (offset > lines->starts[low])
        *column += code_points_before(lines, offset) -
                   code_points_before(lines, lines->starts[low]);
}
