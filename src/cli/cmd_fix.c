/*
 * cmd_fix.c - apply safe rewrites: to standard output, to the files, as diff.
 *
 * Whatever goes wrong, nobody's text gets lost: standard output gets the whole
 * text, changed or not, and a file is replaced whole or left as it was. Bytes
 * outside the edits are never touched.
 */
#include "cli/batch.h"
#include "cli/fix_work.h"
#include "cli/say.h"
#include "cli/talk_setup.h"
#include "cli/text_error.h"

#include "base/pool.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES ((size_t)64 << 20) /* of texts that wait for their turn */

typedef struct fixer {
    sw_run *run;
    sw_setups setups;
    sw_output out;
    sw_buf customer;
    sw_fix_task task;
    size_t wanted; /* workers */
    sw_pool *pool;
    sw_fix_job *under_way; /* in the order of the inputs */
    sw_fix_job *free;
    size_t bytes; /* of the texts under way */
    bool would_change, failed, stopped;
} fixer;

static void fail(fixer *f, const sw_input *input, const char *words)
{
    sw_say("%s: %s", input->name ? input->name : "<stdin>", words);
    f->failed = true;
}

/* ---- behind the worker: where does it go? -------------------------------- */

static void say_done(const fixer *f, const sw_fix_job *job)
{
    char done[48] = "nothing changed";

    if (f->run->options.quiet)
        return;
    if (job->edits)
        snprintf(done, sizeof done, "%zu %s made", job->edits,
                 job->edits == 1 ? "edit" : "edits");
    if (job->left == SAYWELL_NOWHERE)
        sw_say("%s: %s, what is left could not be counted", sw_fix_name(job),
               done);
    else if (job->left)
        sw_say("%s: %s, %zu %s left to you", sw_fix_name(job), done, job->left,
               job->left == 1 ? "finding" : "findings");
    else
        sw_say("%s: %s", sw_fix_name(job), done);
}

static bool write_out(fixer *f, sw_str text)
{
    if (sw_output_write(&f->out, text.ptr, text.len))
        return true;
    f->failed = f->stopped = true;
    return false;
}

static bool write_in_place(fixer *f, const sw_fix_job *job)
{
    sw_replace file;

    if (sw_replace_begin(&file, &f->run->arena, job->input->path,
                         &job->source.seen) &&
        sw_replace_write(&file, sw_buf_str(&job->out)) &&
        sw_replace_commit(&file))
        return true;
    fail(f, job->input, file.error);
    sw_replace_drop(&file);
    return false;
}

/* As it came: what cannot be judged must not get lost on its way. */
static void pass_on(fixer *f, sw_str text)
{
    const sw_options *o = &f->run->options;

    if (!o->diff && !o->in_place)
        write_out(f, text);
}

static void deliver(fixer *f, const sw_fix_job *job)
{
    const sw_options *o = &f->run->options;

    if (job->words[0]) {
        fail(f, job->input, job->words);
        if (job->pass_on)
            pass_on(f, job->text);
        return;
    }
    f->would_change = f->would_change || job->edits > 0;
    if (o->diff)
        write_out(f, sw_buf_str(&job->out));
    else if (o->in_place ? !job->edits || write_in_place(f, job)
                         : write_out(f, sw_buf_str(&job->out)))
        say_done(f, job);
}

/* ---- jobs ---------------------------------------------------------------- */

/* The oldest is delivered, when it is done. */
static void take(fixer *f)
{
    sw_fix_job *job = sw_pool_take(f->pool, true);

    f->under_way = job->next;
    f->bytes -= job->text.len;
    if (!f->stopped)
        deliver(f, job);
    sw_input_close(&job->source);
    sw_buf_release(&job->out);
    job->next = f->free;
    f->free = job;
}

static void take_all(void *ctx)
{
    fixer *f = ctx;

    while (f->pool && sw_pool_count(f->pool))
        take(f);
}

static void put(fixer *f, sw_fix_job *job)
{
    sw_fix_job **end = &f->under_way;

    while (*end)
        end = &(*end)->next;
    *end = job;
    f->bytes += job->text.len;
    sw_pool_put(f->pool, job);
    while (sw_pool_full(f->pool) ||
           (f->bytes > MOST_BYTES && sw_pool_count(f->pool)))
        take(f);
}

static sw_fix_job *job_new(fixer *f, const sw_input *input,
                           const sw_setup *setup)
{
    sw_fix_job *job = f->free;

    if (job)
        f->free = job->next;
    else
        job = sw_arena_alloc(&f->run->arena, sizeof *job);
    if (job) {
        memset(job, 0, sizeof *job);
        job->input = input;
        job->setup = setup;
    }
    return job;
}

/* ---- before the worker --------------------------------------------------- */

/* Is that file about to be replaced? Then what stands in it is not the last
 * word. */
static bool is_under_way(const fixer *f, const sw_source *source)
{
    for (const sw_fix_job *job = f->under_way; job; job = job->next)
        if (job->source.seen.st_ino == source->seen.st_ino &&
            job->source.seen.st_dev == source->seen.st_dev)
            return true;
    return false;
}

static sw_file_status open_source(fixer *f, sw_fix_job *job)
{
    sw_file_status status = sw_input_open(job->input, &job->source);

    if (status || !f->run->options.in_place || !is_under_way(f, &job->source))
        return status;
    sw_input_close(&job->source);
    take_all(f);
    return sw_input_open(job->input, &job->source);
}

