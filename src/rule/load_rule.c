/*
 * load_rule.c - the layers of a rule -> one rule that is whole.
 */
#include "rule/keys.h"

#define ECHO_WORDS 3 /* min_words of echo, when not given */

#define K(kind) (1u << SW_KIND_##kind)

static const char *const kind_words[SW_KIND_COUNT + 1] = {
#define SW_X_(upper, lower) [SW_KIND_##upper] = #lower,
    SW_KIND_MAP(SW_X_)
#undef SW_X_
        NULL};

#define VALUE(name) sw_keys_value(&sw_keys_rule, values, name)

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

/* ---- reading the layers ------------------------------------------------- */

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

    return sw_keys_collect(b, &sw_keys_rule, at, kind, values) &&
           b->problem_count == before;
}

static bool complete(saywell_builder *b, const sw_at *root, const sw_at *values,
                     const sw_rule *rule)
{
    bool good = true;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (needed[i].kinds & 1u << rule->kind)
            good &= sw_keys_need(b, &sw_keys_rule, values, root, needed[i].key);
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
    return good;
}

/* ---- rewrites and messages ---------------------------------------------- */

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

/* Which trust the rewrites have, for those who ask the rules. */
static void note_rewrites(const sw_rewrite *rewrites, size_t count,
                          saywell_rule_info *info)
{
    for (size_t i = 0; i < count; i++) {
        info->safe |= rewrites[i].trust == SAYWELL_SAFE;
        info->human |= rewrites[i].trust == SAYWELL_HUMAN;
    }
}

static void note_trust(const saywell_builder *b, sw_rule *rule)
{
    if (rule->rewrite_count)
        note_rewrites(rule->rewrites, rule->rewrite_count, &rule->info);
    for (size_t i = 0; i < rule->patterns.count; i++) {
        const sw_pattern *p = &b->patterns.at[rule->patterns.at[i]];

        note_rewrites(p->rewrites, p->rewrite_count, &rule->info);
    }
}

static bool load_texts(saywell_builder *b, const sw_at *values, sw_rule *rule)
{
    sw_rewrite_keys in = {*VALUE("rewrite"), *VALUE("trust"), *VALUE("insert"),
                          *VALUE("rewrites")};
    bool good = sw_load_rewrites(b, &in, NULL, &b->arena, &rule->rewrites,
                                 &rule->rewrite_count);

    good = good && fits(b, &in, VALUE("message"), rule);
    if (good)
        note_trust(b, rule);
    sw_arena_reset(&b->work);
    return good;
}

/* ---- one rule ----------------------------------------------------------- */

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

/* The id of another rule that is a slip away, or NULL. */
static const char *other_id(const saywell_builder *b, const sw_def *def)
{
    sw_str id = sw_str_of(def->name);
    size_t least = 2 + id.len / 4;
    const char *near = NULL;

    for (size_t i = 0; i < b->rules.count && i < SW_NEAREST_MAX; i++) {
        size_t distance = sw_str_distance(id, b->rules.at[i].key);

        if (distance > 0 && distance < least) {
            least = distance;
            near = b->rules.at[i].key.ptr;
        }
    }
    return near;
}

/* In a pack laid over another it may be a change of a rule, misspelt. */
static bool no_kind(saywell_builder *b, const sw_def *def, const sw_at *root)
{
    const char *near = NULL;

    if (b->packs.count > 1 && b->problems.count < SW_PROBLEMS_MAX)
        near = other_id(b, def);
    if (near)
        return sw_problem(b, root,
                          "the packs below have no rule \"%s\" to change; "
                          "did you mean \"%s\"? A new rule needs \"kind\"",
                          def->name, near);
    return sw_problem(b, root,
                      "a rule needs \"kind\": phrase, near, missing, order, "
                      "limit, share, only or echo");
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
        sw_keys_collect(b, &sw_keys_rule, root, kind, values);
    }
    b->silent = false;
    if (kind == SW_KIND_COUNT)
        return no_kind(b, def, root);
    start(rule, kind);
    if (!complete(b, root, values, rule))
        return false;
    good = sw_load_gates(b, VALUE("when"), VALUE("unless"), &rule->gates);
    good &= sw_keys_apply(b, &sw_keys_rule, values, rule);
    rule->info.enabled = rule->info.default_on;
    rule->severity = rule->info.severity;
    rule->needs_customer = asks_customer(rule);
    return good && load_texts(b, values, rule) && describe(b, def, rule);
}

/* ---- all rules ---------------------------------------------------------- */

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
