/* test_glob.c - path patterns: what they cover and what they leave. */
#include "unit.h"

#include "conf/glob.h"

static const struct {
    const char *pattern, *path;
    bool match;
} rows[] = {
    {"old", "old", true},
    {"old", "old/a.txt", true},
    {"old", "x/old/a.txt", true},
    {"old", "older/a.txt", false},
    {"old/", "old/a.txt", true},
    {"/old", "old/a.txt", true},
    {"/old", "x/old/a.txt", false},
    {"x/old", "x/old/a.txt", true},
    {"x/old", "y/x/old/a.txt", false},
    {"*.txt", "a.txt", true},
    {"*.txt", "x/y/a.txt", true},
    {"*.txt", "a.txt.md", false},
    {"a*c*e", "abcde", true},
    {"a*c*e", "abcd", false},
    {"x/*.txt", "x/a.txt", true},
    {"x/*.txt", "x/y/a.txt", false},
    {"x/**/a.txt", "x/a.txt", true},
    {"x/**/a.txt", "x/y/z/a.txt", true},
    {"**/z", "x/y/z/a.txt", true},
    {"x/**", "x/y/z", true},
    {"x/**", "y/x", false},
    {"?.txt", "a.txt", true},
    {"?.txt", "ab.txt", false},
    {"a?b", "a/b", false},
    {"[abc].txt", "b.txt", true},
    {"[a-c].txt", "d.txt", false},
    {"[!a-c].txt", "d.txt", true},
    {"[]].txt", "].txt", true},
    {"[a.txt", "[a.txt", true},
    {"", "a", false},
    {"/", "a", false},
    {"*", "a", true},
    {"a", "", false},
    {"*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac",
     false},
};

START_TEST(row)
{
    ck_assert_msg(sw_glob_match(sw_str_of(rows[_i].pattern),
                                sw_str_of(rows[_i].path)) == rows[_i].match,
                  "%s on %s", rows[_i].pattern, rows[_i].path);
}
END_TEST

Suite *suite_glob(void)
{
    Suite *s = suite_create("glob");
    TCase *tc = tcase_create("glob");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    suite_add_tcase(s, tc);
    return s;
}
