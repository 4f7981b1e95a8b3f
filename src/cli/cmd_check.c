/*
 * cmd_check.c - lint drafts or transcripts and report what was found.
 *
 * One input after the other, in the order in which they were named. What
 * cannot be read or checked is named and does not stop the others; the exit
 * status remembers it.
 */
#include "cli/check_run.h"

#include "base/utf8.h"
#include "cli/say.h"
#include "cli/talk_setup.h"
#include "cli/text_error.h"
#include "conf/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- the report ---------------------------------------------------------- */

static void put_quoted(sw_buf *out, const char *word)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+:@";

    if (*word && word[strspn(word, safe)] == '\0') {
        sw_buf_put_c(out, word);
        return;
    }
    sw_buf_byte(out, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            sw_buf_put(out, SW_STR("'\\''"));
        else
            sw_buf_byte(out, *word);
    }
    sw_buf_byte(out, '\'');
}

/* What to type to have the safe rewrites applied. */
static const char *fix_command(sw_check *c)
{
    const sw_words *paths = &c->run->options.operands;
    sw_buf words = {0};
    const char *copy = NULL;

    sw_buf_put(&words, SW_STR("saywell fix"));
    if (paths->count > 1 ||
        (paths->count == 1 && sw_file_is_folder(paths->at[0])))
        sw_buf_put(&words, SW_STR(" --in-place"));
    for (size_t i = 0; i < paths->count && i < 4; i++) {
        sw_buf_byte(&words, ' ');
        if (i == 3)
            sw_buf_put(&words, SW_STR("..."));
        else
            put_quoted(&words, paths->at[i]);
    }
    if (!words.failed)
        copy = sw_arena_copy(&c->run->arena, words.ptr, words.len);
    sw_buf_release(&words);
    return copy;
}

saywell_report *sw_check_report(sw_check *c, const sw_setup *setup,
                                sw_input_kind kind)
{
    const sw_options *o = &c->run->options;
    saywell_report_options options = {.quiet = o->quiet};

    if (c->report)
        return c->report;
    options.columns = (saywell_columns)(o->columns ? o->columns - 1
                                                   : SAYWELL_COLUMN_CODEPOINT);
    options.color = c->format == SAYWELL_FORMAT_TEXT && !o->output &&
                    sw_say_colour(o, STDOUT_FILENO);
    if (o->color == 2) /* always */
        options.color = c->format == SAYWELL_FORMAT_TEXT;
    if (kind == SW_INPUT_DRAFT)
        options.fix_command = fix_command(c);
    c->report = saywell_report_new(c->format, setup ? setup->rules : NULL,
                                   &options, sw_output_write, &c->out);
    if (!c->report) {
        sw_say("out of memory");
        c->failed = c->stopped = true;
    }
    return c->report;
}

void sw_check_note(sw_check *c, saywell_status status)
{
    if (!status)
        return;
    c->failed = c->stopped = true;
    if (status != SAYWELL_STOPPED) /* the output has said why */
        sw_say("%s", saywell_status_text(status));
}

void sw_check_error(sw_check *c, const saywell_origin *origin, const char *code,
                    const char *words)
{
    const char *name = origin->path ? origin->path : "<stdin>";

    c->failed = true;
    if (origin->line)
        sw_say("%s:%zu: %s", name, origin->line, words);
    else
        sw_say("%s: %s", name, words);
    if (c->sink)
        c->sink->error(c->sink->ctx, origin, code, words);
    else if (sw_check_report(c, NULL, SW_INPUT_DRAFT)) {
        sw_check_note(c, saywell_report_error(c->report, origin, code, words));
        sw_check_note(c, saywell_report_line(c->report, origin));
    }
}

/* Is standard output one document, whatever happens? */
static bool is_document(saywell_format format)
{
    return format != SAYWELL_FORMAT_TEXT && format != SAYWELL_FORMAT_LINE &&
           format != SAYWELL_FORMAT_GITHUB;
}

