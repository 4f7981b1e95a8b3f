/*
 * rule_test.c - run the examples of a pack as tests.
 *
 * An example may want a profile and settings, and a rule that is off by
 * default must be on for its own examples: each such wish is a world, a rule
 * set of its own, made once. In a world where everything else stays as the
 * pack has it, an example says what its reader would see.
 */
#include "cli/rule_test.h"

#include "base/fail.h"
#include "cli/rule_conflict.h"
#include "cli/say.h"

#include <string.h>

/* A rule set for some wishes. */
typedef struct world {
    const char *key; /* profile, settings and rule, spelled out */
    saywell_rules *rules;
    saywell_session *session;
    struct world *next;
} world;

typedef struct tester {
    sw_setup *setup;
    sw_run *run;
    sw_buf *out;
    sw_rule_tests *tests;
    world *worlds, *base;
    sw_buf fixed;
    bool failed; /* out of memory */
} tester;

/* One example on its way. */
typedef struct trial {
    tester *t;
    const saywell_rule_info *rule;
    const saywell_example *example;
    const world *world;
    const saywell_result *result;
} trial;

/* ---- worlds -------------------------------------------------------------- */

static saywell_status choose(saywell_builder *b, const saywell_example *e,
                             const char *rule, saywell_error *err)
{
    saywell_status status = SAYWELL_OK;

    if (e && e->profile)
        status = saywell_builder_profile(b, e->profile, err);
    for (size_t i = 0; !status && e && e->settings && e->settings[i]; i += 2)
        status =
            saywell_builder_set(b, e->settings[i], e->settings[i + 1], err);
    if (!status && rule)
        status = saywell_builder_turn(b, rule, true, err);
    return status;
}

static world *make_world(tester *t, const char *key, const saywell_example *e,
                         const char *rule, saywell_error *err)
{
    world *w = sw_arena_zero(&t->run->arena, 1, sizeof *w);
    saywell_builder *b = saywell_builder_new();
    saywell_status status;

    sw_fail_clear(err);
    if (!w || !b || !sw_setup_packs(t->setup, t->run, b)) {
        saywell_builder_free(b);
        t->failed = true;
        return NULL;
    }
    status = choose(b, e, rule, err);
    if (status) {
        saywell_builder_free(b);
        return NULL;
    }
    if (saywell_builder_finish(b, &w->rules, err))
        return NULL;
    w->session = saywell_session_new(w->rules);
    if (!w->session) {
        saywell_rules_free(w->rules);
        t->failed = true;
        return NULL;
    }
    if (t->run->options.coverage)
        saywell_session_set(w->session, SAYWELL_THOROUGH, 1);
    w->key = key;
    w->next = t->worlds;
    t->worlds = w;
    return w;
}

static const char *key_of(tester *t, const saywell_example *e, const char *rule)
{
    sw_buf key = {0};
    const char *copy = NULL;

    sw_buf_printf(&key, "%s|", e->profile ? e->profile : "");
    for (size_t i = 0; e->settings && e->settings[i]; i += 2)
        sw_buf_printf(&key, "%s=%s;", e->settings[i], e->settings[i + 1]);
    sw_buf_printf(&key, "|%s", rule ? rule : "");
    if (!key.failed)
        copy = sw_arena_copy(&t->run->arena, key.ptr, key.len);
    sw_buf_release(&key);
    t->failed = t->failed || !copy;
    return copy;
}

static world *world_for(tester *t, const saywell_example *e, const char *rule,
                        saywell_error *err)
{
    const char *key = key_of(t, e, rule);

    if (!key)
        return NULL;
    if (strcmp(key, "||") == 0)
        return t->base;
    for (world *w = t->worlds; w; w = w->next)
        if (strcmp(w->key, key) == 0)
            return w;
    return make_world(t, key, e, rule, err);
}

static void free_worlds(tester *t)
{
    for (world *w = t->worlds; w; w = w->next) {
        saywell_session_free(w->session);
        saywell_rules_free(w->rules);
    }
}

/* ---- what went wrong ----------------------------------------------------- */

void sw_rule_test_shown(sw_buf *out, sw_str text)
{
    sw_buf_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            sw_buf_put(out, SW_STR("\\n"));
        else
            sw_buf_byte(out,
                        (unsigned char)text.ptr[i] < 0x20 ? '?' : text.ptr[i]);
    }
    sw_buf_byte(out, '"');
}

