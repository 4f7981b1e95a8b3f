/* test_mail_quote.c - what is left of a mail, and what it answers. */
#include <string.h>

#include "unit.h"

#include "talk/mail_quote.h"

static const struct {
    const char *what, *body, *text, *quote;
} rows[] = {
    {"nothing to cut", "Hi Kim,\n\nYes.\n", "Hi Kim,\n\nYes.", ""},
    {"below an attribution",
     "Yes.\n\nOn Mon, 2 Mar 2026 at 09:00, Kim <kim@mail.example> wrote:\n"
     "> Is it late?\n>\n> Kim\n",
     "Yes.", "Is it late?\n\nKim"},
    {"the attribution wrapped",
     "Yes.\n\nOn Mon, 2 Mar 2026 at 09:00, Kim Lee-Averylongname\n"
     "<kim@mail.example> wrote:\n> Late?\n",
     "Yes.", "Late?"},
    {"no marks on the old lines",
     "Yes.\n\nOn 2 Mar 2026, at 09:00, Kim wrote:\n\nIs it late?\n", "Yes.",
     "Is it late?"},
    {"answers between the lines",
     "On 2 Mar 2026 Kim <k@mail.example> wrote:\n> Is it late?\n\n"
     "Yes, it is.\n\n> And the colour?\n\nBlue.\n",
     "Yes, it is.\n\nBlue.", "Is it late?\nAnd the colour?"},
    {"only the outermost quote",
     "Yes.\n\nOn 3 Mar 2026 Kim <k@mail.example> wrote:\n> Really?\n>\n"
     "> On 2 Mar 2026 Ana <a@shop.example> wrote:\n>> No.\n",
     "Yes.", "Really?"},
    {"Outlook's block",
     "Yes.\n\n________________________________\nFrom: Kim <kim@mail.example>\n"
     "Sent: Monday, March 2, 2026 9:00\nTo: Help\nSubject: Late\n\n"
     "Is it late?\n\nFrom: Ana\nSent: Sunday\nTo: Kim\nSubject: Hi\n\nHi\n",
     "Yes.", "Is it late?"},
    {"Original Message",
     "Yes.\n\n-----Original Message-----\nFrom: Kim\nSent: Monday\nTo: Help\n"
     "\nIs it late?\n",
     "Yes.", "Is it late?"},
    {"Original Message alone", "Yes.\n--- Original Message ---\nIs it late?\n",
     "Yes.", "Is it late?"},
    {"German",
     "Ja.\n\nAm 02.03.2026 um 09:00 schrieb Kim <k@mail.example>:\n"
     "> Zu sp\xc3\xa4t?\n",
     "Ja.", "Zu sp\xc3\xa4t?"},
    {"French",
     "Oui.\n\nLe lun. 2 mars 2026 \xc3\xa0 09:00, Kim <k@mail.example> a "
     "\xc3\xa9"
     "crit :\n\n> En retard ?\n",
     "Oui.", "En retard ?"},
    {"Spanish Outlook",
     "S\xc3\xad.\n\nDe: Kim\nEnviado: lunes\nPara: Ayuda\nAsunto: Tarde\n\n"
     "Tarde?\n",
     "S\xc3\xad.", "Tarde?"},
    {"Gmail's date and address",
     "Yes.\n\n2026-03-02 9:00 GMT+01:00 Kim <kim@mail.example>:\n\n> Late?\n",
     "Yes.", "Late?"},
    {"signature, then history",
     "Soon.\n\n-- \nAna, Shop Support\nOn 2 Mar 2026 at 09:00, Kim "
     "<k@mail.example> wrote:\n> Late!\n",
     "Soon.", "Late!"},
    {"signature below history",
     "On 2 Mar 2026 Kim <k@mail.example> wrote:\n> Late!\n\nSoon.\n--\nAna\n",
     "Soon.", "Late!"},
    {"from a telephone", "Soon.\n\nSent from my iPhone\n", "Soon.", ""},
    {"a notice of Zendesk's",
     "##- Please type your reply above this line -##\n\nHi Kim, it ships.\n",
     "Hi Kim, it ships.", ""},
    {"an answer to it",
     "Thanks!\n\n##- Please type your reply above this line -##\n\n"
     "Hi Kim, it ships.\n",
     "Thanks!", "Hi Kim, it ships."},
    {"a sentence that ends in wrote:",
     "On Monday the courier wrote:\nno one was home.\n",
     "On Monday the courier wrote:\nno one was home.", ""},
    {"From: in prose", "From: the north door\nyou see it.\nBye\n",
     "From: the north door\nyou see it.\nBye", ""},
    {"forwarded and no word",
     "---------- Forwarded message ---------\nFrom: Kim\nDate: Monday\n"
     "Subject: Late\nTo: Help\n\nLate!\n",
     "", "Late!"},
    {"\\r\\n", "Yes.\r\n\r\nOn 2 Mar 2026 K <k@m.example> wrote:\r\n> No?\r\n",
     "Yes.", "No?"},
    {"empty", "", "", ""},
    {"marks only", ">\n>>\n", "", ""},
};

