/* match.c - scan and confirm alone, by way and by number of patterns.
 *
 *     bench_match DRAFTS COUNT PACK RULES PLAIN [WIDE]
 *
 * DRAFTS: drafts that end in "\f\n"; PACK, RULES: a pack of COUNT phrase
 * patterns; PLAIN: the same patterns, one a line, in the rivals' words. Every
 * round runs every way once, naive ones over a part of the text; a row is the
 * median of the rounds' ratios, or of their rates. The drafts are parsed
 * beforehand: this is what the matcher costs, and nothing else. All ways must
 * find as many matches as the naive loop does, or nothing is printed.
 *
 * RULES of - stands for the built-in pack, all stages of which are then held
 * against its scan.
 *
 * WIDE (any word) adds the rows that are only told for one number of patterns:
 * rivals, threads, the public functions. */
#include <pthread.h>

#include "match/matcher.h"
#include "match/scan_automaton.h"
#include "measure.h"
#include "rule/compile.h"

#ifdef BENCH_VECTORSCAN
#include <hs/hs.h>
#endif

#define ROUNDS      7
#define PASSES      5 /* over all drafts, where threads are measured */
#define BLOCK       64
#define NAIVE_BYTES 400000 /* of text, where 200 patterns take their time */

static sw_str *drafts;
static sw_doc *docs;
static size_t draft_count, naive_count; /* the first ones */
static size_t bytes, naive_bytes;
static saywell_rules *rules;
static sw_set every; /* all patterns */
static sw_arena parsed;

static void fail(const char *what)
{
    fprintf(stderr, "bench_match: %s\n", what);
    exit(2);
}

/* ---- input --------------------------------------------------------------- */

static char *read_text(const char *name, size_t *len)
{
    char *text = read_file(name, len, 0);

    if (text == NULL)
        fail(name);
    return text;
}

static void read_drafts(const char *name, size_t naive_most)
{
    size_t len, n = 0;
    char *text = read_text(name, &len), *end;

    for (size_t i = 0; i < len; i++)
        n += text[i] == '\f';
    drafts = calloc(n + 1, sizeof *drafts);
    docs = calloc(n + 1, sizeof *docs);
    for (; (end = strchr(text, '\f')) != NULL; text = end + 2) {
        sw_str draft = {text, (size_t)(end - text)};
        if (sw_doc_parse(draft, &parsed, &docs[draft_count], NULL) !=
            SAYWELL_OK)
            fail("a draft is no UTF-8");
        drafts[draft_count++] = draft;
        bytes += draft.len;
        if (naive_bytes < naive_most) {
            naive_bytes += draft.len;
            naive_count = draft_count;
        }
    }
}

static void add_files(saywell_builder *b, const char *pack, const char *file)
{
    saywell_error err;
    size_t len;
    char *text = read_text(pack, &len);

    saywell_builder_add_pack(b, "pack.json", text, len, &err);
    free(text);
    text = read_text(file, &len);
    saywell_builder_add(b, "rules.json", text, len, &err);
    free(text);
}

static void read_rules(const char *pack, const char *file)
{
    saywell_builder *b = saywell_builder_new();
    saywell_error err;
    uint32_t *ids;

    if (strcmp(file, "-") == 0)
        saywell_builder_add_default(b, &err);
    else
        add_files(b, pack, file);
    if (saywell_builder_finish(b, &rules, &err) != SAYWELL_OK ||
        saywell_rules_problem_count(rules) > 0)
        fail("the pack has a problem");
    ids = calloc(rules->pattern_count, sizeof *ids);
    for (uint32_t i = 0; i < rules->pattern_count; i++)
        ids[i] = i;
    every = (sw_set){ids, rules->pattern_count};
}

/* ---- ways ------------------------------------------------------------------
 */

