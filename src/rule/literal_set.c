/* literal_set.c - what a part of a pattern can be: sets of folded strings.
 *
 * A sequence multiplies exact sets as long as they stay small and breaks where
 * they would not; an alternation unites its branches, and one branch without
 * literals leaves none. Where a sequence broke, each exact set between two
 * breaks is one that every match must hold, and its neighbours are known: the
 * next set on either side, and how wide what lies between can be. Best is the
 * set that fewest texts hold, by letter frequencies. Source: the exact/match
 * scheme of R. Cox, "Regular Expression Matching with a Trigram Index" (2012),
 * with neighbours in place of its prefix and suffix sets. */
#include "rule/literal_set.h"

#include <math.h>
#include <string.h>

#include "rule/literal_char.h"
#include "rule/literal_rate.h"

#define MAX_PRODUCT 24  /* strings that a product may make */
#define MAX_EXACT   96  /* strings of an exact set */
#define MAX_ANY     400 /* strings of an "any of" set */
#define MAX_BESIDE  96  /* strings looked for beside a literal */
#define FAR_BYTES   120 /* farther is not looked for, unless a word ends it */
#define FAR_SPACES  6   /* the same in spaces */
#define BOTH        (SW_EDGE_FRONT | SW_EDGE_BACK)
#define EMPTY       ((sw_literal_word){{"", 0}, 0})
#define OFTEN       0.001 /* by rate: so common alone says little */
#define COMMON      0.003 /* by rate: a second set as common as this is no use */

/* ---- widths ---------------------------------------------------------------
 */

static size_t plus(size_t a, size_t b)
{
    return a > SIZE_MAX - b ? SIZE_MAX : a + b;
}

static sw_set_width both(sw_set_width a, sw_set_width b)
{
    return (sw_set_width){plus(a.bytes, b.bytes), plus(a.spaces, b.spaces),
                          a.marks | b.marks};
}

static sw_set_width wider(sw_set_width a, sw_set_width b)
{
    return (sw_set_width){a.bytes > b.bytes ? a.bytes : b.bytes,
                          a.spaces > b.spaces ? a.spaces : b.spaces,
                          a.marks | b.marks};
}

static size_t times(size_t a, size_t n)
{
    if (a == 0 || n == 0)
        return 0;
    return a > SIZE_MAX / n ? SIZE_MAX : a * n;
}

sw_set_width sw_set_times(sw_set_width width, size_t n)
{
    return (sw_set_width){times(width.bytes, n), times(width.spaces, n),
                          width.marks};
}

static sw_set_width width_of_words(const sw_set_words *set)
{
    sw_set_width width = {0, 0, 0};

    for (size_t i = 0; i < set->count; i++) {
        sw_str s = set->at[i].text;
        sw_set_width one = {s.len, 0, 0};
        for (size_t k = 0; k < s.len; k++) {
            one.spaces += s.ptr[k] == ' ';
            one.marks |= sw_literal_mark(s.ptr[k]);
        }
        width = wider(width, one);
    }
    return width;
}

sw_set_width sw_set_width_of(const sw_set_node *node)
{
    return node->exact ? width_of_words(&node->set) : node->width;
}

/* ---- words ----------------------------------------------------------------
 */

static bool begins_with_word(sw_str s)
{
    return s.len > 0 && sw_literal_is_word(s.ptr[0]);
}

static bool ends_with_word(sw_str s)
{
    return s.len > 0 && sw_literal_is_word(s.ptr[s.len - 1]);
}

/* Of one text with and without an edge, the one without says it all. */
void sw_set_add_word(sw_set_home *home, sw_set_words *set, sw_literal_word word)
{
    sw_literal_word *slot;

    for (size_t i = 0; i < set->count; i++)
        if (sw_str_equal(set->at[i].text, word.text)) {
            set->at[i].edges &= word.edges;
            return;
        }
    slot = SW_VEC_PUSH(set, home->arena);
    if (slot == NULL)
        home->nomem = true;
    else
        *slot = word;
}

