/*
 * mapping_words.c - the little language inside the strings of a mapping.
 *
 * Words between blanks, with "|" between alternatives and ";" between rules;
 * the rest is paths. Whoever writes a mapping has an export before him and
 * this in mind, so an error points at the byte it means and names what could
 * have stood there.
 */
#include "talk/mapping_part.h"

#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const roles[] = {
#define SW_X_(upper, name) name,
    SW_ROLE_MAP(SW_X_)
#undef SW_X_
        NULL};
static const char *const formats[] = {"auto", "plain", "html", "markdown",
                                      NULL};
static const char *const clocks[] = {"iso8601", "unix", "ms", "us", "s", NULL};
static const char *const strips[] = {"quotes", "signature", "mentions",
                                     "initials", NULL};

const char *const sw_mapping_channels[] = {
    "email", "chat", "messaging", "voice", "social", "form", "other", NULL};

/* ---- words --------------------------------------------------------------- */

void sw_map_words_fail(sw_map_words *w, size_t at, const char *format, ...)
{
    char words[400];
    va_list args;

    if (w->status)
        return;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    w->status = sw_json_text_fail(w->file, w->err, SAYWELL_ARGUMENT, w->key,
                                  sw_json_text_inside(w->file, w->key, at), 1,
                                  "%s", words);
}

static void fail_nomem(sw_map_words *w)
{
    if (!w->status)
        w->status = sw_fail_nomem(w->err);
}

static char next_byte(sw_map_words *w)
{
    while (w->at < w->text.len &&
           (w->text.ptr[w->at] == ' ' || w->text.ptr[w->at] == '\n' ||
            w->text.ptr[w->at] == '\t'))
        w->at++;
    return w->at < w->text.len ? w->text.ptr[w->at] : '\0';
}

static bool ends(sw_map_words *w)
{
    return w->status || next_byte(w) == '\0';
}

/* Takes the byte when it comes next. */
static bool takes(sw_map_words *w, char byte)
{
    if (w->status || next_byte(w) != byte)
        return false;
    w->at++;
    return true;
}

/* The bytes up to a blank or one of stops. */
static sw_str word_until(sw_map_words *w, const char *stops)
{
    size_t start;

    next_byte(w);
    start = w->at;
    while (w->at < w->text.len && !strchr(" \t\n", w->text.ptr[w->at]) &&
           !strchr(stops, w->text.ptr[w->at]))
        w->at++;
    return sw_str_part(w->text, start, w->at);
}

/* The next word without taking it. */
static sw_str look(sw_map_words *w)
{
    size_t at = w->at;
    sw_str word = word_until(w, "|;:");

    w->at = at;
    return word;
}

static bool keep_copy(sw_map_words *w, sw_str s, sw_str *out)
{
    const char *copy = sw_arena_copy(&w->mapping->arena, s.ptr, s.len);

    *out = (sw_str){copy, s.len};
    if (!copy)
        fail_nomem(w);
    return copy != NULL;
}

/* Which of the words it is; -1, and a failure, when none. */
static int one_of(sw_map_words *w, sw_str word, const char *const *words,
                  const char *what)
{
    const char *near = sw_str_nearest(words, word);
    size_t at = (size_t)(word.ptr - w->text.ptr);
    char all[200] = "";

    for (int i = 0; words[i]; i++)
        if (sw_str_equal_c(word, words[i]))
            return i;
    if (near) {
        sw_map_words_fail(w, at, "unknown %s \"%.*s\"; did you mean \"%s\"?",
                          what, (int)(word.len < 60 ? word.len : 60), word.ptr,
                          near);
        return -1;
    }
    for (size_t i = 0, len = 0; words[i] && len < sizeof all; i++)
        len += (size_t)snprintf(all + len, sizeof all - len, "%s%s",
                                i ? ", " : "", words[i]);
    sw_map_words_fail(w, at, "unknown %s \"%.*s\"; known are %s", what,
                      (int)(word.len < 60 ? word.len : 60), word.ptr, all);
    return -1;
}

static bool is_one_of(sw_str word, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (sw_str_equal_c(word, words[i]))
            return true;
    return false;
}

