/* test_read_log.c - chat logs: turns, roles, times; what is no log. */
#include <stdlib.h>
#include <string.h>

#include "transcript.h"
#include "unit.h"

#include "talk/log_text.h"

static const char *const ana[] = {"Ana", NULL};

static const struct {
    const char *what, *text;
    const char *const *agents;
    const char *turns;
} rows[] = {
    {"labels of office", "Agent: Hi\nCustomer: No.\n", NULL,
     "# - chat\n"
     "agent Agent @1 \"Hi\"\n"
     "customer Customer @2 \"No.\"\n"},
    {"paragraphs, and a colon inside",
     "[10:32] Agent: Hi\n\nNote: keep the box.\nUK: by post\n"
     "[10:33] Kim: Ok\n",
     NULL,
     "# - chat\n"
     "agent Agent @1 10:32 \"Hi\\n\\nNote: keep the box.\\nUK: by post\"\n"
     "customer Kim @5 10:33 \"Ok\"\n"},
    {"a colon in the form without a time",
     "Kim: It leaks\nAna: Sorry!\nTwo ways: wait or send it\nKim: Ok\n"
     "Ana: Fine\n",
     ana,
     "# - chat\n"
     "customer Kim @1 \"It leaks\"\n"
     "agent Ana @2 \"Sorry!\\nTwo ways: wait or send it\"\n"
     "customer Kim @4 \"Ok\"\n"
     "agent Ana @5 \"Fine\"\n"},
    {"who is who cannot be told", "Kim: Hi\nLee: Hello\nKim: No\n", NULL,
     "# - chat\n"
     "unknown Kim @1 \"Hi\"\n"
     "unknown Lee @2 \"Hello\"\n"
     "unknown Kim @3 \"No\"\n"},
    {"who greets is the agent",
     "10:32 - Lee: Thank you for contacting us!\n10:33 - Kim: Hi\n", NULL,
     "# - chat\n"
     "agent Lee @1 10:32 \"Thank you for contacting us!\"\n"
     "customer Kim @2 10:33 \"Hi\"\n"},
    {"a customer called Agent Smith", "Agent Smith: Hi\nAna: Hello\n", ana,
     "# - chat\n"
     "customer Agent Smith @1 \"Hi\"\n"
     "agent Ana @2 \"Hello\"\n"},
    {"Agent Smith, and somebody else greets",
     "Agent Smith: Hi\nAna: How can I help?\nAgent Smith: It broke\n", NULL,
     "# - chat\n"
     "unknown Agent Smith @1 \"Hi\"\n"
     "unknown Ana @2 \"How can I help?\"\n"
     "unknown Agent Smith @3 \"It broke\"\n"},
    {"two agents, a customer, a bot",
     "(10:32:15) Visitor 48: Hi\n(10:32:16) Shop Bot: A moment\n"
     "(10:32:20) Ana: Hi\n(10:33:00) Ben: I take over\n",
     NULL,
     "# - chat\n"
     "customer Visitor 48 @1 10:32:15 \"Hi\"\n"
     "bot Shop Bot @2 10:32:16 \"A moment\"\n"
     "agent Ana @3 10:32:20 \"Hi\"\n"
     "agent Ben @4 10:33:00 \"I take over\"\n"},
    {"me and you", "Me: Hi\nYou: Hello\n", NULL,
     "# - chat\n"
     "agent Me @1 \"Hi\"\n"
     "customer You @2 \"Hello\"\n"},
    {"a queue's name under a header",
     "Chat Started: Monday, March 02, 2026, 07:09:55 (-0800)\n"
     "Chat Origin: Help queue\nAgent Ana K\n"
     "( 53s ) Shop Support: Dear Kim, welcome!\nrefid:a1b2\n"
     "( 5m 22s ) Kim Lee: It leaks\n",
     NULL,
     "# - chat\n"
     "system - @1 \"Chat Started: Monday, March 02, 2026, 07:09:55 (-0800)\"\n"
     "system - @2 \"Chat Origin: Help queue\"\n"
     "system - @3 \"Agent Ana K\"\n"
     "agent Ana K @4 2026-03-02T15:10:48Z \"Dear Kim, welcome!\"\n"
     "system - @5 2026-03-02T15:10:48Z \"refid:a1b2\"\n"
     "customer Kim Lee @6 2026-03-02T15:15:17Z \"It leaks\"\n"},
    {"two chats in one file",
     "Chat Started: 2026-03-02 10:00\n( 1s ) Agent: Hi\n( 2s ) Kim: Hi\n"
     "Chat Started: 2026-03-03 10:00\n( 1s ) Agent: Ho\n",
     NULL,
     "# - chat\n"
     "system - @1 \"Chat Started: 2026-03-02 10:00\"\n"
     "agent Agent @2 2026-03-02T10:00:01 \"Hi\"\n"
     "customer Kim @3 2026-03-02T10:00:02 \"Hi\"\n"
     "# - chat\n"
     "system - @4 \"Chat Started: 2026-03-03 10:00\"\n"
     "agent Agent @5 2026-03-03T10:00:01 \"Ho\"\n"},
    {"three lines",
     "10:32 AM\nKim\nHi there\n\n10:33 AM\nAgent\nHello.\nWhat is it?\n", NULL,
     "# - chat\n"
     "customer Kim @3 10:32 AM \"Hi there\"\n"
     "agent Agent @7 10:33 AM \"Hello.\\nWhat is it?\"\n"},
    {"dashes between segments",
     "Chat ID: 17\nDate: 2026-03-02 (UTC)\n----------\n"
     "09:00:10 End-user:\nIt leaks\n----------\n09:00:20 Agent:\nSorry\n\n"
     "Bye\n----------\n",
     NULL,
     "# 17 chat\n"
     "system - @1 \"Chat ID: 17\\nDate: 2026-03-02 (UTC)\"\n"
     "customer End-user @5 2026-03-02T09:00:10 \"It leaks\"\n"
     "agent Agent @8 2026-03-02T09:00:20 \"Sorry\\n\\nBye\"\n"},
    {"name and time, text below",
     "Ana [10:32]\nHello\n\nKim [10:33]\nHi\nall\n", ana,
     "# - chat\n"
     "agent Ana @2 10:32 \"Hello\"\n"
     "customer Kim @5 10:33 \"Hi\\nall\"\n"},
    {"said", "Ana said:\nHello\n\nKim said:\nHi\n", ana,
     "# - chat\n"
     "agent Ana @2 \"Hello\"\n"
     "customer Kim @5 \"Hi\"\n"},
    {"notices between words",
     "[10:30] Kim has joined the chat\n[10:31] Kim: Hi\n"
     "[10:32] Agent: One\n*** Ben has joined the chat ***\nand two\n",
     NULL,
     "# - chat\n"
     "system - @1 10:30 \"Kim has joined the chat\"\n"
     "customer Kim @2 10:31 \"Hi\"\n"
     "agent Agent @3 10:32 \"One\"\n"
     "system - @4 10:32 \"*** Ben has joined the chat ***\"\n"
     "agent Agent @5 10:32 \"and two\"\n"},
    {"lines that end in \\r\\n", "Agent: Hi\r\nyou\r\n\r\nCustomer: No\r\n",
     NULL,
     "# - chat\n"
     "agent Agent @1 \"Hi\\r\\nyou\"\n"
     "customer Customer @4 \"No\"\n"},
    {"a mark, curly quotes, emoji",
     "\xef\xbb\xbf"
     "Agent: It\xe2\x80\x99s \xf0\x9f\x98\x80\n"
     "Customer: Ok\n",
     NULL,
     "# - chat\n"
     "agent Agent @1 \"It\xe2\x80\x99s \xf0\x9f\x98\x80\"\n"
     "customer Customer @2 \"Ok\"\n"},
    {"nothing said", "Agent:\nCustomer: Hi\nAgent:  \n", NULL,
     "# - chat\n"
     "customer Customer @2 \"Hi\"\n"},
    {"not UTF-8", "Agent: Hi\nKim: na\xefve\n", NULL,
     "! 2 utf8: line 2 is not UTF-8; convert the file first: iconv -f "
     "WINDOWS-1252 -t UTF-8, or what it was saved in\n"},
    {"no log", "Just a note.\n", NULL,
     "! 1 log: no line says who speaks; a log has lines like \"Ana: Hi\", "
     "\"[10:32] Ana: Hi\" or \"Ana (10:32)\"\n"},
    {"empty", "", NULL, ""},
};

