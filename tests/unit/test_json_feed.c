/* test_json_feed.c - values cut, paths walked, records found in any pieces. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

#include "talk/json_feed.h"
#include "talk/json_scan.h"

/* ---- scan ---------------------------------------------------------------- */

static const struct {
    const char *text;
    size_t end; /* SW_NOWHERE: not a whole value */
} scans[] = {
    {"{}x", 2},           {"[1,[2]],", 7},
    {"\"a\\\"b\",", 6},   {"\"\\\\\" ", 4},
    {"{\"}\":\"]\"}", 9}, {"12,", 2},
    {"true]", 4},         {"12", 2},
    {"null", 4},          {"{\"a\":1", SW_NOWHERE},
    {"\"a", SW_NOWHERE},  {"\"a\\", SW_NOWHERE},
    {"[", SW_NOWHERE},
};

/* In one piece, and byte by byte: the same end. */
START_TEST(scan_ends)
{
    sw_str text = sw_str_of(scans[_i].text);
    size_t end = scans[_i].end;

    for (size_t step = 1; step <= text.len; step++) {
        sw_json_scan s = {0};
        size_t at = 0;

        for (size_t have = step; !s.done && at < text.len; have += step)
            at = sw_json_scan_on(
                &s, sw_str_part(text, 0, have < text.len ? have : text.len),
                at);
        if (end == SW_NOWHERE) {
            ck_assert(!s.done && !sw_json_scan_end(&s));
        } else {
            ck_assert(s.done || sw_json_scan_end(&s));
            ck_assert_uint_eq(at, end);
        }
    }
}
END_TEST

/* ---- paths --------------------------------------------------------------- */

static const struct {
    const char *path, *want; /* texts and pointers of all it leads to */
} paths[] = {
    {"$.a", "1@/a "},
    {"$.b[].c", "2@/b/0/c 3@/b/1/c "},
    {"$.b[1].c", "3@/b/1/c "},
    {"$.b[7].c", ""},
    {"$.d[][]", "x@/d/0/0 y@/d/1/0 z@/d/1/1 "},
    {"$.d[][1]", "z@/d/1/1 "},
    {"$[\"e f\"]", "4@/e f "},
    {"$['g/h']", "5@/g~1h "},
    {"$.none.a", ""},
    {"$.a.b", ""},
};

START_TEST(path_walk)
{
    static const char json[] =
        "{\"a\":1,\"skipped\":{\"a\":9},\"b\":[{\"c\":2},{\"c\":3,\"q\":[]}],"
        "\"d\":[[\"x\"],[\"y\",\"z\"],[]],\"e f\":4,\"g\\/h\":5}";
    sw_tape_names names = {0};
    sw_arena arena = {0};
    sw_tape tape = {0};
    sw_path path;
    sw_path_walk walk;
    sw_buf got = {0};
    const char *why;
    uint32_t node;
    size_t at;

    ck_assert_uint_eq(sw_path_read(&path, sw_str_of(paths[_i].path), &names,
                                   &arena, &why, &at),
                      strlen(paths[_i].path));
    ck_assert_int_eq(path.root, SW_PATH_RECORD);
    ck_assert_int_eq(sw_tape_read(&tape, sw_str_of(json), &names), SW_TAPE_OK);
    sw_path_begin(&walk, &tape, 1, path.steps, path.count);
    while ((node = sw_path_next(&walk))) {
        sw_str text;

        ck_assert(sw_tape_text(&tape, node, &arena, &text));
        sw_buf_put(&got, text);
        sw_buf_byte(&got, '@');
        sw_path_pointer(&walk, &names, &got);
        sw_buf_byte(&got, ' ');
    }
    ck_assert_uint_eq(sw_path_next(&walk), 0);
    ck_assert_str_eq(got.len ? sw_buf_c(&got) : "", paths[_i].want);
    sw_buf_release(&got);
    sw_tape_release(&tape);
    sw_arena_release(&arena);
}
END_TEST

static const struct {
    const char *path;
    size_t at; /* of the fault */
} wrong[] = {
    {"", 0},
    {"$.", 2},
    {"$.a[", 4},
    {"$.a[x]", 4},
    {"$.a[\"x]", 4},
    {"a.b.", 4},
    {"$.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a", 35},
};

START_TEST(wrong_path)
{
    sw_tape_names names = {0};
    sw_arena arena = {0};
    const char *why = NULL;
    sw_path path;
    size_t at = 0;

    ck_assert_uint_eq(sw_path_read(&path, sw_str_of(wrong[_i].path), &names,
                                   &arena, &why, &at),
                      SW_NOWHERE);
    ck_assert_ptr_nonnull(why);
    ck_assert_uint_eq(at, wrong[_i].at);
    sw_arena_release(&arena);
}
END_TEST

/* ---- feed ---------------------------------------------------------------- */

