/* scan.h - which patterns can match a text at all: one pass for all literals.
 *
 * A text is folded (rule/literal.h) and every four-, three-, two- or one-byte
 * window of it looked up among the windows of all literals; where one is
 * known, the literal is compared. A pattern without literals always may. */
#ifndef SW_MATCH_SCAN_H
#define SW_MATCH_SCAN_H

#include "doc/doc.h"
#include "rule/rule.h"

#define SW_SCAN_WIDTHS    4    /* windows of 1 to 4 bytes */
#define SW_SCAN_BITS      16   /* of a window's hash, for the bitmaps */
#define SW_SCAN_HEADS     4096 /* chains, by the hash's upper bits */
#define SW_SCAN_MAP_BYTES ((size_t)1 << (SW_SCAN_BITS - 3))

typedef struct sw_scan_entry {
    sw_str literal;
    uint32_t pattern;
    uint32_t next;  /* index + 1 of the next in the chain; 0 = none */
    uint8_t width;  /* of its window */
    uint8_t before; /* bytes of the literal before the window */
    uint8_t set;    /* 1u << number of the set that it belongs to */
} sw_scan_entry;

/* Read-only once made. The built-in pack's is made when saywell is built
 * (rules/freeze.c). */
typedef struct sw_scan {
    size_t patterns;
    const unsigned char *needs; /* by pattern: the sets that must be hit */
    const unsigned char *maps[SW_SCAN_WIDTHS]; /* NULL: no such windows */
    const uint32_t *heads;
    const sw_scan_entry *entries;
    size_t count;
} sw_scan;

/* In the arena; NULL when out of memory. */
const sw_scan *sw_scan_make(const saywell_rules *rules, sw_arena *arena);

/* One byte a pattern: 1 = it may match in text. The answer lives in the
 * arena; NULL when out of memory. */
const unsigned char *sw_scan_run(const sw_scan *scan, sw_str text,
                                 sw_arena *arena);

#endif
