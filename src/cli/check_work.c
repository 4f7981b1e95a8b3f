/*
 * check_work.c - what a worker does: a job's items -> findings.
 *
 * Only what an agent said in public is linted. The customer's turns since an
 * agent last spoke are its context, the agent's earlier replies its past; both
 * are cut to what a rule can use, so that a conversation of a million turns
 * takes no more time a turn than a short one.
 *
 * Replies are laid on the desk and checked many at once, for that is faster
 * than one by one; what goes out keeps the order in which it came.
 */
#include "cli/check_work.h"

#include "base/mem.h"
#include "cli/say.h"
#include "cli/text_error.h"
#include "talk/read_lines.h"

#include <stdio.h>
#include <string.h>

#define EARLIER_MAX ((size_t)32 << 10) /* of the agent's earlier replies */
#define DESK        48                 /* replies checked at once */

struct sw_worker_desk {
    saywell_reply replies[DESK];
    saywell_result *results[DESK];
    saywell_error errors[DESK];
    size_t events[DESK]; /* whose reply it is */
};

/* One job being done. */
typedef struct work {
    sw_worker *worker;
    const sw_check *check;
    sw_job *job;
    const sw_setup *setup; /* of what lies on the desk */
    size_t open;           /* replies on the desk */
    size_t told;           /* events whose words were said */
} work;

/* The stream filter: bad lines are data, not failures. */
static bool is_filter(const work *w)
{
    return w->check->format == SAYWELL_FORMAT_JSONL && !w->check->sink;
}

/* ---- sessions ------------------------------------------------------------ */

void sw_worker_release(sw_worker *worker)
{
    sw_sessions_release(&worker->sessions, worker->check->stats);
    sw_mem_free(worker->desk);
    worker->desk = NULL;
}

/* This thread's session for the setup; NULL: no memory. */
static saywell_session *session_for(sw_worker *worker, const sw_setup *setup)
{
    saywell_format format = worker->check->format;
    saywell_session *session;
    bool made;

    session = sw_sessions_for(&worker->sessions, setup, &made);
    if (session && made &&
        (format == SAYWELL_FORMAT_JSON || format == SAYWELL_FORMAT_JSONL))
        saywell_session_set(session, SAYWELL_WANT_FIX, 1);
    return session;
}

/* ---- events -------------------------------------------------------------- */

saywell_status sw_event_play(const sw_event *e, saywell_report *report,
                             const sw_sink *sink)
{
    switch (e->kind) {
    case SW_EVENT_REPLY:
        if (!sink)
            return saywell_report_reply(report, &e->origin, e->reply.text,
                                        e->reply.len, e->result);
        sink->reply(sink->ctx, &e->origin, &e->reply, e->result);
        return SAYWELL_OK;
    case SW_EVENT_ERROR:
        if (!sink)
            return saywell_report_error(report, &e->origin, e->code, e->words);
        sink->error(sink->ctx, &e->origin, e->code, e->words);
        return SAYWELL_OK;
    case SW_EVENT_LINE:
        return sink ? SAYWELL_OK : saywell_report_line(report, &e->origin);
    case SW_EVENT_NOTE:
        break;
    }
    return SAYWELL_OK;
}

/* What the event has to say, in the order of the events. */
static void say(sw_job *job, const sw_event *e)
{
    const char *name = e->origin.path ? e->origin.path : "<stdin>";

    if (e->kind == SW_EVENT_NOTE)
        sw_say_into(&job->said, "%s", e->words);
    else if (e->origin.line)
        sw_say_into(&job->said, "%s:%zu: %s", name, e->origin.line, e->words);
    else
        sw_say_into(&job->said, "%s: %s", name, e->words);
}

static void add_words(work *w, sw_event_kind kind, const sw_setup *setup,
                      const saywell_origin *origin, const char *code,
                      const char *words, bool loud)
{
    sw_event *e = sw_job_event(w->job, kind, setup, origin);

    if (!e)
        return;
    e->code = code;
    e->words = sw_arena_copy(&w->job->arena, words, strlen(words));
    e->say = loud;
    w->job->failed = w->job->failed || (loud && kind == SW_EVENT_ERROR);
    w->job->nomem = w->job->nomem || !e->words;
}

