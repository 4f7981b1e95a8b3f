/* test_ruleset.c - packs laid over packs, choices, and what rules answer. */
#include "unit.h"

#include "base/mem.h"
#include "rule/compile.h"
#include "rule/rule.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define SAID "\"message\": \"M\", \"why\": \"W\", \"source\": [\"001-a\"], "

static const char base_pack[] =
    "// the base\n"
    "{\"name\": \"base\", \"version\": \"1.2\", \"language\": \"en\",\n"
    "\"sources\": {\"001\": {\"title\": \"Denial\"}},\n"
    "\"categories\": {\"refusal\": {\"title\": \"Refusing\"}, \"tone\": "
    "{\"title\": \"Tone\"}},\n"
    "\"settings\": {\"voice\": {\"values\": [\"i\", \"we\"], \"default\": "
    "\"i\", \"help\": \"Who speaks\"}},\n"
    "\"profiles\": {\"default\": {\"help\": \"All\", \"rules\": {\"second\": "
    "\"off\"}}, \"social\": {\"help\": \"Public\", \"settings\": {\"voice\": "
    "\"we\"}, \"rules\": {\"refusal\": \"error\", \"limited\": \"off\"}}},\n"
    "\"fragments\": {\"cant\": \"can't|cannot\"},\n"
    "\"maps\": {\"affirm\": {\"Can\xE2\x80\x99t\": \"can\"}},\n"
    "\"lists\": {\"us\": [\"We\", \"our  team\"]},\n"
    "\"spellings\": {\"color\": \"colour\"},\n"
    "\"signals\": {\"refusal\": [\"{cant}\"], \"upset\": {\"score\": "
    "[{\"pattern\": \"angry\", \"points\": 3}, {\"pattern\": \"thanks\", "
    "\"points\": -2}], \"at_least\": 2}, \"sorry\": {\"patterns\": "
    "[\"sorry\"], \"role\": true, \"zones\": [\"body\", \"greeting\"]}, "
    "\"asks\": {\"native\": \"question\"}}}";

static const char base_rules[] =
    "{\"category\": \"refusal\", \"rules\": [\n"
    "{\"id\": \"first\", \"title\": \"One\", \"severity\": \"warning\", " SAID
    "\"kind\": \"phrase\", \"over\": [\"limited\"], \"takes\": \"second\", "
    "\"patterns\": [{\"pattern\": \"{cant} (?<verb>ship)\", \"rewrite\": "
    "\"can {verb}\", \"trust\": \"safe\", \"begins\": \"sentence\", "
    "\"clause\": \"main\"}, \"nope\"], \"rewrites\": [{\"rewrite\": \"[what]\", "
    "\"message\": \"Offer\"}],\n"
    "\"examples\": [{\"flag\": \"We can't ship.\", \"at\": \"can't ship\", "
    "\"fix\": \"We can ship.\"}, {\"pass\": \"We can.\", \"position\": "
    "\"first\", \"setting\": {\"voice\": \"we\"}}]},\n"
    "{\"id\": \"second\", \"title\": \"Two\", \"severity\": \"suggestion\", "
    "\"default\": \"off\", " SAID
    "\"kind\": \"near\", \"trigger\": [\"{cant}\"], \"needs\": [\"sorry\", "
    "\"asks\"], \"after\": 2, \"when\": {\"customer\": \"upset\", \"position\": "
    "[\"first\", \"last\"], \"public\": false, \"setting\": {\"voice\": [\"i\", "
    "\"we\"]}}, \"unless\": {\"channel\": \"chat\", \"min_words\": 5}}]}";

static const char base_tone[] =
    "{\"category\": \"tone\", \"rules\": [\n"
    "{\"id\": \"limited\", \"title\": \"Three\", \"severity\": \"error\", " SAID
    "\"kind\": \"limit\", \"of\": \"sorry\", \"max\": 1, \"per\": "
    "\"conversation\"}]}";

static saywell_builder *builder;
static saywell_rules *rules;
static saywell_error err;

static void add_pack(const char *text)
{
    ck_assert_msg(saywell_builder_add_pack(builder, "pack.json", text,
                                           strlen(text), &err) == 0,
                  "%s", err.message);
}

static void add(const char *text)
{
    ck_assert_msg(saywell_builder_add(builder, "rules.json", text, strlen(text),
                                      &err) == 0,
                  "%s", err.message);
}