START_TEST(row)
{
    const char *text = rows[_i].text;

    ck_assert_msg(strcmp(transcript_read(&sw_read_log, text, strlen(text),
                                         rows[_i].agents, NULL),
                         rows[_i].turns) == 0,
                  "%s:\n%s", rows[_i].what,
                  transcript_read(&sw_read_log, text, strlen(text),
                                  rows[_i].agents, NULL));
}
END_TEST

START_TEST(utf16)
{
    static const char text[] = "\xff\xfe"
                               "A\0n\0a\0:\0 \0H\0i\0\n\0"
                               "Y\0o\0u\0:\0 \0=\xd8\x00\xde\n\0";

    ck_assert_str_eq(
        transcript_read(&sw_read_log, text, sizeof text - 1, ana, NULL),
        "# - chat\nagent Ana @1 \"Hi\"\nagent You @2 \"\xf0\x9f\x98\x80\"\n");
}
END_TEST

/* What a draft may look like, and is no log. */
static const struct {
    const char *text;
    bool log;
} looks[] = {
    {"Hi Kim,\n\nNote: we close at noon.\nTip: come early.\n", false},
    {"Note: one\nNote: two\nTip: three\nTip: four\n", false},
    {"Hi Kim,\n10:30 - Arrival: north door\n11:00 - Talk: hall\n", false},
    {"Ana: hello\n", false},
    {"Agent: Hi\nCustomer: Hello\n", true},
    {"Kim: Hi\nAna: Hello\nKim: It leaks\nAna: Oh\n", true},
    {"[10:32] Kim: Hi\n[10:33] Ana: Hello\n", true},
    {"Chat ID: 17\nDay: Monday\n-----\n09:00 End-user:\nHi\n-----\n09:01 "
     "Agent:\nHo\n",
     true},
    {"Chat Started: now\n( 5s ) A: Hi\n( 6s ) B: Hi\n", true},
    {"", false},
};

