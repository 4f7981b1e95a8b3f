/*
 * rule_conflict.c - do the rules of a pack disturb each other?
 *
 * Every example text is checked in a world with all rules on, since a team may
 * turn on any of them. A world is a choice of settings: those of a profile,
 * with at most one more set on top.
 */
#include "cli/rule_conflict.h"

#include "base/map.h"
#include "cli/say.h"

#include <string.h>

typedef struct conflicts {
    sw_setup *setup;
    sw_run *run;
    const saywell_rules *rules; /* whose examples, settings and profiles */
    sw_buf *out;
    sw_rule_tests *tests;
    sw_map worlds; /* choices that were tried */
    sw_map pairs;  /* "a b": both flag the same words somewhere */
    sw_map bad;    /* what was reported, once and not in every world */
    bool failed;   /* out of memory */
} conflicts;

/* One choice of settings. */
typedef struct world {
    conflicts *c;
    const char *words; /* "apology_word=sorry", or "" */
    saywell_rules *rules;
    saywell_session *session;
    sw_map turns; /* "from > to" of all rewrites; the rule */
    sw_buf before, after;
} world;

/* ---- reports ------------------------------------------------------------- */

/* Copies a key into the run's arena; ptr NULL: no memory. */
static sw_str keep(conflicts *c, const sw_buf *words)
{
    sw_str s = sw_buf_str(words);

    s.ptr = words->failed ? NULL : sw_arena_copy(&c->run->arena, s.ptr, s.len);
    c->failed = c->failed || !s.ptr;
    return s;
}

/* Puts it into the map; false when it was there, or without memory. */
static bool is_new(conflicts *c, sw_map *map, const sw_buf *words)
{
    sw_str key = sw_buf_str(words);

    if (words->failed || !key.ptr || sw_map_find(map, key))
        return false;
    key = keep(c, words);
    if (!c->failed && !sw_map_put(map, &c->run->arena, key, c))
        c->failed = true;
    return !c->failed;
}

/* Says it unless it was said in another world. */
static void report(world *w, const sw_buf *words)
{
    conflicts *c = w->c;

    if (!is_new(c, &c->bad, words))
        return;
    c->tests->failed++;
    sw_buf_put(c->out, sw_buf_str(words));
    if (*w->words)
        sw_buf_printf(c->out, "    with %s\n", w->words);
}

static void put_head(sw_buf *out, const saywell_example *e)
{
    sw_buf_printf(out, "%s:%zu: ", e->file, e->line);
    sw_rule_test_shown(out, (sw_str){e->text, e->text_len});
    sw_buf_put(out, SW_STR("\n    "));
}

/* ---- a rewrite must not bring another finding ---------------------------- */

static size_t count_of(const saywell_result *r, const char *rule)
{
    size_t n = 0;

    for (size_t i = 0; i < saywell_result_count(r); i++)
        n += strcmp(saywell_result_at(r, i)->rule, rule) == 0;
    return n;
}

static void compare(world *w, const saywell_example *e,
                    const saywell_result *before, const saywell_finding *f,
                    const saywell_result *after)
{
    for (size_t i = 0; i < saywell_result_count(after); i++) {
        const char *rule = saywell_result_at(after, i)->rule;
        bool own = strcmp(rule, f->rule) == 0;
        sw_buf words = {0};

        if (count_of(after, rule) + own <= count_of(before, rule))
            continue;
        put_head(&words, e);
        sw_buf_printf(&words, "the safe rewrite of %s, ", f->rule);
        sw_rule_test_shown(&words, sw_buf_str(&w->after));
        sw_buf_printf(&words, ", is flagged %s %s\n",
                      own ? "again by" : "anew by", rule);
        report(w, &words);
        sw_buf_release(&words);
    }
}

static bool collect(void *ctx, const char *bytes, size_t len)
{
    sw_buf_put(ctx, (sw_str){bytes, len});
    return !((sw_buf *)ctx)->failed;
}

static void try_safe(world *w, const saywell_example *e,
                     const saywell_result *before, const saywell_finding *f,
                     const saywell_fix *fix)
{
    saywell_reply reply;
    saywell_result *after;

    sw_buf_clear(&w->after);
    if (saywell_apply(e->text, e->text_len, fix->edits, fix->edit_count,
                      collect, &w->after))
        return; /* the tests of the examples say so */
    sw_rule_test_reply(e, sw_buf_str(&w->after), &reply);
    if (saywell_check(w->session, &reply, &after, NULL)) {
        w->c->failed = true;
        return;
    }
    compare(w, e, before, f, after);
    saywell_result_free(after);
}

