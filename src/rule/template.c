/*
 * template.c - a rewrite's text -> parts.
 *
 * "We can {verb|base} it from {time}." A name that the pattern does not
 * capture, or a filter that nobody knows, is found here and not in front of
 * an agent. A [slot] stays as it is written: an agent has to fill it.
 */
#include "rule/template.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct reader {
    sw_str text;
    size_t at;
    const char *const *names;
    const sw_map *maps;
    sw_arena *arena;
    struct SW_VEC(sw_part) parts;
    size_t literal; /* first byte of out that no part holds yet */
    char *out;      /* the text with {{ and its like undone */
    size_t len;     /* of out */
    size_t slot;    /* place of the open [, or SW_NOWHERE */
    bool slots;
    saywell_status status;
    size_t bad, bad_len;
    char *message;
};

static const struct {
    const char *name;
    sw_filter_kind kind;
} builtins[] = {{"lower", SW_FILTER_LOWER},
                {"upper", SW_FILTER_UPPER},
                {"sentence", SW_FILTER_SENTENCE}};

static bool refuse(struct reader *r, size_t start, size_t end,
                   const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool refuse(struct reader *r, size_t start, size_t end,
                   const char *format, ...)
{
    va_list args;

    r->status = SAYWELL_RULE;
    r->bad = start;
    r->bad_len = end > start ? end - start : 1;
    va_start(args, format);
    vsnprintf(r->message, 300, format, args);
    va_end(args);
    return false;
}

static bool nomem(struct reader *r)
{
    r->status = SAYWELL_NOMEM;
    return false;
}

/* ---- literal text ------------------------------------------------------- */

/* What stands in out since the last part becomes a part. */
static bool flush(struct reader *r)
{
    sw_part *part;

    if (r->literal == r->len)
        return true;
    part = SW_VEC_PUSH(&r->parts, r->arena);
    if (!part)
        return nomem(r);
    part->text = (sw_str){r->out + r->literal, r->len - r->literal};
    r->literal = r->len;
    return true;
}

/* ---- {capture|filter} --------------------------------------------------- */

static int shown(sw_str s)
{
    return (int)(s.len > 60 ? 60 : s.len);
}

static bool known_name(struct reader *r, sw_str name, size_t start)
{
    size_t least = 2 + name.len / 4;
    const char *near = NULL;

    if (!r->names || sw_str_equal_c(name, "0") || sw_str_equal_c(name, "voice"))
        return true;
    for (size_t i = 0; r->names[i]; i++) {
        size_t distance = sw_str_distance(name, sw_str_of(r->names[i]));

        if (distance == 0)
            return true;
        if (distance < least) {
            least = distance;
            near = r->names[i];
        }
    }
    if (near)
        return refuse(r, start, start + name.len,
                      "the pattern has no capture (?<%.*s>...); did you mean "
                      "{%s}?",
                      shown(name), name.ptr, near);
    return refuse(r, start, start + name.len,
                  "the pattern has no capture (?<%.*s>...); name a group so, "
                  "or write {{ for the character itself",
                  shown(name), name.ptr);
}

static bool find_filter(struct reader *r, sw_str name, size_t start,
                        sw_filter *filter)
{
    sw_str near = {0};

    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (sw_str_equal_c(name, builtins[i].name)) {
            filter->kind = builtins[i].kind;
            return true;
        }
    filter->kind = SW_FILTER_MAP;
    filter->words = r->maps ? sw_map_find(r->maps, name) : NULL;
    if (filter->words)
        return true;
    if (r->maps)
        near = sw_map_nearest(r->maps, name);
    if (near.len)
        return refuse(r, start, start + name.len,
                      "there is no map \"%.*s\"; did you mean \"%.*s\"?",
                      shown(name), name.ptr, shown(near), near.ptr);
    return refuse(r, start, start + name.len,
                  "there is no map \"%.*s\"; filters are the pack's maps, "
                  "lower, upper and sentence",
                  shown(name), name.ptr);
}

static bool read_filters(struct reader *r, sw_str rest, size_t start,
                         sw_part *part)
{
    struct SW_VEC(sw_filter) filters = {0};

    for (;;) {
        size_t bar = sw_str_find_byte(rest, '|', 0);
        sw_str name = sw_str_part(rest, 0, bar);
        sw_filter *filter = SW_VEC_PUSH(&filters, r->arena);

        if (!filter)
            return nomem(r);
        if (!find_filter(r, name, start, filter))
            return false;
        if (bar == SW_NOWHERE)
            break;
        start += bar + 1;
        rest = sw_str_part(rest, bar + 1, rest.len);
    }
    part->filters = filters.at;
    part->filter_count = filters.count;
    return true;
}

static bool read_capture(struct reader *r)
{
    size_t start = r->at, end = sw_str_find_byte(r->text, '}', start), bar;
    sw_str inside, name;
    sw_part *part;

    if (end == SW_NOWHERE)
        return refuse(r, start, start + 1,
                      "this { is never closed; write {{ for the character "
                      "itself");
    inside = sw_str_part(r->text, start + 1, end);
    bar = sw_str_find_byte(inside, '|', 0);
    name = sw_str_part(inside, 0, bar);
    if (!name.len)
        return refuse(r, start, end + 1,
                      "{ wants the name of a capture; write {{ for the "
                      "character itself");
    if (!flush(r) || !known_name(r, name, start + 1))
        return false;
    part = SW_VEC_PUSH(&r->parts, r->arena);
    if (!part)
        return nomem(r);
    part->capture = true;
    part->text.ptr = sw_arena_copy(r->arena, name.ptr, name.len);
    part->text.len = name.len;
    if (!part->text.ptr)
        return nomem(r);
    r->at = end + 1;
    return bar == SW_NOWHERE ||
           read_filters(r, sw_str_part(inside, bar + 1, inside.len),
                        start + bar + 2, part);
}

/* ---- the whole ---------------------------------------------------------- */

static bool read_slot(struct reader *r, char bracket)
{
    if (bracket == '[' && r->slot != SW_NOWHERE)
        return refuse(r, r->at, r->at + 1, "a [slot] may not hold another");
    if (bracket == ']' && r->slot == SW_NOWHERE)
        return refuse(r, r->at, r->at + 1,
                      "this ] closes no [slot]; write ]] for the character "
                      "itself");
    r->slots = true;
    r->slot = bracket == '[' ? r->at : SW_NOWHERE;
    r->out[r->len++] = bracket;
    r->at++;
    return true;
}

static bool read_next(struct reader *r)
{
    char c = r->text.ptr[r->at];

    if (strchr("{}[]", c) && c && r->at + 1 < r->text.len &&
        r->text.ptr[r->at + 1] == c) {
        r->out[r->len++] = c;
        r->at += 2;
        return true;
    }
    if (c == '{')
        return read_capture(r);
    if (c == '}')
        return refuse(r, r->at, r->at + 1,
                      "this } closes nothing; write }} for the character "
                      "itself");
    if (c == '[' || c == ']')
        return read_slot(r, c);
    r->out[r->len++] = c;
    r->at++;
    return true;
}

saywell_status sw_template_parse(sw_str text, const char *const *names,
                                 const sw_map *maps, sw_arena *arena,
                                 sw_template *out, sw_template_fault *fault)
{
    struct reader r = {.text = text,
                       .names = names,
                       .maps = maps,
                       .arena = arena,
                       .slot = SW_NOWHERE,
                       .message = fault->message,
                       .out = sw_arena_alloc(arena, text.len + 1)};
    bool ok = r.out != NULL || nomem(&r);

    *out = (sw_template){0};
    fault->message[0] = '\0';
    while (ok && r.at < text.len)
        ok = read_next(&r);
    if (ok && r.slot != SW_NOWHERE)
        ok = refuse(&r, r.slot, r.slot + 1,
                    "this [ is never closed; write [[ for the character "
                    "itself");
    ok = ok && flush(&r);
    fault->offset = r.bad;
    fault->len = r.bad_len;
    *out = (sw_template){r.parts.at, r.parts.count, r.slots};
    return ok ? SAYWELL_OK : r.status;
}

saywell_status sw_template_fold(sw_str word, sw_arena *arena, sw_str *out)
{
    char *text = sw_arena_alloc(arena, word.len + 1);
    size_t len = 0, size;

    *out = SW_STR("");
    if (!text)
        return SAYWELL_NOMEM;
    for (size_t i = 0; i < word.len; i += size) {
        uint32_t code = sw_utf8_at(word, i, &size);

        if (sw_utf8_is_space(code)) {
            if (len && text[len - 1] != ' ')
                text[len++] = ' ';
        } else if (sw_utf8_is_apostrophe(code)) {
            text[len++] = '\'';
        } else if (code >= 'A' && code <= 'Z') {
            text[len++] = (char)(code - 'A' + 'a');
        } else {
            memcpy(text + len, word.ptr + i, size);
            len += size;
        }
    }
    if (len && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
    *out = (sw_str){text, len};
    return SAYWELL_OK;
}