static void finish(void)
{
    ck_assert_int_eq(saywell_builder_finish(builder, &rules, &err), 0);
    builder = NULL;
    for (size_t i = 0; i < saywell_rules_problem_count(rules); i++)
        ck_abort_msg("%s", saywell_rules_problem_at(rules, i)->message);
}

static void setup(void)
{
    builder = saywell_builder_new();
    ck_assert_ptr_nonnull(builder);
    add_pack(base_pack);
    add(base_rules);
    add(base_tone);
}

static void teardown(void)
{
    saywell_builder_free(builder);
    saywell_rules_free(rules);
    builder = NULL;
    rules = NULL;
}

static const sw_rule *rule(const char *id)
{
    for (size_t i = 0; i < rules->rule_count; i++)
        if (strcmp(rules->rules[i].info.id, id) == 0)
            return &rules->rules[i];
    ck_abort_msg("no rule %s", id);
    return NULL;
}

/* ---- what a pack becomes ------------------------------------------------ */

START_TEST(reads_rules)
{
    const sw_rule *first, *second;
    const sw_pattern *pattern;

    finish();
    first = rule("first");
    second = rule("second");
    ck_assert_uint_eq(rules->rule_count, 3);
    ck_assert_uint_eq(first->patterns.count, 2);
    pattern = &rules->patterns[first->patterns.at[0]];
    ck_assert_str_eq(pattern->names[0], "verb");
    ck_assert_int_eq(pattern->begins, SW_BORDER_SENTENCE);
    ck_assert(pattern->clause_main);
    ck_assert_int_eq(pattern->rewrites[0].trust, SAYWELL_SAFE);
    ck_assert_str_eq(pattern->info.owner, "first");
    ck_assert_str_eq(pattern->info.key, "rules[0].patterns[0].pattern");
    ck_assert_uint_eq(pattern->info.line, 2);
    ck_assert_str_eq(pattern->info.source, "{cant} (?<verb>ship)");
    pattern = &rules->patterns[first->patterns.at[1]];
    ck_assert_ptr_eq(pattern->rewrites, first->rewrites); /* the rule's own */
    ck_assert_int_eq(pattern->rewrites[0].trust, SAYWELL_HUMAN);
    ck_assert_str_eq(pattern->rewrites[0].message, "Offer");
    ck_assert_ptr_eq(first->over.at[0], rule("limited"));
    ck_assert_ptr_eq(first->takes.at[0], second);
    ck_assert_int_eq(second->kind, SW_KIND_NEAR);
    ck_assert_uint_eq(second->needs.count, 2);
    ck_assert_str_eq(second->needs.at[1]->name, "asks");
    ck_assert_uint_eq(second->after, 2);
    ck_assert_uint_eq(second->before, 0);
    ck_assert(second->needs_customer);
    ck_assert(!first->needs_customer);
    ck_assert(rule("limited")->per_conversation);
    ck_assert_uint_eq(rule("limited")->max, 1);
}
END_TEST

START_TEST(reads_gates)
{
    const sw_gate *when, *unless;

    finish();
    when = rule("second")->gates.when;
    unless = rule("second")->gates.unless;
    ck_assert_str_eq(when->customer.at[0]->name, "upset");
    ck_assert_uint_eq(when->position, 1u << SAYWELL_FIRST | 1u << SAYWELL_LAST);
    ck_assert_int_eq(when->is_public, -1);
    ck_assert_str_eq(when->settings[0], "voice");
    ck_assert_str_eq(when->settings[1], "i|we");
    ck_assert_ptr_null(when->settings[2]);
    ck_assert_int_eq(unless->is_public, 0);
    ck_assert_str_eq(unless->channels[0], "chat");
    ck_assert_uint_eq(unless->min_words, 5);
}
END_TEST

