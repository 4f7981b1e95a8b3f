/* literal.c - the strings that a pattern cannot match without.
 *
 * A walk over the pattern's tokens: every node gives either the exact set of
 * folded strings that it can be, or what each of its matches holds, and how
 * wide it can be (literal_set.c adds them up).
 *
 * Unknown syntax is not guessed at: the whole pattern then has no literals. */
#include "rule/literal.h"

#include <string.h>

#include "base/utf8.h"
#include "rule/emit.h"
#include "rule/literal_char.h"
#include "rule/literal_set.h"
#include "rule/token.h"

#define MAX_DEPTH 64 /* groups inside groups */
#define MAX_CLASS 12 /* members of a class that is still spelled out */

typedef sw_set_node node;

typedef struct finder {
    sw_cutter cutter;
    sw_token ahead;
    sw_set_home home;
    bool unknown;
    bool cased; /* inside (?-i:...): case counts */
    bool edged; /* each branch of the outermost group begins and ends at an
                   edge: what stands around the group is true inside it */
} finder;

static node nothing(finder *f)
{
    return sw_set_exactly(&f->home, (sw_literal_word){{"", 0}, 0});
}

static node anything(void)
{
    return sw_set_unknown((sw_set_width){SIZE_MAX, SIZE_MAX, SW_LITERAL_MARKS});
}

/* One character that is nothing that literals are told by. */
static node word_one(void)
{
    return sw_set_unknown((sw_set_width){1, 0, 0});
}

/* One of which nothing is known. */
static node some_one(void)
{
    return sw_set_unknown((sw_set_width){1, 1, SW_LITERAL_MARKS});
}

/* ---- characters
 * ---------------------------------------------------------------------- */

static node character(finder *f, uint32_t code)
{
    char folded = sw_literal_fold(code);
    bool capital = f->cased && code >= 'A' && code <= 'Z';
    sw_literal_word word = {.edges =
                                capital ? SW_EDGE_FIRST | SW_EDGE_LAST : 0};
    char *made;

    if (folded == 0)
        return word_one();
    made = sw_arena_copy(f->home.arena, &folded, 1);
    if (made == NULL) {
        f->home.nomem = true;
        return some_one();
    }
    word.text = (sw_str){made, 1};
    return sw_set_exactly(&f->home, word);
}

/* An escape outside a class. */
static node escape(finder *f, sw_str text)
{
    uint32_t code = sw_literal_code(text);

    if (code != SW_LITERAL_NO_CODE)
        return character(f, code);
    switch (text.len > 1 ? text.ptr[1] : 0) {
    case 'b': /* places, not characters */
        return sw_set_edge(&f->home);
    case 'B':
    case 'A':
    case 'z':
    case 'Z':
        return nothing(f);
    case 's':
        return character(f, ' ');
    case 'd': /* under UCP any script's digits */
    case 'w':
        return word_one();
    case 'D':
    case 'W':
    case 'S':
    case 'h':
    case 'H':
    case 'v':
    case 'V':
    case 'N':
    case 'p':
    case 'P':
    case 'x':
        return some_one();
    case 'R': /* two characters at most, and one run of white space */
        return sw_set_unknown((sw_set_width){2, 2, 0});
    case 'X':
    case 'k': /* what a group matched */
        return anything();
    default:
        f->unknown = true;
        return anything();
    }
}

static node quoted(finder *f, sw_str text)
{
    size_t end = sw_str_ends(text, SW_STR("\\E")) ? text.len - 2 : text.len;
    size_t size;
    sw_set_seq s;

    sw_set_start(&f->home, &s);
    for (size_t at = 2; at < end; at += size) {
        node n = character(f, sw_utf8_at(text, at, &size));
        sw_set_then(&f->home, &s, &n);
    }
    return sw_set_end(&f->home, &s);
}

/* Of the members of a class, one by one: \w and its like are words'. */
typedef struct member {
    uint32_t code;  /* SW_LITERAL_NO_CODE: several characters */
    bool word;      /* none of them is white space */
    unsigned marks; /* those among them */
    size_t end;     /* in the pattern's text */
} member;

static unsigned marks_among(uint32_t first, uint32_t last)
{
    unsigned marks = 0;

    for (uint32_t c = first; c <= last && c < 128; c++)
        marks |= sw_literal_marks[c];
    return marks;
}

