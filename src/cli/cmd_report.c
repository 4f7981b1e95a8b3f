/*
 * cmd_report.c - a batch of conversations in, one report on them out.
 *
 * The replies come by the same way as those of `check`, readers, context and
 * configuration included, so that an agent's editor and the report cannot
 * disagree. Nothing is printed until the last one is in: the report is whole or
 * not there.
 */
#include "cli/check_run.h"

#include "base/fail.h"
#include "cli/say.h"
#include "conf/file.h"
#include "qa/day.h"
#include "qa/quality.h"

#include <string.h>
#include <unistd.h>

#define SIDE_FILE ((size_t)256 << 20) /* of --waivers, --compare */

enum { HTML, CSV, JSON };

/* One run. */
typedef struct reporting {
    sw_check check;
    sw_quality quality;
    bool has_setup;
} reporting;

/* ---- the sink -------------------------------------------------------------
 */

static bool says(const saywell_error *err)
{
    if (err->file[0])
        sw_say_error(err);
    else
        sw_say("%s", err->message);
    return false;
}

/* The figures of a pack of one's own, where it brings some. */
static bool add_accuracy(reporting *r, const char *pack)
{
    sw_arena *arena = &r->check.run->arena;
    sw_buf bytes = {.max = (size_t)16 << 20};
    saywell_error err;
    const char *path;
    bool ok = true;

    if (!sw_file_is_folder(pack))
        return true;
    path = sw_file_join(arena, sw_str_of(pack), SW_STR("accuracy.json"));
    if (path && !sw_file_read(path, &bytes) &&
        sw_accuracy_read(&r->quality.accuracy, path, sw_buf_str(&bytes), arena,
                         &err))
        ok = says(&err);
    sw_buf_release(&bytes);
    return ok;
}

/* The hash of the built-in pack as it comes: were its figures measured on
 * these very rules? */
static void hash_builtin(reporting *r)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules = NULL;
    const char *hash;

    if (b && saywell_builder_add_default(b, NULL) == SAYWELL_OK) {
        saywell_builder_finish(b, &rules, NULL);
        b = NULL;
    }
    saywell_builder_free(b);
    if (!rules)
        return;
    hash = saywell_rules_hash(rules);
    r->quality.pack_hash = sw_arena_copy(&r->quality.arena, hash, strlen(hash));
    saywell_rules_free(rules);
}

static bool read_accuracy(reporting *r, const sw_config *config)
{
    saywell_error err;

    if (sw_accuracy_read(&r->quality.accuracy, "accuracy.json",
                         sw_accuracy_builtin(), &r->quality.arena, &err))
        return says(&err);
    hash_builtin(r);
    for (size_t i = 0; i < config->entries.count; i++) {
        const sw_config_entry *e = &config->entries.at[i];

        if (e->key == SW_CONFIG_PACKS && sw_config_applies(config, e) &&
            !add_accuracy(r, e->value))
            return false;
    }
    return true;
}

static void take_setup(void *ctx, const saywell_rules *rules,
                       const sw_config *config)
{
    reporting *r = ctx;
    saywell_error err;
    bool ok = true;

    if (sw_score_check(config, rules, &err))
        ok = says(&err);
    else if (!r->has_setup)
        ok = read_accuracy(r, config);
    r->has_setup = true;
    sw_quality_setup(&r->quality, rules, config);
    if (!ok)
        r->check.failed = r->check.stopped = true;
}

static void take_reply(void *ctx, const saywell_origin *origin,
                       const saywell_reply *reply, const saywell_result *result)
{
    reporting *r = ctx;

    sw_quality_reply(&r->quality, origin, reply, result);
    if (sw_quality_is_whole(&r->quality))
        return;
    sw_say("out of memory");
    r->check.failed = r->check.stopped = true;
}

static void take_error(void *ctx, const saywell_origin *origin,
                       const char *code, const char *words)
{
    reporting *r = ctx;

    sw_quality_error_at(&r->quality, origin, code, words);
}

/* ---- files beside the conversations ----------------------------------------
 */

typedef saywell_status read_side(reporting *r, const char *path, sw_str bytes,
                                 saywell_error *err);

static saywell_status read_waivers(reporting *r, const char *path, sw_str bytes,
                                   saywell_error *err)
{
    return sw_waivers_read(&r->quality.waivers, path, bytes, &r->quality.arena,
                           err);
}

static saywell_status read_old(reporting *r, const char *path, sw_str bytes,
                               saywell_error *err)
{
    return sw_compare_read(&r->quality.old, path, bytes, &r->quality.arena,
                           err);
}

static bool read_file(reporting *r, const char *path, read_side *read)
{
    sw_buf bytes = {.max = SIDE_FILE};
    sw_file_status status;
    saywell_error err;
    bool ok = true;

    if (!path)
        return true;
    status = sw_file_read(path, &bytes);
    if (status) {
        sw_say("%s: %s", path, sw_file_words(status));
        ok = false;
    } else if (read(r, path, sw_buf_str(&bytes), &err)) {
        ok = says(&err);
    }
    sw_buf_release(&bytes);
    return ok;
}

