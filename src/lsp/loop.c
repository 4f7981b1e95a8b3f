/*
 * loop.c - a server between two descriptors.
 *
 * A client that writes without reading must not bring both to a stop: so
 * nothing is written but what the pipe takes at once, and reading goes on
 * meanwhile. What costs time is begun only when nothing waits on either side;
 * a hundred key strokes that came at once are one check.
 */
#define _GNU_SOURCE /* F_GETPIPE_SZ */
#include "lsp/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define PIECE     4096 /* a pipe that says it takes bytes takes so many */
#define BLOCK     65536
#define WAITING   ((size_t)256 << 20) /* more than this is not read ahead */
#define CLIENT_MS 3000                /* between two looks at the client */

typedef struct loop {
    sw_server *server;
    int in, out;
    size_t written; /* of the server's bytes */
    bool ended;     /* nothing more to read */
    uint64_t seen;  /* the client, when */
} loop;

static uint64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static bool has_output(const loop *l)
{
    return sw_server_out(l->server)->len > l->written;
}

static void read_some(loop *l)
{
    char block[BLOCK];
    ssize_t n = read(l->in, block, sizeof block);

    if (n > 0)
        sw_server_feed(l->server, (sw_str){block, (size_t)n});
    else if (n == 0 || (errno != EINTR && errno != EAGAIN))
        l->ended = true;
}

/* How many bytes the pipe takes at once: all that it can hold when nothing
 * stands in it, so that a message is one write and wakes the client once. */
static size_t room(int fd)
{
#ifdef __linux__
    const int size = fcntl(fd, F_GETPIPE_SZ);
    int unread;

    if (size > PIECE && ioctl(fd, FIONREAD, &unread) == 0 && unread == 0)
        return (size_t)size;
#endif
    (void)fd;
    return PIECE;
}

static void write_some(loop *l)
{
    sw_buf *out = sw_server_out(l->server);
    size_t left = out->len - l->written;
    size_t most = left > PIECE ? room(l->out) : PIECE;
    ssize_t n = write(l->out, out->ptr + l->written, left < most ? left : most);

    if (n > 0)
        l->written += (size_t)n;
    else if (n < 0 && errno != EINTR && errno != EAGAIN)
        sw_server_hang_up(l->server); /* nobody reads any more */
    if (l->written == out->len) {
        sw_buf_clear(out);
        l->written = 0;
    }
}

/* Waits, reads and writes; true when something was read. */
static bool wait_once(loop *l, int timeout)
{
    bool reads = !l->ended && sw_server_waiting(l->server) < WAITING;
    struct pollfd fds[2] = {
        {.fd = reads ? l->in : -1, .events = POLLIN},
        {.fd = has_output(l) ? l->out : -1, .events = POLLOUT}};

    if (poll(fds, 2, timeout) <= 0)
        return false;
    if (fds[1].revents)
        write_some(l);
    if (fds[0].revents)
        read_some(l);
    return fds[0].revents != 0;
}

/* A client that died without a word leaves the pipe open when it had
 * children. */
static bool client_is_gone(loop *l)
{
    size_t process = sw_server_process(l->server);
    uint64_t now = now_ms();

    if (now < l->seen + CLIENT_MS)
        return false;
    l->seen = now;
    return process > 1 && kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

static void run(loop *l)
{
    int status;

    while (!sw_server_over(l->server, &status)) {
        int idle = 0;

        while (wait_once(l, 0))
            ;
        if (sw_server_step(l->server, now_ms()))
            continue;
        if (l->ended) {
            sw_server_hang_up(l->server);
            break;
        }
        if (!has_output(l))
            idle = sw_server_work(l->server, now_ms());
        if (has_output(l))
            idle = -1; /* until it is written, or something comes */
        if (idle < 0 || idle > CLIENT_MS)
            idle = CLIENT_MS;
        wait_once(l, idle);
        if (client_is_gone(l))
            sw_server_hang_up(l->server);
    }
}

int sw_loop_run(sw_server *server, int in, int out)
{
    loop l = {.server = server, .in = in, .out = out};
    int status;

    signal(SIGPIPE, SIG_IGN);
    run(&l);
    while (has_output(&l) &&
           poll(&(struct pollfd){.fd = out, .events = POLLOUT}, 1, CLIENT_MS) >
               0) {
        size_t before = l.written;

        write_some(&l);
        if (has_output(&l) && l.written == before)
            break;
    }
    sw_server_over(server, &status);
    return status;
}
