/*
 * load_pack.c - what a pack says about itself: settings, profiles, word
 * lists.
 */
#include "rule/keys.h"

#include "base/utf8.h"

#include <string.h>

/* ---- settings ----------------------------------------------------------- */

static bool set_values(saywell_builder *b, const sw_at *at, void *into)
{
    return sw_names_keep(b, at->node, &((saywell_setting_info *)into)->values);
}

static bool set_fallback(saywell_builder *b, const sw_at *at, void *into)
{
    saywell_setting_info *setting = into;

    setting->fallback = setting->value = sw_keep(b, at->node->valuestring);
    for (size_t i = 0; setting->values && setting->values[i]; i++)
        if (setting->value && strcmp(setting->values[i], setting->value) == 0)
            return true;
    return sw_problem(b, at, "the default must be one of \"values\"");
}

static bool set_help(saywell_builder *b, const sw_at *at, void *into)
{
    ((saywell_setting_info *)into)->help = sw_keep(b, at->node->valuestring);
    return !b->nomem;
}

/* values come before default: it is looked for among them */
static const sw_key setting_rows[] = {
    {"values", SW_TYPE_LIST, 0, set_values, "what it may be set to"},
    {"default", SW_TYPE_TEXT, 0, set_fallback, "its value when not set"},
    {"help", SW_TYPE_TEXT, 0, set_help, "what it changes"},
};
const sw_keys sw_keys_setting = {"a setting", setting_rows, 3};

/* Reads all layers of a thing that is given key by key. */
static bool read_layers(saywell_builder *b, const sw_def *def,
                        const sw_keys *keys, sw_at *values, sw_at *roots)
{
    bool good = true;

    for (size_t i = 0; i < def->layers.count; i++) {
        roots[i] = sw_at_layer(&def->layers.at[i]);
        good &= sw_keys_collect(b, keys, &roots[i], SW_KIND_COUNT, values);
    }
    return good;
}

static bool load_setting(saywell_builder *b, const sw_def *def,
                         saywell_setting_info *setting)
{
    sw_at values[SW_KEYS_MAX] = {0}, roots[SW_PACKS_MAX];
    const sw_at *names;

    setting->name = def->name;
    setting->help = "";
    if (!read_layers(b, def, &sw_keys_setting, values, roots) ||
        !sw_keys_need(b, &sw_keys_setting, values, roots, "values") ||
        !sw_keys_need(b, &sw_keys_setting, values, roots, "default"))
        return false;
    names = sw_keys_value(&sw_keys_setting, values, "values");
    if (!sw_type_is(names->node, SW_TYPE_NAMES))
        return sw_problem(b, names, "\"values\" must be a list of names");
    return sw_keys_apply(b, &sw_keys_setting, values, setting);
}

static bool load_settings(saywell_builder *b)
{
    size_t count = 0;
    saywell_setting_info *settings =
        sw_arena_zero(&b->arena, b->settings.count + 1, sizeof *settings);

    if (!settings)
        return !(b->nomem = true);
    for (size_t i = 0; i < b->settings.count && !b->nomem; i++) {
        sw_def *def = b->settings.at[i].value;

        settings[count] = (saywell_setting_info){0};
        if (load_setting(b, def, &settings[count]))
            def->made = &settings[count++];
    }
    b->out->settings = settings;
    b->out->setting_count = count;
    return !b->nomem;
}

/* ---- profiles ----------------------------------------------------------- */

static const sw_key profile_rows[] = {
    {"help", SW_TYPE_TEXT, 0, NULL, "who it is for"},
    {"settings", SW_TYPE_OBJECT, 0, NULL, "settings and their values"},
    {"rules", SW_TYPE_OBJECT, 0, NULL, "rules or categories and a state"},
};
const sw_keys sw_keys_profile = {"a profile", profile_rows, 3};