static void one_path(sw_map_words *w, sw_path *path)
{
    const char *why = "";
    size_t at = 0, taken;
    char c;

    next_byte(w);
    taken = sw_path_read(path, sw_str_part(w->text, w->at, w->text.len),
                         &w->mapping->names, &w->mapping->arena, &why, &at);
    if (taken == SW_NOWHERE && !why) {
        fail_nomem(w);
        return;
    }
    if (taken == SW_NOWHERE) {
        sw_map_words_fail(w, w->at + at, "%s", why);
        return;
    }
    w->at += taken;
    c = w->at < w->text.len ? w->text.ptr[w->at] : '\0';
    if (c && !strchr(" \t\n|;:=", c))
        sw_map_words_fail(w, w->at,
                          "a path goes on with .name, [n], [] or "
                          "[\"name\"]");
}

/* join.X gets its number in the row. */
static void number_column(sw_map_words *w, sw_path *path)
{
    sw_map_join *join = &w->mapping->join;
    sw_path *to;

    if (w->status || path->root != SW_PATH_JOIN)
        return;
    for (unsigned i = 0; i < join->columns.count; i++) {
        const sw_path *have = &join->columns.at[i];

        if (have->count == path->count &&
            memcmp(have->steps, path->steps,
                   path->count * sizeof path->steps[0]) == 0) {
            path->column = i;
            return;
        }
    }
    path->column = (unsigned)join->columns.count;
    to = SW_VEC_PUSH(&join->columns, &w->mapping->arena);
    if (to)
        *to = *path;
    else
        fail_nomem(w);
}

/* A path that may lead into the joined row. */
static void turn_path(sw_map_words *w, sw_path *path)
{
    one_path(w, path);
    number_column(w, path);
}

/* Between alternatives; false at the end. */
static bool more(sw_map_words *w, char border)
{
    if (ends(w))
        return false;
    if (takes(w, border))
        return true;
    sw_map_words_fail(w, w->at, "\"%c\" or the end was expected", border);
    return false;
}

/* ---- keys ---------------------------------------------------------------- */

void sw_map_words_paths(sw_map_words *w, sw_paths *out)
{
    do {
        sw_path *path = SW_VEC_PUSH(out, &w->mapping->arena);

        if (!path) {
            fail_nomem(w);
            return;
        }
        turn_path(w, path);
    } while (!w->status && more(w, '|'));
}

void sw_map_words_texts(sw_map_words *w, sw_map_texts *out)
{
    do {
        sw_map_text *text = SW_VEC_PUSH(out, &w->mapping->arena);

        if (!text) {
            fail_nomem(w);
            return;
        }
        turn_path(w, &text->path);
        if (!ends(w) && next_byte(w) != '|')
            text->format = (sw_map_format)one_of(w, word_until(w, "|"), formats,
                                                 "format of text");
    } while (!w->status && more(w, '|'));
}

/* A clock's name, or a pattern of strptime up to the next "|". */
static void read_clock(sw_map_words *w, sw_map_time *time)
{
    sw_str word = look(w), pattern;
    size_t end;

    time->clock = SW_MAP_ISO;
    if (ends(w) || next_byte(w) == '|')
        return;
    if (word.len && memchr(word.ptr, '%', word.len)) {
        end = sw_str_find_byte(w->text, '|', w->at);
        pattern = sw_str_trim(sw_str_part(w->text, w->at, end));
        w->at = end == SW_NOWHERE ? w->text.len : end;
        time->clock = SW_MAP_PATTERN;
        if (keep_copy(w, pattern, &pattern))
            time->pattern = pattern.ptr;
        return;
    }
    time->clock =
        (sw_map_clock)one_of(w, word_until(w, "|"), clocks, "kind of time");
}

void sw_map_words_times(sw_map_words *w, sw_map_times *out)
{
    do {
        sw_map_time *time = SW_VEC_PUSH(out, &w->mapping->arena);

        if (!time) {
            fail_nomem(w);
            return;
        }
        turn_path(w, &time->path);
        read_clock(w, time);
    } while (!w->status && more(w, '|'));
}

