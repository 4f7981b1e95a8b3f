/* reply_texts.c - the texts in files that check would judge. */
#include "cli/reply_texts.h"

#include "cli/say.h"
#include "cli/talk_setup.h"

typedef struct reading {
    const char *name; /* of the input, to show */
    sw_input_take *take;
    void *ctx;
    bool failed;
} reading;

static void fail(reading *r, size_t line, const char *words)
{
    if (line)
        sw_say("%s:%zu: %s", r->name, line, words);
    else
        sw_say("%s: %s", r->name, words);
    r->failed = true;
}

static void take_turns(reading *r, const sw_conversation *c)
{
    for (size_t i = 0; i < c->turns.count; i++)
        if (sw_turn_is_linted(&c->turns.at[i]))
            r->take(r->ctx, r->name, c->turns.at[i].text);
}

static void read_talk(reading *r, const sw_talk_options *options,
                      sw_stream *stream)
{
    sw_arena arena = {0};
    sw_talk_error error;
    sw_talk *talk;
    sw_talk_status status = sw_talk_open(&talk, options, stream, &error);

    if (status)
        fail(r, error.line, error.message);
    while (status < SW_TALK_END) {
        sw_conversation c;

        status = sw_talk_next(talk, &arena, &c, &error);
        if (status == SW_TALK_ONE)
            take_turns(r, &c);
        else if (status != SW_TALK_END)
            fail(r, error.line, error.message);
        sw_arena_reset(&arena);
    }
    sw_talk_close(talk);
    sw_arena_release(&arena);
}

static void read_input(reading *r, const sw_setup *setup, sw_run *run,
                       const sw_input *input)
{
    sw_talk_options options = {0};
    sw_source source;
    sw_file_status status = sw_input_open(input, &source);
    sw_str text;

    if (status)
        fail(r, 0, sw_file_words(status));
    else if (!sw_talk_setup(setup, run, input, &source.stream, &options))
        fail(r, 0, "out of memory");
    else if (options.reader)
        read_talk(r, &options, &source.stream);
    else if ((status = sw_stream_rest(&source.stream, &text)))
        fail(r, 0, sw_file_words(status));
    else
        r->take(r->ctx, r->name, text);
    sw_input_close(&source);
}

bool sw_reply_texts(const sw_setup *setup, sw_run *run,
                    const char *const *paths, size_t count, sw_input_take *take,
                    void *ctx)
{
    reading r = {.take = take, .ctx = ctx};
    sw_inputs inputs = {0};

    if (!sw_input_list(paths, count, NULL, &run->arena, &inputs)) {
        sw_say("out of memory");
        return false;
    }
    for (size_t i = 0; i < inputs.count; i++) {
        const sw_input *input = &inputs.at[i];

        r.name = input->name ? input->name : "<stdin>";
        if (input->error)
            fail(&r, 0, input->error);
        else
            read_input(&r, setup, run, input);
    }
    return !r.failed;
}
