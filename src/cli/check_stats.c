/*
 * check_stats.c - `check --stats`: what a run did, and where its time went.
 *
 * Stages are the library's, added up over the workers; reading the input,
 * printing and waiting are what is left of the clock on the wall, which is
 * shown beside them and not mixed in: with several workers the stages together
 * take longer than the run.
 */
#include "cli/check_stats.h"

#include "cli/say.h"

#include <time.h>

static uint64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void sw_check_stats_begin(sw_check_stats *stats)
{
    stats->began = now();
}

void sw_check_stats_add(sw_check_stats *stats, const saywell_session *session)
{
    const saywell_stats *from = saywell_session_stats(session);
    saywell_stats *to = &stats->sum;

    stats->sessions++;
    to->replies += from->replies;
    to->bytes += from->bytes;
    to->asked += from->asked;
    to->tried += from->tried;
    to->matched += from->matched;
    for (size_t i = 0; i < SAYWELL_STAGE_COUNT; i++)
        to->ns[i] += from->ns[i];
}

/* What the rules share is counted once for each setup, not for each session. */
static void add_codes(saywell_stats *to, const sw_setups *setups)
{
    for (const sw_setup *s = setups->first; s; s = s->next) {
        const saywell_stats *from =
            s->session ? saywell_session_stats(s->session) : NULL;

        if (!from)
            continue;
        to->patterns += from->patterns;
        to->compiled += from->compiled;
        to->stored += from->stored;
        to->jitted += from->jitted;
    }
}

void sw_check_stats_say(const sw_check_stats *stats, const sw_setups *setups)
{
    saywell_stats all = stats->sum;
    double wall = (double)(now() - stats->began) / 1e9;
    uint64_t sum = 0;

    add_codes(&all, setups);
    for (size_t i = 0; i < SAYWELL_STAGE_COUNT; i++)
        sum += all.ns[i];
    sw_say("stats: replies %zu, bytes %zu, seconds %.4f, MB/s %.2f",
           all.replies, all.bytes, wall,
           wall > 0 ? (double)all.bytes / 1e6 / wall : 0);
    sw_say("stats: checking %.2f ms in %zu sessions, of it:", (double)sum / 1e6,
           stats->sessions);
    for (size_t i = 0; i < SAYWELL_STAGE_COUNT; i++)
        sw_say("stats: %8.2f ms  %5.1f %%  %s", (double)all.ns[i] / 1e6,
               sum ? 100.0 * (double)all.ns[i] / (double)sum : 0,
               saywell_stage_text((saywell_stage)i));
    sw_say("stats: patterns %zu: asked %zu, tried %zu, matched %zu; read from "
           "tables %zu, compiled %zu, machine code %zu",
           all.patterns, all.asked, all.tried, all.matched, all.stored,
           all.compiled, all.jitted);
}