/* ---- no rewrite undoes another ------------------------------------------- */

static void put_folded(sw_buf *out, sw_str s)
{
    for (size_t i = 0; i < s.len; i++)
        sw_buf_byte(out, s.ptr[i] >= 'A' && s.ptr[i] <= 'Z'
                             ? (char)(s.ptr[i] | 0x20)
                             : s.ptr[i]);
}

static void put_turn(sw_buf *out, sw_str from, sw_str to)
{
    sw_buf_clear(out);
    put_folded(out, from);
    sw_buf_put(out, SW_STR(" > "));
    put_folded(out, to);
}

static void report_back(world *w, const saywell_example *e, const char *rule,
                        sw_str from, sw_str to, const char *other)
{
    sw_buf words = {0};

    put_head(&words, e);
    sw_buf_printf(&words, "%s turns ", rule);
    sw_rule_test_shown(&words, from);
    sw_buf_put_c(&words, " into ");
    sw_rule_test_shown(&words, to);
    sw_buf_printf(&words, ", and %s turns it back\n", other);
    report(w, &words);
    sw_buf_release(&words);
}

static void see_turn(world *w, const saywell_example *e, const char *rule,
                     const saywell_edit *edit)
{
    conflicts *c = w->c;
    sw_str from = {e->text + edit->start, edit->end - edit->start};
    sw_str to = {edit->text, edit->len};
    const saywell_rule_info *other;

    if (!from.len || !to.len)
        return;
    put_turn(&w->before, to, from);
    other = sw_map_find(&w->turns, sw_buf_str(&w->before));
    if (other)
        report_back(w, e, rule, from, to, other->id);
    put_turn(&w->before, from, to);
    if (sw_map_find(&w->turns, sw_buf_str(&w->before)))
        return;
    other = saywell_rules_find(w->rules, rule, NULL);
    from = keep(c, &w->before);
    if (!c->failed &&
        !sw_map_put(&w->turns, &c->run->arena, from, (void *)(uintptr_t)other))
        c->failed = true;
}

/* ---- two rules about the same words -------------------------------------- */

static bool has(const char *const *list, const char *word)
{
    for (; list && *list; list++)
        if (strcmp(*list, word) == 0)
            return true;
    return false;
}

static bool may_both(const saywell_rules *rules, const char *a, const char *b)
{
    return has(saywell_rules_find(rules, a, NULL)->beside, b) ||
           has(saywell_rules_find(rules, b, NULL)->beside, a);
}

static void see_pair(world *w, const saywell_example *e,
                     const saywell_finding *f, const saywell_finding *g)
{
    conflicts *c = w->c;
    bool turned = strcmp(f->rule, g->rule) > 0;
    const char *a = turned ? g->rule : f->rule;
    const char *b = turned ? f->rule : g->rule;
    sw_buf words = {0};

    sw_buf_printf(&words, "%s %s", a, b);
    if (is_new(c, &c->pairs, &words)) {
        if (may_both(w->rules, a, b)) {
            c->tests->passed++;
        } else {
            sw_buf_clear(&words);
            put_head(&words, e);
            sw_buf_printf(&words, "%s flags ", f->rule);
            sw_rule_test_shown(&words, sw_str_of(f->match));
            sw_buf_printf(&words, " and %s ", g->rule);
            sw_rule_test_shown(&words, sw_str_of(g->match));
            sw_buf_put_c(&words, "; one is \"over\" the other, or they stand "
                                 "\"beside\" each other\n");
            report(w, &words);
        }
    }
    sw_buf_release(&words);
}

static void see_pairs(world *w, const saywell_example *e,
                      const saywell_result *r)
{
    for (size_t i = 0; i < saywell_result_count(r); i++) {
        const saywell_finding *f = saywell_result_at(r, i);

        for (size_t k = i + 1; k < saywell_result_count(r); k++) {
            const saywell_finding *g = saywell_result_at(r, k);

            if (g->start.byte >= f->end.byte)
                break; /* in order of place */
            if (g->end.byte > g->start.byte && strcmp(f->rule, g->rule) != 0)
                see_pair(w, e, f, g);
        }
    }
}

/* ---- worlds -------------------------------------------------------------- */

static void see_example(world *w, const saywell_example *e)
{
    saywell_reply reply;
    saywell_result *r;

    sw_rule_test_reply(e, (sw_str){e->text, e->text_len}, &reply);
    if (saywell_check(w->session, &reply, &r, NULL)) {
        w->c->failed = true;
        return;
    }
    see_pairs(w, e, r);
    for (size_t i = 0; i < saywell_result_count(r); i++) {
        const saywell_finding *f = saywell_result_at(r, i);

        for (size_t k = 0; k < f->fix_count; k++) {
            const saywell_fix *fix = &f->fixes[k];

            for (size_t n = 0; n < fix->edit_count; n++)
                see_turn(w, e, f->rule, &fix->edits[n]);
            if (fix->trust == SAYWELL_SAFE)
                try_safe(w, e, r, f, fix);
        }
    }
    saywell_result_free(r);
}

