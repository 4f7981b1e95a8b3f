/* test_read_csv.c - tables: delimiters, encodings, columns, threads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "transcript.h"
#include "unit.h"

#include "talk/csv_columns.h"
#include "talk/csv_sniff.h"
#include "talk/tweet.h"

static const char *const ana[] = {"Ana", NULL};

static const struct {
    const char *what, *text, *turns;
} rows[] = {
    {"a row a message",
     "conversation_id,role,author,text,created_at\n"
     "7,customer,Kim,\"Late, \"\"again\"\"\",2026-03-02 09:00\n"
     "7,agent,Ana,\"No.\n\nWe can't.\",2026-03-02 09:09\n"
     "8,inbound,Lee,Hi,\n",
     "# 7 -\n"
     "customer Kim @2 2026-03-02T09:00:00 \"Late, \"again\"\"\n"
     "agent Ana @3 2026-03-02T09:09:00 \"No.\\n\\nWe can't.\"\n"
     "# 8 -\n"
     "customer Lee @6 \"Hi\"\n"},
    {"semicolons, \\r\\n, a mark, capitals in the header",
     "\xef\xbb\xbfTicket ID;Sender Type;Message\r\n7;Agent;Yes, soon\r\n"
     "7;End-User;Ok\r\n",
     "# 7 -\nagent - @2 \"Yes, soon\"\ncustomer - @3 \"Ok\"\n"},
    {"tabs, and an end of line that is not there",
     "chat_id\trole\tbody\n1\tagent\tHi", "# 1 -\nagent - @2 \"Hi\"\n"},
    {"sep= as a spreadsheet writes it",
     "sep=;\nchat_id;role;body\n1;agent;Hi, you\n",
     "# 1 -\nagent - @3 \"Hi, you\"\n"},
    {"rows of one conversation far apart",
     "chat_id,role,body\n1,agent,a\n2,agent,b\n1,customer,c\n2,agent,d\n",
     "# 1 -\nagent - @2 \"a\"\ncustomer - @4 \"c\"\n"
     "# 2 -\nagent - @3 \"b\"\nagent - @5 \"d\"\n"},
    {"ragged rows are named, the rest is read",
     "chat_id,role,body\n1,agent,a\n1,agent\n1,agent,b,c\n1,agent,d,,\n",
     "! 3 csv: the row in line 3 has 2 columns, the header 3; is a quote or a "
     "delimiter missing?\n"
     "! 4 csv: the row in line 4 has 4 columns, the header 3; is a quote or a "
     "delimiter missing?\n"
     "# 1 -\nagent - @2 \"a\"\nagent - @5 \"d\"\n"},
    {"notes, bots, empty bodies",
     "chat_id,role,public,body\n1,agent,false,psst\n1,agent,true,\n"
     "1,bot,true,Hello\n1,agent,true,Hi\n1,note,,x\n",
     "# 1 -\nnote(internal) - @2 \"psst\"\nbot - @4 \"Hello\"\n"
     "agent - @5 \"Hi\"\nnote(internal) - @6 \"x\"\n"},
    {"words in the middle of a cell",
     "chat_id,role,body\n1,agent,\"\n\n> Late?\n\nYes.\"\n"
     "1,agent,\"<p>Hi</p>\n\n<p>you</p>\"\n",
     "# 1 -\nagent - @6 \"Yes.\"\nagent - @7 \"Hi\\n\\nyou\"\n"},
    {"names only, the configuration knows who",
     "ticket_id,author,comment\n5,Kim,Hi\n5,Ana,Hello\n6,Lee,Yo\n6,Max,Oh\n",
     "# 5 -\ncustomer Kim @2 \"Hi\"\nagent Ana @3 \"Hello\"\n"
     "# 6 -\nunknown Lee @4 \"Yo\"\nunknown Max @5 \"Oh\"\n"},
    {"a row a ticket, the thread in a cell",
     "id,subject,comments\n9,Late,\"matthew: It is late\nanna: Thank you for "
     "contacting us.\nmatthew: And?\"\n",
     "# 9 chat\n"
     "customer matthew @2 \"It is late\"\n"
     "agent anna @3 \"Thank you for contacting us.\"\n"
     "customer matthew @4 \"And?\"\n"},
    {"tweets",
     ",tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_"
     "to_tweet_id\n"
     "0,1,ShopHelp,False,Tue Oct 31 22:10:47 +0000 2017,\"@77 Sadly, no. "
     "^AB\",,2.0\n"
     "1,2.0,77,True,Tue Oct 31 22:08:27 +0000 2017,@ShopHelp the size?,\"1,3\","
     "\n"
     "2,3,ShopHelp,False,Tue Oct 31 22:12:01 +0000 2017,@77 A swap? 1/2 "
     "*TLC,,2\n"
     "3,9,Other,False,Tue Oct 31 22:12:01 +0000 2017,@5 One,,8\n"
     "4,10,Other,False,Tue Oct 31 22:12:02 +0000 2017,@5 Two,,8\n",
     "# 2 social\n"
     "customer 77 @3 2017-10-31T22:08:27Z \"the size?\"\n"
     "agent ShopHelp @2 2017-10-31T22:10:47Z \"Sadly, no.\"\n"
     "agent ShopHelp @4 2017-10-31T22:12:01Z \"A swap?\"\n"
     "# 9 social\n"
     "agent Other @5 2017-10-31T22:12:01Z \"One\"\n"
     "agent Other @6 2017-10-31T22:12:02Z \"Two\"\n"},
    {"tweets in a circle",
     "tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id\n"
     "1,A,False,,One,2\n2,B,True,,Two,1\n3,A,False,,Three,3\n",
     "# 1 social\nagent A @2 \"One\"\ncustomer B @3 \"Two\"\n"
     "# 3 social\nagent A @4 \"Three\"\n"},
    {"Salesforce mails",
     "Id,ParentId,Incoming,FromName,TextBody,HtmlBody,MessageDate\n"
     "02s1,5001,true,Kim,Still no refund.,,2026-03-02T09:00:00Z\n"
     "02s2,5001,false,Ana,\"It takes days.\n\n"
     "On 2 Mar 2026, Kim <k@mail.example> wrote:\n> Still no refund.\",,"
     "2026-03-02T09:09:00.000Z\n",
     "# 5001 email\n"
     "customer Kim @2 2026-03-02T09:00:00Z \"Still no refund.\"\n"
     "agent Ana @3 2026-03-02T09:09:00Z \"It takes days.\"\n"},
    {"Salesforce entries",
     "ActorType,ActorName,EntryTime,EntryType,Message,ConversationId\n"
     "EndUser,Kim,2026-03-02T09:00:00Z,Text,Hi,c1\n"
     "System,-,2026-03-02T09:00:01Z,ParticipantChanged,joined,c1\n"
     "Bot,Bob,2026-03-02T09:00:02Z,Text,Hello,c1\n"
     "Agent,Ana,2026-03-02T09:00:03Z,Text,Hi Kim,c1\n",
     "# c1 -\n"
     "customer Kim @2 2026-03-02T09:00:00Z \"Hi\"\n"
     "system - @3 2026-03-02T09:00:01Z \"joined\"\n"
     "bot Bob @4 2026-03-02T09:00:02Z \"Hello\"\n"
     "agent Ana @5 2026-03-02T09:00:03Z \"Hi Kim\"\n"},
    {"Salesforce comments",
     "Id,ParentId,CommentBody,IsPublished,CreatedById,CreatedBy.UserType\n"
     "1,500,Broken,true,005k,CspLitePortal\n2,500,Look,false,005a,Standard\n"
     "3,500,Sorry,true,005a,Standard\n",
     "# 500 -\ncustomer 005k @2 \"Broken\"\nnote(internal) 005a @3 \"Look\"\n"
     "agent 005a @4 \"Sorry\"\n"},
    {"HubSpot mails",
     "hs_object_id,hs_email_thread_id,hs_email_direction,hs_email_text,"
     "hs_timestamp\n1,t1,INCOMING_EMAIL,Where is it?,1772442000000\n"
     "2,t1,EMAIL,On its way.,1772442540000\n",
     "# t1 email\n"
     "customer - @2 2026-03-02T09:00:00Z \"Where is it?\"\n"
     "agent - @3 2026-03-02T09:09:00Z \"On its way.\"\n"},
    {"no text", "Vorgang,Wer,Nachricht\n1,Kunde,Hallo\n",
     "! 1 columns: no column is known to hold the text; the columns are "
     "\"Vorgang\", \"Wer\", \"Nachricht\"; say which in .saywell.json: "
     "\"columns\": {\"id\": \"...\", \"role\": \"...\", \"text\": \"...\"}\n"},
    {"a quote that is never closed",
     "chat_id,role,body\n1,agent,\"a\n1,agent,b\n",
     "! 2 csv: a quote that opens in the row of line 2 is never closed\n"},
    {"not UTF-8", "chat_id,role,body\n1,agent,na\xefve\n",
     "! 2 utf8: the row in line 2 is not UTF-8; save it as CSV UTF-8, or "
     "convert it: iconv -f WINDOWS-1252 -t UTF-8\n"},
    {"empty", "", ""},
    {"a header alone", "chat_id,role,body\n", ""},
    {"empty lines", "\n\nchat_id,role,body\n\n1,agent,a\n\n\n",
     "# 1 -\nagent - @5 \"a\"\n"},
};

START_TEST(row)
{
    const char *text = rows[_i].text;
    const char *got =
        transcript_read(&sw_read_csv, text, strlen(text), ana, NULL);

    ck_assert_msg(strcmp(got, rows[_i].turns) == 0, "%s:\n%s", rows[_i].what,
                  got);
}
END_TEST

/* Places in the file count, not places in what was decoded. */
START_TEST(utf16)
{
    static const char plain[] = "chat_id\trole\tbody\r\n1\tagent\tH\r\n"
                                "2\tagent\tb\r\n1\tcustomer\tc\r\n";
    char text[4 * sizeof plain + 2] = "\xfe\xff";
    size_t len = 2;

    for (const char *p = plain; *p; p++) {
        text[len++] = '\0';
        text[len++] = *p;
        if (*p == 'H') { /* and a smiley */
            memcpy(text + len, "\xd8\x3d\xde\x00", 4);
            len += 4;
        }
    }
    ck_assert_str_eq(transcript_read(&sw_read_csv, text, len, NULL, NULL),
                     "# 1 -\nagent - @2 \"H\xf0\x9f\x98\x80\"\n"
                     "customer - @4 \"c\"\n"
                     "# 2 -\nagent - @3 \"b\"\n");
}
END_TEST

