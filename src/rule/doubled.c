/* doubled.c - patterns whose every match is a word and the same word again.
 *
 * Such a pattern holds no literal, so PCRE2 would be asked at every word of
 * every reply. A loop in C sees as well which words stand there twice. */
#include "rule/doubled.h"

#include "rule/emit.h"
#include "rule/token.h"

typedef struct walk {
    sw_cutter cutter;
    sw_token ahead;
    bool fits;
} walk;

static void next(walk *w)
{
    if (!sw_token_next(&w->cutter, &w->ahead)) {
        w->ahead.kind = SW_TOKEN_END;
        w->fits = false;
    }
}

static sw_str text_of(const walk *w)
{
    return sw_str_part(w->cutter.text, w->ahead.start, w->ahead.end);
}

static void take(walk *w, bool fits)
{
    w->fits = w->fits && fits;
    next(w);
}

static void skip_edge(walk *w)
{
    if (sw_str_equal_c(text_of(w), "\\b"))
        next(w);
}

/* Nothing but what \w matches. */
static bool is_word(sw_str text)
{
    return sw_str_equal_c(text, "\\w") || sw_str_equal_c(text, "[a-z]") ||
           sw_str_equal_c(text, "[A-Za-z]") || sw_str_equal_c(text, "[a-zA-Z]");
}

/* + or {n} and its like, at least once. */
static bool repeats(const walk *w)
{
    sw_str text = text_of(w);

    return w->ahead.kind == SW_TOKEN_REPEAT && text.ptr[0] != '?' &&
           text.ptr[0] != '*' && !sw_str_starts(text, SW_STR("{0")) &&
           !sw_str_starts(text, SW_STR("{,"));
}

/* \k<name>, \k{name}, \k'name', \g{name}: what the group matched. */
static bool calls_back(sw_str text, sw_str name)
{
    return text.len == name.len + 4 &&
           (sw_str_starts(text, SW_STR("\\k")) ||
            sw_str_starts(text, SW_STR("\\g{"))) &&
           sw_str_equal(sw_str_part(text, 3, 3 + name.len), name);
}

bool sw_doubled_find(sw_str expanded)
{
    const sw_str edge = sw_str_of(sw_emit_edge);
    const sw_str close = sw_str_of(sw_emit_close);
    walk w = {.fits = true};
    sw_str name;

    if (!sw_str_starts(expanded, edge) || !sw_str_ends(expanded, close))
        return false;
    sw_token_start(&w.cutter, sw_str_part(expanded, edge.len,
                                          expanded.len - close.len + 1));
    next(&w);
    take(&w, sw_str_equal_c(text_of(&w), "(?:"));
    skip_edge(&w);
    name = w.ahead.name;
    take(&w, w.ahead.kind == SW_TOKEN_GROUP && name.len > 0);
    take(&w, is_word(text_of(&w)));
    take(&w, repeats(&w));
    take(&w, w.ahead.kind == SW_TOKEN_CLOSE);
    skip_edge(&w);
    take(&w, sw_str_equal_c(text_of(&w), "\\s"));
    take(&w, repeats(&w));
    skip_edge(&w);
    take(&w, calls_back(text_of(&w), name));
    skip_edge(&w);
    take(&w, w.ahead.kind == SW_TOKEN_CLOSE);
    return w.fits && w.ahead.kind == SW_TOKEN_END;
}
