/* shape.c - what the characters of a pattern's matches can be, as a graph.
 *
 * A walk over the pattern's tokens. Whatever narrows a pattern may be left
 * out: what looks ahead (but for what ends a match), what must not stand
 * somewhere, case, counts. What would widen it must not be: syntax that is
 * not known here leaves the pattern without a shape. */
#include "rule/shape.h"

#include "base/utf8.h"
#include "rule/emit.h"
#include "rule/literal.h"
#include "rule/literal_char.h"
#include "rule/shape_part.h"
#include "rule/token.h"

#define MAX_DEPTH 64 /* groups inside groups */
#define MAX_LOOKS 8  /* looks ahead of which it is seen whether they end it */

#define EVERY SW_SHAPE_EVERY
#define WORDS SW_SYMBOL_WORDS

typedef struct walk {
    sw_cutter cutter;
    sw_token ahead;
    sw_drawing d;
    bool unknown;
    bool behind; /* inside a look-behind */
    size_t looks;
} walk;

typedef sw_shape_part part;

static void next(walk *w)
{
    if (!sw_token_next(&w->cutter, &w->ahead)) {
        w->unknown = true;
        w->ahead.kind = SW_TOKEN_END;
    }
}

static sw_str text_of(const walk *w)
{
    return sw_str_part(w->cutter.text, w->ahead.start, w->ahead.end);
}

static sw_str rest_of(const walk *w)
{
    return sw_str_part(w->cutter.text, w->ahead.start, w->cutter.text.len);
}

/* ---- characters -----------------------------------------------------------
 */

/* What folds to none of the symbols may have a cousin that does. */
static uint64_t set_of_code(uint32_t code)
{
    return sw_literal_fold(code) != 0 ? SW_SYMBOL_BIT(sw_symbol_of(code))
                                      : EVERY;
}

/* Of an escape for some characters; 0: it is a place. U+02BC, an apostrophe, is
 * a letter. */
static uint64_t set_of_escape(walk *w, sw_str text)
{
    const uint32_t code = sw_literal_code(text);

    if (code != SW_LITERAL_NO_CODE)
        return set_of_code(code);
    switch (text.len > 1 ? text.ptr[1] : 0) {
    case 'b':
    case 'B':
    case 'A':
    case 'z':
    case 'Z':
        return 0;
    case 's':
    case 'R':
        return SW_SYMBOL_BIT(SW_SYMBOL_SPACE);
    case 'd': /* any script's */
        return SW_SYMBOL_BIT(SW_SYMBOL_DIGIT) | SW_SYMBOL_BIT(SW_SYMBOL_OTHER);
    case 'w':
        return WORDS | SW_SYMBOL_BIT(SW_SYMBOL_OTHER) |
               SW_SYMBOL_BIT(sw_symbols['\'']);
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
        return EVERY;
    default:
        w->unknown = true;
        return EVERY;
    }
}

/* Those that no other character is folded to. */
static bool is_sole(uint32_t code)
{
    const unsigned symbol = code < 0x80 ? sw_symbols[code] : 0;

    return symbol == SW_SYMBOL_LOW ||
           (symbol > SW_SYMBOL_A + 25 && code != '\'' && code != '`' &&
            code != '"' && code != '-');
}

static uint64_t set_of_member(walk *w, const sw_member *m, bool sole)
{
    uint64_t set = 0;

    if (m->from == SW_LITERAL_NO_CODE)
        return sole ? 0 : set_of_escape(w, m->escape);
    for (uint32_t code = m->from; code <= m->to; code++)
        if (!sole || is_sole(code))
            set |= set_of_code(code);
    if (sole && m->from <= '0' && m->to >= '9' && m->to < 0x80)
        set |= SW_SYMBOL_BIT(SW_SYMBOL_DIGIT);
    return set;
}

/* [abc] and [^abc]. */
static uint64_t set_of_class(walk *w, sw_str text)
{
    const bool negated = text.len > 1 && text.ptr[1] == '^';
    uint64_t set = 0;
    sw_member m;

    for (size_t at = negated ? 2 : 1; at + 1 < text.len; at = m.end) {
        if (!sw_literal_member(text, at, &m))
            return EVERY;
        set |= set_of_member(w, &m, negated);
    }
    return negated ? EVERY & ~set : set;
}

