/* draft.c - a draft with a marked match, for tests of the fix floor. */
#include "draft.h"

#include "base/utf8.h"
#include "rule/template.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void put(struct draft *d, sw_map *map, const char *key,
                const void *value)
{
    void *plain;

    memcpy(&plain, &value, sizeof plain);
    ck_assert(sw_map_put(map, &d->arena, sw_str_of(key), plain));
}

static void add_list(struct draft *d, const char *name, const char *words)
{
    sw_map *list = sw_arena_zero(&d->arena, 1, sizeof *list);
    char *copy = sw_arena_copy(&d->arena, words, strlen(words)), *rest = NULL;

    for (char *w = strtok_r(copy, " ", &rest); w;
         w = strtok_r(NULL, " ", &rest))
        put(d, list, w, "");
    put(d, &d->rules.lists, name, list);
}

static void add_map(struct draft *d, sw_map *maps, const char *name,
                    const char *const *words)
{
    sw_map *map = sw_arena_zero(&d->arena, 1, sizeof *map);

    for (size_t i = 0; words[i]; i += 2)
        put(d, map, words[i], words[i + 1]);
    put(d, maps, name, map);
}

static void add_words(struct draft *d)
{
    static const char *const affirm[] = {
        "can't",           "can", "cannot", "can", "won't be able to",
        "will be able to", NULL};
    static const char *const subject[] = {"i", "I", "we", "we", NULL};
    static const char *const gone[] = {"very", "", NULL};
    sw_map *maps = sw_arena_zero(&d->arena, 1, sizeof *maps);

    add_map(d, maps, "affirm", affirm);
    add_map(d, maps, "subject", subject);
    add_map(d, maps, "gone", gone);
    d->maps = maps;
    add_list(d, "person_i", "i i'm my me");
    add_list(d, "person_we", "we we're our us");
    add_list(d, "function_words", "the we our it you");
    add_list(d, "subordinators", "because if when");
    add_list(d, "no", "no nope");
    add_list(d, "bare", "no nope sorry unfortunately the answer is");
}

void draft_open(struct draft *d, const char *text, const char *dialect,
                const char *voice)
{
    static sw_spelling spellings[] = {
        {{"apologize", 9}, {"apologise", 9}},
        {{"color", 5}, {"colour", 6}},
    };
    sw_str bytes = sw_str_of(text);
    saywell_setting_info *settings;

    *d = (struct draft){0};
    settings = sw_arena_zero(&d->arena, 2, sizeof *settings);
    settings[0] = (saywell_setting_info){"dialect", dialect ? dialect : "us",
                                         "us", "", NULL};
    settings[1] = (saywell_setting_info){"voice", voice ? voice : "auto",
                                         "auto", "", NULL};
    d->rules.settings = settings;
    d->rules.setting_count = 2;
    d->rules.spellings = spellings;
    d->rules.spelling_count = 2;
    add_words(d);
    d->check.rules = &d->rules;
    d->check.reply = &d->reply;
    d->check.arena = &d->arena;
    ck_assert_int_eq(sw_doc_parse(bytes, &d->arena, &d->check.doc, NULL),
                     SAYWELL_OK);
}

void draft_close(struct draft *d)
{
    sw_arena_release(&d->arena);
}

const char *draft_mark(struct draft *d, const char *text, size_t *start,
                       size_t *end)
{
    const char *open = strchr(text, '<'), *shut = strchr(text, '>');

    ck_assert(open && shut && open < shut);
    *start = (size_t)(open - text);
    *end = (size_t)(shut - text) - 1;
    return sw_arena_printf(&d->arena, "%.*s%.*s%s", (int)*start, text,
                           (int)(*end - *start), open + 1, shut + 1);
}

sw_template draft_template(struct draft *d, const char *text)
{
    sw_template out = {0};
    sw_template_fault fault;

    ck_assert_msg(!sw_template_parse(sw_str_of(text), NULL, d->maps, &d->arena,
                                     &out, &fault),
                  "%s: %s", text, fault.message);
    return out;
}

sw_rule *draft_rule(struct draft *d, const char *id, const char *text,
                    saywell_trust trust)
{
    sw_rule *rule = &d->rule[d->rule_count++];
    sw_rewrite *rewrite = sw_arena_zero(&d->arena, 1, sizeof *rewrite);

    ck_assert_uint_le(d->rule_count, DRAFT_MAX);
    rule->info.id = id;
    rule->info.title = "Title";
    rule->zones = 1u << SW_ZONE_BODY;
    if (text) {
        rewrite->text = draft_template(d, text);
        rewrite->trust = trust;
        rule->rewrites = rewrite;
        rule->rewrite_count = 1;
    }
    return rule;
}

static void add_spans(struct draft *d, sw_finding *f, const char *captures)
{
    char *copy = sw_arena_copy(&d->arena, captures, strlen(captures));
    char *rest = NULL;
    sw_span *spans = sw_arena_zero(&d->arena, DRAFT_MAX, sizeof *spans);

    f->spans = spans;
    for (char *w = strtok_r(copy, " ", &rest); w;
         w = strtok_r(NULL, " ", &rest)) {
        char *words = strchr(w, '=') + 1;

        words[-1] = '\0';
        for (char *c = words; *c; c++)
            *c = *c == '_' ? ' ' : *c;
        spans->name = w;
        spans->start =
            sw_str_find(d->check.doc.text, sw_str_of(words), f->start);
        ck_assert_uint_ne(spans->start, SW_NOWHERE);
        spans->end = spans->start + strlen(words);
        spans++;
        f->span_count++;
    }
}

sw_finding *draft_find(struct draft *d, const sw_rule *rule, size_t start,
                       size_t end, const char *captures)
{
    sw_finding *f = SW_VEC_PUSH(&d->check.findings, &d->arena);

    f->rule = rule;
    f->start = start;
    f->end = end;
    f->sentence = sw_sentence_at(&d->check.doc.sentences, start);
    if (captures)
        add_spans(d, f, captures);
    return f;
}

sw_finding *draft_words(struct draft *d, const sw_rule *rule, const char *words,
                        const char *captures)
{
    size_t at = sw_str_find(d->check.doc.text, sw_str_of(words), 0);

    ck_assert_msg(at != SW_NOWHERE, "%s", words);
    return draft_find(d, rule, at, at + strlen(words), captures);
}

const char *draft_after(struct draft *d, const saywell_edit *edits,
                        size_t count)
{
    sw_buf buf = {0};
    const char *copy;

    ck_assert(sw_edits_valid(edits, count, d->check.doc.text.len));
    sw_edits_apply(d->check.doc.text, edits, count, &buf);
    ck_assert_uint_eq(sw_utf8_valid(sw_buf_str(&buf)), buf.len);
    copy = sw_arena_copy(&d->arena, buf.ptr ? buf.ptr : "", buf.len);
    sw_buf_release(&buf);
    return copy;
}
