/*
 * interrupt.c - Ctrl-C: the first time asks for an end, the second is one.
 *
 * A handler may do next to nothing. This one sets a flag, and writes a byte
 * into a pipe so that a poll that waits for input wakes up: between a look at
 * the flag and the wait there is a gap into which a signal could fall.
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
    if (ends[1] >= 0 && write(ends[1], "", 1) < 0) {
        /* the flag is set all the same */
    }
    errno = kept;
}

void sw_interrupt_begin(void)
{
    struct sigaction action = {.sa_handler = catch_it};

    caught = 0;
    if (pipe(ends) == 0) {
        for (int i = 0; i < 2; i++) {
            fcntl(ends[i], F_SETFD, FD_CLOEXEC);
            fcntl(ends[i], F_SETFL, O_NONBLOCK);
        }
    } else {
        ends[0] = ends[1] = -1;
    }
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

int sw_interrupt_fd(void)
{
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
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0)
            close(ends[i]);
        ends[i] = -1;
    }
    caught = 0;
    if (number)
        raise(number);
}
