/*
 * choice.c - a team's choices: profile, settings, rules on and off, exceptions.
 *
 * A choice is checked when it is made, so that whoever made it learns what
 * was wrong with it, and takes effect at the end, in the order of the calls.
 * Of several profiles the last one counts: a command line that names one
 * replaces the configuration's.
 */
#include "rule/choice.h"
#include "rule/frozen.h"

#include "base/fail.h"

#include <string.h>

/* ---- taking ------------------------------------------------------------- */

static saywell_status take(saywell_builder *b, sw_choice_kind kind,
                           const char *name, const char *value,
                           saywell_error *err)
{
    sw_choice *choice = SW_VEC_PUSH(&b->choices, &b->scratch);

    if (!choice)
        return sw_fail_nomem(err);
    choice->kind = kind;
    choice->name = sw_keep(b, name);
    choice->value = sw_keep(b, value);
    return b->nomem ? sw_fail_nomem(err) : SAYWELL_OK;
}

/* ---- names, without reading a deferred pack ----------------------------- */

static bool frozen_profile(const char *name)
{
    for (size_t i = 0; i < sw_frozen_rules->profile_count; i++)
        if (strcmp(sw_frozen_rules->profiles[i].name, name) == 0)
            return true;
    return false;
}

static bool frozen_setting(const char *name, const char *value)
{
    for (size_t i = 0; i < sw_frozen_rules->setting_count; i++) {
        const saywell_setting_info *s = &sw_frozen_rules->settings[i];
        if (strcmp(s->name, name) != 0)
            continue;
        for (size_t k = 0; s->values[k]; k++)
            if (strcmp(s->values[k], value) == 0)
                return true;
    }
    return false;
}

static bool frozen_rule(const char *name)
{
    for (size_t i = 0; i < sw_frozen_rules->rule_count; i++) {
        const saywell_rule_info *r = &sw_frozen_rules->rules[i].info;
        if (strcmp(r->id, name) == 0 || strcmp(r->category, name) == 0)
            return true;
    }
    return strcmp(name, "all") == 0;
}

saywell_status saywell_builder_profile(saywell_builder *b, const char *profile,
                                       saywell_error *err)
{
    saywell_status status;

    sw_fail_clear(err);
    if (b->deferred && frozen_profile(profile))
        return take(b, SW_CHOICE_PROFILE, profile, "", err);
    status = sw_builder_read(b, err);
    if (status)
        return status;
    if (!sw_map_find(&b->profiles, sw_str_of(profile)))
        return sw_unknown(err, "profile", profile, &b->profiles);
    return take(b, SW_CHOICE_PROFILE, profile, "", err);
}

saywell_status saywell_builder_set(saywell_builder *b, const char *setting,
                                   const char *value, saywell_error *err)
{
    const sw_def *def;
    sw_map values = {0};
    saywell_status status;

    sw_fail_clear(err);
    if (b->deferred && frozen_setting(setting, value))
        return take(b, SW_CHOICE_SET, setting, value, err);
    status = sw_builder_read(b, err);
    if (status)
        return status;
    def = sw_map_find(&b->settings, sw_str_of(setting));
    if (!def)
        return sw_unknown(err, "setting", setting, &b->settings);
    if (sw_load_setting_has(b, def, value, &values))
        status = take(b, SW_CHOICE_SET, setting, value, err);
    else
        status = sw_unknown(err, "value of this setting", value, &values);
    sw_arena_reset(&b->work);
    return status;
}

static saywell_status take_state(saywell_builder *b, const char *rule,
                                 const char *state, saywell_error *err)
{
    saywell_status status;

    sw_fail_clear(err);
    if (b->deferred && frozen_rule(rule))
        return take(b, SW_CHOICE_TURN, rule, state, err);
    status = sw_builder_read(b, err);
    if (status)
        return status;
    if (!sw_layer_is_rule(b, rule))
        return sw_unknown(err, "rule or category", rule, &b->rules);
    return take(b, SW_CHOICE_TURN, rule, state, err);
}

