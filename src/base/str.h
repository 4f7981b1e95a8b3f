/* str.h - bytes with a length: compare, trim, cut, find. */
#ifndef SW_BASE_STR_H
#define SW_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Points into memory that somebody else owns; may hold NUL bytes; need not
 * end in one. ptr may be NULL when len is 0. */
typedef struct sw_str {
    const char *ptr;
    size_t len;
} sw_str;

#define SW_STR(literal) ((sw_str){(literal), sizeof(literal) - 1})
#define SW_NOWHERE      ((size_t)-1)

sw_str sw_str_of(const char *c_string); /* NULL gives the empty string */
sw_str sw_str_part(sw_str s, size_t start, size_t end); /* clamped */
bool sw_str_equal(sw_str a, sw_str b);
bool sw_str_equal_c(sw_str a, const char *b);
/* ASCII letters folded. */
bool sw_str_equal_fold(sw_str a, sw_str b);
bool sw_str_starts_fold(sw_str s, const char *with);
bool sw_str_holds_fold(sw_str s, const char *needle);
int sw_str_compare(sw_str a, sw_str b); /* by bytes, shorter first */
bool sw_str_starts(sw_str s, sw_str with);
bool sw_str_ends(sw_str s, sw_str with);
/* First place of needle at or after from; SW_NOWHERE when there is none. */
size_t sw_str_find(sw_str s, sw_str needle, size_t from);
size_t sw_str_find_byte(sw_str s, char byte, size_t from);
sw_str sw_str_trim(sw_str s); /* ASCII white space at both ends */
/* Takes the next line off *rest, without its \n or \r\n; false at the end. */
bool sw_str_line(sw_str *rest, sw_str *line);
/* Decimal digits only, the whole string, at most max. */
bool sw_str_number(sw_str s, size_t max, size_t *out);

/* Edits needed to make a into b (insert, delete, change, swap of
 * neighbours), at most 16 counted; for "did you mean". Source: optimal string
 * alignment distance (Damerau-Levenshtein restricted). Strings over 64 bytes
 * count as far. */
size_t sw_str_distance(sw_str a, sw_str b);

/* The word in words (ends with NULL) that was probably meant, or NULL. */
const char *sw_str_nearest(const char *const *words, sw_str meant);

/* The number in decimal; as 16 hexadecimal digits. Both stand in the space. */
sw_str sw_str_decimal(char space[20], uint64_t n);
sw_str sw_str_hex(char space[16], uint64_t n);

/* FNV-1a, 64 bits, continued from h; start with SW_HASH_START. */
#define SW_HASH_START 14695981039346656037ULL
uint64_t sw_str_hash(uint64_t h, sw_str s);
static inline uint64_t sw_str_hash_byte(uint64_t h, unsigned char byte)
{
    return (h ^ byte) * 1099511628211ULL;
}

#endif