/* ---- rules --------------------------------------------------------------- */

/* 'value' or "value": what is inside; else up to "=". */
static sw_str case_value(sw_map_words *w)
{
    char quote = next_byte(w);
    size_t end;
    sw_str value;

    if (quote != '\'' && quote != '"')
        return word_until(w, "=;");
    end = sw_str_find_byte(w->text, quote, w->at + 1);
    if (end == SW_NOWHERE) {
        sw_map_words_fail(w, w->at, "the quoted value is not closed");
        return (sw_str){0};
    }
    value = sw_str_part(w->text, w->at + 1, end);
    w->at = end + 1;
    return value;
}

/* Compiled names of one pattern; they keep their list by pointer, so it lives
 * in the mapping. NULL: failed. */
static sw_names *one_pattern(sw_map_words *w, sw_str pattern, size_t at)
{
    sw_arena *arena = &w->mapping->arena;
    sw_names **to = SW_VEC_PUSH(&w->mapping->patterns, arena);
    sw_talk_names *list = sw_arena_zero(arena, 1, sizeof *list);
    const char **words = sw_arena_zero(arena, 1, sizeof *words);
    sw_talk_error error;

    if (!to || !list || !words || !keep_copy(w, pattern, &pattern)) {
        fail_nomem(w);
        return NULL;
    }
    words[0] = pattern.ptr;
    *list = (sw_talk_names){words, 1};
    if (sw_names_new(to, list, w->key, &error) == SW_TALK_ONE)
        return *to;
    if (strcmp(error.code, "memory") == 0)
        fail_nomem(w);
    else
        sw_map_words_fail(w, at, "%s", error.message);
    return NULL;
}

/* /expression/ or /expression/i, with its slashes. */
static void case_pattern(sw_map_words *w, sw_map_case *c)
{
    size_t start = w->at, i = w->at + 1;

    while (i < w->text.len && w->text.ptr[i] != '/')
        i += w->text.ptr[i] == '\\' ? 2 : 1;
    if (i >= w->text.len) {
        sw_map_words_fail(w, start, "the expression is not closed by \"/\"");
        return;
    }
    i++;
    i += i < w->text.len && w->text.ptr[i] == 'i';
    w->at = i;
    c->names = one_pattern(w, sw_str_part(w->text, start, i), start);
}

static void read_case(sw_map_words *w, sw_map_case *c,
                      const char *const *results)
{
    char first = next_byte(w);

    if (first == '/') {
        case_pattern(w, c);
    } else if (first == '$') {
        c->has_path = true;
        one_path(w, &c->path);
    } else {
        c->value = case_value(w);
        c->any = first == '*' && c->value.len == 1;
        if (!w->status)
            keep_copy(w, c->value, &c->value);
    }
    if (!takes(w, '='))
        sw_map_words_fail(w, w->at, "\"=\" was expected behind the value");
    if (!w->status)
        c->result = one_of(w, word_until(w, ";"), results,
                           results == sw_mapping_channels ? "channel" : "role");
}

void sw_map_words_rules(sw_map_words *w, sw_map_rules *out,
                        const char *const *results)
{
    results = results ? results : roles;
    do {
        sw_map_rule *rule = SW_VEC_PUSH(out, &w->mapping->arena);

        if (!rule) {
            fail_nomem(w);
            return;
        }
        turn_path(w, &rule->path);
        if (results == sw_mapping_channels && (ends(w) || next_byte(w) == ';'))
            continue; /* the value is the channel */
        if (!w->status && !takes(w, ':'))
            sw_map_words_fail(w, w->at,
                              "\":\" was expected behind the path, then "
                              "value=role");
        do {
            sw_map_case *c =
                w->status ? NULL
                          : SW_VEC_PUSH(&rule->cases, &w->mapping->arena);

            if (c)
                read_case(w, c, results);
            else
                fail_nomem(w);
        } while (!ends(w) && next_byte(w) != ';');
    } while (!w->status && more(w, ';'));
}

