/* edit.c - one character typed into a long draft, as an editor sends it on.
 *
 *     bench_edit FILE EDITS SEED
 *
 * Types a letter somewhere into the draft or takes one out, checks it as a
 * saywell_document, and does so again. Prints the median, the 90th percentile
 * and the worst time of a check in milliseconds, and the time of the first,
 * divided by tabs. */
#include <stdint.h>

#include "measure.h"
#include "saywell.h"

#define MOST 100000

static double took[MOST];
static uint64_t state;

static size_t roll(size_t below)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (size_t)((state * 0x2545F4914F6CDD1Du) >> 33) % below;
}

/* One letter more or less, between or among ASCII letters. */
static void type(char *text, size_t *len)
{
    size_t at;

    do
        at = roll(*len - 1);
    while ((text[at] & 0x80) != 0 || (text[at + 1] & 0x80) != 0);
    if (roll(2) == 0) {
        memmove(text + at + 1, text + at, *len - at);
        text[at] = "etaoin shrdlu. "[roll(15)];
        ++*len;
    } else {
        memmove(text + at, text + at + 1, *len - at - 1);
        --*len;
    }
}

static double check(saywell_document *d, const char *text, size_t len)
{
    const saywell_reply reply = {.text = text, .len = len};
    saywell_result *result = NULL;
    double start = now();

    if (saywell_document_check(d, &reply, &result, NULL) != SAYWELL_OK) {
        fprintf(stderr, "bench_edit: the draft cannot be checked\n");
        exit(2);
    }
    saywell_result_free(result);
    return (now() - start) * 1e3;
}

int main(int argc, char **argv)
{
    size_t edits = argc == 4 ? strtoul(argv[2], NULL, 10) : 0, len = 0;
    /* with room behind it for a letter an edit */
    char *text =
        edits > 0 && edits <= MOST ? read_file(argv[1], &len, edits) : NULL;
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules = NULL;
    saywell_session *s;
    saywell_document *d;
    double first;

    if (text == NULL || len < 100) {
        fprintf(stderr, "usage: bench_edit FILE EDITS SEED\n");
        return 2;
    }
    state = strtoul(argv[3], NULL, 10) + 1;
    saywell_builder_add_default(b, NULL);
    if (saywell_builder_finish(b, &rules, NULL) != SAYWELL_OK)
        return 2;
    s = saywell_session_new(rules);
    d = s != NULL ? saywell_document_new(s) : NULL;
    if (d == NULL)
        return 2;
    first = check(d, text, len);
    for (size_t i = 0; i < edits; i++) {
        type(text, &len);
        took[i] = check(d, text, len);
    }
    qsort(took, edits, sizeof *took, by_size);
    printf("%.3f\t%.3f\t%.3f\t%.3f\n", took[edits / 2], took[edits * 9 / 10],
           took[edits - 1], first);
    saywell_document_free(d);
    saywell_session_free(s);
    saywell_rules_free(rules);
    free(text);
    return 0;
}
