/* test_ignore_line.c - "saywell: ignore" in the comments people write. */
#include <string.h>

#include "unit.h"

#include "doc/ignore_line.h"

#define NONE "(none)"

/* A line; where its comment starts; its ids; its reason. */
static const struct {
    const char *line;
    size_t start;
    const char *ids, *reason;
} rows[] = {
    {"saywell: ignore bare-no", 0, "bare-no", ""},
    {"<!-- saywell: ignore bare-no -->", 0, "bare-no", ""},
    {"<!-- saywell: ignore bare-no-->", 0, "bare-no", ""},
    {"<!--saywell:ignore bare-no, cannot-until -- legal wants it -->", 0,
     "bare-no cannot-until", "legal wants it"},
    {"{# saywell: ignore a b c #}", 0, "a b c", ""},
    {"{% comment %}saywell: ignore a{% endcomment %}", 0, "a", ""},
    {"  // SayWell: Ignore a --because it must", 0, "a", "because it must"},
    {"# saywell: ignore a -- why - and how", 0, "a", "why - and how"},
    {"# saywell: ignore", 0, "", ""},
    {"# saywell: ignore -- no name", 0, "", "no name"},
    {"[//]: # (saywell: ignore a)", 9, "a", ""},
    {"No. {# saywell: ignore a #}", 3, "a", ""},
    {"No! <!-- saywell: ignore a -->", 3, "a", ""},
    {"say: it, saywell: ignore a", 8, "a", ""},
    {"caf\xc3\xa9: saywell: ignore a", 5, "a", ""},
    {"saywell: ignored a", 0, NONE, ""},
    {"saywell: ignore-file a", 0, NONE, ""},
    {"essaywell: ignore a", 0, NONE, ""},
    {"saywell ignore a", 0, NONE, ""},
    {"::saywell:", 0, NONE, ""},
    {":", 0, NONE, ""},
    {"", 0, NONE, ""},
};

static void read_ids(sw_str text, const sw_ignore_line *line, char *out)
{
    size_t at = 0, start, end;

    *out = '\0';
    while (sw_ignore_line_id(text, line, &at, &start, &end)) {
        if (*out)
            strcat(out, " ");
        strncat(out, text.ptr + start, end - start);
    }
}

START_TEST(lines)
{
    sw_str text = sw_str_of(rows[_i].line);
    sw_ignore_line line;
    char ids[80];
    bool found = sw_ignore_line_find(text, 0, text.len, &line);

    ck_assert_int_eq(found, strcmp(rows[_i].ids, NONE) != 0);
    if (!found)
        return;
    read_ids(text, &line, ids);
    ck_assert_str_eq(ids, rows[_i].ids);
    ck_assert_uint_eq(line.start, rows[_i].start);
    ck_assert_int_eq(line.alone, rows[_i].start == 0);
    ck_assert_uint_eq(line.reason_end - line.reason, strlen(rows[_i].reason));
    ck_assert_mem_eq(text.ptr + line.reason, rows[_i].reason,
                     strlen(rows[_i].reason));
}
END_TEST

/* Only the bytes given are looked at. */
START_TEST(bounds)
{
    sw_str text = SW_STR("x saywell: ignore a\nsaywell: ignore b");
    sw_ignore_line line;
    size_t at = 0, start, end;

    ck_assert(!sw_ignore_line_find(text, 0, 14, &line));
    ck_assert(sw_ignore_line_find(text, 20, text.len, &line));
    ck_assert(line.alone);
    ck_assert(sw_ignore_line_id(text, &line, &at, &start, &end));
    ck_assert_uint_eq(start, text.len - 1);
    ck_assert(sw_ignore_line_find(text, 0, 19, &line));
    ck_assert_uint_eq(line.end, 19);
}
END_TEST

Suite *suite_ignore_line(void)
{
    Suite *s = suite_create("ignore_line");
    TCase *tc = tcase_create("ignore_line");

    tcase_add_loop_test(tc, lines, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tc, bounds);
    suite_add_tcase(s, tc);
    return s;
}
