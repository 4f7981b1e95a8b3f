/*
 * batch_join.c - what workers made of the blocks, into the output in order.
 *
 * A block brings the bytes that its findings print as, or its events where they
 * are told one by one; what it has to say goes to standard error before. At
 * the end of an input it is asked who spoke there.
 */
#include "cli/batch_join.h"

#include "cli/check_work.h"
#include "cli/resume.h"
#include "cli/say.h"

void sw_batch_nomem(sw_batch *b)
{
    if (!b->check->stopped)
        sw_say("out of memory");
    b->check->failed = b->check->stopped = true;
}

static void put_roles(unsigned roles, sw_buf *out)
{
    bool first = true;

    sw_buf_put(out, SW_STR("no agent speaks here; the roles found are"));
    for (int i = 0; i < SW_ROLE_COUNT; i++) {
        if (!(roles & 1u << i))
            continue;
        sw_buf_printf(out, "%s %s", first ? "" : ",", sw_role_name((sw_role)i));
        first = false;
    }
}

/* Who was found, and what would say who they are. */
static void put_speakers(const sw_labels *labels, bool any_agent, sw_buf *out)
{
    if (any_agent)
        sw_buf_printf(out,
                      "%zu turns were not checked, for nothing says who "
                      "speaks: ",
                      labels->turns);
    else
        sw_buf_put(out, SW_STR("no agent is known here; the speakers are "));
    sw_labels_list(labels, out);
    sw_buf_put(out, SW_STR("; for one who is an agent put "));
    sw_labels_mend(labels, out);
    sw_buf_put(out, SW_STR(" into .saywell.json"));
}

/* A file in which no agent speaks was probably read wrongly; a speaker who is
 * not known is passed over, and not in silence. */
static void complain_of_speakers(sw_check *c, const sw_feed *feed)
{
    const saywell_origin origin = {.path = feed->name, .turn = SAYWELL_NOWHERE};
    bool any_agent = feed->seen.agent_turns > 0;
    bool any_label = feed->labels && feed->labels->turns > 0;
    sw_buf words = {0};

    if (feed->cut || feed->failed || !feed->seen.roles ||
        (any_agent && !any_label))
        return;
    if (c->format == SAYWELL_FORMAT_JSONL && !c->sink && !feed->labels)
        return; /* the stream filter's input may hold anything */
    if (any_label)
        put_speakers(feed->labels, any_agent, &words);
    else
        put_roles(feed->seen.roles, &words);
    if (!sw_buf_c(&words))
        sw_say("out of memory");
    else if (!any_agent)
        sw_check_error(c, &origin, "agent", words.ptr);
    else if (!c->run->options.quiet)
        sw_say("%s: %s", feed->name ? feed->name : "<stdin>", words.ptr);
    sw_buf_release(&words);
}

/* Events that no part has printed yet. */
static void play(sw_batch *b, sw_job *job)
{
    sw_check *c = b->check;

    for (size_t i = 0; i < job->events.count && !c->stopped; i++) {
        const sw_event *e = &job->events.at[i];

        if (c->sink && e->setup && e->setup != b->told) {
            b->told = e->setup;
            c->sink->setup(c->sink->ctx, e->setup->rules, &e->setup->config);
        }
        sw_check_note(c, sw_event_play(e, c->report, c->sink));
    }
}

void sw_batch_recycle(sw_batch *b, sw_job *job)
{
    sw_job_clear(job);
    job->next = b->free;
    b->free = job;
}

/* What is known of the input now that this block of it is done. */
static void add_to_feed(const sw_job *job)
{
    sw_feed *feed = job->feed;

    if (!feed)
        return;
    feed->seen.roles |= job->seen.roles;
    feed->seen.agent_turns += job->seen.agent_turns;
    feed->failed = feed->failed || job->failed || job->nomem || job->status;
    feed->found = feed->found || job->found;
    feed->bad_lines += job->bad_lines;
}

/* What the block prints, for another run. */
static void keep_part(sw_check *c, const sw_job *job)
{
    const saywell_summary *sum = saywell_report_summary(job->part);
    size_t len;
    const char *bytes = saywell_report_held(job->part, &len);

    if ((len || sum->replies) &&
        !sw_resume_add(c->resume, (sw_str){bytes, len}, sum))
        c->failed = true;
}

static void print(sw_batch *b, sw_job *job)
{
    sw_check *c = b->check;

    sw_progress_hide(&c->progress);
    sw_say_bytes(sw_buf_str(&job->said));
    sw_check_note(c, job->status);
    if (c->resume && job->part)
        keep_part(c, job);
    if (job->part)
        sw_check_note(c, saywell_report_join(c->report, job->part));
    else
        play(b, job);
    c->found = c->found || job->found;
    c->failed = c->failed || job->failed;
    c->bad_lines += job->bad_lines;
}

/* The input is done: it was read and checked to its end without a failure. */
static void keep_done(sw_check *c, const sw_feed *feed)
{
    if (c->resume && !feed->failed && !feed->cut &&
        feed->content.len == (uint64_t)feed->file.st_size &&
        !sw_resume_done(c->resume, feed->name, sw_setup_digest(feed->setup),
                        &feed->file, sw_digest_value(&feed->content),
                        feed->found, feed->bad_lines))
        c->failed = true;
}

void sw_batch_tick(sw_batch *b, uint64_t read)
{
    sw_check *c = b->check;
    size_t replies = c->report ? saywell_report_summary(c->report)->replies : 0;

    sw_progress_tick(&c->progress, b->inputs, replies, read);
}

void sw_batch_join(sw_batch *b, sw_job *job)
{
    sw_check *c = b->check;

    if (job->nomem)
        sw_batch_nomem(b);
    add_to_feed(job);
    if (!c->stopped)
        print(b, job);
    if (job->ends && !c->stopped) {
        bool before = c->failed;

        c->failed = false;
        complain_of_speakers(c, job->ends);
        job->ends->failed = job->ends->failed || c->failed;
        c->failed = c->failed || before;
        keep_done(c, job->ends);
    }
    b->inputs += job->inputs;
    sw_batch_tick(b, job->read);
    sw_batch_recycle(b, job);
}