sw_set_node sw_set_exactly(sw_set_home *home, sw_literal_word word)
{
    sw_set_node n = {.exact = true};

    sw_set_add_word(home, &n.set, word);
    return n;
}

/* Empty words with edges: they lend them to what they are joined with. */
sw_set_node sw_set_edge(sw_set_home *home)
{
    return sw_set_exactly(home, (sw_literal_word){{"", 0}, BOTH});
}

sw_set_node sw_set_tail(sw_set_home *home)
{
    return sw_set_exactly(home, (sw_literal_word){{"", 0}, SW_EDGE_TAIL});
}

sw_set_node sw_set_unknown(sw_set_width width)
{
    return (sw_set_node){.exact = false, .width = width};
}

static bool holds_empty(const sw_set_words *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->at[i].text.len == 0)
            return true;
    return false;
}

/* ---- spaces ---------------------------------------------------------------
 */

static bool words_spaced(const sw_set_words *set, bool end)
{
    for (size_t i = 0; i < set->count; i++) {
        const sw_str s = set->at[i].text;
        if (s.len > 0 && s.ptr[end ? s.len - 1 : 0] != ' ')
            return false;
    }
    return true;
}

/* Is it empty, or is a space where it begins (ends)? */
static bool is_spaced(const sw_set_node *node, bool end)
{
    return node->exact ? words_spaced(&node->set, end) : node->spaced[end];
}

sw_set_node sw_set_again(const sw_set_node *node, sw_set_width width)
{
    sw_set_node n = sw_set_unknown(width);

    n.spaced[0] = is_spaced(node, false);
    n.spaced[1] = is_spaced(node, true);
    return n;
}

/* The same of a sequence: up to the first part that is never empty. */
static bool parts_spaced(const sw_set_parts *parts, bool end)
{
    for (size_t i = 0; i < parts->count; i++) {
        const sw_set_node *part = &parts->at[end ? parts->count - 1 - i : i];
        if (!is_spaced(part, end))
            return false;
        if (part->exact && !holds_empty(&part->set))
            return true;
    }
    return true;
}

/* The edges of a then b: the outer ones, and an empty word's where a word of
 * the other begins or ends; elsewhere they say nothing. */
static unsigned char outer_edges(sw_literal_word a, sw_literal_word b)
{
    unsigned front = a.edges & SW_EDGE_FRONT;
    unsigned back = b.edges & (SW_EDGE_BACK | SW_EDGE_TAIL);

    if (a.text.len == 0 && b.text.len == 0)
        return a.edges | b.edges;
    if (a.text.len == 0)
        front = (a.edges & BOTH) != 0 && begins_with_word(b.text)
                    ? SW_EDGE_FRONT
                    : b.edges & SW_EDGE_FRONT;
    if (b.text.len == 0)
        back = ((b.edges & BOTH) != 0 && ends_with_word(a.text)
                    ? SW_EDGE_BACK
                    : a.edges & SW_EDGE_BACK) |
               ((a.edges | b.edges) & SW_EDGE_TAIL);
    return (unsigned char)(front | back);
}

/* The capitals of a then b: where they meet, two may stand side by side. */
static unsigned char capitals(sw_literal_word a, sw_literal_word b)
{
    const unsigned any = (a.edges | b.edges) & SW_EDGE_SHOUT;

    if (a.text.len == 0 || b.text.len == 0)
        return (a.edges | b.edges) &
               (SW_EDGE_SHOUT | SW_EDGE_FIRST | SW_EDGE_LAST);
    return (unsigned char)(any | (a.edges & SW_EDGE_FIRST) |
                           (b.edges & SW_EDGE_LAST) |
                           ((a.edges & SW_EDGE_LAST) != 0 &&
                                    (b.edges & SW_EDGE_FIRST) != 0
                                ? SW_EDGE_SHOUT
                                : 0));
}