static part take(walk *w, uint64_t set)
{
    return sw_drawing_one(&w->d, SW_SHAPE_TAKE, set);
}

static part escape(walk *w, sw_str text)
{
    const uint64_t set = set_of_escape(w, text);

    if (set != 0)
        return take(w, set);
    if (sw_str_equal_c(text, "\\b"))
        return sw_drawing_node(&w->d, SW_SHAPE_EDGE, 0);
    return sw_drawing_nothing(&w->d);
}

static part quoted(walk *w, sw_str text)
{
    const size_t end =
        sw_str_ends(text, SW_STR("\\E")) ? text.len - 2 : text.len;
    part all = sw_drawing_nothing(&w->d);
    size_t size;

    for (size_t at = 2; at < end; at += size)
        all = sw_drawing_then(
            &w->d, all, take(w, set_of_code(sw_utf8_at(text, at, &size))));
    return all;
}

/* ---- looks ----------------------------------------------------------------
 */

static void skip_group(walk *w)
{
    if (!sw_token_skip(&w->cutter, &w->ahead))
        w->unknown = true;
}

/* Past the other branches of the group, to its close or the end of all. */
static void skip_branches(walk *w)
{
    while (w->ahead.kind != SW_TOKEN_CLOSE && w->ahead.kind != SW_TOKEN_END) {
        if (w->ahead.kind == SW_TOKEN_GROUP || w->ahead.kind == SW_TOKEN_BEHIND)
            skip_group(w);
        next(w);
    }
}

/* Does the match end behind the group ahead, but for more looks? */
static bool ends_match(const walk *at)
{
    walk w = *at;

    skip_group(&w);
    for (next(&w);; next(&w)) {
        const sw_str text = text_of(&w);
        if (w.ahead.kind == SW_TOKEN_BAR)
            skip_branches(&w);
        if (w.ahead.kind == SW_TOKEN_END)
            return !w.unknown;
        if (w.ahead.kind == SW_TOKEN_BEHIND || sw_str_equal_c(text, "(?=") ||
            sw_str_equal_c(text, "(?!"))
            skip_group(&w);
        else if (w.ahead.kind != SW_TOKEN_CLOSE &&
                 !sw_str_equal_c(text, "\\b") && !sw_str_equal_c(text, "$"))
            return false;
    }
}

static part branches(walk *w, unsigned depth);

/* The inside of the group ahead, up to its close. */
static part inside(walk *w, unsigned depth)
{
    part all;

    next(w);
    all = branches(w, depth + 1);
    w->unknown = w->unknown || w->ahead.kind != SW_TOKEN_CLOSE;
    return all;
}

/* No 't that ends a word: no apostrophe; or one, and no t; or both, and the
 * word goes on. */
static part tail(walk *w)
{
    const uint64_t end = SW_SYMBOL_BIT(SW_SYMBOL_END);
    const uint64_t mark = SW_SYMBOL_BIT(sw_symbols['\'']);
    const uint64_t t = SW_SYMBOL_BIT(sw_symbols['t']);
    const uint64_t on = WORDS | mark | SW_SYMBOL_BIT(SW_SYMBOL_OTHER);
    sw_drawing *d = &w->d;
    sw_branches b;
    part last = sw_drawing_nothing(d), one;

    sw_drawing_branches(d, &b);
    one = sw_drawing_one(d, SW_SHAPE_NEXT, (EVERY | end) & ~mark);
    sw_drawing_branch(d, &b, one);
    one = sw_drawing_then(d, take(w, mark),
                          sw_drawing_one(d, SW_SHAPE_NEXT, (EVERY | end) & ~t));
    sw_drawing_branch(d, &b, one);
    one = sw_drawing_then(d, take(w, mark), take(w, t));
    one = sw_drawing_then(d, one, sw_drawing_one(d, SW_SHAPE_NEXT, on));
    sw_drawing_branch(d, &b, one);
    return sw_drawing_then(d, last, b.all);
}

