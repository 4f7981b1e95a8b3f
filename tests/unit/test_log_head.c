/* test_log_head.c - heads of log lines, form by form; rules and notices. */
#include "unit.h"

#include "talk/log_head.h"

static const struct {
    sw_log_form form;
    const char *line;
    const char *name; /* NULL: no head of that form */
    const char *text;
    const char *time; /* as written */
} rows[] = {
    {SW_LOG_NAME, "Agent: Hi", "Agent", "Hi", ""},
    {SW_LOG_NAME, "Kim Lee:", "Kim Lee", "", ""},
    {SW_LOG_NAME, "kim@mail.example: Hi", "kim@mail.example", "Hi", ""},
    {SW_LOG_NAME, "\xc3\x89milie: Hi", "\xc3\x89milie", "Hi", ""},
    {SW_LOG_NAME, "Dr. Ito: Hi", "Dr. Ito", "Hi", ""},
    {SW_LOG_NAME, "Note: keep it", NULL, NULL, NULL},
    {SW_LOG_NAME, "Step 2: press it", NULL, NULL, NULL},
    {SW_LOG_NAME, "https://shop.example", NULL, NULL, NULL},
    {SW_LOG_NAME, "It is 10:32 now", NULL, NULL, NULL},
    {SW_LOG_NAME, "What you can do is this, please: wait", NULL, NULL, NULL},
    {SW_LOG_NAME, "One two three four five six: hi", NULL, NULL, NULL},
    {SW_LOG_NAME, "- Item: one", NULL, NULL, NULL},
    {SW_LOG_NAME, "Ana:)", NULL, NULL, NULL},
    {SW_LOG_NAME, "", NULL, NULL, NULL},
    {SW_LOG_NAME, ":", NULL, NULL, NULL},
    {SW_LOG_BRACKET, "[10:32] Ana: Hi", "Ana", "Hi", "10:32"},
    {SW_LOG_BRACKET, "[2026-03-02 10:32:15] Ana K: Hi: you", "Ana K", "Hi: you",
     "2026-03-02 10:32:15"},
    {SW_LOG_BRACKET, "[10:32] - Ana: Hi", "Ana", "Hi", "10:32"},
    {SW_LOG_BRACKET, "[10:32] <Ana> Hi", "Ana", "Hi", "10:32"},
    {SW_LOG_BRACKET, "[10:32] Ana joined", NULL, NULL, NULL},
    {SW_LOG_BRACKET, "[10:32 Ana: Hi", NULL, NULL, NULL},
    {SW_LOG_BRACKET, "[name] Ana: Hi", NULL, NULL, NULL},
    {SW_LOG_PAREN, "(10:32:15) Visitor 48: Hi", "Visitor 48", "Hi", "10:32:15"},
    {SW_LOG_PAREN, "(10:32:15 AM) Ana:", "Ana", "", "10:32:15 AM"},
    {SW_LOG_PAREN, "(see 10:32) Ana: Hi", NULL, NULL, NULL},
    {SW_LOG_OFFSET, "( 1m 20s ) Shop Support: Hi", "Shop Support", "Hi",
     "( 1m 20s )"},
    {SW_LOG_OFFSET, "(1h 2m 3s)Kim:Hi", "Kim", "Hi", "(1h 2m 3s)"},
    {SW_LOG_OFFSET, "( 5x ) Kim: Hi", NULL, NULL, NULL},
    {SW_LOG_OFFSET, "() Kim: Hi", NULL, NULL, NULL},
    {SW_LOG_OFFSET, "( 5s Kim: Hi", NULL, NULL, NULL},
    {SW_LOG_TIME, "10:32 AM Ana: Hi", "Ana", "Hi", "10:32 AM"},
    {SW_LOG_TIME, "10:32 - Ana: Hi", "Ana", "Hi", "10:32"},
    {SW_LOG_TIME, "2026-03-02T10:32:15Z | Ana: Hi", "Ana", "Hi",
     "2026-03-02T10:32:15Z"},
    {SW_LOG_TIME, "10:32Ana: Hi", NULL, NULL, NULL},
    {SW_LOG_TIME, "10:32 Ana", NULL, NULL, NULL},
    {SW_LOG_NAME_TIME, "Ana (10:32): Hi", "Ana", "Hi", "10:32"},
    {SW_LOG_NAME_TIME, "Ana K [2026-03-02 10:32]", "Ana K", "",
     "2026-03-02 10:32"},
    {SW_LOG_NAME_TIME, "Ana  10:32 AM", "Ana", "", "10:32 AM"},
    {SW_LOG_NAME_TIME, "Visitor 48 (10:32): Hi", "Visitor 48", "Hi", "10:32"},
    {SW_LOG_NAME_TIME, "Ana (10:32) said hi", NULL, NULL, NULL},
    {SW_LOG_NAME_TIME, "I called at 10:32", NULL, NULL, NULL},
    {SW_LOG_TIME_NAME, "[10:32] Ana K", "Ana K", "", "10:32"},
    {SW_LOG_TIME_NAME, "10:32 Agent Ana:", "Agent Ana", "", "10:32"},
    {SW_LOG_TIME_NAME, "10:32", NULL, NULL, NULL},
    {SW_LOG_SAID, "Ana said:", "Ana", "", ""},
    {SW_LOG_SAID, "Ana K wrote (10:32):", "Ana K", "", "10:32"},
    {SW_LOG_SAID, "Ana wrote on 2 Mar 2026 at 10:32:", "Ana", "",
     "2 Mar 2026 at 10:32"},
    {SW_LOG_SAID, "On 2 Mar 2026, at 10:32, Ana wrote:", NULL, NULL, NULL},
    {SW_LOG_SAID, "Ana said so", NULL, NULL, NULL},
    {SW_LOG_THREE, "10:32", NULL, NULL, NULL},
};

