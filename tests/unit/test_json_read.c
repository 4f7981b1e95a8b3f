/* test_json_read.c - events, strictness, limits, skipped values. */
#include "unit.h"

#include "base/json_read.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* One letter an event, so that a whole run is a word. */
static const char letters[] = "!.{}[]ksntf0";

static void run(sw_str text, sw_buf *word, sw_json_reader *reader)
{
    sw_json_event event;

    sw_buf_clear(word);
    sw_json_read_init(reader, text);
    do {
        event = sw_json_read(reader);
        sw_buf_byte(word, letters[event]);
    } while (event != SW_JSON_ERROR && event != SW_JSON_END);
}

static const struct {
    const char *text, *events;
} good[] = {
    {"null", "0."},
    {" \t\r\n true ", "t."},
    {"\"\"", "s."},
    {"-0", "n."},
    {"0.5e-10", "n."},
    {"1E+5", "n."},
    {"123456789012345678901234567890123456789012345678901234567890e999999",
     "n."},
    {"[]", "[]."},
    {"{}", "{}."},
    {"[ ]", "[]."},
    {"[1,\"a\",[true,false,null],{}]", "[ns[tf0]{}]."},
    {"{\"a\":{\"b\":[1]},\"c\":\"d\"}", "{k{k[n]}ks}."},
    {"{ \"a\" : 1 , \"b\" : 2 }", "{knkn}."},
    {"[\"\\ud800\",\"\\udc00\\ud800\"]", "[ss]."},
};

START_TEST(well_formed)
{
    sw_buf word = {0};
    sw_json_reader reader;

    run(sw_str_of(good[_i].text), &word, &reader);
    ck_assert_str_eq(sw_buf_c(&word), good[_i].events);
    ck_assert_int_eq(sw_json_read(&reader), SW_JSON_END);
    sw_buf_release(&word);
}
END_TEST

static const struct {
    const char *text;
    size_t at; /* the bad byte */
} bad[] = {
    {"", 0},
    {"  ", 2},
    {"nul", 0},
    {"nulL", 0},
    {"truefalse", 4},
    {"1 2", 2},
    {"[1,]", 3},
    {"[,1]", 1},
    {"[1 2]", 3},
    {"[1", 2},
    {"[", 1},
    {"]", 0},
    {"[1}", 2},
    {"{\"a\":1]", 6},
    {"{\"a\"}", 4},
    {"{\"a\" 1}", 5},
    {"{\"a\":}", 5},
    {"{\"a\":1,}", 7},
    {"{a:1}", 1},
    {"{1:1}", 1},
    {"{\"a\":1 \"b\":2}", 7},
    {"{,}", 1},
    {"01", 0},
    {"-", 1},
    {"-a", 1},
    {"1.", 2},
    {".5", 0},
    {"+1", 0},
    {"1e", 2},
    {"1e+", 3},
    {"1.e5", 2},
    {"0x10", 1},
    {"'a'", 0},
    {"\"a", 2},
    {"\"\\", 1},
    {"\"\\\"", 3},
    {"\"\\x\"", 1},
    {"\"\\u12g4\"", 1},
    {"\"\\u123", 1},
    {"\"a\nb\"", 2},
    {"\"a\tb\"", 2},
    {"\"\x1F\"", 1},
    {"\"ab\xFF\"", 3},
    {"\"ab\xC3\"", 3},
    {"\"\xED\xA0\x80\"", 1},
    {"// c\n1", 0},
    {"[1] x", 4},
    {"\xEF\xBB\xBF"
     "1",
     0},
    {"\x0C"
     "1",
     0},
    {"NaN", 0},
    {"[1]]", 3},
    {"\"12345678\n\"", 9},
    {"\"\xC3\xA9\xC3\xA9\xC3(\"", 5},
};

START_TEST(ill_formed)
{
    sw_buf word = {0};
    sw_json_reader reader;

    run(sw_str_of(bad[_i].text), &word, &reader);
    ck_assert_int_eq(word.ptr[word.len - 1], '!');
    ck_assert_uint_eq(reader.at, bad[_i].at);
    ck_assert_ptr_nonnull(reader.error);
    ck_assert_int_eq(sw_json_read(&reader), SW_JSON_ERROR);
    ck_assert(!sw_json_read_skip(&reader, NULL));
    sw_buf_release(&word);
}
END_TEST

START_TEST(a_nul_byte_is_no_end)
{
    sw_buf word = {0};
    sw_json_reader reader;

    run(SW_STR("1\0"), &word, &reader);
    ck_assert_str_eq(sw_buf_c(&word), "n!");
    run(SW_STR("\"\0\""), &word, &reader);
    ck_assert_str_eq(sw_buf_c(&word), "!");
    run(SW_STR("\"\\\0\""), &word, &reader);
    ck_assert_str_eq(sw_buf_c(&word), "!");
    sw_buf_release(&word);
}
END_TEST

