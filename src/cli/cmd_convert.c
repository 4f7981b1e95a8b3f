/*
 * cmd_convert.c - transcripts of any kind -> our own conversation lines.
 *
 * What a reader made of a file, for people who ask why a turn was or was not
 * checked, for scripts, and for tests. Nothing is checked and no rule is read.
 */
#include "cli/command.h"

#include "base/json_write.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/talk_setup.h"
#include "conf/file.h"

#include <string.h>

typedef struct converter {
    sw_run *run;
    sw_setups setups;
    sw_output out;
    sw_arena arena; /* of one conversation */
    sw_buf line;
    size_t conversations;
    bool failed, stopped;
} converter;

static void fail(converter *c, const char *name, size_t line, const char *words)
{
    name = name ? name : "<stdin>";
    if (line)
        sw_say("%s:%zu: %s", name, line, words);
    else
        sw_say("%s: %s", name, words);
    c->failed = true;
}

/* ---- writing ------------------------------------------------------------- */

static void put_c(sw_json *json, const char *key, const char *value)
{
    if (!value)
        return;
    sw_json_key(json, key);
    sw_json_string_c(json, value);
}

static void put_place(sw_json *json, const sw_turn_source *src)
{
    if (!src->line && !src->pointer && !src->cue)
        return;
    sw_json_key(json, "at");
    sw_json_object(json);
    if (src->line) {
        sw_json_key(json, "line");
        sw_json_number(json, src->line);
    }
    put_c(json, "pointer", src->pointer);
    if (src->cue) {
        sw_json_key(json, "cue");
        sw_json_number(json, src->cue);
    }
    sw_json_end_object(json);
}

static void put_turn(sw_json *json, const sw_turn *turn)
{
    sw_json_object(json);
    put_c(json, "role", sw_role_name(turn->role));
    put_c(json, "author", turn->author ? turn->author : turn->label);
    put_c(json, "time", turn->time);
    if (turn->internal)
        put_c(json, "visibility", "internal");
    sw_json_key(json, "text");
    sw_json_string(json, turn->text);
    put_place(json, &turn->src);
    sw_json_end_object(json);
}

static void put_conversation(converter *c, const sw_conversation *talk)
{
    sw_json json;

    sw_buf_clear(&c->line);
    sw_json_init(&json, &c->line, false);
    sw_json_object(&json);
    put_c(&json, "id", talk->id);
    put_c(&json, "channel", talk->channel);
    put_c(&json, "agent", talk->agent);
    if (talk->is_public) {
        sw_json_key(&json, "public");
        sw_json_bool(&json, true);
    }
    sw_json_key(&json, "turns");
    sw_json_array(&json);
    for (size_t i = 0; i < talk->turns.count; i++)
        put_turn(&json, &talk->turns.at[i]);
    sw_json_end_array(&json);
    sw_json_end_object(&json);
    sw_buf_byte(&c->line, '\n');
    if (c->line.failed) {
        sw_say("out of memory");
        c->failed = c->stopped = true;
    } else if (!sw_output_write(&c->out, c->line.ptr, c->line.len)) {
        c->failed = c->stopped = true;
    }
    c->conversations++;
}

/* ---- reading ------------------------------------------------------------- */

static void convert_talk(converter *c, const char *name, sw_talk *talk)
{
    sw_talk_status status;

    do {
        sw_talk_error error;
        sw_conversation one;

        status = sw_talk_next(talk, &c->arena, &one, &error);
        if (status == SW_TALK_ONE)
            put_conversation(c, &one);
        else if (status != SW_TALK_END)
            fail(c, name, error.line, error.message);
        sw_arena_reset(&c->arena);
    } while (status < SW_TALK_END && !c->stopped);
}

/* Whoever waits at the other end of a pipe gets what there is before we wait
 * for more. */
static bool before_read(void *ctx, int fd)
{
    converter *c = ctx;

    (void)fd;
    if (!c->stopped && !sw_output_flush(&c->out))
        c->failed = c->stopped = true;
    return !c->stopped;
}

static void convert_source(converter *c, const sw_setup *setup,
                           const sw_input *input, sw_source *source)
{
    const sw_stream_watch watch = {.ctx = c, .before = before_read};
    sw_talk_options options;
    sw_talk_error error;
    sw_talk *talk;

    if (!source->is_file || !S_ISREG(source->seen.st_mode))
        source->stream.watch = &watch;
    if (!sw_talk_setup(setup, c->run, input, &source->stream, &options)) {
        sw_say("out of memory");
        c->failed = c->stopped = true;
    } else if (!options.reader) {
        fail(c, input->name, 0,
             "is a draft, as it seems; --input says what else it is");
    } else if (sw_talk_open(&talk, &options, &source->stream, &error)) {
        fail(c, input->name, error.line, error.message);
    } else {
        convert_talk(c, input->name, talk);
        sw_talk_close(talk);
    }
}

/* What is wrong with a configuration is said once. */
static bool is_usable(converter *c, sw_setup *setup)
{
    if (setup->errors.count && !setup->reported) {
        for (size_t i = 0; i < setup->errors.count; i++) {
            const saywell_error *err = &setup->errors.at[i];

            if (err->file[0])
                sw_say_error(err);
            else
                sw_say("%s", err->message);
        }
        setup->reported = true;
    }
    if (setup->usage)
        c->stopped = true; /* wrong for every input */
    c->failed = c->failed || setup->errors.count;
    return setup->errors.count == 0;
}

static void convert_input(converter *c, const sw_input *input)
{
    sw_setup *setup = sw_setup_config(&c->setups, input->name);
    sw_source source;
    sw_file_status status;

    if (!setup) {
        sw_say("out of memory");
        c->failed = c->stopped = true;
        return;
    }
    if (!is_usable(c, setup))
        return;
    if (input->name && input->found &&
        sw_setup_ignores(&c->setups, setup, input->name))
        return;
    if (input->error) {
        fail(c, input->name, 0, input->error);
        return;
    }
    status = sw_input_open(input, &source);
    if (status)
        fail(c, input->name, 0, sw_file_words(status));
    else
        convert_source(c, setup, input, &source);
    sw_input_close(&source);
}

static int run_convert(sw_run *run)
{
    converter c = {.run = run, .setups = {.run = run}};
    const sw_words *paths = &run->options.operands;
    sw_inputs inputs = {0};
    bool kept;

    if (!sw_output_begin(&c.out, &run->arena, run->options.output))
        return SW_EXIT_FAILED;
    if (!sw_input_list(paths->at, paths->count, run->options.stdin_filename,
                       &run->arena, &inputs)) {
        sw_say("out of memory");
        c.failed = true;
    }
    for (size_t i = 0; i < inputs.count && !c.stopped; i++)
        convert_input(&c, &inputs.at[i]);
    kept = sw_output_end(&c.out, !c.out.failed);
    sw_setup_release(&c.setups);
    sw_buf_release(&c.line);
    sw_arena_release(&c.arena);
    return c.failed || !kept ? SW_EXIT_FAILED : SW_EXIT_CLEAN;
}

const sw_command sw_command_convert = {
    .name = "convert",
    .bit = SW_CONVERT,
    .usage = "convert [OPTIONS] [PATH...]",
    .summary = "transcripts of any kind as conversation lines, as they would "
               "be checked",
    .run = run_convert,
};
