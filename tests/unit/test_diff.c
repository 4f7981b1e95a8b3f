/* test_diff.c - edits as hunks: borders of lines and files. */
#include <string.h>

#include "unit.h"

#include "base/buf.h"
#include "cli/diff.h"

#define TEN       "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"
#define EDITS_MAX 3
#define E_(start, end, text)               \
    {                                      \
        start, end, text, sizeof(text) - 1 \
    }

static const struct {
    const char *name, *text;
    saywell_edit edits[EDITS_MAX];
    size_t count;
    const char *want; /* behind the two lines of names */
} rows[] = {
    {"one line",
     "a\nb\nc\n",
     {E_(2, 3, "B")},
     1,
     "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
    {"no newline at the end",
     "a",
     {E_(0, 1, "b")},
     1,
     "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n"
     "\\ No newline at end of file\n"},
    {"newline added",
     "a",
     {E_(1, 1, "\n")},
     1,
     "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
    {"a line goes",
     "a\nb\nc\n",
     {E_(2, 4, "")},
     1,
     "@@ -1,3 +1,2 @@\n a\n-b\n c\n"},
    {"a line comes",
     "a\nc\n",
     {E_(2, 2, "b\n")},
     1,
     "@@ -1,2 +1,3 @@\n a\n-c\n+b\n+c\n"},
    {"lines joined",
     "a\nb\nc\n",
     {E_(1, 2, " ")},
     1,
     "@@ -1,3 +1,2 @@\n-a\n-b\n+a b\n c\n"},
    {"everything goes",
     "a\nb\n",
     {E_(0, 4, "")},
     1,
     "@@ -1,2 +0,0 @@\n-a\n-b\n"},
    {"from nothing", "", {E_(0, 0, "a\n")}, 1, "@@ -0,0 +1,1 @@\n+a\n"},
    {"two in a line",
     "a b\n",
     {E_(0, 1, "A"), E_(2, 3, "B")},
     2,
     "@@ -1,1 +1,1 @@\n-a b\n+A B\n"},
    {"near ones share a hunk",
     TEN,
     {E_(2, 3, "x"), E_(14, 15, "y")},
     2,
     "@@ -1,10 +1,10 @@\n 1\n-2\n+x\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n 9\n 10\n"},
    {"far ones do not",
     TEN "11\n",
     {E_(0, 1, "x"), E_(18, 20, "y")},
     2,
     "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n"
     "@@ -7,5 +7,5 @@\n 7\n 8\n 9\n-10\n+y\n 11\n"},
    {"CRLF stays",
     "a\r\nb\r\n",
     {E_(3, 4, "B")},
     1,
     "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n"},
};

static bool collect(void *ctx, const char *bytes, size_t len)
{
    sw_buf_put(ctx, (sw_str){bytes, len});
    return true;
}

START_TEST(row)
{
    sw_buf got = {0};
    const char *hunks;

    ck_assert(sw_diff_write("f", rows[_i].text, strlen(rows[_i].text),
                            rows[_i].edits, rows[_i].count, collect, &got));
    hunks = strstr(sw_buf_c(&got), "@@");
    ck_assert_ptr_nonnull(hunks);
    ck_assert_msg(strcmp(hunks, rows[_i].want) == 0, "%s:\n%s", rows[_i].name,
                  hunks);
    sw_buf_release(&got);
}
END_TEST

START_TEST(nothing)
{
    sw_buf got = {0};

    ck_assert(sw_diff_write("f", "a", 1, NULL, 0, collect, &got));
    ck_assert_uint_eq(got.len, 0);
}
END_TEST

Suite *suite_diff(void)
{
    Suite *s = suite_create("diff");
    TCase *tc = tcase_create("diff");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, nothing);
    suite_add_tcase(s, tc);
    return s;
}
