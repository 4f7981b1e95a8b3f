/* literal.c - the strings that a pattern cannot match without.
 *
 * Every node of the pattern gives either the exact set of folded strings that
 * it can be, or the best "any of these" that each of its matches holds, or
 * neither. A sequence multiplies exact sets as long as they stay small and
 * keeps the best set when it must break; an alternation unites its branches,
 * and one branch without literals leaves none; an optional part may also be
 * empty. Best is what fewest texts hold, by letter frequencies. Source: the
 * exact/match scheme of R. Cox, "Regular Expression Matching with a Trigram
 * Index" (2012), without its prefix and suffix sets.
 *
 * Unknown syntax is not guessed at: the whole pattern then has no literals. */
#include "rule/literal.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "rule/literal_char.h"
#include "rule/token.h"

#define MAX_EXACT 24    /* strings of an exact set */
#define MAX_ANY   400   /* strings of an "any of" set */
#define MAX_LEN   48    /* bytes of a string while it grows */
#define MAX_DEPTH 64    /* groups inside groups */
#define COMMON    0.001 /* by cost: a second set as common as this is no use */
#define MAX_CLASS 12    /* members of a class that is still spelled out */

typedef struct strings SW_VEC(sw_str) strings;

/* Sets that must each have a member in the text, the rarest first. */
typedef struct needs {
    strings at[SW_LITERAL_SETS];
    double cost[SW_LITERAL_SETS];
    size_t count;
} needs;

typedef struct node {
    bool exact; /* set: all it can be ("" included) */
    strings set;
    needs needs; /* not exact: what every match holds */
} node;

/* A sequence under way: `run` is the product of the exact parts since the
 * last break, needs the best sets given up so far. */
typedef struct seq {
    node run;
    needs needs;
    bool broken;
} seq;

typedef struct finder {
    sw_cutter cutter;
    sw_token ahead;
    sw_arena *arena;
    bool unknown, nomem;
} finder;

/* ---- how rare
 * ------------------------------------------------------------------ */

static double cost_of_all(const strings *set)
{
    double cost = 0;

    if (set->count == 0)
        return HUGE_VAL;
    for (size_t i = 0; i < set->count; i++)
        cost += set->at[i].len == 0 ? 1e9 : sw_literal_cost(set->at[i]);
    return cost;
}

/* The rarest SW_LITERAL_BYTES of a string. */
static sw_str rarest(sw_str s)
{
    size_t at = sw_literal_rarest(s, SW_LITERAL_BYTES);

    return sw_str_part(s, at, at + SW_LITERAL_BYTES);
}

/* ---- sets
 * ------------------------------------------------------------------------ */

static bool push(finder *f, strings *set, sw_str s)
{
    sw_str *slot;

    for (size_t i = 0; i < set->count; i++)
        if (sw_str_equal(set->at[i], s))
            return true;
    slot = SW_VEC_PUSH(set, f->arena);
    if (slot == NULL) {
        f->nomem = true;
        return false;
    }
    *slot = s;
    return true;
}

static node exactly(finder *f, sw_str s)
{
    node n = {.exact = true};

    push(f, &n.set, s);
    return n;
}

static node anything(void)
{
    return (node){.exact = false};
}

/* a then b; two spaces that meet are one run of white space. */
static sw_str joined(finder *f, sw_str a, sw_str b)
{
    size_t skip =
        a.len > 0 && b.len > 0 && a.ptr[a.len - 1] == ' ' && b.ptr[0] == ' '
            ? 1
            : 0;
    char *made;

    if (b.len == skip)
        return a;
    if (a.len == 0)
        return b;
    made = sw_arena_alloc(f->arena, a.len + b.len);
    if (made == NULL) {
        f->nomem = true;
        return a;
    }
    memcpy(made, a.ptr, a.len);
    memcpy(made + a.len, b.ptr + skip, b.len - skip);
    return (sw_str){made, a.len + b.len - skip};
}

static bool fits(const strings *a, const strings *b)
{
    size_t la = 0, lb = 0;

    for (size_t i = 0; i < a->count; i++)
        la = a->at[i].len > la ? a->at[i].len : la;
    for (size_t i = 0; i < b->count; i++)
        lb = b->at[i].len > lb ? b->at[i].len : lb;
    return a->count * b->count <= MAX_EXACT && la + lb <= MAX_LEN;
}

static node product(finder *f, const strings *a, const strings *b)
{
    node n = {.exact = true};

    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            push(f, &n.set, joined(f, a->at[i], b->at[k]));
    return n;
}

/* ---- sequences
 * --------------------------------------------------------------------- */

