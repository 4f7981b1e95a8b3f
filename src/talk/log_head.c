/*
 * log_head.c - the head of a line in a chat log: who speaks, and since when.
 *
 * Every program that lets people copy a chat has a form of its own. A line is
 * tried against one form at a time: which one a file is written in, its lines
 * decide together (read_log.c). With a time before it nearly anything may be
 * a name; without one a name must look like one, or each "Note:" would be a
 * speaker.
 */
#include "talk/log_head.h"

#include "base/utf8.h"

#include <string.h>

#define NAME_WORDS 5 /* of a name that no time stands before */

static size_t skip_space(sw_str s, size_t at)
{
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t'))
        at++;
    return at;
}

static char byte(sw_str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- names --------------------------------------------------------------- */

/* What stands before colons in prose and is nobody. */
static const char *const headings[] = {"note",
                                       "notes",
                                       "ps",
                                       "p.s.",
                                       "p.s",
                                       "subject",
                                       "re",
                                       "fw",
                                       "fwd",
                                       "tip",
                                       "warning",
                                       "important",
                                       "question",
                                       "answer",
                                       "example",
                                       "examples",
                                       "step",
                                       "edit",
                                       "update",
                                       "address",
                                       "order",
                                       "tracking",
                                       "total",
                                       "price",
                                       "date",
                                       "time",
                                       "reason",
                                       "link",
                                       "website",
                                       "http",
                                       "https",
                                       "refid",
                                       "phone",
                                       "email",
                                       "e-mail",
                                       "tel",
                                       "fax",
                                       "hours",
                                       "steps",
                                       "option",
                                       "options",
                                       "first",
                                       "second",
                                       "third",
                                       "also",
                                       "hint",
                                       "status",
                                       "model",
                                       "amount",
                                       "quantity",
                                       "size",
                                       "colour",
                                       "color",
                                       "error",
                                       "version",
                                       "source",
                                       "attached",
                                       "attachment",
                                       "reference",
                                       "details",
                                       "summary",
                                       "issue",
                                       "problem",
                                       "solution",
                                       "sent",
                                       "to",
                                       "cc",
                                       "from",
                                       "message",
                                       "duration",
                                       "refund",
                                       "shipping",
                                       "delivery",
                                       "disclaimer",
                                       "caution",
                                       "reminder",
                                       "quote",
                                       "ref",
                                       "id",
                                       "ticket",
                                       "case",
                                       "invoice",
                                       "chat started",
                                       "chat origin",
                                       "order number",
                                       "tracking number",
                                       "order id",
                                       "chat id",
                                       "case id",
                                       "case number",
                                       "ticket number",
                                       "end result"};

static bool is_heading(sw_str name)
{
    size_t end = name.len;

    while (end > 0 && (is_digit(name.ptr[end - 1]) ||
                       name.ptr[end - 1] == ' ' || name.ptr[end - 1] == '#'))
        end--;
    name = sw_str_part(name, 0, end);
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        if (sw_str_equal_fold(name, sw_str_of(headings[i])))
            return true;
    return false;
}

bool sw_log_is_name(sw_str name)
{
    size_t words = 1, size;
    uint32_t code;

    if (name.len == 0 || name.len > SW_LOG_NAME_MAX ||
        sw_str_trim(name).len != name.len || is_heading(name))
        return false;
    code = sw_utf8_at(name, 0, &size);
    if (!sw_utf8_is_word(code))
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (c == ' ' && name.ptr[i - 1] != ' ')
            words++;
        if (strchr("?!;:\"<>{}=\\|/*", c) && c != '\0')
            return false;
        if (c == '.' && byte(name, i + 1) == ' ' && i > 3)
            return false; /* the end of a sentence; "Dr. Ito" is none */
        if (c == ',' || (unsigned char)c < ' ')
            return false;
    }
    return words <= NAME_WORDS;
}

/* A name behind a time: anything short on this line. */
static bool is_any_name(sw_str name)
{
    return name.len > 0 && name.len <= SW_LOG_NAME_MAX;
}

/* NAME ':' at byte at, into head. */
static bool read_name(sw_str line, size_t at, bool strict, sw_log_head *head)
{
    size_t colon = sw_str_find_byte(line, ':', at);

    if (colon == SW_NOWHERE)
        return false;
    head->name = sw_str_trim(sw_str_part(line, at, colon));
    head->text = skip_space(line, colon + 1);
    if (!strict)
        return is_any_name(head->name);
    return (head->text > colon + 1 || head->text == line.len) &&
           sw_log_is_name(head->name);
}

/* ---- times --------------------------------------------------------------- */

/* A stamp at `at` that `close` ends: the byte behind it, SW_NOWHERE. */
static size_t read_stamp(sw_str line, size_t at, char close, sw_log_head *head)
{
    size_t start = skip_space(line, at);
    size_t end = sw_stamp_read(line, start, false, &head->stamp);

    if (end == SW_NOWHERE)
        return SW_NOWHERE;
    head->written = sw_str_part(line, start, end);
    if (!close)
        return end;
    end = skip_space(line, end);
    return byte(line, end) == close ? end + 1 : SW_NOWHERE;
}