/* More than a block, every conversation in two places. */
START_TEST(large)
{
    size_t half = 3000, len = 0;
    char *text = malloc(half * 2 * 64);
    const char *got;

    ck_assert(text);
    len += (size_t)sprintf(text, "chat_id,role,body\n");
    for (size_t i = 0; i < 2 * half; i++)
        len += (size_t)sprintf(text + len, "c%zu,%s,\"word %zu\nand\"\n",
                               i % half, i < half ? "customer" : "agent", i);
    got = transcript_read(&sw_read_csv, text, len, NULL, NULL);
    ck_assert(sw_str_starts(sw_str_of(got),
                            SW_STR("# c0 -\ncustomer - @2 \"word 0\\nand\"\n"
                                   "agent - @6002 \"word 3000\\nand\"\n"
                                   "# c1 -\n")));
    free(text);
}
END_TEST

static const struct {
    const char *text;
    char delimiter;
} delimiters[] = {
    {"a,b,c\n1,2,3\n", ','},
    {"a;b;c\n1,5;2,5;3\n4;5;6\n", ';'},
    {"a\tb\n1,2\t3\n", '\t'},
    {"a|b\n1|2\n", '|'},
    {"a,b\n\"1;2;3\",2\n\"4;5;6\",7\n", ','},
    {"Hello, you\nthere\nand then, well, no\n", '\0'},
    {"one\ntwo\n", '\0'},
    {"a \"b\nc\";d\n1;2\n3;4\n", ';'},
    {"a,b c\"d\ne,f\"\n1,2\n3,4\n", ','},
    {"", '\0'},
};