/* What is wrong with packs and configuration belongs in the document too. */
static void report_setup(sw_check *c, sw_setup *setup)
{
    if (setup->reported || !is_document(c->format) ||
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
static void report_unchecked(sw_check *c, const sw_setup *setup,
                             const saywell_origin *origin)
{
    static const char words[] =
        "not checked: its configuration or rules cannot be used";

    if (c->sink && !setup->usage)
        c->sink->error(c->sink->ctx, origin, "setup", words);
    if (c->sink || setup->usage || !sw_check_report(c, setup, SW_INPUT_DRAFT))
        return;
    sw_check_note(c, saywell_report_error(c->report, origin, "setup", words));
    sw_check_note(c, saywell_report_line(c->report, origin));
}

/* ---- one reply ----------------------------------------------------------- */

/* Is there anything at this level (SAYWELL_SUGGESTION ...) or above? */
static bool reaches(const saywell_result *result, int level)
{
    for (size_t i = 0; i < saywell_result_count(result); i++)
        if ((int)saywell_result_at(result, i)->severity >= level)
            return true;
    return false;
}

void sw_check_reply(sw_check *c, const sw_setup *setup,
                    const saywell_origin *origin, const saywell_reply *reply)
{
    int never = 3, level = sw_setup_choice(setup, SW_CONFIG_FAIL_ON, -1);
    saywell_result *result;
    saywell_error err;
    char words[600];
    bool stream =
        c->format == SAYWELL_FORMAT_JSONL && origin->turn != SAYWELL_NOWHERE;

    if (saywell_check(setup->session, reply, &result, &err)) {
        saywell_origin place = *origin;

        if (place.turn == SAYWELL_NOWHERE)
            place.line = sw_text_error_line(&err, reply->text, reply->len);
        sw_text_error_words(words, sizeof words, &err, reply->text, reply->len);
        sw_check_error(c, &place, sw_text_error_code(err.status), words);
        return;
    }
    if (level < 0)
        level = stream ? never : SAYWELL_WARNING;
    if (level != never && reaches(result, level))
        c->found = true;
    if (c->sink)
        c->sink->reply(c->sink->ctx, origin, reply, result);
    else
        sw_check_note(c, saywell_report_reply(c->report, origin, reply->text,
                                              reply->len, result));
    saywell_result_free(result);
}

/* ---- one input ----------------------------------------------------------- */

static void check_draft(sw_check *c, const sw_setup *setup,
                        const sw_input *input, sw_source *source)
{
    const saywell_origin origin = {
        .path = input->name, .turn = SAYWELL_NOWHERE, .line = 1};
    const saywell_origin nowhere = {.path = input->name,
                                    .turn = SAYWELL_NOWHERE};
    saywell_reply reply = {0};
    sw_str text;
    sw_file_status status = sw_stream_rest(&source->stream, &text);

    if (status) {
        sw_check_error(c, &nowhere, sw_file_code(status),
                       sw_file_words(status));
        return;
    }
    if (!sw_check_report(c, setup, SW_INPUT_DRAFT))
        return;
    reply.text = text.ptr ? text.ptr : "";
    reply.len = text.len;
    if (c->customer.len) {
        reply.customer = c->customer.ptr;
        reply.customer_len = c->customer.len;
    }
    reply.channel = sw_setup_value(setup, SW_CONFIG_CHANNEL);
    reply.is_public =
        sw_setup_value(setup, SW_CONFIG_PUBLIC) &&
        strcmp(sw_setup_value(setup, SW_CONFIG_PUBLIC), "true") == 0;
    sw_check_reply(c, setup, &origin, &reply);
    sw_check_note(c, saywell_report_line(c->report, &origin));
}

static void check_source(sw_check *c, const sw_setup *setup,
                         const sw_input *input, sw_source *source)
{
    const saywell_origin origin = {.path = input->name,
                                   .turn = SAYWELL_NOWHERE};
    sw_talk_options options;

    if (!sw_talk_setup(setup, c->run, input, &source->stream, &options)) {
        sw_say("out of memory");
        c->failed = c->stopped = true;
        return;
    }
    if (c->sink)
        c->sink->setup(c->sink->ctx, setup->rules, &setup->config);
    if (c->format == SAYWELL_FORMAT_JSON || c->format == SAYWELL_FORMAT_JSONL)
        saywell_session_set(setup->session, SAYWELL_WANT_FIX, 1);
    if (!options.reader)
        check_draft(c, setup, input, source);
    else if (c->customer.len)
        sw_check_error(c, &origin, "usage",
                       "--customer is for a draft; a conversation has its "
                       "customer's turns");
    else
        sw_check_lines(c, setup, input, source, &options);
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

static void check_input(sw_check *c, const sw_input *input)
{
    const saywell_origin origin = {.path = input->name,
                                   .turn = SAYWELL_NOWHERE};
    sw_setup *setup = sw_setup_for(&c->setups, input->name);
    sw_source source;
    sw_file_status status;
    char words[160];

    if (!setup) {
        c->failed = c->stopped = true;
        return;
    }
    c->failed = c->failed || setup->failed;
    report_setup(c, setup);
    if (setup->usage)
        c->usage = c->stopped = true; /* wrong for every input */
    if (!setup->session) {
        report_unchecked(c, setup, &origin);
        return;
    }
    if (input->name && sw_setup_ignores(&c->setups, setup, input->name)) {
        if (!input->found && !c->run->options.quiet)
            sw_say("%s: left out, as \"ignore\" in %s says", input->name,
                   setup->config.team ? setup->config.team
                                      : "the personal "
                                        "configuration");
        return;
    }
    if (input->error) {
        sw_check_error(c, &origin, input->error_code, input->error);
        return;
    }
    status = sw_input_open(input, &source);
    if (status)
        sw_check_error(c, &origin, sw_file_code(status),
                       missing_words(c, input, status, words, sizeof words));
    else
        check_source(c, setup, input, &source);
    sw_input_close(&source);
}

/* ---- the run ------------------------------------------------------------- */

/* jsonl has no place for a summary. */
static void say_summary(const sw_check *c)
{
    const saywell_summary *sum = saywell_report_summary(c->report);

    if (c->format != SAYWELL_FORMAT_JSONL || c->run->options.quiet)
        return;
    sw_say("replies %zu, errors %zu, warnings %zu, suggestions %zu, "
           "skipped %zu, limited %zu, bad lines %zu",
           sum->replies, sum->error, sum->warning, sum->suggestion,
           sum->skipped, sum->limited, c->bad_lines);
}

void sw_check_inputs(sw_check *c)
{
    const sw_words *paths = &c->run->options.operands;
    sw_inputs inputs = {0};

    if (!sw_input_list(paths->at, paths->count, c->run->options.stdin_filename,
                       &c->run->arena, &inputs)) {
        sw_say("out of memory");
        c->failed = true;
        return;
    }
    for (size_t i = 0; i < inputs.count && !c->stopped; i++) {
        check_input(c, &inputs.at[i]);
        if (!c->out.failed && !sw_output_flush(&c->out))
            c->failed = c->stopped = true;
    }
}

static int run_check(sw_run *run)
{
    sw_check c = {.run = run, .setups = {.run = run}};
    bool kept;

    c.format = run->options.format ? (saywell_format)(run->options.format - 1)
                                   : SAYWELL_FORMAT_TEXT;
    if (!sw_text_customer(run, &c.customer) ||
        !sw_output_begin(&c.out, &run->arena, run->options.output)) {
        sw_buf_release(&c.customer);
        return SW_EXIT_FAILED;
    }
    sw_check_inputs(&c);
    if (!(c.usage && c.format == SAYWELL_FORMAT_TEXT) && !c.out.failed &&
        sw_check_report(&c, NULL, SW_INPUT_DRAFT)) {
        sw_check_note(&c, saywell_report_end(c.report));
        say_summary(&c);
    }
    kept = sw_output_end(&c.out, !c.out.failed);
    saywell_report_free(c.report);
    sw_setup_release(&c.setups);
    sw_buf_release(&c.customer);
    if (c.failed || !kept)
        return SW_EXIT_FAILED;
    return c.found ? SW_EXIT_FOUND : SW_EXIT_CLEAN;
}

/* The words were wrong; programs that read the output get a document all the
 * same. */
static void refuse_check(sw_run *run, const saywell_error *err)
{
    sw_check c = {.run = run};
    const saywell_origin nowhere = {.turn = SAYWELL_NOWHERE};
    saywell_format format = run->options.format
                                ? (saywell_format)(run->options.format - 1)
                                : SAYWELL_FORMAT_TEXT;

    if (!is_document(format) || !sw_output_begin(&c.out, &run->arena, NULL))
        return;
    c.format = format;
    if (sw_check_report(&c, NULL, SW_INPUT_DRAFT)) {
        saywell_report_error(c.report, &nowhere, "usage", err->message);
        saywell_report_line(c.report, &nowhere);
        saywell_report_end(c.report);
    }
    saywell_report_free(c.report);
    sw_output_end(&c.out, true);
}

const sw_command sw_command_check = {
    .name = "check",
    .bit = SW_CHECK,
    .usage = "[check] [OPTIONS] [PATH...]",
    .summary = "lint drafts or transcripts; no PATH or \"-\" reads standard "
               "input",
    .run = run_check,
    .refuse = refuse_check,
};
