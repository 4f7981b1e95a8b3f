/*
 * cmd_rules.c - list the rules, run their examples, try a pattern, print
 * their page or a schema.
 */
#include "cli/output.h"
#include "cli/rule_cost.h"
#include "cli/rule_docs.h"
#include "cli/rule_test.h"
#include "cli/rule_try.h"
#include "cli/rule_view.h"
#include "cli/say.h"
#include "cli/setup.h"

#include "base/json_write.h"

#include <string.h>

static const char *const severities[] = {"suggestion", "warning", "error"};

/* All of it to standard output. */
static bool print(sw_run *run, sw_buf *words)
{
    sw_output out;
    bool ok = !words->failed && sw_output_begin(&out, &run->arena, NULL);

    if (ok) {
        ok = sw_output_write(&out, words->ptr ? words->ptr : "", words->len);
        ok = sw_output_end(&out, true) && ok;
    }
    sw_buf_release(words);
    return ok;
}

/* ---- list ---------------------------------------------------------------- */

static size_t longest_id(const saywell_rules *rules)
{
    size_t longest = 0;

    for (size_t i = 0; i < saywell_rules_count(rules); i++) {
        size_t len = strlen(saywell_rules_at(rules, i)->id);

        longest = len > longest ? len : longest;
    }
    return longest;
}

static void list_text(const saywell_rules *rules, sw_buf *out)
{
    int width = (int)longest_id(rules);
    sw_rule_walk walk = {.rules = rules};
    const saywell_rule_info *r;

    while ((r = sw_rule_next(&walk)))
        sw_buf_printf(out, "%-*s  %-10s  %-3s  %-13s  %s\n", width, r->id,
                      severities[r->severity], r->enabled ? "on" : "off",
                      r->category, r->title);
}

static void list_json(const saywell_rules *rules, sw_buf *out)
{
    sw_rule_walk walk = {.rules = rules};
    const saywell_rule_info *r;
    sw_json json;

    sw_json_init(&json, out, true);
    sw_json_array(&json);
    while ((r = sw_rule_next(&walk))) {
        const char *const members[] = {
            "rule",      r->id,  "title", r->title,   "category",
            r->category, "kind", r->kind, "severity", severities[r->severity],
            "file",      r->file};

        sw_json_object(&json);
        for (size_t k = 0; k < sizeof members / sizeof members[0]; k += 2) {
            sw_json_key(&json, members[k]);
            sw_json_string_c(&json, members[k + 1]);
        }
        sw_json_key(&json, "line");
        sw_json_number(&json, r->line);
        sw_json_key(&json, "enabled");
        sw_json_bool(&json, r->enabled);
        sw_json_end_object(&json);
    }
    sw_json_end_array(&json);
    sw_buf_byte(out, '\n');
}

static void list(sw_run *run, sw_buf *out, const saywell_rules *rules)
{
    if (run->options.format == SAYWELL_FORMAT_JSON + 1)
        list_json(rules, out);
    else
        list_text(rules, out);
}

/* ---- docs ---------------------------------------------------------------- */

static void docs(sw_run *run, sw_buf *out, const saywell_rules *rules)
{
    (void)run;
    sw_rule_docs(out, rules);
}

/* Prints what `put` says about the rules in force. */
static int run_about(sw_run *run,
                     void (*put)(sw_run *, sw_buf *, const saywell_rules *))
{
    sw_setups setups = {.run = run};
    sw_setup *setup = sw_setup_for(&setups, NULL);
    sw_buf words = {0};
    bool ok = setup && !setup->failed;

    if (setup && setup->rules) {
        put(run, &words, setup->rules);
        ok = print(run, &words) && ok;
    }
    sw_setup_release(&setups);
    return ok ? SW_EXIT_CLEAN : SW_EXIT_FAILED;
}

/* ---- test ---------------------------------------------------------------- */

