/* json_trap.h - what a person did wrong at a byte of a JSON file. */
#ifndef SW_BASE_JSON_TRAP_H
#define SW_BASE_JSON_TRAP_H

#include "base/json_read.h"

typedef struct sw_json_trap {
    char words[240]; /* what is wrong and what to do; no full stop */
    size_t offset;   /* where to look: not always where the reader stopped */
    size_t len;
} sw_json_trap;

/* Words for a reader that failed. done: where its last good event ended;
 * open_line: line of the innermost open bracket. */
void sw_json_trap_error(const sw_json_reader *reader, size_t done,
                        size_t open_line, sw_json_trap *out);
/* Is there an escape in raw (a good string's inside) that JSON allows but its
 * author cannot have meant, or that a tree of C strings would lose? offset
 * counts from raw's start. */
bool sw_json_trap_string(sw_str raw, sw_json_trap *out);
/* The escape at i of a good string's inside: its bytes, and what it means (a
 * lone surrogate as itself). */
size_t sw_json_trap_escape(sw_str raw, size_t i, uint32_t *code);

#endif
