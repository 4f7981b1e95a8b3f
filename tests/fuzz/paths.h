/* paths.h - random patterns and texts, and all ways through the engine.
 *
 * Decisions come from bytes (a fuzzer's) and, when they are used up, from a
 * seed. A round makes rules of some patterns, one rule each, and checks some
 * texts by every path: what is found must be the same. A text on which a path
 * ran into a limit says nothing. */
#ifndef SW_TESTS_FUZZ_PATHS_H
#define SW_TESTS_FUZZ_PATHS_H

#include "fuzz.h"
#include "saywell.h"

#include <string.h>

struct dice {
    const uint8_t *data;
    size_t size;
    uint32_t seed;
};

static uint32_t dice_roll(struct dice *d, uint32_t below)
{
    if (d->size > 0) {
        d->size--;
        return *d->data++ % below;
    }
    d->seed = d->seed * 1664525u + 1013904223u;
    return (d->seed >> 8) % below;
}

/* Whole words mostly, so that patterns and texts meet. */
static const char *const dice_patterns[] = {
    "no",
    "can't",
    "we ",
    " do",
    "sorry",
    "not able to",
    "refund",
    " ",
    " ",
    " ?",
    "k",
    "s",
    "-",
    "\\\"",
    "(?:a|be|)",
    "[ks]o?",
    "(?:no|yes){1,2}",
    "[^.!?]{0,9}",
    "[^.!?]{0,60}?",
    "\\\\w+",
    "\\\\w*",
    "[\\\\w-]+",
    "[\\\\w']{2,5}",
    "(?: \\\\w+){0,2} ",
    "(?: \\\\w+){1,3}?",
    "\\\\s+",
    "\\\\s{2,}",
    "[\\\\s,]",
    ".",
    ".{0,5}",
    ".*",
    "\\\\d+",
    "[0-9]{1,3}",
    "!{2,}",
    "(?=b)",
    "(?= refund)",
    "(?! do)",
    "(?<!not )",
    "(?<=no )",
    "(?<=\\\\bwe |, )",
    "(?=\\\\w)",
    "(?= do)?",
    "(?:ab|abd|ac d)",
    "(?:we|we |we do| ){2}",
    "{2,6}",
    "[^a]",
    "[^\\\\d' ]",
    "\\\\W",
    "\\\\S",
    "\\\\b",
    "\\\\B",
    "^",
    "$",
    "(?:x y|z)",
    "(?-i:NO)",
    "(?i:b)",
    "(?<n>ab)",
    "(?:we|i)(?:'ll| will)?",
    "(?:a(?:b|c)d?)+",
    "(?:do|be)?",
    "\xC3\xA9",
    "[\\\\x61-c]",
    "[\xC3\xA9x]",
    "{1,3}",
    "+",
    "??",
    "|",
    "\\\\R",
    "\\\\h",
    "\\\\x{2019}",
    "(?>no|not)",
    "\\\\Qa.b\\\\E",
    "(?-i:[A-Z]{2,})",
    "(?-i:NOT|NO)",
    "(?-i:(?:[A-Z][A-Z']+[ ]+){1,3}[A-Z]+)",
    "\\\\(?\\\\+?\\\\d[\\\\d() -]{3,}",
    "[!?]{2,}",
    "[A-Z']{2,}",
};

static const char *const dice_texts[] = {
    "no",
    "No",
    "NOT",
    "can't",
    "can\xE2\x80\x99t",
    "we",
    "I",
    "will",
    "we'll",
    "do",
    "refund",
    "not able to",
    "sorry",
    "\xC5\xBForry",
    "\xE2\x84\xAA",
    "a",
    "b",
    "be",
    "x",
    "y",
    "z",
    "yes",
    "ab",
    "abd",
    "ac",
    "d",
    "k",
    "s",
    "so",
    "a.b",
    "1",
    "23",
    "\xD9\xA3",
    "\xC3\xA9",
    "\xC3\x89",
    "\xC3\xA8",
    "-",
    "\xE2\x80\x91",
    "\xE2\x80\x94",
    "\"",
    "\xE2\x80\x9C",
    "'",
    "!",
    "!!",
    "?",
    ".",
    ". ",
    ", ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\xC2\xA0",
    "\xE2\x80\x83 ",
    "\xE3\x80\x80",
    "\xF0\x9F\x99\x82",
    "NO NOT",
    "WE'LL DO",
    "A'B C",
    "(1) 23-4",
    "?!?",
    "\xC2\xB4",
    "\xCA\xBC",
    "\xE1\xA0\x8E",
    "\xC2\x85",
};

struct line {
    char at[20000];
    size_t len;
};

static void line_put(struct line *l, const char *s)
{
    size_t len = strlen(s);

    if (l->len + len + 1 > sizeof l->at)
        return;
    memcpy(l->at + l->len, s, len + 1);
    l->len += len;
}

/* JSON: one rule a pattern. */
static void dice_rules(struct dice *d, struct line *out, size_t count)
{
    out->len = 0;
    line_put(out, "{\"category\": \"c\", \"rules\": [");
    for (size_t i = 0; i < count; i++) {
        uint32_t pieces = 1 + dice_roll(d, 7);
        char id[64];
        snprintf(id, sizeof id, "%s{\"id\": \"r%zu\"", i > 0 ? ", " : "", i);
        line_put(out, id);
        line_put(out, ", \"kind\": \"phrase\", \"title\": \"T\", \"severity\": "
                      "\"warning\", \"message\": \"M\", \"why\": \"W\", "
                      "\"source\": [\"000\"], \"patterns\": "
                      "[{\"pattern\": \"");
        while (pieces-- > 0)
            line_put(out,
                     dice_patterns[dice_roll(d, sizeof dice_patterns /
                                                    sizeof *dice_patterns)]);
        line_put(out, "\"");
        if (dice_roll(d, 3) == 0)
            line_put(out, ", \"edges\": false");
        if (dice_roll(d, 12) == 0)
            line_put(out, ", \"begins\": \"sentence\"");
        line_put(out, "}]}");
    }
    line_put(out, "]}");
}