START_TEST(row)
{
    sw_str line = sw_str_of(rows[_i].line);
    sw_log_head head;
    bool ok = sw_log_head_read(rows[_i].form, line, &head);

    ck_assert_msg(ok == (rows[_i].name != NULL), "%s: %.*s", rows[_i].line,
                  (int)head.name.len, head.name.ptr);
    if (!ok)
        return;
    ck_assert_msg(sw_str_equal_c(head.name, rows[_i].name), "%s: %.*s",
                  rows[_i].line, (int)head.name.len, head.name.ptr);
    ck_assert_str_eq(line.ptr + head.text, rows[_i].text);
    ck_assert_msg(sw_str_equal_c(head.written, rows[_i].time), "%s: %.*s",
                  rows[_i].line, (int)head.written.len, head.written.ptr);
}
END_TEST

START_TEST(offset)
{
    sw_log_head head;

    ck_assert(
        sw_log_head_read(SW_LOG_OFFSET, SW_STR("( 1h 2m 3s ) A: b"), &head));
    ck_assert_int_eq(head.offset, 3723);
    ck_assert(sw_log_head_read(SW_LOG_NAME, SW_STR("Ana: b"), &head));
    ck_assert_int_eq(head.offset, -1);
}
END_TEST

static const struct {
    const char *line;
    bool rule, system, time;
} lines[] = {
    {"-----", true, false, false},
    {" ========== ", true, false, false},
    {"----", false, false, false},
    {"-----x", false, false, false},
    {"", false, false, false},
    {"Ana has joined the chat", false, true, false},
    {"*** Ana left the chat ***", false, true, false},
    {"refid:a1b2", false, true, false},
    {"Chat Started: Monday", false, true, false},
    {"Chat transferred to Billing", false, true, false},
    {"I have transferred the chat to Ben", false, false, false},
    {"Your case was assigned to Ben", false, false, false},
    {"Was the case assigned to Ben?", false, false, false},
    {"10:32", false, false, true},
    {"[10:32 AM]", false, false, true},
    {"2 Mar 2026, 10:32", false, false, true},
    {"10:32 Ana", false, false, false},
};

START_TEST(other)
{
    sw_str line = sw_str_of(lines[_i].line);
    sw_log_head head;

    ck_assert_msg(sw_log_is_rule(line) == lines[_i].rule, "%s", lines[_i].line);
    ck_assert_msg(sw_log_is_system(line) == lines[_i].system, "%s",
                  lines[_i].line);
    ck_assert_msg(sw_log_is_time(line, &head) == lines[_i].time, "%s",
                  lines[_i].line);
}
END_TEST

Suite *suite_log_head(void)
{
    Suite *s = suite_create("log_head");
    TCase *tc = tcase_create("log_head");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, offset);
    tcase_add_loop_test(tc, other, 0, sizeof lines / sizeof lines[0]);
    suite_add_tcase(s, tc);
    return s;
}