START_TEST(reads_signals_and_words)
{
    const sw_signal *upset;
    const sw_map *us;

    finish();
    upset = &rules->signals[1];
    ck_assert_str_eq(upset->name, "upset");
    ck_assert(upset->scored);
    ck_assert_int_eq(upset->at_least, 2);
    ck_assert_int_eq(rules->patterns[upset->patterns.at[1]].points, -2);
    ck_assert_str_eq(rules->patterns[upset->patterns.at[1]].info.owner,
                     "signal upset");
    ck_assert(rules->signals[2].role);
    ck_assert_uint_eq(rules->signals[2].zones,
                      1u << SW_ZONE_BODY | 1u << SW_ZONE_GREETING);
    ck_assert_int_eq(rules->signals[3].native, SW_NATIVE_QUESTION);
    us = sw_ruleset_list(rules, "us");
    ck_assert_ptr_nonnull(sw_map_find(us, SW_STR("we")));
    ck_assert_ptr_nonnull(sw_map_find(us, SW_STR("our team")));
    ck_assert_ptr_null(sw_ruleset_list(rules, "them"));
    ck_assert_str_eq(rules->spellings[0].uk.ptr, "colour");
}
END_TEST

START_TEST(reads_examples)
{
    const saywell_rule_info *info;

    finish();
    info = saywell_rules_find(rules, "first", NULL);
    ck_assert_uint_eq(info->example_count, 2);
    ck_assert(info->examples[0].flag);
    ck_assert_str_eq(info->examples[0].at, "can't ship");
    ck_assert_str_eq(info->examples[0].fix, "We can ship.");
    ck_assert_ptr_null(info->examples[0].customer);
    ck_assert_ptr_null(info->examples[0].settings);
    ck_assert_uint_eq(info->examples[0].line, 3);
    ck_assert(!info->examples[1].flag);
    ck_assert_ptr_null(info->examples[1].at);
    ck_assert_int_eq(info->examples[1].position, SAYWELL_FIRST);
    ck_assert_str_eq(info->examples[1].settings[1], "we");
}
END_TEST

START_TEST(answers)
{
    const char *nearest;

    finish();
    ck_assert_str_eq(saywell_rules_pack(rules), "base");
    ck_assert_str_eq(saywell_rules_pack_version(rules), "1.2");
    ck_assert_str_eq(saywell_rules_language(rules), "en");
    ck_assert_uint_eq(strlen(saywell_rules_hash(rules)), 16);
    ck_assert_str_eq(saywell_rules_source_at(rules, 0)->title, "Denial");
    ck_assert_str_eq(saywell_rules_category_at(rules, 1)->name, "tone");
    ck_assert_ptr_null(saywell_rules_category_at(rules, 2));
    ck_assert_ptr_null(saywell_rules_find(rules, "frist", &nearest));
    ck_assert_str_eq(nearest, "first");
    ck_assert_ptr_null(saywell_rules_find(rules, "quite-another", &nearest));
    ck_assert_ptr_null(nearest);
    ck_assert_ptr_null(saywell_rules_at(rules, 3));
    ck_assert_str_eq(saywell_rules_at(rules, 2)->category, "tone");
    ck_assert_uint_eq(saywell_rules_at(rules, 1)->line, 4);
}
END_TEST

/* ---- choices ------------------------------------------------------------ */

START_TEST(default_profile_is_chosen)
{
    finish();
    ck_assert(saywell_rules_profile_at(rules, 0)->chosen);
    ck_assert(!saywell_rules_at(rules, 1)->default_on);
    ck_assert(!saywell_rules_at(rules, 1)->enabled);
    ck_assert_str_eq(sw_ruleset_setting(rules, "voice"), "i");
    ck_assert_ptr_null(sw_ruleset_setting(rules, "noise"));
}
END_TEST

START_TEST(a_profile_sets_and_turns)
{
    ck_assert_int_eq(saywell_builder_profile(builder, "social", &err), 0);
    finish();
    ck_assert(!saywell_rules_profile_at(rules, 0)->chosen);
    ck_assert(saywell_rules_profile_at(rules, 1)->chosen);
    ck_assert_str_eq(saywell_rules_setting_at(rules, 0)->value, "we");
    ck_assert_str_eq(saywell_rules_setting_at(rules, 0)->fallback, "i");
    ck_assert_int_eq(rule("first")->info.severity, SAYWELL_ERROR);
    ck_assert(rule("second")->info.enabled); /* a severity turns on */
    ck_assert(!rule("limited")->info.enabled);
}
END_TEST

