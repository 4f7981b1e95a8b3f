/*
 * rule_keys.c - the keys of a rule: type, kinds that take it, setter, help.
 */
#include "rule/keys.h"

#include <string.h>

#define K(kind) (1u << SW_KIND_##kind)

/* ---- setters: words about the rule -------------------------------------- */

static bool keep(saywell_builder *b, const sw_at *at, const char **into)
{
    *into = sw_keep(b, at->node->valuestring);
    return *into != NULL;
}

static bool set_title(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((sw_rule *)into)->info.title);
}

static bool set_message(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((sw_rule *)into)->info.message);
}

static bool set_why(saywell_builder *b, const sw_at *at, void *into)
{
    return keep(b, at, &((sw_rule *)into)->info.why);
}

static bool set_severity(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"suggestion", "warning", "error", NULL};
    int word = sw_keys_word(b, at, words);

    ((sw_rule *)into)->info.severity = (saywell_severity)(word < 0 ? 0 : word);
    return word >= 0;
}

static bool set_default(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"off", "on", NULL};
    int word = sw_keys_word(b, at, words);

    ((sw_rule *)into)->info.default_on = word == 1;
    return word >= 0;
}

/* "002-c": known is what stands before the last hyphen, or the whole. */
static bool known_source(saywell_builder *b, const char *code)
{
    const char *hyphen = strrchr(code, '-');

    if (sw_map_find(&b->sources, sw_str_of(code)))
        return true;
    return hyphen && hyphen[1] &&
           sw_map_find(&b->sources, (sw_str){code, (size_t)(hyphen - code)}) !=
               NULL;
}

static bool set_source(saywell_builder *b, const sw_at *at, void *into)
{
    const cJSON *item;
    size_t i = 0;
    bool good = true;

    if (!sw_type_is(at->node, SW_TYPE_NAMES))
        return sw_problem(b, at,
                          "\"source\" must be a list of codes, not empty");
    cJSON_ArrayForEach (item, at->node) {
        sw_at one = sw_at_item(at, item, i++);

        if (!known_source(b, item->valuestring))
            good = sw_problem(b, &one,
                              "the source \"%.40s\" begins with no document "
                              "of the pack's \"sources\"",
                              item->valuestring);
    }
    return good && sw_names_keep(b, at->node, &((sw_rule *)into)->info.sources);
}

static bool set_examples(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_examples(b, at, &((sw_rule *)into)->info);
}

/* ---- setters: patterns and signals -------------------------------------- */

static bool set_patterns(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_patterns(b, at, b->owner, &((sw_rule *)into)->patterns);
}

static bool set_except(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_patterns(b, at, b->owner, &((sw_rule *)into)->except);
}

static bool set_needs(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_signals(b, at, false, &((sw_rule *)into)->needs);
}

static bool set_of(saywell_builder *b, const sw_at *at, void *into)
{
    sw_rule *rule = into;

    return sw_load_signals(b, at, rule->kind == SW_KIND_ONLY, &rule->of);
}

static bool set_against(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_signals(b, at, false, &((sw_rule *)into)->against);
}

static bool set_first(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_signals(b, at, false, &((sw_rule *)into)->first);
}

static bool set_then(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_signals(b, at, false, &((sw_rule *)into)->then);
}

static bool set_zones(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_zones(b, at, &((sw_rule *)into)->zones);
}

/* ---- setters: other rules ----------------------------------------------- */

/* Names now, pointers when all rules are there (sw_load_all_rules). */
static bool link_rules(saywell_builder *b, const sw_at *at, sw_rules_list *list)
{
    const cJSON *item = at->node;
    size_t i = 0;
    bool good = true, many = cJSON_IsArray(at->node);

    for (item = many ? item->child : item; item;
         item = many ? item->next : NULL) {
        sw_at one = many ? sw_at_item(at, item, i++) : *at;
        sw_def *def = sw_map_find(&b->rules, sw_str_of(item->valuestring));
        sw_link *link;

        if (!def) {
            good = sw_problem_unknown(b, &one, "rule", item->valuestring,
                                      &b->rules);
            continue;
        }
        link = SW_VEC_PUSH(&b->links, &b->scratch);
        if (!link)
            return !(b->nomem = true);
        *link = (sw_link){list, def};
    }
    return good;
}

static bool set_over(saywell_builder *b, const sw_at *at, void *into)
{
    return link_rules(b, at, &((sw_rule *)into)->over);
}

static bool set_takes(saywell_builder *b, const sw_at *at, void *into)
{
    return link_rules(b, at, &((sw_rule *)into)->takes);
}

static bool set_beside(saywell_builder *b, const sw_at *at, void *into)
{
    sw_rules_list unused;
    size_t links = b->links.count;
    bool good = link_rules(b, at, &unused); /* are they there? */

    b->links.count = links;
    return good && sw_names_keep(b, at->node, &((sw_rule *)into)->info.beside);
}

/* ---- setters: numbers --------------------------------------------------- */

static size_t count_of(const sw_at *at)
{
    return (size_t)at->node->valuedouble;
}