START_TEST(delimiter)
{
    size_t cells, skip;

    ck_assert_msg(sw_csv_delimiter(sw_str_of(delimiters[_i].text), &cells,
                                   &skip) == delimiters[_i].delimiter,
                  "%s", delimiters[_i].text);
}
END_TEST

START_TEST(configured)
{
    static const sw_talk_column at[] = {
        {"text", "Nachricht"}, {"role", "wer"}, {"id", "Vorgang"}};
    static const sw_talk_columns three = {at, 3};
    static const sw_talk_column wrong[] = {{"text", "Nachrich"}};
    static const sw_talk_columns one = {wrong, 1};
    const sw_str cells[] = {SW_STR("Vorgang"), SW_STR("Wer"),
                            SW_STR("Nachricht")};
    sw_csv_columns columns;
    sw_talk_error error;

    ck_assert(sw_csv_columns_read(cells, 3, &three, &columns, &error) ==
              SW_TALK_ONE);
    ck_assert_uint_eq(columns.at[SW_CSV_ID], 0);
    ck_assert_uint_eq(columns.at[SW_CSV_ROLE], 1);
    ck_assert_uint_eq(columns.at[SW_CSV_TEXT], 2);
    ck_assert(sw_csv_columns_read(cells, 3, &one, &columns, &error) ==
              SW_TALK_FAILED);
    ck_assert(strstr(error.message, "no column is called \"Nachrich\"; the "
                                    "columns are \"Vorgang\", \"Wer\""));
}
END_TEST

static const struct {
    const char *tweet, *words;
} tweets[] = {
    {"@77 Hello", "Hello"},
    {"@77 @Shop Hi ^AB", "Hi"},
    {"Hi -Becky", "Hi"},
    {"Part one 1/2 ^A/B", "Part one"},
    {"We close at 5 - Becky", "We close at 5 - Becky"},
    {"Sizes 1/2 or 3", "Sizes 1/2 or 3"},
    {"Mail us @ shop", "Mail us @ shop"},
    {"@77", ""},
    {"^AB", "^AB"},
    {"", ""},
};

START_TEST(tweet)
{
    sw_str words = sw_tweet_words(sw_str_of(tweets[_i].tweet));

    ck_assert_msg(sw_str_equal_c(words, tweets[_i].words), "%s: %.*s",
                  tweets[_i].tweet, (int)words.len, words.ptr);
}
END_TEST

Suite *suite_read_csv(void)
{
    Suite *s = suite_create("read_csv");
    TCase *tc = tcase_create("read_csv");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tc, utf16);
    tcase_add_test(tc, large);
    tcase_add_loop_test(tc, delimiter, 0,
                        sizeof delimiters / sizeof delimiters[0]);
    tcase_add_test(tc, configured);
    tcase_add_loop_test(tc, tweet, 0, sizeof tweets / sizeof tweets[0]);
    suite_add_tcase(s, tc);
    return s;
}
