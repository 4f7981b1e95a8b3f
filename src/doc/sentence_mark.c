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

#include "base/byte.h"
#include "base/utf8.h"

enum {
    WORD_BYTES = 24, /* longest word before a dot worth a look */
    SHORT_BYTES = 6  /* longest word below that has no dot in it */
};

/* Cut short, and always with something behind. */
static const sw_look_words never = {
    ['a' - 'a'] = "approx",   ['c' - 'a'] = "col capt cf",
    ['d' - 'a'] = "dr",       ['e' - 'a'] = "e.g eg excl",
    ['f' - 'a'] = "fig figs", ['g' - 'a'] = "gen",
    ['h' - 'a'] = "hon",      ['i' - 'a'] = "i.e ie incl",
    ['l' - 'a'] = "lt",       ['m' - 'a'] = "mr mrs ms mx messrs mmes",
    ['p' - 'a'] = "prof",     ['r' - 'a'] = "rev resp",
    ['s' - 'a'] = "sgt",      ['v' - 'a'] = "vs viz",
};
/* Cut short before a number or "#": "No. 5", "Jan. 3", "ext. 12". */
static const sw_look_words numbered = {
    ['a' - 'a'] = "avg apr aug apt acct",
    ['b' - 'a'] = "bldg",
    ['c' - 'a'] = "ch",
    ['d' - 'a'] = "dec",
    ['e' - 'a'] = "ext",
    ['f' - 'a'] = "fig feb fri",
    ['i' - 'a'] = "inv",
    ['j' - 'a'] = "jan jun jul",
    ['m' - 'a'] = "min max mar mon",
    ['n' - 'a'] = "no nos nr num nov",
    ['o' - 'a'] = "oct",
    ['p' - 'a'] = "ph p pp pg para",
    ['q' - 'a'] = "qty",
    ['r' - 'a'] = "rs rm ref",
    ['s' - 'a'] = "sec sep sept sat sun st ste",
    ['t' - 'a'] = "tel tue tues thu thur thurs",
    ['v' - 'a'] = "vol ver v",
    ['w' - 'a'] = "wed",
};
/* Cut short at a sentence's end or inside it: the next letter decides. */
static const sw_look_words either = {
    ['a' - 'a'] = "al ave apt approx appt acct add'l a.m asst avg",
    ['b' - 'a'] = "bros blvd",
    ['c' - 'a'] = "co corp cm",
    ['d' - 'a'] = "dept div",
    ['e' - 'a'] = "etc esq est ext e.u",
    ['f' - 'a'] = "ft",
    ['g' - 'a'] = "gmbh",
    ['h' - 'a'] = "hwy hr hrs",
    ['i' - 'a'] = "inc info",
    ['j' - 'a'] = "jr",
    ['k' - 'a'] = "kg km",
    ['l' - 'a'] = "ltd llc ln lb lbs",
    ['m' - 'a'] = "mins min max mo mm misc mgr",
    ['n' - 'a'] = "n.b",
    ['o' - 'a'] = "oz",
    ['p' - 'a'] = "plc pcs pc pkg p.m p.s",
    ['r' - 'a'] = "rd",
    ['s' - 'a'] = "sr st secs sec",
    ['t' - 'a'] = "temp tel tbsp tsp",
    ['u' - 'a'] = "u.s u.k u.s.a",
    ['v' - 'a'] = "ver vol",
    ['w' - 'a'] = "wk wks",
    ['y' - 'a'] = "yr yrs",
};

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
        if (sw_byte_is(text.ptr[i], SW_BYTE_SPACE) ||
            (!sw_look_among(code, ")]}\"'*_") && code != 0x201D &&
             code != 0x2019 && code != 0xBB))
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
        if (sw_byte_is(text.ptr[from - 1], SW_BYTE_WORD)) {
            from--;
            continue;
        }
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
             sw_look_listed(word_before(text, start, before - 1), numbered));
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

/* "#", or a word with a digit in it. */
static bool is_numeric(sw_str text, size_t i, size_t end)
{
    const size_t far = end - i > WORD_BYTES ? i + WORD_BYTES : end;
    const size_t word_end = sw_look_word(text, i, far);
    return text.ptr[i] == '#' || has_digit(sw_str_part(text, i, word_end));
}

/* Is the word before the dot at i longer than all that are cut short, and
 * without a digit or a dot near its end? Most are, or fail fast in is_short. */
static bool is_long(sw_str text, size_t start, size_t i)
{
    size_t from = i;
    while (from > start && i - from < SHORT_BYTES + 1 &&
           sw_byte_is(text.ptr[from - 1], SW_BYTE_WORD) &&
           !sw_byte_is(text.ptr[from - 1], SW_BYTE_DIGIT))
        from--;
    return i - from > SHORT_BYTES;
}

static bool is_short(sw_str text, size_t start, size_t i, size_t next,
                     size_t end)
{
    if (next >= end || is_long(text, start, i))
        return false;
    const sw_str word = word_before(text, start, i);
    if (word.len == 0)
        return false;
    return sw_look_listed(word, never) ||
           (sw_look_listed(word, numbered) && is_numeric(text, next, end)) ||
           (sw_look_is_lower(text, next) &&
            (is_dotted(word) || sw_look_listed(word, either))) ||
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
    /* "... it. We": one mark, one space, a capital; nearly all there are */
    if (marks == i + 1 && marks + 1 < end && text.ptr[marks] == ' ' &&
        sw_byte_is(text.ptr[marks + 1], SW_BYTE_UPPER)) {
        *resume = marks;
        return dots && is_short(text, start, i, marks + 1, end) ? 0 : marks;
    }
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
