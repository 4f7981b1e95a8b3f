/* run.c - whole commands timed against each other, in turn.
 *
 *     bench_run ROUNDS FILE        FILE: a line each, KEY<TAB>COMMAND
 *
 * Every round runs every command once, so that a slow minute of the machine
 * meets all of them. Prints KEY, the median in milliseconds, the median of the
 * ratios to the first command of the same round, and the largest resident set
 * in KiB, divided by tabs. The commands go to sh. */
#include "process.h"

#define COMMANDS 32
#define ROUNDS   400

static struct command {
    char key[64], line[4096];
    double ms[ROUNDS], ratio[ROUNDS];
    long most; /* KiB */
} commands[COMMANDS];

/* Milliseconds; a command that cannot be run ends everything. */
static double once(struct command *c)
{
    static char shell[] = "/bin/sh", command[] = "-c";
    /* exec: the shell itself makes way for one plain command */
    char *words[] = {shell, command, c->line, NULL};
    process_cost cost;

    if (!run_process(words, 2, &cost)) {
        fprintf(stderr, "bench_run: failed: %s\n", c->line);
        exit(2);
    }
    c->most = cost.most > c->most ? cost.most : c->most;
    return cost.wall;
}

static size_t read_commands(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[4200];
    size_t n = 0;

    if (file == NULL)
        return 0;
    while (n < COMMANDS && fgets(line, sizeof line, file) != NULL) {
        char *tab = strchr(line, '\t');
        line[strcspn(line, "\n")] = '\0';
        if (tab == NULL)
            continue;
        *tab = '\0';
        snprintf(commands[n].key, sizeof commands[n].key, "%.60s", line);
        snprintf(commands[n].line, sizeof commands[n].line, "exec %.4080s",
                 tab + 1);
        n++;
    }
    fclose(file);
    return n;
}

int main(int argc, char **argv)
{
    size_t rounds = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
    size_t n = rounds > 0 && rounds <= ROUNDS ? read_commands(argv[2]) : 0;

    if (n == 0) {
        fprintf(stderr, "usage: bench_run ROUNDS FILE\n");
        return 2;
    }
    for (size_t i = 0; i < n; i++)
        once(&commands[i]); /* files into the cache */
    for (size_t r = 0; r < rounds; r++)
        for (size_t i = 0; i < n; i++) {
            commands[i].ms[r] = once(&commands[i]);
            commands[i].ratio[r] = commands[i].ms[r] / commands[0].ms[r];
        }
    for (size_t i = 0; i < n; i++)
        printf("%s\t%.3f\t%.3f\t%ld\n", commands[i].key,
               median(commands[i].ms, rounds),
               median(commands[i].ratio, rounds), commands[i].most);
    return 0;
}
