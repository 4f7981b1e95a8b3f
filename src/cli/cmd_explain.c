/*
 * cmd_explain.c - why a rule exists, what it flags, what it leaves alone.
 *
 * Everything comes from the pack: the words and the examples that its tests
 * run. So what is explained is what is tested.
 */
#include "cli/explain.h"
#include "cli/output.h"
#include "cli/rule_view.h"
#include "cli/say.h"
#include "cli/setup.h"

#include "base/json_write.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WIDTH 78

/* ---- words in lines ------------------------------------------------------ */

static size_t columns(sw_str s)
{
    size_t n = 0;

    for (size_t i = 0, size; i < s.len; i += size)
        n += (size_t)sw_utf8_width(sw_utf8_at(s, i, &size));
    return n;
}

/* Control characters of a pack must not steer the terminal either. */
static void put_word(sw_buf *out, sw_str word)
{
    for (size_t i = 0; i < word.len; i++)
        sw_buf_byte(out,
                    (unsigned char)word.ptr[i] < 0x20 || word.ptr[i] == 0x7f
                        ? '?'
                        : word.ptr[i]);
}

/* Fills lines of WIDTH columns; `first` and `rest` stand before them. */
static void put_filled(sw_buf *out, const char *first, const char *rest,
                       sw_str words)
{
    size_t at = strlen(first);
    bool line_is_empty = true;

    sw_buf_put_c(out, first);
    while ((words = sw_str_trim(words)).len) {
        size_t end = 0, width;

        while (end < words.len && !strchr(" \t\r\n", words.ptr[end]))
            end++;
        width = columns(sw_str_part(words, 0, end));
        if (!line_is_empty && at + 1 + width > WIDTH) {
            sw_buf_printf(out, "\n%s", rest);
            at = strlen(rest);
            line_is_empty = true;
        }
        if (!line_is_empty) {
            sw_buf_byte(out, ' ');
            at++;
        }
        put_word(out, sw_str_part(words, 0, end));
        at += width;
        line_is_empty = false;
        words = sw_str_part(words, end, words.len);
    }
    sw_buf_byte(out, '\n');
}

/* ---- one rule as text ---------------------------------------------------- */

static void put_title(sw_buf *out, const char *title, bool colour)
{
    sw_buf_printf(out, colour ? "\n\033[1m%s\033[0m\n" : "\n%s\n", title);
}

static const char *const severities[] = {"suggestion", "warning", "error"};

static void put_circumstances(sw_buf *out, const saywell_example *e)
{
    static const char *const positions[] = {
        [SAYWELL_ANYWHERE] = NULL,
        [SAYWELL_FIRST] = "as the agent's first reply",
        [SAYWELL_LATER] = "as a later reply",
        [SAYWELL_LAST] = "as the last reply"};

    if (e->customer)
        put_filled(out, "     to a customer who wrote: ", "       ",
                   sw_str_of(e->customer));
    if (e->earlier)
        put_filled(out, "     after the reply: ", "       ",
                   sw_str_of(e->earlier));
    if (positions[e->position])
        sw_buf_printf(out, "     %s\n", positions[e->position]);
    if (e->channel)
        sw_buf_printf(out, "     sent by %s\n", e->channel);
    if (e->profile)
        sw_buf_printf(out, "     with the profile %s\n", e->profile);
    for (size_t i = 0; e->settings && e->settings[i]; i += 2)
        sw_buf_printf(out, "     with %s = %s\n", e->settings[i],
                      e->settings[i + 1]);
}

static void put_example(sw_buf *out, const saywell_example *e)
{
    put_filled(out, "   - ", "     ", (sw_str){e->text, e->text_len});
    if (e->fix)
        put_filled(out, "     -> ", "        ", sw_str_of(e->fix));
    put_circumstances(out, e);
}

/* Some of them, or every one. */
static void put_examples(sw_buf *out, const saywell_rule_info *rule, bool flag,
                         bool every, bool colour)
{
    const saywell_example *some[SW_VIEW_EXAMPLES];
    size_t all,
        count = sw_rule_examples(rule, flag, SW_VIEW_EXAMPLES, some, &all);

    if (all)
        put_title(out, flag ? "What it flags" : "What it leaves alone", colour);
    for (size_t i = 0; !every && i < count; i++)
        put_example(out, some[i]);
    for (size_t i = 0; every && i < rule->example_count; i++)
        if (rule->examples[i].flag == flag)
            put_example(out, &rule->examples[i]);
    if (!every && all > count)
        sw_buf_printf(out, "   %zu more: saywell explain -v %s\n", all - count,
                      rule->id);
}

