/*
 * pool.c - worker threads, bounded queue, answers handed back in order.
 *
 * A ring of jobs in the order in which they were put. Workers begin them in
 * that order and finish in any; the owner takes the oldest, so what comes out
 * does not depend on who was faster. The ring is the bound: a full one makes
 * the owner take before it puts. One lock for all of it: a job is a block of
 * input that takes a millisecond, the lock some tens of nanoseconds.
 */
#include "base/pool.h"

#include "base/mem.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

struct worker {
    sw_pool *pool;
    size_t number;
    pthread_t thread;
};

struct slot {
    void *job;
    bool done;
};

struct sw_pool {
    sw_pool_work_fn *work;
    sw_pool_pause_fn *pause; /* or NULL; by lock */
    void *ctx;
    struct worker *workers;
    struct slot *ring;
    size_t worker_count, window;
    pthread_mutex_t lock;
    pthread_cond_t begun;    /* something to begin, or the end */
    pthread_cond_t done;     /* the oldest is done */
    size_t put, next, taken; /* counts of jobs put, begun, taken; all by lock */
    bool closing;
};

static struct slot *slot_of(sw_pool *pool, size_t number)
{
    return &pool->ring[number % pool->window];
}

static void do_next(sw_pool *pool, size_t worker)
{
    const size_t number = pool->next++;
    void *job = slot_of(pool, number)->job;

    pthread_mutex_unlock(&pool->lock);
    pool->work(pool->ctx, worker, job);
    pthread_mutex_lock(&pool->lock);
    slot_of(pool, number)->done = true;
    if (number == pool->taken)
        pthread_cond_signal(&pool->done);
}

static void pause_for(sw_pool *pool, size_t worker)
{
    sw_pool_pause_fn *pause = pool->pause;

    if (pause == NULL || pool->next == pool->put)
        return;
    pthread_mutex_unlock(&pool->lock);
    pause(pool->ctx, worker);
    pthread_mutex_lock(&pool->lock);
}

static void *run(void *arg)
{
    const struct worker *me = arg;
    sw_pool *pool = me->pool;

    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (pool->next == pool->put && !pool->closing)
            pthread_cond_wait(&pool->begun, &pool->lock);
        if (pool->closing)
            break;
        do_next(pool, me->number);
        pause_for(pool, me->number);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Signals are the owner's business: workers are born with all of them held
 * back. */
static void start(sw_pool *pool, size_t workers)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (size_t i = 0; i < workers; i++) {
        struct worker *w = &pool->workers[i];

        *w = (struct worker){.pool = pool, .number = i};
        if (pthread_create(&w->thread, NULL, run, w) != 0)
            break;
        pool->worker_count++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

sw_pool *sw_pool_new(size_t workers, size_t window, sw_pool_work_fn *work,
                     void *ctx)
{
    sw_pool *pool = sw_mem_alloc(sizeof *pool);

    assert(window > 0);
    if (!pool)
        return NULL;
    *pool = (sw_pool){.work = work, .ctx = ctx, .window = window};
    pool->ring = sw_mem_alloc(window * sizeof *pool->ring);
    pool->workers = sw_mem_alloc(workers * sizeof *pool->workers);
    if (!pool->ring || !pool->workers) {
        sw_mem_free(pool->ring);
        sw_mem_free(pool->workers);
        sw_mem_free(pool);
        return NULL;
    }
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->begun, NULL);
    pthread_cond_init(&pool->done, NULL);
    start(pool, workers);
    return pool;
}

void sw_pool_set_pause(sw_pool *pool, sw_pool_pause_fn *pause)
{
    pthread_mutex_lock(&pool->lock);
    pool->pause = pause;
    pthread_mutex_unlock(&pool->lock);
}

void sw_pool_free(sw_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->closing = true;
    pthread_cond_broadcast(&pool->begun);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->worker_count; i++)
        pthread_join(pool->workers[i].thread, NULL);
    pthread_mutex_destroy(&pool->lock);
    pthread_cond_destroy(&pool->begun);
    pthread_cond_destroy(&pool->done);
    sw_mem_free(pool->ring);
    sw_mem_free(pool->workers);
    sw_mem_free(pool);
}

/* put and taken are changed by the owner alone: it may read them unlocked. */
size_t sw_pool_count(const sw_pool *pool)
{
    return pool->put - pool->taken;
}

bool sw_pool_full(const sw_pool *pool)
{
    return sw_pool_count(pool) == pool->window;
}

void sw_pool_put(sw_pool *pool, void *job)
{
    assert(!sw_pool_full(pool));
    if (pool->worker_count == 0) {
        pool->work(pool->ctx, 0, job);
        *slot_of(pool, pool->put++) = (struct slot){job, true};
        return;
    }
    pthread_mutex_lock(&pool->lock);
    *slot_of(pool, pool->put++) = (struct slot){job, false};
    pthread_cond_signal(&pool->begun);
    pthread_mutex_unlock(&pool->lock);
}

void *sw_pool_take(sw_pool *pool, bool wait)
{
    void *job = NULL;
    struct slot *oldest;

    if (sw_pool_count(pool) == 0)
        return NULL;
    pthread_mutex_lock(&pool->lock);
    oldest = slot_of(pool, pool->taken);
    while (wait && !oldest->done)
        pthread_cond_wait(&pool->done, &pool->lock);
    if (oldest->done) {
        job = oldest->job;
        pool->taken++;
    }
    pthread_mutex_unlock(&pool->lock);
    return job;
}
