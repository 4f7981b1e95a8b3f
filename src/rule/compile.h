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
    bool machine;          /* and there is machine code */
    bool stored;           /* read from bytes, not compiled */
    struct sw_code *older; /* the one it replaced; freed with the pattern */
} sw_code;

/* For what PCRE2 makes: its memory is by way of sw_mem, so that tests can fail
 * it. The caller's, by pcre2_general_context_free, when all is made; NULL
 * without memory. */
pcre2_general_context *sw_compile_memory(void);
/* A pattern's text, compiled for the caller. NULL when PCRE2 refuses (place in
 * the text and PCRE2's words in *offset and message) or without memory
 * (message ""). offset and message may be NULL. */
sw_code *sw_compile_text(sw_str text, size_t *offset, char message[160]);
void sw_compile_free(sw_code *code); /* takes NULL */

/* The rules' code of a pattern: made now when this is the first use (two
 * threads may both make it; one wins, the other's work is freed), from the
 * stored bytes where there are some that this PCRE2 reads, else from the text.
 * NULL as above. */
const sw_code *sw_compile_use(const saywell_rules *rules, uint32_t pattern,
                              char message[160]);
/* JIT-compiles; harmless when done before or when there is no JIT. Not safe
 * beside a match of the same code in another thread, so a hot pattern gets
 * its JIT code in a code of its own: see the .c. */
const sw_code *sw_compile_jit(const saywell_rules *rules, uint32_t pattern);
/* What was made of a pattern so far, or NULL. */
const sw_code *sw_compile_made(const saywell_rules *rules, uint32_t pattern);

#endif