static bool check_state(saywell_builder *b, const sw_at *at)
{
    static const char *const words[] = {"on",      "off",        "error",
                                        "warning", "suggestion", NULL};

    if (!sw_layer_is_rule(b, at->key))
        return sw_problem_unknown_key(b, at, "rule or category", &b->rules);
    if (!cJSON_IsString(at->node))
        return sw_problem(b, at,
                          "a rule is set to on, off, error, warning or "
                          "suggestion");
    return sw_keys_word(b, at, words) >= 0;
}

static bool check_setting(saywell_builder *b, const sw_at *at)
{
    const sw_def *def = sw_map_find(&b->settings, sw_str_of(at->key));
    sw_map values = {0};

    if (!def)
        return sw_problem_unknown_key(b, at, "setting", &b->settings);
    if (!cJSON_IsString(at->node))
        return sw_problem(b, at, "a profile gives a setting one value");
    return sw_load_setting_has(b, def, at->node->valuestring, &values) ||
           sw_problem_unknown(b, at, "value of this setting",
                              at->node->valuestring, &values);
}

/* The members of an object that passed the check, as name, value pairs; of
 * the same name the last one counts, since it is applied last. */
static bool add_pairs(saywell_builder *b, const sw_at *object,
                      bool (*check)(saywell_builder *, const sw_at *),
                      struct sw_words *pairs)
{
    const cJSON *member;
    bool good = true;

    cJSON_ArrayForEach (member, object->node) {
        sw_at at = sw_at_member(object, member);
        const char **name, **value;

        if (!check(b, &at)) {
            good = false;
            continue;
        }
        name = SW_VEC_PUSH(pairs, &b->arena);
        value = SW_VEC_PUSH(pairs, &b->arena);
        if (!name || !value)
            return !(b->nomem = true);
        pairs->at[pairs->count - 2] = sw_keep(b, at.key);
        *value = sw_keep(b, at.node->valuestring);
        if (b->nomem)
            return false;
    }
    return good;
}

static bool end_words(saywell_builder *b, struct sw_words *words)
{
    const char **end = SW_VEC_PUSH(words, &b->arena);

    b->nomem |= !end;
    return end != NULL;
}

static bool load_profile(saywell_builder *b, const sw_def *def,
                         saywell_profile_info *profile)
{
    struct sw_words settings = {0}, states = {0};
    bool good = true;

    profile->name = def->name;
    profile->help = "";
    for (size_t i = 0; i < def->layers.count && !b->nomem; i++) {
        sw_at values[SW_KEYS_MAX] = {0};
        sw_at root = sw_at_layer(&def->layers.at[i]);

        good &=
            sw_keys_collect(b, &sw_keys_profile, &root, SW_KIND_COUNT, values);
        if (values[0].node)
            profile->help = sw_keep(b, values[0].node->valuestring);
        if (values[1].node)
            good &= add_pairs(b, &values[1], check_setting, &settings);
        if (values[2].node)
            good &= add_pairs(b, &values[2], check_state, &states);
    }
    if (!end_words(b, &settings) || !end_words(b, &states))
        return false;
    profile->settings = settings.at;
    profile->states = states.at;
    return good && !b->nomem;
}

static bool load_profiles(saywell_builder *b)
{
    size_t count = 0;
    saywell_profile_info *profiles =
        sw_arena_zero(&b->arena, b->profiles.count + 1, sizeof *profiles);

    if (!profiles)
        return !(b->nomem = true);
    for (size_t i = 0; i < b->profiles.count && !b->nomem; i++) {
        sw_def *def = b->profiles.at[i].value;

        profiles[count] = (saywell_profile_info){0};
        /* With a problem in it the rest of the profile still holds. */
        load_profile(b, def, &profiles[count]);
        def->made = &profiles[count++];
    }
    b->out->profiles = profiles;
    b->out->profile_count = count;
    return !b->nomem;
}

/* ---- words: maps, lists, spellings -------------------------------------- */

static const char *fold(saywell_builder *b, const char *word)
{
    sw_str folded;

    b->nomem |= sw_template_fold(sw_str_of(word), &b->arena, &folded) != 0;
    return b->nomem ? NULL : folded.ptr;
}

