/* paths.c - every way through the engine gives the same bytes.
 *
 *     paths FILE.jsonl...        conversations, a line each
 *
 * Each agent's turn is a reply to the customer's turn before it. It is checked
 * by every path below and reported as JSON; a reply that is complete both by
 * the plain path (every pattern over the whole reply, interpreted) and by
 * another must read the same in both. Limits count differently by path, so
 * what ran into one is no witness, and is counted. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "saywell.h"

#define BATCH 96 /* replies in one call of saywell_check_many */

struct path {
    const char *name;
    size_t no_prefilter, jit, scanner;
    bool many;
};

static const struct path paths[] = {
    {"plain, interpreted", 1, 0, 0, false}, /* the judge of the others */
    {"plain, JIT", 1, 2, 0, false},
    {"hash, interpreted", 0, 0, 1, false},
    {"hash, JIT", 0, 2, 1, false},
    {"automaton, interpreted", 0, 0, 2, false},
    {"automaton, JIT", 0, 2, 2, false},
    {"as it grows", 0, 1, 0, false},
    {"many, interpreted", 0, 0, 2, true},
    {"many, as it grows", 0, 1, 0, true},
};
#define PATHS (sizeof paths / sizeof *paths)

struct bytes {
    char *at;
    size_t len, cap;
};

static saywell_rules *rules;
static saywell_session *sessions[PATHS];
static size_t compared, unfinished, broken, found;

static void out_of_memory(void)
{
    fprintf(stderr, "paths: out of memory\n");
    exit(2);
}

static bool put(void *ctx, const char *bytes, size_t len)
{
    struct bytes *b = ctx;

    if (b->len + len > b->cap) {
        b->cap = 2 * (b->len + len);
        b->at = realloc(b->at, b->cap);
        if (b->at == NULL)
            out_of_memory();
    }
    memcpy(b->at + b->len, bytes, len);
    b->len += len;
    return true;
}

static void describe(const saywell_reply *reply, const saywell_result *result,
                     struct bytes *out)
{
    saywell_report *report =
        saywell_report_new(SAYWELL_FORMAT_JSONL, rules, NULL, put, out);

    if (report == NULL)
        out_of_memory();
    saywell_report_reply(report, &(saywell_origin){.path = "p"}, reply->text,
                         reply->len, result);
    saywell_report_line(report, &(saywell_origin){.path = "p"});
    saywell_report_end(report);
    saywell_report_free(report);
}

static void compare(const saywell_reply *reply, const saywell_result *plain,
                    const saywell_result *other, const char *name)
{
    struct bytes a = {0}, b = {0};

    if (plain == NULL || other == NULL) {
        broken += (plain == NULL) != (other == NULL);
        return;
    }
    if (!saywell_result_complete(plain) || !saywell_result_complete(other)) {
        unfinished++;
        return;
    }
    describe(reply, plain, &a);
    describe(reply, other, &b);
    compared++;
    if (a.len != b.len || memcmp(a.at, b.at, a.len) != 0) {
        if (broken++ < 5)
            printf("paths: %s differs:\n%.*s\nplain: %.*s\nother: %.*s\n", name,
                   (int)reply->len, reply->text, (int)a.len, a.at, (int)b.len,
                   b.at);
    }
    free(a.at);
    free(b.at);
}

static void run_path(size_t p, const saywell_reply *replies, size_t n,
                     saywell_result **results)
{
    if (paths[p].many) {
        saywell_check_many(sessions[p], replies, n, results, NULL);
        return;
    }
    for (size_t i = 0; i < n; i++)
        saywell_check(sessions[p], &replies[i], &results[i], NULL);
}

static void run_batch(const saywell_reply *replies, size_t n)
{
    saywell_result *plain[BATCH], *other[BATCH];

    run_path(0, replies, n, plain);
    for (size_t i = 0; i < n; i++)
        found += plain[i] != NULL ? saywell_result_count(plain[i]) : 0;
    for (size_t p = 1; p < PATHS; p++) {
        run_path(p, replies, n, other);
        for (size_t i = 0; i < n; i++) {
            compare(&replies[i], plain[i], other[i], paths[p].name);
            saywell_result_free(other[i]);
        }
    }
    for (size_t i = 0; i < n; i++)
        saywell_result_free(plain[i]);
}

/* ---- conversations ----------------------------------------------------- */

static const char *member(const cJSON *turn, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(turn, key);

    return cJSON_IsString(value) ? value->valuestring : "";
}

/* Replies point into lines that are kept until the batch has run. */
static struct batch {
    saywell_reply replies[BATCH];
    cJSON *lines[BATCH];
    size_t count, line_count;
} batch;

static void finish_batch(void)
{
    run_batch(batch.replies, batch.count);
    for (size_t i = 0; i < batch.line_count; i++)
        cJSON_Delete(batch.lines[i]);
    batch.count = batch.line_count = 0;
}

static void add_turns(const cJSON *line)
{
    const cJSON *turn;
    const char *customer = NULL;

    cJSON_ArrayForEach (turn, cJSON_GetObjectItemCaseSensitive(line, "turns")) {
        const char *text = member(turn, "text");
        if (strcmp(member(turn, "role"), "customer") == 0)
            customer = text;
        if (strcmp(member(turn, "role"), "agent") != 0 || batch.count == BATCH)
            continue;
        batch.replies[batch.count++] = (saywell_reply){
            .text = text,
            .len = strlen(text),
            .customer = customer,
            .customer_len = customer != NULL ? strlen(customer) : 0};
    }
}

static bool read_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    char *text = NULL;
    size_t cap = 0;
    ssize_t len;

    if (file == NULL) {
        perror(name);
        return false;
    }
    while ((len = getline(&text, &cap, file)) > 0) {
        cJSON *line = cJSON_ParseWithLength(text, (size_t)len);
        if (line == NULL)
            continue; /* the golden cases' business */
        if (batch.count > BATCH - 32 || batch.line_count == BATCH)
            finish_batch();
        batch.lines[batch.line_count++] = line;
        add_turns(line);
    }
    free(text);
    fclose(file);
    return true;
}

static bool open_sessions(void)
{
    saywell_builder *b = saywell_builder_new();

    saywell_builder_add_default(b, NULL);
    if (saywell_builder_finish(b, &rules, NULL) != SAYWELL_OK)
        return false;
    for (size_t p = 0; p < PATHS; p++) {
        saywell_session *s = sessions[p] = saywell_session_new(rules);
        if (s == NULL)
            return false;
        saywell_session_set(s, SAYWELL_WANT_FIX, 1);
        saywell_session_set(s, SAYWELL_DEADLINE_MS, 0);
        saywell_session_set(s, SAYWELL_NO_PREFILTER, paths[p].no_prefilter);
        saywell_session_set(s, SAYWELL_JIT, paths[p].jit);
        saywell_session_set(s, SAYWELL_SCANNER, paths[p].scanner);
    }
    return true;
}

int main(int argc, char **argv)
{
    if (argc < 2 || !open_sessions()) {
        fprintf(stderr, "usage: paths FILE.jsonl...\n");
        return 2;
    }
    for (int i = 1; i < argc; i++)
        if (!read_file(argv[i]))
            return 2;
    finish_batch();
    for (size_t p = 0; p < PATHS; p++)
        saywell_session_free(sessions[p]);
    saywell_rules_free(rules);
    if (found == 0) {
        printf("paths: nothing was found, so nothing was shown\n");
        broken++;
    }
    printf("paths: %zu findings; %zu unfinished; %zu passed, %zu failed\n",
           found, unfinished, compared - broken, broken);
    return broken > 0;
}
