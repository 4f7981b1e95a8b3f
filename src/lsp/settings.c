/*
 * settings.c - what a client says about how to check.
 *
 * One row a setting; most are options of `saywell check` under their names, so
 * that what somebody knows from the command line holds in the editor.
 */
#include "lsp/settings.h"

#include <stddef.h>
#include <string.h>

typedef enum kind { TEXT, BOOL, COUNT, LIST, PAIRS } kind;

#define TO_(field) offsetof(sw_settings, field)

static const struct row {
    const char *name;
    kind kind;
    size_t offset;
    const char *words; /* the allowed ones, for people; or NULL: any */
} rows[] = {
    {"rules", LIST, TO_(rules), NULL},
    {"profile", TEXT, TO_(profile), NULL},
    {"set", PAIRS, TO_(set), NULL},
    {"select", LIST, TO_(select), NULL},
    {"ignore", LIST, TO_(ignore), NULL},
    {"config", TEXT, TO_(config), NULL},
    {"isolated", BOOL, TO_(isolated), NULL},
    {"channel", TEXT, TO_(channel),
     "email chat messaging voice social form other"},
    {"public", BOOL, TO_(is_public), NULL},
    {"severity", TEXT, TO_(severity), "suggestion warning error"},
    {"maxFindings", COUNT, TO_(max_findings), NULL},
    {"customer", TEXT, TO_(customer), NULL},
    {"quote", BOOL, TO_(quote), NULL},
    {"hold", BOOL, TO_(hold), NULL},
    {"holdAfter", COUNT, TO_(hold_after), NULL},
    {"docs", TEXT, TO_(docs), NULL},
};

#define ROWS (sizeof rows / sizeof rows[0])

void sw_settings_init(sw_settings *settings)
{
    *settings = (sw_settings){.is_public = -1,
                              .isolated = -1,
                              .hold = -1,
                              .quote = -1,
                              .hold_after = SW_NOWHERE,
                              .max_findings = SW_NOWHERE};
}

void sw_settings_release(sw_settings *settings)
{
    sw_arena_release(&settings->arena);
    sw_settings_init(settings);
}

/* ---- values -------------------------------------------------------------- */

static bool is_word_of(const char *words, sw_str word)
{
    sw_str rest = sw_str_of(words);

    while (rest.len) {
        size_t end = sw_str_find_byte(rest, ' ', 0);

        if (sw_str_equal(sw_str_part(rest, 0, end), word))
            return true;
        rest = end == SW_NOWHERE ? (sw_str){0}
                                 : sw_str_part(rest, end + 1, rest.len);
    }
    return false;
}

/* Strings of a list, or "name=value" of an object; ends with NULL. */
static const char *const *words_of(sw_arena *arena, const sw_node *node)
{
    size_t n = 0;
    const char **out;

    for (const sw_node *item = node->first; item; item = item->next)
        n++;
    out = sw_arena_zero(arena, n + 1, sizeof *out);
    n = 0;
    for (const sw_node *item = node->first; out && item; item = item->next) {
        if (item->kind != SW_JSON_STRING)
            return NULL;
        if (node->kind == SW_JSON_OBJECT)
            out[n] = sw_arena_printf(arena, "%.*s=%.*s", (int)item->key.len,
                                     item->key.ptr, (int)item->text.len,
                                     item->text.ptr);
        else
            out[n] = sw_arena_copy(arena, item->text.ptr, item->text.len);
        if (!out[n++])
            return NULL;
    }
    return out;
}

/* NULL when it was kept, else what the value must be. */
static const char *keep(sw_settings *s, const struct row *row,
                        const sw_node *node)
{
    void *to = (char *)s + row->offset;

    switch (row->kind) {
    case TEXT:
        if (node->kind != SW_JSON_STRING)
            return "a string";
        if (row->words && !is_word_of(row->words, node->text))
            return row->words;
        *(const char **)to =
            sw_arena_copy(&s->arena, node->text.ptr, node->text.len);
        return NULL;
    case BOOL:
        if (node->kind != SW_JSON_TRUE && node->kind != SW_JSON_FALSE)
            return "true or false";
        *(int *)to = node->kind == SW_JSON_TRUE;
        return NULL;
    case COUNT:
        return sw_node_number(node, "", to) ? NULL : "a whole number from 0";
    case LIST:
    case PAIRS:
        break;
    }
    if (node->kind != (row->kind == LIST ? SW_JSON_ARRAY : SW_JSON_OBJECT) ||
        !(*(const char *const **)to = words_of(&s->arena, node)))
        return row->kind == LIST ? "a list of strings"
                                 : "an object of strings, {\"name\": \"...\"}";
    return NULL;
}

/* ---- names --------------------------------------------------------------- */

static void say_unknown(sw_str name, sw_buf *problems)
{
    size_t best = 2 + name.len / 4;
    const char *near = NULL;

    for (size_t i = 0; i < ROWS; i++) {
        size_t d = sw_str_distance(sw_str_of(rows[i].name), name);

        if (d < best) {
            best = d;
            near = rows[i].name;
        }
    }
    sw_buf_printf(problems, "unknown setting \"%.*s\"",
                  (int)(name.len < 60 ? name.len : 60), name.ptr);
    if (near)
        sw_buf_printf(problems, "; did you mean \"%s\"?", near);
    sw_buf_byte(problems, '\n');
}

static void read_member(sw_settings *settings, const sw_node *node,
                        sw_buf *problems)
{
    for (size_t i = 0; i < ROWS; i++) {
        const char *wants;

        if (!sw_str_equal_c(node->key, rows[i].name))
            continue;
        if (node->kind == SW_JSON_NULL)
            return; /* as if it were not there */
        wants = keep(settings, &rows[i], node);
        if (wants)
            sw_buf_printf(problems, "the setting \"%s\" must be %s%s\n",
                          rows[i].name,
                          wants == rows[i].words ? "one of: " : "", wants);
        return;
    }
    say_unknown(node->key, problems);
}

void sw_settings_read(sw_settings *settings, const sw_node *node,
                      sw_buf *problems)
{
    if (!sw_node_is(node, SW_JSON_OBJECT))
        return;
    for (node = node->first; node; node = node->next)
        read_member(settings, node, problems);
}
