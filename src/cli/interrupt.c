/*
 * interrupt.c - Ctrl-C: the first time asks for an end, the second is one.
 *
 * A handler may do next to nothing. This one sets a flag, and writes a byte
 * into a pipe so that a poll that waits for input wakes up: between a look at
 * the flag and the wait there is a gap into which a signal could fall. A run
 * that waits for nothing has no pipe: of the calls that a start makes, those
 * for a pipe are among the dearest.
 */
#include "cli/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const int signals[] = {SIGINT, SIGTERM};

enum { SIGNALS = sizeof signals / sizeof signals[0] };

static struct sigaction before[SIGNALS];
static volatile sig_atomic_t caught;
static const char *volatile leftover;
static int ends[2] = {-1, -1};
static volatile sig_atomic_t wake = -1; /* ends[1], for the handler */

static void catch_it(int number)
{
    int kept = errno;

    if (caught) {
        const char *path = leftover;

        if (path)
            unlink(path);
        signal(number, SIG_DFL);
        raise(number); /* blocked here; comes when we return */
        return;
    }
    caught = number;
    if (wake >= 0 && write(wake, "", 1) < 0) {
        /* the flag is set all the same */
    }
    errno = kept;
}

void sw_interrupt_begin(void)
{
    struct sigaction action = {.sa_handler = catch_it};

    caught = 0;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < SIGNALS; i++)
        if (sigaction(signals[i], NULL, &before[i]) == 0 &&
            before[i].sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

bool sw_interrupted(void)
{
    return caught != 0;
}

static void open_pipe(void)
{
    if (pipe(ends) != 0) {
        ends[0] = ends[1] = -1;
        return;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    wake = ends[1];
    if (caught && write(wake, "", 1) < 0) { /* it came before the pipe */
        /* then the pipe is full, and readable */
    }
}

int sw_interrupt_fd(void)
{
    if (ends[0] < 0)
        open_pipe();
    return ends[0];
}

void sw_interrupt_unlink(const char *path)
{
    leftover = path;
}

void sw_interrupt_end(void)
{
    int number = caught;

    leftover = NULL;
    for (size_t i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &before[i], NULL);
    wake = -1;
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0)
            close(ends[i]);
        ends[i] = -1;
    }
    caught = 0;
    if (number)
        raise(number);
}
