/* heat.c - what a pattern earns that runs often: a sieve, machine code. */
#include "match/heat.h"

#include <string.h>

#include "base/mem.h"

#define SIFT  32    /* runs before a sieve */
#define HOT   100   /* calls before machine code */
#define BYTES 65536 /* a text as long as this is as good as many */
#define NONE  UINT16_MAX

bool sw_heat_open(sw_heats *heats, size_t patterns)
{
    const size_t size = (patterns + 1) * sizeof *heats->at;

    *heats = (sw_heats){.at = sw_mem_alloc(size)};
    if (heats->at != NULL)
        memset(heats->at, 0, size);
    return heats->at != NULL;
}

void sw_heat_close(sw_heats *heats)
{
    for (size_t i = 0; i < heats->count; i++)
        sw_sieve_free(heats->sieves[i]);
    sw_mem_free(heats->sieves);
    sw_mem_free(heats->at);
}

/* One more of them, up to `most`, which it then is. */
static bool warm(unsigned char *times, unsigned char most, size_t bytes)
{
    if (*times < most)
        *times = bytes >= BYTES ? most : (unsigned char)(*times + 1);
    return *times >= most;
}

/* Room for one more; the list doubles at powers of two. */
static bool reserve(sw_heats *heats)
{
    const size_t now = heats->count, most = now > 0 ? 2 * now : 1;
    sw_sieve **more;

    if ((now & (now - 1)) != 0)
        return now + 1 < NONE;
    more = sw_mem_realloc(heats->sieves, most * sizeof *more);
    if (more != NULL)
        heats->sieves = more;
    return more != NULL;
}

static uint16_t sift(sw_heats *heats, const sw_pattern *pattern)
{
    sw_sieve *made = reserve(heats) ? sw_sieve_new(pattern->expanded) : NULL;

    if (made == NULL)
        return NONE;
    heats->sieves[heats->count++] = made;
    return (uint16_t)heats->count;
}

/* What costs more than it saves goes, and none comes again. */
sw_sieve *sw_heat_run(sw_heats *heats, const sw_pattern *pattern, size_t bytes,
                      bool now)
{
    sw_heat *heat = &heats->at[pattern->id];
    sw_sieve **sieve;

    if (heat->sieve == 0 && (warm(&heat->runs, SIFT, bytes) || now))
        heat->sieve = sift(heats, pattern);
    if (heat->sieve == 0 || heat->sieve == NONE)
        return NULL;
    sieve = &heats->sieves[heat->sieve - 1];
    if (sw_sieve_is_spent(*sieve)) {
        sw_sieve_free(*sieve);
        *sieve = NULL;
        heat->sieve = NONE;
    }
    return *sieve;
}

/* Machine code costs 100 microseconds a pattern of the built-in pack, and
 * saves 0.4 of a call over a chat line (then after 250 calls) and 2.8 over a
 * mail (after 34). */
bool sw_heat_call(sw_heats *heats, const sw_pattern *pattern, size_t bytes)
{
    return warm(&heats->at[pattern->id].calls, HOT, bytes);
}
