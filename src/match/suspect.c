/* suspect.c - which rules may flag something in a text, by its candidates.
 *
 * There are many rules and few candidates, so it is these that name the rules:
 * a rule that nothing points to costs nothing. What rules flag is one tier
 * (tier.h), asked for with the first of them; a rule whose patterns tell a
 * signal, too, has another one and is never ruled out. */
#include "match/suspect.h"

#include <string.h>

#include "base/mem.h"

/* Has it nothing to say where none of its own patterns matches? */
static bool is_by_patterns(const sw_rule *rule)
{
    return rule->kind == SW_KIND_PHRASE || rule->kind == SW_KIND_NEAR;
}

/* The rule that flags a pattern; of two, each may at any time. */
static void put(sw_suspects *s, const sw_rule *rule)
{
    for (size_t i = 0; i < rule->patterns.count; i++) {
        uint32_t *of = &s->of[rule->patterns.at[i]];
        if (*of != 0) {
            s->always[*of - 1] = 1;
            s->always[rule->index] = 1;
        }
        *of = (uint32_t)rule->index + 1;
    }
}

static void put_signal(sw_suspects *s, const sw_signal *signal)
{
    for (size_t i = 0; i < signal->patterns.count; i++) {
        const uint32_t of = s->of[signal->patterns.at[i]];
        if (of != 0)
            s->always[of - 1] = 1;
    }
}

bool sw_suspect_open(sw_suspects *s, const saywell_rules *rules)
{
    const size_t patterns = (rules->pattern_count + 1) * sizeof *s->of;

    s->of = sw_mem_alloc(patterns);
    s->always = sw_mem_alloc(rules->rule_count + 1);
    if (s->of == NULL || s->always == NULL) {
        sw_suspect_close(s);
        return false;
    }
    memset(s->of, 0, patterns);
    memset(s->always, 0, rules->rule_count + 1);
    for (size_t i = 0; i < rules->rule_count; i++) {
        const sw_rule *rule = &rules->rules[i];
        if (!rule->info.enabled)
            continue;
        put(s, rule);
        if (!is_by_patterns(rule))
            s->always[i] = 1;
    }
    for (size_t i = 0; i < rules->signal_count; i++)
        put_signal(s, &rules->signals[i]);
    for (size_t i = rules->rule_count; i-- > 0;)
        if (rules->rules[i].info.enabled && !s->always[i] &&
            rules->rules[i].patterns.count > 0)
            s->set = &rules->rules[i].patterns;
    return true;
}

void sw_suspect_close(sw_suspects *s)
{
    sw_mem_free(s->of);
    sw_mem_free(s->always);
    *s = (sw_suspects){0};
}

void sw_suspect_mark(const sw_suspects *s, const saywell_rules *rules,
                     const sw_screened *screened, unsigned char *may)
{
    const size_t words = rules->pattern_count / 64 + 1;

    memcpy(may, s->always, rules->rule_count);
    for (size_t w = 0; w < words; w++)
        for (uint64_t left = screened->bits[w]; left != 0; left &= left - 1) {
            const uint32_t of = s->of[64 * w + (size_t)__builtin_ctzll(left)];
            if (of != 0)
                may[of - 1] = 1;
        }
}
