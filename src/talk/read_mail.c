/*
 * read_mail.c - the readers of mail: one message, or a box of them.
 *
 * A thread is a conversation and a mail a turn: what its writer wrote, without
 * the history below it. Where the box lacks what an agent answers, the history
 * tells it, and stands as the customer's turn, so that the rules that weigh a
 * reply against the question have one.
 */
#include "talk/reader.h"

#include "base/mem.h"
#include "base/utf16.h"
#include "talk/intake.h"
#include "talk/label.h"
#include "talk/mail_index.h"
#include "talk/mail_quote.h"
#include "talk/mail_who.h"
#include "talk/speakers.h"
#include "talk/stamp.h"

#include <string.h>

typedef struct state {
    sw_mail_reader *reader;
    sw_mail_index index;
    sw_staff staff;
    sw_mail_who who;
    sw_buf bytes;
    size_t long_ones, thread; /* given so far */
} state;

static void close_mail(sw_talk *talk)
{
    state *s = talk->state;

    if (!s)
        return;
    sw_mail_index_release(&s->index);
    sw_mail_reader_free(s->reader);
    sw_staff_release(&s->staff);
    sw_buf_release(&s->bytes);
    sw_mem_free(s);
}

static sw_talk_status open_any(sw_talk *talk, bool box, sw_talk_error *error)
{
    state *s = sw_talk_state(talk, sizeof *s);
    sw_talk_status status;

    if (!s)
        return sw_talk_fail_nomem(error);
    status = sw_staff_open(&s->staff, &talk->options->agents,
                           &talk->options->bots, error);
    if (status == SW_TALK_ONE)
        status = sw_mail_reader_new(&s->reader, error);
    if (status == SW_TALK_ONE)
        status =
            sw_mail_index_read(&s->index, talk->stream, box, s->reader, error);
    s->who = (sw_mail_who){
        .options = talk->options, .staff = s->staff, .box = s->index.own};
    return status;
}

static sw_talk_status open_mail(sw_talk *talk, sw_talk_error *error)
{
    return open_any(talk, false, error);
}

static sw_talk_status open_box(sw_talk *talk, sw_talk_error *error)
{
    return open_any(talk, true, error);
}

/* ---- a turn -------------------------------------------------------------- */

typedef struct building {
    state *s;
    sw_arena *arena;
    sw_conversation *c;
    sw_talk_error *error;
    sw_mail *first;
    bool asked; /* a customer spoke before */
} building;

static sw_turn *push(building *b)
{
    return SW_VEC_PUSH(&b->c->turns, b->arena);
}

/* The line of the source in which the text begins, as far as it can be found:
 * encodings break lines of their own. */
static size_t line_of(const building *b, const sw_mail_spot *spot,
                      const sw_mail *mail, sw_str text)
{
    sw_str bytes = sw_buf_str(&b->s->bytes), line = {0}, rest = text;
    size_t at = SW_NOWHERE;

    sw_str_line(&rest, &line);
    line = sw_str_trim(sw_str_part(line, 0, 40));
    if (line.len)
        at = sw_str_find(bytes, line, mail->body);
    if (at == SW_NOWHERE)
        at = mail->body;
    return spot->line + sw_intake_line(bytes, at) - 1;
}

static const char *time_of(building *b, const sw_mail *mail)
{
    const sw_stamp epoch = {.year = 1970,
                            .month = 1,
                            .day = 1,
                            .has_date = true,
                            .has_time = true,
                            .has_zone = true};

    return mail->has_date
               ? sw_stamp_iso(&epoch, mail->date, (sw_str){0}, b->arena)
               : NULL;
}

/* Kim <kim@mail.example> in an attribution, as far as it names an address. */
static sw_mail_address writer_of(building *b, sw_str attribution)
{
    sw_mail_address out = {"", ""};
    size_t open = sw_str_find_byte(attribution, '<', 0), close;

    if (open == SW_NOWHERE)
        return out;
    close = sw_str_find_byte(attribution, '>', open);
    if (close == SW_NOWHERE)
        return out;
    out.address =
        sw_arena_copy(b->arena, attribution.ptr + open + 1, close - open - 1);
    return out;
}

