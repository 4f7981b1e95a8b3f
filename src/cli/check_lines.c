/*
 * check_lines.c - conversations: one in, one out, whatever happens.
 *
 * Only what an agent said in public is linted. The customer's turns since an
 * agent last spoke are its context, the agent's earlier replies its past; both
 * are cut to what a rule can use, so that a conversation of a million turns
 * takes no more time a turn than a short one.
 */
#include "cli/check_run.h"

#include "cli/say.h"
#include "talk/talk.h"

#include <stdio.h>
#include <string.h>

#define EARLIER_MAX ((size_t)32 << 10) /* of the agent's earlier replies */

/* One input on its way through. Buffers are kept from line to line. */
typedef struct filter {
    sw_check *check;
    const sw_setup *setup;
    const sw_input *input;
    sw_arena arena; /* of one conversation */
    sw_buf customer, earlier;
    size_t agent_turns;
    unsigned roles; /* seen, as bits */
} filter;

/* The stream filter: bad lines are data, not failures. */
static bool is_filter(const filter *s)
{
    return s->check->format == SAYWELL_FORMAT_JSONL;
}

/* ---- one conversation ---------------------------------------------------- */

static void append(sw_buf *to, sw_str text)
{
    if (to->len)
        sw_buf_put(to, SW_STR("\n\n"));
    sw_buf_put(to, text);
}

/* Forgets the oldest when there is more than a rule will look at. */
static void append_earlier(filter *s, sw_str text)
{
    sw_buf *to = &s->earlier;
    size_t cut;

    append(to, text);
    if (to->failed || to->len <= 2 * EARLIER_MAX)
        return;
    cut = to->len - EARLIER_MAX;
    while (cut < to->len && ((unsigned char)to->ptr[cut] & 0xc0) == 0x80)
        cut++;
    memmove(to->ptr, to->ptr + cut, to->len - cut);
    to->len -= cut;
}

/* The last turn of customer or agent. */
static size_t last_word(const sw_conversation *c)
{
    for (size_t i = c->turns.count; i-- > 0;)
        if (sw_turn_is_linted(&c->turns.at[i]) ||
            c->turns.at[i].role == SW_ROLE_CUSTOMER)
            return i;
    return SW_NOWHERE;
}

static void check_turn(filter *s, const sw_conversation *c, size_t i,
                       saywell_origin *origin, saywell_position position)
{
    const sw_turn *turn = &c->turns.at[i];
    const char *channel = sw_setup_value(s->setup, SW_CONFIG_CHANNEL);
    const char *is_public = sw_setup_value(s->setup, SW_CONFIG_PUBLIC);
    char pointer[48];
    saywell_reply reply = {.text = turn->text.len ? turn->text.ptr : "",
                           .len = turn->text.len,
                           .channel = c->channel ? c->channel : channel,
                           .position = position};

    reply.is_public =
        c->is_public || (is_public && strcmp(is_public, "true") == 0);
    if (s->customer.len) {
        reply.customer = s->customer.ptr;
        reply.customer_len = s->customer.len;
    }
    if (s->earlier.len) {
        reply.earlier = s->earlier.ptr;
        reply.earlier_len = s->earlier.len;
    }
    origin->turn = i;
    origin->pointer = sw_turn_pointer(c, i, pointer);
    origin->line = turn->src.line ? turn->src.line : c->line;
    origin->author = turn->author;
    origin->time = turn->time;
    sw_check_reply(s->check, s->setup, origin, &reply);
    origin->pointer = NULL;
}

static void check_conversation(filter *s, const sw_conversation *c,
                               saywell_origin *origin)
{
    size_t last = last_word(c);
    bool spoken = false;

    sw_buf_clear(&s->customer);
    sw_buf_clear(&s->earlier);
    for (size_t i = 0; i < c->turns.count && !s->check->stopped; i++) {
        const sw_turn *turn = &c->turns.at[i];
        /* The last one only when nobody has a word behind it. */
        saywell_position position = !spoken     ? SAYWELL_FIRST
                                    : i == last ? SAYWELL_LAST
                                                : SAYWELL_LATER;

        s->roles |= 1u << turn->role;
        if (turn->role == SW_ROLE_CUSTOMER)
            append(&s->customer, turn->text);
        if (!sw_turn_is_linted(turn))
            continue;
        s->agent_turns++;
        check_turn(s, c, i, origin, position);
        append_earlier(s, turn->text);
        sw_buf_clear(&s->customer);
        spoken = true;
        if (s->earlier.failed || s->customer.failed) {
            sw_say("out of memory");
            s->check->failed = s->check->stopped = true;
        }
    }
}

