/* transcript.c - a transcript in a string, read by a reader, shown as lines. */
#include "transcript.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static sw_talk_names names_of(const char *const *list)
{
    sw_talk_names names = {list, 0};

    while (list && list[names.count])
        names.count++;
    return names;
}

static void show_text(sw_buf *out, sw_str text)
{
    sw_buf_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            sw_buf_put_c(out, "\\n");
        else if (text.ptr[i] == '\r')
            sw_buf_put_c(out, "\\r");
        else
            sw_buf_byte(out, text.ptr[i]);
    }
    sw_buf_put_c(out, "\"\n");
}

static void show_turn(sw_buf *out, const sw_turn *turn)
{
    sw_buf_printf(out, "%s%s %s", sw_role_name(turn->role),
                  turn->internal ? "(internal)" : "",
                  turn->author ? turn->author : "-");
    if (turn->src.line)
        sw_buf_printf(out, " @%zu", turn->src.line);
    if (turn->src.cue)
        sw_buf_printf(out, " #%zu", turn->src.cue);
    if (turn->time)
        sw_buf_printf(out, " %s", turn->time);
    sw_buf_byte(out, ' ');
    show_text(out, turn->text);
}

static void show(sw_buf *out, const sw_conversation *c)
{
    sw_buf_printf(out, "# %s %s\n", c->id ? c->id : "-",
                  c->channel ? c->channel : "-");
    for (size_t i = 0; i < c->turns.count; i++)
        show_turn(out, &c->turns.at[i]);
}

/* A temporary file with these bytes, at its start. */
static FILE *file_of(const char *text, size_t len)
{
    FILE *file = tmpfile();

    ck_assert(file);
    ck_assert(fwrite(text, 1, len, file) == len);
    ck_assert(fflush(file) == 0);
    ck_assert(lseek(fileno(file), 0, SEEK_SET) == 0);
    return file;
}

static void read_all(sw_talk *talk, sw_buf *out)
{
    sw_arena arena = {0};
    sw_talk_error error;
    sw_conversation c;
    sw_talk_status status;

    while ((status = sw_talk_next(talk, &arena, &c, &error)) != SW_TALK_END) {
        if (status == SW_TALK_ONE)
            show(out, &c);
        else
            sw_buf_printf(out, "! %zu %s: %s\n", error.line, error.code,
                          error.message);
        sw_arena_reset(&arena);
        if (status == SW_TALK_FAILED)
            break;
    }
    sw_arena_release(&arena);
}

const char *transcript_read(const sw_talk_reader *reader, const char *text,
                            size_t len, const char *const *agents,
                            const char *const *domains)
{
    static char shown[1 << 20];
    sw_talk_options options = {.name = "test",
                               .reader = reader,
                               .agents = names_of(agents),
                               .our_domains = names_of(domains)};
    FILE *file = file_of(text, len);
    sw_stream stream;
    sw_talk_error error;
    sw_talk *talk;
    sw_buf out = {0};

    sw_stream_init(&stream, fileno(file));
    if (sw_talk_open(&talk, &options, &stream, &error) == SW_TALK_ONE)
        read_all(talk, &out);
    else
        sw_buf_printf(&out, "! %zu %s: %s\n", error.line, error.code,
                      error.message);
    sw_talk_close(talk);
    sw_stream_release(&stream);
    fclose(file);
    ck_assert(!out.failed && out.len < sizeof shown);
    snprintf(shown, sizeof shown, "%.*s", (int)out.len, out.len ? out.ptr : "");
    sw_buf_release(&out);
    return shown;
}
