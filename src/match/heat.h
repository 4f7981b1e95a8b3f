/* heat.h - what a pattern earns that runs often: a sieve, machine code.
 *
 * One draft touches few patterns once; a batch touches the same ones a
 * thousand times. Making either costs many runs, so each waits until its
 * pattern has had enough of them, those of all sessions together. */
#ifndef SW_MATCH_HEAT_H
#define SW_MATCH_HEAT_H

#include "match/sieve.h"
#include "rule/rule.h"

typedef enum sw_heat_when { /* does a pattern get what it may have? */
                            SW_HEAT_EARNED,
                            SW_HEAT_AT_ONCE,
                            SW_HEAT_NEVER
} sw_heat_when;

typedef struct sw_heats {
    const saywell_rules *rules;
    uint16_t *at;      /* by pattern: its sieve's number from 1; 0 none yet,
                          UINT16_MAX none ever */
    sw_sieve **sieves; /* of one session, by number - 1 */
    size_t count;
    sw_desk desk; /* of the sieves */
    sw_heat_when sieve, code;
} sw_heats;

/* False when out of memory. */
bool sw_heat_open(sw_heats *heats, const saywell_rules *rules);
void sw_heat_close(sw_heats *heats);

/* The pattern runs: its sieve, or NULL. */
sw_sieve *sw_heat_run(sw_heats *heats, uint32_t pattern);
/* It ran over a text of so many bytes, and PCRE2 found nothing: a sieve would
 * have saved that. A pattern that mostly matches gets none. */
void sw_heat_in_vain(sw_heats *heats, uint32_t pattern, size_t bytes);
/* PCRE2 is called for it: is machine code to be had? */
bool sw_heat_call(sw_heats *heats, uint32_t pattern, size_t bytes);

/* There is no sieve yet: is there one now? */
sw_sieve *sw_heat_sift(sw_heats *heats, uint32_t pattern);

/* One of its literals is looked at: its sieve, or NULL. */
static inline sw_sieve *sw_heat_look(sw_heats *heats, uint32_t pattern)
{
    const uint16_t sieve = heats->at[pattern];

    if (sieve == UINT16_MAX)
        return NULL;
    return sieve != 0 ? heats->sieves[sieve - 1] : sw_heat_sift(heats, pattern);
}

#endif
