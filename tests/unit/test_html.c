/* test_html.c - HTML bodies: what is left of them, and whence it came. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "base/buf.h"
#include "talk/html.h"

static const struct {
    const char *html, *text;
} rows[] = {
    {"", ""},
    {"plain", "plain"},
    {"<p>One</p><p>Two</p>", "One\n\nTwo"},
    {"<div>a</div><div>b</div>", "a\nb"},
    {"<div>a<br></div><div>b</div>", "a\nb"},
    {"<div>a</div><div><br></div><div>b</div>", "a\n\nb"},
    {"a<br>b<br><br>c", "a\nb\n\nc"},
    {"  a \n  <b> b</b>  c ", "a b c"},
    {"<p>it&#39;s &amp;amp; so</p>", "it's &amp; so"},
    {"a&nbsp;&nbsp;b", "a b"},
    {"<ul><li>x<li>y</ul>z", "- x\n- y\n\nz"},
    {"<ol><li>x</li><li>y</li></ol>", "1. x\n2. y"},
    {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
     "a b\nc"},
    {"<pre>a\n  b</pre>", "a\n  b"},
    {"<style>p{}</style><script>x()</script>Hi", "Hi"},
    {"<span style=\"color:red; display : none\">no</span>yes", "yes"},
    {"ok <img src=x alt=\"\xf0\x9f\x98\x80\"> <img alt=\"our logo\">",
     "ok \xf0\x9f\x98\x80"},
    {"<!-- a --><p>b<!-- c -->d</p>", "bd"},
    {"Sure.<blockquote>Can you?<blockquote>Hi</blockquote></blockquote>",
     "Sure."},
    {"Yes<blockquote>1?</blockquote>No<blockquote>2?</blockquote>", "Yes\nNo"},
    {"<div>New</div><div class=\"x gmail_quote\">old</div>", "New"},
    {"<div>New</div><hr><div id=\"divRplyFwdMsg\">From</div><p>old</p>", "New"},
    {"<div>New</div><div id=yahoo_quoted_77>old</div>", "New"},
    {"<p>New</p><div class=freshdesk_quote>old</div>", "New"},
    {"Hi<div class=gmail_signature>Ana</div>", "Hi"},
    {"<p>", ""},
    {"<<p>>", "<\n\n>"},
};

START_TEST(converts)
{
    sw_arena arena = {0};
    sw_html html = {0};
    sw_html_text out;
    sw_talk_error error = {.code = ""};
    sw_talk_status status = sw_html_convert(&html, sw_str_of(rows[_i].html),
                                            SW_HTML_QUOTES | SW_HTML_SIGNATURE,
                                            &arena, &out, &error);

    ck_assert_msg(status == SW_TALK_ONE, "%s", error.message);
    ck_assert_msg(sw_str_equal_c(out.text, rows[_i].text), "%s\n->%.*s|",
                  rows[_i].html, (int)out.text.len, out.text.ptr);
    sw_html_release(&html);
    sw_arena_release(&arena);
}
END_TEST

/* Every byte of the text that stands in the source stands where runs say. */
static const char *const sources[] = {
    "<p>One &amp; two</p>\r\n<p>three&nbsp;four</p>",
    "<div>a<br>it&#39;s &copy me &lt;b&gt; &notin; x</div>",
    "x</b>y &quot;z&quot; &eacute;t&eacute; <i>1</i>2",
    "a & b &; c &nosuch; d &amp e",
    "<ul><li>first &ndash; one<li>second</ul>",
};

START_TEST(places)
{
    sw_arena arena = {0};
    sw_html html = {0};
    sw_html_text out;
    sw_talk_error error;
    sw_str source = sw_str_of(sources[_i]);
    sw_turn turn = {0};

    ck_assert_int_eq(sw_html_convert(&html, source, 0, &arena, &out, &error),
                     SW_TALK_ONE);
    turn.runs = out.runs;
    turn.run_count = out.run_count;
    for (size_t i = 0; i < out.text.len; i++) {
        size_t at = sw_turn_source_byte(&turn, i);
        char c = out.text.ptr[i];

        ck_assert_uint_lt(at, source.len);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            ck_assert_msg(source.ptr[at] == c, "%.*s: %zu is not at %zu",
                          (int)out.text.len, out.text.ptr, i, at);
        else if (c == '&' || c == '<' || c == '"' || c == '\'')
            ck_assert_int_eq(source.ptr[at], '&');
    }
    sw_html_release(&html);
    sw_arena_release(&arena);
}
END_TEST

static const struct {
    const char *body;
    bool is;
} looks[] = {
    {"<p>a", true},
    {" <div class=x>", true},
    {"<!DOCTYPE html><html>", true},
    {"Hi<br>there<br/>", true},
    {"Hi <b>you</b> and <i>me</i>", true},
    {"I <3 you", false},
    {"<your name>, hello", false},
    {"a <br> tag breaks a line", false},
    {"if a < b and c > d", false},
    {"", false},
    {"<", false},
    {"</", false},
    {"</p></p>", true},
};

START_TEST(looks_so)
{
    ck_assert_msg(sw_html_looks_so(sw_str_of(looks[_i].body)) == looks[_i].is,
                  "%s", looks[_i].body);
}
END_TEST

/* A body made to hurt ends in time, as an error or as text. */
static void hostile(const char *piece, size_t times, sw_talk_status want)
{
    sw_arena arena = {0};
    sw_html html = {0};
    sw_html_text out;
    sw_talk_error error = {.code = ""};
    sw_buf body = {0};

    for (size_t i = 0; i < times; i++) { /* N in the piece is its number */
        sw_buf_put(&body,
                   sw_str_part(sw_str_of(piece), 0, strcspn(piece, "N")));
        if (strchr(piece, 'N'))
            sw_buf_printf(&body, "%zu%s", i, strchr(piece, 'N') + 1);
    }
    ck_assert_int_eq(
        sw_html_convert(&html, sw_buf_str(&body), 0, &arena, &out, &error),
        want);
    if (want == SW_TALK_BAD)
        ck_assert_str_eq(error.code, "limit");
    sw_buf_release(&body);
    sw_html_release(&html);
    sw_arena_release(&arena);
}

START_TEST(hostile_bodies)
{
    hostile("<div>", SW_HTML_MAX_TAGS, SW_TALK_ONE);
    hostile("<div>", SW_HTML_MAX_TAGS + 1, SW_TALK_BAD);
    hostile("<b aN><p>", SW_HTML_MAX_TAGS / 2, SW_TALK_BAD);
    hostile("<table>", SW_HTML_MAX_TAGS, SW_TALK_ONE);
    hostile("&", 100000, SW_TALK_ONE);
}
END_TEST

Suite *suite_html(void)
{
    Suite *s = suite_create("html");
    TCase *tc = tcase_create("html");

    tcase_set_timeout(tc, 30);
    tcase_add_loop_test(tc, converts, 0, sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tc, places, 0, sizeof sources / sizeof sources[0]);
    tcase_add_loop_test(tc, looks_so, 0, sizeof looks / sizeof looks[0]);
    tcase_add_test(tc, hostile_bodies);
    suite_add_tcase(s, tc);
    return s;
}
