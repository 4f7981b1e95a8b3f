/*
 * load_pattern.c - one pattern of a pack: keys, expansion, first compile.
 *
 * A pattern of a team's own pack is compiled at once, so that what PCRE2
 * refuses is told with its place. The built-in pack's patterns passed that
 * test when it was built; they wait until a draft needs them.
 */
#include "rule/compile.h"
#include "rule/keys.h"

#include "base/fail.h"

#include <string.h>

/* ---- the table ---------------------------------------------------------- */

struct maker { /* what the setters fill */
    sw_pattern pattern;
    bool edges;
};

static const char *const borders[] = {"sentence", "paragraph", "reply", NULL};

static bool set_border(saywell_builder *b, const sw_at *at, sw_border *into)
{
    int word = sw_keys_word(b, at, borders);

    *into = (sw_border)(word + 1);
    return word >= 0;
}

static bool set_begins(saywell_builder *b, const sw_at *at, void *into)
{
    return set_border(b, at, &((struct maker *)into)->pattern.begins);
}

static bool set_ends(saywell_builder *b, const sw_at *at, void *into)
{
    return set_border(b, at, &((struct maker *)into)->pattern.ends);
}

static bool set_edges(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((struct maker *)into)->edges = cJSON_IsTrue(at->node);
    return true;
}

static bool set_clause(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"main", NULL};

    ((struct maker *)into)->pattern.clause_main = true;
    return sw_keys_word(b, at, words) == 0;
}

static bool set_subject(saywell_builder *b, const sw_at *at, void *into)
{
    static const char *const words[] = {"us", NULL};

    ((struct maker *)into)->pattern.subject_us = true;
    return sw_keys_word(b, at, words) == 0;
}

static bool set_points(saywell_builder *b, const sw_at *at, void *into)
{
    (void)b;
    ((struct maker *)into)->pattern.points = (int)at->node->valuedouble;
    return true;
}

static bool set_message(saywell_builder *b, const sw_at *at, void *into)
{
    ((struct maker *)into)->pattern.message = sw_keep(b, at->node->valuestring);
    return !b->nomem;
}

static const sw_key rows[] = {
    {"pattern", SW_TYPE_LINES, 0, NULL, "the words, as a PCRE2 pattern"},
    {"begins", SW_TYPE_TEXT, 0, set_begins, "where the match must begin"},
    {"ends", SW_TYPE_TEXT, 0, set_ends, "where the match must end"},
    {"edges", SW_TYPE_BOOL, 0, set_edges, "false: may match inside words"},
    {"clause", SW_TYPE_TEXT, 0, set_clause, "\"main\": in no side clause"},
    {"subject", SW_TYPE_TEXT, 0, set_subject, "\"us\": we are in the clause"},
    {"points", SW_TYPE_POINTS, 0, set_points, "what it adds to a score"},
    {"when", SW_TYPE_OBJECT, 0, NULL, "conditions that must hold"},
    {"unless", SW_TYPE_OBJECT, 0, NULL, "conditions that silence it"},
    {"message", SW_TYPE_TEXT, 0, set_message, "instead of the rule's"},
    {"rewrite", SW_TYPE_STRING, 0, NULL, "what to say instead"},
    {"trust", SW_TYPE_TEXT, 0, NULL, "\"safe\" or \"human\""},
    {"insert", SW_TYPE_TEXT, 0, NULL, "where the rewrite goes"},
    {"rewrites", SW_TYPE_LIST, 0, NULL, "several ways, best first"},
};
const sw_keys sw_keys_pattern = {"a pattern", rows, sizeof rows / sizeof *rows};

#define VALUE(name) sw_keys_value(&sw_keys_pattern, values, name)

/* ---- expansion ---------------------------------------------------------- */

/* A fault in the pattern's text or in that of a fragment it uses. */
static bool report_fault(saywell_builder *b, const sw_at *at,
                         const sw_pattern_fault *fault)
{
    if (fault->fragment) {
        sw_at there = sw_at_layer(fault->fragment->origin);

        return sw_problem_inside(b, &there, SAYWELL_PATTERN, fault->offset,
                                 fault->len, "%s", fault->message);
    }
    return sw_problem_inside(b, at, SAYWELL_PATTERN, fault->offset, fault->len,
                             "%s", fault->message);
}

