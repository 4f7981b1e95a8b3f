/* edits.c - a text edited in place is checked like a fresh one.
 *
 *     edits COUNT SEED FILE.jsonl...     conversations, a line each
 *
 * The agents' turns make one long text. COUNT times it is edited at random (a
 * letter, a mark, a line end, a piece moved or taken out, and what zones begin
 * with; at a line's start, what blocks begin and end with), checked as a
 * saywell_document, and checked anew in another session: both must report the
 * same bytes, fixes included. */
#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "saywell.h"

#define LEAST 17000 /* bytes: shorter texts are not cut into pieces */
#define MOST  30000
#define ROOM  (MOST + 4096)

static char text[ROOM];
static size_t len;
static uint64_t state;

struct bytes {
    char *at;
    size_t len, cap;
};

static void fail(const char *words)
{
    fprintf(stderr, "edits: %s\n", words);
    exit(2);
}

static bool put(void *ctx, const char *bytes, size_t count)
{
    struct bytes *b = ctx;

    if (b->len + count > b->cap) {
        b->cap = 2 * (b->len + count);
        b->at = realloc(b->at, b->cap);
        if (b->at == NULL)
            fail("out of memory");
    }
    memcpy(b->at + b->len, bytes, count);
    b->len += count;
    return true;
}

static size_t roll(size_t below)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (size_t)((state * 0x2545F4914F6CDD1Du) >> 33) % below;
}

/* ---- the text ------------------------------------------------------------ */

