/* test_opt.c - options: every way to write them, every way to get them wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "cli/opt.h"

#define WORDS_MAX 8

static const struct {
    const char *words[WORDS_MAX];
    const char *want; /* "format severity quiet select operands..." */
} good[] = {
    {{NULL}, "0 0 0 - "},
    {{"-f", "json", NULL}, "2 0 0 - "},
    {{"-fjson", NULL}, "2 0 0 - "},
    {{"-f=json", NULL}, "2 0 0 - "},
    {{"--format", "json", NULL}, "2 0 0 - "},
    {{"--format=json", NULL}, "2 0 0 - "},
    {{"-qfline", "a.txt", NULL}, "4 0 1 - a.txt "},
    {{"a.txt", "-q", "b.txt", "--severity=error", NULL},
     "0 3 1 - a.txt b.txt "},
    {{"--", "-q", "--format", NULL}, "0 0 0 - -q --format "},
    {{"-", "--select", "a,b", NULL}, "0 0 0 a,b - "},
    {{"--select=", NULL}, "0 0 0  "},
    {{"-f", "json", "-f", "text", NULL}, "1 0 0 - "},
};

START_TEST(parsed)
{
    sw_arena arena = {0};
    sw_options o;
    saywell_error err;
    sw_buf got = {0};
    int argc = 0;
    char *argv[WORDS_MAX];

    for (; good[_i].words[argc]; argc++)
        argv[argc] = strdup(good[_i].words[argc]);
    ck_assert_msg(!sw_opt_parse(SW_CHECK, argc, argv, &arena, &o, &err), "%s",
                  err.message);
    sw_buf_printf(&got, "%d %d %d %s ", o.format, o.severity, o.quiet,
                  o.select.count ? o.select.at[0] : "-");
    for (size_t i = 0; i < o.operands.count; i++)
        sw_buf_printf(&got, "%s ", o.operands.at[i]);
    ck_assert_str_eq(sw_buf_c(&got), good[_i].want);
    sw_buf_release(&got);
    sw_arena_release(&arena);
    while (argc-- > 0)
        free(argv[argc]);
}
END_TEST

static const struct {
    const char *words[WORDS_MAX];
    const char *want; /* in the message */
    int format;       /* known all the same */
} bad[] = {
    {{"--formt", "json", NULL}, "did you mean --format?", 0},
    {{"--formt", "-f", "json", NULL}, "did you mean --format?", 2},
    {{"-f", "yaml", NULL}, "known are text, json", 0},
    {{"-f", "jsno", NULL}, "did you mean \"json\"?", 0},
    {{"-f", NULL}, "wants a value", 0},
    {{"--diff", NULL}, "option of \"fix\", not of \"check\"", 0},
    {{"--quiet=yes", NULL}, "takes no value", 0},
    {{"--max-findings", "-1", NULL}, "is not a number", 0},
    {{"--max-findings", "99999999999999999999", NULL}, "is not a number", 0},
    {{"-Z", NULL}, "unknown option -Z", 0},
    {{"--", NULL}, NULL, 0},
};

START_TEST(refused)
{
    sw_arena arena = {0};
    sw_options o;
    saywell_error err;
    int argc = 0;
    char *argv[WORDS_MAX];
    saywell_status status;

    for (; bad[_i].words[argc]; argc++)
        argv[argc] = strdup(bad[_i].words[argc]);
    status = sw_opt_parse(SW_CHECK, argc, argv, &arena, &o, &err);
    ck_assert_int_eq(status, bad[_i].want ? SAYWELL_ARGUMENT : SAYWELL_OK);
    if (bad[_i].want)
        ck_assert_msg(strstr(err.message, bad[_i].want) != NULL, "%s",
                      err.message);
    ck_assert_int_eq(o.format, bad[_i].format);
    sw_arena_release(&arena);
    while (argc-- > 0)
        free(argv[argc]);
}
END_TEST

/* Names and letters are unique for each command; help fits a terminal. */
START_TEST(table)
{
    sw_buf help = {0};
    sw_str rest, line;

    for (size_t i = 0; sw_opt_at(i); i++) {
        const sw_opt *a = sw_opt_at(i);

        for (size_t k = i + 1; sw_opt_at(k); k++) {
            const sw_opt *b = sw_opt_at(k);

            ck_assert(!(a->commands & b->commands) ||
                      strcmp(a->name, b->name) != 0);
            ck_assert(!(a->commands & b->commands) || !a->letter ||
                      a->letter != b->letter);
        }
        ck_assert((a->kind == SW_OPT_FLAG) == (a->value == NULL));
        ck_assert((a->kind == SW_OPT_CHOICE || a->kind == SW_OPT_OPEN) ==
                  (a->choices != NULL));
    }
    sw_opt_help(&help, SW_EVERY);
    rest = sw_buf_str(&help);
    while (sw_str_line(&rest, &line))
        ck_assert_uint_le(line.len, 79);
    sw_buf_release(&help);
}
END_TEST

Suite *suite_opt(void)
{
    Suite *s = suite_create("opt");
    TCase *tc = tcase_create("opt");

    tcase_add_loop_test(tc, parsed, 0, sizeof good / sizeof good[0]);
    tcase_add_loop_test(tc, refused, 0, sizeof bad / sizeof bad[0]);
    tcase_add_test(tc, table);
    suite_add_tcase(s, tc);
    return s;
}