/* The first n drafts by one matcher, in blocks; gives the number of matches. */
static size_t by_matcher(sw_matcher *m, size_t from, size_t n)
{
    static const sw_filter_by anywhere = {.anywhere = true};
    sw_arena arena = {0};
    size_t found = 0;

    for (size_t i = from; i < from + n; i++) {
        sw_matches matches = {0};
        if ((i - from) % BLOCK == 0)
            sw_matcher_ahead(m, drafts + i,
                             from + n - i < BLOCK ? from + n - i : BLOCK);
        sw_arena_reset(&arena);
        sw_matcher_begin(m);
        if (sw_matcher_run(m, &docs[i], &every, &anywhere, &arena, &matches) !=
            SW_FOUND_OK)
            fail("the matcher ran into a limit");
        found += matches.count;
    }
    sw_matcher_ahead(m, NULL, 0);
    sw_arena_release(&arena);
    return found;
}

static size_t scan_alone(const sw_automaton *a)
{
    static sw_folded folded[BLOCK];
    sw_endings out;
    sw_arena arena = {0};
    sw_str joined;
    size_t found = 0;

    for (size_t i = 0; i < draft_count; i += BLOCK) {
        size_t n = draft_count - i < BLOCK ? draft_count - i : BLOCK;
        sw_arena_reset(&arena);
        sw_fold_all(drafts + i, n, &arena, folded, &joined);
        sw_scan_automaton(a, joined, &arena, &out);
        found += out.count;
    }
    sw_arena_release(&arena);
    return found;
}

/* Every pattern over every draft, JIT compiled, text checked beforehand. */
static size_t naive(void)
{
    static pcre2_match_data *data;
    static pcre2_match_context *context;
    size_t found = 0;

    if (data == NULL) {
        pcre2_jit_stack *stack = pcre2_jit_stack_create(32768, 1 << 20, NULL);
        data = pcre2_match_data_create(64, NULL);
        context = pcre2_match_context_create(NULL);
        pcre2_jit_stack_assign(context, NULL, stack);
    }
    for (size_t i = 0; i < naive_count; i++)
        for (uint32_t p = 0; p < every.count; p++) {
            const sw_code *code = sw_compile_jit(rules, p);
            const PCRE2_SIZE *ov = pcre2_get_ovector_pointer(data);
            size_t at = 0;
            while (at <= drafts[i].len &&
                   pcre2_jit_match(code->code, (PCRE2_SPTR)drafts[i].ptr,
                                   drafts[i].len, at, 0, data, context) > 0) {
                found += ov[1] > ov[0];
                at = ov[1] > at ? ov[1] : at + 1;
            }
        }
    return found;
}

typedef struct job {
    sw_matcher *m;
    size_t from, n;
} job;

static void *work(void *ctx)
{
    const job *j = ctx;

    for (size_t i = 0; i < PASSES; i++)
        by_matcher(j->m, j->from, j->n);
    return NULL;
}

/* Each goes over its half so often: workers live long, and a thread that ends
 * with the first pass would mostly measure how it was woken. */
static void two_threads(sw_matcher *a, sw_matcher *b)
{
    job jobs[2] = {{a, 0, draft_count / 2},
                   {b, draft_count / 2, draft_count - draft_count / 2}};
    pthread_t thread;

    if (pthread_create(&thread, NULL, work, &jobs[1]) != 0)
        fail("no thread");
    work(&jobs[0]);
    pthread_join(thread, NULL);
}

static bool swallow(void *ctx, const char *some, size_t len)
{
    (void)some;
    *(size_t *)ctx += len;
    return true;
}

/* All stages, and the results as JSON Lines. */
static void check_many(saywell_session *s)
{
    size_t written = 0;
    saywell_report *report = saywell_report_new(SAYWELL_FORMAT_JSONL, rules,
                                                NULL, swallow, &written);
    const saywell_origin origin = {.path = "draft"};
    saywell_reply replies[BLOCK];
    saywell_result *results[BLOCK];

    for (size_t i = 0; i < draft_count; i += BLOCK) {
        size_t n = draft_count - i < BLOCK ? draft_count - i : BLOCK;
        for (size_t k = 0; k < n; k++)
            replies[k] = (saywell_reply){.text = drafts[i + k].ptr,
                                         .len = drafts[i + k].len};
        saywell_check_many(s, replies, n, results, NULL);
        for (size_t k = 0; k < n; k++) {
            saywell_report_reply(report, &origin, replies[k].text,
                                 replies[k].len, results[k]);
            saywell_report_line(report, &origin);
            saywell_result_free(results[k]);
        }
    }
    saywell_report_free(report);
}