/* What the agent answers, when the box has it not. */
static sw_talk_status add_asked(building *b, const sw_mail_spot *spot,
                                const sw_mail *mail, const sw_mail_cut *cut)
{
    sw_mail_cut whole = *cut;
    sw_mail_address writer;
    sw_turn *turn;

    if (mail->markup.len) {
        sw_str text;
        sw_talk_status status =
            sw_mail_history(b->s->reader, mail, b->arena, &text, b->error);

        if (status != SW_TALK_ONE)
            return status;
        if (!sw_mail_cut_read(text, b->arena, &whole))
            return sw_talk_fail_nomem(b->error);
    }
    if (whole.quote.len == 0)
        return SW_TALK_ONE;
    writer = writer_of(b, whole.attribution);
    if (!writer.address)
        return sw_talk_fail_nomem(b->error);
    if (writer.address[0] && sw_mail_is_ours(&b->s->who, b->first, &writer))
        return SW_TALK_ONE; /* an agent's own mail, quoted */
    turn = push(b);
    if (!turn)
        return sw_talk_fail_nomem(b->error);
    turn->role = SW_ROLE_CUSTOMER;
    turn->text = whole.quote;
    turn->author = writer.address[0] ? writer.address : NULL;
    turn->src.line = line_of(b, spot, mail, whole.quote);
    b->asked = true;
    return SW_TALK_ONE;
}

static sw_talk_status add_turn(building *b, const sw_mail_spot *spot,
                               const sw_mail *mail)
{
    sw_role role = sw_mail_role(&b->s->who, b->first, mail);
    const char *author =
        mail->from.name[0] ? mail->from.name : mail->from.address;
    sw_talk_status status = SW_TALK_ONE;
    sw_mail_cut cut;
    sw_turn *turn;

    if (!sw_mail_cut_read(mail->text, b->arena, &cut))
        return sw_talk_fail_nomem(b->error);
    if (role == SW_ROLE_AGENT && !b->asked)
        status = add_asked(b, spot, mail, &cut);
    cut.text = sw_mail_unsigned(&b->s->index, mail->from.address, cut.text);
    if (status != SW_TALK_ONE || cut.text.len == 0)
        return status;
    turn = push(b);
    if (!turn)
        return sw_talk_fail_nomem(b->error);
    if (role == SW_ROLE_AGENT && sw_label_is_notice(cut.text))
        role = SW_ROLE_SYSTEM;
    b->asked = b->asked || role == SW_ROLE_CUSTOMER;
    turn->role = role;
    turn->internal = role == SW_ROLE_NOTE;
    turn->text = cut.text;
    turn->author = author[0] ? author : NULL;
    turn->label = role == SW_ROLE_UNKNOWN ? mail->from.address : NULL;
    turn->time = time_of(b, mail);
    turn->src.line = line_of(b, spot, mail, cut.text);
    return SW_TALK_ONE;
}

/* ---- a thread ------------------------------------------------------------ */

static sw_talk_status add_mail(building *b, const sw_mail_spot *spot)
{
    sw_mail *mail = sw_arena_zero(b->arena, 1, sizeof *mail);
    sw_talk_status status;

    if (!mail)
        return sw_talk_fail_nomem(b->error);
    status = sw_mail_index_fetch(&b->s->index, spot, &b->s->bytes, b->error);
    if (status == SW_TALK_ONE)
        status = sw_mail_read(b->s->reader, sw_buf_str(&b->s->bytes), true,
                              b->arena, mail, b->error);
    if (status == SW_TALK_BAD)
        b->error->line = spot->line;
    if (status != SW_TALK_ONE)
        return status;
    if (!b->first) {
        b->first = mail;
        b->c->id = mail->references.count ? mail->references.at[0]
                   : mail->id[0]          ? mail->id
                                          : NULL;
    }
    return add_turn(b, spot, mail);
}

