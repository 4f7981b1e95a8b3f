/* native.h - where runs of certain bytes stand: what no literal can tell. */
#ifndef SW_MATCH_NATIVE_H
#define SW_MATCH_NATIVE_H

#include "match/screen.h"
#include "rule/byte_run.h"

/* Adds to out the windows in which a match of the pattern, whose run this is,
 * may begin: in order, apart from each other. False when out of memory. */
bool sw_native_windows(const sw_run *run, sw_str text, sw_arena *arena,
                       sw_windows *out);

#endif
