/*
 * score.c - what a finding costs a reply: weights out of the configuration.
 *
 * One formula, so plain that an agent can recompute it by hand, is worth more
 * in a talk about quality than a finer one that has to be believed.
 */
#include "qa/score.h"

#include "base/fail.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    unsigned weight;
} severities[] = {[SAYWELL_SUGGESTION] = {"suggestion", 2},
                  [SAYWELL_WARNING] = {"warning", 8},
                  [SAYWELL_ERROR] = {"error", 20}};

const char *sw_score_severity_name(saywell_severity severity)
{
    return severities[severity].name;
}

static bool given(const sw_config *config, const char *name, unsigned *weight)
{
    const sw_config_entry *e =
        config ? sw_config_value(config, SW_CONFIG_WEIGHTS, name) : NULL;
    size_t n;

    if (!e || !sw_str_number(sw_str_of(e->value), (size_t)1 << 50, &n))
        return false;
    *weight = n > 1000 ? 1000 : (unsigned)n; /* 100 makes it 0 already */
    return true;
}

unsigned sw_score_severity(const sw_config *config, saywell_severity severity)
{
    unsigned weight = severities[severity].weight;

    given(config, severities[severity].name, &weight);
    return weight;
}

unsigned sw_score_weight(const sw_config *config, const saywell_rule_info *rule)
{
    unsigned weight;

    if (given(config, rule->id, &weight) ||
        (rule->category && given(config, rule->category, &weight)))
        return weight;
    return sw_score_severity(config, rule->severity);
}

bool sw_score_critical(const sw_config *config, const saywell_rule_info *rule)
{
    for (size_t i = 0; config && i < config->entries.count; i++) {
        const sw_config_entry *e = &config->entries.at[i];

        if (e->key == SW_CONFIG_CRITICAL && sw_config_applies(config, e) &&
            (strcmp(e->value, rule->id) == 0 ||
             (rule->category && strcmp(e->value, rule->category) == 0)))
            return true;
    }
    return false;
}

/* ---- names ----------------------------------------------------------------
 */

static bool is_category(const saywell_rules *rules, const char *name)
{
    for (size_t i = 0; i < saywell_rules_category_count(rules); i++)
        if (strcmp(saywell_rules_category_at(rules, i)->name, name) == 0)
            return true;
    return false;
}

static bool is_severity(const char *name)
{
    for (size_t i = 0; i < sizeof severities / sizeof severities[0]; i++)
        if (strcmp(severities[i].name, name) == 0)
            return true;
    return false;
}

static saywell_status check_entry(const sw_config_entry *e,
                                  const saywell_rules *rules,
                                  saywell_error *err)
{
    bool weights = e->key == SW_CONFIG_WEIGHTS;
    const char *name = weights ? e->name : e->value, *nearest = NULL;

    if (saywell_rules_find(rules, name, &nearest) || is_category(rules, name) ||
        (weights && is_severity(name)))
        return SAYWELL_OK;
    sw_fail(err, SAYWELL_ARGUMENT, "\"%.80s\" is no rule%s of the pack%s%s%s",
            name, weights ? ", category or severity" : " or category",
            nearest ? "; did you mean \"" : "", nearest ? nearest : "",
            nearest ? "\"?" : "");
    if (err && e->origin.name)
        snprintf(err->file, sizeof err->file, "%s", e->origin.name);
    if (err && e->origin.key)
        snprintf(err->key, sizeof err->key, "%s", e->origin.key);
    if (err) {
        err->line = e->origin.line;
        err->column = e->origin.column;
    }
    return SAYWELL_ARGUMENT;
}

saywell_status sw_score_check(const sw_config *config,
                              const saywell_rules *rules, saywell_error *err)
{
    for (size_t i = 0; config && i < config->entries.count; i++) {
        const sw_config_entry *e = &config->entries.at[i];
        saywell_status status = SAYWELL_OK;

        if ((e->key == SW_CONFIG_WEIGHTS || e->key == SW_CONFIG_CRITICAL) &&
            sw_config_applies(config, e))
            status = check_entry(e, rules, err);
        if (status)
            return status;
    }
    return SAYWELL_OK;
}
