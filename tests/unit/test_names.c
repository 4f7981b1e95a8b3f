/* test_names.c - names and patterns: who is one of them. */
#include <string.h>

#include "unit.h"

#include "talk/names.h"

static const char *const list[] = {"Ana", "/^Agent .*/", "/@shop\\.example$/i",
                                   "/half", "kim@mail.example"};
static const sw_talk_names patterns = {list, sizeof list / sizeof list[0]};

static const struct {
    const char *name;
    bool match;
} rows[] = {
    {"Ana", true},
    {" ana ", true},
    {"Anabel", false},
    {"Agent Smith", true},
    {"agent Smith", false},
    {"ben@SHOP.example", true},
    {"ben@shop.example.org", false},
    {"/half", true},
    {"half", false},
    {"Kim@Mail.Example", true},
    {"", false},
};

START_TEST(row)
{
    sw_talk_error error = {0};
    sw_names *names;

    ck_assert(sw_names_new(&names, &patterns, "agents", &error) == SW_TALK_ONE);
    ck_assert_msg(sw_names_match(names, sw_str_of(rows[_i].name)) ==
                      rows[_i].match,
                  "%s", rows[_i].name);
    sw_names_free(names);
}
END_TEST

START_TEST(wrong)
{
    static const char *const bad[] = {"Ana", "/^(Agent/"};
    static const sw_talk_names two = {bad, 2};
    sw_talk_error error = {0};
    sw_names *names;

    ck_assert(sw_names_new(&names, &two, "agents", &error) == SW_TALK_FAILED);
    ck_assert(strstr(error.message, "\"agents\": \"/^(Agent/\" is not"));
    ck_assert(names == NULL);
    ck_assert(!sw_names_match(NULL, SW_STR("Ana")));
}
END_TEST

START_TEST(long_name)
{
    static const char *const any[] = {"/./"};
    static const sw_talk_names one = {any, 1};
    char name[1000];
    sw_talk_error error = {0};
    sw_names *names;

    memset(name, 'a', sizeof name);
    ck_assert(sw_names_new(&names, &one, "agents", &error) == SW_TALK_ONE);
    ck_assert(sw_names_match(names, (sw_str){name, 200}));
    ck_assert(!sw_names_match(names, (sw_str){name, sizeof name}));
    sw_names_free(names);
}
END_TEST

Suite *suite_names(void)
{
    Suite *s = suite_create("names");
    TCase *tc = tcase_create("names");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, wrong);
    tcase_add_test(tc, long_name);
    suite_add_tcase(s, tc);
    return s;
}
