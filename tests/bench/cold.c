/* cold.c - short processes timed against each other, in turn.
 *
 *     bench_cold ROUNDS FILE       FILE: a line each, KEY<TAB>PROGRAM WORD...
 *
 * As run.c, for programs that take a millisecond: they are started directly,
 * for a shell in between costs as much as they do, and what the processor
 * spent on them is given beside the clock on the wall, which on a machine with
 * other work mostly tells how much of that there is. Prints KEY, median
 * milliseconds, median ratio to the first of the same round, and the same two
 * for processor time, divided by tabs. A status over 1 ends it all. */
#include "process.h"

#define COMMANDS 16
#define WORDS    32
#define ROUNDS   1000

typedef struct times {
    double ms[ROUNDS], ratio[ROUNDS];
} times;

static struct command {
    char line[4096];
    char *key, *words[WORDS + 1];
    times wall, cpu;
} commands[COMMANDS];

/* Times one run; false when it failed. */
static int run(struct command *c, int round)
{
    process_cost cost;

    if (!run_process(c->words, 1, &cost))
        return 0;
    if (round < 0)
        return 1; /* the first is for the page cache */
    c->wall.ms[round] = cost.wall;
    c->cpu.ms[round] = cost.cpu;
    c->wall.ratio[round] = c->wall.ms[round] / commands[0].wall.ms[round];
    c->cpu.ratio[round] = c->cpu.ms[round] / commands[0].cpu.ms[round];
    return 1;
}

static size_t read_list(const char *path)
{
    FILE *in = fopen(path, "r");
    size_t n = 0;

    if (in == NULL)
        return 0;
    while (n < COMMANDS &&
           fgets(commands[n].line, sizeof commands[n].line, in) != NULL) {
        struct command *c = &commands[n];
        size_t words = 0;
        char *rest = NULL;
        c->line[strcspn(c->line, "\n")] = '\0';
        c->key = strtok_r(c->line, "\t", &rest);
        while (words < WORDS &&
               (c->words[words] = strtok_r(NULL, " ", &rest)) != NULL)
            words++;
        if (c->key != NULL && words > 0)
            n++;
    }
    fclose(in);
    return n;
}

int main(int argc, char **argv)
{
    int rounds = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    size_t count = argc > 2 ? read_list(argv[2]) : 0;

    if (rounds < 1 || rounds > ROUNDS || count == 0) {
        fprintf(stderr, "bench_cold ROUNDS FILE\n");
        return 2;
    }
    for (int i = -1; i < rounds; i++)
        for (size_t k = 0; k < count; k++)
            if (!run(&commands[k], i)) {
                fprintf(stderr, "bench_cold: failed: %s\n", commands[k].key);
                return 2;
            }
    for (size_t k = 0; k < count; k++) {
        struct command *c = &commands[k];
        size_t n = (size_t)rounds;
        printf("%s\t%.3f\t%.3f\t%.3f\t%.3f\n", c->key, median(c->wall.ms, n),
               median(c->wall.ratio, n), median(c->cpu.ms, n),
               median(c->cpu.ratio, n));
    }
    return 0;
}