static const char sample[] =
    "{\"id\": \"c-1\", \"turns\": [{\"text\": \"caf\xC3\xA9 \\ud83d\\ude42 "
    "\\\"quoted\\\" and long enough for words\", \"at\": -12.5e+3},"
    " [true, false, null, {}, []]]}";

/* Each prefix in a block of its own size: a byte read too far is caught by
 * the sanitizer. */
START_TEST(cut_anywhere)
{
    sw_buf word = {0};
    sw_json_reader reader;

    for (size_t len = 0; len < sizeof sample; len++) {
        char *copy = malloc(len ? len : 1);
        memcpy(copy, sample, len);
        run((sw_str){copy, len}, &word, &reader);
        bool whole = len == sizeof sample - 1;
        ck_assert_int_eq(word.ptr[word.len - 1], whole ? '.' : '!');
        ck_assert_uint_le(reader.at, len);
        free(copy);
    }
    sw_buf_release(&word);
}
END_TEST

/* Whatever byte stands wherever: the reader ends, inside its text, and never
 * takes bad UTF-8. */
START_TEST(any_byte_anywhere)
{
    sw_buf word = {0};
    sw_json_reader reader;
    char copy[sizeof sample];

    for (size_t i = 0; i + 1 < sizeof sample; i++) {
        for (int byte = 0; byte < 256; byte++) {
            memcpy(copy, sample, sizeof sample);
            copy[i] = (char)byte;
            run((sw_str){copy, sizeof sample - 1}, &word, &reader);
            if (reader.at > sizeof sample - 1 || word.len > sizeof sample ||
                ((byte >= 0x80 || byte == 0) && copy[i] != sample[i] &&
                 word.ptr[word.len - 1] != '!' &&
                 (unsigned char)sample[i] < 0x80))
                ck_abort_msg("byte %d at %zu", byte, i);
        }
    }
    sw_buf_release(&word);
}
END_TEST

START_TEST(depth_is_bounded)
{
    enum { DEEP = 100000 };
    char *text = malloc(DEEP);
    sw_json_reader reader;
    sw_buf word = {0};

    memset(text, '[', DEEP);
    run((sw_str){text, DEEP}, &word, &reader);
    ck_assert_uint_eq(reader.at, SW_JSON_READ_DEPTH);
    ck_assert_uint_eq(word.len, SW_JSON_READ_DEPTH + 1);
    memset(text + SW_JSON_READ_DEPTH, ']', SW_JSON_READ_DEPTH);
    run((sw_str){text, 2 * SW_JSON_READ_DEPTH}, &word, &reader);
    ck_assert_int_eq(word.ptr[word.len - 1], '.');
    sw_buf_release(&word);
    free(text);
}
END_TEST

START_TEST(tokens_have_places)
{
    sw_json_reader r;

    sw_json_read_init(&r, SW_STR(" { \"k\\n\" : -1.5 , \"l\":\"v\" }"));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_OBJECT);
    ck_assert_uint_eq(r.start, 1);
    ck_assert_uint_eq(r.depth, 1);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert_uint_eq(r.start, 3);
    ck_assert(r.escaped && sw_str_equal_c(r.raw, "k\\n"));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_NUMBER);
    ck_assert_uint_eq(r.start, 11);
    ck_assert(sw_str_equal_c(r.raw, "-1.5"));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert(!r.escaped);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_STRING);
    ck_assert(sw_str_equal_c(r.raw, "v"));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_OBJECT_END);
    ck_assert_uint_eq(r.depth, 0);
}
END_TEST

START_TEST(skip)
{
    sw_json_reader r;
    sw_str value;

    sw_json_read_init(
        &r, SW_STR("{\"a\": {\"x\":[1,{}]} , \"b\":[1,\"s\" , [2]], \"c\":0}"));
    ck_assert(sw_json_read_skip(&r, &value)); /* the whole */
    ck_assert(sw_str_equal(value, r.text));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_END);

    sw_json_read_init(
        &r, SW_STR("{\"a\": {\"x\":[1,{}]} , \"b\":[1,\"s\" , [2]], \"c\":0}"));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_OBJECT);
    ck_assert(!sw_json_read_skip(&r, &value)); /* a key comes, no value */
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert(sw_json_read_skip(&r, &value));
    ck_assert(sw_str_equal_c(value, "{\"x\":[1,{}]}"));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_ARRAY);
    static const char *const want[] = {"1", "\"s\"", "[2]"};
    for (int i = 0; i < COUNT(want); i++) {
        ck_assert(sw_json_read_skip(&r, &value));
        ck_assert(sw_str_equal_c(value, want[i]));
    }
    ck_assert(!sw_json_read_skip(&r, &value));
    ck_assert_ptr_null(r.error);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_ARRAY_END);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert(sw_json_read_skip(&r, NULL));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_OBJECT_END);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_END);

    sw_json_read_init(&r, SW_STR("[1,[2,}]"));
    ck_assert(!sw_json_read_skip(&r, &value));
    ck_assert_ptr_nonnull(r.error);
}
END_TEST