/* ---- one input ----------------------------------------------------------- */

/* The input as a whole. */
static void fail_input(filter *s, const sw_talk_error *error)
{
    const saywell_origin origin = {
        .path = s->input->name, .turn = SAYWELL_NOWHERE, .line = error->line};

    sw_check_error(s->check, &origin, error->code, error->message);
}

static void bad_record(filter *s, const sw_talk_error *error)
{
    sw_check *c = s->check;
    const saywell_origin origin = {.path = s->input->name,

                                   .conversation = error->conversation,
                                   .turn = SAYWELL_NOWHERE,
                                   .line = error->line};

    if (!is_filter(s)) {
        sw_check_error(c, &origin, error->code, error->message);
        return;
    }
    c->bad_lines++;
    sw_check_note(c, saywell_report_error(c->report, &origin, error->code,
                                          error->message));
    sw_check_note(c, saywell_report_line(c->report, &origin));
}

static void check_one(filter *s, const sw_conversation *c)
{
    saywell_origin origin = {.path = s->input->name,
                             .turn = SAYWELL_NOWHERE,
                             .conversation = c->id,
                             .channel = c->channel,
                             .line = c->line};

    check_conversation(s, c, &origin);
    origin.turn = SAYWELL_NOWHERE;
    origin.line = c->line;
    if (s->check->run->options.keep_fields) {
        origin.record = c->record.len ? c->record.ptr : "";
        origin.record_len = c->record.len;
    }
    if (!s->check->stopped)
        sw_check_note(s->check, saywell_report_line(s->check->report, &origin));
}

/* A file in which no agent speaks was probably read wrongly. */
static void complain_without_agents(filter *s)
{
    const saywell_origin origin = {.path = s->input->name,
                                   .turn = SAYWELL_NOWHERE};
    char words[200] = "no agent speaks here; the roles found are";
    size_t at = strlen(words);
    bool first = true;

    if (s->agent_turns || !s->roles || is_filter(s))
        return;
    for (int i = 0; i < SW_ROLE_COUNT; i++) {
        if (!(s->roles & 1u << i))
            continue;
        at += (size_t)snprintf(words + at, sizeof words - at, "%s %s",
                               first ? "" : ",", sw_role_name((sw_role)i));
        first = false;
    }
    sw_check_error(s->check, &origin, "agent", words);
}

/* One after the other, until the end or until nothing more can be done. */
static void check_all(filter *s, sw_talk *talk)
{
    sw_check *check = s->check;
    sw_talk_error error;
    sw_conversation c;

    while (!check->stopped) {
        sw_talk_status status = sw_talk_next(talk, &s->arena, &c, &error);

        if (status == SW_TALK_END)
            break;
        if (status == SW_TALK_FAILED) {
            fail_input(s, &error);
            break;
        }
        if (status == SW_TALK_BAD)
            bad_record(s, &error);
        else
            check_one(s, &c);
        sw_arena_reset(&s->arena);
        /* Whoever waits at the other end of a pipe gets what there is before
         * we wait for more. */
        if (!sw_talk_ready(talk) && !sw_output_flush(&check->out))
            check->failed = check->stopped = true;
    }
    if (!check->stopped)
        complain_without_agents(s);
}

void sw_check_lines(sw_check *c, const sw_setup *setup, const sw_input *input,
                    sw_source *source, const sw_talk_options *options)
{
    filter s = {.check = c, .setup = setup, .input = input};
    sw_talk_error error;
    sw_talk *talk;

    if (!sw_check_report(c, setup, SW_INPUT_CONVERSATIONS))
        return;
    if (sw_talk_open(&talk, options, &source->stream, &error))
        fail_input(&s, &error);
    else
        check_all(&s, talk);
    sw_talk_close(talk);
    sw_buf_release(&s.customer);
    sw_buf_release(&s.earlier);
    sw_arena_release(&s.arena);
}