START_TEST(look)
{
    sw_log_shape shape;

    sw_log_shape_of(sw_str_of(looks[_i].text), NULL, &shape);
    ck_assert_msg(sw_log_looks_so(&shape) == looks[_i].log, "%s",
                  looks[_i].text);
}
END_TEST

/* Time grows with the text, whatever stands in it. */
START_TEST(hostile)
{
    static const char *const units[] = {"-----\n", "a: \n",    "10:32\n",
                                        "\n",      "[10:32] ", "( 1s ) : \n"};
    size_t len = 400000 / UNIT_SLOWER;
    char *text = malloc(len);
    sw_arena arena = {0};

    ck_assert(text);
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        sw_log_shape shape;
        sw_conversation c = {0};

        for (size_t i = 0; i < len; i++)
            text[i] = units[u][i % strlen(units[u])];
        sw_log_shape_of((sw_str){text, len}, NULL, &shape);
        ck_assert(sw_log_text_read((sw_str){text, len}, 1, &shape,
                                   &(sw_staff){NULL, NULL}, &arena, &c));
        sw_arena_release(&arena);
    }
    free(text);
}
END_TEST

Suite *suite_read_log(void)
{
    Suite *s = suite_create("read_log");
    TCase *tc = tcase_create("read_log");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, utf16);
    tcase_add_loop_test(tc, look, 0, sizeof looks / sizeof looks[0]);
    tcase_add_test(tc, hostile);
    suite_add_tcase(s, tc);
    return s;
}
