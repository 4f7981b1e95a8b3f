/*
 * load_rewrite.c - what to say instead: rewrites and message templates.
 *
 * What an agent would see wrong is refused here: a capture that the pattern
 * lacks, and a rewrite called safe that still has a [slot] to be filled.
 */
#include "rule/keys.h"

static const char *const trusts[] = {"safe", "human", NULL};
static const char *const inserts[] = {"before-sentence", "after-sentence",
                                      "start", "end", NULL};

/* ---- templates ---------------------------------------------------------- */

static bool parse(saywell_builder *b, const sw_at *at, const char *const *names,
                  sw_arena *arena, sw_template *out)
{
    sw_template_fault fault;
    saywell_status status =
        sw_template_parse(sw_str_of(at->node->valuestring), names,
                          &b->word_maps, arena, out, &fault);

    if (status == SAYWELL_RULE)
        return sw_problem_inside(b, at, SAYWELL_RULE, fault.offset, fault.len,
                                 "%s", fault.message);
    return !status || !(b->nomem = true);
}

bool sw_load_message(saywell_builder *b, const sw_at *at,
                     const char *const *names)
{
    sw_template unused;

    return parse(b, at, names, &b->work, &unused);
}

/* ---- one rewrite -------------------------------------------------------- */

struct maker {
    sw_rewrite rewrite;
    sw_arena *arena;
    const char *const *names;
    bool trusted; /* trust was given */
};

static bool set_rewrite(saywell_builder *b, const sw_at *at, void *into)
{
    struct maker *made = into;

    return parse(b, at, made->names, made->arena, &made->rewrite.text);
}

/* Behind the text in the table: a slot decides. */
static bool set_trust(saywell_builder *b, const sw_at *at, void *into)
{
    struct maker *made = into;
    int word = sw_keys_word(b, at, trusts);

    made->trusted = true;
    made->rewrite.trust = word == 0 ? SAYWELL_SAFE : SAYWELL_HUMAN;
    if (word == 0 && made->rewrite.text.slots)
        return sw_problem(b, at,
                          "a rewrite with a [slot] needs an agent: "
                          "make it \"human\"");
    return word >= 0;
}

static bool set_insert(saywell_builder *b, const sw_at *at, void *into)
{
    int word = sw_keys_word(b, at, inserts);

    ((struct maker *)into)->rewrite.insert = (sw_insert)(word + 1);
    return word >= 0;
}

static bool set_message(saywell_builder *b, const sw_at *at, void *into)
{
    struct maker *made = into;

    made->rewrite.message = sw_keep(b, at->node->valuestring);
    return made->rewrite.message && sw_load_message(b, at, made->names);
}

static const sw_key rows[] = {
    {"rewrite", SW_TYPE_STRING, 0, set_rewrite, "what to say instead"},
    {"trust", SW_TYPE_TEXT, 0, set_trust, "\"safe\" or \"human\""},
    {"insert", SW_TYPE_TEXT, 0, set_insert, "where the rewrite goes"},
    {"message", SW_TYPE_TEXT, 0, set_message, "what the rewrite does"},
    {"when", SW_TYPE_OBJECT, 0, NULL, "conditions that must hold"},
    {"unless", SW_TYPE_OBJECT, 0, NULL, "conditions that silence it"},
};
const sw_keys sw_keys_rewrite = {"a rewrite", rows, sizeof rows / sizeof *rows};

static bool finish(struct maker *made)
{
    if (!made->trusted)
        made->rewrite.trust = SAYWELL_HUMAN;
    return true;
}

static bool load_gates(saywell_builder *b, const sw_at *values,
                       sw_rewrite *rewrite)
{
    const sw_at *when = sw_keys_value(&sw_keys_rewrite, values, "when");
    const sw_at *unless = sw_keys_value(&sw_keys_rewrite, values, "unless");
    sw_gates *gates;

    if (!when->node && !unless->node)
        return true;
    gates = sw_arena_zero(&b->arena, 1, sizeof *gates);
    rewrite->gates = gates;
    if (!gates)
        return !(b->nomem = true);
    return sw_load_gates(b, when, unless, gates);
}

static bool load_item(saywell_builder *b, const sw_at *at, struct maker *made)
{
    sw_at values[SW_KEYS_MAX] = {0};

    if (!sw_keys_collect(b, &sw_keys_rewrite, at, SW_KIND_COUNT, values) ||
        !sw_keys_need(b, &sw_keys_rewrite, values, at, "rewrite"))
        return false;
    return sw_keys_apply(b, &sw_keys_rewrite, values, made) &&
           load_gates(b, values, &made->rewrite) && finish(made);
}

/* ---- the rewrites of a rule or pattern ---------------------------------- */

typedef struct list SW_VEC(sw_rewrite) list;

static bool push(saywell_builder *b, const struct maker *made, list *out)
{
    sw_rewrite *slot = SW_VEC_PUSH(out, made->arena);

    if (!slot)
        return !(b->nomem = true);
    *slot = made->rewrite;
    return true;
}

/* "rewrite" beside "trust" and "insert" */
static bool load_own(saywell_builder *b, const sw_rewrite_keys *in,
                     struct maker *made, list *out)
{
    const sw_at *lost = in->trust.node ? &in->trust : &in->insert;

    if (!in->rewrite.node && lost->node)
        return sw_problem_key(b, lost,
                              "\"%s\" says nothing without "
                              "\"rewrite\"; in \"rewrites\" each "
                              "item has its own",
                              lost->key);
    if (!in->rewrite.node)
        return true;
    return set_rewrite(b, &in->rewrite, made) &&
           (!in->trust.node || set_trust(b, &in->trust, made)) &&
           (!in->insert.node || set_insert(b, &in->insert, made)) &&
           finish(made) && push(b, made, out);
}

bool sw_load_rewrites(saywell_builder *b, const sw_rewrite_keys *in,
                      const char *const *names, sw_arena *arena,
                      const sw_rewrite **out, size_t *count)
{
    struct maker made = {.arena = arena, .names = names};
    list all = {0};
    const cJSON *item;
    size_t i = 0;
    bool good = load_own(b, in, &made, &all);

    if (in->rewrites.node) {
        cJSON_ArrayForEach (item, in->rewrites.node) {
            sw_at at = sw_at_item(&in->rewrites, item, i++);

            made = (struct maker){.arena = arena, .names = names};
            good &= load_item(b, &at, &made) && push(b, &made, &all);
            if (b->nomem)
                return false;
        }
    }
    *out = all.at;
    *count = all.count;
    return good;
}
