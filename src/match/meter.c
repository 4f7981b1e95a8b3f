/* meter.c - where the time of a session goes, when somebody asks.
 *
 * One clock for all: turning to a stage reads it and gives what went by to the
 * stage before. So nothing is counted twice, and stages inside stages turn
 * back to the one they came from. */
#include "match/meter.h"

#include <time.h>

uint64_t sw_meter_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

saywell_stage sw_meter_read(sw_meter *meter, saywell_stage stage)
{
    saywell_stage before = meter->stage;
    uint64_t now;

    if (before == stage)
        return before;
    now = sw_meter_now();
    meter->stats.ns[before] += now - meter->since;
    meter->since = now;
    meter->stage = stage;
    return before;
}

void sw_meter_begin(sw_meter *meter, size_t bytes)
{
    meter->stats.replies++;
    meter->stats.bytes += bytes;
    if (!meter->on)
        return;
    meter->stage = SAYWELL_STAGE_JUDGE;
    meter->since = sw_meter_now();
}

void sw_meter_end(sw_meter *meter)
{
    if (meter->on)
        meter->stats.ns[meter->stage] += sw_meter_now() - meter->since;
}