/* ---- the run --------------------------------------------------------------
 */

static int format_of(const sw_options *o)
{
    sw_str name = sw_str_of(o->output);

    if (o->report_format)
        return o->report_format - 1;
    if (sw_str_ends(name, SW_STR(".csv")))
        return CSV;
    return sw_str_ends(name, SW_STR(".json")) ? JSON : HTML;
}

static size_t given(size_t value, size_t fallback)
{
    return value == SW_NOWHERE ? fallback : value;
}

static bool read_options(reporting *r, const sw_options *o)
{
    sw_quality_options *to = &r->quality.options;

    to->worst = given(o->worst, 10);
    to->sample = given(o->sample, 0);
    to->seed = given(o->seed, 1);
    to->anonymise = o->anonymise;
    to->date = o->date;
    if (to->worst > SW_PICKS_MAX || to->sample > SW_PICKS_MAX) {
        sw_say("--%s: a report shows %d replies at most",
               to->worst > SW_PICKS_MAX ? "worst" : "sample", SW_PICKS_MAX);
        return false;
    }
    if (o->date && (strlen(o->date) != 10 || !sw_day_read(o->date, &to->day))) {
        sw_say("--date: \"%.40s\" is not a day, such as 2026-11-28", o->date);
        return false;
    }
    if (!o->output && format_of(o) == HTML && isatty(STDOUT_FILENO)) {
        sw_say("a page is for a browser: give it a name with -o report.html");
        return false;
    }
    return true;
}

static bool reaches(const reporting *r)
{
    int level = r->check.run->options.fail_on;

    /* suggestion, warning, error, never; not given is never */
    if (level == 0 || level == 4)
        return false;
    for (int i = level - 1; i < 3; i++)
        if (r->quality.tally.severities[i])
            return true;
    return false;
}

/* A list of waivers is kept short by whoever is told. */
static void say_waivers(const sw_quality *q)
{
    size_t expired = 0, unused = 0;

    for (size_t i = 0; i < q->waivers.list.count; i++) {
        const sw_waiver *w = q->waivers.list.at[i];

        if (sw_quality_expired(q, w))
            expired++;
        else if (!w->used)
            unused++;
    }
    if (expired || unused)
        sw_say("%s: waivers that have expired: %zu, that match nothing: %zu",
               q->waivers.name, expired, unused);
}

static void say_summary(const reporting *r)
{
    const sw_quality *q = &r->quality;
    const sw_count *c = &q->tally.total;

    if (r->check.run->options.quiet)
        return;
    sw_say("replies judged %zu, with a finding %zu, skipped %zu, not read %zu",
           c->replies, c->flagged, q->skipped + q->empty, q->unread);
    say_waivers(q);
}

static bool write_report(reporting *r)
{
    static void (*const reports[])(sw_quality *,
                                   sw_buf *) = {[HTML] = sw_html_report,
                                                [CSV] = sw_csv_report,
                                                [JSON] = sw_json_report};
    sw_buf bytes = {0};
    bool ok;

    sw_quality_end(&r->quality);
    reports[format_of(&r->check.run->options)](&r->quality, &bytes);
    ok = !bytes.failed && sw_quality_is_whole(&r->quality);
    if (!ok)
        sw_say("out of memory");
    else
        ok = sw_output_write(&r->check.out, bytes.ptr, bytes.len);
    sw_buf_release(&bytes);
    return ok;
}

static int run_report(sw_run *run)
{
    reporting r = {.check = {.run = run,
                             .setups = {.run = run},
                             .format = SAYWELL_FORMAT_LINE}};
    const sw_sink sink = {&r, take_setup, take_reply, take_error};
    bool ok = read_options(&r, &run->options) &&
              read_file(&r, run->options.waivers, read_waivers) &&
              read_file(&r, run->options.compare, read_old) &&
              sw_output_begin(&r.check.out, &run->arena, run->options.output);
    int status = SW_EXIT_FAILED;

    if (ok) {
        r.check.sink = &sink;
        sw_quality_begin(&r.quality);
        sw_check_inputs(&r.check);
        ok = !r.check.stopped && r.has_setup && write_report(&r);
        ok = sw_output_end(&r.check.out, ok) && ok;
    }
    if (ok) {
        say_summary(&r);
        status = r.check.failed ? SW_EXIT_FAILED
                 : reaches(&r)  ? SW_EXIT_FOUND
                                : SW_EXIT_CLEAN;
    }
    saywell_report_free(r.check.report);
    sw_quality_release(&r.quality);
    sw_setup_release(&r.check.setups);
    return status;
}

const sw_command sw_command_report = {
    .name = "report",
    .bit = SW_REPORT,
    .usage = "report [OPTIONS] [PATH...]",
    .summary = "rates for each rule, agent and week over many conversations",
    .run = run_report,
};
