/* make.c - drafts, conversations and pattern sets for measuring, from a seed.
 *
 *     bench_make drafts KIND BYTES SEED         drafts, each ended by "\f\n"
 *     bench_make conversations KIND BYTES SEED  the drafts as JSON Lines
 *     bench_make patterns COUNT FORM SEED       FORM: plain (a pattern a line),
 *                                               or head, rules: a pack's files
 *
 * KIND: clean (nothing to flag), plain (a flagged phrase in 2 KB), dense (one
 * in 545 bytes), wrapped (dense, in lines of 72 columns with double spaces).
 * The same arguments give the same bytes on every machine. The phrases of
 * dense drafts are cut from the first 200 patterns of the same seed. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

#define COUNT(a)   (sizeof(a) / sizeof *(a))
#define MOST       8192 /* bytes of a draft; patterns are shorter */
#define MEAN       1200 /* bytes of a draft */
#define FLAGGED    200  /* patterns that dense drafts are cut from */
#define CURLY      "\xE2\x80\x99"
#define ANY_MARK   "['" CURLY "]"
#define DOUBLE_GAP 12 /* one space in so many is two, when wrapped */

struct text {
    char at[MOST];
    size_t len;
};

static uint64_t state;

/* xorshift64*: G. Marsaglia (2003), S. Vigna (2016). */
static uint32_t roll(uint32_t below)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 0x2545F4914F6CDD1Du) >> 33) % below;
}

static void put(struct text *t, const char *bytes, size_t len)
{
    if (t->len + len >= sizeof t->at)
        len = sizeof t->at - 1 - t->len;
    memcpy(t->at + t->len, bytes, len);
    t->len += len;
    t->at[t->len] = '\0';
}

static void put_c(struct text *t, const char *s)
{
    put(t, s, strlen(s));
}

/* One of the words in start..end, which are divided by |. */
static void put_one(struct text *t, const char *start, const char *end)
{
    uint32_t count = 1, pick;
    const char *p = start;

    for (const char *q = start; q < end; q++)
        count += *q == '|';
    for (pick = roll(count); pick > 0; pick--)
        p = strchr(p, '|') + 1;
    for (start = p; p < end && *p != '|';)
        p++;
    put(t, start, (size_t)(p - start));
}

/* The template with its slots filled. */
static void fill(struct text *t, const char *template)
{
    for (const char *p = template; *p != '\0'; p++) {
        const char *close = *p == '{' ? strchr(p, '}') : NULL;
        if (close == NULL) {
            put(t, p, 1);
            continue;
        }
        for (size_t i = 0; i < COUNT(slots); i++) {
            const char *words = slots[i].words, *name = slots[i].name;
            if (strlen(name) == (size_t)(close - p - 1) &&
                memcmp(name, p + 1, strlen(name)) == 0)
                put_one(t, words, words + strlen(words));
        }
        p = close;
    }
}

/* The gap whose name follows p, which is a [. */
static const struct gap *gap_at(const char *p)
{
    for (size_t i = 0; i < COUNT(gaps); i++) {
        size_t len = strlen(gaps[i].name);
        if (strncmp(p + 1, gaps[i].name, len) == 0 && p[1 + len] == ']')
            return &gaps[i];
    }
    fprintf(stderr, "bench_make: no such gap: %s\n", p);
    exit(2);
}

/* ---- patterns ------------------------------------------------------------ */

static struct text *patterns; /* filled templates: groups still in them */

static void make_patterns(size_t count)
{
    patterns = calloc(count, sizeof *patterns);
    if (patterns == NULL)
        exit(2);
    for (size_t n = 0; n < count;) {
        struct text *t = &patterns[n];
        bool twice = false;
        t->len = 0;
        fill(t, phrases[roll(COUNT(phrases))]);
        for (size_t i = 0; i < n && !twice; i++)
            twice = strcmp(patterns[i].at, t->at) == 0;
        n += !twice;
    }
}

/* A group as a regular expression; an empty last branch makes it optional. */
static const char *put_group(struct text *out, const char *p)
{
    const char *close = strchr(p, '>');
    bool optional = close[-1] == '|';

    put_c(out, "(?:");
    put(out, p + 1, (size_t)(close - p - 1) - optional);
    put_c(out, optional ? ")?" : ")");
    return close;
}

