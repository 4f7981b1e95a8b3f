/*
 * rule_cost.c - what each pattern costs over texts, the dearest first.
 *
 * The texts are the files named, of transcripts each reply; without any, the
 * examples of the rules in force, which are talk as the pack means it. Every
 * pattern runs over every text that its literals let it into, whether a rule
 * asks for it or not, and again until the clock says something: a text of one
 * kilobyte is matched in microseconds.
 */
#include "cli/rule_cost.h"

#include "base/json_write.h"
#include "cli/output.h"
#include "cli/reply_texts.h"
#include "cli/say.h"
#include "cli/setup.h"
#include "cli/text_error.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ENOUGH     ((size_t)400000) /* bytes that are matched at least */
#define ROUNDS_MAX 40
#define SHOWN      6 /* literals of a set in a line of text */

typedef struct literal {
    unsigned set;
    sw_str text;
    uint32_t next; /* index + 1 of the pattern's next one; 0 = none */
} literal;

typedef struct row {
    const saywell_pattern_info *info;
    const saywell_pattern_cost *cost;
    uint32_t literals; /* index + 1 of the first */
    size_t index;
} row;

typedef struct sample {
    sw_str text;
    const char *name;
} sample;

typedef struct costs {
    sw_run *run;
    sw_setup *setup;
    struct SW_VEC(sample) texts;
    size_t bytes, rounds;
    row *rows;
    size_t count;
    struct SW_VEC(literal) literals;
    uint64_t ns; /* of all patterns */
    bool failed, nomem;
} costs;

/* ---- texts --------------------------------------------------------------- */

static void add_text(costs *c, const char *name, sw_str text)
{
    sample *to = text.len ? SW_VEC_PUSH(&c->texts, &c->run->arena) : NULL;

    if (!to) {
        c->nomem = c->nomem || text.len;
        return;
    }
    to->name = name;
    to->text.len = text.len;
    to->text.ptr = sw_arena_copy(&c->run->arena, text.ptr, text.len);
    c->nomem = c->nomem || !to->text.ptr;
    c->bytes += text.len;
}

static void add_input(void *ctx, const char *name, sw_str text)
{
    add_text(ctx, name, text);
}

static void add_examples(costs *c)
{
    const saywell_rules *rules = c->setup->rules;

    for (size_t i = 0; i < saywell_rules_count(rules); i++) {
        const saywell_rule_info *info = saywell_rules_at(rules, i);

        for (size_t k = 0; k < info->example_count; k++)
            add_text(
                c, info->id,
                (sw_str){info->examples[k].text, info->examples[k].text_len});
    }
}

/* ---- measuring ----------------------------------------------------------- */

static void measure(costs *c)
{
    size_t rounds = c->bytes ? ENOUGH / c->bytes + 1 : 0;
    saywell_error err;
    char words[600];

    c->rounds = rounds < ROUNDS_MAX ? rounds : ROUNDS_MAX;
    for (size_t n = 0; n < c->rounds && !c->failed; n++)
        for (size_t i = 0; i < c->texts.count && !c->failed; i++) {
            sw_str text = c->texts.at[i].text;

            if (!saywell_session_measure(c->setup->session, text.ptr, text.len,
                                         &err))
                continue;
            sw_text_error_words(words, sizeof words, &err, text.ptr, text.len);
            sw_say("%s: %s", c->texts.at[i].name, words);
            c->failed = true;
        }
}

static void take_literal(void *ctx, size_t pattern, unsigned set,
                         const char *text, size_t len)
{
    costs *c = ctx;
    literal *to = SW_VEC_PUSH(&c->literals, &c->run->arena);

    if (!to) {
        c->nomem = true;
        return;
    }
    *to = (literal){set, {text, len}, c->rows[pattern].literals};
    c->rows[pattern].literals = (uint32_t)c->literals.count;
}