static bool set_before(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_rule *)into)->before = count_of(at);
    return true;
}

static bool set_after(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_rule *)into)->after = count_of(at);
    return true;
}

static bool set_max(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_rule *)into)->max = count_of(at);
    return true;
}

static bool set_min_sentences(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_rule *)into)->min_sentences = count_of(at);
    return true;
}

static bool set_min_words(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_rule *)into)->min_words = count_of(at);
    return true;
}

static bool set_at_least(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_rule *)into)->at_least = at->node->valuedouble;
    return true;
}

static bool set_at_most(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_rule *)into)->at_most = at->node->valuedouble;
    return true;
}

static bool set_per(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"reply", "conversation", NULL};
    int word = sw_keys_word(b, at, words);

    ((sw_rule *)into)->per_conversation = word == 1;
    return word >= 0;
}

static bool set_anchor(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"start", "end", NULL};
    int word = sw_keys_word(b, at, words);

    ((sw_rule *)into)->anchor_end = word == 1;
    return word >= 0;
}

/* ---- the table ---------------------------------------------------------- */

static const sw_key rows[] = {
    {"id", SW_TYPE_TEXT, 0, NULL, "its name: words and hyphens"},
    {"title", SW_TYPE_TEXT, 0, set_title, "what to do, in a few words"},
    {"severity", SW_TYPE_TEXT, 0, set_severity, "error, warning or suggestion"},
    {"default", SW_TYPE_TEXT, 0, set_default, "on or off"},
    {"message", SW_TYPE_TEXT, 0, set_message, "what an agent reads"},
    {"why", SW_TYPE_TEXT, 0, set_why, "two or three sentences on the reason"},
    {"source", SW_TYPE_LIST, 0, set_source, "codes of the guidance behind it"},
    {"kind", SW_TYPE_TEXT, 0, NULL, "phrase, near, missing, order, ..."},
    {"zones", SW_TYPE_NAMES, 0, set_zones, "where it looks; default body"},
    {"when", SW_TYPE_OBJECT, 0, NULL, "conditions that must hold"},
    {"unless", SW_TYPE_OBJECT, 0, NULL, "conditions that silence it"},
    {"except", SW_TYPE_LIST, 0, set_except, "a match that touches one drops"},
    {"over", SW_TYPE_NAMES, 0, set_over, "rules it silences on its words"},
    {"takes", SW_TYPE_NAMES, 0, set_takes, "rules whose words its edit takes"},
    {"beside", SW_TYPE_NAMES, 0, set_beside, "rules that flag its words, too"},
    {"rewrite", SW_TYPE_STRING, 0, NULL, "what to say instead"},
    {"trust", SW_TYPE_TEXT, 0, NULL, "\"safe\" or \"human\""},
    {"insert", SW_TYPE_TEXT, 0, NULL, "where the rewrite goes"},
    {"rewrites", SW_TYPE_LIST, 0, NULL, "several ways, best first"},
    {"examples", SW_TYPE_LIST, 0, set_examples, "tests of the rule"},
    {"patterns", SW_TYPE_LIST, K(PHRASE) | K(LIMIT), set_patterns,
     "the words, any of them"},
    {"trigger", SW_TYPE_LIST, K(NEAR), set_patterns,
     "the words that need something close by"},
    {"needs", SW_TYPE_NAMES, K(NEAR) | K(MISSING), set_needs,
     "signals, one of which must be there"},
    {"before", SW_TYPE_COUNT, K(NEAR), set_before, "sentences to look back"},
    {"after", SW_TYPE_COUNT, K(NEAR), set_after, "sentences to look ahead"},
    {"first", SW_TYPE_NAMES, K(ORDER), set_first, "signals to come first"},
    {"then", SW_TYPE_NAMES, K(ORDER), set_then, "signals to come behind"},
    {"of", SW_TYPE_NAMES, K(LIMIT) | K(SHARE) | K(ONLY), set_of,
     "signals to count"},
    {"max", SW_TYPE_COUNT, K(LIMIT), set_max, "how often is fine"},
    {"per", SW_TYPE_TEXT, K(LIMIT), set_per, "reply or conversation"},
    {"against", SW_TYPE_NAMES, K(SHARE), set_against, "signals beside it"},
    {"at_least", SW_TYPE_RATIO, K(SHARE), set_at_least, "least share, 0 to 1"},
    {"at_most", SW_TYPE_RATIO, K(SHARE), set_at_most, "most share, 0 to 1"},
    {"min_sentences", SW_TYPE_COUNT, K(SHARE), set_min_sentences,
     "sentences a reply must have"},
    {"min_words", SW_TYPE_COUNT, K(ECHO), set_min_words,
     "content words the customer must have used"},
    {"anchor", SW_TYPE_TEXT, K(MISSING) | K(ONLY) | K(SHARE) | K(ECHO),
     set_anchor, "start or end"},
};
const sw_keys sw_keys_rule = {"a rule", rows, sizeof rows / sizeof *rows};
