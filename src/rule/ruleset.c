/*
 * ruleset.c - a builder becomes rules, and the rules answer questions.
 *
 * The order is that of meaning: fragments before patterns, word maps before
 * templates, signals before the rules that ask for them.
 */
#include "rule/choice.h"
#include "rule/compile.h"
#include "rule/doubled.h"
#include "rule/frozen.h"
#include "rule/outline.h"

#include "base/fail.h"
#include "base/mem.h"

#include <stdatomic.h>
#include <string.h>

/* ---- making ------------------------------------------------------------- */

/* ---- literals ----------------------------------------------------------- */

static bool keep_text(saywell_builder *b, sw_str *text)
{
    text->ptr = sw_arena_copy(&b->arena, text->ptr, text->len);
    return text->ptr != NULL;
}

/* A copy in the arena, made once for all literals that share it. */
static const sw_beside *keep_beside(saywell_builder *b, const sw_beside *from,
                                    const sw_beside *last[2])
{
    sw_beside *kept;
    sw_literal_word *words;

    if (from == NULL || from == last[0])
        return from == NULL ? NULL : last[1];
    kept = sw_arena_zero(&b->arena, 1, sizeof *kept);
    words = sw_arena_zero(&b->arena, from->count, sizeof *words);
    if (kept == NULL || words == NULL)
        return NULL;
    memcpy(words, from->at, from->count * sizeof *words);
    for (size_t i = 0; i < from->count; i++)
        if (!keep_text(b, &words[i].text))
            return NULL;
    *kept = *from;
    kept->at = words;
    last[0] = from;
    last[1] = kept;
    return kept;
}

static bool keep_literal(saywell_builder *b, sw_literal *literal,
                         const sw_beside *before[2], const sw_beside *after[2])
{
    const sw_literal from = *literal;

    literal->before = keep_beside(b, from.before, before);
    literal->after = keep_beside(b, from.after, after);
    return keep_text(b, &literal->word.text) &&
           (literal->before != NULL || from.before == NULL) &&
           (literal->after != NULL || from.after == NULL);
}

/* What of its matches a loop in C can see. */
static bool find_native(saywell_builder *b, sw_pattern *pattern)
{
    sw_run run, *kept;

    pattern->doubled = sw_doubled_find(pattern->expanded);
    if (!sw_run_find(pattern->expanded, &run))
        return true;
    kept = sw_arena_alloc(&b->arena, sizeof *kept);
    if (kept)
        *kept = run;
    pattern->run = kept;
    return kept != NULL;
}

/* What every match of a pattern holds, for the prefilter; what finding that
 * took is forgotten at once. */
static bool find_literals(saywell_builder *b)
{
    for (size_t i = 0; i < b->patterns.count; i++) {
        const sw_beside *before[2] = {NULL, NULL}, *after[2] = {NULL, NULL};
        sw_literals found;
        sw_literal *kept;

        if (!sw_literal_find(b->patterns.at[i].expanded, &b->work, &found))
            return false;
        kept = sw_arena_zero(&b->arena, found.count + 1, sizeof *kept);
        if (!kept)
            return false;
        if (found.count)
            memcpy(kept, found.at, found.count * sizeof *kept);
        for (size_t k = 0; k < found.count; k++)
            if (!keep_literal(b, &kept[k], before, after))
                return false;
        found.at = kept;
        b->patterns.at[i].literals = found;
        sw_arena_reset(&b->work);
        if (!find_native(b, &b->patterns.at[i]))
            return false;
    }
    return true;
}

/* ---- making ------------------------------------------------------------- */

static bool build(saywell_builder *b)
{
    return sw_load_fragments(b) && sw_load_pack(b) && sw_load_all_signals(b) &&
           sw_load_all_rules(b) && sw_choice_apply(b) && find_literals(b) &&
           !b->nomem;
}

/* A slot for the code of every pattern; what was compiled to see whether PCRE2
 * takes it goes there. */