/* a then b; two spaces that meet are one run of white space. */
static sw_literal_word joined(sw_set_home *home, sw_literal_word a,
                              sw_literal_word b)
{
    sw_literal_word made = {.edges = outer_edges(a, b) | capitals(a, b)};
    size_t skip = a.text.len > 0 && b.text.len > 0 &&
                          a.text.ptr[a.text.len - 1] == ' ' &&
                          b.text.ptr[0] == ' '
                      ? 1
                      : 0;
    char *bytes;

    made.text = a.text.len > 0 ? a.text : b.text;
    if (b.text.len == skip || a.text.len == 0)
        return made;
    bytes = sw_arena_alloc(home->arena, a.text.len + b.text.len);
    if (bytes == NULL) {
        home->nomem = true;
        return made;
    }
    memcpy(bytes, a.text.ptr, a.text.len);
    memcpy(bytes + a.text.len, b.text.ptr + skip, b.text.len - skip);
    made.text = (sw_str){bytes, a.text.len + b.text.len - skip};
    return made;
}

static bool often(const sw_set_words *set)
{
    double rate = 0;

    for (size_t i = 0; i < set->count; i++)
        rate += sw_literal_rate(set->at[i]);
    return rate > OFTEN;
}

/* Many strings are worth it where either set alone stands everywhere. */
static bool fits(const sw_set_words *a, const sw_set_words *b)
{
    const size_t count = a->count * b->count;

    return (count <= MAX_PRODUCT ||
            (count <= MAX_EXACT &&
             (a->count == 1 || b->count == 1 || (often(a) && often(b))))) &&
           width_of_words(a).bytes + width_of_words(b).bytes <= SW_SET_STRING;
}

static sw_set_node product(sw_set_home *home, const sw_set_words *a,
                           const sw_set_words *b)
{
    sw_set_node n = {.exact = true};

    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            sw_set_add_word(home, &n.set, joined(home, a->at[i], b->at[k]));
    return n;
}

/* ---- needs ----------------------------------------------------------------
 */

static double cost_of(const sw_set_literals *set)
{
    double cost = 0;

    if (set->count == 0)
        return HUGE_VAL;
    for (size_t i = 0; i < set->count; i++)
        cost += sw_literal_rate(set->at[i].word);
    return cost;
}

/* Puts a set in its place among the rarest. Beside another one, what is common
 * says nothing. */
static void offer(sw_set_needs *to, const sw_set_literals *set)
{
    double cost = cost_of(set);
    size_t i = to->count;

    if (set->count == 0 || (i > 0 && cost > COMMON && cost >= to->cost[0]))
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
    while (to->count > 1 && to->cost[to->count - 1] > COMMON)
        to->count--;
}

static void add_literal(sw_set_home *home, sw_set_literals *set,
                        const sw_literal *literal)
{
    sw_literal *slot = SW_VEC_PUSH(set, home->arena);

    if (slot == NULL)
        home->nomem = true;
    else
        *slot = *literal;
}

static uint16_t distance(size_t n)
{
    return n >= SW_LITERAL_ANY ? SW_LITERAL_ANY : (uint16_t)n;
}

static sw_reach reach(sw_set_width width)
{
    return (sw_reach){distance(width.bytes), distance(width.spaces),
                      (uint8_t)width.marks};
}

/* An exact set as one that must be there; with "" in it, it need not. Of
 * `like`, its literals have the neighbours and the reach. */
static void offer_words(sw_set_home *home, sw_set_needs *to,
                        const sw_set_words *set, const sw_literal *like)
{
    sw_set_literals made = {0};

    if (holds_empty(set) || set->count > MAX_ANY)
        return;
    for (size_t i = 0; i < set->count; i++) {
        sw_literal literal = *like;
        literal.word = set->at[i];
        add_literal(home, &made, &literal);
    }
    offer(to, &made);
}

static uint16_t farther(uint16_t a, size_t b)
{
    return a == SW_LITERAL_ANY ? a : distance(plus(a, b));
}

