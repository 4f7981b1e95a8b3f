/*
 * batch.c - blocks of input to workers, results in the order of the input.
 *
 * One path for one thread and for many: the main thread cuts blocks at record
 * borders, workers check and print each into memory, the main thread joins
 * them in the order of the input. So the bytes do not depend on -j. A block is
 * small enough that many of them fit into memory and large enough that handing
 * it over costs nothing; threads start with the second one, so that a draft
 * never pays for them.
 */
#if defined(__linux__)
#define _GNU_SOURCE /* sched_getaffinity */
#include <sched.h>
#endif

#include "cli/batch_join.h"

#include "base/pool.h"
#include "cli/check_work.h"
#include "cli/interrupt.h"
#include "cli/resume.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#define BLOCK     ((size_t)32 << 10) /* bytes of input in a job */
#define KEPT      ((size_t)16 << 10) /* the same where results are kept */
#define MOST_JOBS 256                /* workers */

size_t sw_batch_workers(size_t asked)
{
    long n = asked > MOST_JOBS ? MOST_JOBS : (long)asked;

#if defined(__linux__)
    cpu_set_t set; /* what taskset or a cluster's scheduler leaves us */

    if (n == 0 && sched_getaffinity(0, sizeof set, &set) == 0)
        n = CPU_COUNT(&set);
#endif
    if (n <= 0)
        n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_JOBS ? MOST_JOBS : (size_t)n;
}

bool sw_batch_begin(sw_batch *b, sw_check *check)
{
    *b = (sw_batch){.check = check};
    b->wanted = sw_batch_workers(check->run->options.jobs);
    check->workers =
        sw_arena_zero(&check->run->arena, b->wanted, sizeof *check->workers);
    if (!check->workers) {
        sw_batch_nomem(b);
        return false;
    }
    for (size_t i = 0; i < b->wanted; i++)
        check->workers[i] = (sw_worker){
            .check = check, .sessions = {.run = check->run, .is_first = !i}};
    return true;
}

void sw_batch_end(sw_batch *b)
{
    sw_pool_free(b->pool); /* blocks that run come to their end */
    for (size_t i = 0; b->check->workers && i < b->wanted; i++)
        sw_worker_release(&b->check->workers[i]);
    while (b->all) {
        sw_job *job = b->all;

        b->all = job->sibling;
        sw_job_free(job);
    }
    *b = (sw_batch){.check = b->check};
}

/* ---- waiting ------------------------------------------------------------- */

static bool can_read(int fd)
{
    struct pollfd asked = {.fd = fd, .events = POLLIN};

    return poll(&asked, 1, 0) != 0;
}

/* Until there is something to read on fd. False: there was an interrupt. */
static bool wait_for(int fd)
{
    struct pollfd asked[2] = {{.fd = fd, .events = POLLIN},
                              {.fd = sw_interrupt_fd(), .events = POLLIN}};

    while (!sw_interrupted() && poll(asked, 2, -1) < 0)
        ;
    return !sw_interrupted();
}

/* ---- cutting ------------------------------------------------------------- */

static void do_job(void *ctx, size_t worker, void *job)
{
    sw_check *check = ctx;

    sw_worker_check(&check->workers[worker], job);
}

/* A table that pays by now is made between two jobs: made within one, it would
 * keep all later results waiting for that one's. */
static void between_jobs(void *ctx, size_t worker)
{
    sw_check *check = ctx;

    sw_sessions_prepare(&check->workers[worker].sessions);
}

static void do_here(sw_batch *b, sw_job *job)
{
    between_jobs(b->check, 0);
    do_job(b->check, 0, job);
    sw_batch_join(b, job);
}

static void put(sw_batch *b, sw_job *job)
{
    sw_job *done;

    while ((done = sw_pool_take(b->pool, sw_pool_full(b->pool))))
        sw_batch_join(b, done);
    sw_pool_put(b->pool, job);
}

/* Hands the block over that was being cut. */
static void submit(sw_batch *b)
{
    sw_job *job = b->filling;

    b->filling = NULL;
    if (!job)
        return;
    job->read = b->read;
    if (b->wanted == 1) {
        do_here(b, job);
        return;
    }
    if (!b->pool && !b->waiting) {
        b->waiting = job;
        return;
    }
    if (!b->pool) {
        b->pool = sw_pool_new(b->wanted, b->wanted + 2, do_job, b->check);
        if (!b->pool) {
            sw_batch_nomem(b);
            sw_batch_recycle(b, job);
            return;
        }
        sw_pool_set_pause(b->pool, between_jobs);
        put(b, b->waiting);
        b->waiting = NULL;
    }
    put(b, job);
}

/* All that is there to join, waiting for what is being checked. Stops early
 * when there is something to read on fd (-1: never). */
static void drain(sw_batch *b, int fd)
{
    sw_job *job = b->waiting;

    b->waiting = NULL;
    if (job)
        do_here(b, job);
    while (b->pool && (fd < 0 || !can_read(fd)) &&
           (job = sw_pool_take(b->pool, true)))
        sw_batch_join(b, job);
}

void sw_batch_rest(sw_batch *b)
{
    submit(b);
    drain(b, -1);
}

bool sw_batch_before_read(void *batch, int fd)
{
    sw_batch *b = batch;
    sw_check *c = b->check;

    if (!sw_interrupted() && can_read(fd))
        return true;
    /* Whoever waits at the other end of a pipe gets what there is before we
     * wait for more. */
    submit(b);
    drain(b, fd);
    if (!c->stopped && !can_read(fd) && !sw_output_flush(&c->out))
        c->failed = c->stopped = true;
    return !c->stopped && wait_for(fd);
}

