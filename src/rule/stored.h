/* stored.h - the built-in pack's compiled patterns as bytes. */
#ifndef SW_RULE_STORED_H
#define SW_RULE_STORED_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/str.h"

/* PCRE2 as it was when the bytes were made; and what all of them begin with,
 * kept once. */
typedef struct sw_stored_head {
    const char *version; /* pcre2_config's, with the date; NULL: no bytes */
    const char *unicode;
    uint32_t link_size;
    sw_str bytes;
} sw_stored_head;

extern const sw_stored_head sw_stored_head_built; /* gen/frozen.c */

/* Room for a version of PCRE2, or of Unicode in it. */
#define SW_STORED_VERSION 64
/* The words for the PCRE2 that runs; false when they are too long. */
bool sw_stored_version(uint32_t what, char version[SW_STORED_VERSION]);

/* The code whose bytes behind the head these are. NULL when the PCRE2 that
 * runs is not the one that wrote them, or without memory. */
pcre2_code *sw_stored_read(const sw_stored_head *head, sw_str bytes,
                           pcre2_general_context *memory);

#endif