/* "file:line: rule: " and the example. */
static void put_head(const trial *x)
{
    sw_buf *out = x->t->out;
    const saywell_example *e = x->example;

    sw_buf_printf(out, "%s:%zu: %s: ", e->file ? e->file : x->rule->file,
                  e->line ? e->line : x->rule->line, x->rule->id);
    sw_rule_test_shown(out, (sw_str){e->text, e->text_len});
    sw_buf_put(out, SW_STR("\n    "));
}

static bool fail(const trial *x, const char *words)
{
    put_head(x);
    sw_buf_printf(x->t->out, "%s\n", words);
    return false;
}

static bool fail_strings(const trial *x, const char *wanted_words,
                         sw_str wanted, const char *seen_words, sw_str seen)
{
    sw_buf *out = x->t->out;

    put_head(x);
    sw_buf_put_c(out, wanted_words);
    sw_rule_test_shown(out, wanted);
    sw_buf_put_c(out, seen_words);
    sw_rule_test_shown(out, seen);
    sw_buf_byte(out, '\n');
    return false;
}

/* ---- judging ------------------------------------------------------------- */

static sw_str match_of(const trial *x, const saywell_finding *f)
{
    return sw_str_part((sw_str){x->example->text, x->example->text_len},
                       f->start.byte, f->end.byte);
}

/* The finding that the example asks for; *other: one elsewhere. */
static const saywell_finding *wanted(const trial *x,
                                     const saywell_finding **other)
{
    *other = NULL;
    for (size_t i = 0; i < saywell_result_count(x->result); i++) {
        const saywell_finding *f = saywell_result_at(x->result, i);

        if (strcmp(f->rule, x->rule->id) != 0)
            continue;
        if (!x->example->at || sw_str_equal_c(match_of(x, f), x->example->at))
            return f;
        *other = f;
    }
    return NULL;
}

static size_t count_of(const saywell_result *r, const char *rule)
{
    size_t n = 0;

    for (size_t i = 0; i < saywell_result_count(r); i++)
        n += strcmp(saywell_result_at(r, i)->rule, rule) == 0;
    return n;
}

void sw_rule_test_reply(const saywell_example *e, sw_str text,
                        saywell_reply *reply)
{
    *reply = (saywell_reply){.text = text.ptr ? text.ptr : "",
                             .len = text.len,
                             .channel = e->channel,
                             .position = e->position};
    if (e->customer) {
        reply->customer = e->customer;
        reply->customer_len = strlen(e->customer);
    }
    if (e->earlier) {
        reply->earlier = e->earlier;
        reply->earlier_len = strlen(e->earlier);
    }
}

static bool collect(void *ctx, const char *bytes, size_t len)
{
    sw_buf_put(ctx, (sw_str){bytes, len});
    return !((sw_buf *)ctx)->failed;
}

/* The text after a safe fix must not be worse anywhere, and better here. */
static bool judge_fixed(const trial *x, const saywell_result *after)
{
    for (size_t i = 0; i < saywell_result_count(after); i++) {
        const saywell_finding *f = saywell_result_at(after, i);
        size_t before = count_of(x->result, f->rule);

        if (strcmp(f->rule, x->rule->id) == 0 && before > 0)
            before--; /* the one that was mended must be gone */
        if (count_of(after, f->rule) > before)
            return fail_strings(x, "the safe rewrite ",
                                sw_buf_str(&x->t->fixed),
                                strcmp(f->rule, x->rule->id) == 0
                                    ? " is still flagged by this rule: "
                                    : " is flagged anew: ",
                                sw_str_of(f->rule));
    }
    return true;
}

static bool judge_safe(const trial *x)
{
    saywell_reply reply;
    saywell_result *after;
    saywell_error err;
    bool ok;

    sw_rule_test_reply(x->example, sw_buf_str(&x->t->fixed), &reply);
    if (saywell_check(x->world->session, &reply, &after, &err))
        return fail(x, err.message);
    ok = judge_fixed(x, after);
    saywell_result_free(after);
    return ok;
}

static bool judge_fix(const trial *x, const saywell_finding *f)
{
    const saywell_fix *fix;
    sw_buf *fixed = &x->t->fixed;

    if (f->fix_count == 0)
        return !x->example->fix ||
               fail(x, "a rewrite was wanted; none is offered here");
    fix = &f->fixes[0];
    sw_buf_clear(fixed);
    if (saywell_apply(x->example->text, x->example->text_len, fix->edits,
                      fix->edit_count, collect, fixed))
        return fail(x, "the edits of the rewrite are not in order");
    if (x->example->fix && !sw_str_equal_c(sw_buf_str(fixed), x->example->fix))
        return fail_strings(x, "the rewrite should give ",
                            sw_str_of(x->example->fix), ", it gives ",
                            sw_buf_str(fixed));
    return fix->trust != SAYWELL_SAFE || judge_safe(x);
}