saywell_status saywell_builder_turn(saywell_builder *b, const char *rule,
                                    bool on, saywell_error *err)
{
    return take_state(b, rule, on ? "on" : "off", err);
}

static const char *const severities[] = {"suggestion", "warning", "error"};

saywell_status saywell_builder_severity(saywell_builder *b, const char *rule,
                                        saywell_severity severity,
                                        saywell_error *err)
{
    if ((unsigned)severity > SAYWELL_ERROR)
        return sw_fail(err, SAYWELL_ARGUMENT, "there is no severity %d",
                       (int)severity);
    /* "=error" sets the severity and leaves an idle rule idle */
    return take_state(b, rule,
                      severity == SAYWELL_SUGGESTION ? "=suggestion"
                      : severity == SAYWELL_WARNING  ? "=warning"
                                                     : "=error",
                      err);
}

/* A fragment in a pattern, "{name}", is known to the pack's files alone. */
static bool may_use_fragment(const char *pattern)
{
    for (const char *p = pattern; (p = strchr(p, '{')) != NULL; p++)
        if (p[1] < '0' || p[1] > '9')
            return true;
    return false;
}

saywell_status saywell_builder_except(saywell_builder *b, const char *rule,
                                      const char *pattern, saywell_error *err)
{
    saywell_status status = SAYWELL_OK;

    sw_fail_clear(err);
    if (!b->deferred || !frozen_rule(rule) || may_use_fragment(pattern))
        status = sw_builder_read(b, err);
    if (status)
        return status;
    if (!b->deferred && !sw_layer_is_rule(b, rule))
        return sw_unknown(err, "rule or category", rule, &b->rules);
    if (!pattern[0])
        return sw_fail(err, SAYWELL_ARGUMENT, "an exception needs a pattern");
    status = sw_load_chosen(b, "", pattern, NULL, err);
    return status ? status : take(b, SW_CHOICE_EXCEPT, rule, pattern, err);
}

saywell_status saywell_builder_word(saywell_builder *b, const char *word,
                                    saywell_error *err)
{
    sw_str text;
    saywell_status status;

    sw_fail_clear(err);
    if (sw_utf8_valid(sw_str_of(word)) < strlen(word))
        return sw_fail(err, SAYWELL_UTF8, "the word is not UTF-8");
    if (sw_pattern_literal(sw_str_of(word), &b->work, &text))
        return sw_fail_nomem(err);
    status = text.len ? take(b, SW_CHOICE_WORD, "", text.ptr, err)
                      : sw_fail(err, SAYWELL_ARGUMENT,
                                "a word needs at least one character");
    sw_arena_reset(&b->work);
    return status;
}

/* ---- applying ----------------------------------------------------------- */

static bool concerns(const char *name, const sw_rule *rule)
{
    return strcmp(name, rule->info.id) == 0 ||
           strcmp(name, rule->info.category) == 0 || strcmp(name, "all") == 0;
}

static void set_state(sw_rule *rule, const char *state)
{
    bool quiet = state[0] == '=';

    if (strcmp(state, "off") == 0) {
        rule->info.enabled = false;
        return;
    }
    if (!quiet)
        rule->info.enabled = true;
    for (size_t i = 0; i < 3; i++)
        if (strcmp(state + quiet, severities[i]) == 0)
            rule->info.severity = (saywell_severity)i;
}

static void turn(saywell_builder *b, const char *name, const char *state)
{
    for (size_t i = 0; i < b->out->rule_count; i++)
        if (concerns(name, &b->out->rules[i]))
            set_state(&b->out->rules[i], state);
}

static void set(saywell_builder *b, const char *name, const char *value)
{
    saywell_rules *out = b->out;

    for (size_t i = 0; i < out->setting_count; i++)
        if (strcmp(out->settings[i].name, name) == 0)
            out->settings[i].value = value;
}