/* The member at `at`; false for what is not looked into. */
static bool next_member(sw_str text, size_t at, member *m)
{
    sw_member all;

    if (!sw_literal_member(text, at, &all))
        return false;
    *m = (member){.code = all.from, .end = all.end};
    if (sw_str_equal_c(all.escape, "\\s")) {
        m->code = ' ';
    } else if (all.from == SW_LITERAL_NO_CODE) {
        m->word = sw_str_equal_c(all.escape, "\\w") ||
                  sw_str_equal_c(all.escape, "\\d");
        return m->word;
    } else if (all.from != all.to) {
        if (all.from <= ' ' || all.to >= 0x7F)
            return false;
        if (all.from != '0' || all.to != '9')
            m->code = SW_LITERAL_NO_CODE;
    }
    m->word = sw_literal_fold(m->code) != ' ';
    m->marks = marks_among(all.from, all.to);
    return true;
}

/* [^abc]: one character, but none of the marks that it names. */
static node negated(sw_str text)
{
    unsigned named = 0;
    member m;

    for (size_t at = 2; at + 1 < text.len; at = m.end) {
        if (!next_member(text, at, &m))
            return some_one();
        named |= m.marks;
    }
    return sw_set_unknown((sw_set_width){1, 1, SW_LITERAL_MARKS & ~named});
}

/* [abc] with few members that fold: each of them; else one character, which
 * is no space, and no mark, when every member is known to be none. */
static node class(finder *f, sw_str text)
{
    node n = {.exact = true};
    sw_set_width width = {1, 0, 0};
    bool all = true;
    member m;

    if (text.len > 1 && text.ptr[1] == '^')
        return negated(text);
    for (size_t at = 1; at + 1 < text.len; at = m.end) {
        node single;
        if (!next_member(text, at, &m))
            return some_one();
        width.spaces |= !m.word;
        width.marks |= m.marks;
        all = all && m.code != SW_LITERAL_NO_CODE &&
              sw_literal_fold(m.code) != 0 && n.set.count < MAX_CLASS;
        if (!all)
            continue;
        single = character(f, m.code);
        if (single.exact)
            sw_set_add_word(&f->home, &n.set, single.set.at[0]);
    }
    return all && n.set.count > 0 ? n : sw_set_unknown(width);
}

/* ---- repeats
 * ---------------------------------------------------------------------------
 */

static void bounds(sw_str text, size_t *least, size_t *most)
{
    size_t comma, close;

    *least = 0;
    *most = SIZE_MAX;
    switch (text.ptr[0]) {
    case '?':
        *most = 1;
        return;
    case '*':
        return;
    case '+':
        *least = 1;
        return;
    default:
        break;
    }
    close = sw_str_find_byte(text, '}', 0);
    comma = sw_str_find_byte(text, ',', 0);
    if (close == SW_NOWHERE)
        return;
    sw_str_number(sw_str_part(text, 1, comma < close ? comma : close), 65535,
                  least);
    if (comma >= close)
        *most = *least;
    else if (comma + 1 < close)
        sw_str_number(sw_str_part(text, comma + 1, close), 65535, most);
}

static bool is_space(const node *n)
{
    return n->exact && n->set.count == 1 && n->set.at[0].text.len == 1 &&
           n->set.at[0].text.ptr[0] == ' ';
}

static node repeat(finder *f, const node *n, sw_str text)
{
    size_t least, most, spelled;
    sw_set_width width = sw_set_width_of(n);
    node empty = nothing(f), rest;
    sw_set_seq s;

    bounds(text, &least, &most);
    if (least == 1 && (most == 1 || is_space(n)))
        return *n;
    if (least == 0 && (most == 1 || is_space(n)))
        return sw_set_either(&f->home, n, &empty);
    sw_set_start(&f->home, &s);
    spelled = least < SW_SET_STRING ? least : SW_SET_STRING;
    for (size_t i = 0; i < spelled; i++)
        sw_set_then(&f->home, &s, n);
    if (spelled == most)
        return sw_set_end(&f->home, &s);
    width = sw_set_times(width, most == SIZE_MAX ? most : most - spelled);
    rest = sw_set_again(n, width);
    sw_set_then(&f->home, &s, &rest);
    return sw_set_end(&f->home, &s);
}