/* ---- Vectorscan
 * -------------------------------------------------------------- */

#ifdef BENCH_VECTORSCAN
static hs_database_t *database;
static hs_scratch_t *scratch;

static int count_one(unsigned id, unsigned long long from,
                     unsigned long long to, unsigned flags, void *ctx)
{
    (void)id;
    (void)from;
    (void)to;
    (void)flags;
    ++*(size_t *)ctx;
    return 0;
}

static bool open_rival(const char *name)
{
    size_t len, n = 0;
    char *text = read_text(name, &len), *line;
    const char **lines = calloc(every.count, sizeof *lines);
    unsigned *flags = calloc(every.count, sizeof *flags);
    unsigned *ids = calloc(every.count, sizeof *ids);
    hs_compile_error_t *err;

    for (line = strtok(text, "\n"); line != NULL && n < every.count;
         line = strtok(NULL, "\n")) {
        lines[n] = line;
        flags[n] = HS_FLAG_CASELESS | HS_FLAG_UTF8;
        ids[n] = (unsigned)n;
        n++;
    }
    return hs_compile_multi(lines, flags, ids, (unsigned)n, HS_MODE_BLOCK, NULL,
                            &database, &err) == HS_SUCCESS &&
           hs_alloc_scratch(database, &scratch) == HS_SUCCESS;
}

static void rival(void)
{
    size_t found = 0;

    for (size_t i = 0; i < draft_count; i++)
        hs_scan(database, drafts[i].ptr, (unsigned)drafts[i].len, 0, scratch,
                count_one, &found);
}
#else
static bool open_rival(const char *name)
{
    (void)name;
    return false;
}
static void rival(void)
{
}
#endif

/* ---- rounds ----------------------------------------------------------------
 */

typedef struct times { /* MB/s, by round */
    double naive[ROUNDS], automaton[ROUNDS], hash[ROUNDS], scan[ROUNDS],
        rival[ROUNDS], many[ROUNDS], alone[ROUNDS], threads[ROUNDS];
} times;

typedef struct state {
    sw_matcher *automaton, *hash, *second;
    saywell_session *session;
    bool rival, wide;
} state;

static sw_matcher *open_matcher(sw_screen_by by)
{
    sw_matcher *m = sw_matcher_new(rules);

    if (m == NULL)
        fail("out of memory");
    sw_matcher_set(m, &(sw_matcher_options){.match_limit = 100000,
                                            .jit = 1,
                                            .prefilter = true,
                                            .screen = by});
    return m;
}

static double rate(size_t of, double start)
{
    return (double)of / 1e6 / (now() - start);
}

static void play_round(const state *s, times *t, size_t r)
{
    double start = now();

    naive();
    t->naive[r] = rate(naive_bytes, start);
    start = now();
    by_matcher(s->automaton, 0, draft_count);
    t->automaton[r] = rate(bytes, start);
    start = now();
    by_matcher(s->hash, 0, naive_count);
    t->hash[r] = rate(naive_bytes, start);
    start = now();
    scan_alone(sw_automaton_made(rules));
    t->scan[r] = rate(bytes, start);
    if (!s->wide)
        return;
    start = now();
    if (s->rival)
        rival();
    t->rival[r] = rate(bytes, start);
    start = now();
    work(&(job){s->automaton, 0, draft_count});
    t->alone[r] = rate(PASSES * bytes, start);
    start = now();
    two_threads(s->automaton, s->second);
    t->threads[r] = rate(PASSES * bytes, start);
    start = now();
    check_many(s->session);
    t->many[r] = rate(bytes, start);
}