static void use_profile(saywell_builder *b, const char *name)
{
    for (size_t i = 0; i < b->out->profile_count; i++) {
        saywell_profile_info *profile = &b->out->profiles[i];

        if (strcmp(profile->name, name) != 0)
            continue;
        profile->chosen = true;
        for (size_t k = 0; profile->settings[k]; k += 2)
            set(b, profile->settings[k], profile->settings[k + 1]);
        for (size_t k = 0; profile->states[k]; k += 2)
            turn(b, profile->states[k], profile->states[k + 1]);
    }
}

static bool append(saywell_builder *b, sw_set *to, const uint32_t *ids,
                   size_t count)
{
    uint32_t *at =
        sw_arena_zero(&b->arena, to->count + count, sizeof(uint32_t));

    if (!at)
        return !(b->nomem = true);
    if (to->count)
        memcpy(at, to->at, to->count * sizeof *at);
    memcpy(at + to->count, ids, count * sizeof *at);
    *to = (sw_set){at, to->count + count};
    return true;
}

/* A pattern that was good when it was chosen may use a fragment that turned
 * out bad since: that is a problem without a file. */
static bool chosen(saywell_builder *b, const char *owner, const char *text,
                   sw_pattern_set *out)
{
    saywell_error err, *slot;
    saywell_status status = sw_load_chosen(b, owner, text, out, &err);

    if (status == SAYWELL_NOMEM)
        return !(b->nomem = true);
    if (!status)
        return true;
    slot = SW_VEC_PUSH(&b->problems, &b->arena);
    if (!slot)
        return !(b->nomem = true);
    *slot = err;
    return true;
}

static bool except(saywell_builder *b, const char *name, const char *pattern)
{
    sw_pattern_set set = {0};
    char *owner = sw_arena_printf(&b->arena, "except %s", name);

    if (!owner)
        return !(b->nomem = true);
    if (!chosen(b, owner, pattern, &set))
        return false;
    for (size_t i = 0; set.count && i < b->out->rule_count; i++)
        if (concerns(name, &b->out->rules[i]) &&
            !append(b, &b->out->rules[i].except, set.at, set.count))
            return false;
    return true;
}

static bool apply(saywell_builder *b, const sw_choice *choice,
                  sw_pattern_set *words)
{
    switch (choice->kind) {
    case SW_CHOICE_PROFILE:
        use_profile(b, choice->name);
        return true;
    case SW_CHOICE_SET:
        set(b, choice->name, choice->value);
        return true;
    case SW_CHOICE_TURN:
        turn(b, choice->name, choice->value);
        return true;
    case SW_CHOICE_EXCEPT:
        return except(b, choice->name, choice->value);
    case SW_CHOICE_WORD:
        return chosen(b, "word", choice->value, words);
    }
    return true;
}

static void hash(saywell_builder *b, const sw_choice *choice)
{
    const char kind = (char)choice->kind;

    b->hash = sw_str_hash(b->hash, (sw_str){&kind, 1});
    b->hash =
        sw_str_hash(b->hash, (sw_str){choice->name, strlen(choice->name) + 1});
    b->hash = sw_str_hash(b->hash,
                          (sw_str){choice->value, strlen(choice->value) + 1});
}

bool sw_choice_apply(saywell_builder *b)
{
    size_t last = SW_NOWHERE;
    sw_pattern_set words = {0};

    for (size_t i = 0; i < b->choices.count; i++)
        if (b->choices.at[i].kind == SW_CHOICE_PROFILE)
            last = i;
    if (last == SW_NOWHERE)
        use_profile(b, "default");
    for (size_t i = 0; i < b->choices.count; i++) {
        const sw_choice *choice = &b->choices.at[i];

        if (choice->kind == SW_CHOICE_PROFILE && i != last)
            continue;
        hash(b, choice);
        if (!apply(b, choice, &words))
            return false;
    }
    b->out->words = sw_load_set(&words);
    return true;
}