static void see_examples(world *w)
{
    for (size_t i = 0; i < saywell_rules_count(w->rules); i++) {
        const saywell_rule_info *rule = saywell_rules_at(w->rules, i);

        for (size_t k = 0; k < rule->example_count && !w->c->failed; k++)
            see_example(w, &rule->examples[k]);
    }
}

/* Values of all settings, by the setting's number. */
static saywell_rules *make_rules(conflicts *c, const char *const *values)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *made = NULL;
    saywell_status status = SAYWELL_OK;

    if (!b || !sw_setup_packs(c->setup, c->run, b)) {
        saywell_builder_free(b);
        return NULL;
    }
    for (size_t i = 0; !status && i < saywell_rules_setting_count(c->rules);
         i++)
        status = saywell_builder_set(
            b, saywell_rules_setting_at(c->rules, i)->name, values[i], NULL);
    if (!status)
        status = saywell_builder_turn(b, "all", true, NULL);
    if (status)
        saywell_builder_free(b);
    else
        saywell_builder_finish(b, &made, NULL); /* made stays NULL: no rules */
    return made;
}

static void see_world(conflicts *c, const char *const *values,
                      const char *words)
{
    world w = {.c = c, .words = words, .rules = make_rules(c, values)};
    size_t failed = c->tests->failed;

    if (w.rules)
        w.session = saywell_session_new(w.rules);
    if (w.session)
        see_examples(&w);
    else
        c->failed = true;
    c->tests->passed += c->tests->failed == failed;
    saywell_session_free(w.session);
    saywell_rules_free(w.rules);
    sw_buf_release(&w.before);
    sw_buf_release(&w.after);
}

/* "name=value name=value" of what is not as the pack has it. */
static void name_world(const conflicts *c, const char *const *values,
                       sw_buf *out)
{
    for (size_t i = 0; i < saywell_rules_setting_count(c->rules); i++) {
        const saywell_setting_info *s = saywell_rules_setting_at(c->rules, i);

        if (strcmp(s->fallback, values[i]) != 0)
            sw_buf_printf(out, "%s%s=%s", out->len ? " " : "", s->name,
                          values[i]);
    }
}

static void see_values(conflicts *c, const char *const *values)
{
    sw_buf words = {0};

    sw_buf_put_c(&words, ""); /* the pack's own choice has a key, too */
    name_world(c, values, &words);
    if (is_new(c, &c->worlds, &words))
        see_world(c, values, c->worlds.at[c->worlds.count - 1].key.ptr);
    c->failed = c->failed || words.failed;
    sw_buf_release(&words);
}

/* The profile's settings (NULL: none), then each value of each setting. */
static void see_profile(conflicts *c, const saywell_profile_info *p,
                        const char **values)
{
    size_t count = saywell_rules_setting_count(c->rules);

    for (size_t i = 0; i < count; i++)
        values[i] = saywell_rules_setting_at(c->rules, i)->fallback;
    for (size_t k = 0; p && p->settings && p->settings[k]; k += 2)
        for (size_t i = 0; i < count; i++)
            if (strcmp(saywell_rules_setting_at(c->rules, i)->name,
                       p->settings[k]) == 0)
                values[i] = p->settings[k + 1];
    see_values(c, values);
    for (size_t i = 0; i < count; i++) {
        const char *own = values[i];
        const char *const *all = saywell_rules_setting_at(c->rules, i)->values;

        for (; *all && !c->failed; all++) {
            values[i] = *all;
            see_values(c, values);
        }
        values[i] = own;
    }
}

bool sw_rule_conflicts(sw_setup *setup, sw_run *run, const saywell_rules *rules,
                       sw_buf *out, sw_rule_tests *tests)
{
    conflicts c = {
        .setup = setup, .run = run, .rules = rules, .out = out, .tests = tests};
    const char **values = sw_arena_zero(
        &run->arena, saywell_rules_setting_count(rules) + 1, sizeof *values);

    if (!values)
        return false;
    see_profile(&c, NULL, values);
    for (size_t i = 0; i < saywell_rules_profile_count(rules); i++)
        see_profile(&c, saywell_rules_profile_at(rules, i), values);
    return !c.failed;
}
