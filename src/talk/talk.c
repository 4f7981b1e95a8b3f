/*
 * talk.c - the table of readers: which one, and its life.
 *
 * What a file is, is asked of its bytes first and of its name second: an
 * export is renamed more often than it is rewritten. A reader that is sure
 * wins; a name decides where nobody is.
 */
#include "talk/reader.h"

#include "base/mem.h"
#include "talk/read_lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const sw_talk_reader *const readers[] = {
    &sw_read_lines, &sw_read_json, &sw_read_log, &sw_read_vtt,
    &sw_read_csv,   &sw_read_mail, &sw_read_box,
};

#define READERS (sizeof readers / sizeof readers[0])

const sw_talk_reader *sw_talk_reader_at(size_t i)
{
    return i < READERS ? readers[i] : NULL;
}

const sw_talk_reader *sw_talk_named(const char *name)
{
    for (size_t i = 0; i < READERS; i++)
        if (strcmp(readers[i]->name, name) == 0)
            return readers[i];
    return NULL;
}

/* ---- sniffing ------------------------------------------------------------ */

static bool has_ending(sw_str name, sw_str ending)
{
    return name.len > ending.len &&
           sw_str_equal_fold(sw_str_part(name, name.len - ending.len, name.len),
                             ending);
}

static const sw_talk_reader *by_name(const char *name)
{
    for (size_t i = 0; name && i < READERS; i++)
        for (const char *const *e = readers[i]->endings; e && *e; e++)
            if (has_ending(sw_str_of(name), sw_str_of(*e)))
                return readers[i];
    return NULL;
}

static const sw_talk_reader *by_content(const sw_talk_options *options,
                                        sw_str head, bool whole, int *best)
{
    const sw_talk_reader *found = NULL;

    for (size_t i = 0; i < READERS; i++) {
        int sure = readers[i]->sniff(head, whole, options);

        if (sure > *best) {
            *best = sure;
            found = readers[i];
        }
    }
    return found;
}

/* The first line, or as much of it as sniff may see; waits for no more. */
static sw_str first_line(sw_stream *stream)
{
    size_t seen = 0;

    for (;;) {
        sw_str head = sw_str_part(sw_stream_window(stream), 0, SW_TALK_HEAD);
        size_t end = sw_str_find_byte(head, '\n', seen);

        if (end != SW_NOWHERE || head.len == SW_TALK_HEAD ||
            !sw_stream_more(stream))
            return sw_str_part(head, 0, end);
        seen = head.len;
    }
}

const sw_talk_reader *sw_talk_sniff(const sw_talk_options *options,
                                    sw_stream *stream)
{
    const sw_talk_reader *named = by_name(options->name), *found;
    int best = SW_SNIFF_NO;
    sw_str head = first_line(stream);

    /* The first line alone may tell: whoever feeds us line by line waits for
     * an answer before the next. */
    if (head.len < SW_TALK_HEAD && sw_lines_looks_so(head))
        return &sw_read_lines;
    head = sw_stream_head(stream, SW_TALK_HEAD);
    found = by_content(options, head, stream->at_end, &best);
    if (best >= SW_SNIFF_LIKELY || (found && !named))
        return found;
    return named;
}

/* ---- life ---------------------------------------------------------------- */

sw_talk_status sw_talk_open(sw_talk **out, const sw_talk_options *options,
                            sw_stream *stream, sw_talk_error *error)
{
    sw_talk *talk = sw_mem_alloc(sizeof *talk);
    sw_talk_status status = SW_TALK_ONE;

    *out = NULL;
    *error = (sw_talk_error){.code = ""};
    if (!talk)
        return sw_talk_fail_nomem(error);
    *talk = (sw_talk){.options = options, .stream = stream};
    if (options->reader->open)
        status = options->reader->open(talk, error);
    if (status != SW_TALK_ONE) {
        sw_talk_close(talk);
        return SW_TALK_FAILED;
    }
    *out = talk;
    return SW_TALK_ONE;
}

sw_talk_status sw_talk_next(sw_talk *talk, sw_arena *arena,
                            sw_conversation *out, sw_talk_error *error)
{
    *out = (sw_conversation){0};
    *error = (sw_talk_error){.code = ""};
    return talk->options->reader->next(talk, arena, out, error);
}

void sw_talk_close(sw_talk *talk)
{
    if (talk && talk->options->reader->close)
        talk->options->reader->close(talk);
    sw_mem_free(talk);
}

/* ---- for readers --------------------------------------------------------- */

void *sw_talk_state(sw_talk *talk, size_t size)
{
    talk->state = sw_mem_alloc(size);
    if (talk->state)
        memset(talk->state, 0, size);
    return talk->state;
}

sw_talk_status sw_talk_fail(sw_talk_error *error, sw_talk_status status,
                            const char *code, size_t line, const char *format,
                            ...)
{
    va_list args;

    error->code = code;
    error->line = line;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}

sw_talk_status sw_talk_fail_nomem(sw_talk_error *error)
{
    return sw_talk_fail(error, SW_TALK_FAILED, "memory", 0, "out of memory");
}

sw_talk_status sw_talk_stream_end(const sw_talk *talk, sw_talk_error *error)
{
    sw_file_status status = talk->stream->status;

    if (!status)
        return SW_TALK_END;
    return sw_talk_fail(error, SW_TALK_FAILED, sw_file_code(status), 0, "%s",
                        sw_file_words(status));
}
