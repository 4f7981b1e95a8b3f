/* native.h - where matches begin that no literal can tell. */
#ifndef SW_MATCH_NATIVE_H
#define SW_MATCH_NATIVE_H

#include "match/screen.h"
#include "rule/byte_run.h"

/* Adds to out the windows in which a match of the pattern, whose run this is,
 * may begin: in order, apart from each other. False when out of memory. */
bool sw_native_windows(const sw_run *run, sw_str text, sw_arena *arena,
                       sw_windows *out);
/* The same for a pattern whose matches are a word and the same word again
 * (rule/doubled.h). */
bool sw_native_doubled(sw_str text, sw_arena *arena, sw_windows *out);

#endif