static void put_sources(sw_buf *out, const saywell_rules *rules,
                        const saywell_rule_info *rule, bool colour)
{
    const char *title, *last = NULL;

    if (!rule->sources || !rule->sources[0])
        return;
    put_title(out, "Where it comes from", colour);
    for (size_t i = 0; rule->sources[i]; i++) {
        const char *code = rule->sources[i];
        const saywell_row_info *row = sw_rule_row(rules, code);
        char first[80];

        title = sw_rule_source(rules, code);
        if (title && title != last)
            put_filled(out, "   ", "   ", sw_str_of(title));
        last = title;
        snprintf(first, sizeof first, "     %.40s%s", code, row ? "  " : "");
        put_filled(out, first, "            ",
                   sw_str_of(row ? row->about : ""));
    }
}

static void put_silence(sw_buf *out, const saywell_rule_info *rule, bool colour)
{
    put_title(out, rule->enabled ? "How to silence it" : "How to turn it on",
              colour);
    if (strcmp(rule->kind, "ignore") == 0) {
        sw_buf_put(out, SW_STR("   Take the line out.\n"));
        return;
    }
    sw_buf_printf(out, "   once        saywell check --%s %s draft.txt\n",
                  rule->enabled ? "ignore" : "select", rule->id);
    sw_buf_printf(out,
                  "   for a team  {\"rules\": {\"%s\": \"%s\"}} in "
                  ".saywell.json\n",
                  rule->id, rule->enabled ? "off" : "on");
    if (rule->enabled)
        sw_buf_printf(out,
                      "   in a macro  saywell: ignore %s -- why, on a line "
                      "above it\n",
                      rule->id);
    if (rule->enabled)
        sw_buf_printf(out,
                      "   for words   {\"except\": {\"%s\": [\"pattern\"]}} "
                      "in .saywell.json\n",
                      rule->id);
}

void sw_explain_put(sw_buf *out, const saywell_rules *rules,
                    const saywell_rule_info *rule, bool every, bool colour)
{
    sw_buf_printf(out, colour ? "\033[1m%s\033[0m: %s\n" : "%s: %s\n", rule->id,
                  rule->title);
    sw_buf_printf(out, "   %s, %s, %s%s\n",
                  sw_rule_category(rules, rule->category),
                  severities[rule->severity], rule->enabled ? "on" : "off",
                  rule->enabled == rule->default_on ? ""
                  : rule->enabled                   ? " (off by default)"
                                                    : " (on by default)");
    put_title(out, "Why", colour);
    put_filled(out, "   ", "   ", sw_str_of(rule->why));
    put_examples(out, rule, true, every, colour);
    put_examples(out, rule, false, every, colour);
    put_sources(out, rules, rule, colour);
    put_silence(out, rule, colour);
}

/* ---- one rule as JSON ---------------------------------------------------- */

static void example_json(sw_json *json, const saywell_example *e)
{
    sw_json_object(json);
    sw_json_key(json, e->flag ? "flag" : "pass");
    sw_json_string(json, (sw_str){e->text, e->text_len});
    if (e->at)
        sw_json_member(json, "at", e->at);
    if (e->fix)
        sw_json_member(json, "fix", e->fix);
    if (e->customer)
        sw_json_member(json, "customer", e->customer);
    sw_json_end_object(json);
}

