/*
 * rule_docs.c - the rules in force as a page of Markdown.
 *
 * All words but the headings come from the pack, so the page says what the
 * program does; rules/en/README.md is this page, and a test compares.
 */
#include "cli/rule_docs.h"

#include "cli/rule_view.h"

#include "base/str.h"

#include <string.h>

#define FLAGS  4 /* examples of a rule on the page */
#define PASSES 3

static const char *const severities[] = {"suggestion", "warning", "error"};

/* ---- Markdown ------------------------------------------------------------ */

/* Would the character at i be a mark of Markdown there? */
static bool is_mark(sw_str s, size_t i)
{
    size_t digits = 0;

    if (strchr("\\`*_[]<>|~", s.ptr[i]))
        return true;
    if (i == 0)
        return strchr("#+-=", s.ptr[0]) != NULL;
    while (digits < i && s.ptr[digits] >= '0' && s.ptr[digits] <= '9')
        digits++;
    return digits == i && strchr(".)", s.ptr[i]); /* "1." begins a list */
}

/* Text that is shown as it is; one line, whatever it holds. */
static void put_text(sw_buf *out, sw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\n' && i && s.ptr[i - 1] == '\n')
            continue; /* one mark for an empty line, too */
        if (s.ptr[i] == '\n')
            sw_buf_put_c(out, " / ");
        else if ((unsigned char)s.ptr[i] < 0x20)
            sw_buf_byte(out, ' ');
        else if (is_mark(s, i))
            sw_buf_printf(out, "\\%c", s.ptr[i]);
        else
            sw_buf_byte(out, s.ptr[i]);
    }
}

static void put_c(sw_buf *out, const char *text)
{
    put_text(out, sw_str_of(text));
}

/* Prose of the pack's authors, who write `ids` as Markdown does. */
static void put_prose(sw_buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            sw_buf_byte(out, '\\');
        sw_buf_byte(out, *text);
    }
}

/* ", `id`", the first without the comma. */
static void put_listed(sw_buf *out, bool *first, const char *id)
{
    sw_buf_printf(out, "%s`%s`", *first ? "" : ", ", id);
    *first = false;
}

/* A rule's section, from anywhere on the page. */
static void put_link(sw_buf *out, bool *first, const char *id)
{
    sw_buf_printf(out, "%s[`%s`](#%s)", *first ? "" : ", ", id, id);
    *first = false;
}

/* ---- the table ----------------------------------------------------------- */

static void put_sources(sw_buf *out, const saywell_rule_info *rule)
{
    for (size_t i = 0; rule->sources && rule->sources[i]; i++)
        sw_buf_printf(out, "%s%s", i ? ", " : "", rule->sources[i]);
}

static const char *rewrites(const saywell_rule_info *rule)
{
    if (rule->safe)
        return rule->human ? "safe, human" : "safe";
    return rule->human ? "human" : "none";
}

static void put_row(sw_buf *out, const saywell_rule_info *rule)
{
    bool first = true;

    sw_buf_put_c(out, "| ");
    put_link(out, &first, rule->id);
    sw_buf_put_c(out, " | ");
    put_c(out, rule->title);
    sw_buf_printf(out, " | %s | %s | ", severities[rule->severity],
                  rule->default_on ? "on" : "off");
    put_sources(out, rule);
    sw_buf_printf(out, " | %s |\n", rewrites(rule));
}

static void put_table(sw_buf *out, const saywell_rules *rules)
{
    sw_rule_walk walk = {.rules = rules};
    const saywell_rule_info *rule;
    const char *category = "";

    sw_buf_put_c(out, "## All rules\n");
    while ((rule = sw_rule_next(&walk))) {
        if (strcmp(rule->category, category) != 0) {
            category = rule->category;
            sw_buf_put_c(out, "\n**");
            put_c(out, sw_rule_category(rules, category));
            sw_buf_printf(out, "** (`%s`)\n\n", category);
            sw_buf_put_c(out,
                         "| rule | what it asks for | severity | default | "
                         "sources | rewrites |\n|---|---|---|---|---|---|\n");
        }
        put_row(out, rule);
    }
}

/* ---- a rule -------------------------------------------------------------- */

