/* run.c - whole commands timed against each other, in turn.
 *
 *     bench_run ROUNDS FILE        FILE: a line each, KEY<TAB>COMMAND
 *
 * Every round runs every command once, so that a slow minute of the machine
 * meets all of them. Prints KEY, the median in milliseconds, the median of the
 * ratios to the first command of the same round, and the largest resident set
 * in KiB, divided by tabs. The commands go to sh; their output to a file, for
 * some rivals stop early when it is /dev/null. */
#define _DEFAULT_SOURCE    /* wait4 */
#define _DARWIN_C_SOURCE 1 /* the same on macOS */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COMMANDS 32
#define ROUNDS   400

static struct command {
    char key[64], line[4096];
    double ms[ROUNDS], ratio[ROUNDS];
    long most; /* KiB */
} commands[COMMANDS];

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *of, size_t count)
{
    qsort(of, count, sizeof *of, compare);
    return of[count / 2];
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void child(const char *line)
{
    int out = open("bench_run.out", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    int null = open("/dev/null", O_RDWR);

    dup2(null, 0);
    dup2(out, 1);
    dup2(null, 2);
    /* exec: the shell itself makes way for one plain command */
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    _exit(127);
}

/* Milliseconds; a command that cannot be run ends everything. */
static double once(struct command *c)
{
    double start = now();
    struct rusage usage;
    pid_t pid = fork();
    int status;

    if (pid == 0)
        child(c->line);
    if (pid < 0 || wait4(pid, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) > 2) {
        fprintf(stderr, "bench_run: failed: %s\n", c->line);
        exit(2);
    }
    c->most = usage.ru_maxrss > c->most ? usage.ru_maxrss : c->most;
    return now() - start;
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
