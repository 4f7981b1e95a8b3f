/* heat.c - what a pattern earns that runs often: a sieve, machine code. */
#include "match/heat.h"

#include <string.h>

#include "base/mem.h"

#define SIFT  32    /* runs before a sieve */
#define HOT   100   /* calls before machine code */
#define BYTES 65536 /* a text as long as this is as good as many */

bool sw_heat_open(sw_heats *heats, size_t patterns)
{
    const size_t size = (patterns + 1) * sizeof *heats->at;

    heats->count = patterns;
    heats->at = sw_mem_alloc(size);
    if (heats->at != NULL)
        memset(heats->at, 0, size);
    return heats->at != NULL;
}

void sw_heat_close(sw_heats *heats)
{
    for (size_t i = 0; heats->at != NULL && i < heats->count; i++)
        sw_sieve_free(heats->at[i].sieve);
    sw_mem_free(heats->at);
}

/* One more of them, up to `most`, which it then is. */
static bool warm(uint16_t *times, uint16_t most, size_t bytes)
{
    if (*times < most)
        *times = bytes >= BYTES ? most : (uint16_t)(*times + 1);
    return *times >= most;
}

/* What costs more than it saves goes, and none comes again. */
sw_sieve *sw_heat_run(sw_heats *heats, const sw_pattern *pattern, size_t bytes,
                      bool now)
{
    sw_heat *heat = &heats->at[pattern->id];

    if (!heat->sifted && (warm(&heat->runs, SIFT, bytes) || now)) {
        heat->sifted = true;
        heat->sieve = sw_sieve_new(pattern->expanded);
    }
    if (heat->sieve != NULL && sw_sieve_is_spent(heat->sieve)) {
        sw_sieve_free(heat->sieve);
        heat->sieve = NULL;
    }
    return heat->sieve;
}

/* Machine code costs 100 microseconds a pattern of the built-in pack, and
 * saves 0.4 of a call over a chat line (then after 250 calls) and 2.8 over a
 * mail (after 34). */
bool sw_heat_call(sw_heats *heats, const sw_pattern *pattern, size_t bytes)
{
    return warm(&heats->at[pattern->id].calls, HOT, bytes);
}
