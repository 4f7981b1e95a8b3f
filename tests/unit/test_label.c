/* test_label.c - what labels and first words say about who speaks. */
#include "unit.h"

#include "talk/label.h"

static const struct {
    const char *label;
    sw_label_kind kind;
    sw_role role;
} rows[] = {
    {"Agent", SW_LABEL_WHOLE, SW_ROLE_AGENT},
    {"AGENT 7", SW_LABEL_WHOLE, SW_ROLE_AGENT},
    {"Support Team", SW_LABEL_WHOLE, SW_ROLE_AGENT},
    {"Customer Service", SW_LABEL_WHOLE, SW_ROLE_AGENT},
    {"customer", SW_LABEL_WHOLE, SW_ROLE_CUSTOMER},
    {"Visitor #48", SW_LABEL_WHOLE, SW_ROLE_CUSTOMER},
    {"end-user", SW_LABEL_WHOLE, SW_ROLE_CUSTOMER},
    {"Live Chat Bot", SW_LABEL_WHOLE, SW_ROLE_BOT},
    {"Virtual Assistant", SW_LABEL_WHOLE, SW_ROLE_BOT},
    {"System", SW_LABEL_WHOLE, SW_ROLE_SYSTEM},
    {"Agent Smith", SW_LABEL_PART, SW_ROLE_AGENT},
    {"Shop Support", SW_LABEL_PART, SW_ROLE_AGENT},
    {"Customer Kim", SW_LABEL_PART, SW_ROLE_CUSTOMER},
    {"Botho", SW_LABEL_NAME, SW_ROLE_UNKNOWN},
    {"Kim", SW_LABEL_NAME, SW_ROLE_UNKNOWN},
    {"", SW_LABEL_NAME, SW_ROLE_UNKNOWN},
    {"48", SW_LABEL_NAME, SW_ROLE_UNKNOWN},
};

START_TEST(row)
{
    sw_role role;

    ck_assert_msg(sw_label_read(sw_str_of(rows[_i].label), &role) ==
                      rows[_i].kind,
                  "%s", rows[_i].label);
    ck_assert_msg(role == rows[_i].role, "%s", rows[_i].label);
}
END_TEST

static const struct {
    const char *value;
    sw_role role;
} values[] = {
    {"outbound", SW_ROLE_AGENT},    {" Outgoing ", SW_ROLE_AGENT},
    {"assistant", SW_ROLE_AGENT},   {"Agent", SW_ROLE_AGENT},
    {"inbound", SW_ROLE_CUSTOMER},  {"end-user", SW_ROLE_CUSTOMER},
    {"lead", SW_ROLE_CUSTOMER},     {"BOT", SW_ROLE_BOT},
    {"private", SW_ROLE_NOTE},      {"Internal note", SW_ROLE_NOTE},
    {"Agent Ana", SW_ROLE_UNKNOWN}, {"", SW_ROLE_UNKNOWN},
    {"true", SW_ROLE_UNKNOWN},
};

START_TEST(value)
{
    ck_assert_msg(sw_label_value(sw_str_of(values[_i].value)) ==
                      values[_i].role,
                  "%s", values[_i].value);
}
END_TEST

START_TEST(words)
{
    ck_assert(sw_label_greets(SW_STR("Hi Kim, thank you for contacting us")));
    ck_assert(sw_label_greets(SW_STR("How CAN I help?")));
    ck_assert(!sw_label_greets(SW_STR("My kettle leaks")));
    ck_assert(sw_label_is_notice(SW_STR("This conversation has been closed.")));
    ck_assert(!sw_label_is_notice(SW_STR("I closed the lid.")));
}
END_TEST

Suite *suite_label(void)
{
    Suite *s = suite_create("label");
    TCase *tc = tcase_create("label");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tc, value, 0, sizeof values / sizeof values[0]);
    tcase_add_test(tc, words);
    suite_add_tcase(s, tc);
    return s;
}
