/*
 * load_signal.c - signals: named patterns that other rules ask about.
 */
#include "rule/keys.h"

/* ---- zones, for rules and signals --------------------------------------- */

static bool zone_bit(saywell_builder *b, const sw_at *at, unsigned *mask)
{
    const char *names[SW_ZONE_COUNT + 1] = {0};
    int word;

    for (unsigned kind = 0; kind < SW_ZONE_COUNT; kind++)
        names[kind] = sw_zone_name((sw_zone_kind)kind);
    word = sw_keys_word(b, at, names);
    if (word >= 0)
        *mask |= 1u << word;
    return word >= 0;
}

bool sw_load_zones(saywell_builder *b, const sw_at *at, unsigned *mask)
{
    const cJSON *item;
    size_t i = 0;
    bool good = true;

    *mask = 0;
    if (!cJSON_IsArray(at->node))
        return zone_bit(b, at, mask);
    cJSON_ArrayForEach (item, at->node) {
        sw_at one = sw_at_item(at, item, i++);

        good &= zone_bit(b, &one, mask);
    }
    return good;
}

/* ---- the table ---------------------------------------------------------- */

static bool set_patterns(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_patterns(b, at, b->owner, &((sw_signal *)into)->patterns);
}

static bool set_except(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_patterns(b, at, b->owner, &((sw_signal *)into)->except);
}

static bool set_zones(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_load_zones(b, at, &((sw_signal *)into)->zones);
}

static bool set_role(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_signal *)into)->role = cJSON_IsTrue(at->node);
    return true;
}

static bool set_native(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"question", "link", "list", NULL};
    int word = sw_keys_word(b, at, words);

    ((sw_signal *)into)->native = (sw_native)(word + 1);
    ((sw_signal *)into)->role = true;
    return word >= 0;
}

/* An item is a pattern object with "points"; its "pattern" may be a pattern
 * object of its own. */
static bool set_score(saywell_builder *b, const sw_at *at, void *into)
{
    sw_signal *signal = into;
    bool good = sw_load_patterns(b, at, b->owner, &signal->patterns);
    const cJSON *item;
    size_t i = 0;

    signal->scored = true;
    cJSON_ArrayForEach (item, at->node) {
        sw_at one = sw_at_item(at, item, i++);

        if (cJSON_IsObject(item) &&
            !cJSON_GetObjectItemCaseSensitive(item, "points"))
            good = sw_problem(b, &one, "a scored pattern needs \"points\"");
        if (!cJSON_IsObject(item))
            good = sw_problem(b, &one,
                              "a scored pattern is an object: "
                              "{\"pattern\": ..., \"points\": 1}");
    }
    return good;
}

static bool set_at_least(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((sw_signal *)into)->at_least = (int)at->node->valuedouble;
    return true;
}

static const sw_key rows[] = {
    {"patterns", SW_TYPE_LIST, 0, set_patterns, "the words, any of them"},
    {"score", SW_TYPE_LIST, 0, set_score, "patterns with points"},
    {"at_least", SW_TYPE_POINTS, 0, set_at_least, "points that make it so"},
    {"except", SW_TYPE_LIST, 0, set_except, "a match that touches one drops"},
    {"zones", SW_TYPE_NAMES, 0, set_zones, "where to look; default body"},
    {"role", SW_TYPE_BOOL, 0, set_role, "classifies sentences"},
    {"native", SW_TYPE_TEXT, 0, set_native, "question, link or list"},
};
const sw_keys sw_keys_signal = {"a signal", rows, sizeof rows / sizeof *rows};

#define VALUE(name) sw_keys_value(&sw_keys_signal, values, name)

/* ---- one signal --------------------------------------------------------- */

static bool sane(saywell_builder *b, const sw_at *at, const sw_at *values)
{
    if (VALUE("score")->node && VALUE("patterns")->node)
        return sw_problem_key(b, VALUE("score"),
                              "a signal has \"patterns\" or \"score\", not "
                              "both; a pattern of a score is worth points");
    if (!VALUE("score")->node != !VALUE("at_least")->node)
        return sw_problem(b, at, "\"score\" and \"at_least\" go together");
    if (!VALUE("patterns")->node && !VALUE("score")->node &&
        !VALUE("native")->node)
        return sw_problem(b, at,
                          "a signal needs \"patterns\", \"score\" or "
                          "\"native\"");
    return true;
}

static bool load_layers(saywell_builder *b, const sw_def *def,
                        sw_signal *signal)
{
    sw_at values[SW_KEYS_MAX] = {0}, roots[SW_PACKS_MAX], at;
    bool good = true;

    for (size_t i = 0; i < def->layers.count; i++) {
        roots[i] = at = sw_at_layer(&def->layers.at[i]);
        if (cJSON_IsArray(at.node)) { /* the short form: patterns alone */
            values[0] = at;
            values[1] = values[2] = (sw_at){0};
        } else {
            good &= sw_keys_collect(b, &sw_keys_signal, &roots[i],
                                    SW_KIND_COUNT, values);
        }
    }
    return good && sane(b, &at, values) &&
           sw_keys_apply(b, &sw_keys_signal, values, signal);
}

bool sw_load_all_signals(saywell_builder *b)
{
    size_t count = b->signals.count;
    sw_signal *signals = sw_arena_zero(&b->arena, count, sizeof *signals);

    if (!signals)
        return !(b->nomem = true);
    b->in_signals = true;
    b->out->signals = signals;
    b->out->signal_count = count;
    for (size_t i = 0; i < count && !b->nomem; i++) {
        sw_def *def = b->signals.at[i].value;
        size_t patterns = b->patterns.count;

        signals[i] = (sw_signal){
            .name = def->name, .id = (uint32_t)i, .zones = 1u << SW_ZONE_BODY};
        b->owner = sw_arena_printf(&b->arena, "signal %s", def->name);
        if (!b->owner)
            return !(b->nomem = true);
        def->made = &signals[i];
        if (!load_layers(b, def, &signals[i])) {
            def->bad = true;
            signals[i].patterns = signals[i].except = (sw_set){0};
            sw_load_forget(b, patterns);
        }
    }
    b->owner = NULL;
    b->in_signals = false;
    return !b->nomem;
}