/* ( 1h 2m 3s ) */
static size_t read_offset(sw_str line, sw_log_head *head)
{
    size_t at = skip_space(line, 1);
    long seconds = 0;
    bool any = false;

    while (is_digit(byte(line, at))) {
        long value = 0;
        char unit;

        for (int n = 0; n < 6 && is_digit(byte(line, at)); n++)
            value = value * 10 + (line.ptr[at++] - '0');
        unit = byte(line, at++);
        if (unit != 'h' && unit != 'm' && unit != 's' && unit != 'd')
            return SW_NOWHERE;
        seconds += value * (unit == 'd'   ? 86400
                            : unit == 'h' ? 3600
                            : unit == 'm' ? 60
                                          : 1);
        at = skip_space(line, at);
        any = true;
    }
    if (!any || byte(line, at) != ')')
        return SW_NOWHERE;
    head->written = sw_str_part(line, 0, at + 1);
    head->offset = seconds;
    return at + 1;
}

bool sw_log_is_time(sw_str line, sw_log_head *head)
{
    size_t start = skip_space(line, 0), end;
    bool inside = byte(line, start) == '[' || byte(line, start) == '(';
    char close = !inside ? '\0' : byte(line, start) == '[' ? ']' : ')';

    *head = (sw_log_head){.offset = -1};
    end = read_stamp(line, start + inside, close, head);
    return end != SW_NOWHERE && skip_space(line, end) == line.len;
}

/* ---- the forms ----------------------------------------------------------- */

/* [time] Name: text, (time) Name: text, [time] <Name> text */
static bool read_closed(sw_str line, char close, sw_log_head *head)
{
    size_t at = read_stamp(line, 1, close, head), end;

    if (at == SW_NOWHERE)
        return false;
    at = skip_space(line, at);
    if (byte(line, at) == '-' && byte(line, at + 1) == ' ')
        at = skip_space(line, at + 1);
    if (byte(line, at) != '<')
        return read_name(line, at, false, head);
    end = sw_str_find_byte(line, '>', at);
    if (end == SW_NOWHERE)
        return false;
    head->name = sw_str_trim(sw_str_part(line, at + 1, end));
    head->text = skip_space(line, end + 1);
    return is_any_name(head->name);
}

/* Behind "10:32": a space, a dash, a bar. */
static size_t skip_mark(sw_str line, size_t at)
{
    static const char *const marks[] = {"-", "|", "\xe2\x80\x93",
                                        "\xe2\x80\x94"};
    size_t from = skip_space(line, at);

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (sw_str_starts(sw_str_part(line, from, line.len),
                          sw_str_of(marks[i])))
            return skip_space(line, from + strlen(marks[i]));
    return from;
}

/* time Name: text, time - Name: text */
static bool read_time(sw_str line, sw_log_head *head)
{
    size_t at = read_stamp(line, 0, '\0', head);

    return at != SW_NOWHERE && skip_mark(line, at) > at &&
           read_name(line, skip_mark(line, at), false, head);
}

/* [time] Name, text on the next lines */
static bool read_time_name(sw_str line, sw_log_head *head)
{
    char open = byte(line, 0);
    bool inside = open == '[' || open == '(';
    size_t at = read_stamp(line, inside,
                           !inside       ? '\0'
                           : open == '[' ? ']'
                                         : ')',
                           head);

    if (at == SW_NOWHERE)
        return false;
    head->name = sw_str_trim(sw_str_part(line, skip_mark(line, at), line.len));
    if (sw_str_ends(head->name, SW_STR(":")))
        head->name.len--;
    head->text = line.len;
    return sw_log_is_name(head->name);
}

/* No word of it is small: "Ana K", not "I called at". */
static bool is_capital(sw_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((i == 0 || name.ptr[i - 1] == ' ') && name.ptr[i] >= 'a' &&
            name.ptr[i] <= 'z')
            return false;
    return true;
}

/* Name (time): text; Name [time] or Name time, text on the next lines. */
static bool read_name_time(sw_str line, sw_log_head *head)
{
    size_t most = line.len < SW_LOG_NAME_MAX ? line.len : SW_LOG_NAME_MAX;

    for (size_t at = 1; at < most; at++) {
        char c = line.ptr[at];
        char close = c == '(' ? ')' : c == '[' ? ']' : '\0';
        size_t end;

        if ((!close && !is_digit(c)) ||
            (line.ptr[at - 1] != ' ' && line.ptr[at - 1] != '\t'))
            continue;
        head->name = sw_str_trim(sw_str_part(line, 0, at));
        if (sw_str_ends(head->name, SW_STR(" -")) ||
            sw_str_ends(head->name, SW_STR(",")))
            head->name =
                sw_str_trim(sw_str_part(head->name, 0, head->name.len - 1));
        end = read_stamp(line, at + (close != '\0'), close, head);
        if (end == SW_NOWHERE || !sw_log_is_name(head->name))
            continue;
        if (byte(line, end) == ':') {
            head->text = skip_space(line, end + 1);
            return true;
        }
        head->text = line.len;
        return skip_space(line, end) == line.len &&
               (close || is_capital(head->name));
    }
    return false;
}

