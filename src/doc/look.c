/* look.c - what stands at a byte of a reply: lines, white space, words. */
#include "doc/look.h"

#include "base/byte.h"
#include "base/utf8.h"

#include <string.h>

enum { LISTED_BYTES = 31 }; /* longer than any word of a list */

static bool fill_line(sw_str text, size_t at, size_t i, sw_line *out)
{
    out->start = at;
    out->end = i;
    if (i + 1 < text.len && text.ptr[i] == '\r' && text.ptr[i + 1] == '\n')
        i++;
    out->next = i < text.len ? i + 1 : i;
    return true;
}

bool sw_line_at(sw_str text, size_t at, sw_line *out)
{
    return at < text.len &&
           fill_line(text, at, sw_byte_break(text.ptr, at, text.len), out);
}

static uint64_t breaks_of(const sw_bits *bits)
{
    return bits->breaks;
}

bool sw_line_of(sw_bit_map *map, size_t at, sw_line *out)
{
    const sw_str text = {map->text, map->len};
    if (map->all == NULL) /* that alone is quicker than all of its bits */
        return sw_line_at(text, at, out);
    return at < text.len &&
           fill_line(text, at, sw_bit_map_next(map, at, text.len, breaks_of),
                     out);
}

bool sw_line_before(sw_str text, size_t at, sw_line *out)
{
    if (at == 0)
        return false;
    size_t i = at;
    if (text.ptr[i - 1] == '\n' || text.ptr[i - 1] == '\r')
        i--;
    if (i < at && i > 0 && text.ptr[i] == '\n' && text.ptr[i - 1] == '\r')
        i--;
    out->end = i;
    out->next = at;
    out->start = sw_byte_break_back(text.ptr, 0, i);
    return true;
}

/* text[start, end) without white space over U+007F, nor what stands behind it.
 */
SW_BYTE_RARE static sw_str trim_wide(sw_str text, size_t start, size_t end)
{
    start = sw_look_spaces(text, start, end);
    return sw_str_part(text, start, sw_look_white_back(text, start, end));
}

sw_str sw_line_trim(sw_str text, const sw_line *line)
{
    size_t start = line->start, end = line->end;
    while (start < end && sw_byte_is(text.ptr[start], SW_BYTE_SPACE))
        start++;
    while (start < end && sw_byte_is(text.ptr[end - 1], SW_BYTE_SPACE))
        end--;
    if (start < end && (sw_byte_is(text.ptr[start], SW_BYTE_HIGH) ||
                        sw_byte_is(text.ptr[end - 1], SW_BYTE_HIGH)))
        return trim_wide(text, start, end);
    return (sw_str){text.ptr + start, end - start};
}

/* Bytes of the white space over U+007F at i, 0 when there is none. A byte order
 * mark, which some editors write first, is white space too: "No, ..." behind
 * it begins the reply. */
SW_BYTE_RARE static size_t wide_space_at(sw_str text, size_t i)
{
    size_t size;
    const uint32_t code = sw_utf8_wide(text, i, &size);
    return sw_utf8_is_space(code) || (code == 0xFEFF && i == 0) ? size : 0;
}

size_t sw_look_all_spaces(sw_str text, size_t i, size_t end)
{
    while (i < end) {
        const unsigned class = sw_byte_class(text.ptr[i]);
        size_t size = (class & SW_BYTE_SPACE) && !(class & SW_BYTE_BREAK);
        if (class & SW_BYTE_HIGH)
            size = wide_space_at(text, i);
        if (size == 0)
            break;
        i += size;
    }
    return i;
}

size_t sw_look_all_white(sw_str text, size_t i, size_t end, unsigned *breaks)
{
    size_t count = 0;
    for (; i < end; i++) {
        const char c = text.ptr[i];
        const unsigned class = sw_byte_class(c);
        if (class & SW_BYTE_HIGH) {
            const size_t size = wide_space_at(text, i);
            if (size == 0)
                break;
            i += size - 1;
        } else if ((class & SW_BYTE_SPACE) == 0) {
            break;
        }
        /* \r\n is one */
        count += c == '\n' ||
                 (c == '\r' && (i + 1 >= text.len || text.ptr[i + 1] != '\n'));
    }
    if (breaks != NULL)
        *breaks = count < 1000 ? (unsigned)count : 1000;
    return i;
}

