/*
 * sentence_mark.c - does this mark end a sentence?
 *
 * Support replies are full of dots that end nothing: "v2.1", "e.g.", "Dr.
 * Ito", "No. 5", "acme.com". A mark ends a sentence only if white space or the
 * end follows, and a dot only if the word before it is not one that is always
 * or here cut short. When in doubt we do not split: a rule that looks at two
 * sentences is hurt more by a false border than by a missed one.
 */
#include "doc/sentence_part.h"

#include "base/utf8.h"

enum { WORD_BYTES = 24 }; /* longest word before a dot worth a look */

/* Cut short, and always with something behind. */
static const char never[] =
    "mr mrs ms mx dr prof rev hon gen col sgt capt lt messrs mmes vs e.g i.e eg "
    "ie cf viz approx fig figs incl excl resp";
/* Cut short before a number or "#": "No. 5", "Jan. 3", "ext. 12". */
static const char numbered[] =
    "no nos nr num ext tel ph vol ver v p pp pg ch sec para fig "
    "min max avg jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues "
    "wed thu thur thurs fri sat sun rs st ste apt bldg rm qty ref acct inv";
/* Cut short at a sentence's end or inside it: the next letter decides. */
static const char either[] =
    "inc ltd co corp llc plc gmbh bros etc al jr sr esq st ave blvd rd ln hwy "
    "apt dept div est hr hrs mins secs min max sec yr yrs mo wk wks ft lb lbs "
    "oz kg km cm mm pcs pc pkg approx appt acct info temp misc add'l ext tel "
    "a.m p.m u.s u.k u.s.a e.u p.s n.b asst mgr avg tbsp tsp ver "
    "vol";

bool sw_sentence_is_mark(sw_str text, size_t i)
{
    const unsigned char c = (unsigned char)text.ptr[i];
    size_t size;
    return c == '.' || c == '!' || c == '?' ||
           (c == 0xE2 && sw_utf8_at(text, i, &size) == 0x2026);
}

/* Past ) ] } and closing quotes, also those of Markdown. */
static size_t past_closers(sw_str text, size_t i, size_t end)
{
    while (i < end) {
        size_t size;
        const uint32_t code = sw_utf8_at(text, i, &size);
        if (!sw_look_among(code, ")]}\"'*_") && code != 0x201D &&
            code != 0x2019 && code != 0xBB)
            break;
        i += size;
    }
    return i;
}

/* The word before the dot at i, with dots and hyphens inside. */
static sw_str word_before(sw_str text, size_t start, size_t i)
{
    size_t from = i;
    while (from > start && i - from < WORD_BYTES) {
        size_t size;
        const uint32_t code = sw_utf8_before(text, from, &size);
        if (!sw_utf8_is_word(code) && code != '.' && code != '\'')
            break;
        from -= size;
    }
    while (from < i && text.ptr[from] == '.')
        from++;
    return sw_str_part(text, from, i);
}

/* "M.D." and "u.s": dots between parts of one or two letters. */
static bool is_dotted(sw_str word)
{
    size_t part = 0, parts = 0;
    for (size_t i = 0; i <= word.len; i++) {
        if (i < word.len && word.ptr[i] != '.')
            continue;
        if (i == part || i - part > 2 || !sw_look_is_word(word, part) ||
            sw_look_among((unsigned char)word.ptr[part], "0123456789"))
            return false;
        part = i + 1;
        parts++;
    }
    return parts > 1;
}

/* "J. Smith": a capital by itself, behind a name or a sentence's start and
 * before a name; or any before a small letter. Not "vitamin C. We": a
 * lower-case word is before. */
static bool is_initial(sw_str text, size_t start, sw_str word, size_t next)
{
    const size_t at = (size_t)(word.ptr - text.ptr);
    if (word.len != 1 || !sw_look_is_upper(word, 0) || word.ptr[0] == 'I')
        return false;
    if (!sw_look_is_upper(text, next))
        return sw_look_is_lower(text, next);
    size_t from = sw_look_white_back(text, start, at);
    const size_t tail = from;
    while (from > start && tail - from < WORD_BYTES &&
           sw_look_after_word(text, from)) {
        size_t size;
        sw_utf8_before(text, from, &size);
        from -= size;
    }
    return from == tail || sw_look_is_upper(text, from);
}

/* "1." of a list inside a line: "Steps: 1. Open it. 2. Save.", and not the
 * end of "order no. 5." */
static bool is_counter(sw_str text, size_t start, sw_str word)
{
    size_t number;
    if (!sw_str_number(word, 99, &number))
        return false;
    const size_t at = (size_t)(word.ptr - text.ptr);
    const size_t before = sw_look_white_back(text, start, at);
    if (before == start)
        return true;
    const unsigned char mark = (unsigned char)text.ptr[before - 1];
    return sw_look_among(mark, ".:;!?(") &&
           !(mark == '.' &&
             sw_look_one_of(word_before(text, start, before - 1), numbered));
}

/* "5", "AB12"; a long word is not read to its end. */
static bool has_digit(sw_str word)
{
    for (size_t i = 0; i < word.len && i < WORD_BYTES; i++) {
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
            return true;
    }
    return false;
}

static bool is_short(sw_str text, size_t start, size_t i, size_t next,
                     size_t end)
{
    const sw_str word = word_before(text, start, i);
    if (word.len == 0 || next >= end)
        return false;
    const size_t far = end - next > WORD_BYTES ? next + WORD_BYTES : end;
    const size_t next_end = sw_look_word(text, next, far);
    const bool digit =
        text.ptr[next] == '#' || has_digit(sw_str_part(text, next, next_end));
    return sw_look_one_of(word, never) ||
           (digit && sw_look_one_of(word, numbered)) ||
           (sw_look_is_lower(text, next) &&
            (is_dotted(word) || sw_look_one_of(word, either))) ||
           is_initial(text, start, word, next) || is_counter(text, start, word);
}

/* Emoji behind the mark belong to the sentence, with the space between. */
static size_t past_emoji(sw_str text, size_t i, size_t end)
{
    for (;;) {
        const size_t at = sw_look_spaces(text, i, end);
        const size_t behind = sw_look_emoji(text, at, end);
        if (behind == at)
            return i;
        i = behind;
    }
}

size_t sw_sentence_mark(sw_str text, size_t start, size_t i, size_t end,
                        bool *question, size_t *resume)
{
    size_t at = i, size;
    bool dots = true; /* nothing but . and ... */
    *question = false;
    while (at < end && sw_sentence_is_mark(text, at)) {
        const uint32_t code = sw_utf8_at(text, at, &size);
        *question = *question || code == '?';
        dots = dots && code != '?' && code != '!';
        at += size;
    }
    const size_t marks = at;
    const bool one = marks == i + 1 && dots;
    at = past_closers(text, at, end);
    const bool closed = at > marks;
    const size_t faces = past_emoji(text, at, end);
    const bool smiles = faces > at;
    at = past_closers(text, faces, end);
    *resume = at;
    const size_t next = sw_look_white(text, at, end, NULL);
    if (next == at && next < end && !smiles)
        return 0;
    if (next >= end || smiles)
        return at;
    if (dots && !closed && one && is_short(text, start, i, next, end))
        return 0;
    /* "wait... what", "(really?) yes", "etc.) and" go on */
    if (((dots && !one) || closed) && sw_look_is_lower(text, next))
        return 0;
    return at;
}