/* ---- the desk ------------------------------------------------------------ */

/* Is there anything at this level (SAYWELL_SUGGESTION ...) or above? */
static bool reaches(const saywell_result *result, int level)
{
    for (size_t i = 0; i < saywell_result_count(result); i++)
        if ((int)saywell_result_at(result, i)->severity >= level)
            return true;
    return false;
}

static void judge(work *w, const sw_event *e)
{
    enum { NEVER = 3 };
    bool stream = is_filter(w) && e->origin.turn != SAYWELL_NOWHERE;
    int level = sw_setup_choice(w->setup, SW_CONFIG_FAIL_ON, -1);

    if (level < 0)
        level = stream ? NEVER : SAYWELL_WARNING;
    if (level != NEVER && reaches(e->result, level))
        w->job->found = true;
}

/* A reply that could not be checked becomes an error in its place. */
static void refuse(work *w, sw_event *e, const saywell_error *err)
{
    const saywell_reply *reply = &e->reply;
    bool in_stream = is_filter(w) && e->origin.turn != SAYWELL_NOWHERE;
    char words[600];

    if (e->origin.turn == SAYWELL_NOWHERE)
        e->origin.line = sw_text_error_line(err, reply->text, reply->len);
    sw_text_error_words(words, sizeof words, err, reply->text, reply->len);
    e->kind = SW_EVENT_ERROR;
    e->code = sw_text_error_code(err->status);
    e->words = sw_arena_copy(&w->job->arena, words, strlen(words));
    if (!e->words || err->status == SAYWELL_NOMEM)
        w->job->nomem = true;
    e->say = !in_stream;
    if (in_stream)
        w->job->bad_lines++;
    else
        w->job->failed = true;
}

static void check_open(work *w)
{
    struct sw_worker_desk *desk = w->worker->desk;
    saywell_session *session;

    if (w->open == 0)
        return;
    session = session_for(w->worker, w->setup);
    if (!session) {
        w->job->nomem = true;
        w->open = 0;
        return;
    }
    saywell_check_many(session, desk->replies, w->open, desk->results,
                       desk->errors);
    for (size_t i = 0; i < w->open; i++) {
        sw_event *e = &w->job->events.at[desk->events[i]];

        e->result = desk->results[i];
        if (e->result && w->check->baseline)
            sw_baseline_apply(w->check->baseline, e->origin.path, e->result);
        if (e->result)
            judge(w, e);
        else
            refuse(w, e, &desk->errors[i]);
    }
    w->open = 0;
}

/* Checks what lies on the desk; everything up to here is known then. */
static void settle(work *w)
{
    sw_job *job = w->job;

    check_open(w);
    for (; w->told < job->events.count && !job->nomem; w->told++)
        if (job->events.at[w->told].say)
            say(job, &job->events.at[w->told]);
    if (!job->part || job->nomem)
        return;
    for (size_t i = 0; i < job->events.count; i++) {
        sw_event *e = &job->events.at[i];

        if (!job->status)
            job->status = sw_event_play(e, job->part, NULL);
        saywell_result_free(e->result);
    }
    job->events.count = w->told = 0;
}

static void lay(work *w, const sw_setup *setup, const saywell_origin *origin,
                const saywell_reply *reply)
{
    struct sw_worker_desk *desk = w->worker->desk;
    sw_event *e;

    if (w->open == DESK || (w->open && w->setup != setup))
        settle(w);
    e = sw_job_event(w->job, SW_EVENT_REPLY, setup, origin);
    if (!e)
        return;
    e->reply = *reply;
    w->setup = setup;
    desk->replies[w->open] = *reply;
    desk->events[w->open++] = w->job->events.count - 1;
}

static bool is_public(const sw_setup *setup)
{
    const char *value = sw_setup_value(setup, SW_CONFIG_PUBLIC);

    return value && strcmp(value, "true") == 0;
}

/* ---- one conversation ---------------------------------------------------- */

/* Texts one behind the other with blank lines between, all of them copied
 * once; what counts begins at start. */
typedef struct past {
    char *ptr;
    size_t start, len;
} past;

static void append(past *to, sw_str text)
{
    if (to->len > to->start) {
        memcpy(to->ptr + to->len, "\n\n", 2);
        to->len += 2;
    }
    if (text.len)
        memcpy(to->ptr + to->len, text.ptr, text.len);
    to->len += text.len;
}