static sw_talk_status next(sw_talk *talk, sw_arena *arena, sw_conversation *out,
                           sw_talk_error *error)
{
    state *s = talk->state;
    const sw_unite *threads = &s->index.threads;
    building b = {.s = s, .arena = arena, .c = out, .error = error};
    sw_talk_status status = SW_TALK_ONE;
    size_t t = s->thread, bytes = 0;

    if (s->long_ones < s->index.long_count)
        return sw_talk_fail(error, SW_TALK_BAD, "limit",
                            s->index.long_ones[s->long_ones++],
                            "a mail longer than %zu MiB", SW_MAIL_MAX >> 20);
    if (t >= threads->groups)
        return SW_TALK_END;
    s->thread++;
    out->channel = "email";
    out->line = s->index.spots[threads->order[threads->starts[t]]].line;
    for (uint32_t i = threads->starts[t];
         i < threads->starts[t + 1] && status == SW_TALK_ONE; i++) {
        const sw_mail_spot *spot = &s->index.spots[threads->order[i]];

        bytes += spot->len;
        if (bytes > 2 * SW_MAIL_MAX)
            return sw_talk_fail(error, SW_TALK_BAD, "limit", spot->line,
                                "a thread of more than %zu MiB",
                                2 * SW_MAIL_MAX >> 20);
        status = add_mail(&b, spot);
    }
    if (status != SW_TALK_ONE)
        return status;
    return sw_speakers_name_agent(out, arena) ? SW_TALK_ONE
                                              : sw_talk_fail_nomem(error);
}

/* ---- sniffing ------------------------------------------------------------ */

/* How many fields that only mails have stand above the first empty line. */
static size_t fields(sw_str head)
{
    static const char *const names[] = {
        "from:",         "to:",          "subject:",
        "date:",         "message-id:",  "received:",
        "mime-version:", "return-path:", "delivered-to:"};
    unsigned seen = 0;
    size_t count = 0;
    sw_str line;

    for (int n = 0; n < 200 && sw_str_line(&head, &line) && line.len; n++)
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            if (sw_str_equal_fold(sw_str_part(line, 0, strlen(names[i])),
                                  sw_str_of(names[i])))
                seen |= 1u << i;
    for (; seen; seen &= seen - 1)
        count++;
    return count;
}

static int sniff_mail(sw_str head, bool whole, const sw_talk_options *options)
{
    sw_str line, rest = head;

    (void)whole, (void)options;
    if (!sw_str_line(&rest, &line) || sw_mail_is_border(line) ||
        sw_str_find_byte(line, ':', 0) == SW_NOWHERE)
        return SW_SNIFF_NO;
    return fields(head) >= 4 ? SW_SNIFF_LIKELY : SW_SNIFF_NO;
}

static int sniff_box(sw_str head, bool whole, const sw_talk_options *options)
{
    sw_str line;

    (void)whole, (void)options;
    return sw_str_line(&head, &line) && sw_mail_is_border(line) &&
                   fields(head) >= 2
               ? SW_SNIFF_SURE
               : SW_SNIFF_NO;
}

static const char *const mail_endings[] = {".eml", NULL};
static const char *const box_endings[] = {".mbox", ".mbx", NULL};

const sw_talk_reader sw_read_mail = {
    .name = "eml",
    .help = "one e-mail",
    .endings = mail_endings,
    .sniff = sniff_mail,
    .open = open_mail,
    .next = next,
    .close = close_mail,
};

const sw_talk_reader sw_read_box = {
    .name = "mbox",
    .help = "a mailbox, a thread a conversation",
    .endings = box_endings,
    .sniff = sniff_box,
    .open = open_box,
    .next = next,
    .close = close_mail,
};