static void seq_start(finder *f, seq *s)
{
    *s = (seq){.run = exactly(f, (sw_str){"", 0})};
}

/* Puts a set in its place among the rarest; what is common says nothing. */
static void offer(needs *to, const strings *set)
{
    double cost = cost_of_all(set);
    size_t i = to->count;

    if (cost > (to->count > 0 ? COMMON : 1e6))
        return;
    if (to->count < SW_LITERAL_SETS)
        to->count++;
    else if (cost >= to->cost[--i])
        return;
    for (; i > 0 && to->cost[i - 1] > cost; i--) {
        to->at[i] = to->at[i - 1];
        to->cost[i] = to->cost[i - 1];
    }
    to->at[i] = *set;
    to->cost[i] = cost;
}

static void offer_all(needs *to, const needs *from)
{
    for (size_t i = 0; i < from->count; i++)
        offer(to, &from->at[i]);
}

static void seq_add(finder *f, seq *s, const node *n)
{
    if (n->exact && fits(&s->run.set, &n->set)) {
        s->run = product(f, &s->run.set, &n->set);
        return;
    }
    offer(&s->needs, &s->run.set);
    s->broken = true;
    if (n->exact) {
        s->run = *n;
        return;
    }
    offer_all(&s->needs, &n->needs);
    s->run = exactly(f, (sw_str){"", 0});
}

static node seq_end(seq *s)
{
    if (!s->broken)
        return s->run;
    offer(&s->needs, &s->run.set);
    return (node){.exact = false, .needs = s->needs};
}

/* What every match of n holds. */
static needs needed(const node *n)
{
    needs all = {.count = 0};

    if (!n->exact)
        return n->needs;
    offer(&all, &n->set);
    return all;
}

static void add_all(finder *f, strings *to, const strings *from)
{
    for (size_t i = 0; i < from->count; i++)
        push(f, to, from->at[i]);
}

/* One of two: exact when both are; else a match holds the best of either. */
static node either(finder *f, const node *a, const node *b)
{
    node n = {.exact = a->exact && b->exact &&
                       a->set.count + b->set.count <= MAX_EXACT};
    needs left, right;
    strings both = {0};

    if (n.exact) {
        add_all(f, &n.set, &a->set);
        add_all(f, &n.set, &b->set);
        return n;
    }
    left = needed(a);
    right = needed(b);
    if (left.count == 0 || right.count == 0 ||
        left.at[0].count + right.at[0].count > MAX_ANY)
        return anything();
    add_all(f, &both, &left.at[0]);
    add_all(f, &both, &right.at[0]);
    offer(&n.needs, &both);
    return n;
}

/* ---- characters
 * ---------------------------------------------------------------------- */

static node character(finder *f, uint32_t code)
{
    char folded = sw_literal_fold(code);
    char *made;

    if (folded == 0)
        return anything();
    made = sw_arena_copy(f->arena, &folded, 1);
    if (made == NULL) {
        f->nomem = true;
        return anything();
    }
    return exactly(f, (sw_str){made, 1});
}

