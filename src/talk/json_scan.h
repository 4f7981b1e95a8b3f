/* json_scan.h - where a JSON value ends, in pieces of any size.
 *
 * Brackets, strings and nothing else: much faster than reading, and all that
 * is needed to cut. */
#ifndef SW_TALK_JSON_SCAN_H
#define SW_TALK_JSON_SCAN_H

#include "base/str.h"

/* Zeroed: before a value that begins at the first byte given. */
typedef struct sw_json_scan {
    size_t depth;
    bool in_string, escaped, in_word, done;
} sw_json_scan;

/* Goes on at byte i of text; gives the byte behind the value (then done), or
 * text.len when more is needed. White space before the value must be gone. */
size_t sw_json_scan_on(sw_json_scan *scan, sw_str text, size_t i);
/* No more will come: was that a whole value? A number at the very end is. */
bool sw_json_scan_end(const sw_json_scan *scan);

#endif
