/* unname.h - agents' names taken out of the texts that a report shows. */
#ifndef SW_QA_UNNAME_H
#define SW_QA_UNNAME_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "qa/tally.h"

/* Zeroed is valid: nothing is taken out. Lives in the arena given. */
typedef struct sw_unname {
    sw_map words; /* of names -> number of the agent, 0 = several agents' */
} sw_unname;

/* The words of all agents' names. False: no memory. */
bool sw_unname_fill(sw_unname *names, const sw_tally *tally, sw_arena *arena);
/* The text with each name as "A1" ("A?" where two agents share it). */
void sw_unname_put(const sw_unname *names, sw_str text, sw_buf *out);

#endif
