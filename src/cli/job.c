/*
 * job.c - a block of input on its way: what to check, then what came of it.
 *
 * Jobs are used again and again: memory for the largest block so far stays
 * with them, so that a stream of days costs what its first minute did.
 */
#include "cli/job.h"

#include "base/mem.h"

sw_job *sw_job_new(void)
{
    sw_job *job = sw_mem_alloc(sizeof *job);

    if (job)
        *job = (sw_job){0};
    return job;
}

/* Conversations and results; the arena goes all at once. */
static void release_parts(sw_job *job)
{
    for (size_t i = 0; i < job->items.count; i++)
        sw_arena_release(&job->items.at[i].arena);
    for (size_t i = 0; i < job->events.count; i++)
        saywell_result_free(job->events.at[i].result);
}

void sw_job_clear(sw_job *job)
{
    sw_job kept = *job;

    release_parts(job);
    sw_arena_reset(&kept.arena);
    sw_buf_clear(&kept.text);
    sw_buf_clear(&kept.said);
    *job = (sw_job){.arena = kept.arena,
                    .text = kept.text,
                    .said = kept.said,
                    .part = kept.part,
                    .sibling = kept.sibling};
}

void sw_job_free(sw_job *job)
{
    if (!job)
        return;
    release_parts(job);
    saywell_report_free(job->part);
    sw_arena_release(&job->arena);
    sw_buf_release(&job->text);
    sw_buf_release(&job->said);
    sw_mem_free(job);
}

sw_item *sw_job_item(sw_job *job, sw_item_kind kind, sw_feed *feed)
{
    sw_item *item = SW_VEC_PUSH(&job->items, &job->arena);

    if (!item) {
        job->nomem = true;
        return NULL;
    }
    item->kind = kind;
    item->feed = feed;
    return item;
}

sw_event *sw_job_event(sw_job *job, sw_event_kind kind, const sw_setup *setup,
                       const saywell_origin *origin)
{
    sw_event *event = SW_VEC_PUSH(&job->events, &job->arena);

    if (!event) {
        job->nomem = true;
        return NULL;
    }
    event->kind = kind;
    event->setup = setup;
    event->origin = *origin;
    return event;
}
