/* read.c - what reading conversation lines costs, without checking them.
 *
 *     bench_read read FILE ROUNDS
 *     bench_read check FILE ROUNDS
 *
 * read: rounds in turn: our reader, cJSON with the same fields taken out of its
 * tree, and a look for newlines as the bound. They must have seen the same
 * turns and bytes. check: the agents' turns checked as they lie in memory, and
 * the same with reading their lines first; by the built-in pack, on one thread.
 * Prints rows for bench.sh. */
#include "measure.h"
#include "saywell.h"
#include "talk/read_lines.h"

#include <cJSON.h>

typedef struct seen {
    size_t lines, turns, bytes;
} seen;

static void count(seen *s, size_t turns, size_t bytes)
{
    s->turns += turns;
    s->bytes += bytes;
}

static void by_ours(sw_str rest, seen *s)
{
    sw_arena arena = {0};
    sw_str line;

    while (sw_str_line(&rest, &line)) {
        sw_conversation c;
        sw_talk_error error;

        s->lines++;
        if (!sw_lines_read(&c, line, false, &arena, &error)) {
            fprintf(stderr, "bench_read: %s\n", error.message);
            exit(1);
        }
        for (size_t i = 0; i < c.turns.count; i++)
            count(s, 1, c.turns.at[i].text.len);
        sw_arena_reset(&arena);
    }
    sw_arena_release(&arena);
}

static void by_cjson(sw_str rest, seen *s)
{
    sw_str line;

    while (sw_str_line(&rest, &line)) {
        cJSON *tree = cJSON_ParseWithLength(line.ptr, line.len);
        const cJSON *turns = cJSON_GetObjectItemCaseSensitive(tree, "turns");
        const cJSON *turn;

        s->lines++;
        cJSON_ArrayForEach (turn, turns) {
            const char *text = cJSON_GetStringValue(
                cJSON_GetObjectItemCaseSensitive(turn, "text"));

            count(s, 1, text ? strlen(text) : 0);
        }
        cJSON_Delete(tree);
    }
}

static void by_newlines(sw_str rest, seen *s)
{
    sw_str line;

    while (sw_str_line(&rest, &line))
        s->lines++;
}

static const struct {
    const char *name;
    void (*read)(sw_str, seen *);
} ways[] = {{"ours", by_ours}, {"cjson", by_cjson}, {"newlines", by_newlines}};

enum { WAYS = 3, MOST_ROUNDS = 99 };

static int compare_readers(sw_str text, int rounds)
{
    static double took[WAYS][MOST_ROUNDS];
    seen first[WAYS] = {{0, 0, 0}};
    double mb = (double)text.len / 1e6, ratio[MOST_ROUNDS];

    for (int r = 0; r < rounds; r++) {
        for (int w = 0; w < WAYS; w++) {
            double began = now();

            first[w] = (seen){0, 0, 0};
            ways[w].read(text, &first[w]);
            took[w][r] = now() - began;
        }
        ratio[r] = took[1][r] / took[0][r];
    }
    if (first[0].turns != first[1].turns || first[0].bytes != first[1].bytes) {
        fprintf(stderr, "bench_read: the readers saw other things\n");
        return 1;
    }
    for (int w = 0; w < WAYS; w++)
        printf("stream/read-%s\t%.0f\tMB/s\tconversation lines read: %s\n",
               ways[w].name, mb / median(took[w], (size_t)rounds),
               ways[w].name);
    printf("stream/read-of-cjson\t%.2f\ttimes\tour reader against cJSON, the "
           "same fields\n",
           median(ratio, (size_t)rounds));
    return 0;
}

/* ---- checking -------------------------------------------------------------
 */

enum { DESK = 48 };

typedef struct desk {
    saywell_session *session;
    saywell_reply replies[DESK];
    size_t count, findings, bytes;
} desk;

static void check_all(desk *d)
{
    saywell_result *results[DESK];

    saywell_check_many(d->session, d->replies, d->count, results, NULL);
    for (size_t i = 0; i < d->count; i++) {
        d->findings += saywell_result_count(results[i]);
        d->bytes += d->replies[i].len;
        saywell_result_free(results[i]);
    }
    d->count = 0;
}

static void lay(desk *d, sw_str text)
{
    d->replies[d->count++] = (saywell_reply){.text = text.ptr, .len = text.len};
    if (d->count == DESK)
        check_all(d);
}

/* Each agent's turn of the lines to the desk; into texts, when given. */
static void lay_lines(desk *d, sw_str rest, sw_arena *arena, sw_str *texts,
                      size_t *count)
{
    sw_str line;

    while (sw_str_line(&rest, &line)) {
        sw_conversation c;
        sw_talk_error error;

        if (!sw_lines_read(&c, line, false, arena, &error))
            exit(1);
        for (size_t i = 0; i < c.turns.count; i++) {
            if (!sw_turn_is_linted(&c.turns.at[i]))
                continue;
            if (texts)
                texts[(*count)++] = c.turns.at[i].text;
            else
                lay(d, c.turns.at[i].text);
        }
        if (!texts && d->count == 0)
            sw_arena_reset(arena);
    }
    if (!texts)
        check_all(d);
}

static saywell_rules *built_in(void)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules = NULL;

    if (!b || saywell_builder_add_default(b, NULL) ||
        saywell_builder_finish(b, &rules, NULL))
        exit(2);
    return rules;
}

static int compare_checks(sw_str text, int rounds)
{
    saywell_rules *rules = built_in();
    desk plain = {.session = saywell_session_new(rules)}, lines = plain;
    sw_arena kept = {0}, arena = {0};
    sw_str *texts = malloc((text.len / 8 + 1) * sizeof *texts);
    double ratio[MOST_ROUNDS], took[MOST_ROUNDS];
    size_t count = 0;

    if (!texts || !plain.session)
        return 2;
    lay_lines(&plain, text, &kept, texts, &count);
    for (int r = -1; r < rounds; r++) { /* the first warms up */
        double began = now(), alone;

        for (size_t i = 0; i < count; i++)
            lay(&plain, texts[i]);
        check_all(&plain);
        alone = now() - began;
        began = now();
        lay_lines(&lines, text, &arena, NULL, NULL);
        if (r >= 0) {
            took[r] = now() - began;
            ratio[r] = alone / took[r];
        }
    }
    if (plain.findings != lines.findings || plain.bytes != lines.bytes)
        return 1;
    printf("stream/lines-of-plain\t%.2f\tof 1\tthe rate of checking "
           "conversation lines, of that of their texts alone\n",
           median(ratio, (size_t)rounds));
    printf("stream/lines-checked\t%.1f\tMB/s\tof JSON, read and checked by the "
           "built-in pack, without output\n",
           (double)text.len / 1e6 / median(took, (size_t)rounds));
    sw_arena_release(&kept);
    sw_arena_release(&arena);
    free(texts);
    saywell_session_free(plain.session);
    saywell_rules_free(rules);
    return 0;
}

int main(int argc, char **argv)
{
    int rounds = argc > 3 ? atoi(argv[3]) : 0;
    sw_str text = {NULL, 0};

    if (rounds < 1 || rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: bench_read read|check FILE ROUNDS\n");
        return 2;
    }
    text.ptr = read_file(argv[2], &text.len, 0);
    if (text.ptr == NULL)
        return 2;
    return strcmp(argv[1], "check") == 0 ? compare_checks(text, rounds)
                                         : compare_readers(text, rounds);
}