START_TEST(choices_take_effect_in_order)
{
    ck_assert_int_eq(saywell_builder_profile(builder, "social", &err), 0);
    ck_assert_int_eq(saywell_builder_set(builder, "voice", "i", &err), 0);
    ck_assert_int_eq(saywell_builder_turn(builder, "all", false, &err), 0);
    ck_assert_int_eq(saywell_builder_turn(builder, "tone", true, &err), 0);
    ck_assert_int_eq(
        saywell_builder_severity(builder, "first", SAYWELL_SUGGESTION, &err),
        0);
    finish();
    ck_assert_str_eq(sw_ruleset_setting(rules, "voice"), "i");
    ck_assert(rule("limited")->info.enabled);
    ck_assert(!rule("first")->info.enabled); /* a severity alone does not */
    ck_assert_int_eq(rule("first")->info.severity, SAYWELL_SUGGESTION);
}
END_TEST

START_TEST(the_last_profile_counts)
{
    ck_assert_int_eq(saywell_builder_profile(builder, "social", &err), 0);
    ck_assert_int_eq(saywell_builder_profile(builder, "default", &err), 0);
    finish();
    ck_assert_str_eq(sw_ruleset_setting(rules, "voice"), "i");
    ck_assert_int_eq(rule("first")->info.severity, SAYWELL_WARNING);
}
END_TEST

START_TEST(wrong_choices_name_the_nearest)
{
    ck_assert_int_eq(saywell_builder_profile(builder, "socal", &err),
                     SAYWELL_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.message, "did you mean \"social\"?"));
    ck_assert_int_eq(saywell_builder_set(builder, "vioce", "i", &err),
                     SAYWELL_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.message, "did you mean \"voice\"?"));
    ck_assert_int_eq(saywell_builder_set(builder, "voice", "wee", &err),
                     SAYWELL_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.message, "did you mean \"we\"?"));
    ck_assert_int_eq(saywell_builder_turn(builder, "frist", true, &err),
                     SAYWELL_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.message, "did you mean \"first\"?"));
    ck_assert_int_eq(saywell_builder_except(builder, "first", "a(b", &err),
                     SAYWELL_PATTERN);
    ck_assert_uint_eq(err.caret, 1);
    ck_assert_int_eq(saywell_builder_except(builder, "first", "a{3,1}", &err),
                     SAYWELL_PATTERN);
    ck_assert_uint_eq(err.caret, 1);
    ck_assert_uint_eq(err.caret_len, 5);
    ck_assert_int_eq(saywell_builder_word(builder, " ", &err),
                     SAYWELL_ARGUMENT);
    ck_assert_int_eq(saywell_builder_word(builder, "\xFF", &err), SAYWELL_UTF8);
    ck_assert_int_eq(saywell_builder_turn(builder, "frist", true, NULL),
                     SAYWELL_ARGUMENT);
}
END_TEST

START_TEST(exceptions_and_words)
{
    ck_assert_int_eq(
        saywell_builder_except(builder, "refusal", "{cant} wait", &err), 0);
    ck_assert_int_eq(saywell_builder_word(builder, "No. 5", &err), 0);
    finish();
    ck_assert_uint_eq(rule("first")->except.count, 1);
    ck_assert_uint_eq(rule("second")->except.count, 1);
    ck_assert_uint_eq(rule("limited")->except.count, 0);
    ck_assert_uint_eq(rules->words.count, 1);
    ck_assert_str_eq(rules->patterns[rules->words.at[0]].info.source,
                     "No\\. 5");
}
END_TEST

static char *hash_with(const char *profile, const char *more)
{
    char *copy;

    teardown();
    setup();
    if (more)
        add(more);
    if (profile)
        ck_assert_int_eq(saywell_builder_profile(builder, profile, &err), 0);
    finish();
    copy = strdup(saywell_rules_hash(rules));
    ck_assert_ptr_nonnull(copy);
    return copy;
}

START_TEST(the_hash_tells_rules_apart)
{
    char *plain = hash_with(NULL, NULL), *same = hash_with(NULL, NULL);
    char *social = hash_with("social", NULL);
    char *more = hash_with(NULL, "{\"category\": \"tone\", \"rules\": []}");

    ck_assert_str_eq(plain, same);
    ck_assert_str_ne(plain, social);
    ck_assert_str_ne(plain, more);
    ck_assert_str_ne(social, more);
    free(plain);
    free(same);
    free(social);
    free(more);
}
END_TEST

/* ---- packs over packs --------------------------------------------------- */

