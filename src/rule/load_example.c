/*
 * load_example.c - the examples of a rule, as `rules test` will run them.
 */
#include "rule/keys.h"

#include <string.h>

static bool keep(saywell_builder *b, const sw_at *at, const char **into)
{
    *into = sw_keep(b, at->node->valuestring);
    return *into != NULL;
}

static bool set_text(saywell_builder *b, const sw_at *at, void *into)
{
    saywell_example *example = into;

    example->flag = strcmp(at->key, "flag") == 0;
    example->text_len = strlen(at->node->valuestring);
    return keep(b, at, &example->text);
}

static bool set_at(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((saywell_example *)into)->at);
}

static bool set_fix(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((saywell_example *)into)->fix);
}

static bool set_customer(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((saywell_example *)into)->customer);
}

static bool set_earlier(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((saywell_example *)into)->earlier);
}

static bool set_channel(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((saywell_example *)into)->channel);
}

static bool set_position(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"first", "later", "last", NULL};
    int word = sw_keys_word(b, at, words);

    ((saywell_example *)into)->position = (saywell_position)(word + 1);
    return word >= 0;
}

static bool set_profile(saywell_builder *b, const sw_at *at, void *into)
{
    const char *name = at->node->valuestring;

    if (!sw_map_find(&b->profiles, sw_str_of(name)))
        return sw_problem_unknown(b, at, "profile", name, &b->profiles);
    return keep(b, at, &((saywell_example *)into)->profile);
}

/* One value each: an example runs with the settings as they are. */
static bool set_setting(saywell_builder *b, const sw_at *at, void *into)
{
    const cJSON *member;

    cJSON_ArrayForEach (member, at->node) {
        sw_at one = sw_at_member(at, member);

        if (!cJSON_IsString(member))
            return sw_problem(b, &one, "an example sets one value, in quotes");
    }
    return sw_load_setting_values(b, at, &((saywell_example *)into)->settings);
}

static const sw_key rows[] = {
    {"flag", SW_TYPE_TEXT, 0, set_text, "a reply that the rule must flag"},
    {"pass", SW_TYPE_TEXT, 0, set_text, "a reply that it must leave alone"},
    {"at", SW_TYPE_STRING, 0, set_at, "the words it flags"},
    {"fix", SW_TYPE_STRING, 0, set_fix, "the reply after the first rewrite"},
    {"customer", SW_TYPE_TEXT, 0, set_customer, "what the customer said"},
    {"earlier", SW_TYPE_TEXT, 0, set_earlier, "the agent's earlier replies"},
    {"channel", SW_TYPE_TEXT, 0, set_channel, "email, chat, ..."},
    {"position", SW_TYPE_TEXT, 0, set_position, "first, later or last"},
    {"profile", SW_TYPE_TEXT, 0, set_profile, "a profile of the pack"},
    {"setting", SW_TYPE_OBJECT, 0, set_setting, "settings and their values"},
};
const sw_keys sw_keys_example = {"an example", rows,
                                 sizeof rows / sizeof *rows};

#define VALUE(name) sw_keys_value(&sw_keys_example, values, name)

static bool sane(saywell_builder *b, const sw_at *at, const sw_at *values)
{
    const sw_at *flag = VALUE("flag"), *words = VALUE("at");

    if (!flag->node == !VALUE("pass")->node)
        return sw_problem(b, at, "an example has either \"flag\" or \"pass\"");
    if (!flag->node && (words->node || VALUE("fix")->node))
        return sw_problem_key(b, words->node ? words : VALUE("fix"),
                              "\"%s\" goes with \"flag\": what passes is not "
                              "flagged",
                              words->node ? "at" : "fix");
    if (words->node &&
        !strstr(flag->node->valuestring, words->node->valuestring))
        return sw_problem(b, words, "these words do not stand in \"flag\"");
    return true;
}

static bool load(saywell_builder *b, const sw_at *at, saywell_example *example)
{
    sw_at values[SW_KEYS_MAX] = {0};

    if (!sw_keys_collect(b, &sw_keys_example, at, SW_KIND_COUNT, values) ||
        !sane(b, at, values) ||
        !sw_keys_apply(b, &sw_keys_example, values, example))
        return false;
    example->file = sw_keep(b, at->file->name);
    example->line = sw_at_line(b, at);
    return !b->nomem;
}

bool sw_load_examples(saywell_builder *b, const sw_at *at,
                      saywell_rule_info *info)
{
    size_t count = (size_t)cJSON_GetArraySize(at->node), i = 0;
    saywell_example *examples =
        sw_arena_zero(&b->arena, count, sizeof *examples);
    const cJSON *item;
    bool good = true;

    if (!examples)
        return !(b->nomem = true);
    cJSON_ArrayForEach (item, at->node) {
        sw_at one = sw_at_item(at, item, i);

        good &= load(b, &one, &examples[i++]);
        if (b->nomem)
            return false;
    }
    info->examples = examples;
    info->example_count = count;
    return good;
}