/* Takes what outlives the work arena. */
static bool keep_expansion(saywell_builder *b, const sw_expansion *x,
                           sw_pattern *pattern)
{
    size_t count = 0;
    const char **names;

    while (x->names[count])
        count++;
    names = sw_arena_zero(&b->arena, count + 1, sizeof(const char *));
    pattern->expanded.ptr = sw_arena_copy(&b->arena, x->text.ptr, x->text.len);
    pattern->expanded.len = x->text.len;
    if (!names || !pattern->expanded.ptr)
        return !(b->nomem = true);
    for (size_t i = 0; i < count; i++) {
        names[i] = sw_keep(b, x->names[i]);
        if (!names[i])
            return false;
    }
    pattern->names = names;
    pattern->info.expanded = pattern->expanded.ptr;
    return true;
}

static bool try_compile(saywell_builder *b, const sw_at *at, sw_str text,
                        const sw_expansion *x, sw_pattern *pattern)
{
    char message[160] = "";
    size_t offset = 0, start, len;

    pattern->code = sw_compile_text(pattern->expanded, &offset, message);
    if (pattern->code)
        return true;
    if (!message[0])
        return !(b->nomem = true);
    sw_pattern_place(text, x, offset, &start, &len);
    if (text.ptr[start] == '{' && len > 1)
        return sw_problem_inside(b, at, SAYWELL_PATTERN, start, len,
                                 "in the fragment %.*s: %s", (int)len,
                                 text.ptr + start, message);
    return sw_problem_inside(b, at, SAYWELL_PATTERN, start, len, "%s", message);
}

/* text may lie in the work arena. */
static bool expand(saywell_builder *b, const sw_at *at, sw_str text, bool edges,
                   sw_pattern *pattern)
{
    sw_pattern_fault fault;
    sw_expansion x;
    saywell_status status;

    if (b->expanded > SW_EXPANDED_MAX)
        return sw_problem(b, at,
                          "the pack's patterns together are longer "
                          "than %u MiB; this one is left out",
                          SW_EXPANDED_MAX >> 20);
    status =
        sw_pattern_expand(&b->fragments, text, edges, &b->work, &x, &fault);
    if (status == SAYWELL_PATTERN)
        return report_fault(b, at, &fault);
    if (status)
        return !(b->nomem = true);
    b->expanded += x.text.len;
    return keep_expansion(b, &x, pattern) &&
           (at->file->builtin || try_compile(b, at, text, &x, pattern));
}

/* ---- one pattern -------------------------------------------------------- */

static bool describe(saywell_builder *b, const sw_at *at, const char *owner,
                     sw_str text, sw_pattern *pattern)
{
    pattern->info.owner = owner;
    pattern->info.key = sw_at_path(b, at, &b->arena);
    pattern->info.file = sw_keep(b, at->file->name);
    pattern->info.line = sw_at_line(b, at);
    pattern->info.source = sw_arena_copy(&b->arena, text.ptr, text.len);
    return !(b->nomem |= !pattern->info.source) && pattern->info.key &&
           pattern->info.file;
}

static bool push(saywell_builder *b, const sw_pattern *pattern,
                 sw_pattern_set *out)
{
    sw_pattern *slot = SW_VEC_PUSH(&b->patterns, &b->arena);
    uint32_t *id = SW_VEC_PUSH(out, &b->arena);

    if (!slot || !id)
        return !(b->nomem = true);
    memcpy(slot, pattern, sizeof *slot);
    slot->id = *id = (uint32_t)(b->pattern_base + b->patterns.count - 1);
    return true;
}