#define OVER                                                          \
    "{\"name\": \"team\", \"version\": \"7\", \"language\": \"en\", " \
    "\"extends\": \"base\""

START_TEST(a_patch_changes_the_keys_it_gives)
{
    add_pack(OVER "}");
    add("{\"category\": \"tone\", \"rules\": [{\"id\": \"first\", \"default\": "
        "\"off\", \"patterns\": [\"only this\"]}, {\"id\": \"own\", \"title\": "
        "\"Own\", \"severity\": \"error\", " SAID
        "\"kind\": \"phrase\", \"patterns\": [\"{cant}\"]}]}");
    finish();
    ck_assert_str_eq(saywell_rules_pack(rules), "team");
    ck_assert_str_eq(saywell_rules_pack_version(rules), "7");
    ck_assert_uint_eq(rules->rule_count, 4);
    ck_assert(!rule("first")->info.enabled);
    ck_assert_str_eq(rule("first")->info.title, "One");
    ck_assert_str_eq(rule("first")->info.category, "refusal");
    ck_assert_uint_eq(rule("first")->patterns.count, 1); /* lists whole */
    ck_assert_uint_eq(rule("first")->info.example_count, 2);
    ck_assert_uint_eq(rule("first")->index, 0); /* keeps its place */
    ck_assert_str_eq(rule("own")->info.category, "tone");
}
END_TEST

START_TEST(a_patch_of_nothing_names_the_nearest)
{
    const char *file = "{\"category\": \"tone\", \"rules\": [{\"id\": "
                       "\"frist\", \"default\": \"off\"}]}";

    add_pack(OVER "}");
    add(file);
    ck_assert_int_eq(saywell_builder_finish(builder, &rules, &err), 0);
    builder = NULL;
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 1);
    ck_assert_ptr_nonnull(strstr(saywell_rules_problem_at(rules, 0)->message,
                                 "did you mean \"first\"?"));
    ck_assert_uint_eq(rules->rule_count, 3);
}
END_TEST

START_TEST(things_are_replaced_by_name)
{
    const sw_rewrite *rewrite;
    const sw_map *map;

    add_pack(OVER
             ", \"fragments\": {\"cant\": \"shall not\"}, \"maps\": "
             "{\"affirm\": {\"shan't\": \"shall\"}}, \"lists\": {\"us\": "
             "[\"they\"]}, \"signals\": {\"upset\": {\"at_least\": 9}, "
             "\"sorry\": [\"regret\"]}, \"settings\": {\"voice\": "
             "{\"default\": \"we\"}}, \"profiles\": {\"social\": {\"rules\": "
             "{\"limited\": \"on\"}}}, \"categories\": {\"tone\": {\"title\": "
             "\"Voice\"}}}");
    add("{\"category\": \"tone\", \"rules\": [{\"id\": \"second\", "
        "\"rewrite\": \"{0|affirm}\"}]}");
    ck_assert_int_eq(saywell_builder_profile(builder, "social", &err), 0);
    finish();
    ck_assert_ptr_nonnull(
        strstr(rules->patterns[rule("first")->patterns.at[0]].expanded.ptr,
               "shall\\s{1,16}not"));
    rewrite = rule("second")->rewrites;
    map = rewrite->text.parts[0].filters[0].words;
    ck_assert_str_eq(sw_map_find(map, SW_STR("can't")), "can");
    ck_assert_str_eq(sw_map_find(map, SW_STR("shan't")), "shall");
    ck_assert_ptr_null(sw_map_find(sw_ruleset_list(rules, "us"), SW_STR("we")));
    ck_assert_int_eq(rules->signals[1].at_least, 9);
    ck_assert_uint_eq(rules->signals[1].patterns.count, 2);
    ck_assert_str_eq(
        rules->patterns[rules->signals[2].patterns.at[0]].info.source,
        "regret");
    ck_assert(rules->signals[2].role); /* the short form gives patterns only */
    ck_assert_str_eq(saywell_rules_setting_at(rules, 0)->fallback, "we");
    ck_assert_str_eq(saywell_rules_setting_at(rules, 0)->help, "Who speaks");
    ck_assert(rule("limited")->info.enabled);
    ck_assert_int_eq(rule("first")->info.severity, SAYWELL_ERROR);
    ck_assert_str_eq(saywell_rules_category_at(rules, 1)->title, "Voice");
}
END_TEST

