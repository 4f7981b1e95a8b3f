/*
 * check_input.c - what the operands name, read and cut into work.
 *
 * One input after the other, in the order in which they were named; all of it
 * on the main thread. What cannot be read or checked is told in its place and
 * does not stop the others.
 */
#include "cli/check_run.h"

#include "cli/batch.h"
#include "cli/full.h"
#include "cli/interrupt.h"
#include "cli/resume.h"
#include "cli/say.h"
#include "cli/talk_setup.h"
#include "cli/text_error.h"
#include "conf/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINES_AT_ONCE ((size_t)32 << 10)
#define FIRST_ARENA   ((size_t)4 << 10) /* of a conversation */

/* The inputs of a run on their way into the batch. */
typedef struct feeder {
    sw_check *check;
    sw_batch batch;
    sw_feed *feed;      /* being read */
    const sw_feed *cut; /* the input in which the run was stopped */
} feeder;

static void fail_nomem(sw_check *c)
{
    sw_say("out of memory");
    c->failed = c->stopped = true;
}

/* ---- what goes wrong ----------------------------------------------------- */

static void fault(feeder *f, sw_feed *feed, const saywell_origin *origin,
                  const char *code, const char *words)
{
    if (f->check->sink || sw_check_report(f->check, NULL, SW_INPUT_DRAFT))
        sw_batch_words(&f->batch, SW_ITEM_FAULT, feed, origin, code, words);
}

/* What is wrong with packs and configuration belongs in the document too. */
static void report_setup(sw_check *c, sw_setup *setup)
{
    if (setup->reported || !sw_check_is_document(c->format) ||
        c->format == SAYWELL_FORMAT_JSONL ||
        !sw_check_report(c, setup, SW_INPUT_DRAFT))
        return;
    setup->reported = true;
    for (size_t i = 0; i < setup->errors.count; i++) {
        const saywell_error *err = &setup->errors.at[i];
        const saywell_origin origin = {.path = err->file[0] ? err->file : NULL,
                                       .line = err->line,
                                       .turn = SAYWELL_NOWHERE};

        const char *code = sw_text_error_code(err->status);

        if (err->status == SAYWELL_ARGUMENT)
            code = setup->usage ? "usage" : "config";
        sw_check_note(
            c, saywell_report_error(c->report, &origin, code, err->message));
    }
}

/* A file whose configuration or rules cannot be used: why was said once, that
 * it was not checked is told for each. */
static void report_unchecked(feeder *f, const sw_setup *setup,
                             const saywell_origin *origin)
{
    sw_check *c = f->check;

    if (setup->usage ||
        (!c->sink && !sw_check_report(c, setup, SW_INPUT_DRAFT)))
        return;
    sw_batch_words(&f->batch, SW_ITEM_UNCHECKED, NULL, origin, "setup",
                   "not checked: its configuration or rules cannot be used");
}

static void say_left_out(feeder *f, const sw_setup *setup,
                         const saywell_origin *origin)
{
    char words[600];

    snprintf(words, sizeof words, "%.400s: left out, as \"ignore\" in %s says",
             origin->path,
             setup->config.team ? setup->config.team
                                : "the personal configuration");
    sw_batch_words(&f->batch, SW_ITEM_NOTE, NULL, origin, NULL, words);
}

/* ---- drafts and transcripts ---------------------------------------------- */

/* The run was stopped in the middle of an input. */
static void cut(feeder *f, sw_feed *feed, size_t line)
{
    feed->cut = true;
    feed->line = line;
    f->cut = feed;
}

static void feed_draft(feeder *f, sw_feed *feed, sw_source *source)
{
    const saywell_origin nowhere = {.path = feed->name,
                                    .turn = SAYWELL_NOWHERE};
    sw_str text;
    sw_file_status status = sw_stream_rest(&source->stream, &text);

    if (status == SW_FILE_STOPPED)
        cut(f, feed, 0);
    else if (status)
        fault(f, feed, &nowhere, sw_file_code(status), sw_file_words(status));
    else if (sw_check_report(f->check, feed->setup, SW_INPUT_DRAFT))
        sw_batch_draft(&f->batch, feed, text);
}

