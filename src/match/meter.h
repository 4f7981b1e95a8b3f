/* meter.h - where the time of a session goes, when somebody asks. */
#ifndef SW_MATCH_METER_H
#define SW_MATCH_METER_H

#include "saywell.h"

/* Lives in the matcher. Off, all of it costs a comparison. */
typedef struct sw_meter {
    bool on;
    saywell_stats stats;
    saywell_stage stage; /* the one that the clock runs for */
    uint64_t since;
    saywell_pattern_cost *costs; /* by pattern; NULL: not counted */
} sw_meter;

uint64_t sw_meter_now(void); /* nanoseconds, of a clock that only goes on */

/* From now on time goes to that stage; gives the one it went to before. */
saywell_stage sw_meter_read(sw_meter *meter, saywell_stage stage);
static inline saywell_stage sw_meter_turn(sw_meter *meter, saywell_stage stage)
{
    return meter->on ? sw_meter_read(meter, stage) : meter->stage;
}
/* A reply begins, or the last stage of it ended. */
void sw_meter_begin(sw_meter *meter, size_t bytes);
void sw_meter_end(sw_meter *meter);

#endif
