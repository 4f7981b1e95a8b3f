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

#include "cli/batch.h"

#include "base/mem.h"
#include "base/pool.h"
#include "cli/check_work.h"
#include "cli/say.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BLOCK     ((size_t)64 << 10) /* bytes of input in a job */
#define KEPT      ((size_t)24 << 10) /* the same where results are kept */
#define MOST_JOBS 256                /* workers */

size_t sw_batch_processors(void)
{
    long n = 0;

#if defined(__linux__)
    cpu_set_t set; /* what taskset or a cluster's scheduler leaves us */

    if (sched_getaffinity(0, sizeof set, &set) == 0)
        n = CPU_COUNT(&set);
#endif
    if (n <= 0)
        n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_JOBS ? MOST_JOBS : (size_t)n;
}

static void fail_nomem(sw_batch *b)
{
    if (!b->check->stopped)
        sw_say("out of memory");
    b->check->failed = b->check->stopped = true;
}

bool sw_batch_begin(sw_batch *b, sw_check *check)
{
    size_t jobs = check->run->options.jobs;

    *b = (sw_batch){.check = check};
    b->wanted = jobs == 0          ? sw_batch_processors()
                : jobs > MOST_JOBS ? MOST_JOBS
                                   : jobs;
    check->workers =
        sw_arena_zero(&check->run->arena, b->wanted, sizeof *check->workers);
    if (!check->workers) {
        fail_nomem(b);
        return false;
    }
    for (size_t i = 0; i < b->wanted; i++)
        check->workers[i].check = check;
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

/* ---- joining ------------------------------------------------------------- */

/* A file in which no agent speaks was probably read wrongly. */
static void complain_without_agents(sw_check *c, const sw_feed *feed)
{
    const saywell_origin origin = {.path = feed->name, .turn = SAYWELL_NOWHERE};
    char words[200] = "no agent speaks here; the roles found are";
    size_t at = strlen(words);
    bool first = true;

    if (feed->seen.agent_turns || !feed->seen.roles ||
        (c->format == SAYWELL_FORMAT_JSONL && !c->sink))
        return;
    for (int i = 0; i < SW_ROLE_COUNT; i++) {
        if (!(feed->seen.roles & 1u << i))
            continue;
        at += (size_t)snprintf(words + at, sizeof words - at, "%s %s",
                               first ? "" : ",", sw_role_name((sw_role)i));
        first = false;
    }
    sw_check_error(c, &origin, "agent", words);
}

/* Events that no part has printed yet. */
static void play(sw_batch *b, sw_job *job)
{
    sw_check *c = b->check;

    for (size_t i = 0; i < job->events.count && !c->stopped; i++) {
        const sw_event *e = &job->events.at[i];

        if (c->sink && e->setup && e->setup != b->told) {
            b->told = e->setup;
            c->sink->setup(c->sink->ctx, e->setup->rules, &e->setup->config);
        }
        sw_check_note(c, sw_event_play(e, c->report, c->sink));
    }
}

static void recycle(sw_batch *b, sw_job *job)
{
    sw_job_clear(job);
    job->next = b->free;
    b->free = job;
}

static void join(sw_batch *b, sw_job *job)
{
    sw_check *c = b->check;

    if (job->nomem)
        fail_nomem(b);
    if (!c->stopped) {
        sw_say_bytes(sw_buf_str(&job->said));
        sw_check_note(c, job->status);
        if (job->part)
            sw_check_note(c, saywell_report_join(c->report, job->part));
        else
            play(b, job);
        c->found = c->found || job->found;
        c->failed = c->failed || job->failed;
        c->bad_lines += job->bad_lines;
    }
    if (job->feed) {
        job->feed->seen.roles |= job->seen.roles;
        job->feed->seen.agent_turns += job->seen.agent_turns;
    }
    if (job->ends && !c->stopped)
        complain_without_agents(c, job->ends);
    recycle(b, job);
}

/* ---- cutting ------------------------------------------------------------- */

static void do_job(void *ctx, size_t worker, void *job)
{
    sw_check *check = ctx;

    sw_worker_check(&check->workers[worker], job);
}

static void do_here(sw_batch *b, sw_job *job)
{
    do_job(b->check, 0, job);
    join(b, job);
}

static void put(sw_batch *b, sw_job *job)
{
    sw_job *done;

    while ((done = sw_pool_take(b->pool, sw_pool_full(b->pool))))
        join(b, done);
    sw_pool_put(b->pool, job);
}

/* Hands the block over that was being cut. */
static void submit(sw_batch *b)
{
    sw_job *job = b->filling;

    b->filling = NULL;
    if (!job)
        return;
    if (b->wanted == 1) {
        do_here(b, job);
        return;
    }
    if (!b->pool && !b->waiting) {
        b->waiting = job;
        return;
    }
    if (!b->pool) {
        b->pool = sw_pool_new(b->wanted, b->wanted * 2 + 2, do_job, b->check);
        if (!b->pool) {
            fail_nomem(b);
            recycle(b, job);
            return;
        }
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
        join(b, job);
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

    if (can_read(fd))
        return true;
    /* Whoever waits at the other end of a pipe gets what there is before we
     * wait for more. */
    submit(b);
    drain(b, fd);
    if (!c->stopped && !can_read(fd) && !sw_output_flush(&c->out))
        c->failed = c->stopped = true;
    return !c->stopped;
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
        fail_nomem(b);
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
        fail_nomem(b);
        return;
    }
    if (feed)
        job->feed = feed;
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
    added(b, job, kind == SW_ITEM_LINES ? feed : NULL, text.len + 64);
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
    added(b, job, NULL, 64);
}

void sw_batch_close(sw_batch *b, sw_feed *feed)
{
    sw_job *job = job_for(b);

    if (!job)
        return;
    job->feed = job->ends = feed;
    submit(b);
}