START_TEST(row)
{
    sw_arena arena = {0};
    sw_mail_cut cut;
    sw_str body = sw_str_of(rows[_i].body);

    ck_assert(sw_mail_cut_read(body, &arena, &cut));
    ck_assert_msg(sw_str_equal_c(cut.text, rows[_i].text), "%s: \"%.*s\"",
                  rows[_i].what, (int)cut.text.len, cut.text.ptr);
    ck_assert_msg(sw_str_equal_c(cut.quote, rows[_i].quote),
                  "%s: quote \"%.*s\"", rows[_i].what, (int)cut.quote.len,
                  cut.quote.ptr);
    /* Every byte comes from where the runs say. */
    for (size_t i = 0, run = 0; i < cut.text.len; i++) {
        while (run + 1 < cut.run_count && cut.runs[run + 1].text <= i)
            run++;
        ck_assert(body.ptr[cut.runs[run].source + i - cut.runs[run].text] ==
                  cut.text.ptr[i]);
    }
    sw_arena_release(&arena);
}
END_TEST

START_TEST(attribution)
{
    sw_arena arena = {0};
    sw_mail_cut cut;

    ck_assert(sw_mail_cut_read(
        SW_STR("Y\n\nOn 2 Mar 2026, Kim\n<k@m.example> wrote:\n> a\n"), &arena,
        &cut));
    ck_assert(sw_str_equal_c(cut.attribution,
                             "On 2 Mar 2026, Kim\n<k@m.example> wrote:"));
    ck_assert(sw_mail_cut_read(
        SW_STR("Y\n\nFrom: Kim <k@m.example>\nSent: a\nTo: b\n\nc\n"), &arena,
        &cut));
    ck_assert(sw_str_equal_c(cut.attribution, "Kim <k@m.example>"));
    sw_arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    size_t count, first;
} tails[] = {
    {"It ships.\n\nAna\nShop Support\n555 0100", 1, 11},
    {"It ships.\n\nThanks\n\nAna", 2, 19},
    {"It ships.\nAna", 0, 0},
    {"It ships.\n\nSorry for any inconvenience.", 0, 0},
    {"Ana", 0, 0},
    {"", 0, 0},
};

START_TEST(tail)
{
    size_t starts[SW_MAIL_TAILS] = {0};

    ck_assert_msg(sw_mail_tails(sw_str_of(tails[_i].text), starts) ==
                      tails[_i].count,
                  "%s", tails[_i].text);
    ck_assert_msg(starts[0] == tails[_i].first, "%s: %zu", tails[_i].text,
                  starts[0]);
}
END_TEST

Suite *suite_mail_quote(void)
{
    Suite *s = suite_create("mail_quote");
    TCase *tc = tcase_create("mail_quote");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, attribution);
    tcase_add_loop_test(tc, tail, 0, sizeof tails / sizeof tails[0]);
    suite_add_tcase(s, tc);
    return s;
}