bool sw_map_words_channel(sw_map_words *w, int *out)
{
    sw_str word = look(w);

    if (sw_str_find_byte(w->text, ':', 0) != SW_NOWHERE || next_byte(w) == '$')
        return false;
    w->at += word.len;
    *out = one_of(w, word, sw_mapping_channels, "channel");
    if (!ends(w))
        sw_map_words_fail(w, w->at, "one channel, or path : value=channel");
    return true;
}

/* ---- the others ---------------------------------------------------------- */

void sw_map_words_keeps(sw_map_words *w, sw_map_keeps *out)
{
    do {
        sw_map_keep *keep = SW_VEC_PUSH(out, &w->mapping->arena);
        sw_str word;

        if (!keep) {
            fail_nomem(w);
            return;
        }
        turn_path(w, &keep->path);
        word = w->status ? (sw_str){0} : word_until(w, ";");
        keep->negated = sw_str_equal_c(word, "not");
        if (keep->negated)
            word = word_until(w, ";");
        if (!sw_str_equal_c(word, "in"))
            sw_map_words_fail(w, w->at - word.len,
                              "\"in\" or \"not in\" was expected behind the "
                              "path");
        while (!ends(w) && next_byte(w) != ';') {
            sw_str *value;

            word = case_value(w);
            if (sw_str_equal_c(word, "null")) {
                keep->null = true;
                continue;
            }
            value = SW_VEC_PUSH(&keep->values, &w->mapping->arena);
            if (value)
                keep_copy(w, word, value);
            else
                fail_nomem(w);
        }
    } while (!w->status && more(w, ';'));
}

static void from_record(sw_path *path)
{
    if (path->root == SW_PATH_TURN)
        path->root = SW_PATH_RECORD;
}

void sw_map_words_first(sw_map_words *w)
{
    do {
        sw_map_first *first =
            SW_VEC_PUSH(&w->mapping->first, &w->mapping->arena);

        if (!first) {
            fail_nomem(w);
            return;
        }
        first->has_role = sw_role_named(look(w), &first->role);
        if (first->has_role)
            word_until(w, "|");
        else
            one_path(w, &first->role_path);
        if (!w->status)
            one_path(w, &first->text.path);
        if (!w->status)
            first->text.format = (sw_map_format)one_of(
                w, word_until(w, "|"), formats, "format of text");
        first->has_time = !ends(w) && next_byte(w) != '|';
        if (first->has_time) {
            one_path(w, &first->time.path);
            if (is_one_of(look(w), clocks))
                read_clock(w, &first->time);
        }
        first->has_author = !ends(w) && next_byte(w) != '|';
        if (first->has_author)
            one_path(w, &first->author);
        from_record(&first->role_path);
        from_record(&first->text.path);
        from_record(&first->time.path);
        from_record(&first->author);
    } while (!w->status && more(w, '|'));
}

void sw_map_words_join(sw_map_words *w)
{
    sw_map_join *join = &w->mapping->join;

    do {
        sw_path *path = SW_VEC_PUSH(&join->tables, &w->mapping->arena);

        if (!path) {
            fail_nomem(w);
            return;
        }
        one_path(w, path);
        from_record(path);
    } while (takes(w, '|'));
    if (!w->status && !sw_str_equal_c(word_until(w, ""), "on"))
        sw_map_words_fail(w, w->at,
                          "table[] on key = field: \"on\" was expected");
    if (!w->status)
        one_path(w, &join->key);
    if (!w->status && !takes(w, '='))
        sw_map_words_fail(w, w->at,
                          "table[] on key = field: \"=\" was expected");
    if (!w->status)
        one_path(w, &join->field);
    if (!ends(w))
        sw_map_words_fail(w, w->at, "nothing more was expected");
}

void sw_map_words_strip(sw_map_words *w)
{
    while (!ends(w)) {
        int what = one_of(w, word_until(w, ""), strips, "thing to strip");

        if (what >= 0)
            w->mapping->strip |= 1u << what;
    }
}

void sw_map_words_only(sw_map_words *w, const char *word)
{
    const char *const words[] = {word, NULL};

    if (one_of(w, sw_str_trim(w->text), words, "value") < 0)
        return;
}
