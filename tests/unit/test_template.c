/* test_template.c - a rewrite's text -> parts. */
#include "unit.h"

#include "base/buf.h"
#include "rule/template.h"

#include <string.h>

static sw_arena arena;
static sw_map maps, affirm, gerund;
static const char *const names[] = {"verb", "time", NULL};

static void setup(void)
{
    maps = (sw_map){0};
    ck_assert(sw_map_put(&maps, &arena, SW_STR("affirm"), &affirm));
    ck_assert(sw_map_put(&maps, &arena, SW_STR("gerund"), &gerund));
}

static void teardown(void)
{
    sw_arena_release(&arena);
}

/* Parts as text: literals in quotes, captures with their filters. */
static void show(const sw_template *t, sw_buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        const sw_part *part = &t->parts[i];

        sw_buf_byte(out, part->capture ? '<' : '\'');
        sw_buf_put(out, part->text);
        for (size_t k = 0; k < part->filter_count; k++) {
            static const char *const words[] = {"map", "lower", "upper",
                                                "sentence"};

            sw_buf_byte(out, '|');
            if (part->filters[k].words == &gerund)
                sw_buf_put_c(out, "gerund");
            else
                sw_buf_put_c(out, words[part->filters[k].kind]);
        }
        sw_buf_byte(out, part->capture ? '>' : '\'');
    }
}

static const struct row {
    const char *text, *parts;
    int slots;
} rows[] = {
    {"", "", 0},
    {"We can help", "'We can help'", 0},
    {"We can {verb} it", "'We can '<verb>' it'", 0},
    {"{verb}{time}", "<verb><time>", 0},
    {"{0}", "<0>", 0},
    {"{voice|gerund} can", "<voice|gerund>' can'", 0},
    {"{verb|affirm|sentence}", "<verb|map|sentence>", 0},
    {"{verb|lower|upper}", "<verb|lower|upper>", 0},
    {"{{verb}} [[x]]", "'{verb} [x]'", 0},
    {"{{{verb}}}", "'{'<verb>'}'", 0},
    {"from [day] on", "'from [day] on'", 1},
    {"[what {verb} does]", "'[what '<verb>' does]'", 1},
    {"caf\xC3\xA9 {verb}", "'caf\xC3\xA9 '<verb>", 0},
};

START_TEST(parses)
{
    const struct row *row = &rows[_i];
    sw_template_fault fault;
    sw_template t;
    sw_buf out;

    sw_buf_init(&out, 0);
    ck_assert_msg(sw_template_parse(sw_str_of(row->text), names, &maps, &arena,
                                    &t, &fault) == SAYWELL_OK,
                  "%s: %s", row->text, fault.message);
    show(&t, &out);
    ck_assert_str_eq(sw_buf_c(&out), row->parts);
    ck_assert_int_eq(t.slots, row->slots);
    sw_buf_release(&out);
}
END_TEST

static const struct refusal {
    const char *text, *at, *message;
} refusals[] = {
    {"a {vreb}", "vreb", "did you mean {verb}?"},
    {"a {nothing}", "nothing", "no capture (?<nothing>"},
    {"a {}", "{}", "wants the name"},
    {"a {verb", "{", "never closed"},
    {"a } b", "}", "write }}"},
    {"a [b", "[", "write [["},
    {"a ] b", "]", "write ]]"},
    {"a [b [c]]", "[", "may not hold another"},
    {"{verb|afirm}", "afirm", "did you mean \"affirm\"?"},
    {"{verb|zzzzzzz}", "zzzzzzz", "lower, upper and sentence"},
    {"{verb|}", "", "there is no map \"\""},
    {"{verb|lower|gerunt}", "gerunt", "did you mean \"gerund\"?"},
};

START_TEST(refuses)
{
    const struct refusal *row = &refusals[_i];
    sw_template_fault fault;
    sw_template t;

    ck_assert_int_eq(sw_template_parse(sw_str_of(row->text), names, &maps,
                                       &arena, &t, &fault),
                     SAYWELL_RULE);
    ck_assert_msg(strstr(fault.message, row->message) != NULL, "%s: %s",
                  row->text, fault.message);
    ck_assert_msg(
        memcmp(row->text + fault.offset, row->at, strlen(row->at)) == 0 &&
            fault.len == (row->at[0] ? strlen(row->at) : 1),
        "%s: the place is %zu, %zu", row->text, fault.offset, fault.len);
}
END_TEST

START_TEST(any_name_passes_without_a_list)
{
    sw_template_fault fault;
    sw_template t;

    ck_assert_int_eq(sw_template_parse(SW_STR("{whatever}"), NULL, &maps,
                                       &arena, &t, &fault),
                     SAYWELL_OK);
}
END_TEST

static const char *const folds[][2] = {
    {"Can\xE2\x80\x99T", "can't"},
    {"  won't \xC2\xA0 be\table  to\n", "won't be able to"},
    {"", ""},
    {" \n", ""},
    {"Caf\xC3\xA9", "caf\xC3\xA9"},
};

START_TEST(folds_words)
{
    sw_str out;

    ck_assert_int_eq(sw_template_fold(sw_str_of(folds[_i][0]), &arena, &out),
                     SAYWELL_OK);
    ck_assert_str_eq(out.ptr, folds[_i][1]);
    ck_assert_uint_eq(out.len, strlen(folds[_i][1]));
}
END_TEST

Suite *suite_template(void)
{
    Suite *suite = suite_create("template");
    TCase *tc = tcase_create("template");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, parses, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tc, refuses, 0, sizeof refusals / sizeof *refusals);
    tcase_add_test(tc, any_name_passes_without_a_list);
    tcase_add_loop_test(tc, folds_words, 0, sizeof folds / sizeof *folds);
    suite_add_tcase(suite, tc);
    return suite;
}