static bool load_gates(saywell_builder *b, const sw_at *when,
                       const sw_at *unless, sw_pattern *pattern)
{
    sw_gates *gates;

    if (!when->node && !unless->node)
        return true;
    gates = sw_arena_zero(&b->arena, 1, sizeof *gates);
    pattern->gates = gates;
    if (!gates)
        return !(b->nomem = true);
    return sw_load_gates(b, when, unless, gates);
}

/* Everything but the words themselves; they are needed for the names of the
 * captures, so they come first. */
static bool load_rest(saywell_builder *b, const sw_at *values,
                      sw_pattern *pattern)
{
    sw_rewrite_keys rewrites = {*VALUE("rewrite"), *VALUE("trust"),
                                *VALUE("insert"), *VALUE("rewrites")};
    bool good = load_gates(b, VALUE("when"), VALUE("unless"), pattern);

    good &= sw_load_rewrites(b, &rewrites, pattern->names, &b->arena,
                             &pattern->rewrites, &pattern->rewrite_count);
    if (VALUE("message")->node)
        good &= sw_load_message(b, VALUE("message"), pattern->names);
    return good;
}

static bool is_words(const cJSON *node)
{
    return cJSON_IsString(node) || cJSON_IsArray(node);
}

static bool make(saywell_builder *b, const sw_at *at, const char *owner,
                 struct maker *made)
{
    sw_at values[SW_KEYS_MAX] = {0};
    sw_at words = *at;
    sw_str text;

    if (!is_words(at->node)) {
        if (!sw_keys_collect(b, &sw_keys_pattern, at, SW_KIND_COUNT, values) ||
            !sw_keys_need(b, &sw_keys_pattern, values, at, "pattern") ||
            !sw_keys_apply(b, &sw_keys_pattern, values, made))
            return false;
        words = *VALUE("pattern");
    } else if (!sw_type_is(at->node, SW_TYPE_LINES)) {
        return sw_problem(b, at,
                          "a pattern must be text in quotes, or a list of "
                          "such, not empty");
    }
    return sw_lines_join(b, words.node, &b->work, &text) &&
           describe(b, &words, owner, text, &made->pattern) &&
           expand(b, &words, text, made->edges, &made->pattern) &&
           load_rest(b, values, &made->pattern);
}

bool sw_load_pattern(saywell_builder *b, const sw_at *at, const char *owner,
                     sw_pattern_set *out)
{
    struct maker made = {.edges = true};
    bool good = make(b, at, owner, &made) && push(b, &made.pattern, out);

    if (!good)
        sw_compile_free(made.pattern.code);
    sw_arena_reset(&b->work);
    return good;
}

/* ---- several ------------------------------------------------------------ */

sw_set sw_load_set(const sw_pattern_set *set)
{
    return (sw_set){set->at, set->count};
}

void sw_load_forget(saywell_builder *b, size_t count)
{
    while (b->patterns.count > count)
        sw_compile_free(b->patterns.at[--b->patterns.count].code);
}

bool sw_load_patterns(saywell_builder *b, const sw_at *at, const char *owner,
                      sw_set *out)
{
    sw_pattern_set set = {0};
    const cJSON *item;
    size_t i = 0;
    bool good = true;

    if (!at->node->child)
        return sw_problem(b, at, "\"%s\" is empty; give it a pattern",
                          at->key ? at->key : "patterns");
    cJSON_ArrayForEach (item, at->node) {
        sw_at one = sw_at_item(at, item, i++);

        good &= sw_load_pattern(b, &one, owner, &set);
        if (b->nomem)
            return false;
    }
    *out = sw_load_set(&set);
    return good;
}

/* ---- fragments and choices ---------------------------------------------- */

/* The expansion of "{name}" is (?:(?:...)); what stands in the inner brackets
 * serves every pattern that uses the fragment. */