/* Sets of a part that begins up to `front` behind the start of the whole. */
static void offer_part(sw_set_home *home, sw_set_needs *to,
                       const sw_set_needs *from, sw_set_width front)
{
    for (size_t i = 0; i < from->count; i++) {
        sw_set_literals moved = {0};
        for (size_t k = 0; k < from->at[i].count; k++) {
            sw_literal literal = from->at[i].at[k];
            literal.reach.bytes = farther(literal.reach.bytes, front.bytes);
            literal.reach.spaces = farther(literal.reach.spaces, front.spaces);
            literal.reach.marks |= (uint8_t)front.marks;
            add_literal(home, &moved, &literal);
        }
        offer(to, &moved);
    }
}

sw_set_needs sw_set_needed(sw_set_home *home, const sw_set_node *node)
{
    sw_set_needs all = {.count = 0};

    if (!node->exact)
        return node->needs;
    offer_words(home, &all, &node->set, &(sw_literal){.before = NULL});
    return all;
}

/* ---- neighbours -----------------------------------------------------------
 */

static bool near_enough(sw_set_width width)
{
    return width.bytes <= FAR_BYTES || width.spaces <= FAR_SPACES;
}

static const sw_beside *beside(sw_set_home *home, const sw_literal_word *at,
                               size_t count, sw_set_width between, bool spaced)
{
    sw_beside *made;

    if (count == 0 || count > MAX_BESIDE || !near_enough(between))
        return NULL;
    made = sw_arena_alloc(home->arena, sizeof *made);
    if (made == NULL) {
        home->nomem = true;
        return NULL;
    }
    *made = (sw_beside){at, count, reach(between), spaced};
    return made;
}

/* The words of a set that stands somewhere inside a part. */
static const sw_beside *
beside_inside(sw_set_home *home, const sw_set_node *part, sw_set_width between)
{
    const sw_set_literals *best = &part->needs.at[0];
    sw_literal_word *words;

    if (part->needs.count == 0 || best->count > MAX_BESIDE)
        return NULL;
    words = sw_arena_zero(home->arena, best->count, sizeof *words);
    if (words == NULL) {
        home->nomem = true;
        return NULL;
    }
    for (size_t i = 0; i < best->count; i++)
        words[i] = best->at[i].word;
    return beside(home, words, best->count, both(between, part->width), false);
}

/* The nearest set that must stand on that side of part i (step 1 or -1);
 * NULL: none is known, or it may be too far away. */
static const sw_beside *neighbour(sw_set_home *home, const sw_set_node *parts,
                                  size_t count, size_t i, bool forward)
{
    sw_set_width between = {0, 0, 0};
    bool spaced = true;

    for (;;) {
        const sw_set_node *part;
        if (forward ? i + 1 >= count : i == 0)
            return NULL;
        i = forward ? i + 1 : i - 1;
        part = &parts[i];
        if (part->exact && !holds_empty(&part->set))
            return beside(home, part->set.at, part->set.count, between, spaced);
        if (!part->exact && part->needs.count > 0)
            return beside_inside(home, part, between);
        between = both(between, sw_set_width_of(part));
        spaced = spaced && is_spaced(part, forward);
        if (!near_enough(between))
            return NULL;
    }
}

/* ---- sequences ------------------------------------------------------------
 */

void sw_set_start(sw_set_home *home, sw_set_seq *seq)
{
    *seq = (sw_set_seq){.run = sw_set_exactly(home, EMPTY)};
}

static void put(sw_set_home *home, sw_set_seq *seq, const sw_set_node *part)
{
    sw_set_node *slot = SW_VEC_PUSH(&seq->parts, home->arena);

    if (slot == NULL)
        home->nomem = true;
    else
        *slot = *part;
}