/* A look ahead. What a match ends with may be asked for as if it were of the
 * match: nothing comes behind it. */
static part look_ahead(walk *w, unsigned depth)
{
    part all;

    if (sw_str_starts(rest_of(w), sw_str_of(sw_emit_edge))) {
        skip_group(w);
        return sw_drawing_node(&w->d, SW_SHAPE_EDGE, 0);
    }
    if (w->behind || w->looks == MAX_LOOKS || !ends_match(w)) {
        skip_group(w);
        return sw_drawing_nothing(&w->d);
    }
    w->looks++;
    if (sw_str_starts(rest_of(w), sw_str_of(sw_emit_tail))) {
        skip_group(w);
        return tail(w);
    }
    if (sw_str_equal_c(text_of(w), "(?!")) {
        skip_group(w);
        return sw_drawing_nothing(&w->d);
    }
    all = inside(w, depth);
    sw_drawing_join(&w->d, all.last, 0);
    all.last = sw_drawing_nothing(&w->d).last; /* where nobody comes by */
    return all;
}

/* (?<=...) of few characters is looked for by itself. */
static part look_behind(walk *w, unsigned depth)
{
    sw_shape *s = w->d.out;
    const unsigned number = (unsigned)s->behind_count;
    part all;

    if (w->behind || number == SW_SHAPE_BEHINDS ||
        !sw_str_equal_c(text_of(w), "(?<=")) {
        skip_group(w);
        return sw_drawing_nothing(&w->d);
    }
    w->behind = true;
    all = inside(w, depth);
    w->behind = false;
    if (all.width >= SW_SHAPE_WIDE)
        return sw_drawing_nothing(&w->d);
    all = sw_drawing_then(&w->d, all,
                          sw_drawing_node(&w->d, SW_SHAPE_SEEN, number));
    s->behinds[s->behind_count++] = all.first;
    if (all.width > s->behind_width)
        s->behind_width = all.width;
    return sw_drawing_node(&w->d, SW_SHAPE_BEHIND, number);
}

/* ---- repeats --------------------------------------------------------------
 */

static void bounds(sw_str text, size_t *least, size_t *most)
{
    const size_t close = sw_str_find_byte(text, '}', 0);
    const size_t comma = sw_str_find_byte(text, ',', 0);

    *least = text.ptr[0] == '+';
    *most = text.ptr[0] == '?' ? 1 : SIZE_MAX;
    if (text.ptr[0] != '{' || close == SW_NOWHERE)
        return;
    sw_str_number(sw_str_part(text, 1, comma < close ? comma : close), 65535,
                  least);
    if (comma > close)
        *most = *least;
    else if (comma + 1 < close)
        sw_str_number(sw_str_part(text, comma + 1, close), 65535, most);
}

static bool is_space(const walk *w, part p)
{
    return !w->d.failed && p.first == p.last &&
           w->d.nodes.at[p.first].kind == SW_SHAPE_TAKE &&
           w->d.nodes.at[p.first].set == SW_SYMBOL_SPACE;
}

static part repeat(walk *w, part p)
{
    size_t least, most;

    bounds(text_of(w), &least, &most);
    if (is_space(w, p)) { /* a run of it is one */
        p.width = most < SW_SHAPE_WIDE ? most : SW_SHAPE_WIDE;
        least = least > 1 ? 1 : least;
        most = most > 1 ? 1 : most;
        if (least == 1)
            return p;
    }
    return sw_drawing_times(&w->d, p, least, most);
}

/* ---- the pattern ----------------------------------------------------------
 */

/* A head whose group is a plain part of the match: ( (?: (?> (?<name>, and
 * options that change no meaning here. */
static bool plain_head(sw_str head)
{
    static const char *const heads[] = {"(?:", "(?>", "(?<", "(?P<", "(?'"};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (sw_str_starts(head, sw_str_of(heads[i])))
            return true;
    for (size_t i = 2; i < head.len; i++)
        if (strchr("imsnJU-:)", head.ptr[i]) == NULL)
            return false;
    return head.len != 2;
}

