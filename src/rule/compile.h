/* compile.h - PCRE2 patterns: compiled once, at first use, for all threads. */
#ifndef SW_RULE_COMPILE_H
#define SW_RULE_COMPILE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "rule/rule.h"

/* Immutable once made: other threads may be matching with it. */
typedef struct sw_code {
    pcre2_code *code;
    uint32_t name_count, name_size; /* the name table */
    const unsigned char *names;
    bool jit;              /* JIT was tried on it */
    struct sw_code *older; /* the one it replaced; freed with the pattern */
} sw_code;

/* The compiled pattern: made now when this is the first use (two threads may
 * both compile; one wins, the other's work is freed). NULL when PCRE2 refuses
 * (place in the expanded text and PCRE2's words in *offset and message) or
 * without memory (message ""). offset and message may be NULL. */
const sw_code *sw_compile(sw_pattern *pattern, size_t *offset,
                          char message[160]);
/* JIT-compiles; harmless when done before or when there is no JIT. Not safe
 * beside a match of the same code in another thread, so a hot pattern gets
 * its JIT code in a copy: see the .c. */
const sw_code *sw_compile_jit(sw_pattern *pattern);
void sw_compile_free(sw_pattern *pattern);

#endif