START_TEST(without_extends_a_pack_replaces)
{
    add_pack("{\"name\": \"lone\", \"version\": \"1\", \"language\": \"en\"}");
    finish();
    ck_assert_uint_eq(rules->rule_count, 0);
    ck_assert_uint_eq(rules->signal_count, 0);
    ck_assert_str_eq(saywell_rules_pack(rules), "lone");
}
END_TEST

START_TEST(a_bad_pack_leaves_the_builder_as_it_was)
{
    const char *bad = "{\"name\": \"x\",";

    ck_assert_int_eq(
        saywell_builder_add_pack(builder, "bad.json", bad, strlen(bad), &err),
        SAYWELL_SYNTAX);
    finish();
    ck_assert_uint_eq(rules->rule_count, 3);
}
END_TEST

START_TEST(nothing_added)
{
    saywell_builder *empty = saywell_builder_new();

    ck_assert_int_eq(saywell_builder_add(empty, "r.json", base_rules,
                                         sizeof base_rules - 1, &err),
                     SAYWELL_ARGUMENT);
    ck_assert_int_eq(saywell_builder_finish(empty, &rules, &err),
                     SAYWELL_ARGUMENT);
    ck_assert_ptr_null(rules);
    saywell_builder_free(NULL);
    saywell_rules_free(NULL);
}
END_TEST

/* ---- the built-in pack -------------------------------------------------- */

START_TEST(the_built_in_pack_compiles)
{
    saywell_builder *b = saywell_builder_new();
    char message[160];

    ck_assert_int_eq(saywell_builder_add_default(b, &err), 0);
    ck_assert_int_eq(saywell_builder_finish(b, &rules, &err), 0);
    for (size_t i = 0; i < saywell_rules_problem_count(rules); i++)
        ck_abort_msg("%s:%zu: %s", saywell_rules_problem_at(rules, i)->file,
                     saywell_rules_problem_at(rules, i)->line,
                     saywell_rules_problem_at(rules, i)->message);
    for (size_t i = 0; i < rules->pattern_count; i++) {
        const sw_pattern *pattern = &rules->patterns[i];

        if (!sw_compile_use(rules, (uint32_t)i, message))
            ck_abort_msg("%s:%zu: %s: %s", pattern->info.file,
                         pattern->info.line, pattern->info.owner, message);
    }
}
END_TEST

/* Words and exceptions stand behind the frozen patterns, whose files are read
 * only for a fragment; either way the patterns are the same. */
START_TEST(choices_on_the_built_in_pack)
{
    static const char *const excepts[] = {"no (?:no|yes){1,2}", "{sorry} no"};
    char *expanded[2] = {NULL, NULL};

    for (int i = 0; i < 2; i++) {
        saywell_builder *b = saywell_builder_new();
        size_t last;

        ck_assert_int_eq(saywell_builder_add_default(b, &err), 0);
        ck_assert_int_eq(saywell_builder_word(b, "No Worries Ltd.", &err), 0);
        ck_assert_int_eq(saywell_builder_except(b, "bare-no", excepts[i], &err),
                         0);
        ck_assert_int_eq(saywell_builder_finish(b, &rules, &err), 0);
        ck_assert_uint_eq(saywell_rules_problem_count(rules), 0);
        last = saywell_rules_pattern_count(rules) - 1;
        ck_assert_int_eq(rules->scan != NULL, i == 0);
        ck_assert_uint_eq(rules->words.count, 1);
        ck_assert_uint_ge(rules->words.at[0], last - 1);
        for (size_t k = 0; k <= last; k++)
            ck_assert_uint_eq(rules->patterns[k].id, k);
        expanded[i] = strdup(rules->patterns[rules->words.at[0]].info.expanded);
        ck_assert_ptr_nonnull(sw_compile_use(rules, (uint32_t)last, NULL));
        if (i == 0)
            saywell_rules_free(rules);
    }
    ck_assert_str_eq(expanded[0], expanded[1]);
    free(expanded[0]);
    free(expanded[1]);
}
END_TEST