static bool keep_fragment(saywell_builder *b, const sw_expansion *x,
                          sw_fragment *fragment)
{
    sw_str inner = sw_str_part(x->text, 6, x->text.len - 2);
    const char **names;
    size_t count = 0;

    if (b->kept + inner.len > SW_KEPT_MAX)
        return true;
    b->kept += inner.len;
    while (x->names[count])
        count++;
    names = sw_arena_zero(&b->scratch, count + 1, sizeof(const char *));
    fragment->made.ptr = sw_arena_copy(&b->scratch, inner.ptr, inner.len);
    fragment->made.len = inner.len;
    for (size_t i = 0; names && i < count; i++)
        b->nomem |= !(names[i] = sw_arena_copy(&b->scratch, x->names[i],
                                               strlen(x->names[i])));
    b->nomem |= !names || !fragment->made.ptr;
    fragment->names = names;
    fragment->depth = x->depth;
    return !b->nomem;
}

static bool check_fragment(saywell_builder *b, sw_fragment *fragment)
{
    sw_at at = sw_at_layer(fragment->origin);
    char *text = sw_arena_printf(&b->work, "{%s}", fragment->name);
    sw_pattern_fault fault;
    sw_fragment *wrong;
    sw_expansion x;
    saywell_status status;

    if (!text)
        return !(b->nomem = true);
    status = sw_pattern_expand(&b->fragments, sw_str_of(text), false, &b->work,
                               &x, &fault);
    if (!status)
        return keep_fragment(b, &x, fragment);
    if (status != SAYWELL_PATTERN)
        return !(b->nomem = true);
    /* The error may stand in a fragment that this one uses: told once, there;
     * both are unfit. */
    fragment->state = SW_FRAGMENT_BAD;
    if (!fault.known)
        report_fault(b, &at, &fault);
    if (fault.fragment) {
        wrong = sw_map_find(&b->fragments, sw_str_of(fault.fragment->name));
        wrong->state = SW_FRAGMENT_BAD;
    }
    return false;
}

bool sw_load_fragments(saywell_builder *b)
{
    for (size_t i = 0; i < b->fragments.count && !b->nomem; i++) {
        sw_fragment *fragment = b->fragments.at[i].value;

        if (fragment->state != SW_FRAGMENT_BAD)
            check_fragment(b, fragment);
        sw_arena_reset(&b->work);
    }
    return !b->nomem;
}

static saywell_status fail_chosen(saywell_error *err, sw_str text,
                                  const char *message, size_t start, size_t len)
{
    sw_fail(err, SAYWELL_PATTERN, "%s", message);
    if (err)
        sw_fail_place(err, text, start, len);
    return SAYWELL_PATTERN;
}

/* As expand, for text that stands in no file. */
static saywell_status expand_chosen(saywell_builder *b, sw_str text,
                                    sw_pattern *pattern, saywell_error *err)
{
    sw_pattern_fault fault;
    sw_expansion x;
    char message[160] = "";
    size_t offset = 0, start, len;
    saywell_status status =
        sw_pattern_expand(&b->fragments, text, true, &b->work, &x, &fault);

    if (status == SAYWELL_PATTERN && fault.fragment)
        return fail_chosen(err, fault.fragment->text, fault.message,
                           fault.offset, fault.len);
    if (status == SAYWELL_PATTERN)
        return fail_chosen(err, text, fault.message, fault.offset, fault.len);
    if (status || !keep_expansion(b, &x, pattern))
        return sw_fail_nomem(err);
    pattern->code = sw_compile_text(pattern->expanded, &offset, message);
    if (pattern->code)
        return SAYWELL_OK;
    if (!message[0])
        return sw_fail_nomem(err);
    sw_pattern_place(text, &x, offset, &start, &len);
    return fail_chosen(err, text, message, start, len);
}

saywell_status sw_load_chosen(saywell_builder *b, const char *owner,
                              const char *text, sw_pattern_set *out,
                              saywell_error *err)
{
    sw_pattern pattern = {.info = {.owner = owner, .key = "", .file = ""}};
    saywell_status status = expand_chosen(b, sw_str_of(text), &pattern, err);

    sw_arena_reset(&b->work);
    if (!status && out) {
        pattern.info.source = sw_keep(b, text);
        if (!pattern.info.source || !push(b, &pattern, out))
            status = sw_fail_nomem(err);
    }
    if (status || !out)
        sw_compile_free(pattern.code);
    return status;
}
