/* test_stream.c - lines out of a pipe, whatever pieces they come in. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

#include "base/buf.h"
#include "talk/stream.h"

/* A pipe that a child fills with text, n bytes at a time. */
static int pipe_of(const char *text, size_t n)
{
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        size_t len = strlen(text);

        for (size_t i = 0; i < len; i += n)
            if (write(ends[1], text + i, len - i < n ? len - i : n) < 0)
                break;
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

static const struct {
    const char *text, *want; /* lines between | */
} rows[] = {
    {"", ""},
    {"a", "a|"},
    {"a\n", "a|"},
    {"a\nb", "a|b|"},
    {"\n\n", "||"},
    {"a\r\nb\r", "a|b|"},
    {"one\ntwo\nthree\n\n", "one|two|three||"},
};

START_TEST(lines)
{
    for (size_t piece = 1; piece < 6; piece++) {
        int fd = pipe_of(rows[_i].text, piece);
        sw_stream stream;
        sw_str line;
        sw_buf got = {0};

        sw_stream_init(&stream, fd);
        while (sw_stream_next(&stream, &line)) {
            sw_buf_put(&got, line);
            sw_buf_byte(&got, '|');
        }
        ck_assert_str_eq(got.len ? sw_buf_c(&got) : "", rows[_i].want);
        ck_assert_int_eq((int)stream.status, SW_FILE_OK);
        sw_buf_release(&got);
        sw_stream_release(&stream);
        close(fd);
        wait(NULL);
    }
}
END_TEST

/* Blocks of whole lines, whatever pieces they come in and whatever is asked
 * for, are the same lines with the same numbers. */
START_TEST(blocks)
{
    static const size_t most[] = {1, 4, 9, 100};
    const char *text = rows[_i].text;
    sw_str all = sw_str_of(text);

    for (size_t m = 0; m < sizeof most / sizeof most[0]; m++) {
        int fd = pipe_of(text, 3);
        sw_stream stream;
        sw_str block;
        size_t first, at = 0, number = 1;

        sw_stream_init(&stream, fd);
        while (sw_stream_lines(&stream, most[m], &block, &first)) {
            sw_str want = sw_str_part(all, at, at + block.len), line;

            ck_assert_uint_eq(first, number);
            ck_assert(sw_str_equal(block, want));
            at += block.len;
            ck_assert(at == all.len || text[at - 1] == '\n');
            while (sw_str_line(&block, &line))
                number++;
            ck_assert_uint_eq(stream.number, number - 1);
        }
        ck_assert_uint_eq(at, all.len);
        sw_stream_release(&stream);
        close(fd);
        wait(NULL);
    }
}
END_TEST

typedef struct watcher {
    size_t asked, bytes, stop_after;
} watcher;

static bool watch_before(void *ctx, int fd)
{
    watcher *w = ctx;

    ck_assert_int_ge(fd, 0);
    return ++w->asked != w->stop_after;
}

static void watch_after(void *ctx, sw_str bytes)
{
    watcher *w = ctx;

    w->bytes += bytes.len;
}

/* A watch sees every byte once, and may end the stream. */
START_TEST(watched)
{
    watcher w = {0};
    const sw_stream_watch watch = {&w, watch_before, watch_after};
    sw_stream stream;
    sw_str line;
    int fd = pipe_of("abc\ndef\n", 3);

    sw_stream_init(&stream, fd);
    stream.watch = &watch;
    while (sw_stream_next(&stream, &line))
        ;
    ck_assert_uint_eq(w.bytes, 8);
    sw_stream_release(&stream);
    close(fd);

    w = (watcher){.stop_after = 1};
    fd = pipe_of("abc\n", 3);
    sw_stream_init(&stream, fd);
    stream.watch = &watch;
    ck_assert(!sw_stream_next(&stream, &line));
    ck_assert_int_eq((int)stream.status, SW_FILE_STOPPED);
    ck_assert_uint_eq(w.bytes, 0);
    sw_stream_release(&stream);
    close(fd);
    while (wait(NULL) > 0)
        ;
}
END_TEST

/* Peeking takes nothing; the rest is what was not taken. */
START_TEST(peek_and_rest)
{
    int fd = pipe_of("a\nbc\nd", 2);
    sw_stream stream;
    sw_str line;

    sw_stream_init(&stream, fd);
    ck_assert(sw_stream_peek(&stream, &line));
    ck_assert(sw_str_equal_c(line, "a"));
    ck_assert(sw_stream_next(&stream, &line));
    ck_assert(sw_str_equal_c(line, "a"));
    ck_assert(sw_stream_peek(&stream, &line));
    ck_assert(sw_str_equal_c(line, "bc"));
    ck_assert_int_eq((int)sw_stream_rest(&stream, &line), SW_FILE_OK);
    ck_assert(sw_str_equal_c(line, "bc\nd"));
    sw_stream_release(&stream);
    close(fd);
    wait(NULL);
}
END_TEST

/* What is looked at is not taken, and no more is waited for than asked. */
START_TEST(head)
{
    sw_stream stream;
    sw_str line;
    int fd = pipe_of("abc\ndef\n", 3);

    sw_stream_init(&stream, fd);
    ck_assert_uint_eq(sw_stream_head(&stream, 2).len, 2);
    ck_assert_uint_eq(sw_stream_head(&stream, 5).len, 5);
    ck_assert_uint_eq(sw_stream_head(&stream, 100).len, 8);
    ck_assert(sw_stream_next(&stream, &line));
    ck_assert(sw_str_equal_c(line, "abc"));
    sw_stream_release(&stream);
    close(fd);
    wait(NULL);
}
END_TEST

Suite *suite_stream(void)
{
    Suite *s = suite_create("stream");
    TCase *tc = tcase_create("stream");

    tcase_add_loop_test(tc, lines, 0, sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tc, blocks, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, watched);
    tcase_add_test(tc, peek_and_rest);
    tcase_add_test(tc, head);
    suite_add_tcase(s, tc);
    return s;
}
