/*
 * quote.c - the customer's message that a draft quotes.
 *
 * Mail programs put the message that is answered below the draft, or between
 * its lines, with "> " before each line. Only the first bytes of each line are
 * looked at: this runs with every key stroke.
 */
#include "lsp/quote.h"

#include "base/mem.h"

#include <string.h>

#define INDENT 3 /* spaces before a quote mark, as in Markdown */

void sw_quote_release(sw_quote *quote)
{
    sw_buf_release(&quote->text);
    sw_mem_free(quote->pieces);
    *quote = (sw_quote){0};
}

static bool add(sw_quote *quote, size_t page)
{
    if (quote->count == quote->cap) {
        size_t cap = quote->cap ? quote->cap * 2 : 16;
        sw_quote_piece *larger =
            sw_mem_realloc(quote->pieces, cap * sizeof *larger);

        if (!larger)
            return false;
        quote->pieces = larger;
        quote->cap = cap;
    }
    quote->pieces[quote->count++] = (sw_quote_piece){quote->text.len, page};
    return true;
}

/* Where the words of a line quoted once begin; SW_NOWHERE for another line. */
static size_t words_of(sw_str text, size_t start, size_t end)
{
    size_t i = start;

    while (i < end && i - start < INDENT && text.ptr[i] == ' ')
        i++;
    if (i >= end || text.ptr[i] != '>')
        return SW_NOWHERE;
    i++;
    if (i < end && text.ptr[i] == ' ')
        i++;
    return i < end && text.ptr[i] == '>' ? SW_NOWHERE : i;
}

void sw_quote_find(sw_quote *quote, sw_str text, const sw_lines *lines)
{
    sw_buf_clear(&quote->text);
    quote->count = 0;
    for (size_t line = 0; line < lines->count; line++) {
        size_t start = lines->starts[line], words, end;
        char first = start < text.len ? text.ptr[start] : '\n';

        if (first != '>' && first != ' ')
            continue;
        end = sw_lines_end(lines, text, line);
        words = words_of(text, start, end);
        if (words == SW_NOWHERE)
            continue;
        if (!add(quote, words))
            break;
        sw_buf_put(&quote->text, sw_str_part(text, words, end));
        sw_buf_byte(&quote->text, '\n');
    }
    if (quote->text.failed)
        sw_buf_clear(&quote->text);
}

size_t sw_quote_place(const sw_quote *quote, size_t i)
{
    size_t low = 0, high = quote->count;

    while (low < high) { /* the last piece that begins at or before i */
        size_t middle = low + (high - low) / 2;

        if (quote->pieces[middle].text <= i)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    return quote->pieces[low - 1].page + (i - quote->pieces[low - 1].text);
}