static bool load_map(saywell_builder *b, const sw_at *at, sw_map *out)
{
    const cJSON *member;
    bool good = true;

    if (!cJSON_IsObject(at->node))
        return sw_problem(b, at,
                          "a map must be an object: {\"word\": "
                          "\"other\"}");
    cJSON_ArrayForEach (member, at->node) {
        sw_at one = sw_at_member(at, member);
        const char *key = fold(b, member->string);
        char *value;

        if (!cJSON_IsString(member)) {
            good = sw_problem(b, &one, "a map turns words into text in quotes");
            continue;
        }
        value = sw_arena_copy(&b->arena, member->valuestring,
                              strlen(member->valuestring));
        if (!key || !value ||
            !sw_map_put(out, &b->arena, sw_str_of(key), value))
            return !(b->nomem = true);
    }
    return good;
}

static bool load_list(saywell_builder *b, const sw_at *at, sw_map *out)
{
    const cJSON *item;

    if (!sw_type_is(at->node, SW_TYPE_NAMES) || !cJSON_IsArray(at->node))
        return sw_problem(b, at,
                          "a word list must be a list of words in "
                          "quotes, not empty");
    cJSON_ArrayForEach (item, at->node) {
        const char *key = fold(b, item->valuestring);

        if (!key || !sw_map_put(out, &b->arena, sw_str_of(key), out))
            return !(b->nomem = true);
    }
    return true;
}

/* A map of words for each thing; a bad one is there, as far as it is good. */
static bool load_words(saywell_builder *b, const sw_map *defs,
                       bool (*load)(saywell_builder *, const sw_at *, sw_map *),
                       sw_map *out)
{
    for (size_t i = 0; i < defs->count && !b->nomem; i++) {
        const sw_def *def = defs->at[i].value;
        sw_map *words = sw_arena_zero(&b->arena, 1, sizeof *words);

        if (!words || !sw_map_put(out, &b->arena, sw_str_of(def->name), words))
            return !(b->nomem = true);
        for (size_t k = 0; k < def->layers.count; k++) {
            sw_at at = sw_at_layer(&def->layers.at[k]);

            if (load == load_list && k + 1 < def->layers.count)
                continue; /* lists are replaced whole, maps word by word */
            load(b, &at, words);
        }
    }
    return !b->nomem;
}

static bool one_word(const char *word)
{
    sw_str s = sw_str_of(word);
    size_t size;

    for (size_t i = 0; i < s.len; i += size) {
        uint32_t code = sw_utf8_at(s, i, &size);

        if (!sw_utf8_is_word(code) || sw_utf8_is_upper(code))
            return false;
    }
    return s.len > 0;
}

static bool load_spellings(saywell_builder *b)
{
    sw_spelling *spellings =
        sw_arena_zero(&b->arena, b->spellings.count + 1, sizeof *spellings);
    size_t count = 0;

    if (!spellings)
        return !(b->nomem = true);
    for (size_t i = 0; i < b->spellings.count && !b->nomem; i++) {
        const sw_def *def = b->spellings.at[i].value;
        sw_at at = sw_layer_newest(def);

        if (!one_word(def->name) || !cJSON_IsString(at.node) ||
            !one_word(at.node->valuestring)) {
            sw_problem(b, &at,
                       "a spelling is one lower-case word for "
                       "another: \"apologize\": \"apologise\"");
            continue;
        }
        spellings[count].us = sw_str_of(def->name);
        spellings[count++].uk = sw_str_of(sw_keep(b, at.node->valuestring));
    }
    b->out->spellings = spellings;
    b->out->spelling_count = count;
    return !b->nomem;
}

/* ---- the whole ---------------------------------------------------------- */

bool sw_load_pack(saywell_builder *b)
{
    saywell_rules *out = b->out;

    return sw_load_sources(b) && load_settings(b) && load_profiles(b) &&
           load_words(b, &b->maps, load_map, &b->word_maps) &&
           load_words(b, &b->lists, load_list, &out->lists) &&
           load_spellings(b);
}