static void put_circumstances(sw_buf *out, const saywell_example *e)
{
    static const char *const positions[] = {
        [SAYWELL_ANYWHERE] = NULL,
        [SAYWELL_FIRST] = "as the first reply",
        [SAYWELL_LATER] = "as a later reply",
        [SAYWELL_LAST] = "as the last reply"};

    if (e->customer) {
        sw_buf_put_c(out, "  \n  to: ");
        put_c(out, e->customer);
    }
    if (e->earlier) {
        sw_buf_put_c(out, "  \n  after the reply: ");
        put_c(out, e->earlier);
    }
    if (positions[e->position])
        sw_buf_printf(out, "  \n  %s", positions[e->position]);
    if (e->channel)
        sw_buf_printf(out, "  \n  sent by %s", e->channel);
    if (e->profile)
        sw_buf_printf(out, "  \n  with the profile `%s`", e->profile);
    for (size_t i = 0; e->settings && e->settings[i]; i += 2)
        sw_buf_printf(out, "  \n  with `%s` = `%s`", e->settings[i],
                      e->settings[i + 1]);
}

static void put_examples(sw_buf *out, const saywell_rule_info *rule, bool flag)
{
    const saywell_example *some[SW_VIEW_EXAMPLES];
    size_t count =
        sw_rule_examples(rule, flag, flag ? FLAGS : PASSES, some, NULL);

    if (count)
        sw_buf_put_c(out, flag ? "\nFlags:\n\n" : "\nLeaves alone:\n\n");
    for (size_t i = 0; i < count; i++) {
        sw_buf_put_c(out, "- ");
        put_text(out, (sw_str){some[i]->text, some[i]->text_len});
        if (some[i]->fix) {
            sw_buf_put_c(out, "  \n  \xE2\x86\x92 *"); /* U+2192 */
            put_c(out, some[i]->fix);
            sw_buf_byte(out, '*');
        }
        put_circumstances(out, some[i]);
        sw_buf_byte(out, '\n');
    }
}

static bool asks_setting(const saywell_rule_info *rule, const char *setting)
{
    for (size_t i = 0; i < rule->example_count; i++) {
        const char *const *s = rule->examples[i].settings;

        for (; s && *s; s += 2)
            if (strcmp(*s, setting) == 0)
                return true;
    }
    return false;
}

/* Settings that its examples show at work, and profiles that name it. */
static void put_choices(sw_buf *out, const saywell_rules *rules,
                        const saywell_rule_info *rule)
{
    bool first = true;

    for (size_t i = 0; i < saywell_rules_setting_count(rules); i++) {
        const char *name = saywell_rules_setting_at(rules, i)->name;

        if (asks_setting(rule, name)) {
            sw_buf_put_c(out, first ? "\nSettings: " : "");
            put_listed(out, &first, name);
        }
    }
    sw_buf_put_c(out, first ? "" : ".\n");
    first = true;
    for (size_t i = 0; i < saywell_rules_profile_count(rules); i++) {
        const saywell_profile_info *p = saywell_rules_profile_at(rules, i);

        for (size_t k = 0; p->states && p->states[k]; k += 2) {
            if (strcmp(p->states[k], rule->id) != 0)
                continue;
            sw_buf_put_c(out, first ? "\nProfiles: " : "");
            put_listed(out, &first, p->name);
            sw_buf_printf(out, " (%s)", p->states[k + 1]);
        }
    }
    sw_buf_put_c(out, first ? "" : ".\n");
}

void sw_rule_docs_one(sw_buf *out, const saywell_rules *rules,
                      const saywell_rule_info *rule)
{
    sw_buf_printf(out, "\n### %s\n\n**", rule->id);
    put_c(out, rule->title);
    sw_buf_printf(out, ".** %s, %s by default; rewrites: %s; from ",
                  severities[rule->severity], rule->default_on ? "on" : "off",
                  rewrites(rule));
    put_sources(out, rule);
    sw_buf_put_c(out, ".\n\n");
    put_c(out, rule->why);
    sw_buf_byte(out, '\n');
    put_examples(out, rule, true);
    put_examples(out, rule, false);
    put_choices(out, rules, rule);
}

static void put_rules(sw_buf *out, const saywell_rules *rules)
{
    sw_rule_walk walk = {.rules = rules};
    const saywell_rule_info *rule;
    const char *category = "";

    while ((rule = sw_rule_next(&walk))) {
        if (strcmp(rule->category, category) != 0) {
            category = rule->category;
            sw_buf_put_c(out, "\n## ");
            put_c(out, sw_rule_category(rules, category));
            sw_buf_byte(out, '\n');
        }
        sw_rule_docs_one(out, rules, rule);
    }
}

/* ---- settings and profiles ----------------------------------------------- */

