/*
 * cmd_check.c - lint drafts or transcripts and report what was found.
 */
#include "cli/check_run.h"

#include "base/digest.h"
#include "cli/interrupt.h"
#include "cli/resume.h"
#include "cli/say.h"
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

bool sw_check_is_document(saywell_format format)
{
    return format != SAYWELL_FORMAT_TEXT && format != SAYWELL_FORMAT_LINE &&
           format != SAYWELL_FORMAT_GITHUB;
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

/* Everything but rules and inputs that decides what is printed. */
static uint64_t digest_options(const sw_check *c)
{
    const sw_options *o = &c->run->options;
    const unsigned char choices[] = {(unsigned char)c->format,
                                     (unsigned char)o->columns,
                                     (unsigned char)o->color,
                                     o->keep_fields,
                                     o->no_prefilter,
                                     o->quiet,
                                     sw_say_colour(o, STDOUT_FILENO),
                                     !o->output};
    sw_digest d = {0};

    sw_digest_add(&d, SW_STR(SAYWELL_VERSION));
    sw_digest_add(&d, (sw_str){(const char *)choices, sizeof choices});
    sw_digest_add(&d, sw_buf_str(&c->customer));
    return sw_digest_value(&d);
}

/* False: it was said why not. */
static bool open_resume(sw_check *c)
{
    const char *path = c->run->options.resume;
    saywell_report *whole, *part;
    bool ok;

    if (!path)
        return true;
    if (c->baseline) {
        sw_say("--resume and --baseline: one of them, please");
        return false;
    }
    whole = saywell_report_new(c->format, NULL, NULL, sw_output_write, &c->out);
    part = whole ? saywell_report_part(whole) : NULL;
    ok = part != NULL;
    saywell_report_free(part);
    saywell_report_free(whole);
    if (!ok) {
        sw_say("--resume: not with this format; text, json, jsonl, line and "
               "github are printed input by input");
        return false;
    }
    c->resume = sw_resume_open(path, digest_options(c), &c->run->arena);
    return c->resume != NULL;
}

/* A run with --resume, of which there is one at a time, always has the same
 * temporary file: what a killed one left goes with the next. */
static bool begin_output(sw_check *c)
{
    const sw_options *o = &c->run->options;
    const char *name = NULL;

    if (c->resume)
        name = sw_arena_printf(
            &c->run->arena, ".saywell-%016llx",
            (unsigned long long)sw_digest_of(sw_str_of(o->resume)));
    return sw_output_begin_as(&c->out, &c->run->arena, o->output, name);
}

static int run_check(sw_run *run)
{
    sw_check c = {.run = run, .setups = {.run = run}};
    sw_check_stats stats = {0};
    bool kept;

    sw_check_stats_begin(&stats);
    c.stats = run->options.stats ? &stats : NULL;
    c.format = run->options.format ? (saywell_format)(run->options.format - 1)
                                   : SAYWELL_FORMAT_TEXT;
    if (!sw_text_customer(run, &c.customer) ||
        !sw_baseline_open(run, &c.baseline) || !open_resume(&c) ||
        !begin_output(&c)) {
        sw_resume_close(c.resume);
        sw_baseline_free(c.baseline);
        sw_buf_release(&c.customer);
        return SW_EXIT_FAILED;
    }
    sw_interrupt_begin();
    sw_interrupt_unlink(c.out.file.temporary);
    if (c.baseline)
        run->options.jobs =
            1; /* which of two equals is new, is told in order */
    sw_check_inputs(&c);
    if (c.baseline && !c.usage && !sw_baseline_close(c.baseline))
        c.failed = true;
    if (!(c.usage && c.format == SAYWELL_FORMAT_TEXT) && !c.out.failed &&
        sw_check_report(&c, NULL, SW_INPUT_DRAFT)) {
        sw_check_note(&c, saywell_report_end(c.report));
        say_summary(&c);
    }
    kept = sw_output_end(&c.out, !c.out.failed);
    kept = sw_resume_close(c.resume) && kept;
    saywell_report_free(c.report);
    if (c.stats)
        sw_check_stats_say(c.stats, &c.setups);
    sw_setup_release(&c.setups);
    sw_baseline_free(c.baseline);
    sw_buf_release(&c.customer);
    sw_interrupt_end();
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

    if (!sw_check_is_document(format) ||
        !sw_output_begin(&c.out, &run->arena, NULL))
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
