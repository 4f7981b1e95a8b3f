/*
 * page.c - a text that is open in the editor, and the edits that come for it.
 *
 * The text is one run of bytes: to move 100 KB for a key stroke costs less
 * than anything else that happens then. An edit that finds no memory leaves a
 * text that is not the editor's; from then on the page is lost, and says so,
 * until the whole text comes again.
 */
#include "lsp/page.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

#define PAGE_BYTES   ((size_t)256 << 20)
#define TYPING_BYTES 64  /* more at once is pasted, not typed */
#define OPEN_BYTES   512 /* a sentence longer than this is looked at no more */

sw_page *sw_page_new(sw_str uri)
{
    sw_page *page = sw_mem_alloc(sizeof *page);

    if (!page)
        return NULL;
    *page = (sw_page){.typing = SW_NOWHERE, .text = {.max = PAGE_BYTES}};
    page->uri = sw_mem_alloc(uri.len + 1);
    if (!page->uri) {
        sw_page_free(page);
        return NULL;
    }
    memcpy(page->uri, uri.ptr, uri.len);
    page->uri[uri.len] = '\0';
    page->path = sw_page_uri_path(uri);
    return page;
}

void sw_page_free(sw_page *page)
{
    if (!page)
        return;
    saywell_result_free(page->result);
    saywell_result_free(page->all);
    saywell_document_free(page->document);
    saywell_session_free(page->session);
    sw_quote_release(&page->quote);
    sw_lines_release(&page->lines);
    sw_buf_release(&page->text);
    sw_buf_release(&page->version);
    sw_buf_release(&page->language);
    sw_mem_free(page->path);
    sw_mem_free(page->uri);
    sw_mem_free(page);
}

void sw_page_set_version(sw_page *page, sw_str version)
{
    sw_buf_clear(&page->version);
    sw_buf_put(&page->version, version);
}

void sw_page_set_language(sw_page *page, sw_str language)
{
    sw_buf_clear(&page->language);
    sw_buf_put(&page->language, language);
}

/* ---- edits --------------------------------------------------------------- */

static void touch(sw_page *page)
{
    page->dirty = true;
    page->pushed = false;
}

void sw_page_set(sw_page *page, sw_str text)
{
    sw_buf_clear(&page->text);
    sw_buf_put(&page->text, text);
    page->lost = page->text.failed ||
                 !sw_lines_set(&page->lines, sw_buf_str(&page->text));
    page->typing = SW_NOWHERE;
    touch(page);
}

/* Bytes [start, end) become text. */
static bool splice(sw_buf *buf, size_t start, size_t end, sw_str text)
{
    size_t tail = buf->len - end, old = buf->len;

    if (text.len > end - start)
        sw_buf_put(buf, sw_str_part(text, 0, text.len - (end - start)));
    if (buf->failed)
        return false;
    memmove(buf->ptr + start + text.len, buf->ptr + end, tail);
    if (text.len)
        memcpy(buf->ptr + start, text.ptr, text.len);
    buf->len = old - (end - start) + text.len;
    return true;
}

void sw_page_edit(sw_page *page, size_t start, size_t end, sw_str text)
{
    size_t after = start + text.len;

    if (start == end && text.len == 0)
        return;
    touch(page);
    if (page->lost || !splice(&page->text, start, end, text) ||
        !sw_lines_change(&page->lines, sw_buf_str(&page->text), start, end,
                         after)) {
        page->lost = true;
        return;
    }
    page->typing = text.len <= TYPING_BYTES ? after : SW_NOWHERE;
}

void sw_page_replace(sw_page *page, sw_str text)
{
    sw_str old = sw_buf_str(&page->text);
    size_t most = old.len < text.len ? old.len : text.len, head = 0, tail = 0;

    if (page->lost) {
        sw_page_set(page, text);
        return;
    }
    while (head < most && old.ptr[head] == text.ptr[head])
        head++;
    while (tail < most - head &&
           old.ptr[old.len - 1 - tail] == text.ptr[text.len - 1 - tail])
        tail++;
    sw_page_edit(page, head, old.len - tail,
                 sw_str_part(text, head, text.len - tail));
}

/* ---- the sentence being typed -------------------------------------------- */

static bool is_end(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026;
}

/* What may stand between a full stop and the space behind it. */
static bool is_closer(uint32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == ']' ||
           code == '*' || code == '_' || code == 0x2019 || code == 0x201D;
}

/* Walks back over spaces and closers; is there an end mark before byte i? */
static bool ends_before(sw_str text, size_t start, size_t i)
{
    while (i > start) {
        size_t size;
        uint32_t code = sw_utf8_before(text, i, &size);

        if (is_end(code))
            return true;
        if (!is_closer(code) && code != ' ' && code != '\t')
            return false;
        i -= size;
    }
    return false;
}

/* Where the sentence begins that holds byte i, looking back to `start`. */
static size_t begin_of(sw_str text, size_t start, size_t i)
{
    while (i > start) {
        size_t size;
        uint32_t code = sw_utf8_before(text, i, &size);

        if ((code == ' ' || code == '\t') && ends_before(text, start, i - size))
            return i;
        i -= size;
    }
    return start;
}

bool sw_page_open_sentence(const sw_page *page, size_t *start, size_t *end)
{
    sw_str text = sw_buf_str(&page->text);
    size_t at = page->typing, line, from;

    if (at == SW_NOWHERE || at > text.len || page->lost)
        return false;
    line = sw_lines_at(&page->lines, at);
    from = page->lines.starts[line];
    *end = sw_lines_end(&page->lines, text, line);
    for (size_t i = at; i < *end; i++) /* words behind it: not at the end */
        if (text.ptr[i] != ' ' && text.ptr[i] != '\t')
            return false;
    if (at <= from || ends_before(text, from, at) || at - from > OPEN_BYTES * 8)
        return false;
    *start = begin_of(text, from, at);
    return at - *start <= OPEN_BYTES;
}

/* ---- URIs ---------------------------------------------------------------- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *sw_page_uri_path(sw_str uri)
{
    sw_str rest;
    char *path;
    size_t n = 0;

    if (uri.len < 8 ||
        !sw_str_equal_fold(sw_str_part(uri, 0, 7), SW_STR("file://")))
        return NULL;
    rest = sw_str_part(uri, 7, uri.len);
    rest = sw_str_part(rest, sw_str_find_byte(rest, '/', 0), rest.len);
    path = rest.len ? sw_mem_alloc(rest.len + 1) : NULL;
    for (size_t i = 0; path && i < rest.len; i++) {
        char c = rest.ptr[i];

        if (c == '%' && i + 2 < rest.len && hex(rest.ptr[i + 1]) >= 0 &&
            hex(rest.ptr[i + 2]) >= 0) {
            c = (char)(hex(rest.ptr[i + 1]) * 16 + hex(rest.ptr[i + 2]));
            i += 2;
        }
        if (c == '\0')
            break;
        path[n++] = c;
    }
    if (path)
        path[n] = '\0';
    return path;
}