static bool make_slots(saywell_builder *b)
{
    size_t count = b->pattern_base + b->patterns.count;

    b->out->codes = sw_arena_zero(&b->arena, count + 1, sizeof *b->out->codes);
    b->out->shared = sw_arena_zero(&b->arena, 1, sizeof *b->out->shared);
    if (!b->out->codes || !b->out->shared)
        return false;
    b->out->shared->warmth =
        sw_arena_zero(&b->arena, count + 1, sizeof(sw_warmth));
    if (!b->out->shared->warmth)
        return false;
    for (size_t i = 0; i < b->patterns.count; i++) {
        atomic_init(&b->out->codes[b->pattern_base + i],
                    b->patterns.at[i].code);
        b->patterns.at[i].code = NULL;
    }
    return true;
}

/* What the builder owned is the rules' now. */
static void hand_over(saywell_builder *b, saywell_rules *rules)
{
    sw_str_hex(rules->hash, b->hash); /* a NUL is behind */
    if (!b->deferred) {
        rules->pack = b->packs.at[b->packs.count - 1];
        rules->version = b->version;
        rules->language = b->language;
        rules->patterns = b->patterns.at;
        rules->pattern_count = b->patterns.count;
    }
    b->patterns.count = 0;
    rules->problems = b->problems.at;
    rules->problem_count = b->problems.count;
    rules->arena = b->arena;
    b->arena = (sw_arena){0};
}

/* Patterns of exceptions and words, behind the frozen ones. */
static bool add_chosen(saywell_builder *b)
{
    size_t count = b->pattern_base + b->patterns.count;
    sw_pattern *all;

    if (b->patterns.count == 0)
        return true;
    all = sw_arena_alloc(&b->arena, count * sizeof *all);
    if (!all || !find_literals(b))
        return false;
    memcpy(all, b->out->patterns, b->pattern_base * sizeof *all);
    memcpy(all + b->pattern_base, b->patterns.at,
           b->patterns.count * sizeof *all);
    for (size_t i = b->pattern_base; i < count; i++)
        all[i].code = NULL; /* make_slots takes it from the builder's */
    b->out->patterns = all;
    b->out->pattern_count = count;
    return true;
}

/* Only the built-in pack, and choices that need none of its fragments: a copy
 * of the frozen tables takes the choices, and nobody copies them for none. */
static bool thaw(saywell_builder *b, bool sharing)
{
    b->hash = sw_frozen_hash;
    b->pattern_base = sw_frozen_rules->pattern_count;
    if (sharing && b->choices.count == 0) {
        memcpy(b->out, sw_frozen_rules, sizeof *b->out);
        return true;
    }
    return sw_frozen_thaw(&b->arena, b->out) && sw_choice_apply(b) &&
           add_chosen(b) && !b->nomem;
}

saywell_status saywell_builder_finish(saywell_builder *b, saywell_rules **out,
                                      saywell_error *err)
{
    return sw_ruleset_finish(b, true, out, err);
}

saywell_status sw_ruleset_finish(saywell_builder *b, bool sharing,
                                 saywell_rules **out, saywell_error *err)
{
    saywell_rules *rules = NULL;
    saywell_status status = SAYWELL_OK;

    *out = NULL;
    sw_fail_clear(err);
    if (!b->packs.count && !b->deferred)
        status = sw_fail(err, SAYWELL_ARGUMENT, "no pack was added");
    else
        rules = sw_mem_alloc(sizeof *rules);
    if (rules) {
        *rules = (saywell_rules){.arena = {0}};
        b->out = rules;
    }
    if (!status &&
        (!rules || !b->out || b->nomem ||
         !(b->deferred ? thaw(b, sharing) : build(b)) || !make_slots(b)))
        status = sw_fail_nomem(err);
    if (!status && rules) {
        hand_over(b, rules);
        *out = rules;
    } else {
        sw_mem_free(rules);
    }
    saywell_builder_free(b);
    return status;
}

void saywell_rules_free(saywell_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->pattern_count; i++) {
        sw_code *code = atomic_load(&rules->codes[i]);

        if (code) /* few are ever made */
            sw_compile_free(code);
    }
    sw_outline_free_all(rules);
    sw_mem_free(atomic_load(&rules->shared->automaton));
    sw_arena_release(&rules->arena);
    sw_mem_free(rules);
}

