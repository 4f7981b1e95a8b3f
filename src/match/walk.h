/* walk.h - one pattern on its way through one text. */
#ifndef SW_MATCH_WALK_H
#define SW_MATCH_WALK_H

#include <time.h>

#include "match/engine.h"
#include "match/exception.h"
#include "match/heat.h"

/* What all walks of a session share. */
typedef struct sw_walker {
    const saywell_rules *rules;
    sw_engine engine;
    sw_heats heats;
    sw_exceptions exceptions;
    unsigned char *hits; /* by pattern: 1 = it has matched */
    size_t deadline_ms;  /* of a reply; 0: none */
    struct timespec until;
    size_t starts; /* since the last look at the clock */
} sw_walker;

/* False when out of memory; then, as ever, it is to be closed. Zeroed but for
 * rules and exceptions.matcher it is closed. */
bool sw_walker_open(sw_walker *walker);
void sw_walker_close(sw_walker *walker);
/* A new reply: its time begins. */
void sw_walker_begin(sw_walker *walker);

typedef struct sw_walk {
    sw_walker *walker;
    const sw_doc *doc;
    const sw_pattern *pattern;
    const sw_code *code; /* NULL until PCRE2 is called */
    sw_sieve *sieve;     /* or NULL */
    const sw_filter_by *by;
    sw_arena *arena; /* for captures and out */
    sw_matches *out; /* matches are added */
} sw_walk;

/* Has whoever wants only one match got it? */
bool sw_walk_satisfied(const sw_walk *walk);
/* Adds the pattern's matches that begin in the windows, which are in order. */
sw_found sw_walk_windows(sw_walk *walk, const sw_windows *windows);

#endif
