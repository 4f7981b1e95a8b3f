/* json_comment.c - blank the comments of a JSON file.
 *
 * Every byte of a comment becomes a space, but line breaks stay: offsets and
 * lines of what is left are those of the file. Strings are stepped over; one
 * that is not closed ends with its line, so that a slip there does not hide
 * the comments after it. */
#include "base/json_comment.h"

#define BOM SW_STR("\xEF\xBB\xBF")

/* Behind the string whose quote is at i, or the end of its line. */
static size_t string_end(sw_str text, size_t i)
{
    for (i++; i < text.len && text.ptr[i] != '\n'; i++) {
        if (text.ptr[i] == '"')
            return i + 1;
        if (text.ptr[i] == '\\' && i + 1 < text.len && text.ptr[i + 1] != '\n')
            i++;
    }
    return i;
}

/* Behind the comment at i; i itself when there is none; SW_NOWHERE when a
 * block comment is never closed. */
static size_t comment_end(sw_str text, size_t i)
{
    sw_str rest = sw_str_part(text, i, text.len);

    if (sw_str_starts(rest, SW_STR("//"))) {
        size_t end = sw_str_find_byte(text, '\n', i);
        return end == SW_NOWHERE ? text.len : end;
    }
    if (sw_str_starts(rest, SW_STR("/*"))) {
        size_t end = sw_str_find(text, SW_STR("*/"), i + 2);
        return end == SW_NOWHERE ? SW_NOWHERE : end + 2;
    }
    return i;
}

static void blank(char *plain, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        if (plain[i] != '\n' && plain[i] != '\r')
            plain[i] = ' ';
    }
}

bool sw_json_comment_blank(sw_str text, sw_arena *arena, sw_str *plain,
                           size_t *open)
{
    char *copy = sw_arena_copy(arena, text.ptr, text.len);

    *open = SW_NOWHERE;
    if (!copy)
        return false;
    *plain = (sw_str){copy, text.len};
    blank(copy, 0, sw_str_starts(text, BOM) ? BOM.len : 0);
    for (size_t i = 0; i < text.len;) {
        size_t end = i + 1;
        if (text.ptr[i] == '"') {
            end = string_end(text, i);
        } else if (text.ptr[i] == '/' && comment_end(text, i) != i) {
            end = comment_end(text, i);
            if (end == SW_NOWHERE) {
                *open = i;
                end = text.len;
            }
            blank(copy, i, end);
        }
        i = end;
    }
    return true;
}
