/* look.h - what stands at a byte of a reply: lines, white space, words. */
#ifndef SW_DOC_LOOK_H
#define SW_DOC_LOOK_H

#include "base/bits.h"
#include "base/str.h"

/* Half-open bytes; lines end at \n, \r\n or a lone \r. end stands before the
 * line's end mark, next behind it. */
typedef struct sw_line {
    size_t start, end, next;
} sw_line;

/* The line that starts at byte at; false when at is text.len. */
bool sw_line_at(sw_str text, size_t at, sw_line *out);
/* The same of the map's text. */
bool sw_line_of(sw_bit_map *map, size_t at, sw_line *out);
/* The line that stands before the line start at; false when at is 0. */
bool sw_line_before(sw_str text, size_t at, sw_line *out);
/* Its bytes without white space (Unicode's too) at both ends. */
sw_str sw_line_trim(sw_str text, const sw_line *line);

/* The functions below look at text[i, end) only; each gives a byte. */

/* Past spaces and tabs, not past line ends. */
size_t sw_look_all_spaces(sw_str text, size_t i, size_t end);
/* The same; mostly there is none. */
static inline size_t sw_look_spaces(sw_str text, size_t i, size_t end)
{
    if (i >= end || !sw_byte_is(text.ptr[i], SW_BYTE_SPACE | SW_BYTE_HIGH))
        return i;
    return sw_look_all_spaces(text, i, end);
}
/* Past all white space; *breaks (may be NULL) counts the line ends. */
size_t sw_look_all_white(sw_str text, size_t i, size_t end, unsigned *breaks);
/* The same; most of it is one space, or none. */
static inline size_t sw_look_white(sw_str text, size_t i, size_t end,
                                   unsigned *breaks)
{
    const size_t next = i + (i < end && text.ptr[i] == ' ');
    if (next >= end || sw_byte_is(text.ptr[next], SW_BYTE_SPACE | SW_BYTE_HIGH))
        return sw_look_all_white(text, i, end, breaks);
    if (breaks != NULL)
        *breaks = 0;
    return next;
}
/* Where the white space that ends at end begins, not before from. */
size_t sw_look_all_white_back(sw_str text, size_t from, size_t end);
/* The same; mostly there is none. */
static inline size_t sw_look_white_back(sw_str text, size_t from, size_t end)
{
    if (end > from &&
        !sw_byte_is(text.ptr[end - 1], SW_BYTE_SPACE | SW_BYTE_HIGH))
        return end;
    return sw_look_all_white_back(text, from, end);
}
/* Past a word: letters, digits, marks such as the accents, and apostrophes
 * or hyphens between two of them. */
size_t sw_look_word(sw_str text, size_t i, size_t end);
/* How many words lie in bytes i..end of the map's text; a word begins at i if
 * anything does. */
size_t sw_look_count_words(sw_bit_map *map, size_t i, size_t end);
/* Past emoji, their joiners and modifiers, and smileys such as ":-)". */
size_t sw_look_emoji(sw_str text, size_t i, size_t end);

/* Is code one of the ASCII characters in set? */
bool sw_look_among(uint32_t code, const char *set);
bool sw_look_is_word(sw_str text, size_t i); /* a word character at i? */
bool sw_look_after_word(sw_str text, size_t i);
bool sw_look_is_upper(sw_str text, size_t i);
bool sw_look_is_lower(sw_str text, size_t i);
/* Does text at i start with the lower-case ASCII words, case folded? Then
 * where they end, else 0. */
size_t sw_look_past(sw_str text, size_t i, const char *lower);
static inline bool sw_look_starts(sw_str text, size_t i, const char *lower)
{
    return i < text.len && (text.ptr[i] | 0x20) == (lower[0] | 0x20) &&
           sw_look_past(text, i, lower) != 0;
}
/* Is word (case folded) one of the lower-case words in list, which are
 * divided by single spaces? */
bool sw_look_one_of(sw_str word, const char *list);
/* The same for a long list, by first letters: ['b' - 'a'] = "be by". */
typedef const char *const sw_look_words[26];
bool sw_look_listed(sw_str word, const sw_look_words words);

#endif