static bool judge(const trial *x)
{
    const saywell_finding *other, *f = wanted(x, &other);

    if (!x->example->flag) {
        f = f ? f : other;
        return !f || fail_strings(x, "should pass; ", sw_str_of(x->rule->id),
                                  " flags ", match_of(x, f));
    }
    if (!f && other)
        return fail_strings(x, "should be flagged at ",
                            sw_str_of(x->example->at), ", is flagged at ",
                            match_of(x, other));
    if (!f)
        return fail(x, "should be flagged by this rule, is not");
    return judge_fix(x, f);
}

/* ---- running ------------------------------------------------------------- */

static bool run_in(trial *x)
{
    saywell_result *result;
    saywell_error err;
    saywell_reply reply;
    bool ok;

    sw_rule_test_reply(
        x->example, (sw_str){x->example->text, x->example->text_len}, &reply);
    if (saywell_check(x->world->session, &reply, &result, &err))
        return fail(x, err.message);
    x->result = result;
    ok = judge(x);
    saywell_result_free(result);
    return ok;
}

static void run_example(tester *t, const saywell_rule_info *rule,
                        const saywell_example *e)
{
    trial x = {.t = t, .rule = rule, .example = e};
    const saywell_rule_info *here;
    saywell_error err = {0};
    bool ok;

    x.world = world_for(t, e, NULL, &err);
    here = x.world ? saywell_rules_find(x.world->rules, rule->id, NULL) : NULL;
    if (here && !here->enabled)
        x.world = world_for(t, e, rule->id, &err);
    if (t->failed)
        return;
    ok = x.world ? run_in(&x) : fail(&x, err.message);
    if (ok)
        t->tests->passed++;
    else
        t->tests->failed++;
}

static bool is_hit(const tester *t, size_t pattern)
{
    for (const world *w = t->worlds; w; w = w->next)
        if (pattern < saywell_rules_pattern_count(w->rules) &&
            saywell_session_hits(w->session)[pattern])
            return true;
    return false;
}

static void list_unhit(tester *t)
{
    const saywell_rules *rules = t->base->rules;
    size_t count = saywell_rules_pattern_count(rules);

    for (size_t i = 0; i < count; i++) {
        const saywell_pattern_info *p = saywell_rules_pattern_at(rules, i);

        if (is_hit(t, i))
            continue;
        t->tests->unhit++;
        sw_buf_printf(t->out, "%s:%zu: %s: no example hits %s\n    ", p->file,
                      p->line, p->owner, p->key);
        sw_rule_test_shown(t->out, sw_str_of(p->source));
        sw_buf_byte(t->out, '\n');
    }
}

static void run_all(tester *t)
{
    const saywell_rules *rules = t->base->rules;

    for (size_t i = 0; i < saywell_rules_count(rules); i++) {
        const saywell_rule_info *rule = saywell_rules_at(rules, i);

        for (size_t k = 0; k < rule->example_count && !t->failed; k++)
            run_example(t, rule, &rule->examples[k]);
    }
    if (t->run->options.coverage && !t->failed)
        list_unhit(t);
    if (t->run->options.conflicts && !t->failed)
        t->failed =
            !sw_rule_conflicts(t->setup, t->run, rules, t->out, t->tests);
}

static void say_problems(tester *t)
{
    const saywell_rules *rules = t->base->rules;

    for (size_t i = 0; i < t->setup->errors.count; i++)
        sw_say_error(&t->setup->errors.at[i]);
    for (size_t i = 0; i < saywell_rules_problem_count(rules); i++)
        sw_say_error(saywell_rules_problem_at(rules, i));
    t->tests->problems = t->tests->problems || t->setup->errors.count > 0 ||
                         saywell_rules_problem_count(rules) > 0;
}

bool sw_rule_test_run(sw_setup *setup, sw_run *run, sw_buf *out,
                      sw_rule_tests *tests)
{
    tester t = {.setup = setup, .run = run, .out = out, .tests = tests};
    saywell_error err;

    t.base = make_world(&t, "||", NULL, NULL, &err);
    if (t.base) {
        say_problems(&t);
        run_all(&t);
    } else if (!t.failed) {
        for (size_t i = 0; i < setup->errors.count; i++)
            sw_say_error(&setup->errors.at[i]);
        if (setup->errors.count == 0)
            sw_say("%s", err.message);
        tests->problems = true;
    }
    free_worlds(&t);
    sw_buf_release(&t.fixed);
    return !t.failed;
}
