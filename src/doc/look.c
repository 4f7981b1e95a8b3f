/* look.c - what stands at a byte of a reply: lines, white space, words. */
#include "doc/look.h"

#include "base/utf8.h"

#include <string.h>

bool sw_line_at(sw_str text, size_t at, sw_line *out)
{
    if (at >= text.len)
        return false;
    size_t i = at;
    while (i < text.len && text.ptr[i] != '\n' && text.ptr[i] != '\r')
        i++;
    out->start = at;
    out->end = i;
    if (i + 1 < text.len && text.ptr[i] == '\r' && text.ptr[i + 1] == '\n')
        i++;
    out->next = i < text.len ? i + 1 : i;
    return true;
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
    while (i > 0 && text.ptr[i - 1] != '\n' && text.ptr[i - 1] != '\r')
        i--;
    out->start = i;
    return true;
}

sw_str sw_line_trim(sw_str text, const sw_line *line)
{
    const size_t start = sw_look_spaces(text, line->start, line->end);
    const size_t end = sw_look_white_back(text, start, line->end);
    return sw_str_part(text, start, end);
}

/* Bytes of the white space character at i, 0 when there is none. A byte order
 * mark, which some editors write first, is white space too: "No, ..." behind
 * it begins the reply. */
static size_t space_at(sw_str text, size_t i)
{
    const unsigned char c = (unsigned char)text.ptr[i];
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    size_t size;
    const uint32_t code = sw_utf8_at(text, i, &size);
    return sw_utf8_is_space(code) || (code == 0xFEFF && i == 0) ? size : 0;
}

size_t sw_look_spaces(sw_str text, size_t i, size_t end)
{
    while (i < end && text.ptr[i] != '\n' && text.ptr[i] != '\r') {
        const size_t size = space_at(text, i);
        if (size == 0)
            break;
        i += size;
    }
    return i;
}

size_t sw_look_white(sw_str text, size_t i, size_t end, unsigned *breaks)
{
    unsigned count = 0;
    while (i < end) {
        const size_t size = space_at(text, i);
        if (size == 0)
            break;
        const char c = text.ptr[i];
        const bool pair =
            c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        if ((c == '\n' || c == '\r') && !pair && count < 1000)
            count++;
        i += size;
    }
    if (breaks != NULL)
        *breaks = count;
    return i;
}

size_t sw_look_white_back(sw_str text, size_t from, size_t end)
{
    while (end > from) {
        size_t size;
        if (!sw_utf8_is_space(sw_utf8_before(text, end, &size)))
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
        const unsigned char c = (unsigned char)text.ptr[i];
        size_t size = 1;
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            i++;
            continue;
        }
        const uint32_t code = c < 0x80 ? c : sw_utf8_at(text, i, &size);
        const bool joint = code == '-' || sw_utf8_is_apostrophe(code);
        if (!sw_utf8_is_word(code) &&
            !(joint && sw_look_after_word(text, i) && i + size < end &&
              sw_look_is_word(text, i + size)))
            break;
        i += size;
    }
    return i;
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

bool sw_look_starts(sw_str text, size_t i, const char *lower)
{
    for (; *lower != '\0'; i++, lower++) {
        if (i >= text.len || fold(text.ptr[i]) != *lower)
            return false;
    }
    return true;
}

bool sw_look_one_of(sw_str word, const char *list)
{
    while (word.len > 0 && *list != '\0') {
        size_t same = 0;
        while (same < word.len && list[same] != '\0' &&
               list[same] == fold(word.ptr[same]))
            same++;
        if (same == word.len && (list[same] == ' ' || list[same] == '\0'))
            return true;
        while (*list != ' ' && *list != '\0')
            list++;
        list += *list == ' ';
    }
    return false;
}