static const struct {
    const char *text, *want;
} strings[] = {
    {"\"plain\"", "plain"},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
    {"\"a\\u0041\\u00e9\\u20AC!\"", "aA\xC3\xA9\xE2\x82\xAC!"},
    {"\"\\ud83d\\ude42\"", "\xF0\x9F\x99\x82"},
    {"\"\\ud83d\"", "\xEF\xBF\xBD"},
    {"\"\\ude42x\"", "\xEF\xBF\xBDx"},
    {"\"\\ud83d\\ud83d\\ude42\"", "\xEF\xBF\xBD\xF0\x9F\x99\x82"},
    {"\"\\ud83d\\n\"", "\xEF\xBF\xBD\n"},
};

START_TEST(escapes_undone)
{
    sw_json_reader r;
    sw_buf out = {0};

    sw_buf_put_c(&out, "left over");
    sw_json_read_init(&r, sw_str_of(strings[_i].text));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_STRING);
    sw_str got = sw_json_read_string(&r, &out);
    ck_assert(sw_str_equal_c(got, strings[_i].want));
    sw_buf_release(&out);
}
END_TEST

/* The same into room of the caller's; keys and what is skipped do not go there.
 */
START_TEST(escapes_undone_into_room)
{
    sw_json_reader r;
    char text[200], room[SW_JSON_READ_ROOM(sizeof text)];
    int len = snprintf(text, sizeof text,
                       "{\"k\\u0041\": %s, \"a\": %s, \"b\": [1, %s]}",
                       strings[_i].text, strings[_i].text, strings[_i].text);
    sw_str first;

    sw_json_read_to(&r, (sw_str){text, (size_t)len}, room);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_OBJECT);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert(sw_str_equal_c(r.raw, "k\\u0041"));
    ck_assert(r.escaped);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_STRING);
    first = r.raw;
    ck_assert_ptr_eq(first.ptr, room);
    ck_assert(!r.escaped);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert(sw_json_read_skip(&r, NULL));
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_KEY);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_ARRAY);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_NUMBER);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_STRING);
    ck_assert_str_eq(first.ptr, strings[_i].want);
    ck_assert_str_eq(r.raw.ptr, strings[_i].want);
    ck_assert_uint_eq(r.raw.len, strlen(strings[_i].want));
    ck_assert_ptr_eq(r.raw.ptr, first.ptr + first.len + 1);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_ARRAY_END);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_OBJECT_END);
    ck_assert_int_eq(sw_json_read(&r), SW_JSON_END);
}
END_TEST

START_TEST(escapes_in_a_full_buffer)
{
    sw_json_reader r;
    sw_buf out;

    sw_buf_init(&out, 3);
    sw_json_read_init(&r, SW_STR("[\"abc\\n\",\"plain is free\",\"\\u0000\"]"));
    sw_json_read(&r);
    sw_json_read(&r);
    ck_assert_uint_eq(sw_json_read_string(&r, &out).len, 0);
    ck_assert(out.failed);
    sw_json_read(&r);
    ck_assert_uint_eq(sw_json_read_string(&r, &out).len, 13);
    sw_json_read(&r);
    ck_assert(sw_str_equal(sw_json_read_string(&r, &out), SW_STR("\0")));
    sw_buf_release(&out);
}
END_TEST

Suite *suite_json_read(void)
{
    Suite *suite = suite_create("json_read");
    TCase *tcase = tcase_create("json_read");

    tcase_add_loop_test(tcase, well_formed, 0, COUNT(good));
    tcase_add_loop_test(tcase, ill_formed, 0, COUNT(bad));
    tcase_add_test(tcase, a_nul_byte_is_no_end);
    tcase_add_test(tcase, cut_anywhere);
    tcase_add_test(tcase, any_byte_anywhere);
    tcase_add_test(tcase, depth_is_bounded);
    tcase_add_test(tcase, tokens_have_places);
    tcase_add_test(tcase, skip);
    tcase_add_loop_test(tcase, escapes_undone, 0, COUNT(strings));
    tcase_add_loop_test(tcase, escapes_undone_into_room, 0, COUNT(strings));
    tcase_add_test(tcase, escapes_in_a_full_buffer);
    suite_add_tcase(suite, tcase);
    return suite;
}