/* Forgets the oldest when there is more than a rule will look at. */
static void shorten(past *of)
{
    if (of->len - of->start <= 2 * EARLIER_MAX)
        return;
    of->start = of->len - EARLIER_MAX;
    while (of->start < of->len &&
           ((unsigned char)of->ptr[of->start] & 0xc0) == 0x80)
        of->start++;
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

/* Room for all that agents and customers say. */
static bool make_pasts(work *w, const sw_conversation *c, past *customer,
                       past *earlier)
{
    size_t theirs = 0, ours = 0;

    for (size_t i = 0; i < c->turns.count; i++) {
        const sw_turn *turn = &c->turns.at[i];

        if (turn->role == SW_ROLE_CUSTOMER)
            theirs += turn->text.len + 2;
        if (sw_turn_is_linted(turn))
            ours += turn->text.len + 2;
    }
    *customer = (past){.ptr = sw_arena_alloc(&w->job->arena, theirs)};
    *earlier = (past){.ptr = sw_arena_alloc(&w->job->arena, ours)};
    return customer->ptr && earlier->ptr;
}

static void lay_turn(work *w, const sw_feed *feed, const sw_conversation *c,
                     size_t i, const saywell_origin *of)
{
    const sw_turn *turn = &c->turns.at[i];
    saywell_origin origin = *of;
    char space[48];
    const char *pointer = sw_turn_pointer(c, i, space);
    saywell_reply reply = {.text = turn->text.len ? turn->text.ptr : "",
                           .len = turn->text.len};

    if (pointer == space)
        pointer = sw_arena_copy(&w->job->arena, space, strlen(space));
    origin.turn = i;
    origin.pointer = pointer;
    origin.line = turn->src.line ? turn->src.line : c->line;
    origin.author = turn->author;
    origin.time = turn->time;
    lay(w, feed->setup, &origin, &reply);
}

/* What the reply laid last was written in view of. */
static void add_context(work *w, const sw_conversation *c,
                        const sw_setup *setup, const past *customer,
                        const past *earlier, saywell_position position)
{
    saywell_reply *reply = &w->worker->desk->replies[w->open - 1];
    const char *channel = sw_setup_value(setup, SW_CONFIG_CHANNEL);

    reply->channel = c->channel ? c->channel : channel;
    reply->position = position;
    reply->is_public = c->is_public || is_public(setup);
    if (customer->len > customer->start) {
        reply->customer = customer->ptr + customer->start;
        reply->customer_len = customer->len - customer->start;
    }
    if (earlier->len > earlier->start) {
        reply->earlier = earlier->ptr + earlier->start;
        reply->earlier_len = earlier->len - earlier->start;
    }
    w->job->events.at[w->job->events.count - 1].reply = *reply;
}

static void check_turns(work *w, const sw_feed *feed, const sw_conversation *c,
                        const saywell_origin *origin)
{
    size_t last = last_word(c);
    past customer, earlier;
    bool spoken = false;

    if (!make_pasts(w, c, &customer, &earlier)) {
        w->job->nomem = true;
        return;
    }
    for (size_t i = 0; i < c->turns.count && !w->job->nomem; i++) {
        const sw_turn *turn = &c->turns.at[i];
        /* The last one only when nobody has a word behind it. */
        saywell_position position = !spoken     ? SAYWELL_FIRST
                                    : i == last ? SAYWELL_LAST
                                                : SAYWELL_LATER;

        w->job->seen.roles |= 1u << turn->role;
        if (turn->role == SW_ROLE_CUSTOMER)
            append(&customer, turn->text);
        if (!sw_turn_is_linted(turn))
            continue;
        w->job->seen.agent_turns++;
        lay_turn(w, feed, c, i, origin);
        if (w->job->nomem)
            return;
        add_context(w, c, feed->setup, &customer, &earlier, position);
        append(&earlier, turn->text);
        shorten(&earlier);
        customer.start = customer.len;
        spoken = true;
    }
}

static void check_conversation(work *w, sw_feed *feed, const sw_conversation *c)
{
    saywell_origin origin = {.path = feed->name,
                             .turn = SAYWELL_NOWHERE,
                             .conversation = c->id,
                             .channel = c->channel,
                             .line = c->line};

    check_turns(w, feed, c, &origin);
    if (w->check->run->options.keep_fields) {
        origin.record = c->record.len ? c->record.ptr : "";
        origin.record_len = c->record.len;
    }
    sw_job_event(w->job, SW_EVENT_LINE, feed->setup, &origin);
}

/* ---- items --------------------------------------------------------------- */

static void bad_record(work *w, const sw_feed *feed,
                       const saywell_origin *origin, const char *code,
                       const char *words)
{
    w->job->bad_lines += is_filter(w);
    add_words(w, SW_EVENT_ERROR, feed->setup, origin, code, words,
              !is_filter(w));
    sw_job_event(w->job, SW_EVENT_LINE, feed->setup, origin);
}

static void check_line(work *w, sw_feed *feed, sw_str line, size_t number)
{
    bool keep = w->check->run->options.keep_fields;
    sw_conversation c;
    sw_talk_error error;

    if (sw_str_trim(line).len == 0)
        return; /* between records it is none */
    if (sw_lines_read(&c, line, keep, &w->job->arena, &error)) {
        c.line = number;
        check_conversation(w, feed, &c);
    } else {
        const saywell_origin origin = {.path = feed->name,
                                       .conversation = c.id,
                                       .turn = SAYWELL_NOWHERE,
                                       .line = number};

        bad_record(w, feed, &origin, error.code, error.message);
    }
}

static void check_lines(work *w, const sw_item *item)
{
    sw_str rest =
        sw_str_part(sw_buf_str(&w->job->text), item->at, item->at + item->len);
    size_t number = item->line;
    sw_str line;

    while (!w->job->nomem && sw_str_line(&rest, &line))
        check_line(w, item->feed, line, number++);
}

static void check_draft(work *w, const sw_item *item)
{
    const sw_feed *feed = item->feed;
    const saywell_origin origin = {
        .path = feed->name, .turn = SAYWELL_NOWHERE, .line = 1};
    const sw_buf *customer = &w->check->customer;
    saywell_reply reply = {.text = item->len ? w->job->text.ptr + item->at : "",
                           .len = item->len,
                           .channel =
                               sw_setup_value(feed->setup, SW_CONFIG_CHANNEL),
                           .is_public = is_public(feed->setup),
                           .ignores = true};

    if (customer->len) {
        reply.customer = customer->ptr;
        reply.customer_len = customer->len;
    }
    lay(w, feed->setup, &origin, &reply);
    sw_job_event(w->job, SW_EVENT_LINE, feed->setup, &origin);
}

static void check_fault(work *w, const sw_item *item)
{
    const sw_setup *setup = item->feed ? item->feed->setup : NULL;

    add_words(w, SW_EVENT_ERROR, setup, &item->origin, item->code, item->words,
              item->kind == SW_ITEM_FAULT);
    sw_job_event(w->job, SW_EVENT_LINE, setup, &item->origin);
}

static void check_item(work *w, const sw_item *item)
{
    switch (item->kind) {
    case SW_ITEM_DRAFT:
        check_draft(w, item);
        break;
    case SW_ITEM_LINES:
        check_lines(w, item);
        break;
    case SW_ITEM_TALK:
        check_conversation(w, item->feed, &item->conversation);
        break;
    case SW_ITEM_BAD:
        bad_record(w, item->feed, &item->origin, item->code, item->words);
        break;
    case SW_ITEM_FAULT:
    case SW_ITEM_UNCHECKED:
        check_fault(w, item);
        break;
    case SW_ITEM_NOTE:
        add_words(w, SW_EVENT_NOTE, NULL, &item->origin, NULL, item->words,
                  true);
        break;
    }
}

void sw_worker_check(sw_worker *worker, sw_job *job)
{
    work w = {.worker = worker, .check = worker->check, .job = job};

    if (!worker->desk)
        worker->desk = sw_mem_alloc(sizeof *worker->desk);
    if (!worker->desk)
        job->nomem = true;
    for (size_t i = 0; i < job->items.count && !job->nomem; i++)
        check_item(&w, &job->items.at[i]);
    if (!job->nomem)
        settle(&w);
    job->nomem = job->nomem || job->said.failed;
}
