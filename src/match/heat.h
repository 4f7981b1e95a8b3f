/* heat.h - what a pattern earns that runs often: a sieve, machine code.
 *
 * One draft touches few patterns once; a batch touches the same ones a
 * thousand times. Making either costs many runs, so each waits until its
 * pattern has had enough of them. Of one session, nothing is shared. */
#ifndef SW_MATCH_HEAT_H
#define SW_MATCH_HEAT_H

#include "match/sieve.h"
#include "rule/rule.h"

/* Small, for a session has one for each pattern, and a start clears them. */
typedef struct sw_heat {
    unsigned char runs, calls; /* of the pattern, of PCRE2 */
    uint16_t sieve; /* its number from 1; 0 none yet, UINT16_MAX none ever */
} sw_heat;

typedef struct sw_heats {
    sw_heat *at; /* by pattern */
    sw_sieve **sieves;
    size_t count;
} sw_heats;

/* False when out of memory. */
bool sw_heat_open(sw_heats *heats, size_t patterns);
void sw_heat_close(sw_heats *heats);

/* The pattern runs over a text of so many bytes: its sieve, or NULL. With
 * `now` it need not have earned one. */
sw_sieve *sw_heat_run(sw_heats *heats, const sw_pattern *pattern, size_t bytes,
                      bool now);
/* PCRE2 is called for it: has it earned machine code? */
bool sw_heat_call(sw_heats *heats, const sw_pattern *pattern, size_t bytes);

#endif
