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

#include <string.h>

enum {
    WORD_BYTES = 24, /* longest word before a dot worth a look */
    CUT_BYTES = 6,   /* longest word below */
    CUTS = 15        /* most words with one first letter */
};

/* Why a word may be cut short by a dot. */
enum {
    NEVER = 1,    /* ends no sentence: always something follows */
    NUMBERED = 2, /* cut short before a number or "#": "No. 5", "Jan. 3" */
    EITHER = 4    /* also at a sentence's end: the next letter decides */
};

/* Words cut short, by first letters. */
static const struct cut {
    char word[CUT_BYTES + 1];
    unsigned char why; /* 0: no more */
} cuts[26][CUTS + 1] = {
    ['a' - 'a'] = {{"a.m", EITHER},
                   {"acct", NUMBERED | EITHER},
                   {"add'l", EITHER},
                   {"al", EITHER},
                   {"approx", NEVER | EITHER},
                   {"appt", EITHER},
                   {"apr", NUMBERED},
                   {"apt", NUMBERED | EITHER},
                   {"asst", EITHER},
                   {"aug", NUMBERED},
                   {"ave", EITHER},
                   {"avg", NUMBERED | EITHER}},
    ['b' - 'a'] = {{"bldg", NUMBERED}, {"blvd", EITHER}, {"bros", EITHER}},
    ['c' - 'a'] = {{"capt", NEVER},
                   {"cf", NEVER},
                   {"ch", NUMBERED},
                   {"cm", EITHER},
                   {"co", EITHER},
                   {"col", NEVER},
                   {"corp", EITHER}},
    ['d' - 'a'] = {{"dec", NUMBERED},
                   {"dept", EITHER},
                   {"div", EITHER},
                   {"dr", NEVER}},
    ['e' - 'a'] = {{"e.g", NEVER},
                   {"e.u", EITHER},
                   {"eg", NEVER},
                   {"esq", EITHER},
                   {"est", EITHER},
                   {"etc", EITHER},
                   {"excl", NEVER},
                   {"ext", NUMBERED | EITHER}},
    ['f' - 'a'] = {{"feb", NUMBERED},
                   {"fig", NEVER | NUMBERED},
                   {"figs", NEVER},
                   {"fri", NUMBERED},
                   {"ft", EITHER}},
    ['g' - 'a'] = {{"gen", NEVER}, {"gmbh", EITHER}},
    ['h' - 'a'] = {{"hon", NEVER},
                   {"hr", EITHER},
                   {"hrs", EITHER},
                   {"hwy", EITHER}},
    ['i' - 'a'] = {{"i.e", NEVER},
                   {"ie", NEVER},
                   {"inc", EITHER},
                   {"incl", NEVER},
                   {"info", EITHER},
                   {"inv", NUMBERED}},
    ['j' - 'a'] = {{"jan", NUMBERED},
                   {"jr", EITHER},
                   {"jul", NUMBERED},
                   {"jun", NUMBERED}},
    ['k' - 'a'] = {{"kg", EITHER}, {"km", EITHER}},
    ['l' - 'a'] = {{"lb", EITHER},
                   {"lbs", EITHER},
                   {"llc", EITHER},
                   {"ln", EITHER},
                   {"lt", NEVER},
                   {"ltd", EITHER}},
    ['m' - 'a'] = {{"mar", NUMBERED},
                   {"max", NUMBERED | EITHER},
                   {"messrs", NEVER},
                   {"mgr", EITHER},
                   {"min", NUMBERED | EITHER},
                   {"mins", EITHER},
                   {"misc", EITHER},
                   {"mm", EITHER},
                   {"mmes", NEVER},
                   {"mo", EITHER},
                   {"mon", NUMBERED},
                   {"mr", NEVER},
                   {"mrs", NEVER},
                   {"ms", NEVER},
                   {"mx", NEVER}},
    ['n' - 'a'] = {{"n.b", EITHER},
                   {"no", NUMBERED},
                   {"nos", NUMBERED},
                   {"nov", NUMBERED},
                   {"nr", NUMBERED},
                   {"num", NUMBERED}},
    ['o' - 'a'] = {{"oct", NUMBERED}, {"oz", EITHER}},
    ['p' - 'a'] = {{"p", NUMBERED},
                   {"p.m", EITHER},
                   {"p.s", EITHER},
                   {"para", NUMBERED},
                   {"pc", EITHER},
                   {"pcs", EITHER},
                   {"pg", NUMBERED},
                   {"ph", NUMBERED},
                   {"pkg", EITHER},
                   {"plc", EITHER},
                   {"pp", NUMBERED},
                   {"prof", NEVER}},
    ['q' - 'a'] = {{"qty", NUMBERED}},
    ['r' - 'a'] = {{"rd", EITHER},
                   {"ref", NUMBERED},
                   {"resp", NEVER},
                   {"rev", NEVER},
                   {"rm", NUMBERED},
                   {"rs", NUMBERED}},
    ['s' - 'a'] = {{"sat", NUMBERED},
                   {"sec", NUMBERED | EITHER},
                   {"secs", EITHER},
                   {"sep", NUMBERED},
                   {"sept", NUMBERED},
                   {"sgt", NEVER},
                   {"sr", EITHER},
                   {"st", NUMBERED | EITHER},
                   {"ste", NUMBERED},
                   {"sun", NUMBERED}},
    ['t' - 'a'] = {{"tbsp", EITHER},
                   {"tel", NUMBERED | EITHER},
                   {"temp", EITHER},
                   {"thu", NUMBERED},
                   {"thur", NUMBERED},
                   {"thurs", NUMBERED},
                   {"tsp", EITHER},
                   {"tue", NUMBERED},
                   {"tues", NUMBERED}},
    ['u' - 'a'] = {{"u.k", EITHER}, {"u.s", EITHER}, {"u.s.a", EITHER}},
    ['v' - 'a'] = {{"v", NUMBERED},
                   {"ver", NUMBERED | EITHER},
                   {"viz", NEVER},
                   {"vol", NUMBERED | EITHER},
                   {"vs", NEVER}},
    ['w' - 'a'] = {{"wed", NUMBERED}, {"wk", EITHER}, {"wks", EITHER}},
    ['y' - 'a'] = {{"yr", EITHER}, {"yrs", EITHER}},
};

