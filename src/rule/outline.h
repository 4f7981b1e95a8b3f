/* outline.h - the shape of a pattern and all that is told from it alone, made
 * once, at first use, for all threads. */
#ifndef SW_RULE_OUTLINE_H
#define SW_RULE_OUTLINE_H

#include "rule/rule.h"
#include "rule/shape.h"

/* A shape, and how texts are read by it. */
typedef struct sw_reading {
    sw_shape shape;
    uint16_t width; /* columns; 0: there is no such shape */
    /* Symbols that the shape does not tell apart have one column. */
    unsigned char columns[SW_SYMBOLS], bytes[256];
} sw_reading;

/* Immutable once made: other threads may be reading by it. */
typedef struct sw_outline {
    sw_reading on;   /* from where a match begins */
    sw_reading back; /* from inside of it to there */
} sw_outline;

/* Of what PCRE2 gets and accepts, for the caller. NULL when it has no shape, or
 * without memory. */
sw_outline *sw_outline_draw(sw_str expanded);
void sw_outline_free(sw_outline *outline); /* takes NULL */

/* The rules' outline of a pattern: drawn now when this is the first use (two
 * threads may both draw it; one wins, the other's work is freed). NULL as
 * above, and then for good, unless memory was what was missing. */
const sw_outline *sw_outline_use(const saywell_rules *rules, uint32_t pattern);
/* Frees all of them: nobody uses the rules any more. */
void sw_outline_free_all(const saywell_rules *rules);

#endif