/* Name said:, Name wrote (10:32):, On ..., Name wrote: is a quote and none. */
static bool read_said(sw_str line, sw_log_head *head)
{
    static const char *const verbs[] = {" said", " wrote", " says", " writes"};

    if (!sw_str_ends(sw_str_trim(line), SW_STR(":")))
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        size_t at = sw_str_find(line, sw_str_of(verbs[i]), 0), end;

        if (at == SW_NOWHERE)
            continue;
        head->name = sw_str_trim(sw_str_part(line, 0, at));
        head->text = line.len;
        end = skip_space(line, at + strlen(verbs[i]));
        if (sw_str_starts(sw_str_part(line, end, line.len), SW_STR("on ")) ||
            sw_str_starts(sw_str_part(line, end, line.len), SW_STR("at ")))
            end += 3;
        if (byte(line, end) == '(' || byte(line, end) == '[')
            end = read_stamp(line, end + 1, byte(line, end) == '(' ? ')' : ']',
                             head);
        else if (byte(line, end) != ':')
            end = read_stamp(line, end, '\0', head);
        return end != SW_NOWHERE && byte(line, skip_space(line, end)) == ':' &&
               sw_log_is_name(head->name);
    }
    return false;
}

bool sw_log_head_read(sw_log_form form, sw_str line, sw_log_head *head)
{
    size_t at;

    *head = (sw_log_head){.offset = -1};
    switch (form) {
    case SW_LOG_OFFSET:
        if (byte(line, 0) != '(')
            return false;
        at = read_offset(line, head);
        return at != SW_NOWHERE &&
               read_name(line, skip_space(line, at), false, head);
    case SW_LOG_BRACKET:
        return byte(line, 0) == '[' && read_closed(line, ']', head);
    case SW_LOG_PAREN:
        return byte(line, 0) == '(' && read_closed(line, ')', head);
    case SW_LOG_TIME:
        return read_time(line, head);
    case SW_LOG_TIME_NAME:
        return read_time_name(line, head);
    case SW_LOG_NAME_TIME:
        return read_name_time(line, head);
    case SW_LOG_SAID:
        return read_said(line, head);
    case SW_LOG_NAME:
        return read_name(line, 0, true, head);
    case SW_LOG_THREE:
    case SW_LOG_FORM_COUNT:
        break;
    }
    return false;
}

/* ---- lines that nobody speaks -------------------------------------------- */

bool sw_log_is_rule(sw_str line)
{
    line = sw_str_trim(line);
    if (line.len < 5 || !strchr("-=_*~", line.ptr[0]))
        return false;
    for (size_t i = 1; i < line.len; i++)
        if (line.ptr[i] != line.ptr[0])
            return false;
    return true;
}

/* How a notice begins, and what one holds. */
static const char *const notice_heads[] = {"refid:",
                                           "chat started",
                                           "chat ended",
                                           "chat origin",
                                           "chat closed",
                                           "conversation closed",
                                           "chat transcript",
                                           "conversation started",
                                           "conversation ended",
                                           "conversation with",
                                           "*** ",
                                           "--- ",
                                           "attachment:",
                                           "session started",
                                           "session ended"};
static const char *const notice_parts[] = {"has joined",
                                           "joined the chat",
                                           "joined the conversation",
                                           "left the chat",
                                           "left the conversation",
                                           "has left",
                                           "transferred to",
                                           "transferred from",
                                           "transferred the chat",
                                           "chat transferred",
                                           "ended the chat",
                                           "ended the conversation",
                                           "has ended the",
                                           "was assigned to",
                                           "assigned to",
                                           "closed the chat",
                                           "closed the conversation",
                                           "is now connected",
                                           "connected to",
                                           "is typing",
                                           "accepted the chat",
                                           "entered the chat",
                                           "requested to chat",
                                           "uploaded:",
                                           "rated the",
                                           "chat rating",
                                           "has disconnected",
                                           "chat session"};

bool sw_log_is_system(sw_str line)
{
    line = sw_str_trim(line);
    if (line.len == 0 || line.len > 160)
        return false;
    for (size_t i = 0; i < sizeof notice_heads / sizeof notice_heads[0]; i++)
        if (sw_str_starts_fold(line, notice_heads[i]))
            return true;
    /* In prose these words stand inside sentences; a notice is one, and it
     * speaks of nobody as "I" or "you". */
    if (sw_str_holds_fold(line, "you") || sw_str_holds_fold(line, " i ") ||
        sw_str_starts_fold(line, "i ") || sw_str_starts_fold(line, "i'") ||
        sw_str_holds_fold(line, "?"))
        return false;
    for (size_t i = 0; i < sizeof notice_parts / sizeof notice_parts[0]; i++)
        if (sw_str_holds_fold(line, notice_parts[i]))
            return true;
    return false;
}
