/*
 * progress.c - how far a batch is, on one line of a terminal.
 *
 * A line that is written over and over is for eyes only: never into a file or
 * a pipe, never before a run has taken long enough for somebody to wonder.
 */
#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FIRST 0.5 /* seconds */
#define EACH  0.1

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void sw_progress_begin(sw_progress *p, const sw_options *options)
{
    const char *term = getenv("TERM");

    *p = (sw_progress){0};
    p->on = !options->quiet && !options->no_progress && isatty(STDERR_FILENO) &&
            term && strcmp(term, "dumb") != 0;
    if (p->on)
        p->began = now();
}

static void put(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(STDERR_FILENO, bytes, len);

        if (n <= 0)
            return;
        bytes += n;
        len -= (size_t)n;
    }
}

void sw_progress_words(sw_buf *out, const sw_progress *p, size_t files,
                       size_t replies, uint64_t bytes, double seconds)
{
    double rate = seconds > 0 ? (double)bytes / seconds : 0;
    unsigned long left;

    sw_buf_printf(out, "%zu", files);
    if (p->files)
        sw_buf_printf(out, " of %zu", p->files);
    sw_buf_printf(out, " files, %zu replies, %.1f MB/s", replies, rate / 1e6);
    if (!p->bytes || bytes > p->bytes || rate <= 0)
        return;
    left = (unsigned long)((double)(p->bytes - bytes) / rate + 0.5);
    if (left >= 3600)
        sw_buf_printf(out, ", %lu:%02lu:%02lu left", left / 3600,
                      left / 60 % 60, left % 60);
    else
        sw_buf_printf(out, ", %lu:%02lu left", left / 60, left % 60);
}

void sw_progress_tick(sw_progress *p, size_t files, size_t replies,
                      uint64_t bytes)
{
    sw_buf line = {0};
    double t;

    if (!p->on)
        return;
    t = now();
    if (t - p->began < FIRST || t - p->ticked < EACH)
        return;
    p->ticked = t;
    sw_buf_put(&line, SW_STR("\r\x1b[K"));
    sw_progress_words(&line, p, files, replies, bytes, t - p->began);
    if (!line.failed)
        put(line.ptr, line.len);
    p->shown = true;
    sw_buf_release(&line);
}

void sw_progress_hide(sw_progress *p)
{
    static const char clear[] = "\r\x1b[K";

    if (p->shown)
        put(clear, sizeof clear - 1);
    p->shown = false;
}
