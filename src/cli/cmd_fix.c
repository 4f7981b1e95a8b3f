/*
 * cmd_fix.c - apply safe rewrites: to standard output, to the files, as diff.
 *
 * Whatever goes wrong, nobody's text gets lost: standard output gets the whole
 * text, changed or not, and a file is replaced whole or left as it was. Bytes
 * outside the edits are never touched.
 */
#include "cli/check_run.h"

#include "cli/diff.h"
#include "cli/say.h"
#include "cli/talk_setup.h"
#include "cli/text_error.h"

#include <stdio.h>
#include <string.h>

typedef struct fixer {
    sw_run *run;
    sw_setups setups;
    sw_output out;
    sw_buf customer;
    bool would_change, failed, stopped;
} fixer;

static void fail(fixer *f, const sw_input *input, const char *words)
{
    sw_say("%s: %s", input->name ? input->name : "<stdin>", words);
    f->failed = true;
}

static bool collect(void *ctx, const char *bytes, size_t len)
{
    sw_buf_put(ctx, (sw_str){bytes, len});
    return !((sw_buf *)ctx)->failed;
}

static void fill_reply(const fixer *f, const sw_setup *setup, sw_str text,
                       saywell_reply *reply)
{
    const char *is_public = sw_setup_value(setup, SW_CONFIG_PUBLIC);

    *reply = (saywell_reply){.text = text.ptr ? text.ptr : "", .len = text.len};
    if (f->customer.len) {
        reply->customer = f->customer.ptr;
        reply->customer_len = f->customer.len;
    }
    reply->ignores = true;
    reply->channel = sw_setup_value(setup, SW_CONFIG_CHANNEL);
    reply->is_public = is_public && strcmp(is_public, "true") == 0;
}

/* How many findings the text still has; told beside what was done. */
static size_t count_left(const fixer *f, const sw_setup *setup, sw_str text)
{
    saywell_reply reply;
    saywell_result *result;
    size_t n;

    fill_reply(f, setup, text, &reply);
    saywell_session_set(setup->session, SAYWELL_WANT_FIX, 0);
    if (saywell_check(setup->session, &reply, &result, NULL))
        return 0;
    n = saywell_result_count(result);
    saywell_result_free(result);
    return n;
}

static void say_done(const fixer *f, const sw_input *input, size_t edits,
                     size_t left)
{
    const char *name = input->name ? input->name : "<stdin>";
    char done[48] = "nothing changed";

    if (f->run->options.quiet)
        return;
    if (edits)
        snprintf(done, sizeof done, "%zu %s made", edits,
                 edits == 1 ? "edit" : "edits");
    if (left)
        sw_say("%s: %s, %zu %s left to you", name, done, left,
               left == 1 ? "finding" : "findings");
    else
        sw_say("%s: %s", name, done);
}

static void write_in_place(fixer *f, const sw_input *input, sw_str text,
                           const sw_source *source)
{
    sw_replace file;

    if (!sw_replace_begin(&file, &f->run->arena, input->path, &source->seen) ||
        !sw_replace_write(&file, text)) {
        fail(f, input, file.error);
        sw_replace_drop(&file);
    } else if (!sw_replace_commit(&file)) {
        fail(f, input, file.error);
    }
}

/* The text went through the engine; now where does it go? */
static void deliver(fixer *f, const sw_input *input, const sw_setup *setup,
                    sw_str text, const saywell_result *result,
                    const sw_source *source)
{
    const sw_options *o = &f->run->options;
    size_t count = 0;
    const saywell_edit *edits = saywell_result_fix(result, &count);
    sw_buf fixed = {0};
    bool failed_before = f->failed;

    if (!edits)
        count = 0;
    f->would_change = f->would_change || count > 0;
    if (o->diff) {
        if (!sw_diff_write(input->name ? input->name : "<stdin>", text.ptr,
                           text.len, edits, count, sw_output_write, &f->out))
            f->failed = f->stopped = true;
        return;
    }
    if (saywell_apply(text.ptr ? text.ptr : "", text.len, edits, count, collect,
                      &fixed)) {
        fail(f, input, "out of memory; nothing written");
        sw_buf_release(&fixed);
        return;
    }
    if (!o->in_place && !sw_output_write(&f->out, fixed.ptr, fixed.len))
        f->failed = f->stopped = true;
    else if (o->in_place && count)
        write_in_place(f, input, sw_buf_str(&fixed), source);
    if (f->failed == failed_before)
        say_done(f, input, count, count_left(f, setup, sw_buf_str(&fixed)));
    sw_buf_release(&fixed);
}

/* As it came: what cannot be judged must not get lost on its way. */
static void pass_on(fixer *f, sw_str text)
{
    const sw_options *o = &f->run->options;

    if (!o->diff && !o->in_place &&
        !sw_output_write(&f->out, text.ptr, text.len))
        f->failed = f->stopped = true;
}

static void fix_text(fixer *f, const sw_input *input, const sw_setup *setup,
                     sw_source *source)
{
    sw_talk_options options;
    sw_file_status status;
    saywell_reply reply;
    saywell_result *result;
    saywell_error err;
    char words[600];
    sw_str text;

    if (!sw_talk_setup(setup, f->run, input, &source->stream, &options)) {
        fail(f, input, "out of memory");
        return;
    }
    status = sw_stream_rest(&source->stream, &text);
    if (status) {
        fail(f, input, sw_file_words(status));
        return;
    }
    if (options.reader) {
        fail(f, input,
             "fix is for drafts, not for conversations that took place");
        pass_on(f, text);
        return;
    }
    fill_reply(f, setup, text, &reply);
    saywell_session_set(setup->session, SAYWELL_WANT_FIX, 1);
    if (saywell_check(setup->session, &reply, &result, &err)) {
        sw_text_error_words(words, sizeof words, &err, text.ptr, text.len);
        fail(f, input, words);
        pass_on(f, text);
        return;
    }
    deliver(f, input, setup, text, result, source);
    saywell_result_free(result);
}

/* Standard input that is left out, or has no rules, comes out unchanged. */
static void echo(fixer *f, const sw_input *input)
{
    sw_source source;
    sw_str text;

    if (!sw_input_open(input, &source) &&
        !sw_stream_rest(&source.stream, &text))
        pass_on(f, text);
    sw_input_close(&source);
}

static void fix_input(fixer *f, const sw_input *input)
{
    sw_setup *setup = sw_setup_for(&f->setups, input->name);
    sw_source source;
    sw_file_status status;

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
    if (input->error) {
        fail(f, input, input->error);
        return;
    }
    status = sw_input_open(input, &source);
    if (status)
        fail(f, input, sw_file_words(status));
    else
        fix_text(f, input, setup, &source);
    sw_input_close(&source);
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

static int run_fix(sw_run *run)
{
    fixer f = {.run = run, .setups = {.run = run}};
    const sw_words *paths = &run->options.operands;
    sw_inputs inputs = {0};
    bool kept;

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
    for (size_t i = 0; i < inputs.count && !f.stopped; i++)
        fix_input(&f, &inputs.at[i]);
    kept = sw_output_end(&f.out, !f.failed);
    sw_setup_release(&f.setups);
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