static void dice_text(struct dice *d, struct line *out)
{
    uint32_t pieces = 1 + dice_roll(d, 24);
    bool padded = dice_roll(d, 40) == 0;

    out->len = 0;
    out->at[0] = '\0';
    while (pieces-- > 0) {
        line_put(
            out,
            dice_texts[dice_roll(d, sizeof dice_texts / sizeof *dice_texts)]);
        if (dice_roll(d, 2) == 0)
            line_put(out, " ");
        for (int i = 0; padded && i < 300; i++) /* longer than a slice */
            line_put(out, "filler b ");
    }
}

/* NULL when no pattern was good. */
static saywell_rules *dice_load(const struct line *json)
{
    static const char pack[] =
        "{\"name\": \"t\", \"version\": \"1\", \"language\": \"en\", "
        "\"sources\": {\"000\": {\"title\": \"T\"}}, "
        "\"categories\": {\"c\": {\"title\": \"C\"}}}";
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules = NULL;

    saywell_builder_add_pack(b, "pack.json", pack, sizeof pack - 1, NULL);
    saywell_builder_add(b, "rules.json", json->at, json->len, NULL);
    saywell_builder_finish(b, &rules, NULL);
    return rules;
}

static const struct path {
    const char *name;
    size_t no_prefilter, jit, scanner;
} dice_paths[] = {
    {"plain, interpreted", 1, 0, 0}, /* the judge of the others */
    {"plain, JIT", 1, 2, 0},         {"hash, interpreted", 0, 0, 1},
    {"hash, JIT", 0, 2, 1},          {"automaton, interpreted", 0, 0, 2},
    {"automaton, JIT", 0, 2, 2},     {"automaton, many", 0, 0, 2},
};
#define DICE_PATHS (sizeof dice_paths / sizeof *dice_paths)

static bool dice_equal(const saywell_result *a, const saywell_result *b)
{
    if (saywell_result_count(a) != saywell_result_count(b))
        return false;
    for (size_t i = 0; i < saywell_result_count(a); i++) {
        const saywell_finding *x = saywell_result_at(a, i);
        const saywell_finding *y = saywell_result_at(b, i);
        if (strcmp(x->rule, y->rule) != 0 || x->start.byte != y->start.byte ||
            x->end.byte != y->end.byte || x->capture_count != y->capture_count)
            return false;
        for (size_t k = 0; k < x->capture_count; k++)
            if (x->captures[k].start != y->captures[k].start ||
                x->captures[k].end != y->captures[k].end)
                return false;
    }
    return true;
}

static void dice_compare(const struct line *json, const saywell_reply *reply,
                         const saywell_result *a, const saywell_result *b,
                         const char *name)
{
    if (a == NULL || b == NULL || !saywell_result_complete(a) ||
        !saywell_result_complete(b)) {
        FUZZ_LAW((a == NULL) == (b == NULL));
        return;
    }
    if (dice_equal(a, b))
        return;
    fprintf(stderr, "%s differs: %zu findings, not %zu\nrules %s\ntext %.*s\n",
            name, saywell_result_count(b), saywell_result_count(a), json->at,
            (int)reply->len, reply->text);
    FUZZ_LAW(!"all paths find the same");
}

/* All texts by one path. */
static void dice_walk(const saywell_rules *rules, size_t path,
                      const saywell_reply *replies, size_t n,
                      saywell_result **results)
{
    saywell_session *s = saywell_session_new(rules);

    FUZZ_LAW(s != NULL);
    saywell_session_set(s, SAYWELL_DEADLINE_MS, 0);
    saywell_session_set(s, SAYWELL_NO_PREFILTER, dice_paths[path].no_prefilter);
    saywell_session_set(s, SAYWELL_JIT, dice_paths[path].jit);
    saywell_session_set(s, SAYWELL_SCANNER, dice_paths[path].scanner);
    if (path == DICE_PATHS - 1)
        saywell_check_many(s, replies, n, results, NULL);
    for (size_t i = 0; path < DICE_PATHS - 1 && i < n; i++)
        saywell_check(s, &replies[i], &results[i], NULL);
    saywell_session_free(s);
}

#define DICE_TEXTS 16

/* Gives the number of findings. */
static size_t dice_round(struct dice *d, size_t patterns, size_t n)
{
    static struct line json, texts[DICE_TEXTS];
    saywell_reply replies[DICE_TEXTS];
    saywell_result *plain[DICE_TEXTS], *other[DICE_TEXTS];
    saywell_rules *rules;
    size_t found = 0;

    dice_rules(d, &json, patterns);
    rules = dice_load(&json);
    if (rules == NULL)
        return 0;
    for (size_t i = 0; i < n; i++) {
        dice_text(d, &texts[i]);
        replies[i] = (saywell_reply){.text = texts[i].at, .len = texts[i].len};
    }
    dice_walk(rules, 0, replies, n, plain);
    for (size_t p = 1; p < DICE_PATHS; p++) {
        dice_walk(rules, p, replies, n, other);
        for (size_t i = 0; i < n; i++) {
            dice_compare(&json, &replies[i], plain[i], other[i],
                         dice_paths[p].name);
            saywell_result_free(other[i]);
        }
    }
    for (size_t i = 0; i < n; i++) {
        found += plain[i] != NULL ? saywell_result_count(plain[i]) : 0;
        saywell_result_free(plain[i]);
    }
    saywell_rules_free(rules);
    return found;
}

#endif