static void feed_bad(feeder *f, sw_feed *feed, const sw_talk_error *error)
{
    const saywell_origin origin = {.path = feed->name,
                                   .conversation = error->conversation,
                                   .turn = SAYWELL_NOWHERE,
                                   .line = error->line};

    sw_batch_words(&f->batch, SW_ITEM_BAD, feed, &origin, error->code,
                   error->message);
}

static void feed_failed(feeder *f, sw_feed *feed, const sw_talk_error *error)
{
    const saywell_origin origin = {
        .path = feed->name, .turn = SAYWELL_NOWHERE, .line = error->line};

    fault(f, feed, &origin, error->code, error->message);
}

/* Our own lines go to the workers as they stand: reading them is work too. */
static void feed_lines(feeder *f, sw_feed *feed, sw_stream *stream)
{
    sw_str lines;
    size_t first;

    while (!f->check->stopped && !sw_interrupted() &&
           sw_stream_lines(stream, LINES_AT_ONCE, &lines, &first)) {
        sw_talk_error error = {.code = "limit", .line = first};

        if (!stream->too_long) {
            sw_batch_lines(&f->batch, feed, lines, first);
            continue;
        }
        snprintf(error.message, sizeof error.message,
                 "the line is longer than 64 MiB");
        feed_bad(f, feed, &error);
    }
    if (sw_interrupted()) {
        cut(f, feed, stream->number);
    } else if (stream->status) {
        sw_talk_error error = {.code = sw_file_code(stream->status)};

        snprintf(error.message, sizeof error.message, "%s",
                 sw_file_words(stream->status));
        feed_failed(f, feed, &error);
    }
}

/* One conversation after the other, each in an arena of its own. */
static void feed_talk(feeder *f, sw_feed *feed, sw_talk *talk)
{
    sw_arena arena = {.first = FIRST_ARENA};
    sw_talk_status status;

    feed->labels =
        sw_arena_zero(&f->check->run->arena, 1, sizeof *feed->labels);
    if (!feed->labels) {
        fail_nomem(f->check);
        return;
    }
    do {
        sw_talk_error error;
        sw_conversation c;

        status = sw_talk_next(talk, &arena, &c, &error);
        if (status == SW_TALK_ONE) {
            sw_labels_add(feed->labels, &c);
            sw_batch_talk(&f->batch, feed, &c, &arena);
        } else if (status == SW_TALK_BAD) {
            feed_bad(f, feed, &error);
            sw_arena_reset(&arena);
        } else if (status == SW_TALK_FAILED && !sw_interrupted()) {
            feed_failed(f, feed, &error);
        }
    } while (status < SW_TALK_END && !f->check->stopped && !sw_interrupted());
    if (status != SW_TALK_END && sw_interrupted())
        cut(f, feed, 0);
    sw_arena_release(&arena);
}

static void feed_transcript(feeder *f, sw_feed *feed, sw_source *source,
                            const sw_talk_options *options)
{
    sw_talk_error error;
    sw_talk *talk;

    if (!sw_check_report(f->check, feed->setup, SW_INPUT_CONVERSATIONS))
        return;
    if (options->reader == sw_talk_named("conversations")) {
        feed_lines(f, feed, &source->stream);
    } else if (sw_talk_open(&talk, options, &source->stream, &error)) {
        feed_failed(f, feed, &error);
    } else {
        feed_talk(f, feed, talk);
        sw_talk_close(talk);
    }
    sw_batch_close(&f->batch, feed);
}

/* ---- one input ----------------------------------------------------------- */

static void after_read(void *ctx, sw_str bytes)
{
    feeder *f = ctx;

    f->batch.read += bytes.len;
    if (f->check->resume)
        sw_digest_add(&f->feed->content, bytes);
}

static bool before_read(void *ctx, int fd)
{
    feeder *f = ctx;

    return sw_batch_before_read(&f->batch, fd);
}

/* Of all that stands in the file now. False: it cannot be read. */
static bool digest_file(int fd, uint64_t *out)
{
    char block[32768];
    sw_digest d = {0};
    ssize_t n;

    while ((n = pread(fd, block, sizeof block, (off_t)d.len)) > 0)
        sw_digest_add(&d, (sw_str){block, (size_t)n});
    *out = sw_digest_value(&d);
    return n == 0;
}

