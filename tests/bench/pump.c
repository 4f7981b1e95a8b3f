/* pump.c - a long stream through a filter: how fast, how large, does it tire?
 *
 *     bench_pump FILE MEGABYTES PROGRAM ARGUMENT...
 *
 * Writes FILE to the program's standard input over and over; what comes out
 * goes nowhere. Prints rows for bench.sh: the rate, the rate over the last
 * fifth against that over the first, and the most memory it held. */
#define _DEFAULT_SOURCE /* wait4 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

static pid_t start(char **argv, int *to)
{
    int ends[2], nowhere = open("/dev/null", O_WRONLY);
    pid_t pid;

    if (nowhere < 0 || pipe(ends) != 0)
        exit(2);
    pid = fork();
    if (pid == 0) {
        dup2(ends[0], STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execv(argv[0], argv);
        _exit(127);
    }
    close(ends[0]);
    close(nowhere);
    *to = ends[1];
    return pid;
}

enum { FIFTHS = 5, PIECE = 1 << 16 };

/* When each fifth was taken; false: the program went away. */
static int pump(int to, const char *bytes, size_t len, double total,
                double at[FIFTHS + 1])
{
    double given = 0;
    size_t from = 0;
    int fifth = 1;

    at[0] = now();
    while (fifth <= FIFTHS) {
        size_t n = len - from < PIECE ? len - from : PIECE;
        ssize_t done = write(to, bytes + from, n);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return 0;
        from = (from + (size_t)done) % len;
        given += (double)done;
        while (fifth <= FIFTHS && given >= total * fifth / FIFTHS)
            at[fifth++] = now();
    }
    return 1;
}

int main(int argc, char **argv)
{
    double total = argc > 3 ? atof(argv[2]) * 1e6 : 0, at[FIFTHS + 1];
    struct rusage used;
    int to, status;
    size_t len;
    char *bytes;
    pid_t pid;

    if (total <= 0)
        return 2;
    signal(SIGPIPE, SIG_IGN);
    bytes = read_file(argv[1], &len, 0);
    if (bytes == NULL)
        return 2;
    pid = start(argv + 3, &to);
    if (!pump(to, bytes, len, total, at))
        fprintf(stderr, "bench_pump: the program stopped reading\n");
    close(to);
    if (wait4(pid, &status, 0, &used) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) > 1) {
        fprintf(stderr, "bench_pump: the program failed\n");
        return 1;
    }
    printf("stream/rate\t%.1f\tMB/s\tof JSON, %.0f MB through a pipe\n",
           total / 1e6 / (now() - at[0]), total / 1e6);
    printf("stream/end-of-start\t%.2f\tof 1\tthe rate over the last fifth, of "
           "that over the first\n",
           (at[1] - at[0]) / (at[FIFTHS] - at[FIFTHS - 1]));
    printf("stream/memory\t%.1f\tMB\tat most, over the whole stream\n",
           (double)used.ru_maxrss * 1024 / 1e6);
    return 0;
}