static size_t edge(size_t at)
{
    while (at > 0 && at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void replace(size_t from, size_t to, const char *by, size_t count)
{
    if (len - (to - from) + count > ROOM)
        return;
    memmove(text + from + count, text + to, len - to);
    memcpy(text + from, by, count);
    len = len - (to - from) + count;
}

static void add_line(const char *line)
{
    cJSON *json = cJSON_Parse(line), *turn;

    cJSON_ArrayForEach (turn, cJSON_GetObjectItem(json, "turns")) {
        const char *role =
            cJSON_GetStringValue(cJSON_GetObjectItem(turn, "role"));
        const char *said =
            cJSON_GetStringValue(cJSON_GetObjectItem(turn, "text"));
        if (role == NULL || said == NULL || strcmp(role, "agent") != 0 ||
            len + strlen(said) + 2 > MOST - 4000)
            continue;
        replace(len, len, said, strlen(said));
        replace(len, len, roll(4) > 0 ? "\n\n" : "\n", 2 - (roll(4) == 0));
    }
    cJSON_Delete(json);
}

static void read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;

    if (file == NULL)
        fail("cannot open a file");
    while (getline(&line, &cap, file) > 0)
        add_line(line);
    free(line);
    fclose(file);
}

/* ---- edits --------------------------------------------------------------- */

static const char *const typed[] = {"e",         "t",      " ",
                                    ".",         ". ",     "!",
                                    "?",         ",",      "\n",
                                    "\n\n",      "\r\n",   "\"",
                                    "`",         "'",      "A",
                                    "I ",        "no",     "Sorry ",
                                    "can't ",    "> ",     "\n> ",
                                    "{{",        "}}",     "@kim",
                                    "x.io ",     "1. ",    "\n- ",
                                    "Hi Ana,\n", "--\n",   "```\n",
                                    " said",     "wrote:", "Regards,\n",
                                    "\u2019",    "\u00e9", "\U0001F389",
                                    "\u201c",    "\u3000", "unfortunately ",
                                    "you must "};

/* A stretch of the text goes somewhere else, or stands there too. */
static void move(size_t from, size_t to, bool keep)
{
    char moved[400];
    size_t there;

    memcpy(moved, text + from, to - from);
    if (!keep)
        replace(from, to, "", 0);
    there = edge(roll(len + 1));
    replace(there, there, moved, to - from);
}

static const char wide[] =
    "a line that is wider than all the others, which wrap at some column or "
    "do not wrap at all, and so tells how wide the text was meant to be "
    "when the lines were broken by hand and not by a program\n";

/* What blocks begin and end with, put where a line begins. */
static const char *const bordering[] = {
    "\n",
    "\r\n",
    "\r\n\r\n",
    "\n\n\n",
    " \n",
    "\r",
    "> ",
    "> it is\n",
    "```\n",
    "~~~\n",
    "```c\nx. y\n```\n",
    "-- \n",
    "--\n",
    "Hi Ana,\n",
    "Dear Ana, ",
    "Kind regards,\nAna\n",
    "Thanks,\n",
    "Ana said:\n",
    "On 1 May 2024, Ana <a@b.io> wrote:\n",
    "Ana <a@b.io> wrote:\n> a\n",
    "From: a@b.io\nSent: today\nSubject: x\n",
    "________\n",
    "-----Original Message-----\n",
    "saywell: ignore x\n",
    "- ",
    "1. ",
    "-----\n",
    wide};

static char before[ROOM];
static size_t before_len; /* 0: nothing to take back */

static void edit_border(void)
{
    const char *word = bordering[roll(sizeof bordering / sizeof *bordering)];
    size_t at = roll(8) == 0 ? 0 : edge(roll(len));

    while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r')
        at--;
    memcpy(before, text, len);
    before_len = len;
    replace(at, at, word, strlen(word));
}

/* Most of what reaches far is taken back at once: nothing is left to check in
 * a text that is all history. */
static bool take_back(void)
{
    const bool back = before_len > 0 && roll(4) > 0;

    if (back) {
        memcpy(text, before, before_len);
        len = before_len;
    }
    before_len = 0;
    return back;
}

static void edit(void)
{
    const char *word = typed[roll(sizeof typed / sizeof *typed)];
    const size_t at = edge(roll(len));
    size_t to = edge(at + roll(len - at < 400 ? len - at : 400));
    const size_t what = len > MOST ? 0 : roll(8);

    if (take_back())
        return;
    if (len < LEAST + 400) {
        move(at, to, true);
    } else if (what == 0) {
        replace(at, to, "", 0);
    } else if (what == 1) {
        move(at, to, false);
    } else if (len <= MOST && roll(3) == 0) {
        edit_border();
    } else if (what == 2) { /* a character goes */
        for (to = at + 1; to < len && edge(to) != to;)
            to++;
        replace(at, to, "", 0);
    } else {
        replace(at, at, word, strlen(word));
    }
}

/* ---- the law ------------------------------------------------------------- */

static saywell_rules *rules;

static struct bytes describe(const saywell_reply *reply,
                             const saywell_result *result)
{
    struct bytes out = {0};
    saywell_report *report =
        saywell_report_new(SAYWELL_FORMAT_JSONL, rules, NULL, put, &out);

    if (report == NULL || result == NULL)
        fail("a check failed");
    saywell_report_reply(report, NULL, reply->text, reply->len, result);
    saywell_report_line(report, NULL);
    saywell_report_end(report);
    saywell_report_free(report);
    return out;
}

/* Findings in all, or SIZE_MAX when the two differ. */
static size_t compare(saywell_document *d, saywell_session *fresh)
{
    /* in a copy of its own, so that a read past the end is seen */
    char *copy = malloc(len + 1);
    const saywell_reply reply = {.text = copy, .len = len, .ignores = true};
    saywell_result *a = NULL, *b = NULL;
    struct bytes x, y;
    size_t found;
    bool same;

    if (copy == NULL)
        fail("out of memory");
    memcpy(copy, text, len);
    saywell_document_check(d, &reply, &a, NULL);
    saywell_check(fresh, &reply, &b, NULL);
    x = describe(&reply, a);
    y = describe(&reply, b);
    found = saywell_result_count(b);
    same = x.len == y.len && memcmp(x.at, y.at, x.len) == 0;
    if (!same)
        printf("edits: of %zu bytes\nedited: %.*s\nfresh:  %.*s\n", len,
               (int)x.len, x.at, (int)y.len, y.at);
    saywell_result_free(a);
    saywell_result_free(b);
    free(x.at);
    free(y.at);
    free(copy);
    return same ? found : SIZE_MAX;
}

static saywell_session *open_session(void)
{
    saywell_session *s = saywell_session_new(rules);

    if (s == NULL)
        fail("out of memory");
    saywell_session_set(s, SAYWELL_DEADLINE_MS, 0);
    return s;
}

int main(int argc, char **argv)
{
    const size_t count = argc > 3 ? strtoul(argv[1], NULL, 10) : 0;
    saywell_builder *b = saywell_builder_new();
    saywell_session *edited, *fresh;
    saywell_document *d;
    size_t broken = 0, found = 0;

    if (count == 0)
        fail("usage: edits COUNT SEED FILE.jsonl...");
    state = strtoul(argv[2], NULL, 10) * 2 + 1;
    for (int i = 3; i < argc; i++)
        read_file(argv[i]);
    if (len < LEAST)
        fail("the files hold too little");
    saywell_builder_add_default(b, NULL);
    if (saywell_builder_finish(b, &rules, NULL) != SAYWELL_OK)
        fail("no rules");
    edited = open_session();
    fresh = open_session();
    d = saywell_document_new(edited);
    if (d == NULL)
        fail("out of memory");
    for (size_t i = 0; i < count && broken < 3; i++) {
        const size_t n = compare(d, fresh);
        broken += n == SIZE_MAX;
        found += n == SIZE_MAX ? 0 : n;
        edit();
    }
    printf("edits: %zu findings in all; %zu passed, %zu failed\n", found,
           count - broken, broken + (found == 0));
    saywell_document_free(d);
    saywell_session_free(edited);
    saywell_session_free(fresh);
    saywell_rules_free(rules);
    return broken > 0 || found == 0;
}
