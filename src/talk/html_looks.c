/*
 * html_looks.c - is a body HTML, whatever its field is called?
 *
 * Exports call a field "text" and fill it with tags, or the other way round,
 * so each body is asked. "I <3 you" and "<your name>" are no tags; one "<br>"
 * in an answer about web pages is no HTML.
 */
#include "talk/html.h"

static const char *const tags[] = {
    "a",      "b",     "blockquote", "body", "br",       "center", "code",
    "div",    "em",    "font",       "h1",   "h2",       "h3",     "h4",
    "head",   "hr",    "html",       "i",    "img",      "li",     "meta",
    "ol",     "p",     "pre",        "s",    "section",  "small",  "span",
    "strong", "style", "sub",        "sup",  "table",    "tbody",  "td",
    "th",     "tr",    "u",          "ul",   "!doctype", NULL};

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '!';
}

/* The name of the tag whose "<" stands at i, of "</" too; empty when it is
 * none that we know. */
static sw_str tag_at(sw_str body, size_t i, bool *closing)
{
    size_t start = i + 1, end;
    sw_str name;

    *closing = start < body.len && body.ptr[start] == '/';
    start += *closing;
    for (end = start; end < body.len && is_name_byte(body.ptr[end]); end++)
        ;
    name = sw_str_part(body, start, end);
    if (end >= body.len ||
        sw_str_find_byte(SW_STR("> \t\r\n/"), body.ptr[end], 0) == SW_NOWHERE)
        return (sw_str){0};
    for (size_t k = 0; tags[k]; k++)
        if (sw_str_equal_fold(name, sw_str_of(tags[k])))
            return name;
    return (sw_str){0};
}

bool sw_html_looks_so(sw_str body)
{
    size_t marks = 0, at = 0;
    bool closing;

    body = sw_str_trim(body);
    if (sw_str_starts(body, SW_STR("\xef\xbb\xbf")))
        body = sw_str_part(body, 3, body.len);
    if (sw_str_starts(body, SW_STR("<!--")))
        return true;
    while (marks < 2 && (at = sw_str_find_byte(body, '<', at)) != SW_NOWHERE) {
        sw_str name = tag_at(body, at, &closing);

        if (name.len && at == 0 && !closing)
            return true;
        if (name.len && (closing || sw_str_equal_fold(name, SW_STR("br"))))
            marks++;
        at++;
    }
    return marks == 2;
}