size_t sw_look_all_white_back(sw_str text, size_t from, size_t end)
{
    while (end > from) {
        size_t size;
        if (sw_byte_is(text.ptr[end - 1], SW_BYTE_SPACE)) {
            end--;
            continue;
        }
        if (!sw_byte_is(text.ptr[end - 1], SW_BYTE_HIGH) ||
            !sw_utf8_is_space(sw_utf8_before(text, end, &size)))
            break;
        end -= size;
    }
    return end;
}

bool sw_look_among(uint32_t code, const char *set)
{
    return code != 0 && code < 0x80 && strchr(set, (int)code) != NULL;
}

bool sw_look_is_word(sw_str text, size_t i)
{
    size_t size;
    return i < text.len && sw_utf8_is_word(sw_utf8_at(text, i, &size));
}

bool sw_look_after_word(sw_str text, size_t i)
{
    size_t size;
    return i > 0 && sw_utf8_is_word(sw_utf8_before(text, i, &size));
}

bool sw_look_is_upper(sw_str text, size_t i)
{
    size_t size;
    return i < text.len && sw_utf8_is_upper(sw_utf8_at(text, i, &size));
}

bool sw_look_is_lower(sw_str text, size_t i)
{
    size_t size;
    return i < text.len && sw_utf8_is_lower(sw_utf8_at(text, i, &size));
}

size_t sw_look_word(sw_str text, size_t i, size_t end)
{
    while (i < end) {
        i = sw_byte_past(text.ptr, i, end, SW_BYTE_WORD);
        if (i >= end || !sw_byte_is(text.ptr[i], SW_BYTE_JOINT | SW_BYTE_HIGH))
            break;
        size_t size;
        const uint32_t code = sw_utf8_at(text, i, &size);
        const bool joint = code == '-' || sw_utf8_is_apostrophe(code);
        if (!sw_utf8_is_word(code) &&
            !(joint && sw_look_after_word(text, i) && i + size < end &&
              sw_look_is_word(text, i + size)))
            break;
        i += size;
    }
    return i;
}

/* What the count knows of the text before a byte. */
typedef struct tally {
    size_t words;
    uint64_t in;    /* 1: the character before belongs to a word */
    uint64_t joint; /* 1: it joins the word before it to what comes */
} tally;

/* One character over U+007F; gives its bytes. */
static size_t count_wide(tally *t, sw_str text, size_t i)
{
    size_t size;
    const uint32_t code = sw_utf8_wide(text, i, &size);
    const uint64_t in = sw_utf8_is_word(code);
    t->words += in & ~(t->in | t->joint);
    t->joint = sw_utf8_is_apostrophe(code) & t->in;
    t->in = in;
    return size;
}

/* The hyphens and apostrophes of a block that may join two words: most of what
 * is no letter has white space beside it. */
static uint64_t joints_of(const char *block, const sw_bits *bits)
{
    const uint64_t words = bits->word | bits->high;
    const uint64_t first = 1, last = (uint64_t)1 << (SW_BITS_BLOCK - 1);
    uint64_t may =
        bits->odd & ~bits->high & (words << 1 | first) & (words >> 1 | last);
    uint64_t joints = 0;
    for (; may != 0; may &= may - 1) {
        const char c = block[__builtin_ctzll(may)];
        if (sw_byte_is(c, SW_BYTE_JOINT))
            joints |= may & (~may + 1);
    }
    return joints;
}

/* The bytes of a block in `ours`, one row of bits, all under 0x80, without a
 * branch: where a word ends nobody can foresee, and a wrong guess costs more
 * than all of its letters. */
