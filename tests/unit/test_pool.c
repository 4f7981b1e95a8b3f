/* test_pool.c - everything put comes back, in order, done once. */
#include "base/pool.h"
#include "unit.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { JOBS = 4000 / UNIT_SLOWER };

typedef struct job {
    size_t number, runs, answer;
} job;

typedef struct crew {
    size_t per_worker[16]; /* each written by its worker only */
    size_t workers;
    bool uneven; /* some jobs take longer */
} crew;

static void sleep_us(long us)
{
    const struct timespec time = {0, us * 1000};

    nanosleep(&time, NULL);
}

static void work(void *ctx, size_t worker, void *arg)
{
    crew *c = ctx;
    job *j = arg;

    ck_assert(worker < 16);
    ck_assert(worker < c->workers || worker == 0);
    c->per_worker[worker]++;
    if (c->uneven && j->number % 7 == 0)
        sleep_us(300);
    j->answer = j->number * 3 + 1;
    j->runs++;
}

/* Puts and takes JOBS jobs; checks order and answers. */
static void put_and_take(size_t workers, size_t window, bool uneven)
{
    crew c = {.workers = workers, .uneven = uneven};
    job *jobs = calloc(JOBS, sizeof *jobs);
    sw_pool *pool = sw_pool_new(workers, window, work, &c);
    size_t taken = 0, sum = 0;

    ck_assert_ptr_nonnull(jobs);
    ck_assert_ptr_nonnull(pool);
    for (size_t i = 0; i < JOBS; i++) {
        const job *j;

        jobs[i].number = i;
        while (sw_pool_full(pool)) {
            ck_assert_uint_eq(sw_pool_count(pool), window);
            j = sw_pool_take(pool, true);
            ck_assert_ptr_eq(j, &jobs[taken]);
            taken++;
        }
        sw_pool_put(pool, &jobs[i]);
        if (i % 5 == 0 && (j = sw_pool_take(pool, false)))
            ck_assert_ptr_eq(j, &jobs[taken++]);
    }
    while (sw_pool_count(pool) > 0)
        ck_assert_ptr_eq(sw_pool_take(pool, true), &jobs[taken++]);
    ck_assert_uint_eq(taken, JOBS);
    ck_assert_ptr_null(sw_pool_take(pool, true));
    sw_pool_free(pool);
    for (size_t i = 0; i < JOBS; i++) {
        ck_assert_uint_eq(jobs[i].runs, 1);
        ck_assert_uint_eq(jobs[i].answer, i * 3 + 1);
    }
    for (size_t i = 0; i < 16; i++)
        sum += c.per_worker[i];
    ck_assert_uint_eq(sum, JOBS);
    free(jobs);
}

static const struct {
    size_t workers, window;
    bool uneven;
} rows[] = {{0, 1, false}, {0, 5, false}, {1, 1, false}, {1, 4, true},
            {2, 1, false}, {2, 3, true},  {4, 9, true},  {8, 64, false}};

START_TEST(comes_back_in_order)
{
    put_and_take(rows[_i].workers, rows[_i].window, rows[_i].uneven);
}
END_TEST

/* ---- the end --------------------------------------------------------------
 */

START_TEST(a_free_drops_what_nobody_began)
{
    crew c = {.workers = 1, .uneven = true};
    job jobs[32];
    sw_pool *pool = sw_pool_new(1, 32, work, &c);
    size_t runs = 0;

    memset(jobs, 0, sizeof jobs);
    for (size_t i = 0; i < 32; i++) /* number 0: each takes its time */
        sw_pool_put(pool, &jobs[i]);
    sw_pool_free(pool);
    for (size_t i = 0; i < 32; i++)
        runs += jobs[i].runs;
    ck_assert_uint_eq(runs, c.per_worker[0]);
    ck_assert_uint_lt(runs, 32);
}
END_TEST

START_TEST(a_free_without_jobs)
{
    sw_pool_free(NULL);
    sw_pool_free(sw_pool_new(0, 1, work, NULL));
    sw_pool_free(sw_pool_new(3, 2, work, NULL));
}
END_TEST

/* ---- at once ---------------------------------------------------------------
 */

typedef struct meeting {
    pthread_mutex_t lock;
    pthread_cond_t met;
    size_t here;
} meeting;

/* Ends only when two are inside. */
static void meet(void *ctx, size_t worker, void *arg)
{
    meeting *m = ctx;

    (void)worker;
    (void)arg;
    pthread_mutex_lock(&m->lock);
    m->here++;
    pthread_cond_broadcast(&m->met);
    while (m->here < 2)
        pthread_cond_wait(&m->met, &m->lock);
    pthread_mutex_unlock(&m->lock);
}

START_TEST(two_run_at_once)
{
    meeting m = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    sw_pool *pool = sw_pool_new(2, 2, meet, &m);
    int a, b;

    sw_pool_put(pool, &a);
    sw_pool_put(pool, &b);
    ck_assert_ptr_eq(sw_pool_take(pool, true), &a);
    ck_assert_ptr_eq(sw_pool_take(pool, true), &b);
    sw_pool_free(pool);
}
END_TEST

/* ---- pauses ----------------------------------------------------------------
 */

typedef struct resting {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool all_put, is_over;
    size_t jobs, pauses;
} resting;

static void wait_for(resting *r, const bool *flag, size_t *count)
{
    pthread_mutex_lock(&r->lock);
    ++*count;
    while (!*flag)
        pthread_cond_wait(&r->changed, &r->lock);
    pthread_mutex_unlock(&r->lock);
}

static void raise_flag(resting *r, bool *flag)
{
    pthread_mutex_lock(&r->lock);
    *flag = true;
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->lock);
}

static void work_once_all_is_put(void *ctx, size_t worker, void *arg)
{
    resting *r = ctx;

    (void)worker;
    (void)arg;
    wait_for(r, &r->all_put, &r->jobs);
}

static void rest(void *ctx, size_t worker)
{
    resting *r = ctx;

    (void)worker;
    wait_for(r, &r->is_over, &r->pauses);
}

/* The first job comes back while its worker pauses, for another one waits; the
 * last has nobody behind it, and no pause. */
START_TEST(a_pause_keeps_nobody_waiting)
{
    resting r = {.lock = PTHREAD_MUTEX_INITIALIZER,
                 .changed = PTHREAD_COND_INITIALIZER};
    sw_pool *pool = sw_pool_new(1, 2, work_once_all_is_put, &r);
    int a, b;

    sw_pool_set_pause(pool, rest);
    sw_pool_put(pool, &a);
    sw_pool_put(pool, &b);
    raise_flag(&r, &r.all_put);
    ck_assert_ptr_eq(sw_pool_take(pool, true), &a);
    raise_flag(&r, &r.is_over);
    ck_assert_ptr_eq(sw_pool_take(pool, true), &b);
    sw_pool_free(pool);
    ck_assert_uint_eq(r.jobs, 2);
    ck_assert_uint_eq(r.pauses, 1);
}
END_TEST

Suite *suite_pool(void)
{
    Suite *suite = suite_create("pool");
    TCase *tcase = tcase_create("pool");

    tcase_add_loop_test(tcase, comes_back_in_order, 0,
                        (int)(sizeof rows / sizeof rows[0]));
    tcase_add_test(tcase, a_free_drops_what_nobody_began);
    tcase_add_test(tcase, a_free_without_jobs);
    tcase_add_test(tcase, two_run_at_once);
    tcase_add_test(tcase, a_pause_keeps_nobody_waiting);
    suite_add_tcase(suite, tcase);
    return suite;
}
