/* accuracy.h - how often each rule was right when people read its findings.
 *
 * A pack's figures stand in its folder as accuracy.json, written by a
 * measurement and never by hand; they say on which day and on which rules. */
#ifndef SW_QA_ACCURACY_H
#define SW_QA_ACCURACY_H

#include "base/arena.h"
#include "base/map.h"
#include "saywell.h"

typedef struct sw_accuracy_row {
    size_t flagged, right;   /* places it flagged in labelled replies */
    size_t read, read_right; /* its findings in real talk that were read */
    bool builtin;            /* of the rule as the built-in pack has it */
} sw_accuracy_row;

/* Zeroed is valid: nothing known. */
typedef struct sw_accuracy {
    const char *measured; /* "2026-11-28" */
    const char *pack, *version, *hash;
    sw_map rows; /* rule -> sw_accuracy_row */
} sw_accuracy;

/* Reads accuracy.json into the arena; the bytes are not kept. What is there
 * already stays where the file is silent: a pack laid over another brings its
 * own rules' figures. */
saywell_status sw_accuracy_read(sw_accuracy *accuracy, const char *name,
                                sw_str bytes, sw_arena *arena,
                                saywell_error *err);
const sw_accuracy_row *sw_accuracy_of(const sw_accuracy *accuracy,
                                      const char *rule);
/* The built-in pack's file, compiled in. */
sw_str sw_accuracy_builtin(void);

#endif
