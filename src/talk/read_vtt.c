/*
 * read_vtt.c - the reader of captions: calls and meetings with speakers.
 *
 * Captions are cut where the line is full, in the middle of sentences. So cues
 * of one speaker become one turn when less than two seconds lie between them,
 * joined by a space; a cue that names nobody goes on with the voice before.
 */
#include "talk/reader.h"

#include "base/mem.h"
#include "base/utf16.h"
#include "talk/cue.h"
#include "talk/intake.h"
#include "talk/speakers.h"

#include <string.h>

#define GAP_MS 2000

typedef struct state {
    sw_buf decoded;
    sw_str text;
    bool done;
    sw_staff staff;
} state;

/* A file on its way into turns. */
typedef struct building {
    sw_conversation *c;
    sw_arena *arena;
    sw_buf plain; /* of one cue */
    sw_buf text;  /* of the open turn */
    sw_turn *open;
    int64_t end; /* of its last cue */
    const char *speaker;
    bool failed;
} building;

static void close_vtt(sw_talk *talk)
{
    state *s = talk->state;

    if (!s)
        return;
    sw_buf_release(&s->decoded);
    sw_staff_release(&s->staff);
    sw_mem_free(s);
}

static sw_talk_status open_vtt(sw_talk *talk, sw_talk_error *error)
{
    state *s = sw_talk_state(talk, sizeof *s);
    sw_talk_status status;

    if (!s)
        return sw_talk_fail_nomem(error);
    status = sw_staff_open(&s->staff, &talk->options->agents,
                           &talk->options->bots, error);
    if (status == SW_TALK_ONE)
        status = sw_intake_rest(talk->stream, &s->decoded, &s->text, error);
    return status;
}

/* ---- turns --------------------------------------------------------------- */

static void close_turn(building *b)
{
    if (!b->open)
        return;
    b->open->text.ptr = sw_arena_copy(b->arena, b->text.ptr, b->text.len);
    b->open->text.len = b->text.len;
    b->failed = b->failed || b->text.failed || !b->open->text.ptr;
    b->open = NULL;
}

static void open_turn(building *b, const sw_cue *cue, const sw_voice *voice)
{
    close_turn(b);
    sw_buf_clear(&b->text);
    if (b->c->turns.count < SW_TALK_MAX_TURNS)
        b->open = SW_VEC_PUSH(&b->c->turns, b->arena);
    if (!b->open) {
        b->failed = true;
        return;
    }
    b->open->role = SW_ROLE_UNKNOWN;
    b->open->author = b->open->label = b->speaker;
    b->open->src.line = cue->line + voice->line;
    b->open->src.cue = cue->number;
    b->open->time = sw_arena_printf(b->arena, "%lld", (long long)cue->begin);
    b->failed = b->failed || !b->open->time;
}

static void take_voice(building *b, const sw_cue *cue, const sw_voice *voice)
{
    bool other =
        voice->name.len &&
        !(b->speaker && sw_str_equal(voice->name, sw_str_of(b->speaker)));

    if (other) {
        b->speaker = sw_arena_copy(b->arena, voice->name.ptr, voice->name.len);
        b->failed = b->failed || !b->speaker;
    }
    if (voice->text.len == 0)
        return;
    if (!b->open || other || cue->begin - b->end >= GAP_MS)
        open_turn(b, cue, voice);
    else
        sw_buf_byte(&b->text, ' ');
    sw_buf_put(&b->text, voice->text);
    b->end = cue->end;
}

static void take_cue(building *b, const sw_cue *cue)
{
    sw_str rest = cue->payload;
    size_t line = 0;
    sw_voice voice;

    do {
        sw_buf_clear(&b->plain);
        if (!sw_cue_voice(&rest, &line, &b->plain, &voice))
            return;
        b->failed = b->failed || b->plain.failed;
        if (!b->failed)
            take_voice(b, cue, &voice);
    } while (!b->failed);
}

static sw_talk_status next(sw_talk *talk, sw_arena *arena, sw_conversation *out,
                           sw_talk_error *error)
{
    state *s = talk->state;
    building b = {.c = out, .arena = arena};
    const sw_speaker_hints hints = {.staff = s->staff};
    sw_cues cues = {.rest = s->text};
    sw_cue cue;
    bool ok;

    if (s->done)
        return SW_TALK_END;
    s->done = true;
    out->channel = "voice";
    out->line = 1;
    while (!b.failed && sw_cue_next(&cues, &cue))
        take_cue(&b, &cue);
    close_turn(&b);
    ok = !b.failed && sw_speakers_settle(out, &hints, arena) &&
         sw_speakers_name_agent(out, arena);
    sw_buf_release(&b.plain);
    sw_buf_release(&b.text);
    if (!ok && out->turns.count >= SW_TALK_MAX_TURNS)
        return sw_talk_fail(error, SW_TALK_FAILED, "limit", 1,
                            "more than %zu turns in one conversation",
                            SW_TALK_MAX_TURNS);
    if (!ok)
        return sw_talk_fail_nomem(error);
    if (cues.number == 0 && sw_str_trim(s->text).len)
        return sw_talk_fail(error, SW_TALK_FAILED, "vtt", 1,
                            "no cue here; one begins with a line like "
                            "00:00:01.200 --> 00:00:03.000");
    return cues.number ? SW_TALK_ONE : SW_TALK_END;
}

static int sniff(sw_str head, bool whole, const sw_talk_options *options)
{
    size_t mark;
    sw_buf decoded = {0};
    sw_encoding encoding = sw_utf16_sniff(head, &mark);
    bool so;

    (void)whole, (void)options;
    head = sw_str_part(head, mark, head.len);
    if (encoding != SW_ENCODING_UTF8) {
        sw_utf16_decode(encoding, head, &decoded);
        head = sw_buf_str(&decoded);
    }
    so = sw_cue_looks_so(head);
    sw_buf_release(&decoded);
    return so ? SW_SNIFF_SURE : SW_SNIFF_NO;
}

static const char *const endings[] = {".vtt", ".srt", NULL};

const sw_talk_reader sw_read_vtt = {
    .name = "vtt",
    .help = "captions of calls: WebVTT and SubRip",
    .endings = endings,
    .sniff = sniff,
    .open = open_vtt,
    .next = next,
    .close = close_vtt,
};