static part group(walk *w, unsigned depth)
{
    const sw_str head = text_of(w);

    if (depth >= MAX_DEPTH)
        w->unknown = true;
    else if (w->ahead.kind == SW_TOKEN_BEHIND)
        return look_behind(w, depth);
    else if (sw_str_equal_c(head, "(?=") || sw_str_equal_c(head, "(?!"))
        return look_ahead(w, depth);
    else if (plain_head(head))
        return inside(w, depth);
    w->unknown = true;
    return sw_drawing_nothing(&w->d);
}

/* The token ahead; it stays the last token read. */
static part atom(walk *w, unsigned depth)
{
    switch (w->ahead.kind) {
    case SW_TOKEN_PLAIN:
        return take(w, set_of_code(w->ahead.code));
    case SW_TOKEN_ESCAPE:
        return escape(w, text_of(w));
    case SW_TOKEN_QUOTED:
        return quoted(w, text_of(w));
    case SW_TOKEN_CLASS:
        return take(w, set_of_class(w, text_of(w)));
    case SW_TOKEN_META:
        return sw_str_equal_c(text_of(w), ".") ? take(w, EVERY)
                                               : sw_drawing_nothing(&w->d);
    case SW_TOKEN_COMMENT:
        return sw_drawing_nothing(&w->d);
    case SW_TOKEN_FLAGS:
        w->unknown = w->unknown || !plain_head(text_of(w));
        return sw_drawing_nothing(&w->d);
    case SW_TOKEN_GROUP:
    case SW_TOKEN_BEHIND:
        return group(w, depth);
    case SW_TOKEN_CALL:
    case SW_TOKEN_FRAGMENT:
    case SW_TOKEN_REPEAT:
    case SW_TOKEN_CLOSE:
    case SW_TOKEN_BAR:
    case SW_TOKEN_END:
    case SW_TOKEN_COUNT:
        break;
    }
    w->unknown = true;
    return sw_drawing_nothing(&w->d);
}

static bool ends_sequence(const walk *w)
{
    return w->ahead.kind == SW_TOKEN_BAR || w->ahead.kind == SW_TOKEN_CLOSE ||
           w->ahead.kind == SW_TOKEN_END || w->unknown || w->d.failed;
}

/* One branch: its first part is its own, so that what begins alike shows. */
static part sequence(walk *w, unsigned depth)
{
    part all = {.first = SW_SHAPE_NONE};

    while (!ends_sequence(w)) {
        const bool quoted = w->ahead.kind == SW_TOKEN_QUOTED;
        part p = atom(w, depth);
        next(w);
        /* It repeats the last character alone, or what stands before. */
        w->unknown |= quoted && w->ahead.kind == SW_TOKEN_REPEAT;
        for (; w->ahead.kind == SW_TOKEN_REPEAT; next(w))
            p = repeat(w, p);
        all = all.first == SW_SHAPE_NONE ? p : sw_drawing_then(&w->d, all, p);
    }
    return all.first == SW_SHAPE_NONE ? sw_drawing_nothing(&w->d) : all;
}

/* Recursion is bounded by MAX_DEPTH; deeper patterns have no shape. */
static part branches(walk *w, unsigned depth)
{
    sw_branches all;

    sw_drawing_branches(&w->d, &all);
    sw_drawing_branch(&w->d, &all, sequence(w, depth));
    while (w->ahead.kind == SW_TOKEN_BAR && !w->unknown && !w->d.failed) {
        next(w);
        sw_drawing_branch(&w->d, &all, sequence(w, depth));
    }
    return all.all;
}

bool sw_shape_draw(sw_str expanded, sw_shape *out)
{
    walk w = {.unknown = false};
    part all;

    sw_drawing_start(&w.d, out);
    sw_token_start(&w.cutter, expanded);
    next(&w);
    all = branches(&w, 0);
    sw_drawing_join(&w.d, all.last, 0);
    out->start = all.first;
    w.d.failed = w.d.failed || w.unknown || w.ahead.kind != SW_TOKEN_END;
    return sw_drawing_finish(&w.d);
}
