/* byte_run.h - patterns whose every match is a run of certain bytes.
 *
 * Capitals, marks, digits: no literal stands in such a match, but a loop in C
 * finds where there are enough of those bytes side by side. */
#ifndef SW_RULE_BYTE_RUN_H
#define SW_RULE_BYTE_RUN_H

#include "base/str.h"

typedef struct sw_run {
    uint32_t bytes[8]; /* a bit for each byte that a match may hold */
    size_t least;      /* bytes of the shortest match */
} sw_run;

static inline bool sw_run_has(const sw_run *run, unsigned char byte)
{
    return (run->bytes[byte >> 5] >> (byte & 31) & 1) != 0;
}

/* What PCRE2 gets and accepts; false when its matches may hold small letters,
 * may be a single byte, or cannot be told. */
bool sw_run_find(sw_str expanded, sw_run *out);

#endif