/* The filled template as a regular expression. */
static void put_pattern(struct text *out, const struct text *from)
{
    for (const char *p = from->at; *p != '\0'; p++) {
        if (*p == '<') {
            p = put_group(out, p);
        } else if (*p == '[') {
            put_c(out, gap_at(p)->pattern);
            p = strchr(p, ']');
        } else {
            put(out, p, 1);
        }
    }
}

/* For the rivals: word edges, white space and apostrophes said in full. */
static void plain_pattern(const struct text *from, struct text *out)
{
    struct text whole = {.len = 0};

    put_pattern(&whole, from);
    out->len = 0;
    put_c(out, "\\b(?:");
    for (const char *p = whole.at; *p != '\0'; p++) {
        if (*p == ' ')
            put_c(out, "\\s{1,16}");
        else if (*p == '\'')
            put_c(out, ANY_MARK);
        else
            put(out, p, 1);
    }
    put_c(out, ")\\b");
}

static void write_plain(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text line;
        plain_pattern(&patterns[i], &line);
        puts(line.at);
    }
}

static void write_head(size_t count)
{
    (void)count;
    printf("{\"name\": \"bench\", \"version\": \"1\", \"language\": \"en\",\n"
           /* as the built-in pack has them */
           "\"lists\": {\"common\": ["
           "\"the\", \"you\", \"your\", \"and\", \"for\", \"are\", "
           "\"can\", \"not\", \"our\", \"was\", \"were\", \"been\", "
           "\"but\", \"let\", \"this\", \"that\", \"have\", \"has\", "
           "\"had\", \"will\", \"with\", \"from\", \"would\", "
           "\"could\", \"what\", \"when\", \"just\", \"any\", "
           "\"all\", \"please\", \"thank\", \"thanks\", \"how\", "
           "\"get\", \"ing\", \"ill\", \"her\", \"his\", \"its\", "
           "\"may\", \"one\", \"out\", \"she\", \"they\", \"them\""
           "]},\n"
           "\"sources\": {\"000\": {\"title\": \"None\"}},\n"
           "\"categories\": {\"c\": {\"title\": \"C\"}}}\n");
}

static void put_json(const char *s)
{
    putchar('"');
    for (; *s != '\0'; s++) {
        if (*s == '\n')
            printf("\\n");
        else if (*s == '"' || *s == '\\')
            printf("\\%c", *s);
        else
            putchar(*s);
    }
    putchar('"');
}

/* Phrase rules of 25 patterns each. */
static void write_rules(size_t count)
{
    printf("{\"category\": \"c\", \"rules\": [");
    for (size_t i = 0; i < count; i++) {
        struct text t = {.len = 0};
        if (i % 25 == 0)
            printf("%s\n{\"id\": \"r%zu\", \"kind\": \"phrase\", \"title\": "
                   "\"T\", \"severity\": \"warning\", \"message\": \"M\", "
                   "\"why\": \"W\", \"source\": [\"000\"], \"patterns\": [",
                   i > 0 ? "]}," : "", i / 25);
        put_pattern(&t, &patterns[i]);
        printf("%s", i % 25 > 0 ? ", " : "");
        put_json(t.at);
    }
    printf("%s]}\n", count > 0 ? "]}" : "");
}

/* ---- drafts -------------------------------------------------------------- */

struct kind {
    const char *name;
    size_t gap; /* bytes of text for a flagged phrase; 0 = none */
    bool wrapped;
};

static const struct kind kinds[] = {
    {"clean", 0, false},
    {"plain", 2048, false},
    {"dense", 545, false},
    {"wrapped", 545, true},
};

/* A flagged phrase: one of the patterns, each group by one of its branches and
 * each gap by something in it. */
static void put_phrase(struct text *t)
{
    const char *p = patterns[roll(FLAGGED)].at;

    for (; *p != '\0'; p++) {
        const struct gap *gap = *p == '[' ? gap_at(p) : NULL;
        const char *close = strchr(p, gap != NULL ? ']' : '>');
        if (gap != NULL)
            put_one(t, gap->words, gap->words + strlen(gap->words));
        else if (*p == '<')
            put_one(t, p + 1, close);
        else
            put(t, p, 1);
        p = gap != NULL || *p == '<' ? close : p;
    }
    put_c(t, ". ");
}

