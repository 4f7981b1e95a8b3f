/* tier.c - which patterns are asked for together. */
#include "match/tier.h"

#include <string.h>

#define MOST_SIGNALS 30 /* that have a tier of their own */
#define TIER_EXCEPT                                                            \
    31                  /* the first for exceptions: asked for when there is a \
                           match to be refused */
#define MOST_EXCEPTS 30 /* rules or signals whose exceptions have their own */
#define TIER_IDLE    61 /* of rules that are off: nobody asks */
#define HABIT        64 /* texts, after which it is settled anew */
#define TIER_WORDS   62 /* no rule may touch */

static void put(unsigned char *tiers, const sw_set *set, unsigned char tier)
{
    for (size_t i = 0; i < set->count; i++)
        tiers[set->at[i]] = tier;
}

static void put_except(unsigned char *tiers, const sw_set *set, size_t *count)
{
    if (set->count > 0)
        put(tiers, set,
            (unsigned char)(TIER_EXCEPT + (*count)++ % MOST_EXCEPTS));
}

static bool has_one(const unsigned char *tiers, const sw_set *set)
{
    for (size_t i = 1; i < set->count; i++)
        if (tiers[set->at[i]] != tiers[set->at[0]])
            return false;
    return true;
}

/* Does each set keep to one tier? No loader puts a pattern in two sets of
 * different kinds; but a pattern missed would be a finding missed. */
static bool is_sound(const saywell_rules *rules, const unsigned char *tiers)
{
    bool sound = has_one(tiers, &rules->words);

    for (size_t i = 0; i < rules->rule_count; i++)
        sound = sound && has_one(tiers, &rules->rules[i].patterns) &&
                has_one(tiers, &rules->rules[i].except);
    for (size_t i = 0; i < rules->signal_count; i++)
        sound = sound && has_one(tiers, &rules->signals[i].patterns) &&
                has_one(tiers, &rules->signals[i].except);
    return sound;
}

void sw_tier_choose(const saywell_rules *rules, unsigned char *tiers)
{
    size_t excepts = 0;

    memset(tiers, TIER_WORDS, rules->pattern_count);
    for (size_t i = 0; i < rules->rule_count; i++)
        put_except(tiers, &rules->rules[i].except, &excepts);
    for (size_t i = 0; i < rules->signal_count; i++)
        put_except(tiers, &rules->signals[i].except, &excepts);
    for (size_t i = 0; i < rules->rule_count; i++)
        put(tiers, &rules->rules[i].patterns, TIER_IDLE);
    for (size_t i = 0; i < rules->rule_count; i++)
        if (rules->rules[i].info.enabled)
            put(tiers, &rules->rules[i].patterns, SW_TIER_RULES);
    for (size_t i = 0; i < rules->signal_count; i++)
        put(tiers, &rules->signals[i].patterns,
            (unsigned char)(1 + i % MOST_SIGNALS));
    if (!is_sound(rules, tiers))
        memset(tiers, SW_TIER_RULES, rules->pattern_count);
}

/* ---- habits -------------------------------------------------------------- */

uint64_t sw_tier_usual(sw_tier_habits *habits)
{
    if (++habits->texts <= HABIT)
        return habits->usual;
    habits->usual = 0;
    for (unsigned i = 0; i < SW_TIERS; i++)
        if (habits->asked[i] >= HABIT / 4 * 3)
            habits->usual |= (uint64_t)1 << i;
    *habits = (sw_tier_habits){.usual = habits->usual, .texts = 1};
    return habits->usual;
}

void sw_tier_note(sw_tier_habits *habits, uint64_t tiers)
{
    for (; tiers != 0; tiers &= tiers - 1) {
        const int tier = __builtin_ctzll(tiers);
        if (tier < SW_TIERS)
            habits->asked[tier]++;
    }
}
