/* pack.c - the whole check with the built-in pack against its scan alone.
 *
 *     bench_pack FILE ROUNDS       FILE: drafts, each ended by "\f\n"
 *
 * In turn, ROUNDS times: every draft is checked (zones, sentences, rules,
 * rewrites) and reported as JSON Lines; and the automaton alone reads the same
 * drafts. Prints the medians in MB/s and the median of the ratios of a round,
 * divided by tabs. */
#include "match/scan_automaton.h"
#include "measure.h"
#include "saywell.h"

#define MOST   65536 /* drafts */
#define BLOCK  64    /* in one call of saywell_check_many */
#define ROUNDS 101

static saywell_reply replies[MOST];
static sw_str drafts[MOST];
static size_t count, bytes, out;
static saywell_rules *rules;
static double whole[ROUNDS], scan[ROUNDS], ratios[ROUNDS];

static void fail(const char *words)
{
    fprintf(stderr, "bench_pack: %s\n", words);
    exit(2);
}

static void read_drafts(const char *path)
{
    size_t size;
    char *text = read_file(path, &size, 0), *at, *end;

    if (text == NULL)
        fail("cannot read the drafts");
    for (at = text; count < MOST && (end = strstr(at, "\f\n")) != NULL;
         at = end + 2) {
        drafts[count] = (sw_str){at, (size_t)(end - at)};
        replies[count] = (saywell_reply){.text = at, .len = (size_t)(end - at)};
        bytes += (size_t)(end - at);
        count++;
    }
}

static bool sink(void *ctx, const char *at, size_t len)
{
    (void)ctx;
    (void)at;
    out += len;
    return true;
}

static void report(saywell_report *r, const saywell_reply *reply,
                   saywell_result *result)
{
    const saywell_origin origin = {.path = "draft.txt",
                                   .turn = SAYWELL_NOWHERE};

    if (result == NULL)
        fail("a draft cannot be checked");
    saywell_report_reply(r, &origin, reply->text, reply->len, result);
    saywell_report_line(r, &origin);
    saywell_result_free(result);
}

static void check_all(saywell_session *s)
{
    saywell_report *r =
        saywell_report_new(SAYWELL_FORMAT_JSONL, rules, NULL, sink, NULL);
    saywell_result *results[BLOCK];

    if (r == NULL)
        fail("out of memory");
    for (size_t i = 0; i < count; i += BLOCK) {
        size_t n = count - i < BLOCK ? count - i : BLOCK;
        saywell_check_many(s, replies + i, n, results, NULL);
        for (size_t k = 0; k < n; k++)
            report(r, &replies[i + k], results[k]);
    }
    saywell_report_end(r);
    saywell_report_free(r);
}

static void scan_all(const sw_automaton *a)
{
    static sw_folded folded[BLOCK];
    sw_endings found;
    sw_arena arena = {0};
    sw_str joined;

    for (size_t i = 0; i < count; i += BLOCK) {
        size_t n = count - i < BLOCK ? count - i : BLOCK;
        sw_arena_reset(&arena);
        if (!sw_fold_all(drafts + i, n, &arena, folded, &joined) ||
            !sw_scan_automaton(a, joined, &arena, &found))
            fail("out of memory");
    }
    sw_arena_release(&arena);
}

int main(int argc, char **argv)
{
    const size_t rounds = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
    saywell_builder *b = saywell_builder_new();
    saywell_session *s;
    const sw_automaton *a;

    if (rounds == 0 || rounds > ROUNDS)
        fail("usage: bench_pack FILE ROUNDS");
    read_drafts(argv[1]);
    saywell_builder_add_default(b, NULL);
    if (count == 0 || saywell_builder_finish(b, &rules, NULL) != SAYWELL_OK)
        fail("no drafts, or no rules");
    s = saywell_session_new(rules);
    if (s == NULL)
        fail("out of memory");
    check_all(s); /* warm: patterns compiled, the automaton in use */
    a = sw_automaton_made(rules);
    if (a == NULL)
        fail("too few drafts for the automaton");
    for (size_t i = 0; i < rounds; i++) {
        double start = now();
        check_all(s);
        whole[i] = (double)bytes / 1e6 / (now() - start);
        start = now();
        scan_all(a);
        scan[i] = (double)bytes / 1e6 / (now() - start);
        ratios[i] = whole[i] / scan[i];
    }
    printf("%.2f\t%.2f\t%.4f\n", median(whole, rounds), median(scan, rounds),
           median(ratios, rounds));
    saywell_session_free(s);
    saywell_rules_free(rules);
    return 0;
}
