/*
 * csv_sniff.c - which byte parts the cells, and is it a table at all?
 *
 * The right delimiter gives every row as many cells as the header has. Texts
 * hold commas and semicolons too, but in quotes, so quotes are honoured while
 * counting; a wrong delimiter gives a number that changes from row to row.
 */
#include "talk/csv_sniff.h"

#define ROWS 30 /* that are compared */

static const char candidates[] = {',', ';', '\t', '|'};

/* Where a cell that has begun goes on to: its end, or a quote. */
static size_t plain_end(sw_str text, size_t i, char delimiter)
{
    while (i < text.len && text.ptr[i] != delimiter && text.ptr[i] != '"' &&
           text.ptr[i] != '\n' && text.ptr[i] != '\r')
        i++;
    return i;
}

/* Cells of the next row, quotes honoured; 0 at the end of text, or where text
 * ends inside a row (it may be cut there). */
static size_t row_cells(sw_str text, size_t *at, char delimiter)
{
    size_t cells = 1, i = *at;
    bool quoted = false, begun = false, any = false;

    for (; i < text.len; i++) {
        char c = text.ptr[i];

        if (quoted) {
            quoted = c != '"';
        } else if (c == '"' && !begun) {
            quoted = any = true;
            begun = true;
        } else if (c == '"') {
            quoted = true; /* the second of a pair, or a stray one */
        } else if (c == delimiter) {
            cells++;
            begun = false;
            any = true;
        } else if (c == '\n' || c == '\r') {
            if (any)
                break;
        } else if (c != ' ') {
            begun = any = true;
            i = plain_end(text, i + 1, delimiter) - 1;
        }
    }
    *at = i;
    return i < text.len ? cells : 0;
}

typedef struct score {
    size_t cells, rows, alike;
} score;

static score try_delimiter(sw_str text, char delimiter)
{
    score s = {0};
    size_t at = 0, cells;

    while (s.rows < ROWS && (cells = row_cells(text, &at, delimiter)) > 0) {
        if (s.rows++ == 0)
            s.cells = cells;
        s.alike += cells == s.cells;
        if (s.cells < 2) /* a column is no table */
            break;
    }
    return s;
}

static char sep_line(sw_str text, size_t *skip)
{
    sw_str line, rest = text;

    *skip = 0;
    if (!sw_str_line(&rest, &line) || line.len != 5 ||
        !sw_str_equal_fold(sw_str_part(line, 0, 4), SW_STR("sep=")))
        return '\0';
    *skip = text.len - rest.len;
    return line.ptr[4];
}

char sw_csv_delimiter(sw_str text, size_t *cells, size_t *skip)
{
    char best = '\0', named = sep_line(text, skip);
    score top = {0};

    text = sw_str_part(text, *skip, text.len);
    *cells = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        score s = try_delimiter(text, candidates[i]);
        bool better = s.alike > top.alike ||
                      (s.alike == top.alike && s.cells > top.cells);

        if (named ? candidates[i] != named
                  : s.cells < 2 || s.alike * 4 < s.rows * 3 || !better)
            continue;
        top = s;
        best = candidates[i];
        *cells = s.cells;
    }
    return named ? named : best;
}

size_t sw_csv_first_cells(sw_str text, char delimiter, sw_str *cells,
                          size_t most)
{
    sw_str line = {0};
    size_t count = 0, start = 0;

    while (sw_str_line(&text, &line) && sw_str_trim(line).len == 0)
        ;
    while (count < most && start <= line.len) {
        size_t end = sw_str_find_byte(line, delimiter, start);
        sw_str cell;

        end = end == SW_NOWHERE ? line.len : end;
        cell = sw_str_trim(sw_str_part(line, start, end));
        if (cell.len > 1 && cell.ptr[0] == '"' && cell.ptr[cell.len - 1] == '"')
            cell = sw_str_part(cell, 1, cell.len - 1);
        cells[count++] = cell;
        start = end + 1;
    }
    return count;
}
