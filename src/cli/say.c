/*
 * say.c - words on standard error, and whether there is a terminal.
 *
 * Names of files come from outside: none of their bytes may steer a terminal.
 */
#include "cli/say.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_all(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(STDERR_FILENO, bytes, len);

        if (n <= 0)
            return; /* nowhere left to complain */
        bytes += n;
        len -= (size_t)n;
    }
}

static void tame(char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];

        if (c < 0x20 || c == 0x7f)
            bytes[i] = '?';
        else if (c == 0xc2 && i + 1 < len && /* C1 controls in UTF-8 */
                 (unsigned char)bytes[i + 1] < 0xa0)
            bytes[i] = bytes[i + 1] = '?';
    }
}

/* "saywell: ", the words, a newline; gives how many bytes. */
static size_t make(char *line, size_t size, const char *format, va_list args)
{
    static const char who[] = "saywell: ";
    size_t at = sizeof who - 1;
    int n;

    memcpy(line, who, at);
    n = vsnprintf(line + at, size - at - 1, format, args);
    if (n < 0)
        return 0;
    at += (size_t)n < size - at - 1 ? (size_t)n : size - at - 2;
    tame(line, at);
    line[at++] = '\n';
    return at;
}

#define LINE_MAX_ 1200

void sw_say(const char *format, ...)
{
    char line[LINE_MAX_];
    va_list args;
    size_t len;

    va_start(args, format);
    len = make(line, sizeof line, format, args);
    va_end(args);
    write_all(line, len);
}

void sw_say_into(sw_buf *out, const char *format, ...)
{
    char line[LINE_MAX_];
    va_list args;
    size_t len;

    va_start(args, format);
    len = make(line, sizeof line, format, args);
    va_end(args);
    sw_buf_put(out, (sw_str){line, len});
}

void sw_say_bytes(sw_str lines)
{
    write_all(lines.ptr, lines.len);
}

static bool collect(void *ctx, const char *bytes, size_t len)
{
    sw_buf_put(ctx, (sw_str){bytes, len});
    return true;
}

void sw_say_error(const saywell_error *err)
{
    sw_buf words = {0};

    saywell_error_write(err, collect, &words);
    if (!words.failed)
        write_all(words.ptr, words.len);
    sw_buf_release(&words);
}

/* The variable, or NULL when it is not set or empty. */
static const char *given(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

bool sw_say_colour(const sw_options *options, int fd)
{
    const char *term = getenv("TERM"), *force = given("FORCE_COLOR");

    if (options->color >= 2)
        return options->color == 2;
    if (given("NO_COLOR"))
        return false;
    if (force)
        return strcmp(force, "0") != 0;
    return isatty(fd) && term && strcmp(term, "dumb") != 0;
}