static const struct {
    const char *records; /* a path, or "" */
    bool whole, arrays;
    const char *json, *want; /* bytes@line@pointer of each, | behind */
} feeds[] = {
    {"$.t[]", false, false, "{\"n\":1,\"t\":[{\"a\":1},\n{\"a\":2}],\"z\":0}",
     "{\"a\":1}@1@/t/0|{\"a\":2}@2@/t/1|"},
    {"$.t[]", true, false, "{\"x\":[1,2],\n\"t\":[5]}", "5@2@/t/0|"},
    {"$.t[]", true, false, " {\"x\":{\"t\":[1]}}", "{\"x\":{\"t\":[1]}}@1@|"},
    {"$.t[]", false, false, "{\"x\":[1,2]}", ""},
    {"", true, false, "[{\"a\":1},{\"a\":2}]",
     "{\"a\":1}@1@/0|{\"a\":2}@1@/1|"},
    {"", true, true, "[{\"a\":1},{\"a\":2}]", "[{\"a\":1},{\"a\":2}]@1@|"},
    {"", true, false, "{\"a\":1}\n\n{\"a\":2}\n", "{\"a\":1}@1@|{\"a\":2}@3@|"},
    {"", true, false, "{\"a\":1}\n{\"a\":\n{\"a\":3}\n",
     "{\"a\":1}@1@|BAD@2|{\"a\":3}@3@|"},
    {"$.t[]", true, false, "[{\"t\":[1,2]},{\"t\":[3]}]",
     "1@1@/0/t/0|2@1@/0/t/1|3@1@/1/t/0|"},
    {"$.t[]", true, false, "{\"t\":[1]} {\"t\":[2]}", "1@1@/t/0|2@1@/t/0|"},
    {"$.a.b[]", false, false, "{\"a\":{\"c\":1,\"b\":[7]}}", "7@1@/a/b/0|"},
    {"", true, false, "\xef\xbb\xbf{\"a\":1}", "{\"a\":1}@1@|"},
    {"", true, false, "{\n\"a\":", "FAILED@2|"},
    {"$.t[]", false, false, "{\"t\":[1 2]}", "1@1@/t/0|BAD@1|"},
    {"$.t[]", false, false, "{\"t\":[],\n \"u\" 1}", "FAILED@2|"},
    {"", true, false, "", ""},
    {"", true, false, " \n", ""},
};

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

static void put_record(sw_buf *got, sw_talk_status status,
                       const sw_json_feed_record *record,
                       const sw_talk_error *error)
{
    if (status == SW_TALK_ONE)
        sw_buf_printf(got, "%.*s@%zu@%s|", (int)record->bytes.len,
                      record->bytes.ptr, record->line, record->pointer);
    else if (status != SW_TALK_END)
        sw_buf_printf(got, "%s@%zu|", status == SW_TALK_BAD ? "BAD" : "FAILED",
                      error->line);
}

static void feed_in_pieces(int i, size_t piece)
{
    sw_tape_names names = {0};
    sw_arena arena = {0};
    sw_stream stream;
    sw_path path;
    sw_json_feed feed = {.stream = &stream,
                         .names = &names,
                         .records = &path,
                         .record_count = feeds[i].records[0] != '\0',
                         .whole = feeds[i].whole,
                         .arrays_are_documents = feeds[i].arrays};
    sw_json_feed_record record;
    sw_talk_status status;
    sw_talk_error error = {0};
    sw_buf got = {0};
    const char *why;
    size_t at;
    int fd = pipe_of(feeds[i].json, piece);

    if (feed.record_count)
        ck_assert_uint_ne(sw_path_read(&path, sw_str_of(feeds[i].records),
                                       &names, &arena, &why, &at),
                          SW_NOWHERE);
    sw_stream_init(&stream, fd);
    do {
        status = sw_json_feed_next(&feed, &record, &error);
        put_record(&got, status, &record, &error);
    } while (status < SW_TALK_END);
    ck_assert_str_eq(got.len ? sw_buf_c(&got) : "", feeds[i].want);
    sw_json_feed_release(&feed);
    sw_stream_release(&stream);
    sw_buf_release(&got);
    sw_arena_release(&arena);
    close(fd);
    wait(NULL);
}

START_TEST(feed_records)
{
    feed_in_pieces(_i, 1);
    feed_in_pieces(_i, 1000);
}
END_TEST

/* A value that nobody wants may be as long as it likes; a record may not. */
START_TEST(long_values)
{
    sw_stream stream = {.fd = -1, .at_end = true};
    size_t big = SW_JSON_FEED_RECORD + 100;
    sw_tape_names names = {0};
    sw_json_feed feed = {.stream = &stream, .names = &names, .whole = true};
    sw_json_feed_record record;
    sw_talk_error error;

    stream.ptr = malloc(big);
    ck_assert_ptr_nonnull(stream.ptr);
    memset(stream.ptr, 'x', big);
    memcpy(stream.ptr, "{\"a\":\"", 6);
    memcpy(stream.ptr + big - 2, "\"}", 2);
    stream.end = stream.cap = big;
    ck_assert_int_eq(sw_json_feed_next(&feed, &record, &error), SW_TALK_FAILED);
    ck_assert_str_eq(error.code, "limit");
    sw_json_feed_release(&feed);
    free(stream.ptr);
}
END_TEST

Suite *suite_json_feed(void)
{
    Suite *s = suite_create("json_feed");
    TCase *tc = tcase_create("json_feed");

    tcase_set_timeout(tc, 30);
    tcase_add_loop_test(tc, scan_ends, 0, sizeof scans / sizeof scans[0]);
    tcase_add_loop_test(tc, path_walk, 0, sizeof paths / sizeof paths[0]);
    tcase_add_loop_test(tc, wrong_path, 0, sizeof wrong / sizeof wrong[0]);
    tcase_add_loop_test(tc, feed_records, 0, sizeof feeds / sizeof feeds[0]);
    tcase_add_test(tc, long_values);
    suite_add_tcase(s, tc);
    return s;
}
