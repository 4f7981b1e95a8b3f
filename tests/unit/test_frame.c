/* test_frame.c - messages out of bytes, whatever pieces they come in. */
#include <string.h>

#include "unit.h"

#include "lsp/frame.h"

#define H_(n) "Content-Length: " #n "\r\n\r\n"

static const struct {
    const char *bytes, *want; /* messages between |; ! too long, x broken */
} rows[] = {
    {"", ""},
    {H_(2) "ab", "ab|"},
    {H_(0), "|"},
    {H_(2) "ab" H_(1) "c", "ab|c|"},
    {H_(3) "ab", ""},
    {"content-length:2\r\nContent-Type: x; charset=utf-8\r\n\r\nab", "ab|"},
    {"Content-Type: x\r\nCONTENT-LENGTH:   2  \r\n\r\nab", "ab|"},
    {H_(21) "aaaaaaaaaaaaaaaaaaaaa" H_(1) "c", "!c|"},
    {H_(99999999999) "aaa", "!"},
    {H_(99999999999999999999), "x"},
    {H_(2) "abc" H_(1) "c", "ab|x"}, /* a byte too many: noise follows */
    {H_(-1) "a", "x"},
    {H_(2x) "ab", "x"},
    {"Content-Length: 1\r\nContent-Length: 1\r\n\r\na", "x"},
    {"Content-Type: x\r\n\r\n", "x"},
    {"\r\n\r\n", "x"},
    {"{\"jsonrpc\":\"2.0\"}\r\n\r\n", "x"},
    {": 5\r\n\r\nhello", "x"},
};

/* Reads all that is there. */
static bool drain(sw_frames *frames, sw_buf *got)
{
    sw_str message;

    for (;;) {
        switch (sw_frames_next(frames, &message)) {
        case SW_FRAME_NONE:
            return true;
        case SW_FRAME_MESSAGE:
            sw_buf_put(got, message);
            sw_buf_byte(got, '|');
            break;
        case SW_FRAME_TOO_LONG:
            sw_buf_byte(got, '!');
            break;
        case SW_FRAME_BROKEN:
            sw_buf_byte(got, 'x');
            return false;
        }
    }
}

START_TEST(pieces)
{
    sw_str bytes = sw_str_of(rows[_i].bytes);

    for (size_t piece = 1; piece <= bytes.len + 1; piece++) {
        sw_frames frames;
        sw_buf got = {0};
        bool going = true;

        sw_frames_init(&frames, 20);
        for (size_t i = 0; going && i < bytes.len; i += piece) {
            sw_frames_put(&frames, sw_str_part(bytes, i, i + piece));
            going = drain(&frames, &got);
        }
        ck_assert_str_eq(sw_buf_c(&got), rows[_i].want);
        sw_buf_release(&got);
        sw_frames_release(&frames);
    }
}
END_TEST

/* A header that never ends is not waited for. */
START_TEST(endless)
{
    sw_frames frames;
    sw_str message;
    size_t n = 0;

    sw_frames_init(&frames, 20);
    while (sw_frames_next(&frames, &message) == SW_FRAME_NONE && n < 100000) {
        sw_frames_put(&frames, SW_STR("x"));
        n++;
    }
    ck_assert(n < 10000);
    ck_assert_int_eq(sw_frames_next(&frames, &message), SW_FRAME_BROKEN);
    ck_assert_ptr_nonnull(frames.error);
    sw_frames_release(&frames);
}
END_TEST

/* What was read does not pile up. */
START_TEST(bounded)
{
    sw_frames frames;
    sw_str message;

    sw_frames_init(&frames, 20);
    for (int i = 0; i < 10000; i++) {
        sw_frames_put(&frames, SW_STR(H_(5) "hello" H_(3) "y"));
        ck_assert_int_eq(sw_frames_next(&frames, &message), SW_FRAME_MESSAGE);
        ck_assert(sw_str_equal_c(message, "hello"));
        sw_frames_put(&frames, SW_STR("ou"));
        ck_assert_int_eq(sw_frames_next(&frames, &message), SW_FRAME_MESSAGE);
        ck_assert(sw_str_equal_c(message, "you"));
    }
    ck_assert(frames.bytes.cap < 1000);
    sw_frames_release(&frames);
}
END_TEST

START_TEST(around)
{
    sw_buf out = {0};

    sw_frame_write(&out, SW_STR("{}"));
    ck_assert_str_eq(sw_buf_c(&out), H_(2) "{}");
    sw_buf_release(&out);
}
END_TEST

Suite *suite_frame(void)
{
    Suite *s = suite_create("frame");
    TCase *tc = tcase_create("frame");

    tcase_add_loop_test(tc, pieces, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, endless);
    tcase_add_test(tc, bounded);
    tcase_add_test(tc, around);
    suite_add_tcase(s, tc);
    return s;
}
