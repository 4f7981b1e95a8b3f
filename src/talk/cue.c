/*
 * cue.c - WebVTT and SubRip, cue by cue, and the voices in a cue.
 *
 * Both are blocks with a line of times in them; what stands above it is a
 * number or an id, what stands below is said. Who says it is a tag in WebVTT,
 * and in the files of most meeting programs just "Ana: ...".
 */
#include "talk/cue.h"

#include "talk/log_head.h"

#include <string.h>

/* ---- times --------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits(sw_str s, size_t *at, int64_t *value)
{
    size_t n = 0;

    for (*value = 0; *at < s.len && is_digit(s.ptr[*at]) && n < 9; n++)
        *value = *value * 10 + (s.ptr[(*at)++] - '0');
    return n;
}

/* [h:]mm:ss[.,]ttt at *at, in milliseconds. */
static bool read_time(sw_str s, size_t *at, int64_t *out)
{
    int64_t value, total = 0, rest = 0;
    int parts = 0;
    size_t n;

    for (;;) {
        if (!digits(s, at, &value))
            return false;
        total = total * 60 + value;
        parts++;
        if (*at >= s.len || s.ptr[*at] != ':' || parts == 3)
            break;
        ++*at;
    }
    if (parts < 2)
        return false;
    if (*at < s.len && (s.ptr[*at] == '.' || s.ptr[*at] == ',')) {
        ++*at;
        n = digits(s, at, &rest);
        for (; n < 3; n++)
            rest *= 10;
        for (; n > 3; n--)
            rest /= 10;
    }
    *out = total * 1000 + rest;
    return true;
}

static size_t skip_space(sw_str s, size_t at)
{
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t'))
        at++;
    return at;
}

/* 00:00:01.200 --> 00:00:03.000 align:start */
static bool read_times(sw_str line, sw_cue *cue)
{
    size_t at = skip_space(line, 0);

    if (!read_time(line, &at, &cue->begin))
        return false;
    at = skip_space(line, at);
    if (!sw_str_starts(sw_str_part(line, at, line.len), SW_STR("-->")))
        return false;
    at = skip_space(line, at + 3);
    return read_time(line, &at, &cue->end);
}

/* ---- cues ---------------------------------------------------------------- */

static bool next_line(sw_cues *cues, sw_str *line)
{
    if (!sw_str_line(&cues->rest, line))
        return false;
    cues->line++;
    return true;
}

bool sw_cue_next(sw_cues *cues, sw_cue *cue)
{
    sw_str line;

    *cue = (sw_cue){0};
    while (next_line(cues, &line)) {
        const char *start = cues->rest.ptr, *end = start;

        if (!read_times(line, cue))
            continue;
        cue->number = ++cues->number;
        cue->line = cues->line + 1;
        while (next_line(cues, &line) && sw_str_trim(line).len)
            end = line.ptr + line.len;
        cue->payload = (sw_str){start, (size_t)(end - start)};
        return true;
    }
    return false;
}

bool sw_cue_looks_so(sw_str text)
{
    sw_str line = {0};
    size_t number;
    sw_cue cue;

    if (sw_str_starts(text, SW_STR("WEBVTT")))
        return true;
    for (int i = 0; i < 20 && sw_str_line(&text, &line); i++)
        if (sw_str_trim(line).len)
            break;
    return sw_str_number(sw_str_trim(line), 99999999, &number) &&
           sw_str_line(&text, &line) && read_times(line, &cue);
}

/* ---- voices -------------------------------------------------------------- */

/* An entity of WebVTT at byte `at`: its length, its text in *as. */
static size_t entity(sw_str s, size_t at, const char **as)
{
    static const struct {
        const char *name, *as;
    } table[] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                 {"&quot;", "\""}, {"&apos;", "'"}, {"&#39;", "'"},
                 {"&nbsp;", " "},  {"&lrm;", ""},   {"&rlm;", ""}};

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (sw_str_starts(sw_str_part(s, at, s.len),
                          sw_str_of(table[i].name))) {
            *as = table[i].as;
            return strlen(table[i].name);
        }
    return 0;
}

/* <v Ana>, <v.loud Ana K>: the name; empty when it is another tag. */
static sw_str voice_of(sw_str tag)
{
    size_t space = sw_str_find_byte(tag, ' ', 0);

    if (tag.len < 2 || tag.ptr[0] != 'v' ||
        (tag.ptr[1] != ' ' && tag.ptr[1] != '.') || space == SW_NOWHERE)
        return (sw_str){0};
    return sw_str_trim(sw_str_part(tag, space + 1, tag.len));
}

/* A tag holds no "<", and a letter, "/" or digit comes first: "<3" with no
 * ">" behind it is said. */
static size_t tag_end(sw_str s, size_t at)
{
    size_t end = sw_str_find_byte(s, '>', at);
    size_t again = sw_str_find_byte(s, '<', at + 1);
    char c = at + 1 < s.len ? s.ptr[at + 1] : '\0';

    if (end == SW_NOWHERE || again < end ||
        !((c >= 'a' && c <= 'z') || c == '/' || is_digit(c)))
        return SW_NOWHERE;
    return end;
}

/* The line without tags, up to the next voice, into plain; gives where that
 * begins (or the line's end). */
static size_t strip(sw_str line, sw_buf *plain, sw_voice *voice)
{
    size_t start = plain->len, at = 0;

    while (at < line.len) {
        const char *as = "";
        size_t size = line.ptr[at] == '&' ? entity(line, at, &as) : 0;
        size_t end = line.ptr[at] == '<' ? tag_end(line, at) : SW_NOWHERE;

        if (size) {
            sw_buf_put_c(plain, as);
            at += size;
        } else if (end == SW_NOWHERE) {
            sw_buf_byte(plain, line.ptr[at++]);
        } else {
            sw_str name = voice_of(sw_str_part(line, at + 1, end));

            if (name.len && (voice->name.len || plain->len > start))
                break; /* another voice on the same line */
            if (name.len)
                voice->name = name;
            at = end + 1;
        }
    }
    voice->text = (sw_str){plain->ptr + start, plain->len - start};
    return at;
}

/* "Ana: text", "- Ana: text", ">> ANA: text" */
static void name_before(sw_voice *voice)
{
    sw_str text = sw_str_trim(voice->text);
    size_t skip = 0;
    sw_log_head head;

    while (skip < 3 && skip < text.len && strchr("->", text.ptr[skip]))
        skip++;
    text = sw_str_trim(sw_str_part(text, skip, text.len));
    if (skip)
        voice->text = text;
    if (!sw_log_head_read(SW_LOG_NAME, text, &head))
        return;
    voice->name = head.name;
    voice->text = sw_str_part(text, head.text, text.len);
}

bool sw_cue_voice(sw_str *rest, size_t *line, sw_buf *plain, sw_voice *voice)
{
    sw_str one = *rest, after = *rest;
    size_t end;

    *voice = (sw_voice){.line = *line};
    if (!sw_str_line(&after, &one))
        return false;
    end = strip(one, plain, voice);
    if (end < one.len) {
        *rest = sw_str_part(*rest, end, rest->len);
    } else {
        *rest = after;
        ++*line;
    }
    if (!voice->name.len)
        name_before(voice);
    voice->text = sw_str_trim(voice->text);
    return true;
}
