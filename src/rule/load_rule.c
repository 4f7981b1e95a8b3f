/*
 * load_rule.c - rules: the table of their keys, and what makes one whole.
 */
#include "rule/keys.h"

#include <string.h>

#define ECHO_WORDS 3 /* min_words of echo, when not given */

#define K(kind) (1u << SW_KIND_##kind)

static const char *const kind_words[SW_KIND_COUNT + 1] = {
#define SW_X_(upper, lower) [SW_KIND_##upper] = #lower,
    SW_KIND_MAP(SW_X_)
#undef SW_X_
        NULL};

/* ---- setters: words about the rule
 * ------------------------------------------- */

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

/* ---- setters: patterns and signals
 * -------------------------------------------- */

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

/* ---- setters: other rules
 * --------------------------------------------------------- */

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

/* ---- setters: numbers
 * --------------------------------------------------------------- */

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

/* ---- the table
 * ------------------------------------------------------------------------ */

static const sw_key rows[] = {
    {"id", SW_TYPE_TEXT, 0, NULL, "its name: words and hyphens"},
    {"title", SW_TYPE_TEXT, 0, set_title, "what to do, in a few words"},
    {"severity", SW_TYPE_TEXT, 0, set_severity, "error, warning or suggestion"},
    {"default", SW_TYPE_TEXT, 0, set_default, "on or off"},
    {"message", SW_TYPE_TEXT, 0, set_message, "what an agent reads"},
    {"why", SW_TYPE_TEXT, 0, set_why, "two or three sentences on the reason"},
    {"source", SW_TYPE_LIST, 0, NULL, "codes of the guidance behind it"},
    {"kind", SW_TYPE_TEXT, 0, NULL, "phrase, near, missing, order, ..."},
    {"zones", SW_TYPE_NAMES, 0, set_zones, "where it looks; default body"},
    {"when", SW_TYPE_OBJECT, 0, NULL, "conditions that must hold"},
    {"unless", SW_TYPE_OBJECT, 0, NULL, "conditions that silence it"},
    {"except", SW_TYPE_LIST, 0, set_except, "a match that touches one drops"},
    {"over", SW_TYPE_NAMES, 0, set_over, "rules it silences on its words"},
    {"takes", SW_TYPE_NAMES, 0, set_takes, "rules whose words its edit takes"},
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
static const sw_keys keys = {"a rule", rows, sizeof rows / sizeof *rows};

#define VALUE(name) sw_keys_value(&keys, values, name)

/* Keys that every rule needs, and those of its kind. */
static const struct {
    const char *key;
    unsigned kinds;
} needed[] = {
    {"title", ~0u},       {"severity", ~0u},
    {"message", ~0u},     {"why", ~0u},
    {"source", ~0u},      {"patterns", K(PHRASE)},
    {"trigger", K(NEAR)}, {"needs", K(NEAR) | K(MISSING)},
    {"first", K(ORDER)},  {"then", K(ORDER)},
    {"max", K(LIMIT)},    {"of", K(SHARE) | K(ONLY)},
};

/* ---- reading the layers
 * ------------------------------------------------------------------- */

/* The kind as the newest layer that gives one says; COUNT and a problem when
 * it is none, COUNT alone when there is none. */
static sw_kind_id kind_of(saywell_builder *b, const sw_def *def)
{
    for (size_t i = def->layers.count; i > 0; i--) {
        sw_at root = sw_at_layer(&def->layers.at[i - 1]), at;
        const cJSON *kind = cJSON_GetObjectItemCaseSensitive(root.node, "kind");
        int word;

        if (!kind)
            continue;
        at = sw_at_member(&root, kind);
        word = cJSON_IsString(kind) ? sw_keys_word(b, &at, kind_words) : -1;
        return word < 0 ? SW_KIND_COUNT : (sw_kind_id)word;
    }
    return SW_KIND_COUNT;
}

bool sw_load_rule_check(saywell_builder *b, const sw_at *at, const sw_def *def)
{
    sw_at values[SW_KEYS_MAX] = {0};
    size_t before = b->problem_count;
    sw_kind_id kind = kind_of(b, def);

    return sw_keys_collect(b, &keys, at, kind, values) &&
           b->problem_count == before;
}

static bool complete(saywell_builder *b, const sw_at *root, const sw_at *values,
                     const sw_rule *rule)
{
    bool good = true;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (needed[i].kinds & 1u << rule->kind)
            good &= sw_keys_need(b, &keys, values, root, needed[i].key);
    if (rule->kind == SW_KIND_LIMIT && !VALUE("of")->node &&
        !VALUE("patterns")->node)
        good = sw_problem(b, root,
                          "a rule of kind limit needs \"of\" or "
                          "\"patterns\": what to count");
    if (rule->kind == SW_KIND_SHARE && !VALUE("at_least")->node &&
        !VALUE("at_most")->node)
        good = sw_problem(b, root,
                          "a rule of kind share needs \"at_least\" "
                          "or \"at_most\"");
    if (VALUE("source")->node &&
        !sw_type_is(VALUE("source")->node, SW_TYPE_NAMES))
        good = sw_problem(b, VALUE("source"),
                          "\"source\" must be a list of codes, not empty");
    return good;
}

/* ---- rewrites and messages
 * --------------------------------------------------------------- */

/* The rule's own rewrites and message must fit each pattern that has none. */
static bool fits(saywell_builder *b, const sw_rewrite_keys *in,
                 const sw_at *message, sw_rule *rule)
{
    static const char *const none[] = {NULL};
    const sw_rewrite *unused; /* loaded to be checked, then forgotten */
    size_t count;
    bool good = true;

    for (size_t i = 0; good && i < rule->patterns.count; i++) {
        sw_pattern *pattern = &b->patterns.at[rule->patterns.at[i]];

        if (!pattern->message)
            good = sw_load_message(b, message, pattern->names);
        if (pattern->rewrite_count || !rule->rewrite_count)
            continue;
        good &=
            sw_load_rewrites(b, in, pattern->names, &b->work, &unused, &count);
        pattern->rewrites = rule->rewrites;
        pattern->rewrite_count = rule->rewrite_count;
    }
    if (!rule->patterns.count)
        good = sw_load_message(b, message, none) &&
               sw_load_rewrites(b, in, none, &b->work, &unused, &count);
    return good;
}

static bool load_texts(saywell_builder *b, const sw_at *values, sw_rule *rule)
{
    sw_rewrite_keys in = {*VALUE("rewrite"), *VALUE("trust"), *VALUE("insert"),
                          *VALUE("rewrites")};
    bool good = sw_load_rewrites(b, &in, NULL, &b->arena, &rule->rewrites,
                                 &rule->rewrite_count);

    good = good && fits(b, &in, VALUE("message"), rule);
    sw_arena_reset(&b->work);
    return good;
}

/* ---- one rule
 * ------------------------------------------------------------------------------
 */

static bool describe(saywell_builder *b, const sw_def *def, sw_rule *rule)
{
    const sw_layer *first = &def->layers.at[0];
    sw_at newest = sw_layer_newest(def);

    rule->info.id = def->name;
    rule->info.kind = kind_words[rule->kind];
    rule->info.category = sw_keep(b, first->file->category);
    rule->info.file = sw_keep(b, newest.file->name);
    rule->info.line = sw_at_line(b, &newest);
    return !b->nomem;
}

static void start(sw_rule *rule, sw_kind_id kind)
{
    *rule = (sw_rule){.kind = kind,
                      .zones = 1u << SW_ZONE_BODY,
                      .at_least = -1,
                      .at_most = -1,
                      .min_words = ECHO_WORDS,
                      .info = {.default_on = true}};
}

static bool asks_customer(const sw_rule *rule)
{
    return rule->kind == SW_KIND_ECHO ||
           (rule->gates.when && rule->gates.when->customer.count) ||
           (rule->gates.unless && rule->gates.unless->customer.count);
}

static bool load(saywell_builder *b, sw_def *def, sw_rule *rule)
{
    sw_at values[SW_KEYS_MAX] = {0}, roots[SW_PACKS_MAX];
    const sw_at *root = roots;
    sw_kind_id kind;
    bool good;

    b->silent = true; /* what is wrong with the keys was told when added */
    kind = kind_of(b, def);
    for (size_t i = 0; i < def->layers.count; i++) {
        root = &roots[i];
        roots[i] = sw_at_layer(&def->layers.at[i]);
        sw_keys_collect(b, &keys, root, kind, values);
    }
    b->silent = false;
    if (kind == SW_KIND_COUNT)
        return sw_problem(b, root,
                          "a rule needs \"kind\": phrase, near, "
                          "missing, order, limit, share, only or "
                          "echo");
    start(rule, kind);
    if (!complete(b, root, values, rule))
        return false;
    good = set_source(b, VALUE("source"), rule);
    good &= sw_load_gates(b, VALUE("when"), VALUE("unless"), &rule->gates);
    good &= sw_keys_apply(b, &keys, values, rule);
    rule->info.enabled = rule->info.default_on;
    rule->needs_customer = asks_customer(rule);
    return good && load_texts(b, values, rule) && describe(b, def, rule);
}

/* ---- all rules
 * -------------------------------------------------------------------------------
 */

static bool resolve(saywell_builder *b)
{
    for (size_t i = 0; i < b->links.count;) {
        sw_rules_list *list = b->links.at[i].list;
        size_t end = i, count = 0;
        const sw_rule **at;

        while (end < b->links.count && b->links.at[end].list == list)
            end++;
        at = sw_arena_zero(&b->arena, end - i, sizeof(const sw_rule *));
        if (!at)
            return !(b->nomem = true);
        for (; i < end; i++) /* a bad rule is not there to be silenced */
            if (b->links.at[i].def->made)
                at[count++] = b->links.at[i].def->made;
        *list = (sw_rules_list){at, count};
    }
    return true;
}

bool sw_load_all_rules(saywell_builder *b)
{
    sw_rule *rules = sw_arena_zero(&b->arena, b->rules.count, sizeof *rules);
    size_t count = 0;

    if (!rules)
        return !(b->nomem = true);
    for (size_t i = 0; i < b->rules.count && !b->nomem; i++) {
        sw_def *def = b->rules.at[i].value;
        size_t patterns = b->patterns.count, links = b->links.count;

        if (def->bad)
            continue;
        b->owner = def->name;
        if (load(b, def, &rules[count])) {
            def->made = &rules[count];
            rules[count].index = count;
            count++;
        } else {
            def->bad = true;
            b->links.count = links;
            sw_load_forget(b, patterns);
        }
    }
    b->owner = NULL;
    b->out->rules = rules;
    b->out->rule_count = count;
    return !b->nomem && resolve(b);
}
