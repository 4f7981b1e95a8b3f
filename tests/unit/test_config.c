/* test_config.c - configuration: layers, locks, places, mistakes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

#include "conf/config.h"

/* A file of these words; free and unlink the name. */
static char *file_of(const char *words)
{
    char *path = strdup("/tmp/saywell-test-XXXXXX");
    int fd = mkstemp(path);
    ssize_t n = write(fd, words, strlen(words));

    ck_assert_int_eq((int)n, (int)strlen(words));
    close(fd);
    return path;
}

static saywell_status read_words(sw_config *config, const char *words,
                                 sw_origin_kind kind, saywell_error *err)
{
    char *path = file_of(words);
    saywell_status status = sw_config_read(config, path, kind, err);

    unlink(path);
    free(path);
    return status;
}

static const struct {
    const char *words, *message, *key;
    size_t line, column;
} bad[] = {
    {"{\"profil\": \"x\"}", "did you mean \"profile\"?", "profil", 1, 2},
    {"{\n \"rules\": {\"a\": \"warn\"}}", "unknown value \"warn\"", "rules.a",
     2, 17},
    {"{\"rules\": []}", "must be an object", "rules", 1, 11},
    {"{\"words\": [1]}", "must be a string", "words[0]", 1, 12},
    {"{\"limits\": {\"max_bytes\": 1.5}}", "must be a whole number",
     "limits.max_bytes", 1, 26},
    {"{\"limits\": {\"bytes\": 1}}", "unknown key \"bytes\"", "limits.bytes", 1,
     13},
    {"{\"public\": \"yes\"}", "must be true or false", "public", 1, 12},
    {"{\"lock\": [\"rulez.a\"]}", "unknown key \"rulez.a\"", "lock[0]", 1, 11},
    {"[]", "must be an object", "", 1, 1},
    {"{\"words\": [], \"words\": []}", "given twice", "words", 1, 15},
};

START_TEST(mistake)
{
    sw_config config = {0};
    saywell_error err;

    ck_assert_int_ne(read_words(&config, bad[_i].words, SW_ORIGIN_TEAM, &err),
                     SAYWELL_OK);
    ck_assert_msg(strstr(err.message, bad[_i].message) != NULL, "%s",
                  err.message);
    ck_assert_str_eq(err.key, bad[_i].key);
    ck_assert_uint_eq(err.line, bad[_i].line);
    ck_assert_uint_eq(err.column, bad[_i].column);
    sw_config_release(&config);
}
END_TEST

static const char *value(const sw_config *c, sw_config_key key,
                         const char *name)
{
    const sw_config_entry *e = sw_config_value(c, key, name);

    return e ? e->value : "-";
}

START_TEST(layers)
{
    const sw_origin origin = {.kind = SW_ORIGIN_COMMAND, .name = "--set"};
    sw_config c = {0};
    saywell_error err;

    ck_assert(!read_words(&c,
                          "{ // ours\n\"profile\": \"a\",\n"
                          "\"lock\": [\"rules.x\", \"channel\"],\n"
                          "\"rules\": {\"x\": \"off\", \"y\": \"off\"},\n"
                          "\"channel\": \"email\", \"packs\": [\"p\"]}",
                          SW_ORIGIN_TEAM, &err));
    ck_assert(!read_words(&c,
                          "{\"profile\": \"b\", \"channel\": \"chat\",\n"
                          "\"rules\": {\"x\": \"on\", \"y\": \"on\"}}",
                          SW_ORIGIN_PERSONAL, &err));
    ck_assert(sw_config_add(&c, SW_CONFIG_SETTINGS, "s", "v", &origin));
    ck_assert_str_eq(value(&c, SW_CONFIG_PROFILE, ""), "b");
    ck_assert_str_eq(value(&c, SW_CONFIG_CHANNEL, ""), "email");
    ck_assert_str_eq(value(&c, SW_CONFIG_RULES, "x"), "off");
    ck_assert_str_eq(value(&c, SW_CONFIG_RULES, "y"), "on");
    ck_assert_str_eq(value(&c, SW_CONFIG_SETTINGS, "s"), "v");
    ck_assert_str_eq(value(&c, SW_CONFIG_RULES, "z"), "-");
    ck_assert_uint_eq(sw_config_value(&c, SW_CONFIG_RULES, "y")->origin.line,
                      2);
    ck_assert_str_eq(value(&c, SW_CONFIG_PACKS, ""), "/tmp/p");
    ck_assert(sw_config_add(&c, SW_CONFIG_PACKS, "", "q", &origin));
    ck_assert(!sw_config_applies(&c, &c.entries.at[0]));
    ck_assert_str_eq(value(&c, SW_CONFIG_PACKS, ""), "q");
    sw_config_release(&c);
}
END_TEST

Suite *suite_config(void)
{
    Suite *s = suite_create("config");
    TCase *tc = tcase_create("config");

    tcase_add_loop_test(tc, mistake, 0, sizeof bad / sizeof bad[0]);
    tcase_add_test(tc, layers);
    suite_add_tcase(s, tc);
    return s;
}