/* Is the input done already, by the run before? */
static bool feed_again(feeder *f, sw_feed *feed, const sw_source *source,
                       bool is_draft)
{
    const sw_resume_entry *entry;
    uint64_t content;

    if (!f->check->resume)
        return false;
    entry = sw_resume_find(f->check->resume, feed->name,
                           sw_setup_digest(feed->setup), &feed->file);
    return entry && digest_file(source->stream.fd, &content) &&
           content == entry->key.content &&
           sw_check_report(f->check, feed->setup,
                           is_draft ? SW_INPUT_DRAFT
                                    : SW_INPUT_CONVERSATIONS) &&
           sw_batch_again(&f->batch, feed, entry);
}

static void feed_known(feeder *f, sw_feed *feed, sw_source *source,
                       const sw_talk_options *options)
{
    const saywell_origin origin = {.path = feed->name, .turn = SAYWELL_NOWHERE};

    if (!options->reader)
        feed_draft(f, feed, source);
    else if (f->check->customer.len)
        fault(f, feed, &origin, "usage",
              "--customer is for a draft; a conversation has its customer's "
              "turns");
    else
        feed_transcript(f, feed, source, options);
    if (!options->reader && f->check->resume)
        sw_batch_close(&f->batch, feed);
}

static void feed_source(feeder *f, const sw_setup *setup, const sw_input *input,
                        sw_source *source)
{
    sw_stream_watch watch = {.ctx = f, .after = after_read};
    sw_feed *feed = sw_arena_zero(&f->check->run->arena, 1, sizeof *feed);
    sw_talk_options options;

    /* It may have to be waited for. */
    if (!source->is_file || !S_ISREG(source->seen.st_mode))
        watch.before = before_read;
    source->stream.watch = &watch;
    f->feed = feed;
    if (feed)
        *feed = (sw_feed){
            .name = input->name, .setup = setup, .file = source->seen};
    if (!feed || !sw_talk_setup(setup, f->check->run, input, &source->stream,
                                &options)) {
        fail_nomem(f->check);
        return;
    }
    if (options.reader)
        sw_full_start(input->path ? (sw_str){0}
                                  : sw_stream_window(&source->stream));
    if (!feed_again(f, feed, source, !options.reader))
        feed_known(f, feed, source, &options);
    source->stream.watch = NULL;
}

static const char *missing_words(const sw_check *c, const sw_input *input,
                                 sw_file_status status, char *space,
                                 size_t size)
{
    const char *near = sw_command_nearest(input->path);

    if (status != SW_FILE_MISSING || !near ||
        input->path != c->run->options.operands.at[0])
        return sw_file_words(status);
    snprintf(space, size, "no such file or folder; the command is \"%s\"",
             near);
    return space;
}

static void feed_opened(feeder *f, const sw_setup *setup, const sw_input *input)
{
    const saywell_origin origin = {.path = input->name,
                                   .turn = SAYWELL_NOWHERE};
    sw_source source;
    sw_file_status status = sw_input_open(input, &source);
    char words[160];

    if (!status && f->check->resume &&
        (!source.is_file || !S_ISREG(source.seen.st_mode)))
        fault(f, NULL, &origin, "usage",
              "--resume is for files: what comes through a pipe is gone");
    else if (status)
        fault(f, NULL, &origin, sw_file_code(status),
              missing_words(f->check, input, status, words, sizeof words));
    else
        feed_source(f, setup, input, &source);
    sw_input_close(&source);
}

static void feed_input(feeder *f, const sw_input *input)
{
    const saywell_origin origin = {.path = input->name,
                                   .turn = SAYWELL_NOWHERE};
    sw_check *c = f->check;
    sw_setup *setup = sw_setup_for(&c->setups, input->name);

    if (!setup) {
        c->failed = c->stopped = true;
        return;
    }
    c->failed = c->failed || setup->failed;
    report_setup(c, setup);
    if (setup->usage)
        c->usage = c->stopped = true; /* wrong for every input */
    if (!setup->session)
        report_unchecked(f, setup, &origin);
    else if (input->name && sw_setup_ignores(&c->setups, setup, input->name)) {
        if (!input->found && !c->run->options.quiet)
            say_left_out(f, setup, &origin);
    } else if (input->error) {
        fault(f, NULL, &origin, input->error_code, input->error);
    } else {
        feed_opened(f, setup, input);
    }
}

/* ---- the run ------------------------------------------------------------- */

