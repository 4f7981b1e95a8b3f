/* fix_work.c - what a worker of fix does: a text -> the text rewritten. */
#include "cli/fix_work.h"

#include "cli/diff.h"
#include "cli/text_error.h"

#include <stdio.h>
#include <string.h>

const char *sw_fix_name(const sw_fix_job *job)
{
    return job->input->name ? job->input->name : "<stdin>";
}

static bool collect(void *ctx, const char *bytes, size_t len)
{
    sw_buf_put(ctx, (sw_str){bytes, len});
    return !((sw_buf *)ctx)->failed;
}

static saywell_reply reply_of(const sw_fix_task *task, const sw_setup *setup,
                              sw_str text)
{
    const char *is_public = sw_setup_value(setup, SW_CONFIG_PUBLIC);
    saywell_reply reply = {.text = text.ptr ? text.ptr : "", .len = text.len};

    if (task->customer->len) {
        reply.customer = task->customer->ptr;
        reply.customer_len = task->customer->len;
    }
    reply.ignores = true;
    reply.channel = sw_setup_value(setup, SW_CONFIG_CHANNEL);
    reply.is_public = is_public && strcmp(is_public, "true") == 0;
    return reply;
}

/* How many findings the text still has; told beside what was done.
 * SAYWELL_NOWHERE when it could not be counted. */
static size_t count_left(const sw_fix_task *task, const sw_setup *setup,
                         saywell_session *session, sw_str text)
{
    const saywell_reply reply = reply_of(task, setup, text);
    saywell_result *result;
    size_t n;

    saywell_session_set(session, SAYWELL_WANT_FIX, 0);
    if (saywell_check(session, &reply, &result, NULL))
        return SAYWELL_NOWHERE;
    n = saywell_result_count(result);
    saywell_result_free(result);
    return n;
}

/* The text went through the engine; now what comes of it? */
static void rewrite(const sw_fix_task *task, sw_fix_job *job,
                    saywell_session *session, const saywell_result *result)
{
    const sw_options *o = &task->run->options;
    const saywell_edit *edits = saywell_result_fix(result, &job->edits);
    const char *text = job->text.ptr ? job->text.ptr : "";
    bool ok;

    if (!edits)
        job->edits = 0;
    if (o->diff)
        ok = sw_diff_write(sw_fix_name(job), job->text.ptr, job->text.len,
                           edits, job->edits, collect, &job->out);
    else
        ok = saywell_apply(text, job->text.len, edits, job->edits, collect,
                           &job->out) == SAYWELL_OK;
    if (!ok)
        snprintf(job->words, sizeof job->words,
                 "out of memory; nothing written");
    else if (!o->diff && !o->quiet)
        job->left = job->edits ? count_left(task, job->setup, session,
                                            sw_buf_str(&job->out))
                               : saywell_result_count(result);
}

void sw_fix_work(void *ctx, size_t worker, void *given)
{
    const sw_fix_task *task = ctx;
    sw_fix_job *job = given;
    const saywell_reply reply = reply_of(task, job->setup, job->text);
    saywell_session *session;
    saywell_result *result;
    saywell_error err;

    if (job->words[0])
        return;
    session = sw_sessions_for(&task->workers[worker], job->setup, NULL);
    if (!session) {
        snprintf(job->words, sizeof job->words, "out of memory");
        job->pass_on = true;
        return;
    }
    saywell_session_set(session, SAYWELL_WANT_FIX, 1);
    if (saywell_check(session, &reply, &result, &err)) {
        sw_text_error_words(job->words, sizeof job->words, &err, job->text.ptr,
                            job->text.len);
        job->pass_on = true;
        return;
    }
    rewrite(task, job, session, result);
    saywell_result_free(result);
}
