/* thaw.c - a changeable copy of the frozen pack. */
#include <string.h>

#include "rule/frozen.h"

static void *copy(sw_arena *arena, const void *from, size_t count, size_t size)
{
    void *to = sw_arena_alloc(arena, (count + 1) * size);

    if (to != NULL && count > 0)
        memcpy(to, from, count * size);
    return to;
}

bool sw_frozen_thaw(sw_arena *arena, saywell_rules *out)
{
    const saywell_rules *f = sw_frozen_rules;

    memcpy(out, f, sizeof *out);
    out->rules = copy(arena, f->rules, f->rule_count, sizeof *f->rules);
    out->settings =
        copy(arena, f->settings, f->setting_count, sizeof *f->settings);
    out->profiles =
        copy(arena, f->profiles, f->profile_count, sizeof *f->profiles);
    if (out->rules == NULL || out->settings == NULL || out->profiles == NULL)
        return false;
    for (size_t i = 0; i < f->rule_count; i++) {
        out->rules[i].info.enabled = f->rules[i].info.default_on;
        out->rules[i].info.severity = f->rules[i].severity;
    }
    for (size_t i = 0; i < f->setting_count; i++)
        out->settings[i].value = f->settings[i].fallback;
    for (size_t i = 0; i < f->profile_count; i++)
        out->profiles[i].chosen = false;
    return true;
}