/* ---- the pattern
 * ------------------------------------------------------------------------- */

static void next(finder *f)
{
    if (!sw_token_next(&f->cutter, &f->ahead)) {
        f->unknown = true;
        f->ahead.kind = SW_TOKEN_END;
    }
}

static sw_str text_of(const finder *f)
{
    return sw_str_part(f->cutter.text, f->ahead.start, f->ahead.end);
}

/* A look-around is a place: skipped to its own close. */
static void skip_group(finder *f)
{
    if (!sw_token_skip(&f->cutter, &f->ahead))
        f->unknown = true;
}

/* A look-around says nothing but for the two that keep matches to words. */
static node look(finder *f)
{
    sw_str rest =
        sw_str_part(f->cutter.text, f->ahead.start, f->cutter.text.len);

    skip_group(f);
    if (sw_str_starts(rest, sw_str_of(sw_emit_edge)))
        return sw_set_edge(&f->home);
    if (sw_str_starts(rest, sw_str_of(sw_emit_tail)))
        return sw_set_tail(&f->home);
    return nothing(f);
}

static bool looks(sw_str head)
{
    return sw_str_equal_c(head, "(?=") || sw_str_equal_c(head, "(?!");
}

/* A head whose group is a plain part of the match: ( (?: (?> (?<name>, and
 * inline options that change no meaning here. */
static bool plain_head(sw_str head)
{
    if (head.len < 3 || sw_str_starts(head, SW_STR("(?:")) ||
        sw_str_starts(head, SW_STR("(?>")) ||
        sw_str_starts(head, SW_STR("(?<")) ||
        sw_str_starts(head, SW_STR("(?P<")) ||
        sw_str_starts(head, SW_STR("(?'")))
        return head.len < 3 ? head.len == 1 : true;
    for (size_t i = 2; i < head.len; i++)
        if (strchr("imsnJU-:)", head.ptr[i]) == NULL)
            return false;
    return true;
}

/* Does case count behind this head, up to its close? What a flag inside says
 * to the contrary holds up to there, too. */
static bool counts_case(const finder *f, sw_str head)
{
    size_t i = sw_str_find_byte(head, 'i', 0);
    size_t off = sw_str_find_byte(head, '-', 0);
    bool flags = sw_str_starts(head, SW_STR("(?")) && head.len > 2 &&
                 strchr("<P'", head.ptr[2]) == NULL;

    return flags && i != SW_NOWHERE ? off < i : f->cased;
}

/* Recursion is bounded by MAX_DEPTH; deeper patterns have no literals. */
static node alternation(finder *f, unsigned depth);

static node group(finder *f, unsigned depth)
{
    sw_str head = text_of(f);
    const bool cased = f->cased;
    node n;

    if (looks(head) || f->ahead.kind == SW_TOKEN_BEHIND)
        return look(f);
    if (!plain_head(head) || depth >= MAX_DEPTH) {
        f->unknown = true;
        return anything();
    }
    f->cased = counts_case(f, head);
    next(f);
    n = alternation(f, depth + 1);
    f->cased = cased;
    if (f->ahead.kind != SW_TOKEN_CLOSE)
        f->unknown = true;
    return n;
}

/* The token ahead as a node; it stays the last token read. */
static node atom(finder *f, unsigned depth)
{
    switch (f->ahead.kind) {
    case SW_TOKEN_PLAIN:
        return character(f, f->ahead.code);
    case SW_TOKEN_ESCAPE:
        return escape(f, text_of(f));
    case SW_TOKEN_QUOTED:
        return quoted(f, text_of(f));
    case SW_TOKEN_CLASS:
        return class(f, text_of(f));
    case SW_TOKEN_META:
        if (f->cutter.text.ptr[f->ahead.start] == '.')
            return some_one();
        return nothing(f);
    case SW_TOKEN_COMMENT:
        return nothing(f);
    case SW_TOKEN_FLAGS:
        f->unknown = f->unknown || !plain_head(text_of(f));
        f->cased = f->cased && counts_case(f, text_of(f));
        return nothing(f);
    case SW_TOKEN_GROUP:
    case SW_TOKEN_BEHIND:
        return group(f, depth);
    case SW_TOKEN_CALL:
    case SW_TOKEN_FRAGMENT:
    case SW_TOKEN_REPEAT:
    case SW_TOKEN_CLOSE:
    case SW_TOKEN_BAR:
    case SW_TOKEN_END:
    case SW_TOKEN_COUNT:
        break;
    }
    f->unknown = true;
    return anything();
}

