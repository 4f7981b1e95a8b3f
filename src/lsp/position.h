/* position.h - bytes of a text and the positions that an editor counts in. */
#ifndef SW_LSP_POSITION_H
#define SW_LSP_POSITION_H

#include "base/str.h"

/* What a character of a position is: negotiated, UTF-16 when nothing is said.
 */
typedef enum sw_unit { SW_UNIT_UTF16, SW_UNIT_UTF8, SW_UNIT_UTF32 } sw_unit;

typedef struct sw_position { /* from 0 */
    size_t line, character;
} sw_position;

/* Where each line begins. A line ends in \n, \r\n or \r. Zeroed is empty; hand
 * it to sw_lines_release. */
typedef struct sw_lines {
    size_t *starts;
    size_t count, cap;
} sw_lines;

/* False when out of memory, here and below. */
bool sw_lines_set(sw_lines *lines, sw_str text);
/* Bytes [start, old_end) became [start, new_end) of text. Costs what the
 * changed lines and the lines behind them cost, not what the text costs. */
bool sw_lines_change(sw_lines *lines, sw_str text, size_t start, size_t old_end,
                     size_t new_end);
void sw_lines_release(sw_lines *lines);
/* The line that a byte is in. */
size_t sw_lines_at(const sw_lines *lines, size_t byte);
/* Where the words of a line end: before its line break. */
size_t sw_lines_end(const sw_lines *lines, sw_str text, size_t line);

/* A position behind the end of its line is that end, one inside a character
 * the character's begin, a line behind the last the end of the text. */
size_t sw_position_byte(const sw_lines *lines, sw_str text, sw_unit unit,
                        sw_position position);

/* Gives positions of many bytes; cheapest when they come nearly sorted.
 * Zeroed but for the first three. */
typedef struct sw_ruler {
    const sw_lines *lines;
    sw_str text;
    sw_unit unit;
    size_t line, byte, character; /* the last answer */
    bool used;
} sw_ruler;

sw_position sw_ruler_at(sw_ruler *ruler, size_t byte);

#endif
