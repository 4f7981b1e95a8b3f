/* words.c - the pieces of a replacement, in the draft's hand. */
#include "fix/words.h"

#include "base/utf8.h"
#include "doc/look.h"
#include "fix/spot.h"

#include <string.h>

bool sw_words_keep(sw_buf *buf, sw_arena *arena, sw_str *out)
{
    char *copy = buf->failed
                     ? NULL
                     : sw_arena_copy(arena, buf->ptr ? buf->ptr : "", buf->len);

    *out = (sw_str){copy, copy ? buf->len : 0};
    sw_buf_release(buf);
    return copy != NULL;
}

bool sw_words_recase(sw_str s, uint32_t (*change)(uint32_t), bool first_only,
                     sw_arena *arena, sw_str *out)
{
    sw_buf buf;
    size_t size;
    bool done = false;

    sw_buf_init(&buf, 0);
    for (size_t i = 0; i < s.len; i += size) {
        uint32_t code = sw_utf8_at(s, i, &size);

        sw_buf_code(&buf, done ? code : change(code));
        done = done || (first_only && sw_utf8_is_word(code));
    }
    return sw_words_keep(&buf, arena, out);
}

/* As sw_str_equal; most spellings are told by their length or first letter. */
static bool is_word(sw_str word, sw_str spelling)
{
    return word.len == spelling.len && word.len > 0 &&
           word.ptr[0] == spelling.ptr[0] && sw_str_equal(word, spelling);
}

/* The word's other spelling, if that is the draft's; or the empty string. */
static sw_str respell(const saywell_rules *rules, sw_style *style,
                      const char *fold)
{
    sw_str word = sw_str_of(fold);

    for (size_t i = 0; i < rules->spelling_count; i++) {
        const sw_spelling *s = &rules->spellings[i];

        if (is_word(word, s->us) && sw_style_uk(style))
            return s->uk;
        if (is_word(word, s->uk) && !sw_style_uk(style))
            return s->us;
    }
    return (sw_str){0};
}

/* New letters in the capitals of old: all, the first, or none. */
static void put_like(sw_buf *buf, sw_str fresh, sw_str old)
{
    bool first = sw_look_is_upper(old, 0);
    bool all = first && old.len > 1 && sw_look_is_upper(old, 1);

    for (size_t i = 0; i < fresh.len; i++) {
        unsigned char c = (unsigned char)fresh.ptr[i];

        if (c < 128 && (all || (first && i == 0)))
            c = (unsigned char)sw_utf8_upper(c);
        sw_buf_byte(buf, (char)c);
    }
}

static void put_plain(sw_buf *buf, sw_str s, sw_style *style)
{
    size_t at = 0, next;

    while ((next = sw_str_find_byte(s, '\'', at)) != SW_NOWHERE) {
        sw_buf_put(buf, sw_str_part(s, at, next));
        sw_buf_code(buf, sw_style_apostrophe(style));
        at = next + 1;
    }
    sw_buf_put(buf, sw_str_part(s, at, s.len));
}

static bool fit_piece(sw_piece *piece, const saywell_rules *rules,
                      sw_style *style, sw_arena *arena)
{
    sw_str s = piece->text;
    size_t at = 0, done = 0;
    sw_word word;
    sw_buf buf;

    sw_buf_init(&buf, 0);
    while (sw_spot_word(s, &at, s.len, &word)) {
        sw_str fresh = respell(rules, style, word.fold);

        if (!fresh.len)
            continue;
        put_plain(&buf, sw_str_part(s, done, word.start), style);
        put_like(&buf, fresh, sw_str_part(s, word.start, word.end));
        done = word.end;
    }
    put_plain(&buf, sw_str_part(s, done, s.len), style);
    return sw_words_keep(&buf, arena, &piece->text);
}

/* Does a new sentence begin behind these words? */
static bool ends_sentence(sw_str s)
{
    size_t end = sw_look_white_back(s, 0, s.len);

    return end && end < s.len && strchr(".!?", s.ptr[end - 1]);
}

/* A map's word ("we") behind a full stop of the template gets its capital. */
static bool fit_starts(sw_pieces *pieces, sw_style *style, sw_arena *arena)
{
    sw_str last = {0};

    for (size_t i = 0; i < pieces->count; i++) {
        sw_piece *piece = &pieces->at[i];

        if (!piece->text.len)
            continue;
        if (piece->from == SW_NOWHERE && ends_sentence(last) &&
            sw_look_is_lower(piece->text, 0) && !sw_style_lower(style) &&
            !sw_words_recase(piece->text, sw_utf8_upper, true, arena,
                             &piece->text))
            return false;
        last = piece->text;
    }
    return true;
}

bool sw_words_fit(sw_pieces *pieces, const saywell_rules *rules,
                  sw_style *style, bool loud, sw_arena *arena)
{
    for (size_t i = 0; i < pieces->count; i++)
        loud = loud && !pieces->at[i].shaped;
    for (size_t i = 0; i < pieces->count; i++) {
        sw_piece *piece = &pieces->at[i];

        if (piece->from != SW_NOWHERE || piece->shaped)
            continue;
        if (!fit_piece(piece, rules, style, arena))
            return false;
        if (loud && !sw_words_recase(piece->text, sw_utf8_upper, false, arena,
                                     &piece->text))
            return false;
    }
    return fit_starts(pieces, style, arena);
}

void sw_words_close(sw_pieces *pieces)
{
    sw_piece *last = NULL;

    for (size_t i = 0; i < pieces->count; i++) {
        sw_piece *piece = &pieces->at[i];
        size_t n = 0;

        if (!piece->text.len)
            continue;
        if (last && last->text.ptr[last->text.len - 1] == ' ') {
            while (n < piece->text.len && piece->text.ptr[n] == ' ')
                n++;
            piece->text = sw_str_part(piece->text, n, piece->text.len);
            if (piece->from != SW_NOWHERE)
                piece->from += n;
            if (piece->text.len && last->from == SW_NOWHERE &&
                sw_spot_is_closing(piece->text, 0) && piece->text.ptr[0] != ':')
                last->text.len--;
        }
        if (piece->text.len)
            last = piece;
    }
}

bool sw_words_join(const sw_pieces *pieces, sw_arena *arena, sw_str *out)
{
    sw_buf buf;

    sw_buf_init(&buf, 0);
    for (size_t i = 0; i < pieces->count; i++)
        sw_buf_put(&buf, pieces->at[i].text);
    return sw_words_keep(&buf, arena, out);
}