/* Words about a configuration come behind those about the inputs before. */
static void rest(void *ctx)
{
    sw_batch *batch = ctx;

    sw_batch_rest(batch);
    sw_progress_hide(&batch->check->progress);
}

/* What a stopped run leaves undone, for people and in the document. */
static void tell_undone(feeder *f, const char *name, const char *words)
{
    sw_check *c = f->check;
    const saywell_origin origin = {.path = name, .turn = SAYWELL_NOWHERE};

    if (c->sink)
        c->sink->error(c->sink->ctx, &origin, "stopped", words);
    else if (sw_check_is_document(c->format) &&
             c->format != SAYWELL_FORMAT_JSONL &&
             sw_check_report(c, NULL, SW_INPUT_DRAFT))
        sw_check_note(
            c, saywell_report_error(c->report, &origin, "stopped", words));
}

static void tell_stopped(feeder *f, const sw_inputs *inputs, size_t begun)
{
    enum { SHOWN = 8 };
    sw_check *c = f->check;
    size_t shown = 0;
    char words[80];

    c->failed = true;
    sw_say("stopped; %zu of %zu inputs are done", f->batch.inputs,
           inputs->count);
    if (f->cut) {
        const char *name = f->cut->name ? f->cut->name : "<stdin>";

        snprintf(words, sizeof words, "stopped; not finished");
        if (f->cut->line)
            snprintf(words, sizeof words, "stopped; checked up to line %zu",
                     f->cut->line);
        sw_say("%s: %s", name, words);
        tell_undone(f, f->cut->name, words);
    }
    for (size_t i = begun; i < inputs->count; i++) {
        const char *name = inputs->at[i].name;

        if (shown++ < SHOWN)
            sw_say("%s: not begun", name ? name : "<stdin>");
        tell_undone(f, name, "stopped; not begun");
    }
    if (shown > SHOWN)
        sw_say("and %zu more", shown - SHOWN);
    if (c->resume)
        sw_say("the same command goes on from here");
}

/* How much there is to do. */
static void begin_progress(sw_check *c, const sw_inputs *inputs)
{
    sw_progress_begin(&c->progress, &c->run->options);
    c->progress.files = inputs->count;
    for (size_t i = 0; c->progress.on && i < inputs->count; i++) {
        struct stat st;

        if (!inputs->at[i].path || stat(inputs->at[i].path, &st) != 0 ||
            !S_ISREG(st.st_mode)) {
            c->progress.bytes = 0;
            return;
        }
        c->progress.bytes += (uint64_t)st.st_size;
    }
}

static void feed_all(feeder *f, const sw_inputs *inputs)
{
    sw_check *c = f->check;
    size_t i;

    if (!sw_batch_begin(&f->batch, c))
        return;
    begin_progress(c, inputs);
    c->setups.before_words = rest;
    c->setups.ctx = &f->batch;
    for (i = 0; i < inputs->count && !c->stopped && !sw_interrupted(); i++) {
        feed_input(f, &inputs->at[i]);
        if (!f->cut)
            sw_batch_count(&f->batch);
    }
    sw_batch_rest(&f->batch);
    sw_progress_hide(&c->progress);
    c->setups.before_words = NULL;
    if (sw_interrupted() && (f->cut || i < inputs->count))
        tell_stopped(f, inputs, i);
    else if (f->batch.again && !c->run->options.quiet)
        sw_say("%zu of %zu inputs were done before", f->batch.again,
               inputs->count);
    sw_batch_end(&f->batch);
    if (!c->out.failed && !sw_output_flush(&c->out))
        c->failed = c->stopped = true;
}

/* Is it one file, which can be read once more, or standard input? */
static bool is_quick(const sw_inputs *inputs)
{
    struct stat st;

    return inputs->count == 1 &&
           (!inputs->at[0].path || stat(inputs->at[0].path, &st) != 0 ||
            S_ISREG(st.st_mode));
}

void sw_check_inputs(sw_check *c)
{
    const sw_words *paths = &c->run->options.operands;
    feeder f = {.check = c};
    sw_inputs inputs = {0};

    if (!sw_input_list(paths->at, paths->count, c->run->options.stdin_filename,
                       &c->run->arena, &inputs)) {
        fail_nomem(c);
        return;
    }
    if (!is_quick(&inputs))
        sw_full_start((sw_str){0});
    feed_all(&f, &inputs);
}
