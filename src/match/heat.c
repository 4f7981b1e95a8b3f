/* heat.c - what a pattern earns that runs often: a sieve, machine code. */
#include "match/heat.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"

#define VAIN  32    /* runs that found nothing before a sieve */
#define HOT   100   /* calls before machine code */
#define BYTES 65536 /* a text as long as this is as good as many */
#define NONE  UINT16_MAX

bool sw_heat_open(sw_heats *heats, const saywell_rules *rules)
{
    const size_t size = (rules->pattern_count + 1) * sizeof *heats->at;

    *heats = (sw_heats){.rules = rules, .at = sw_mem_alloc(size)};
    if (heats->at != NULL)
        memset(heats->at, 0, size);
    return heats->at != NULL;
}

void sw_heat_close(sw_heats *heats)
{
    for (size_t i = 0; i < heats->count; i++)
        sw_sieve_free(heats->sieves[i]);
    sw_mem_free(heats->sieves);
    sw_desk_close(&heats->desk);
    sw_mem_free(heats->at);
}

/* One more, up to `most`, which it then is; of two that are counted at once one
 * may be lost. */
static bool warm(_Atomic(unsigned char) *times, size_t most, size_t bytes)
{
    const unsigned char before =
        atomic_load_explicit(times, memory_order_relaxed);
    const size_t now = bytes >= BYTES ? most : before + 1u;

    if (before < most)
        atomic_store_explicit(times, (unsigned char)now, memory_order_relaxed);
    return now >= most;
}

static bool is_due(sw_heat_when when, bool earned)
{
    return when == SW_HEAT_AT_ONCE || (when == SW_HEAT_EARNED && earned);
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

static uint16_t sift(sw_heats *heats, uint32_t pattern)
{
    const sw_outline *outline =
        reserve(heats) ? sw_outline_use(heats->rules, pattern) : NULL;
    sw_sieve *made =
        outline != NULL ? sw_sieve_new(outline, &heats->desk) : NULL;

    if (made == NULL)
        return NONE;
    heats->sieves[heats->count++] = made;
    return (uint16_t)heats->count;
}

sw_sieve *sw_heat_sift(sw_heats *heats, uint32_t pattern)
{
    const unsigned char vain = atomic_load_explicit(
        &heats->rules->shared->warmth[pattern].vain, memory_order_relaxed);
    uint16_t *sieve = &heats->at[pattern];

    if (!is_due(heats->sieve, vain >= VAIN))
        return NULL;
    *sieve = sift(heats, pattern);
    return *sieve != NONE ? heats->sieves[*sieve - 1] : NULL;
}

/* What costs more than it saves goes, and none comes again. */
sw_sieve *sw_heat_run(sw_heats *heats, uint32_t pattern)
{
    sw_sieve *sieve = sw_heat_look(heats, pattern);

    if (sieve == NULL || !sw_sieve_is_spent(sieve))
        return sieve;
    sw_sieve_free(sieve);
    heats->sieves[heats->at[pattern] - 1] = NULL;
    heats->at[pattern] = NONE;
    return NULL;
}

void sw_heat_in_vain(sw_heats *heats, uint32_t pattern, size_t bytes)
{
    warm(&heats->rules->shared->warmth[pattern].vain, VAIN, bytes);
}

/* Machine code costs 100 microseconds a pattern of the built-in pack, and
 * saves 0.4 of a call over a chat line (then after 250 calls) and 2.8 over a
 * mail (after 34). */
bool sw_heat_call(sw_heats *heats, uint32_t pattern, size_t bytes)
{
    return is_due(
        heats->code,
        warm(&heats->rules->shared->warmth[pattern].calls, HOT, bytes));
}
