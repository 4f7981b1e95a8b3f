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
#include "cli/interrupt.h"
#include "cli/resume.h"
#include "cli/say.h"

#include <poll.h>
#include <stdio.h>
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

static void fail_nomem(sw_batch *b)
{
    if (!b->check->stopped)
        sw_say("out of memory");
    b->check->failed = b->check->stopped = true;
}

bool sw_batch_begin(sw_batch *b, sw_check *check)
{
    *b = (sw_batch){.check = check};
    b->wanted = sw_batch_workers(check->run->options.jobs);
    check->workers =
        sw_arena_zero(&check->run->arena, b->wanted, sizeof *check->workers);
    if (!check->workers) {
        fail_nomem(b);
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

/* ---- joining ------------------------------------------------------------- */

static void put_roles(unsigned roles, sw_buf *out)
{
    bool first = true;

    sw_buf_put(out, SW_STR("no agent speaks here; the roles found are"));
    for (int i = 0; i < SW_ROLE_COUNT; i++) {
        if (!(roles & 1u << i))
            continue;
        sw_buf_printf(out, "%s %s", first ? "" : ",", sw_role_name((sw_role)i));
        first = false;
    }
}

/* Who was found, and what would say who they are. */
static void put_speakers(const sw_labels *labels, bool any_agent, sw_buf *out)
{
    if (any_agent)
        sw_buf_printf(out,
                      "%zu turns were not checked, for nothing says who "
                      "speaks: ",
                      labels->turns);
    else
        sw_buf_put(out, SW_STR("no agent is known here; the speakers are "));
    sw_labels_list(labels, out);
    sw_buf_put(out, SW_STR("; for one who is an agent put "));
    sw_labels_mend(labels, out);
    sw_buf_put(out, SW_STR(" into .saywell.json"));
}

/* A file in which no agent speaks was probably read wrongly; a speaker who is
 * not known is passed over, and not in silence. */
static void complain_of_speakers(sw_check *c, const sw_feed *feed)
{
    const saywell_origin origin = {.path = feed->name, .turn = SAYWELL_NOWHERE};
    bool any_agent = feed->seen.agent_turns > 0;
    bool any_label = feed->labels && feed->labels->turns > 0;
    sw_buf words = {0};

    if (feed->cut || feed->failed || !feed->seen.roles ||
        (any_agent && !any_label))
        return;
    if (c->format == SAYWELL_FORMAT_JSONL && !c->sink && !feed->labels)
        return; /* the stream filter's input may hold anything */
    if (any_label)
        put_speakers(feed->labels, any_agent, &words);
    else
        put_roles(feed->seen.roles, &words);
    if (!sw_buf_c(&words))
        sw_say("out of memory");
    else if (!any_agent)
        sw_check_error(c, &origin, "agent", words.ptr);
    else if (!c->run->options.quiet)
        sw_say("%s: %s", feed->name ? feed->name : "<stdin>", words.ptr);
    sw_buf_release(&words);
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

/* What is known of the input now that this block of it is done. */
static void add_to_feed(const sw_job *job)
{
    sw_feed *feed = job->feed;

    if (!feed)
        return;
    feed->seen.roles |= job->seen.roles;
    feed->seen.agent_turns += job->seen.agent_turns;
    feed->failed = feed->failed || job->failed || job->nomem || job->status;
    feed->found = feed->found || job->found;
    feed->bad_lines += job->bad_lines;
}

/* What the block prints, for another run. */
static void keep_part(sw_check *c, const sw_job *job)
{
    const saywell_summary *sum = saywell_report_summary(job->part);
    size_t len;
    const char *bytes = saywell_report_held(job->part, &len);

    if ((len || sum->replies) &&
        !sw_resume_add(c->resume, (sw_str){bytes, len}, sum))
        c->failed = true;
}

static void print(sw_batch *b, sw_job *job)
{
    sw_check *c = b->check;

    sw_progress_hide(&c->progress);
    sw_say_bytes(sw_buf_str(&job->said));
    sw_check_note(c, job->status);
    if (c->resume && job->part)
        keep_part(c, job);
    if (job->part)
        sw_check_note(c, saywell_report_join(c->report, job->part));
    else
        play(b, job);
    c->found = c->found || job->found;
    c->failed = c->failed || job->failed;
    c->bad_lines += job->bad_lines;
}

/* The input is done: it was read and checked to its end without a failure. */
static void keep_done(sw_check *c, const sw_feed *feed)
{
    if (c->resume && !feed->failed && !feed->cut &&
        feed->content.len == (uint64_t)feed->file.st_size &&
        !sw_resume_done(c->resume, feed->name, sw_setup_digest(feed->setup),
                        &feed->file, sw_digest_value(&feed->content),
                        feed->found, feed->bad_lines))
        c->failed = true;
}

static void tick(sw_batch *b, uint64_t read)
{
    sw_check *c = b->check;
    size_t replies = c->report ? saywell_report_summary(c->report)->replies : 0;

    sw_progress_tick(&c->progress, b->inputs, replies, read);
}

static void join(sw_batch *b, sw_job *job)
{
    sw_check *c = b->check;

    if (job->nomem)
        fail_nomem(b);
    add_to_feed(job);
    if (!c->stopped)
        print(b, job);
    if (job->ends && !c->stopped) {
        bool before = c->failed;

        c->failed = false;
        complain_of_speakers(c, job->ends);
        job->ends->failed = job->ends->failed || c->failed;
        c->failed = c->failed || before;
        keep_done(c, job->ends);
    }
    b->inputs += job->inputs;
    tick(b, job->read);
    recycle(b, job);
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
            fail_nomem(b);
            recycle(b, job);
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
        fail_nomem(b);
        return true;
    }
    sw_progress_hide(&c->progress);
    each_part(b, entry, part);
    saywell_report_free(part);
    c->found = c->found || entry->found;
    c->bad_lines += entry->bad_lines;
    b->read += (uint64_t)feed->file.st_size;
    b->again++;
    tick(b, b->read);
    return true;
}