/* One pack, or whatever the configuration names when pack is NULL. */
static bool test_pack(sw_run *run, const char *pack, sw_buf *out,
                      sw_rule_tests *tests)
{
    sw_setups setups = {.run = run};
    sw_setup *setup;
    bool ok;

    if (pack)
        run->options.rules = (sw_words){.at = &pack, .count = 1};
    setup = sw_setup_config(&setups, NULL);
    if (setup && setup->errors.count) {
        sw_say_error(&setup->errors.at[0]);
        tests->problems = true;
        ok = true;
    } else {
        ok = setup && sw_rule_test_run(setup, run, out, tests);
    }
    sw_setup_release(&setups);
    return ok;
}

static int run_test(sw_run *run, const char *const *packs, size_t count)
{
    sw_rule_tests tests = {0};
    sw_buf out = {0};
    bool ok = true;

    for (size_t i = 0; ok && (i < count || i == 0); i++)
        ok = test_pack(run, count ? packs[i] : NULL, &out, &tests);
    if (!ok)
        sw_say("out of memory");
    sw_buf_printf(&out, "%zu passed, %zu failed\n", tests.passed,
                  tests.failed + tests.unhit);
    ok = print(run, &out) && ok;
    if (!ok || tests.problems)
        return SW_EXIT_FAILED;
    return tests.failed + tests.unhit ? SW_EXIT_FOUND : SW_EXIT_CLEAN;
}

/* ---- schema -------------------------------------------------------------- */

static int run_schema(sw_run *run, const char *const *names, size_t count)
{
    static const char *const known[] = {"pack",    "rules",    "output",
                                        "report",  "config",   "mapping",
                                        "waivers", "accuracy", NULL};
    const char *text = count == 1 ? saywell_schema(names[0]) : NULL;
    const char *near = count == 1 ? sw_opt_nearest(known, names[0]) : NULL;
    sw_buf words = {0};

    if (!text) {
        if (near)
            sw_say("there is no schema \"%s\"; did you mean \"%s\"?", names[0],
                   near);
        else
            sw_say("rules schema wants one of: pack, rules, output, report, "
                   "config, mapping, waivers, accuracy");
        return SW_EXIT_FAILED;
    }
    sw_buf_put_c(&words, text);
    return print(run, &words) ? SW_EXIT_CLEAN : SW_EXIT_FAILED;
}

/* ---- the command --------------------------------------------------------- */

static int run_rules(sw_run *run)
{
    static const char *const verbs[] = {"list", "test",   "try", "cost",
                                        "docs", "schema", NULL};
    const sw_words *words = &run->options.operands;
    const char *verb = words->count ? words->at[0] : "";
    const char *const *rest = words->at + 1;
    size_t count = words->count ? words->count - 1 : 0;
    const char *near;

    if (strcmp(verb, "list") == 0 && count == 0)
        return run_about(run, list);
    if (strcmp(verb, "docs") == 0 && count == 0)
        return run_about(run, docs);
    if (strcmp(verb, "test") == 0)
        return run_test(run, rest, count);
    if (strcmp(verb, "try") == 0 && count > 0)
        return sw_rule_try(run, rest[0], rest + 1, count - 1);
    if (strcmp(verb, "cost") == 0)
        return sw_rule_cost(run, rest, count);
    if (strcmp(verb, "schema") == 0)
        return run_schema(run, rest, count);
    near = *verb ? sw_opt_nearest(verbs, verb) : NULL;
    if (near && strcmp(near, verb) != 0)
        sw_say("there is no \"rules %s\"; did you mean \"rules %s\"?", verb,
               near);
    else
        sw_say("rules wants: list, test [PACK...], try PATTERN [FILE...], "
               "cost [FILE...], docs or schema NAME");
    return SW_EXIT_FAILED;
}

const sw_command sw_command_rules = {
    .name = "rules",
    .bit = SW_RULES,
    .usage = "rules list | test [PACK...] | try PATTERN [FILE...] | "
             "cost [FILE...] | docs | schema NAME",
    .summary = "list the rules, run their examples, try or time patterns",
    .run = run_rules,
};
