/* test_talk_fault.c - transcripts with every allocation failed in turn. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "base/mem.h"
#include "talk/reader.h"

#ifdef SW_FAULT

static const struct {
    const sw_talk_reader *reader;
    const char *text;
} rows[] = {
    {&sw_read_log, "Chat Started: 2026-03-02 10:00\nAgent Ana K\n"
                   "( 1s ) Shop Support: Hi\nrefid:1\nand more\n"
                   "( 2s ) Kim: No\nChat Started: x\n( 1s ) Agent: Ho\n"},
    {&sw_read_log, "\xff\xfe"
                   "A\0g\0e\0n\0t\0:\0 \0H\0i\0"},
    {&sw_read_vtt, "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hi &amp;\n\n"
                   "00:02.000 --> 00:03.000\n<v Kim>No\n"},
    {&sw_read_csv, "chat_id,role,author,body,time\n1,agent,Ana,\"<p>Hi</p>\n> "
                   "a\",2026-03-02 10:00\n2,customer,Kim,b,\n1,,Lee,c,\n"},
    {&sw_read_csv, "id,comments\n1,\"kim: Hi\nana: How can I help?\"\n"},
    {&sw_read_csv, "tweet_id,in_response_to_tweet_id,text,inbound\n1,2,a,True\n"
                   "2,,b,False\n"},
    {&sw_read_mail,
     "From: Ana <ana@shop.example>\nTo: kim@mail.example\nSubject: Re: x\n"
     "References: <a@b> <c@d>\nContent-Type: text/html\n\n"
     "<p>Hi</p><blockquote>No</blockquote>\n"},
    {&sw_read_box,
     "From x@y Mon Mar  2 09:00:00 2026\nFrom: ana@shop.example\n"
     "To: kim@mail.example\nSubject: x\n\nHi\n\nAna\n\nOn 2 Mar 2026 Kim "
     "<k@m.example> wrote:\n> No\n\nFrom x@y Mon Mar  2 09:00:00 2026\n"
     "From: kim@mail.example\nTo: ana@shop.example\nSubject: x\n\nNo\n"},
};

/* Reads all of it; the last status. */
static sw_talk_status read_all(const sw_talk_options *options, const char *text,
                               size_t len, sw_talk_error *error)
{
    sw_stream stream = {.fd = -1, .at_end = true, .end = len, .cap = len};
    sw_arena arena = {0};
    sw_talk_status status;
    sw_talk *talk = NULL;
    sw_conversation c;

    stream.ptr = sw_mem_alloc(len);
    if (!stream.ptr)
        return sw_talk_fail_nomem(error);
    memcpy(stream.ptr, text, len);
    status = sw_talk_open(&talk, options, &stream, error);
    while (status < SW_TALK_END)
        status = sw_talk_next(talk, &arena, &c, error);
    sw_talk_close(talk);
    sw_stream_release(&stream);
    sw_arena_release(&arena);
    return status;
}

START_TEST(row)
{
    static const char *const agents[] = {"Ana", "/^ana@/"};
    const sw_talk_options options = {.reader = rows[_i].reader,
                                     .agents = {agents, 2}};
    size_t len = strlen(rows[_i].text);
    sw_talk_error error = {0};
    sw_talk_status status = SW_TALK_FAILED;

    if (rows[_i].text[0] == '\xff')
        len = 18;
    for (long n = 0; status != SW_TALK_END; n++) {
        ck_assert_msg(n < 5000, "row %d never ends", _i);
        error.code = "";
        sw_mem_fault_after(n);
        status = read_all(&options, rows[_i].text, len, &error);
        /* What ends well met no failure that it kept to itself. */
        ck_assert_msg(status != SW_TALK_END || sw_mem_fault_count() <= n,
                      "row %d, after %ld: kept to itself", _i, n);
        sw_mem_fault_after(-1);
        ck_assert_msg(
            status == SW_TALK_END || strcmp(error.code, "memory") == 0,
            "row %d, after %ld: %s %s", _i, n, error.code, error.message);
    }
}
END_TEST

#endif

Suite *suite_talk_fault(void)
{
    Suite *s = suite_create("talk_fault");
    TCase *tc = tcase_create("talk_fault");

#ifdef SW_FAULT
    tcase_add_loop_test(tc, row, 0, sizeof rows / sizeof rows[0]);
#endif
    suite_add_tcase(s, tc);
    return s;
}