static double ratio(const double *a, const double *b)
{
    double each[ROUNDS];

    for (size_t r = 0; r < ROUNDS; r++)
        each[r] = a[r] / b[r];
    return median(each, ROUNDS);
}

static void row(size_t count, const char *key, double value, const char *unit,
                const char *words)
{
    printf("match/%zu-%s\t%.2f\t%s\t%s\n", count, key, value, unit, words);
}

static void tell(const state *s, const times *t)
{
    size_t n = every.count;

    row(n, "rate", median(t->automaton, ROUNDS), "MB/s",
        "scan and confirm, automaton and windows");
    row(n, "naive", ratio(t->automaton, t->naive), "times",
        "the same against each pattern over each draft, JIT");
    row(n, "hash", ratio(t->automaton, t->hash), "times",
        "the same against the scanner for single drafts");
    row(n, "of-scan", ratio(t->automaton, t->scan), "of 1",
        "the same as a share of the scan alone");
    if (!s->wide)
        return;
    if (s->rival)
        row(n, "vectorscan", ratio(t->automaton, t->rival), "times",
            "the same against Vectorscan in block mode, ends only");
    else
        printf("match/%zu-vectorscan\t-\t-\tskipped: libvectorscan-dev is not "
               "installed\n",
               n);
    row(n, "two-threads", ratio(t->threads, t->alone), "times",
        "two threads against one");
    row(n, "public", median(t->many, ROUNDS), "MB/s",
        "saywell_check_many with a pack of these patterns, all stages");
}

/* The built-in pack: no naive loop, which would take minutes. */
static void tell_pack(state *s)
{
    static times t;

    by_matcher(s->automaton, 0, draft_count);
    check_many(s->session);
    for (size_t r = 0; r < ROUNDS; r++) {
        double start = now();
        scan_alone(sw_automaton_made(rules));
        t.scan[r] = rate(bytes, start);
        start = now();
        by_matcher(s->automaton, 0, draft_count);
        t.automaton[r] = rate(bytes, start);
        start = now();
        check_many(s->session);
        t.many[r] = rate(bytes, start);
    }
    printf("pack/scan\t%.1f\tMB/s\tthe built-in pack's scan alone\n",
           median(t.scan, ROUNDS));
    printf("pack/matcher\t%.1f\tMB/s\tthe same with every pattern confirmed "
           "anywhere\n",
           median(t.automaton, ROUNDS));
    printf("pack/check\t%.1f\tMB/s\tall stages, JSON Lines written\n",
           median(t.many, ROUNDS));
    printf("pack/check-of-scan\t%.3f\tof 1\tthe same as a share of the scan "
           "alone\n",
           ratio(t.many, t.scan));
    printf("pack/check-of-matcher\t%.2f\tof 1\tthe same as a share of scan and "
           "confirm of every pattern\n",
           ratio(t.many, t.automaton));
}

int main(int argc, char **argv)
{
    static times t;
    state s = {.wide = argc > 6};
    size_t count;

    if (argc < 6)
        fail("usage: bench_match DRAFTS COUNT PACK RULES PLAIN [WIDE]");
    count = strtoul(argv[2], NULL, 10);
    read_drafts(argv[1], NAIVE_BYTES * 200 / (count > 0 ? count : 1));
    read_rules(argv[3], argv[4]);
    s.automaton = open_matcher(SW_SCREEN_AUTOMATON);
    s.second = open_matcher(SW_SCREEN_AUTOMATON);
    s.hash = open_matcher(SW_SCREEN_HASH);
    s.session = saywell_session_new(rules);
    if (strcmp(argv[4], "-") == 0) {
        tell_pack(&s);
        return 0;
    }
    s.rival = s.wide && open_rival(argv[5]);
    if (by_matcher(s.automaton, 0, naive_count) != naive() ||
        by_matcher(s.hash, 0, naive_count) != naive())
        fail("the ways do not find the same");
    by_matcher(s.second, 0, draft_count);
    for (size_t r = 0; r < ROUNDS; r++)
        play_round(&s, &t, r);
    tell(&s, &t);
    return 0;
}