/* The text, or the words that say why not. */
static void read_text(fixer *f, sw_fix_job *job)
{
    sw_file_status status = open_source(f, job);
    sw_talk_options options;
    const char *words = NULL;

    if (status)
        words = sw_file_words(status);
    else if (!sw_talk_setup(job->setup, f->run, job->input, &job->source.stream,
                            &options))
        words = "out of memory";
    else if ((status = sw_stream_rest(&job->source.stream, &job->text)))
        words = sw_file_words(status);
    else if ((job->pass_on = options.reader != NULL))
        words = "fix is for drafts, not for conversations that took place";
    if (words)
        snprintf(job->words, sizeof job->words, "%s", words);
}

/* Standard input that is left out, or has no rules, comes out unchanged. */
static void echo(fixer *f, const sw_input *input)
{
    sw_source source;
    sw_str text;

    take_all(f);
    if (!sw_input_open(input, &source) &&
        !sw_stream_rest(&source.stream, &text))
        pass_on(f, text);
    sw_input_close(&source);
}

static void fix_input(fixer *f, const sw_input *input)
{
    sw_setup *setup = sw_setup_for(&f->setups, input->name);
    sw_fix_job *job;

    if (!setup) {
        f->failed = f->stopped = true;
        return;
    }
    f->failed = f->failed || setup->failed;
    f->stopped = f->stopped || setup->usage;
    if (!setup->session) {
        echo(f, input);
        return;
    }
    if (input->name && sw_setup_ignores(&f->setups, setup, input->name)) {
        if (!input->found)
            echo(f, input);
        return;
    }
    job = job_new(f, input, setup);
    if (!job) {
        fail(f, input, "out of memory");
        f->stopped = true;
        return;
    }
    if (input->error)
        snprintf(job->words, sizeof job->words, "%s", input->error);
    else
        read_text(f, job);
    put(f, job);
}

/* ---- the run ------------------------------------------------------------- */

static bool fits_together(const sw_run *run, const sw_inputs *inputs)
{
    const sw_options *o = &run->options;
    const char *words = NULL;

    if (o->in_place && o->diff)
        words = "--in-place or --diff, not both";
    else if (o->format)
        words = "fix prints text; for edits as JSON: saywell check -f json";
    else if (o->in_place && o->output)
        words = "--in-place writes the files themselves, not --output";
    else if (!o->in_place && !o->diff && inputs->count > 1)
        words = "more than one file: say --in-place or --diff";
    for (size_t i = 0; o->in_place && i < inputs->count; i++)
        if (!inputs->at[i].path)
            words = "--in-place wants files; standard input goes to standard "
                    "output without it";
    if (words)
        sw_say("%s", words);
    return !words;
}

/* One text needs no thread of its own. */
static bool begin_work(fixer *f, size_t inputs)
{
    size_t wanted = inputs > 1 ? sw_batch_workers(f->run->options.jobs) : 1;

    f->wanted = wanted < inputs ? wanted : inputs;
    f->task = (sw_fix_task){.run = f->run,
                            .customer = &f->customer,
                            .workers = sw_arena_zero(&f->run->arena, f->wanted,
                                                     sizeof(sw_sessions))};
    for (size_t i = 0; f->task.workers && i < f->wanted; i++)
        f->task.workers[i] = (sw_sessions){.run = f->run, .is_first = i == 0};
    if (f->task.workers)
        f->pool = f->wanted > 1 ? sw_pool_new(f->wanted, f->wanted + 2,
                                              sw_fix_work, &f->task)
                                : sw_pool_new(0, 1, sw_fix_work, &f->task);
    if (!f->pool)
        sw_say("out of memory");
    return f->pool != NULL;
}

static void end_work(fixer *f)
{
    sw_pool_free(f->pool);
    for (size_t i = 0; f->task.workers && i < f->wanted; i++)
        sw_sessions_release(&f->task.workers[i], NULL);
    sw_setup_release(&f->setups);
}

static int run_fix(sw_run *run)
{
    fixer f = {.run = run};
    const sw_words *paths = &run->options.operands;
    sw_inputs inputs = {0};
    bool kept;

    f.setups = (sw_setups){.run = run, .before_words = take_all, .ctx = &f};
    if (!sw_input_list(paths->at, paths->count, run->options.stdin_filename,
                       &run->arena, &inputs)) {
        sw_say("out of memory");
        return SW_EXIT_FAILED;
    }
    if (!fits_together(run, &inputs) || !sw_text_customer(run, &f.customer) ||
        !sw_output_begin(&f.out, &run->arena, run->options.output)) {
        sw_buf_release(&f.customer);
        return SW_EXIT_FAILED;
    }
    f.failed = f.stopped = !begin_work(&f, inputs.count);
    for (size_t i = 0; i < inputs.count && !f.stopped; i++)
        fix_input(&f, &inputs.at[i]);
    take_all(&f);
    kept = sw_output_end(&f.out, !f.failed);
    end_work(&f);
    sw_buf_release(&f.customer);
    if (f.failed || !kept)
        return SW_EXIT_FAILED;
    return run->options.diff && f.would_change ? SW_EXIT_FOUND : SW_EXIT_CLEAN;
}

const sw_command sw_command_fix = {
    .name = "fix",
    .bit = SW_FIX,
    .usage = "fix [OPTIONS] [PATH...]",
    .summary = "apply safe rewrites; standard input -> standard output",
    .run = run_fix,
};
