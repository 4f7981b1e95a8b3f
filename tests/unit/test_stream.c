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
    tcase_add_test(tc, peek_and_rest);
    tcase_add_test(tc, head);
    suite_add_tcase(s, tc);
    return s;
}
