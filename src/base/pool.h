/* pool.h - worker threads, bounded queue, answers handed back in order. */
#ifndef SW_BASE_POOL_H
#define SW_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* Does one job. Runs in worker's thread (from 0): what it keeps for that
 * number nobody else touches. What it leaves in the job is for who takes it. */
typedef void sw_pool_work_fn(void *ctx, size_t worker, void *job);

/* What a worker does when it has handed a job back and another one waits: it
 * keeps nobody waiting but itself. */
typedef void sw_pool_pause_fn(void *ctx, size_t worker);

/* One owner: put, take and free are called from one thread. */
typedef struct sw_pool sw_pool;

/* At most `window` jobs are on their way at once. Threads that the system
 * refuses are done without: with none at all, and with 0 workers, a job runs
 * inside put, as worker 0. NULL: no memory. */
sw_pool *sw_pool_new(size_t workers, size_t window, sw_pool_work_fn *work,
                     void *ctx);
/* Before the first put. Workers have no pause otherwise; nor has the owner, who
 * runs jobs where there are none. */
void sw_pool_set_pause(sw_pool *pool, sw_pool_pause_fn *pause);
/* Waits for jobs that run; those that nobody began are dropped, all of them
 * stay the caller's. Takes NULL. */
void sw_pool_free(sw_pool *pool);

/* Jobs put and not taken yet. */
size_t sw_pool_count(const sw_pool *pool);
/* Is there no room for another? Then take one first. */
bool sw_pool_full(const sw_pool *pool);
void sw_pool_put(sw_pool *pool, void *job);
/* The job put first of those not taken, when it is done. With wait: when it
 * will be. NULL: not done yet, or there is none. */
void *sw_pool_take(sw_pool *pool, bool wait);

#endif
