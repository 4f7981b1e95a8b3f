/* test_read_mail.c - mails and boxes: decoding, threads, roles, history. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "transcript.h"
#include "unit.h"

#include "talk/mail_index.h"

#define KIM                                                                \
    "From: Kim <kim@mail.example>\nTo: help@shop.example\nSubject: Late\n" \
    "Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <k1@mail.example>\n"
#define ANA                                                     \
    "From: Ana <help@shop.example>\nTo: kim@mail.example\n"     \
    "Subject: Re: Late\nDate: Mon, 2 Mar 2026 10:09:00 +0100\n" \
    "Message-ID: <a1@shop.example>\nIn-Reply-To: <k1@mail.example>\n"
#define BORDER "From x@y.example Mon Mar  2 09:00:00 2026\n"

static const char *const shop[] = {"shop.example", NULL};

static const struct {
    const char *what, *text;
    const char *const *domains;
    const char *turns;
} rows[] = {
    {"an office and a person", KIM "\nIt is late!\n", NULL,
     "# k1@mail.example email\n"
     "customer Kim @7 2026-03-02T09:00:00Z \"It is late!\"\n"},
    {"an answer alone, its question from the history",
     ANA "\nSoon.\n\n-- \nAna, Shop\nOn Mon, 2 Mar 2026 at 09:00, Kim "
         "<kim@mail.example> wrote:\n> It is late!\n",
     shop,
     "# k1@mail.example email\n"
     "customer kim@mail.example @13 \"It is late!\"\n"
     "agent Ana @8 2026-03-02T09:09:00Z \"Soon.\"\n"},
    {"two people, and nothing tells whose",
     "From: Ana <ana@shop.example>\nTo: kim@mail.example\nSubject: Hi\n\n"
     "Soon.\n",
     NULL, "# - email\nunknown Ana @5 \"Soon.\"\n"},
    {"an office that writes first", ANA "\nSoon.\n", NULL,
     "# k1@mail.example email\n"
     "agent Ana @8 2026-03-02T09:09:00Z \"Soon.\"\n"},
    {"quoted-printable and an encoded name",
     "From: =?utf-8?Q?An=C3=A4?= <help@shop.example>\nTo: kim@mail.example\n"
     "Subject: =?utf-8?B?SGk=?=\nMIME-Version: 1.0\n"
     "Content-Type: text/plain; charset=utf-8\n"
     "Content-Transfer-Encoding: quoted-printable\n\n"
     "Caf=C3=A9 is =\nopen, we can=E2=80=99t close.\n",
     shop,
     "# - email\n"
     "agent An\xc3\xa4 @8 \"Caf\xc3\xa9 is open, we can\xe2\x80\x99t "
     "close.\"\n"},
    {"base64",
     ANA "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
         "Content-Transfer-Encoding: base64\n\nU29vbi4K\n",
     shop,
     "# k1@mail.example email\n"
     "agent Ana @11 2026-03-02T09:09:00Z \"Soon.\"\n"},
    {"Latin-1 as everybody reads it, and no charset at all",
     ANA "Content-Type: text/plain; charset=iso-8859-1\n\nCan\x92t\n", shop,
     "# k1@mail.example email\n"
     "agent Ana @9 2026-03-02T09:09:00Z \"Can\xe2\x80\x99t\"\n"},
    {"another charset",
     ANA "Content-Type: text/plain; charset=koi8-r\n\n\xe4\xc1\n", shop,
     "# k1@mail.example email\n"
     "agent Ana @9 2026-03-02T09:09:00Z \"\xd0\x94\xd0\xb0\"\n"},
    {"a charset that is none",
     ANA "Content-Type: text/plain; charset=x-none\n\n\xe4\xc1\n", shop,
     "! 1 charset: the charset \"x-none\" is not known, or the words are in "
     "another\n"},
    {"the plain one of two, and no attachment",
     ANA "MIME-Version: 1.0\n"
         "Content-Type: multipart/mixed; boundary=m\n\n--m\n"
         "Content-Type: multipart/alternative; boundary=a\n\n"
         "--a\nContent-Type: text/html\n\n<p>Markup</p>\n"
         "--a\nContent-Type: text/plain\n\nPlain\n--a--\n"
         "--m\nContent-Type: text/plain\n"
         "Content-Disposition: attachment; filename=a.txt\n\nNot me\n--m--\n",
     shop,
     "# k1@mail.example email\n"
     "agent Ana @20 2026-03-02T09:09:00Z \"Plain\"\n"},
    {"HTML alone, with its history",
     ANA "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
         "<div>Soon &amp; safe.</div><div class=\"gmail_quote\">"
         "<div class=\"gmail_attr\">On Mon, 2 Mar 2026 Kim "
         "&lt;kim@mail.example&gt; wrote:<br></div>"
         "<blockquote class=\"gmail_quote\">It is late!</blockquote></div>\n",
     shop,
     "# k1@mail.example email\n"
     "customer kim@mail.example @10 \"It is late!\"\n"
     "agent Ana @10 2026-03-02T09:09:00Z \"Soon & safe.\"\n"},
    {"out of office", ANA "Auto-Submitted: auto-replied\n\nI am away.\n", shop,
     "# k1@mail.example email\n"
     "system Ana @9 2026-03-02T09:09:00Z \"I am away.\"\n"},
    {"among ourselves",
     "From: ana@shop.example\nTo: ben@eu.shop.example\nSubject: Kim\n\nLook!\n",
     shop, "# - email\nnote(internal) ana@shop.example @5 \"Look!\"\n"},
    {"nothing said", ANA "\n> It is late!\n", shop,
     "# k1@mail.example email\n"
     "customer - @8 \"It is late!\"\n"},
    {"empty", "", shop, ""},
};

START_TEST(row)
{
    const char *text = rows[_i].text;
    const char *got = transcript_read(&sw_read_mail, text, strlen(text), NULL,
                                      rows[_i].domains);

    ck_assert_msg(strcmp(got, rows[_i].turns) == 0, "%s:\n%s", rows[_i].what,
                  got);
}
END_TEST

static const struct {
    const char *what, *text;
    const char *const *domains;
    const char *turns;
} boxes[] = {
    {"a thread and its answer, far apart",
     BORDER KIM
     "\nIt is late!\n\n>From the first day.\n\n" BORDER
     "From: Lee <lee@mail.example>\nTo: help@shop.example\nSubject: Hi\n"
     "Date: Mon, 2 Mar 2026 09:01:00 +0000\n\nHello\n\n" BORDER ANA
     "\nSoon.\n\n> It is late!\n",
     NULL,
     "# k1@mail.example email\n"
     "customer Kim @8 2026-03-02T09:00:00Z \"It is late!\\n\\nFrom the first "
     "day.\"\n"
     "agent Ana @28 2026-03-02T09:09:00Z \"Soon.\"\n"
     "# - email\n"
     "customer Lee @18 2026-03-02T09:01:00Z \"Hello\"\n"},
    {"no references: subject and people",
     BORDER "From: kim@mail.example\nTo: help@shop.example\nSubject: Late\n"
            "Date: Mon, 2 Mar 2026 09:00:00 +0000\n\nLate!\n\n" BORDER
            "From: lee@mail.example\nTo: help@shop.example\nSubject: Late\n"
            "Date: Mon, 2 Mar 2026 09:00:00 +0000\n\nMine too!\n\n" BORDER
            "From: help@shop.example\nTo: kim@mail.example\n"
            "Subject: AW: Re: late\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n\n"
            "Before?\n",
     NULL,
     "# - email\n"
     "agent help@shop.example @23 2026-03-02T08:00:00Z \"Before?\"\n"
     "customer kim@mail.example @7 2026-03-02T09:00:00Z \"Late!\"\n"
     "# - email\n"
     "customer lee@mail.example @15 2026-03-02T09:00:00Z \"Mine too!\"\n"},
    {"not every From begins a mail",
     BORDER KIM "\nLate!\n\nFrom what I see it is late.\n", NULL,
     "# k1@mail.example email\n"
     "customer Kim @8 2026-03-02T09:00:00Z \"Late!\\n\\nFrom what I see it is "
     "late.\"\n"},
    {"a signature under three mails",
     BORDER "From: Ana <help@shop.example>\nTo: k@m.example\nSubject: a\n\n"
            "One.\n\nAna\nShop\n\n" BORDER
            "From: Ana <help@shop.example>\nTo: l@m.example\nSubject: b\n\n"
            "Two.\n\nAna\nShop\n\n" BORDER
            "From: Ana <help@shop.example>\nTo: m@m.example\nSubject: c\n\n"
            "Three\n\nAna\nShop\n",
     shop,
     "# - email\nagent Ana @6 \"One.\"\n# - email\nagent Ana @16 \"Two.\"\n"
     "# - email\nagent Ana @26 \"Three\"\n"},
    {"a bad mail among good ones",
     BORDER "From: a@b.example\nTo: help@shop.example\nContent-Type: "
            "text/plain; charset=x-none\n\n\xff\n\n" BORDER KIM "\nLate!\n",
     NULL,
     "! 2 charset: the charset \"x-none\" is not known, or the words are in "
     "another\n"
     "# k1@mail.example email\n"
     "customer Kim @15 2026-03-02T09:00:00Z \"Late!\"\n"},
    {"borders alone", BORDER "\n" BORDER, NULL, ""},
    {"no border", "Hello\n", NULL, ""},
};

START_TEST(box)
{
    const char *text = boxes[_i].text;
    const char *got = transcript_read(&sw_read_box, text, strlen(text), NULL,
                                      boxes[_i].domains);

    ck_assert_msg(strcmp(got, boxes[_i].turns) == 0, "%s:\n%s", boxes[_i].what,
                  got);
}
END_TEST

static const struct {
    const char *line;
    bool border;
} borders[] = {
    {"From a@b Mon Mar  2 09:00:00 2026", true},
    {"From - Mon Mar 02 09:00:00 2026", true},
    {"From 1840@xxx Mon Mar 02 09:09:00 +0000 2026", true},
    {"From MAILER-DAEMON Mon Mar  2 09:00:00 2026\r", true},
    {"From what I see", false},
    {"From here to 10:30 we wait", false},
    {"From:", false},
    {"From", false},
    {"", false},
};

START_TEST(border)
{
    ck_assert_msg(sw_mail_is_border(sw_str_of(borders[_i].line)) ==
                      borders[_i].border,
                  "%s", borders[_i].line);
}
END_TEST

/* Multiparts in multiparts, references without end, a line of a megabyte. */
START_TEST(hostile)
{
    size_t cap = 3 << 20, len = 0;
    char *text = malloc(cap);

    ck_assert(text);
    for (int i = 0; i < 3000; i++)
        len += (size_t)snprintf(text + len, cap - len,
                                "Content-Type: multipart/mixed; "
                                "boundary=b%d\n\n--b%d\n",
                                i, i);
    len += (size_t)snprintf(text + len, cap - len, "\nHi\n");
    transcript_read(&sw_read_mail, text, len, NULL, shop);

    len = (size_t)snprintf(text, cap, "From: a@shop.example\nReferences:");
    for (int i = 0; i < 30000; i++)
        len += (size_t)snprintf(text + len, cap - len, " <%d@x>\n", i);
    len += (size_t)snprintf(text + len, cap - len, "\nHi\n");
    ck_assert(strstr(transcript_read(&sw_read_mail, text, len, NULL, shop),
                     "\"Hi\""));

    len = (size_t)snprintf(text, cap, BORDER "From: a@shop.example\n\n");
    memset(text + len, '>', cap - len);
    transcript_read(&sw_read_box, text, cap, NULL, shop);
    free(text);
}
END_TEST

Suite *suite_read_mail(void)
{
    Suite *s = suite_create("read_mail");
    TCase *tc = tcase_create("read_mail");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tc, box, 0, sizeof boxes / sizeof boxes[0]);
    tcase_add_loop_test(tc, border, 0, sizeof borders / sizeof borders[0]);
    tcase_add_test(tc, hostile);
    suite_add_tcase(s, tc);
    return s;
}
