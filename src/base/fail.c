/* fail.c - fill a saywell_error, give its status back.
 *
 * The excerpt goes to a terminal under an error message: it must stay one
 * line, show nothing that moves the cursor or turns the writing direction,
 * and its caret is counted in columns. */
#include "base/fail.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define EXCERPT_BEFORE 70 /* bytes kept before the place in a long line */
#define DOTS           3  /* bytes of "...", which marks a cut */
#define EXCERPT_MAX    (sizeof((saywell_error *)0)->excerpt - 1)

void sw_fail_clear(saywell_error *err)
{
    if (!err)
        return;
    memset(err, 0, sizeof *err);
    err->status = SAYWELL_OK;
    err->offset = SAYWELL_NOWHERE;
}

/* One line whose last character is whole. */
static void tidy(char *message, bool was_cut)
{
    size_t len = strlen(message);

    if (was_cut) {
        size_t start = len;
        while (start > 0 && len - start < 3 &&
               ((unsigned char)message[start - 1] & 0xC0) == 0x80)
            start--;
        if (start > 0 && (unsigned char)message[start - 1] >= 0xC0)
            start--;
        len = start +
              sw_utf8_valid(sw_str_part((sw_str){message, len}, start, len));
        message[len] = '\0';
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)message[i] < 0x20 || message[i] == 0x7F)
            message[i] = '?';
    }
}

saywell_status sw_fail(saywell_error *err, saywell_status status,
                       const char *format, ...)
{
    /* Not into err at once: an argument may point there. */
    char message[sizeof err->message];
    va_list args;

    if (!err)
        return status;
    va_start(args, format);
    int len = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (len < 0)
        message[0] = '\0';
    tidy(message, len >= (int)sizeof message);
    sw_fail_clear(err);
    err->status = status;
    memcpy(err->message, message, sizeof message);
    return status;
}

saywell_status sw_fail_nomem(saywell_error *err)
{
    static const char words[] = "out of memory";

    sw_fail_clear(err);
    if (err) {
        err->status = SAYWELL_NOMEM;
        memcpy(err->message, words, sizeof words);
    }
    return SAYWELL_NOMEM;
}

/* Start of the line that holds offset, and its number. A byte order mark is
 * no part of the first line. */
static size_t line_start(sw_str text, size_t offset, size_t *line)
{
    size_t start = sw_str_starts(text, SW_STR("\xEF\xBB\xBF")) ? 3 : 0;

    *line = 1;
    for (size_t at = 0;; (*line)++) {
        at = sw_str_find_byte(text, '\n', at);
        if (at == SW_NOWHERE || at >= offset)
            return start < offset ? start : offset;
        start = ++at;
    }
}

static bool is_inner(sw_str s, size_t i)
{
    return i < s.len && ((unsigned char)s.ptr[i] & 0xC0) == 0x80;
}

/* The part of a line to show: all, or what fits around the place. Cut at the
 * edges of characters, where there are any: bytes may be bad. */
static sw_str window(sw_str line, size_t place, size_t *start)
{
    size_t room = EXCERPT_MAX;

    *start = 0;
    if (line.len <= room)
        return line;
    if (place > EXCERPT_BEFORE)
        *start = place - EXCERPT_BEFORE;
    if (*start > line.len - (room - DOTS))
        *start = line.len - (room - DOTS);
    for (int i = 0; i < 3 && *start > 0 && is_inner(line, *start); i++)
        (*start)++;
    if (*start > 0)
        room -= DOTS;
    if (*start + room < line.len)
        room -= DOTS;
    size_t end = *start + room;
    for (int i = 0; i < 3 && is_inner(line, end); i++)
        end--;
    return sw_str_part(line, *start, end);
}

/* Moves the cursor, breaks the line, or turns the writing direction. */
static bool is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C ||
           code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static void append(saywell_error *err, size_t *used, const char *bytes,
                   size_t size)
{
    memcpy(err->excerpt + *used, bytes, size);
    *used += size;
    err->excerpt[*used] = '\0';
}

/* Appends the character at i in shown; gives its bytes there and columns. */
static size_t draw(saywell_error *err, size_t *used, sw_str shown, size_t i,
                   size_t *columns)
{
    sw_str rest = sw_str_part(shown, i, i + 4);
    size_t size = 1;
    uint32_t code = (unsigned char)rest.ptr[0];

    *columns = 1;
    if (code < 0x80 || sw_utf8_valid(rest) > 0)
        code = sw_utf8_at(rest, 0, &size);
    else
        code = 0;
    if (code == '\t') {
        append(err, used, " ", 1);
    } else if (is_unsafe(code)) {
        append(err, used, "?", 1);
    } else {
        *columns = (size_t)sw_utf8_width(code);
        append(err, used, rest.ptr, size);
    }
    return size;
}

static void draw_excerpt(saywell_error *err, sw_str line, size_t place,
                         size_t len)
{
    size_t start, used = 0, before = 0, under = 0;
    sw_str shown = window(line, place, &start);

    if (start > 0) {
        append(err, &used, "...", DOTS);
        before = DOTS;
    }
    for (size_t i = 0; i < shown.len;) {
        size_t columns;
        size_t at = start + i;
        i += draw(err, &used, shown, i, &columns);
        if (start + i <= place)
            before += columns;
        else if (at < place || at - place < len)
            under += columns;
    }
    if (start + shown.len < line.len)
        append(err, &used, "...", DOTS);
    err->caret = before;
    err->caret_len = used == 0 ? 0 : under ? under : 1;
}

void sw_fail_place(saywell_error *err, sw_str text, size_t offset, size_t len)
{
    if (!err)
        return;
    if (offset > text.len)
        offset = text.len;
    size_t start = line_start(text, offset, &err->line);
    size_t end = sw_str_find_byte(text, '\n', offset);
    if (end == SW_NOWHERE)
        end = text.len;
    while (end > start && text.ptr[end - 1] == '\r')
        end--;
    err->offset = offset;
    err->column = 1 + sw_utf8_count(sw_str_part(text, start, offset));
    err->excerpt[0] = '\0';
    draw_excerpt(err, sw_str_part(text, start, end), offset - start,
                 len ? len : 1);
}