/* ---- rules -------------------------------------------------------------- */

size_t saywell_rules_count(const saywell_rules *rules)
{
    return rules->rule_count;
}

const saywell_rule_info *saywell_rules_at(const saywell_rules *rules, size_t i)
{
    return i < rules->rule_count ? &rules->rules[i].info : NULL;
}

const saywell_rule_info *saywell_rules_find(const saywell_rules *rules,
                                            const char *id,
                                            const char **nearest)
{
    sw_str wanted = sw_str_of(id);
    size_t least = 2 + wanted.len / 4;

    if (nearest)
        *nearest = NULL;
    for (size_t i = 0; i < rules->rule_count; i++)
        if (strcmp(rules->rules[i].info.id, id) == 0)
            return &rules->rules[i].info;
    if (strcmp(sw_rule_unused_ignore.info.id, id) == 0)
        return &sw_rule_unused_ignore.info;
    for (size_t i = 0; nearest && i < rules->rule_count; i++) {
        const char *known = rules->rules[i].info.id;
        size_t distance = sw_str_distance(wanted, sw_str_of(known));

        if (distance < least) {
            least = distance;
            *nearest = known;
        }
    }
    return NULL;
}

/* ---- the rest ----------------------------------------------------------- */

size_t saywell_rules_setting_count(const saywell_rules *rules)
{
    return rules->setting_count;
}

const saywell_setting_info *saywell_rules_setting_at(const saywell_rules *rules,
                                                     size_t i)
{
    return i < rules->setting_count ? &rules->settings[i] : NULL;
}

size_t saywell_rules_profile_count(const saywell_rules *rules)
{
    return rules->profile_count;
}

const saywell_profile_info *saywell_rules_profile_at(const saywell_rules *rules,
                                                     size_t i)
{
    return i < rules->profile_count ? &rules->profiles[i] : NULL;
}

size_t saywell_rules_source_count(const saywell_rules *rules)
{
    return rules->source_count;
}

const saywell_name_info *saywell_rules_source_at(const saywell_rules *rules,
                                                 size_t i)
{
    return i < rules->source_count ? &rules->sources[i] : NULL;
}

size_t saywell_rules_row_count(const saywell_rules *rules)
{
    return rules->row_count;
}

const saywell_row_info *saywell_rules_row_at(const saywell_rules *rules,
                                             size_t i)
{
    return i < rules->row_count ? &rules->rows[i] : NULL;
}

size_t saywell_rules_category_count(const saywell_rules *rules)
{
    return rules->category_count;
}

const saywell_name_info *saywell_rules_category_at(const saywell_rules *rules,
                                                   size_t i)
{
    return i < rules->category_count ? &rules->categories[i] : NULL;
}

const char *saywell_rules_pack(const saywell_rules *rules)
{
    return rules->pack;
}

const char *saywell_rules_pack_version(const saywell_rules *rules)
{
    return rules->version;
}

const char *saywell_rules_language(const saywell_rules *rules)
{
    return rules->language;
}

const char *saywell_rules_hash(const saywell_rules *rules)
{
    return rules->hash;
}

size_t saywell_rules_problem_count(const saywell_rules *rules)
{
    return rules->problem_count;
}

const saywell_error *saywell_rules_problem_at(const saywell_rules *rules,
                                              size_t i)
{
    return i < rules->problem_count ? &rules->problems[i] : NULL;
}

size_t saywell_rules_pattern_count(const saywell_rules *rules)
{
    return rules->pattern_count;
}

const saywell_pattern_info *saywell_rules_pattern_at(const saywell_rules *rules,
                                                     size_t i)
{
    return i < rules->pattern_count ? &rules->patterns[i].info : NULL;
}

/* ---- for the floors above ----------------------------------------------- */

const char *sw_ruleset_setting(const saywell_rules *rules, const char *name)
{
    for (size_t i = 0; i < rules->setting_count; i++)
        if (strcmp(rules->settings[i].name, name) == 0)
            return rules->settings[i].value;
    return NULL;
}

const sw_map *sw_ruleset_list(const saywell_rules *rules, const char *name)
{
    return sw_map_find(&rules->lists, sw_str_of(name));
}