static void count_some(tally *t, const sw_bits *bits, uint64_t joints,
                       uint64_t ours)
{
    const uint64_t first = ours & (~ours + 1), last = ours & ~(ours >> 1);
    const uint64_t in = bits->word & ours;
    const uint64_t after = in << 1 | (first & (~t->in + 1));
    const uint64_t joint = joints & ours & after;
    const uint64_t joined = joint << 1 | (first & (~t->joint + 1));
    t->words += sw_bits_count(in & ~(after | joined));
    t->in = (in & last) != 0;
    t->joint = (joint & last) != 0;
}

size_t sw_look_count_words(sw_bit_map *map, size_t i, size_t end)
{
    const sw_str text = {map->text, map->len};
    tally t = {0, 0, 0};
    while (i < end) {
        const size_t block = i / SW_BITS_BLOCK, from = block * SW_BITS_BLOCK;
        const size_t left =
            end - from < SW_BITS_BLOCK ? end - from : SW_BITS_BLOCK;
        const sw_bits bits = *sw_bit_map_at(map, block);
        const uint64_t joints = joints_of(text.ptr + from, &bits);
        size_t at = i - from;
        while (at < left) {
            const uint64_t high = bits.high >> at;
            size_t to = left;
            if (high != 0 && at + (size_t)__builtin_ctzll(high) < left)
                to = at + (size_t)__builtin_ctzll(high);
            if (at < to)
                count_some(&t, &bits, joints, sw_bits_between(at, to));
            at = to;
            if (at < left)
                at += count_wide(&t, text, from + at);
        }
        i = from + at;
    }
    return t.words;
}

static bool is_emoji(uint32_t code)
{
    return (code >= 0x1F000 && code <= 0x1FAFF) ||
           (code >= 0x2600 && code <= 0x27BF) || code == 0x2B50 ||
           code == 0x2764 || code == 0xFE0F || code == 0x200D;
}

/* Bytes of a smiley at i: eyes, perhaps a nose, a mouth; or a heart. */
static size_t smiley_at(sw_str text, size_t i, size_t end)
{
    if (end - i >= 2 && memcmp(text.ptr + i, "<3", 2) == 0)
        return 2;
    if (end - i < 2 || memchr(":;=", text.ptr[i], 3) == NULL)
        return 0;
    size_t j = i + 1;
    if (text.ptr[j] == '-' || text.ptr[j] == '\'')
        j++;
    if (j >= end || memchr(")(DPpO3*|", text.ptr[j], 9) == NULL)
        return 0;
    do
        j++;
    while (j < end && (text.ptr[j] == ')' || text.ptr[j] == '('));
    return j < text.len && sw_look_is_word(text, j) ? 0 : j - i;
}

size_t sw_look_emoji(sw_str text, size_t i, size_t end)
{
    while (i < end) {
        size_t size;
        if (sw_byte_is(text.ptr[i], SW_BYTE_WORD | SW_BYTE_SPACE))
            break;
        if (!is_emoji(sw_utf8_at(text, i, &size)))
            size = smiley_at(text, i, end);
        if (size == 0)
            break;
        i += size;
    }
    return i;
}

static char fold(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

size_t sw_look_past(sw_str text, size_t i, const char *lower)
{
    for (; *lower != '\0'; i++, lower++) {
        if (i >= text.len ||
            (text.ptr[i] != *lower && fold(text.ptr[i]) != *lower))
            return 0;
    }
    return i;
}

bool sw_look_one_of(sw_str word, const char *list)
{
    char folded[LISTED_BYTES + 1];
    if (word.len == 0 || word.len > LISTED_BYTES)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        folded[i] = fold(word.ptr[i]);
        if (folded[i] == '\0' || folded[i] == ' ')
            return false;
    }
    folded[word.len] = '\0';
    for (const char *at = list; (at = strstr(at, folded)) != NULL; at++) {
        const char behind = at[word.len];
        if ((at == list || at[-1] == ' ') && (behind == ' ' || behind == '\0'))
            return true;
    }
    return false;
}

bool sw_look_listed(sw_str word, const sw_look_words words)
{
    const char first = word.len > 0 ? fold(word.ptr[0]) : ' ';
    const char *const list =
        first >= 'a' && first <= 'z' ? words[first - 'a'] : NULL;
    return list != NULL && sw_look_one_of(word, list);
}