/* Letters in small ones, and the first n of them; the dot and the apostrophe of
 * a word stay as they are. */
static uint64_t key_of(uint64_t eight, size_t n)
{
    return (eight | 0x20 * SW_BYTES_ONE) & (UINT64_MAX >> (64 - 8 * n));
}

/* Why a word with this key may be cut short; 0 when it is in no list. */
static unsigned why_cut(uint64_t key)
{
    const unsigned letter = (unsigned)(key & 0xFF) - 'a';
    if (letter >= 26)
        return 0;
    for (const struct cut *c = cuts[letter]; c->why != 0; c++) {
        /* all but the last byte */
        if ((sw_bytes_load(c->word) ^ key) << 8 == 0)
            return c->why;
    }
    return 0;
}

static unsigned why_short(sw_str word)
{
    char eight[8] = "";
    if (word.len == 0 || word.len > CUT_BYTES)
        return 0;
    memcpy(eight, word.ptr, word.len);
    return why_cut(key_of(sw_bytes_load(eight), word.len));
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
             (why_short(word_before(text, start, before - 1)) & NUMBERED));
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

/* Are the letters before the dot at i a whole word that is never cut short?
 * Most are, so this is asked first, of eight bytes at once. */
static bool is_whole(sw_str text, size_t start, size_t i)
{
    if (i - start < 8)
        return false;
    const uint64_t eight = sw_bytes_load(text.ptr + i - 8);
    const uint64_t low = (eight & ~SW_BYTES_HIGH) | 0x20 * SW_BYTES_ONE;
    const uint64_t other =
        (sw_bytes_among(low, 'a', 'z') & ~eight) ^ SW_BYTES_HIGH;
    if (other >> 8 * (8 - CUT_BYTES - 1) == 0)
        return true; /* it is longer than all of them */
    const unsigned bits = (unsigned)__builtin_clzll(other) & ~7u;
    const char before = (char)(eight << bits >> 56);
    if (bits < 16 || before == '.' || before == '\'' ||
        sw_byte_is(before, SW_BYTE_WORD | SW_BYTE_HIGH))
        return false;
    return why_cut(key_of(eight >> (64 - bits), bits / 8)) == 0;
}

SW_BYTE_RARE static bool is_cut(sw_str text, size_t start, size_t i,
                                size_t next, size_t end)
{
    const sw_str word = word_before(text, start, i);
    const unsigned why = why_short(word);
    if (word.len == 0)
        return false;
    return (why & NEVER) || ((why & NUMBERED) && is_numeric(text, next, end)) ||
           (sw_look_is_lower(text, next) &&
            ((why & EITHER) || is_dotted(word))) ||
           is_initial(text, start, word, next) || is_counter(text, start, word);
}

bool sw_sentence_is_short(sw_str text, size_t start, size_t i, size_t next,
                          size_t end)
{
    return next < end && !is_whole(text, start, i) &&
           is_cut(text, start, i, next, end);
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
    if (dots && !closed && one &&
        sw_sentence_is_short(text, start, i, next, end))
        return 0;
    /* "wait... what", "(really?) yes", "etc.) and" go on */
    if (((dots && !one) || closed) && sw_look_is_lower(text, next))
        return 0;
    return at;
}
