/* test_conversation.c - conversation lines: read, refused, told apart. */
#include <string.h>

#include "unit.h"

#include "talk/read_lines.h"

#define AGENT "{\"role\":\"agent\",\"text\":\"Hi\"}"

static const struct {
    const char *line;
    const char *code; /* NULL: good */
    size_t turns;
} rows[] = {
    {"{\"turns\":[]}", NULL, 0},
    {"{\"turns\":[" AGENT "," AGENT "]}", NULL, 2},
    {" {\"id\":7,\"x\":{\"turns\":1},\"turns\":[" AGENT "]} ", NULL, 1},
    {"{\"id\":null,\"channel\":null,\"turns\":[]}", NULL, 0},
    {"{\"turns\":[{\"text\":\"a\",\"x\":[[]],\"role\":\"customer\"}]}", NULL,
     1},
    {"", "json", 0},
    {"{", "json", 0},
    {"{\"turns\":[]", "json", 0},
    {"{\"turns\":[]}}", "json", 0},
    {"{\"turns\":[" AGENT "}", "json", 0},
    {"{\"turns\":[" AGENT ",]}", "json", 0},
    {"null", "record", 0},
    {"[]", "record", 0},
    {"{}", "turns", 0},
    {"{\"turns\":null}", "turns", 0},
    {"{\"turns\":[null]}", "turns", 0},
    {"{\"turns\":[{\"text\":\"a\"}]}", "role", 0},
    {"{\"turns\":[{\"role\":1,\"text\":\"a\"}]}", "role", 0},
    {"{\"turns\":[{\"role\":\"Agent\",\"text\":\"a\"}]}", "role", 0},
    {"{\"turns\":[{\"role\":\"agent\"}]}", "text", 0},
    {"{\"turns\":[{\"role\":\"agent\",\"text\":null}]}", "text", 0},
    {"{\"id\":[],\"turns\":[]}", "record", 0},
    {"{\"public\":1,\"turns\":[]}", "record", 0},
    {"{\"turns\":[{\"role\":\"agent\",\"text\":\"\xff\"}]}", "json", 0},
};

START_TEST(row)
{
    sw_arena arena = {0};
    sw_conversation c;
    sw_talk_error error;
    bool ok =
        sw_lines_read(&c, sw_str_of(rows[_i].line), false, &arena, &error);

    ck_assert_msg(ok == !rows[_i].code, "%s: %s", rows[_i].line, error.message);
    if (ok)
        ck_assert_uint_eq(c.turns.count, rows[_i].turns);
    else
        ck_assert_str_eq(error.code, rows[_i].code);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(everything)
{
    sw_arena arena = {0};
    sw_conversation c;
    sw_talk_error error;
    sw_str line = sw_str_of(
        "{\"a\" : 1.0, \"id\":\"x\\u00e9\",\"channel\":\"chat\",\"public\":"
        "true,\"turns\":[{\"role\":\"agent\",\"author\":\"Ana\",\"time\":12,"
        "\"text\":\"a\\u0000b\\n\",\"visibility\":\"internal\"}],\"b\":[ ]}");

    ck_assert(sw_lines_read(&c, line, true, &arena, &error));
    ck_assert_str_eq(c.id, "x\xc3\xa9");
    ck_assert_str_eq(c.channel, "chat");
    ck_assert(c.is_public);
    ck_assert(c.turns.at[0].internal);
    ck_assert_str_eq(c.turns.at[0].author, "Ana");
    ck_assert_str_eq(c.turns.at[0].time, "12");
    ck_assert(sw_str_equal(c.turns.at[0].text, SW_STR("a\0b\n")));
    ck_assert(sw_str_equal_c(c.record, "\"a\" : 1.0,\"b\":[ ]"));
    sw_arena_release(&arena);
}
END_TEST

static const struct {
    const char *line;
    bool so;
} looks[] = {
    {"{\"turns\": []}", true},
    {"  {\"id\": {\"turns\": 2}, \"turns\": 3}", true},
    {"{\"id\": {\"turns\": 2}}", false},
    {"{turns}", false},
    {"{{name}}, we had two turns", false},
    {"No \"turns\"", false},
    {"", false},
};

START_TEST(look)
{
    ck_assert_msg(sw_lines_looks_so(sw_str_of(looks[_i].line)) == looks[_i].so,
                  "%s", looks[_i].line);
}
END_TEST

Suite *suite_conversation(void)
{
    Suite *s = suite_create("conversation");
    TCase *tc = tcase_create("conversation");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, everything);
    tcase_add_loop_test(tc, look, 0, sizeof looks / sizeof looks[0]);
    suite_add_tcase(s, tc);
    return s;
}