/* An escape outside a class. */
static node escape(finder *f, sw_str text)
{
    uint32_t code = sw_literal_code(text);

    if (code != SW_LITERAL_NO_CODE)
        return character(f, code);
    switch (text.len > 1 ? text.ptr[1] : 0) {
    case 'b': /* places, not characters */
    case 'B':
    case 'A':
    case 'z':
    case 'Z':
        return exactly(f, (sw_str){"", 0});
    case 's':
        return character(f, ' ');
    case 'd': /* under UCP any script's digits */
    case 'D':
    case 'w':
    case 'W':
    case 'S':
    case 'h':
    case 'H':
    case 'v':
    case 'V':
    case 'N':
    case 'R':
    case 'X':
    case 'p':
    case 'P':
    case 'x':
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
    seq s;

    seq_start(f, &s);
    for (size_t at = 2; at < end; at += size) {
        node n = character(f, sw_utf8_at(text, at, &size));
        seq_add(f, &s, &n);
    }
    return seq_end(&s);
}

/* [abc] with few members that fold: each of them; else anything. Ranges,
 * names and sets inside make it anything, but 0-9 and \s are known. */
static node class(finder *f, sw_str text)
{
    node n = {.exact = true};
    size_t size;

    for (size_t at = 1; at + 1 < text.len; at += size) {
        uint32_t code = sw_utf8_at(text, at, &size);
        node one;
        if ((at == 1 && code == '^') || code == '[')
            return anything();
        if (sw_str_starts(sw_str_part(text, at, text.len), SW_STR("0-9"))) {
            size = 3;
        } else if (code == '\\') {
            size_t end = sw_token_escape_end(text, at);
            sw_str whole = sw_str_part(text, at, end);
            code = sw_str_equal_c(whole, "\\s") ? ' ' : sw_literal_code(whole);
            size = end - at;
        } else if (at + size + 2 < text.len && text.ptr[at + size] == '-') {
            return anything();
        }
        if (code == SW_LITERAL_NO_CODE || n.set.count >= MAX_CLASS)
            return anything();
        one = character(f, code);
        if (!one.exact)
            return anything();
        push(f, &n.set, one.set.at[0]);
    }
    return n.set.count > 0 ? n : anything();
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
    return n->exact && n->set.count == 1 && n->set.at[0].len == 1 &&
           n->set.at[0].ptr[0] == ' ';
}

static node repeat(finder *f, const node *n, sw_str text)
{
    size_t least, most;
    node empty = exactly(f, (sw_str){"", 0}), all;
    seq s;

    bounds(text, &least, &most);
    if (least == 1 && (most == 1 || is_space(n)))
        return *n;
    if (least == 0)
        return most == 1 || is_space(n) ? either(f, n, &empty) : anything();
    seq_start(f, &s);
    for (size_t i = 0; i < least && i < MAX_LEN; i++)
        seq_add(f, &s, n);
    if (least == most && least < MAX_LEN)
        return seq_end(&s);
    all = anything();
    seq_add(f, &s, &all);
    return seq_end(&s);
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
    size_t depth = 1;

    while (depth > 0 && f->ahead.kind != SW_TOKEN_END) {
        next(f);
        if (f->ahead.kind == SW_TOKEN_GROUP || f->ahead.kind == SW_TOKEN_BEHIND)
            depth++;
        if (f->ahead.kind == SW_TOKEN_CLOSE)
            depth--;
    }
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

/* Recursion is bounded by MAX_DEPTH; deeper patterns have no literals. */
static node alternation(finder *f, unsigned depth);

static node group(finder *f, unsigned depth)
{
    sw_str head = text_of(f);
    node n;

    if (looks(head) || f->ahead.kind == SW_TOKEN_BEHIND) {
        skip_group(f);
        return exactly(f, (sw_str){"", 0});
    }
    if (!plain_head(head) || depth >= MAX_DEPTH) {
        f->unknown = true;
        return anything();
    }
    next(f);
    n = alternation(f, depth + 1);
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
            return anything();
        return exactly(f, (sw_str){"", 0});
    case SW_TOKEN_COMMENT:
        return exactly(f, (sw_str){"", 0});
    case SW_TOKEN_FLAGS:
        f->unknown = f->unknown || !plain_head(text_of(f));
        return exactly(f, (sw_str){"", 0});
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

static node sequence(finder *f, unsigned depth)
{
    seq s;

    seq_start(f, &s);
    while (!ends_sequence(f->ahead.kind) && !f->unknown && !f->nomem) {
        node n = atom(f, depth);
        next(f);
        while (f->ahead.kind == SW_TOKEN_REPEAT) {
            n = repeat(f, &n, text_of(f));
            next(f);
        }
        seq_add(f, &s, &n);
    }
    return seq_end(&s);
}

static node alternation(finder *f, unsigned depth)
{
    node n = sequence(f, depth);

    while (f->ahead.kind == SW_TOKEN_BAR && !f->unknown && !f->nomem) {
        node more;
        next(f);
        more = sequence(f, depth);
        n = either(f, &n, &more);
    }
    return n;
}

bool sw_literal_find(sw_str expanded, sw_arena *arena, sw_literals *out)
{
    finder f = {.arena = arena};
    struct SW_VEC(unsigned char) sets = {0};
    struct SW_VEC(sw_str) all = {0};
    node whole;
    needs found;

    *out = (sw_literals){0};
    sw_token_start(&f.cutter, expanded);
    next(&f);
    whole = alternation(&f, 0);
    if (f.nomem)
        return false;
    if (f.unknown || f.ahead.kind != SW_TOKEN_END)
        return true;
    found = needed(&whole);
    for (size_t i = 0; i < found.count; i++)
        for (size_t k = 0; k < found.at[i].count; k++) {
            sw_str *literal = SW_VEC_PUSH(&all, arena);
            unsigned char *set = SW_VEC_PUSH(&sets, arena);
            if (literal == NULL || set == NULL)
                return false;
            *literal = rarest(found.at[i].at[k]);
            *set = (unsigned char)i;
        }
    *out = (sw_literals){all.at, sets.at, all.count, found.count};
    return true;
}