static int dearest_first(const void *a, const void *b)
{
    const row *x = a, *y = b;

    if (x->cost->ns != y->cost->ns)
        return x->cost->ns > y->cost->ns ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void collect(costs *c)
{
    const saywell_rules *rules = c->setup->rules;

    c->count = saywell_rules_pattern_count(rules);
    c->rows = sw_arena_zero(&c->run->arena, c->count + 1, sizeof *c->rows);
    if (!c->rows) {
        c->nomem = true;
        return;
    }
    for (size_t i = 0; i < c->count; i++) {
        c->rows[i].index = i;
        c->rows[i].info = saywell_rules_pattern_at(rules, i);
        c->rows[i].cost = saywell_session_cost(c->setup->session, i);
        c->ns += c->rows[i].cost->ns;
    }
    saywell_session_literals(c->setup->session, take_literal, c);
    qsort(c->rows, c->count, sizeof *c->rows, dearest_first);
}

/* ---- text ---------------------------------------------------------------- */

static double per_kb(const costs *c, uint64_t ns)
{
    return (double)ns * 1000 / ((double)c->bytes * (double)c->rounds);
}

static double share(const costs *c, const row *r)
{
    return c->ns ? 100.0 * (double)r->cost->ns / (double)c->ns : 0;
}

static void put_set(const costs *c, sw_buf *out, const row *r, unsigned set)
{
    size_t n = 0;

    for (uint32_t i = r->literals; i; i = c->literals.at[i - 1].next) {
        const literal *l = &c->literals.at[i - 1];

        if (l->set != set)
            continue;
        if (n < SHOWN)
            sw_buf_printf(out, "%s\"%.*s\"", n ? " " : "", (int)l->text.len,
                          l->text.ptr);
        n++;
    }
    if (n > SHOWN)
        sw_buf_printf(out, " and %zu more", n - SHOWN);
}

static unsigned sets_of(const costs *c, const row *r)
{
    unsigned most = 0;

    for (uint32_t i = r->literals; i; i = c->literals.at[i - 1].next)
        if (c->literals.at[i - 1].set + 1 > most)
            most = c->literals.at[i - 1].set + 1;
    return most;
}

static void put_row(const costs *c, sw_buf *out, const row *r)
{
    unsigned sets = sets_of(c, r);

    sw_buf_printf(out, "%9.1f  %5.1f %%  %6zu  %7zu  %s  %s (%s:%zu)%s\n",
                  per_kb(c, r->cost->ns), share(c, r),
                  r->cost->tried / c->rounds, r->cost->matches / c->rounds,
                  r->info->owner, r->info->key, r->info->file, r->info->line,
                  r->cost->limited ? " reached a limit" : "");
    if (!sets) {
        sw_buf_printf(out,
                      "%43salways runs: no literal is known that every "
                      "match holds\n",
                      "");
        return;
    }
    for (unsigned i = 0; i < sets; i++) {
        sw_buf_printf(out, "%43s%s", "", i ? "and " : "needs ");
        put_set(c, out, r, i);
        sw_buf_byte(out, '\n');
    }
}

static void put_text(const costs *c, sw_buf *out)
{
    size_t idle = 0;

    sw_buf_printf(out, "    ns/KB    share   texts  matches  pattern\n");
    for (size_t i = 0; i < c->count; i++) {
        if (c->rows[i].cost->tried || sets_of(c, &c->rows[i]) == 0)
            put_row(c, out, &c->rows[i]);
        else
            idle++;
    }
    sw_buf_printf(out,
                  "%zu texts, %zu bytes: %.0f ns/KB for %zu patterns; no text "
                  "let %zu of them in\n",
                  c->texts.count, c->bytes, per_kb(c, c->ns), c->count, idle);
}

/* ---- json ---------------------------------------------------------------- */

static void put_json_sets(const costs *c, sw_json *json, const row *r)
{
    unsigned sets = sets_of(c, r);

    sw_json_key(json, "literals");
    sw_json_array(json);
    for (unsigned set = 0; set < sets; set++) {
        sw_json_array(json);
        for (uint32_t i = r->literals; i; i = c->literals.at[i - 1].next)
            if (c->literals.at[i - 1].set == set)
                sw_json_string(json, c->literals.at[i - 1].text);
        sw_json_end_array(json);
    }
    sw_json_end_array(json);
}

static void put_json_row(const costs *c, sw_json *json, const row *r)
{
    const char *const words[] = {"owner",      r->info->owner, "key",
                                 r->info->key, "file",         r->info->file};

    sw_json_object(json);
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k += 2) {
        sw_json_key(json, words[k]);
        sw_json_string_c(json, words[k + 1]);
    }
    sw_json_key(json, "line");
    sw_json_number(json, r->info->line);
    sw_json_key(json, "pattern");
    sw_json_string_c(json, r->info->source);
    sw_json_key(json, "always");
    sw_json_bool(json, r->literals == 0);
    put_json_sets(c, json, r);
    sw_json_key(json, "texts");
    sw_json_number(json, r->cost->tried / c->rounds);
    sw_json_key(json, "matches");
    sw_json_number(json, r->cost->matches / c->rounds);
    sw_json_key(json, "nsPerKB");
    sw_json_number(json, (size_t)per_kb(c, r->cost->ns));
    sw_json_key(json, "limited");
    sw_json_bool(json, r->cost->limited);
    sw_json_end_object(json);
}

static void put_json(const costs *c, sw_buf *out)
{
    sw_json json;

    sw_json_init(&json, out, true);
    sw_json_object(&json);
    sw_json_key(&json, "texts");
    sw_json_number(&json, c->texts.count);
    sw_json_key(&json, "bytes");
    sw_json_number(&json, c->bytes);
    sw_json_key(&json, "nsPerKB");
    sw_json_number(&json, (size_t)per_kb(c, c->ns));
    sw_json_key(&json, "patterns");
    sw_json_array(&json);
    for (size_t i = 0; i < c->count; i++)
        put_json_row(c, &json, &c->rows[i]);
    sw_json_end_array(&json);
    sw_json_end_object(&json);
    sw_buf_byte(out, '\n');
}

/* ---- the command --------------------------------------------------------- */

static bool print(costs *c)
{
    sw_buf words = {0};
    sw_output out;
    bool ok;

    if (c->run->options.format == SAYWELL_FORMAT_JSON + 1)
        put_json(c, &words);
    else
        put_text(c, &words);
    ok = !words.failed && sw_output_begin(&out, &c->run->arena, NULL);
    if (ok) {
        ok = sw_output_write(&out, words.ptr, words.len);
        ok = sw_output_end(&out, true) && ok;
    }
    sw_buf_release(&words);
    return ok;
}

int sw_rule_cost(sw_run *run, const char *const *paths, size_t count)
{
    costs c = {.run = run};
    sw_setups setups = {.run = run};

    c.setup = sw_setup_for(&setups, NULL);
    c.failed = !c.setup || !c.setup->session;
    if (!c.failed && count)
        c.failed = !sw_reply_texts(c.setup, run, paths, count, add_input, &c);
    else if (!c.failed)
        add_examples(&c);
    if (!c.failed && !c.nomem && !c.bytes) {
        sw_say("there is no text to measure; name a FILE");
        c.failed = true;
    }
    if (!c.failed && !c.nomem)
        measure(&c);
    if (!c.failed && !c.nomem)
        collect(&c);
    if (c.nomem)
        sw_say("out of memory");
    c.failed = c.failed || c.nomem || !print(&c);
    sw_setup_release(&setups);
    return c.failed ? SW_EXIT_FAILED : SW_EXIT_CLEAN;
}