START_TEST(extends_adds_the_built_in_pack)
{
    saywell_builder *b = saywell_builder_new();
    const char *pack = "{\"name\": \"mine\", \"version\": \"1\", "
                       "\"language\": \"en\", \"extends\": \"support-en\"}";

    ck_assert_int_eq(
        saywell_builder_add_pack(b, "p.json", pack, strlen(pack), &err), 0);
    ck_assert_int_eq(saywell_builder_finish(b, &rules, &err), 0);
    ck_assert_uint_gt(rules->rule_count, 0);
    ck_assert_str_eq(saywell_rules_pack(rules), "mine");
}
END_TEST

/* ---- want of memory ----------------------------------------------------- */

#ifdef SW_FAULT
static saywell_status build_all(void)
{
    const char *over = OVER ", \"fragments\": {\"cant\": \"shall not\"}}";
    saywell_status status;

    builder = saywell_builder_new();
    if (!builder)
        return SAYWELL_NOMEM;
    status = saywell_builder_add_pack(builder, "p.json", base_pack,
                                      sizeof base_pack - 1, &err);
    if (!status)
        status = saywell_builder_add(builder, "r.json", base_rules,
                                     sizeof base_rules - 1, &err);
    if (!status)
        status = saywell_builder_add(builder, "t.json", base_tone,
                                     sizeof base_tone - 1, &err);
    if (!status)
        status = saywell_builder_add_pack(builder, "o.json", over, strlen(over),
                                          &err);
    if (!status)
        status = saywell_builder_profile(builder, "social", &err);
    if (!status)
        status = saywell_builder_except(builder, "all", "{cant} x", &err);
    if (!status)
        status = saywell_builder_word(builder, "No. 5", &err);
    if (!status) {
        status = saywell_builder_finish(builder, &rules, &err);
        builder = NULL;
    }
    saywell_builder_free(builder);
    builder = NULL;
    return status;
}

START_TEST(every_allocation_may_fail)
{
    saywell_status status = SAYWELL_NOMEM;

    for (long n = 0; n < 10000 && status; n++) {
        sw_mem_fault_after(n);
        status = build_all();
        sw_mem_fault_after(-1);
        ck_assert(status == SAYWELL_OK || status == SAYWELL_NOMEM);
        ck_assert((status == SAYWELL_OK) == (rules != NULL));
    }
    ck_assert_int_eq(status, SAYWELL_OK);
    ck_assert_uint_eq(saywell_rules_problem_count(rules), 0);
}
END_TEST
#endif

Suite *suite_ruleset(void)
{
    Suite *suite = suite_create("ruleset");
    TCase *tc = tcase_create("ruleset");
    TCase *builtin = tcase_create("built-in");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, reads_rules);
    tcase_add_test(tc, reads_gates);
    tcase_add_test(tc, reads_signals_and_words);
    tcase_add_test(tc, reads_examples);
    tcase_add_test(tc, answers);
    tcase_add_test(tc, default_profile_is_chosen);
    tcase_add_test(tc, a_profile_sets_and_turns);
    tcase_add_test(tc, choices_take_effect_in_order);
    tcase_add_test(tc, the_last_profile_counts);
    tcase_add_test(tc, wrong_choices_name_the_nearest);
    tcase_add_test(tc, exceptions_and_words);
    tcase_add_test(tc, the_hash_tells_rules_apart);
    tcase_add_test(tc, a_patch_changes_the_keys_it_gives);
    tcase_add_test(tc, a_patch_of_nothing_names_the_nearest);
    tcase_add_test(tc, things_are_replaced_by_name);
    tcase_add_test(tc, without_extends_a_pack_replaces);
    tcase_add_test(tc, a_bad_pack_leaves_the_builder_as_it_was);
    tcase_add_test(tc, nothing_added);
    suite_add_tcase(suite, tc);
    tcase_add_checked_fixture(builtin, NULL, teardown);
    tcase_set_timeout(builtin, 60);
    tcase_add_test(builtin, the_built_in_pack_compiles);
    tcase_add_test(builtin, choices_on_the_built_in_pack);
    tcase_add_test(builtin, extends_adds_the_built_in_pack);
    suite_add_tcase(suite, builtin);
#ifdef SW_FAULT
    TCase *fault = tcase_create("fault");
    tcase_add_checked_fixture(fault, NULL, teardown);
    tcase_set_timeout(fault, 60);
    tcase_add_test(fault, every_allocation_may_fail);
    suite_add_tcase(suite, fault);
#endif
    return suite;
}