static void then_one(sw_set_home *home, sw_set_seq *seq,
                     const sw_set_node *node)
{
    if (node->exact && fits(&seq->run.set, &node->set)) {
        seq->run = product(home, &seq->run.set, &node->set);
        return;
    }
    put(home, seq, &seq->run);
    seq->broken = true;
    if (node->exact) {
        seq->run = *node;
        return;
    }
    put(home, seq, node);
    seq->run = sw_set_exactly(home, EMPTY);
}

/* A sequence inside one goes in part by part: its first and last words meet
 * what stands around it. */
void sw_set_then(sw_set_home *home, sw_set_seq *seq, const sw_set_node *node)
{
    if (node->parts.count == 0)
        then_one(home, seq, node);
    for (size_t i = 0; i < node->parts.count && !home->nomem; i++)
        then_one(home, seq, &node->parts.at[i]);
}

sw_set_node sw_set_end(sw_set_home *home, sw_set_seq *seq)
{
    sw_set_node whole = {.exact = false};

    if (!seq->broken)
        return seq->run;
    put(home, seq, &seq->run);
    whole.parts = seq->parts;
    whole.spaced[0] = parts_spaced(&seq->parts, false);
    whole.spaced[1] = parts_spaced(&seq->parts, true);
    for (size_t i = 0; i < seq->parts.count && !home->nomem; i++) {
        const sw_set_node *parts = seq->parts.at, *part = &parts[i];
        size_t count = seq->parts.count;
        if (part->exact && !holds_empty(&part->set))
            offer_words(
                home, &whole.needs, &part->set,
                &(sw_literal){.reach = reach(whole.width),
                              .before = neighbour(home, parts, count, i, false),
                              .after = neighbour(home, parts, count, i, true)});
        else if (!part->exact)
            offer_part(home, &whole.needs, &part->needs, whole.width);
        whole.width = both(whole.width, sw_set_width_of(part));
    }
    return whole;
}

/* ---- alternations ---------------------------------------------------------
 */

/* Is the same text there with no condition, or with the same ones? */
static bool says_all(const sw_set_literals *set, const sw_literal *literal)
{
    for (size_t i = 0; i < set->count; i++) {
        const sw_literal *l = &set->at[i];
        if (sw_str_equal(l->word.text, literal->word.text) &&
            (l->word.edges & ~(unsigned)literal->word.edges) == 0 &&
            (l->before == NULL || l->before == literal->before) &&
            (l->after == NULL || l->after == literal->after) &&
            l->reach.bytes >= literal->reach.bytes &&
            l->reach.spaces >= literal->reach.spaces &&
            (literal->reach.marks & ~(unsigned)l->reach.marks) == 0)
            return true;
    }
    return false;
}

static void unite(sw_set_home *home, sw_set_literals *to,
                  const sw_set_literals *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (!says_all(to, &from->at[i]))
            add_literal(home, to, &from->at[i]);
}

sw_set_node sw_set_either(sw_set_home *home, const sw_set_node *a,
                          const sw_set_node *b)
{
    sw_set_node n = {.exact = a->exact && b->exact &&
                              a->set.count + b->set.count <= MAX_EXACT};
    sw_set_needs left, right;
    sw_set_literals all = {0};

    if (n.exact) {
        for (size_t i = 0; i < a->set.count; i++)
            sw_set_add_word(home, &n.set, a->set.at[i]);
        for (size_t i = 0; i < b->set.count; i++)
            sw_set_add_word(home, &n.set, b->set.at[i]);
        return n;
    }
    n.width = wider(sw_set_width_of(a), sw_set_width_of(b));
    n.spaced[0] = is_spaced(a, false) && is_spaced(b, false);
    n.spaced[1] = is_spaced(a, true) && is_spaced(b, true);
    left = sw_set_needed(home, a);
    right = sw_set_needed(home, b);
    if (left.count == 0 || right.count == 0 ||
        left.at[0].count + right.at[0].count > MAX_ANY)
        return n;
    unite(home, &all, &left.at[0]);
    unite(home, &all, &right.at[0]);
    offer(&n.needs, &all);
    return n;
}