/* The job that takes what comes next; NULL when the run is over. */
static sw_job *job_for(sw_batch *b)
{
    sw_job *job = b->filling;
    sw_check *c = b->check;

    if (c->stopped)
        return NULL;
    if (job)
        return job;
    job = b->free;
    if (job)
        b->free = job->next;
    else if ((job = sw_job_new())) {
        job->sibling = b->all;
        b->all = job;
    }
    if (!job) {
        sw_batch_nomem(b);
        return NULL;
    }
    job->next = NULL;
    if (!job->part && !c->sink && c->report)
        job->part = saywell_report_part(c->report);
    b->filling = job;
    return job;
}

/* The item is in its job: is that full? */
static void added(sw_batch *b, sw_job *job, sw_feed *feed, size_t size)
{
    job->size += size;
    if (job->nomem) {
        sw_batch_nomem(b);
        return;
    }
    if (feed)
        job->feed = feed;
    if (b->check->resume && !feed) /* a block is of one input */
        return;
    if (job->size >= (job->part ? BLOCK : KEPT))
        submit(b);
}

static void add_text(sw_batch *b, sw_item_kind kind, sw_feed *feed, sw_str text,
                     size_t line)
{
    sw_job *job = job_for(b);
    sw_item *item = job ? sw_job_item(job, kind, feed) : NULL;

    if (!job)
        return;
    if (item) {
        item->at = job->text.len;
        item->len = text.len;
        item->line = line;
        sw_buf_put(&job->text, text);
        job->nomem = job->text.failed;
    }
    added(b, job, kind == SW_ITEM_LINES || b->check->resume ? feed : NULL,
          text.len + 64);
}

void sw_batch_draft(sw_batch *b, sw_feed *feed, sw_str text)
{
    add_text(b, SW_ITEM_DRAFT, feed, text, 0);
}

void sw_batch_lines(sw_batch *b, sw_feed *feed, sw_str lines, size_t first)
{
    add_text(b, SW_ITEM_LINES, feed, lines, first);
}

void sw_batch_talk(sw_batch *b, sw_feed *feed, const sw_conversation *c,
                   sw_arena *arena)
{
    sw_job *job = job_for(b);
    sw_item *item = job ? sw_job_item(job, SW_ITEM_TALK, feed) : NULL;
    size_t size = 64;

    for (size_t i = 0; i < c->turns.count; i++)
        size += c->turns.at[i].text.len + sizeof c->turns.at[i];
    if (item) {
        item->conversation = *c;
        item->arena = *arena;
        *arena = (sw_arena){.first = arena->first};
    }
    if (job)
        added(b, job, feed, size);
}

void sw_batch_words(sw_batch *b, sw_item_kind kind, sw_feed *feed,
                    const saywell_origin *origin, const char *code,
                    const char *words)
{
    sw_job *job = job_for(b);
    sw_item *item = job ? sw_job_item(job, kind, feed) : NULL;
    sw_arena *arena = job ? &job->arena : NULL;

    if (!job)
        return;
    if (item) {
        item->origin = *origin;
        item->code = code;
        item->words = sw_arena_copy(arena, words, strlen(words));
        if (origin->conversation)
            item->origin.conversation = sw_arena_copy(
                arena, origin->conversation, strlen(origin->conversation));
        job->nomem = !item->words ||
                     (origin->conversation && !item->origin.conversation);
    }
    added(b, job, b->check->resume ? feed : NULL, 64);
}

void sw_batch_close(sw_batch *b, sw_feed *feed)
{
    sw_job *job = job_for(b);

    if (!job)
        return;
    job->feed = job->ends = feed;
    submit(b);
}

void sw_batch_count(sw_batch *b)
{
    if (b->filling)
        b->filling->inputs++;
    else
        b->inputs++;
}

/* ---- another run's results ----------------------------------------------- */

/* Each part of the entry into the report; with a NULL part, only looked at. */
static bool each_part(sw_batch *b, const sw_resume_entry *entry,
                      saywell_report *part)
{
    sw_check *c = b->check;
    uint64_t at = entry->offset;
    sw_buf bytes = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < entry->parts; i++) {
        saywell_summary sum;

        ok = sw_resume_part(c->resume, &at, &bytes, &sum);
        if (!ok || !part)
            continue;
        sw_check_note(c,
                      saywell_report_refill(part, bytes.ptr, bytes.len, &sum));
        sw_check_note(c, saywell_report_join(c->report, part));
    }
    sw_buf_release(&bytes);
    return ok;
}

bool sw_batch_again(sw_batch *b, sw_feed *feed, const sw_resume_entry *entry)
{
    sw_check *c = b->check;
    saywell_report *part;

    if (!each_part(b, entry, NULL))
        return false;
    sw_batch_rest(b);
    part = saywell_report_part(c->report);
    if (!part) {
        sw_batch_nomem(b);
        return true;
    }
    sw_progress_hide(&c->progress);
    each_part(b, entry, part);
    saywell_report_free(part);
    c->found = c->found || entry->found;
    c->bad_lines += entry->bad_lines;
    b->read += (uint64_t)feed->file.st_size;
    b->again++;
    sw_batch_tick(b, b->read);
    return true;
}
