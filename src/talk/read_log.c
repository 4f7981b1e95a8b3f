/*
 * read_log.c - the reader of chat logs: "Name: text" in all its forms.
 *
 * A file is one conversation, but for the export that glues many: where a
 * "Chat Started" stands below somebody's words, a new one begins. The whole
 * file votes on its form; see log_text.c.
 */
#include "talk/reader.h"

#include "base/mem.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "talk/intake.h"
#include "talk/log_text.h"

#include <string.h>

typedef struct state {
    sw_buf decoded;
    sw_str rest; /* not given yet */
    size_t line; /* of its first byte */
    sw_log_shape shape;
    sw_staff staff;
} state;

static void close_log(sw_talk *talk)
{
    state *s = talk->state;

    if (!s)
        return;
    sw_buf_release(&s->decoded);
    sw_staff_release(&s->staff);
    sw_mem_free(s);
}

static sw_talk_status open_log(sw_talk *talk, sw_talk_error *error)
{
    state *s = sw_talk_state(talk, sizeof *s);
    sw_talk_status status;

    if (!s)
        return sw_talk_fail_nomem(error);
    s->line = 1;
    status = sw_staff_open(&s->staff, &talk->options->agents,
                           &talk->options->bots, error);
    if (status == SW_TALK_ONE)
        status = sw_intake_rest(talk->stream, &s->decoded, &s->rest, error);
    if (status != SW_TALK_ONE)
        return status;
    sw_log_shape_of(s->rest, s->staff.agents, &s->shape);
    if (s->shape.heads || sw_str_trim(s->rest).len == 0)
        return SW_TALK_ONE;
    return sw_talk_fail(error, SW_TALK_FAILED, "log", 1,
                        "no line says who speaks; a log has lines like "
                        "\"Ana: Hi\", \"[10:32] Ana: Hi\" or \"Ana (10:32)\"");
}

/* ---- one conversation ---------------------------------------------------- */

static bool starts_chat(sw_str line)
{
    sw_str words = SW_STR("chat started:");

    line = sw_str_trim(line);
    return line.len > words.len &&
           sw_str_equal_fold(sw_str_part(line, 0, words.len), words);
}

/* Up to the next start of a chat below somebody's words. */
static sw_str take_part(state *s, size_t *lines)
{
    sw_str rest = s->rest, before = s->rest, line, part;
    bool spoken = false;
    sw_log_head head;

    *lines = 0;
    while (sw_str_line(&rest, &line)) {
        if (spoken && starts_chat(line)) {
            rest = before;
            break;
        }
        spoken = spoken || sw_log_head_read(s->shape.form, line, &head);
        before = rest;
        ++*lines;
    }
    part = sw_str_part(s->rest, 0, s->rest.len - rest.len);
    s->rest = rest;
    return part;
}

static sw_talk_status next(sw_talk *talk, sw_arena *arena, sw_conversation *out,
                           sw_talk_error *error)
{
    state *s = talk->state;
    size_t line = s->line, lines;
    sw_str part = take_part(s, &lines);

    s->line += lines;
    if (sw_str_trim(part).len == 0)
        return SW_TALK_END;
    part.ptr = sw_arena_copy(arena, part.ptr, part.len);
    if (!part.ptr)
        return sw_talk_fail_nomem(error);
    out->line = line;
    out->channel = "chat";
    if (sw_log_text_read(part, line, &s->shape, &s->staff, arena, out))
        return SW_TALK_ONE;
    if (out->turns.count < SW_TALK_MAX_TURNS)
        return sw_talk_fail_nomem(error);
    return sw_talk_fail(error, SW_TALK_BAD, "limit", line,
                        "more than %zu turns in one conversation",
                        SW_TALK_MAX_TURNS);
}

/* ---- sniffing ------------------------------------------------------------ */

static int sniff(sw_str head, bool whole, const sw_talk_options *options)
{
    sw_talk_error ignored;
    sw_names *agents = NULL;
    sw_buf decoded = {0};
    sw_log_shape shape;
    size_t mark, valid;
    sw_encoding encoding = sw_utf16_sniff(head, &mark);
    int sure = SW_SNIFF_NO;

    head = sw_str_part(head, mark, head.len);
    if (encoding != SW_ENCODING_UTF8) {
        sw_utf16_decode(encoding, head, &decoded);
        head = sw_buf_str(&decoded);
    }
    valid = sw_utf8_valid(head);
    if (valid + (whole ? 0 : 4) >= head.len && !decoded.failed &&
        sw_names_new(&agents, &options->agents, "agents", &ignored) ==
            SW_TALK_ONE) {
        if (sw_log_is_one(sw_str_part(head, 0, valid), agents, &shape))
            sure = SW_SNIFF_LIKELY;
    }
    sw_names_free(agents);
    sw_buf_release(&decoded);
    return sure;
}

static const char *const endings[] = {".log", ".chat", NULL};

const sw_talk_reader sw_read_log = {
    .name = "log",
    .help = "chat logs: \"Name: text\", with times before or behind",
    .endings = endings,
    .sniff = sniff,
    .open = open_log,
    .next = next,
    .close = close_log,
};
