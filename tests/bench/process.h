/* process.h - time a process, from its fork to its end.
 *
 * Its input is empty, its complaints are not kept, and its output goes to a
 * file, for some rivals stop early when that is /dev/null. To be included
 * first: wait4 is asked for here. */
#ifndef SW_TESTS_BENCH_PROCESS_H
#define SW_TESTS_BENCH_PROCESS_H

#define _DEFAULT_SOURCE    /* wait4 */
#define _DARWIN_C_SOURCE 1 /* the same on macOS */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

typedef struct process_cost {
    double wall, cpu; /* milliseconds */
    long most;        /* of memory, in KiB */
} process_cost;

static inline double of_timeval(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec * 1e-3;
}

/* False when it could not be run, or ended with a status over `worst`. */
static inline int run_process(char *const *words, int worst, process_cost *out)
{
    double start = now();
    struct rusage usage;
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);

        dup2(null, 0);
        dup2(open("bench.out", O_WRONLY | O_CREAT | O_TRUNC, 0644), 1);
        dup2(null, 2);
        execvp(words[0], words);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid ||
        !WIFEXITED(status) || WEXITSTATUS(status) > worst)
        return 0;
    out->wall = (now() - start) * 1e3;
    out->cpu = of_timeval(usage.ru_utime) + of_timeval(usage.ru_stime);
    out->most = usage.ru_maxrss;
    return 1;
}

#endif
