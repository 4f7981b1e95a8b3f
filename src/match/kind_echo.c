/* kind_echo.c - nothing of what the customer said comes back.
 *
 * Content words are numbers, and words of four letters or more outside the
 * pack's list `stop_words`. Two words are one when they share their beginning
 * and differ in at most three letters behind it (leak, leaks, leaking): a stem
 * without a language in it. */
#include <string.h>

#include "base/utf8.h"
#include "match/kind.h"

#define MAX_WORDS 512
#define WORD      32

typedef struct word {
    char bytes[WORD];
    size_t len;
    bool number;
} word;

static bool content(const saywell_rules *rules, const word *w, size_t letters)
{
    const sw_map *stop = sw_ruleset_list(rules, "stop_words");

    if (w->number)
        return true;
    return letters >= 4 &&
           (stop == NULL ||
            sw_map_find(stop, (sw_str){w->bytes, w->len}) == NULL);
}

/* Reads the next word at *at, folded; false at the end. */
static bool read_word(sw_str text, size_t *at, word *w, size_t *letters)
{
    size_t size;

    *w = (word){.len = 0};
    *letters = 0;
    while (*at < text.len) {
        uint32_t code = sw_utf8_at(text, *at, &size);
        char bytes[4];
        if (!sw_utf8_is_word(code)) {
            *at += size;
            if (*letters > 0)
                return true;
            continue;
        }
        *at += size;
        size = sw_utf8_put(bytes, sw_utf8_lower(code));
        if (w->len + size <= WORD)
            memcpy(w->bytes + w->len, bytes, size);
        if (w->len + size <= WORD)
            w->len += size;
        w->number = code >= '0' && code <= '9' && (w->number || *letters == 0);
        ++*letters;
    }
    return *letters > 0;
}

static size_t collect(const sw_check *c, const sw_doc *doc, word *words)
{
    size_t at = 0, count = 0, letters;
    word w;

    while (count < MAX_WORDS && read_word(doc->text, &at, &w, &letters))
        if (content(c->rules, &w, letters))
            words[count++] = w;
    return count;
}

static bool same(const word *a, const word *b)
{
    size_t n = 0, shorter = a->len < b->len ? a->len : b->len;

    while (n < shorter && a->bytes[n] == b->bytes[n])
        n++;
    if (a->number || b->number)
        return n == a->len && n == b->len;
    return n >= 4 && a->len - n <= 3 && b->len - n <= 3;
}

static sw_found run(sw_check *c, const sw_rule *rule)
{
    word *said, *replied;
    size_t said_count, replied_count;

    if (!c->has_customer || c->doc.body_sentences == 0)
        return SW_FOUND_OK;
    said = sw_arena_alloc(c->arena, 2 * MAX_WORDS * sizeof *said);
    if (said == NULL)
        return SW_FOUND_NOMEM;
    replied = said + MAX_WORDS;
    said_count = collect(c, &c->customer, said);
    replied_count = collect(c, &c->doc, replied);
    if (said_count == 0 || said_count < rule->min_words)
        return SW_FOUND_OK;
    for (size_t i = 0; i < said_count; i++)
        for (size_t k = 0; k < replied_count; k++)
            if (same(&said[i], &replied[k]))
                return SW_FOUND_OK;
    return sw_check_anchor(c, rule) != NULL ? SW_FOUND_OK : SW_FOUND_NOMEM;
}

const sw_kind sw_kind_echo = {"echo", run};
