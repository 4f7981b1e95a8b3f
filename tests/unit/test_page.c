/* test_page.c - open texts: edits, the sentence being typed, quotes, URIs. */
#include <string.h>

#include "unit.h"

#include "base/mem.h"
#include "lsp/page.h"

static const struct {
    const char *uri, *path;
} uris[] = {
    {"file:///tmp/a.txt", "/tmp/a.txt"},
    {"FILE:///tmp/a.txt", "/tmp/a.txt"},
    {"file:///tmp/a%20b%C3%A9.txt", "/tmp/a b\xC3\xA9.txt"},
    {"file://localhost/tmp/a", "/tmp/a"},
    {"file:///tmp/100%", "/tmp/100%"},
    {"file:///tmp/%zz", "/tmp/%zz"},
    {"file:///tmp/a%00b", "/tmp/a"},
    {"untitled:Untitled-1", NULL},
    {"file://", NULL},
    {"", NULL},
};

START_TEST(uri)
{
    char *path = sw_page_uri_path(sw_str_of(uris[_i].uri));

    ck_assert_pstr_eq(path, uris[_i].path);
    sw_mem_free(path);
}
END_TEST

static sw_page *page_of(const char *text)
{
    sw_page *page = sw_page_new(SW_STR("file:///tmp/a.txt"));

    ck_assert_ptr_nonnull(page);
    sw_page_set(page, sw_str_of(text));
    ck_assert(!page->lost && page->dirty);
    return page;
}

static const struct {
    const char *before;
    size_t start, end;
    const char *text, *after;
} edits[] = {
    {"abc", 1, 2, "X", "aXc"},      {"abc", 1, 2, "", "ac"},
    {"abc", 1, 1, "XYZ", "aXYZbc"}, {"", 0, 0, "a", "a"},
    {"abc", 0, 3, "", ""},          {"abc", 3, 3, "d", "abcd"},
    {"abc", 0, 2, "long", "longc"},
};

START_TEST(edit)
{
    sw_page *page = page_of(edits[_i].before);

    sw_page_edit(page, edits[_i].start, edits[_i].end,
                 sw_str_of(edits[_i].text));
    ck_assert(sw_str_equal_c(sw_buf_str(&page->text), edits[_i].after));
    sw_page_free(page);
}
END_TEST

/* The whole text again: only what differs counts as typed. */
START_TEST(replace)
{
    sw_page *page = page_of("Hi there. No, we\nBye");

    sw_page_replace(page, SW_STR("Hi there. No, we c\nBye"));
    ck_assert_uint_eq(page->typing, 18);
    page->dirty = false;
    sw_page_replace(page, SW_STR("Hi there. No, we c\nBye"));
    ck_assert(!page->dirty);
    sw_page_free(page);
}
END_TEST

/* | is where the last letter was typed; [ ] what is open; none: nothing. */
static const struct {
    const char *text, *open;
} sentences[] = {
    {"No, we can|", "No, we can"},
    {"Thanks. No, we can|", "No, we can"},
    {"Thanks! \xE2\x80\x9CNo\xE2\x80\x9D we|", "\xE2\x80\x9CNo\xE2\x80\x9D we"},
    {"He said \"No.\" We can|", "We can"},
    {"No, we can't ship.|", NULL},
    {"No, we can't ship. |", NULL},
    {"No, we can't ship?)|", NULL},
    {"No, we can't ship\xE2\x80\xA6|", NULL},
    {"No, we| can't ship.", NULL}, /* its end is there */
    {"No, we|  \nSecond line.", "No, we  "},
    {"First line\nNo|", "No"},
    {"First line\n|", NULL},
    {"v2.1 is|", "v2.1 is"},
    {"|", NULL},
};

START_TEST(open_sentence)
{
    const char *text = sentences[_i].text, *mark = strchr(text, '|');
    size_t at = (size_t)(mark - text), start = 0, end = 0;
    sw_page *page = page_of("");
    bool open;

    sw_page_edit(page, 0, 0, (sw_str){mark + 1, strlen(mark + 1)});
    sw_page_edit(page, 0, 0, (sw_str){text, at});
    open = sw_page_open_sentence(page, &start, &end);
    ck_assert(open == (sentences[_i].open != NULL));
    if (open)
        ck_assert_msg(
            sw_str_equal_c(sw_str_part(sw_buf_str(&page->text), start, end),
                           sentences[_i].open),
            "%s: %zu to %zu", text, start, end);
    sw_page_free(page);
}
END_TEST

START_TEST(pasted)
{
    sw_page *page = page_of("");
    size_t start, end;

    sw_page_edit(page, 0, 0,
                 SW_STR("No, this is more than anybody types with one stroke "
                        "of a key, so nobody is waiting"));
    ck_assert(!sw_page_open_sentence(page, &start, &end));
    sw_page_free(page);
}
END_TEST

static const struct {
    const char *text, *quote;
} quotes[] = {
    {"Hi,\n\n> My lamp\n> is late.\n\nSam", "My lamp\nis late.\n"},
    {"> a\r\n>b\r\n>\r\n>> an agent\r\n> > too\r\n > c", "a\nb\n\nc\n"},
    {"no quote > here\n    > code", ""},
    {"", ""},
    {">", "\n"},
};

START_TEST(quote)
{
    sw_page *page = page_of(quotes[_i].text);
    sw_str whole = sw_buf_str(&page->text);

    sw_quote_find(&page->quote, whole, &page->lines);
    ck_assert(sw_str_equal_c(sw_buf_str(&page->quote.text), quotes[_i].quote));
    for (size_t i = 0; i < page->quote.text.len; i++) {
        size_t at = sw_quote_place(&page->quote, i);

        if (page->quote.text.ptr[i] != '\n')
            ck_assert_int_eq(whole.ptr[at], page->quote.text.ptr[i]);
    }
    sw_page_free(page);
}
END_TEST

Suite *suite_page(void)
{
    Suite *s = suite_create("page");
    TCase *tc = tcase_create("page");

    tcase_add_loop_test(tc, uri, 0, sizeof uris / sizeof uris[0]);
    tcase_add_loop_test(tc, edit, 0, sizeof edits / sizeof edits[0]);
    tcase_add_test(tc, replace);
    tcase_add_loop_test(tc, open_sentence, 0,
                        sizeof sentences / sizeof sentences[0]);
    tcase_add_test(tc, pasted);
    tcase_add_loop_test(tc, quote, 0, sizeof quotes / sizeof quotes[0]);
    suite_add_tcase(s, tc);
    return s;
}
