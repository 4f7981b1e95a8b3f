/* preview.c - edits -> the sentence as it would read. */
#include "fix/preview.h"

#include "base/byte.h"
#include "base/utf8.h"
#include "doc/look.h"
#include "fix/words.h"

#define MAX_SIDE 400 /* bytes shown on each side of the edits */

/* Where the white space behind the words at i begins. */
static size_t words_end(sw_str s, size_t i)
{
    size_t size;

    for (;;) {
        i = sw_byte_find(s.ptr, i, s.len, SW_BYTE_SPACE | SW_BYTE_HIGH);
        if (i == s.len || sw_utf8_is_space(sw_utf8_at(s, i, &size)))
            return i;
        i += size;
    }
}

/* Puts s with each white-space run as one space, none at the start. */
static void put_flat(sw_buf *buf, sw_str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t from = sw_look_white(s, i, s.len, NULL);

        if (from > i && buf->len && buf->ptr[buf->len - 1] != ' ')
            sw_buf_byte(buf, ' ');
        i = words_end(s, from);
        sw_buf_put(buf, sw_str_part(s, from, i));
    }
}

static size_t at_character(sw_str text, size_t i)
{
    while (i < text.len && ((unsigned char)text.ptr[i] & 0xc0) == 0x80)
        i++;
    return i;
}

/* start..end of the text with the edits applied. */
static void put_part(sw_buf *buf, sw_str text, const sw_edits *edits,
                     size_t start, size_t end)
{
    size_t first = edits->at[0].start;
    size_t last = edits->at[edits->count - 1].end;
    bool cut = end > last + MAX_SIDE;

    if (first > start + MAX_SIDE) {
        start = at_character(text, first - MAX_SIDE);
        sw_buf_put_c(buf, "...");
    }
    if (cut)
        end = at_character(text, last + MAX_SIDE);
    for (size_t i = 0; i < edits->count; i++) {
        put_flat(buf, sw_str_part(text, start, edits->at[i].start));
        put_flat(buf, (sw_str){edits->at[i].text, edits->at[i].len});
        start = edits->at[i].end;
    }
    put_flat(buf, sw_str_part(text, start, end));
    while (buf->len && buf->ptr[buf->len - 1] == ' ')
        buf->len--;
    if (cut)
        sw_buf_put_c(buf, "...");
}

const char *sw_preview_make(const sw_doc *doc, const sw_edits *edits,
                            sw_arena *arena)
{
    const sw_sentences *all = &doc->sentences;
    size_t start = edits->at[0].start;
    size_t end = edits->at[edits->count - 1].end;
    size_t from = sw_sentence_at(all, start);
    size_t to = sw_sentence_at(all, end > start ? end - 1 : end);
    sw_buf buf;
    sw_str out;

    sw_buf_init(&buf, 0);
    /* An insertion behind a sentence shows that sentence. */
    if (start == end && from && all->at[from].start >= start &&
        all->at[from - 1].end == start)
        from--;
    if (all->count && all->at[from].start <= start)
        start = all->at[from].start;
    if (all->count && all->at[to].start <= end && all->at[to].end > end)
        end = all->at[to].end;
    put_part(&buf, doc->text, edits, start, end);
    if (!buf.len && !buf.failed && all->count) {
        if (from)
            start = all->at[from - 1].start;
        else if (to + 1 < all->count)
            end = all->at[to + 1].end;
        put_part(&buf, doc->text, edits, start, end);
    }
    return sw_words_keep(&buf, arena, &out) ? out.ptr : NULL;
}