static void put_rule_json(sw_json *json, const saywell_rules *rules,
                          const saywell_rule_info *rule)
{
    sw_json_object(json);
    sw_json_member(json, "rule", rule->id);
    sw_json_member(json, "title", rule->title);
    sw_json_member(json, "category", rule->category);
    sw_json_member(json, "kind", rule->kind);
    sw_json_member(json, "severity", severities[rule->severity]);
    sw_json_key(json, "enabled");
    sw_json_bool(json, rule->enabled);
    sw_json_key(json, "default");
    sw_json_bool(json, rule->default_on);
    sw_json_member(json, "message", rule->message);
    sw_json_member(json, "why", rule->why);
    sw_json_key(json, "source");
    sw_json_array(json);
    for (size_t i = 0; rule->sources && rule->sources[i]; i++) {
        sw_json_object(json);
        sw_json_member(json, "code", rule->sources[i]);
        sw_json_member(json, "title", sw_rule_source(rules, rule->sources[i]));
        sw_json_end_object(json);
    }
    sw_json_end_array(json);
    sw_json_key(json, "examples");
    sw_json_array(json);
    for (size_t i = 0; i < rule->example_count; i++)
        example_json(json, &rule->examples[i]);
    sw_json_end_array(json);
    sw_json_end_object(json);
}

/* ---- the command --------------------------------------------------------- */

static bool explain_one(sw_buf *out, const saywell_rules *rules, const char *id,
                        bool every, bool colour)
{
    const char *near = NULL;
    const saywell_rule_info *rule = saywell_rules_find(rules, id, &near);

    if (rule)
        sw_explain_put(out, rules, rule, every, colour);
    else if (near)
        sw_say("there is no rule \"%s\"; did you mean \"%s\"?", id, near);
    else
        sw_say("there is no rule \"%s\"; saywell rules list names them", id);
    return rule != NULL;
}

static bool explain_text(sw_run *run, sw_buf *out, const saywell_rules *rules)
{
    const sw_words *ids = &run->options.operands;
    bool colour = sw_say_colour(&run->options, STDOUT_FILENO), ok = true;
    bool every = run->options.verbose;
    sw_rule_walk walk = {.rules = rules};
    const saywell_rule_info *rule;

    while (run->options.all && (rule = sw_rule_next(&walk))) {
        sw_buf_put_c(out, out->len ? "\n\n" : "");
        sw_explain_put(out, rules, rule, every, colour);
    }
    for (size_t i = 0; i < ids->count; i++) {
        sw_buf_put_c(out, i && out->len ? "\n\n" : "");
        ok = explain_one(out, rules, ids->at[i], every, colour) && ok;
    }
    return ok;
}

static bool explain_json(sw_run *run, sw_buf *out, const saywell_rules *rules)
{
    const sw_words *ids = &run->options.operands;
    sw_rule_walk walk = {.rules = rules};
    const saywell_rule_info *rule;
    sw_buf unused = {0};
    sw_json json;
    bool ok = true;

    sw_json_init(&json, out, true);
    sw_json_array(&json);
    while (run->options.all && (rule = sw_rule_next(&walk)))
        put_rule_json(&json, rules, rule);
    for (size_t i = 0; !run->options.all && i < ids->count; i++) {
        rule = saywell_rules_find(rules, ids->at[i], NULL);
        if (rule)
            put_rule_json(&json, rules, rule);
        else
            ok = explain_one(&unused, rules, ids->at[i], false, false);
    }
    sw_json_end_array(&json);
    sw_buf_byte(out, '\n');
    sw_buf_release(&unused);
    return ok;
}

static int run_explain(sw_run *run)
{
    sw_setups setups = {.run = run};
    sw_setup *setup;
    sw_output out;
    sw_buf words = {0};
    bool ok, json = run->options.format == SAYWELL_FORMAT_JSON + 1;

    if (run->options.all == (run->options.operands.count > 0)) {
        sw_say("explain wants the id of a rule, or --all");
        return SW_EXIT_FAILED;
    }
    setup = sw_setup_for(&setups, NULL);
    ok = setup && !setup->failed;
    if (setup && setup->rules && sw_output_begin(&out, &run->arena, NULL)) {
        ok = (json ? explain_json : explain_text)(run, &words, setup->rules) &&
             ok;
        ok = !words.failed && sw_output_write(&out, words.ptr, words.len) && ok;
        ok = sw_output_end(&out, true) && ok;
    }
    sw_buf_release(&words);
    sw_setup_release(&setups);
    return ok ? SW_EXIT_CLEAN : SW_EXIT_FAILED;
}

const sw_command sw_command_explain = {
    .name = "explain",
    .bit = SW_EXPLAIN,
    .usage = "explain [OPTIONS] RULE... | --all",
    .summary = "why a rule exists, what it flags, what it leaves alone",
    .run = run_explain,
};
