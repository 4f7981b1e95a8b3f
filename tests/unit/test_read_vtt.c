/* test_read_vtt.c - captions: cues, voices, turns. */
#include <string.h>

#include "transcript.h"
#include "unit.h"

static const char *const ana[] = {"Ana", "/^Ana /", NULL};

static const struct {
    const char *what, *text;
    const char *turns;
} rows[] = {
    {"voice tags",
     "WEBVTT\n\n1\n00:00:01.200 --> 00:00:03.000\n"
     "<v Agent Ana>Thanks for calling.</v>\n\n"
     "2\n00:00:03.400 --> 00:00:05.900 align:start\n"
     "<v Customer>I was charged\ntwice\n",
     "# - voice\n"
     "agent Agent Ana @5 #1 1200 \"Thanks for calling.\"\n"
     "customer Customer @9 #2 3400 \"I was charged twice\"\n"},
    {"cues of one speaker, near and far",
     "WEBVTT - a call\n\nNOTE made today\n00:01 is no time\n\n"
     "00:01.000 --> 00:02.000\n<v Ana>I will send\n\n"
     "00:03.900 --> 00:05.000\n<v Ana>a new one.\n\n"
     "00:07.000 --> 00:08.000\n<v Ana>Still there?\n\n"
     "00:08.100 --> 00:09.000\n<v Kim>Yes\n",
     "# - voice\n"
     "agent Ana @7 #1 1000 \"I will send a new one.\"\n"
     "agent Ana @13 #3 7000 \"Still there?\"\n"
     "customer Kim @16 #4 8100 \"Yes\"\n"},
    {"two voices in a cue",
     "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hi</v> <v Kim>Hello</v>\n"
     "<v.loud Ana>So!</v>\n",
     "# - voice\n"
     "agent Ana @4 #1 1000 \"Hi\"\n"
     "customer Kim @4 #1 1000 \"Hello\"\n"
     "agent Ana @5 #1 1000 \"So!\"\n"},
    {"names before colons, SubRip",
     "1\r\n00:00:01,200 --> 00:00:03,000\r\nAna K: Hello\r\n\r\n"
     "2\r\n00:00:03,100 --> 00:00:04,000\r\nand welcome.\r\n\r\n"
     "3\r\n01:00:04,000 --> 01:00:05,000\r\n- Kim: Hi\r\n",
     "# - voice\n"
     "agent Ana K @3 #1 1200 \"Hello and welcome.\"\n"
     "customer Kim @11 #3 3604000 \"Hi\"\n"},
    {"tags and entities",
     "WEBVTT\n\n00:01.000 --> 00:02.000\n"
     "<v Ana><i>Fish</i> &amp; <c.b>chips</c> &amp;lt; <00:01.500>5 <3 <\n\n"
     "00:03.000 --> 00:04.000\n>> KIM: ok&nbsp;then\n",
     "# - voice\n"
     "agent Ana @4 #1 1000 \"Fish & chips &lt; 5 <3 <\"\n"
     "customer KIM @7 #2 3000 \"ok then\"\n"},
    {"nobody named", "1\n00:00:01,200 --> 00:00:03,000\nHello\n",
     "# - voice\nunknown - @3 #1 1200 \"Hello\"\n"},
    {"an empty cue",
     "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"
     "00:02.000 --> 00:03.000\n<v Ana>Hi\n",
     "# - voice\nagent Ana @6 #2 2000 \"Hi\"\n"},
    {"no cues", "WEBVTT\n\nHello\n",
     "! 1 vtt: no cue here; one begins with a line like 00:00:01.200 --> "
     "00:00:03.000\n"},
    {"cut in its times", "WEBVTT\n\n00:01.000 -->",
     "! 1 vtt: no cue here; one begins with a line like 00:00:01.200 --> "
     "00:00:03.000\n"},
};

START_TEST(row)
{
    const char *text = rows[_i].text;
    const char *got =
        transcript_read(&sw_read_vtt, text, strlen(text), ana, NULL);

    ck_assert_msg(strcmp(got, rows[_i].turns) == 0, "%s:\n%s", rows[_i].what,
                  got);
}
END_TEST

static const struct {
    const char *text;
    bool so;
} looks[] = {
    {"WEBVTT\n", true},
    {"\xef\xbb\xbfWEBVTT\n", true},
    {"\n1\n00:00:01,200 --> 00:00:03,000\nHi\n", true},
    {"1\nHi\n", false},
    {"1. Hello\n00:01 --> 00:02\n", false},
    {"Hi\n", false},
    {"", false},
};

START_TEST(look)
{
    sw_talk_options options = {0};

    ck_assert_msg(
        (sw_read_vtt.sniff(sw_str_of(looks[_i].text), true, &options) ==
         SW_SNIFF_SURE) == looks[_i].so,
        "%s", looks[_i].text);
}
END_TEST

Suite *suite_read_vtt(void)
{
    Suite *s = suite_create("read_vtt");
    TCase *tc = tcase_create("read_vtt");

    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tc, look, 0, sizeof looks / sizeof looks[0]);
    suite_add_tcase(s, tc);
    return s;
}