static void put_settings(sw_buf *out, const saywell_rules *rules)
{
    size_t count = saywell_rules_setting_count(rules);

    if (count)
        sw_buf_put_c(out, "\n## Settings\n\n| setting | values | default | "
                          "what it changes |\n|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        const saywell_setting_info *s = saywell_rules_setting_at(rules, i);
        bool first = true;

        sw_buf_printf(out, "| `%s` | ", s->name);
        for (size_t k = 0; s->values[k]; k++)
            put_listed(out, &first, s->values[k]);
        sw_buf_printf(out, " | `%s` | ", s->fallback);
        put_c(out, s->help);
        sw_buf_put_c(out, " |\n");
    }
}

static void put_pairs(sw_buf *out, const char *before, const char *equals,
                      const char *const *pairs)
{
    for (size_t i = 0; pairs && pairs[i]; i += 2)
        sw_buf_printf(out, "%s`%s`%s%s", i ? ", " : before, pairs[i], equals,
                      pairs[i + 1]);
    sw_buf_put_c(out, pairs && pairs[0] ? ".\n" : "");
}

static void put_profiles(sw_buf *out, const saywell_rules *rules)
{
    size_t count = saywell_rules_profile_count(rules);

    if (count)
        sw_buf_put_c(out, "\n## Profiles\n");
    for (size_t i = 0; i < count; i++) {
        const saywell_profile_info *p = saywell_rules_profile_at(rules, i);

        sw_buf_printf(out, "\n**`%s`**: ", p->name);
        put_c(out, p->help);
        sw_buf_byte(out, '\n');
        put_pairs(out, "Sets ", " = ", p->settings);
        put_pairs(out, "Rules: ", " ", p->states);
    }
}

/* ---- the guidance -------------------------------------------------------- */

static bool names_source(const saywell_rule_info *rule, const char *code)
{
    for (size_t i = 0; rule->sources && rule->sources[i]; i++)
        if (strcmp(rule->sources[i], code) == 0)
            return true;
    return false;
}

static void put_guidance_row(sw_buf *out, const saywell_rules *rules,
                             const saywell_row_info *row)
{
    sw_rule_walk walk = {.rules = rules};
    const saywell_rule_info *rule;
    bool first = true;

    sw_buf_printf(out, "| %s | ", row->code);
    put_prose(out, row->about);
    sw_buf_put_c(out, " | ");
    while ((rule = sw_rule_next(&walk)))
        if (names_source(rule, row->code))
            put_link(out, &first, rule->id);
    if (row->why_not) {
        sw_buf_put_c(out, first ? "" : ". ");
        put_prose(out, row->why_not);
    }
    sw_buf_put_c(out, " |\n");
}

static void put_source(sw_buf *out, const saywell_name_info *source)
{
    sw_buf_printf(out, "\n### %s ", source->name);
    put_c(out, source->title);
    sw_buf_put_c(out, "\n\n| code | guidance | rules |\n|---|---|---|\n");
}

static void put_guidance(sw_buf *out, const saywell_rules *rules)
{
    if (saywell_rules_row_count(rules))
        sw_buf_put_c(out, "\n## Where the rules come from\n\n"
                          "Each piece of guidance in our own words, and the "
                          "rules that show it, or why none can.\n");
    for (size_t i = 0; i < saywell_rules_source_count(rules); i++) {
        const saywell_name_info *source = saywell_rules_source_at(rules, i);
        bool first = true;

        for (size_t k = 0; k < saywell_rules_row_count(rules); k++) {
            const saywell_row_info *row = saywell_rules_row_at(rules, k);

            if (sw_rule_source(rules, row->code) != source->title)
                continue;
            if (first)
                put_source(out, source);
            first = false;
            put_guidance_row(out, rules, row);
        }
    }
}

/* ---- the page ------------------------------------------------------------ */

void sw_rule_docs(sw_buf *out, const saywell_rules *rules)
{
    sw_buf_printf(out,
                  "# The rules of %s %s\n\n<!-- Written by `saywell rules "
                  "docs` (make docs) from the pack: change that. -->\n\n",
                  saywell_rules_pack(rules), saywell_rules_pack_version(rules));
    sw_buf_put_c(
        out,
        "What each rule flags, why, and what it leaves alone. The lines are "
        "examples of\nthe pack, and `saywell rules test` runs all of them; "
        "`saywell explain -v RULE`\nshows the rest. A *safe* rewrite keeps "
        "facts, promises and obligations as they\nare, and `saywell fix` "
        "makes it; a *human* one is offered, often with\n[slots] for what "
        "only a person knows. A team turns rules on and off, and\nchooses "
        "settings and a profile, in `.saywell.json`.\n\n");
    put_table(out, rules);
    put_rules(out, rules);
    put_settings(out, rules);
    put_profiles(out, rules);
    put_guidance(out, rules);
}