static bool ends_sequence(sw_token_kind kind)
{
    return kind == SW_TOKEN_BAR || kind == SW_TOKEN_CLOSE ||
           kind == SW_TOKEN_END;
}

/* What surrounds the outermost group, inside each of its branches. */
static void surround(finder *f, sw_set_seq *s, unsigned depth, bool end)
{
    node n;

    if (depth != 1 || !f->edged)
        return;
    n = sw_set_edge(&f->home);
    sw_set_then(&f->home, s, &n);
    n = sw_set_tail(&f->home);
    if (end)
        sw_set_then(&f->home, s, &n);
}

static node sequence(finder *f, unsigned depth)
{
    sw_set_seq s;

    sw_set_start(&f->home, &s);
    surround(f, &s, depth, false);
    while (!ends_sequence(f->ahead.kind) && !f->unknown && !f->home.nomem) {
        const bool quoted = f->ahead.kind == SW_TOKEN_QUOTED;
        node n = atom(f, depth);
        next(f);
        /* It repeats the last character alone, or what stands before. */
        f->unknown |= quoted && f->ahead.kind == SW_TOKEN_REPEAT;
        while (f->ahead.kind == SW_TOKEN_REPEAT) {
            n = repeat(f, &n, text_of(f));
            next(f);
        }
        sw_set_then(&f->home, &s, &n);
    }
    surround(f, &s, depth, true);
    return sw_set_end(&f->home, &s);
}

static node alternation(finder *f, unsigned depth)
{
    node n = sequence(f, depth);

    while (f->ahead.kind == SW_TOKEN_BAR && !f->unknown && !f->home.nomem) {
        node more;
        next(f);
        more = sequence(f, depth);
        n = sw_set_either(&f->home, &n, &more);
    }
    return n;
}

/* The pattern that keeps to word edges is one group between looks. Steps
 * inside that group when it is so; else stays before the first token. */
static bool enter_edged(finder *f)
{
    sw_str text = f->cutter.text;

    if (!sw_str_starts(text, sw_str_of(sw_emit_edge)) ||
        !sw_str_ends(text, sw_str_of(sw_emit_close)))
        return false;
    next(f);
    skip_group(f);
    next(f);
    return f->ahead.kind == SW_TOKEN_GROUP && sw_str_equal_c(text_of(f), "(?:");
}

/* Does the group end where the closing looks begin? */
static bool leaves_edged(finder *f)
{
    return f->ahead.kind == SW_TOKEN_CLOSE &&
           sw_str_equal_c(
               sw_str_part(f->cutter.text, f->ahead.start, f->cutter.text.len),
               sw_emit_close);
}

static node whole(finder *f, sw_str expanded)
{
    node n;

    sw_token_start(&f->cutter, expanded);
    f->edged = true;
    if (enter_edged(f)) {
        next(f);
        n = alternation(f, 1);
        if (leaves_edged(f) || f->home.nomem)
            return n;
    }
    f->unknown = f->edged = f->cased = false;
    sw_token_start(&f->cutter, expanded);
    next(f);
    n = alternation(f, 0);
    if (f->ahead.kind != SW_TOKEN_END)
        f->unknown = true;
    return n;
}

bool sw_literal_find(sw_str expanded, sw_arena *arena, sw_literals *out)
{
    finder f = {.home.arena = arena};
    sw_set_literals all = {0};
    node n = whole(&f, expanded);
    sw_set_needs found;

    *out = (sw_literals){0};
    if (f.home.nomem)
        return false;
    if (f.unknown)
        return true;
    found = sw_set_needed(&f.home, &n);
    for (size_t i = 0; i < found.count; i++)
        for (size_t k = 0; k < found.at[i].count; k++) {
            sw_literal *literal = SW_VEC_PUSH(&all, arena);
            if (literal == NULL)
                return false;
            *literal = found.at[i].at[k];
            literal->word.edges &= SW_EDGES | SW_EDGE_SHOUT;
            literal->set = (unsigned char)i;
        }
    *out = (sw_literals){all.at, all.count, found.count};
    return !f.home.nomem;
}