static void put_paragraph(struct text *t, const struct kind *kind)
{
    uint32_t lines = 2 + roll(4);

    if (roll(25) == 0)
        put_c(t, "\xE2\x80\xA2 "); /* a bullet */
    for (uint32_t i = 0; i < lines; i++) {
        size_t before = t->len;
        fill(t, plain_lines[roll(COUNT(plain_lines))]);
        put_c(t, " ");
        if (kind->gap > 0 && roll((uint32_t)kind->gap) < t->len - before)
            put_phrase(t);
    }
    if (roll(30) == 0)
        put_c(t, "\xF0\x9F\x99\x82"); /* a smile */
    put_c(t, "\n\n");
}

/* Apostrophes as the writer types them; lines cut when they are wrapped. */
static void finish(const struct text *from, const struct kind *kind,
                   struct text *out)
{
    bool curly = roll(10) < 6;
    size_t column = 0;

    out->len = 0;
    for (size_t i = 0; i < from->len; i++) {
        char c = from->at[i];
        column = c == '\n' ? 0 : column + 1;
        if (c == '\'' && curly) {
            put_c(out, CURLY);
        } else if (c == ' ' && kind->wrapped && column > 66) {
            put_c(out, "\n");
            column = 0;
        } else if (c == ' ' && kind->wrapped && roll(DOUBLE_GAP) == 0) {
            put_c(out, "  ");
        } else {
            put(out, &c, 1);
        }
    }
}

static void make_draft(const struct kind *kind, struct text *out)
{
    struct text t = {.len = 0};
    size_t most = MEAN / 2 + roll(MEAN);

    fill(&t, openings[roll(COUNT(openings))]);
    put_c(&t, "\n\n");
    while (t.len < most)
        put_paragraph(&t, kind);
    fill(&t, closings[roll(COUNT(closings))]);
    put_c(&t, "\n");
    finish(&t, kind, out);
}

static size_t write_conversation(const struct kind *kind, size_t number)
{
    struct text question = {.len = 0}, draft;

    fill(&question, questions[roll(COUNT(questions))]);
    make_draft(kind, &draft);
    printf("{\"id\": \"b%06zu\", \"channel\": \"email\", \"turns\": "
           "[{\"role\": \"customer\", \"text\": ",
           number);
    put_json(question.at);
    printf("}, {\"role\": \"agent\", \"author\": \"Robin\", \"text\": ");
    put_json(draft.at);
    printf("}]}\n");
    return draft.len;
}

static size_t write_draft(const struct kind *kind, size_t number)
{
    struct text draft;

    (void)number;
    make_draft(kind, &draft);
    printf("%s\f\n", draft.at);
    return draft.len;
}

static int usage(void)
{
    fprintf(stderr, "usage: bench_make drafts|conversations KIND BYTES SEED\n"
                    "       bench_make patterns COUNT plain|head|rules SEED\n");
    return 2;
}

int main(int argc, char **argv)
{
    bool drafts = argc == 5 && strcmp(argv[1], "drafts") == 0;
    size_t most, made = 0;

    if (argc != 5)
        return usage();
    state = strtoull(argv[4], NULL, 10) * 2 + 1;
    for (int i = 0; i < 20; i++)
        roll(2);
    if (strcmp(argv[1], "patterns") == 0) {
        size_t count = strtoull(argv[2], NULL, 10);
        make_patterns(count);
        if (strcmp(argv[3], "plain") == 0)
            write_plain(count);
        else if (strcmp(argv[3], "rules") == 0)
            write_rules(count);
        else
            write_head(count);
        return 0;
    }
    if (!drafts && strcmp(argv[1], "conversations") != 0)
        return usage();
    make_patterns(FLAGGED);
    most = strtoull(argv[3], NULL, 10);
    for (size_t i = 0; i < COUNT(kinds); i++)
        for (size_t n = 0; strcmp(kinds[i].name, argv[2]) == 0 && made < most;
             n++)
            made += (drafts ? write_draft : write_conversation)(&kinds[i], n);
    return made > 0 || most == 0 ? 0 : usage();
}
