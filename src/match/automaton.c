/* automaton.c - make the table of all literals.
 *
 * An Aho-Corasick automaton (A. Aho, M. Corasick, 1975) with its failure links
 * multiplied out: a step is one look, whatever the byte. It reads folded texts
 * (fold.h); their bytes that are in no literal are one class.
 *
 * A step costs what fetching one entry costs, so what text mostly meets is
 * kept together: states are numbered by depth, the classes of common letters
 * come first in a row, and a row begins with a cache line. But states where a
 * literal ends come behind all others: one comparison tells a reader that
 * there is something to see. */
#include "match/automaton.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "match/lead.h"

#define MOST_CELLS \
    ((size_t)16 << 20) /* of the table, before its rows are filled up */
#define LINE 64        /* bytes of a cache line */

/* A state of the tree, as long as it has few ways on: 0 ends a list. */
typedef struct node {
    uint32_t child, sibling;
    uint32_t class; /* the way here */
} node;

/* One that the automaton spells, cut. */
typedef struct spelled {
    uint64_t leads;  /* to which tiers */
    uint32_t users;  /* how many */
    uint32_t shouts; /* how many of them must be shouted */
    uint32_t first;  /* of them, once they are written */
} spelled;

typedef struct maker {
    const sw_scans *scans;
    const saywell_rules *rules;
    size_t patterns;
    sw_lead *leads;       /* by pattern */
    unsigned char *tiers; /* by pattern */
    sw_arena arena;       /* what is needed while making */
    uint32_t width;
    unsigned char classes[256];
    struct SW_VEC(node) tree; /* states in the order they were found */
    size_t states;
    struct SW_VEC(uint32_t) own; /* by state: literal + 1, or 0 */
    struct SW_VEC(spelled) literals;
    struct SW_VEC(sw_automaton_user) users;
    struct SW_VEC(uint32_t) user_literal; /* of each of users */
    uint64_t *ends;                       /* by state: all tiers that it ends */
    uint32_t *fail, *shorter, *order, *number;
    size_t outputs;
    sw_automaton_form form;
    unsigned shift;
} maker;

/* ---- classes ------------------------------------------------------------- */

/* Folded characters of English, the most frequent first: with the class of
 * what is in no literal, one cache line of 32-bit entries holds 15 of them. */
static const char common[] = " etaoinshrdlucmwfgypbvk";

static void use(const sw_scan *s, bool used[128])
{
    for (size_t k = 0; k < s->literal_count; k++)
        for (size_t j = 0; j < s->literals[k].len; j++)
            used[(unsigned char)s->bytes[s->literals[k].text + j] & 127] = true;
}

static void make_classes(maker *m)
{
    bool used[128] = {false};
    unsigned char of[128] = {0};
    unsigned next = 1;

    for (size_t i = 0; i < 2 && m->scans->at[i] != NULL; i++)
        use(m->scans->at[i], used);
    for (const char *c = common; *c != '\0'; c++)
        if (used[(unsigned char)*c])
            of[(unsigned char)*c] = (unsigned char)next++;
    for (size_t c = 1; c < 128; c++)
        if (used[c] && of[c] == 0)
            of[c] = (unsigned char)next++;
    for (uint32_t c = 0; c < 128; c++)
        m->classes[c] = of[c];
    m->width = next;
}

/* ---- the tree ------------------------------------------------------------ */

static uint32_t child_of(const maker *m, uint32_t state, uint32_t class)
{
    uint32_t child = m->tree.at[state].child;

    while (child != 0 && m->tree.at[child].class != class)
        child = m->tree.at[child].sibling;
    return child;
}

/* A new state that `from` leads to by that class; 0 when there is no room. The
 * root is the first, and its own. */
static uint32_t add_state(maker *m, uint32_t from, uint32_t class)
{
    node *new;

    if ((m->states + 1) * m->width > MOST_CELLS)
        return 0;
    new = SW_VEC_PUSH(&m->tree, &m->arena);
    if (new == NULL || SW_VEC_PUSH(&m->own, &m->arena) == NULL)
        return 0;
    if (m->states > 0) {
        new->class = class;
        new->sibling = m->tree.at[from].child;
        m->tree.at[from].child = (uint32_t)m->states;
    }
    return (uint32_t)m->states++;
}

/* The literal's number; 0 when there is no room. */
static uint32_t add_literal(maker *m, sw_str s)
{
    uint32_t state = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char class = m->classes[(unsigned char)s.ptr[i]];
        uint32_t next = child_of(m, state, class);
        if (next == 0 && (next = add_state(m, state, class)) == 0)
            return 0;
        state = next;
    }
    if (m->own.at[state] == 0) {
        if (SW_VEC_PUSH(&m->literals, &m->arena) == NULL)
            return 0;
        m->own.at[state] = (uint32_t)m->literals.count;
    }
    return m->own.at[state];
}

static bool leads(const maker *m, uint32_t pattern, uint8_t set)
{
    return m->leads[pattern].leads == set;
}

/* Common sets are left out, but for one that leads. */
static bool counts(const maker *m, uint32_t pattern, uint8_t set)
{
    return leads(m, pattern, set) || (m->leads[pattern].common & set) == 0;
}

/* One of the scans on its way into the tree. */
typedef struct entering {
    const sw_scan *scan;
    bool which;
    uint32_t first; /* its first pattern */
} entering;

/* How many bytes have to be looked at, about, to know that it is not there. */
static size_t distance(const sw_scan *scan, uint16_t number)
{
    const sw_reach far = scan->besides[number - 1].between;
    const size_t words = 6 * ((size_t)far.spaces + 1);

    return words < far.bytes ? words : far.bytes;
}

static bool is_nearer(const sw_scan *scan, const sw_scan_user *user)
{
    return user->before != 0 && user->after != 0 &&
           distance(scan, user->before) < distance(scan, user->after);
}

/* User k of the literal, of which `skipped` bytes were cut off in front. */
static bool add_user(maker *m, const entering *e, const sw_scan_literal *l,
                     size_t k, size_t skipped, uint32_t literal)
{
    const sw_scan_user *from = &e->scan->users[k];
    sw_automaton_user *user = SW_VEC_PUSH(&m->users, &m->arena);
    uint32_t *of = SW_VEC_PUSH(&m->user_literal, &m->arena);
    const uint32_t pattern = from->pattern + e->first;
    const bool shouts = (from->edges & SW_EDGE_SHOUT) != 0;

    if (user == NULL || of == NULL)
        return false;
    *of = literal;
    *user = (sw_automaton_user){
        .pattern = pattern,
        .text = l->text,
        .reach = from->reach,
        .before = from->before,
        .after = from->after,
        .scan = e->which,
        .tier = m->tiers[pattern],
        .len = l->len,
        .skipped = (uint8_t)skipped,
        .set = from->set,
        .edges = from->edges,
        .nearer = is_nearer(e->scan, from),
        .leads = leads(m, pattern, from->set),
    };
    m->literals.at[literal].users++;
    m->literals.at[literal].shouts += shouts;
    m->literals.at[literal].leads |=
        shouts ? SW_AUTOMATON_SHOUT : (uint64_t)1 << m->tiers[pattern];
    return true;
}

/* Each literal is cut to its rarest bytes: more make states, not answers. */
static bool add_scan(maker *m, const entering *e)
{
    const sw_scan *s = e->scan;

    for (size_t i = 0; i < s->literal_count; i++) {
        const sw_scan_literal *l = &s->literals[i];
        sw_str whole = {s->bytes + l->text, l->len};
        size_t at = sw_literal_rarest(whole, SW_AUTOMATON_DEEPEST);
        uint32_t literal = 0;
        for (size_t k = l[0].users; k < l[1].users; k++) {
            if (!counts(m, s->users[k].pattern + e->first, s->users[k].set))
                continue;
            if (literal == 0)
                literal = add_literal(
                    m, sw_str_part(whole, at, at + SW_AUTOMATON_DEEPEST));
            if (literal == 0 || !add_user(m, e, l, k, at, literal - 1))
                return false;
        }
    }
    return true;
}

static bool make_tree(maker *m)
{
    for (size_t i = 0; i < 2 && m->scans->at[i] != NULL; i++)
        m->patterns += m->scans->at[i]->patterns;
    m->leads = sw_arena_zero(&m->arena, m->patterns + 1, sizeof *m->leads);
    m->tiers = sw_arena_zero(&m->arena, m->patterns + 1, 1);
    add_state(m, 0, 0);
    if (m->leads == NULL || m->tiers == NULL || m->states == 0)
        return false;
    sw_tier_choose(m->rules, m->tiers);
    for (size_t i = 0, n = 0; i < 2 && m->scans->at[i] != NULL; i++) {
        sw_lead_choose(m->scans->at[i], sw_ruleset_list(m->rules, "common"),
                       m->leads + n);
        if (!add_scan(m, &(entering){m->scans->at[i], i > 0, (uint32_t)n}))
            return false;
        n += m->scans->at[i]->patterns;
    }
    return true;
}

/* ---- the failure links ----------------------------------------------------
 */

/* Where a state goes that has no way on by itself: to where its longest proper
 * suffix that has one goes. */
static uint32_t go_on(const maker *m, uint32_t state, uint32_t class)
{
    for (;;) {
        uint32_t child = child_of(m, state, class);

        if (child != 0)
            return child;
        if (state == 0)
            return 0;
        state = m->fail[state];
    }
}

/* Links the children of one state; `order` gets them. */
static void link_children(maker *m, uint32_t state, size_t *found)
{
    uint32_t child = m->tree.at[state].child;

    for (; child != 0; child = m->tree.at[child].sibling) {
        uint32_t class = m->tree.at[child].class;
        uint32_t fall = state > 0 ? go_on(m, m->fail[state], class) : 0;

        m->fail[child] = fall;
        m->shorter[child] = m->own.at[fall] != 0 ? fall : m->shorter[fall];
        m->ends[child] = m->ends[fall];
        if (m->own.at[child] != 0)
            m->ends[child] |= m->literals.at[m->own.at[child] - 1].leads;
        m->order[(*found)++] = child;
    }
}

static bool link_states(maker *m)
{
    size_t n = m->states, found = 1;

    m->fail = sw_arena_zero(&m->arena, n, sizeof *m->fail);
    m->shorter = sw_arena_zero(&m->arena, n, sizeof *m->shorter);
    m->order = sw_arena_zero(&m->arena, n, sizeof *m->order);
    m->number = sw_arena_zero(&m->arena, n, sizeof *m->number);
    m->ends = sw_arena_zero(&m->arena, n, sizeof *m->ends);
    if (m->ends == NULL || m->fail == NULL || m->shorter == NULL ||
        m->order == NULL || m->number == NULL)
        return false;
    for (size_t i = 0; i < found; i++)
        link_children(m, m->order[i], &found);
    return true;
}

static bool ends_literal(const maker *m, uint32_t state)
{
    return m->ends[state] != 0;
}

static void number_states(maker *m)
{
    uint32_t next = 0;

    for (size_t i = 0; i < m->states; i++)
        if (!ends_literal(m, m->order[i]))
            m->number[m->order[i]] = next++;
    m->outputs = m->states - next;
    for (size_t i = 0; i < m->states; i++)
        if (ends_literal(m, m->order[i]))
            m->number[m->order[i]] = next++;
}

/* ---- one piece of memory --------------------------------------------------
 */

/* Places in the one block; adding up first, then handing out. */
typedef struct block {
    char *base;
    size_t used;
} block;

static void *place(block *b, size_t count, size_t size)
{
    void *at = b->base != NULL ? b->base + b->used : NULL;

    b->used += (count * size + LINE - 1) & ~(size_t)(LINE - 1);
    return at;
}

/* The parts of the automaton that are still written. */
typedef struct parts {
    sw_automaton *whole;
    uint16_t *narrow; /* one of these two */
    uint32_t *wide;
    uint64_t *leads;
    sw_automaton_end *ends;
    uint32_t *always;
    sw_automaton_user *users;
    unsigned char *needs, *tiers;
} parts;

static size_t lay_out(const maker *m, char *base, parts *p)
{
    size_t patterns = m->patterns;
    block b = {base, 0};

    p->whole = place(&b, 1, sizeof *p->whole);
    p->narrow = NULL;
    p->wide = NULL;
    if (m->form == SW_AUTOMATON_WIDE)
        p->wide = place(&b, m->states << m->shift, sizeof *p->wide);
    else
        p->narrow = place(&b, m->states << m->shift, sizeof *p->narrow);
    p->leads = place(&b, m->outputs, sizeof *p->leads);
    p->ends = place(&b, m->outputs, sizeof *p->ends);
    p->users = place(&b, m->users.count, sizeof *p->users);
    p->needs = place(&b, patterns + 1, 1);
    p->tiers = place(&b, patterns + 1, 1);
    p->always = place(&b, patterns + 1, sizeof *p->always);
    return b.used;
}

static void write_cell(const maker *m, parts *p, size_t at, uint32_t state)
{
    if (p->wide != NULL)
        p->wide[at] = m->number[state] << m->shift;
    else
        p->narrow[at] = (uint16_t)m->number[state];
}

/* A row: that of the longest proper suffix, which is there already, and over
 * it the ways on of its own. Two of these would double what is held, so nothing
 * is multiplied out before it is in its place. */
static void write_row(const maker *m, parts *p, uint32_t state)
{
    size_t size = (p->wide != NULL ? sizeof *p->wide : sizeof *p->narrow)
                  << m->shift;
    size_t to = (size_t)m->number[state] << m->shift;
    size_t from = (size_t)m->number[m->fail[state]] << m->shift;

    if (state == 0) /* its number is 0 too, and so is where most ways lead */
        memset(p->wide != NULL ? (void *)p->wide : (void *)p->narrow, 0, size);
    else if (p->wide != NULL)
        memcpy(p->wide + to, p->wide + from, size);
    else
        memcpy(p->narrow + to, p->narrow + from, size);
    for (uint32_t child = m->tree.at[state].child; child != 0;
         child = m->tree.at[child].sibling)
        write_cell(m, p, to + m->tree.at[child].class, child);
}

/* Where the state's literal ends; of one that spells none, the longest one that
 * ends there, which was written before. */
static void write_end(const maker *m, parts *p, uint32_t state)
{
    const uint32_t first = (uint32_t)(m->states - m->outputs);
    const uint32_t shorter = m->shorter[state];
    const uint32_t next =
        shorter != 0 ? m->number[shorter] - first : SW_AUTOMATON_NONE;
    sw_automaton_end *end = &p->ends[m->number[state] - first];
    const spelled *own;

    p->leads[m->number[state] - first] = m->ends[state];
    if (m->own.at[state] == 0) {
        *end = p->ends[next];
        return;
    }
    own = &m->literals.at[m->own.at[state] - 1];
    *end = (sw_automaton_end){own->first, next, own->users,
                              own->users - own->shouts};
}

static void write_states(const maker *m, parts *p)
{
    for (size_t k = 0; k < m->states; k++) {
        write_row(m, p, m->order[k]);
        if (ends_literal(m, m->order[k]))
            write_end(m, p, m->order[k]);
    }
}

/* Those of a literal side by side, last those that must be shouted. */
static void write_users(maker *m, parts *p)
{
    uint32_t at = 0;

    for (size_t i = 0; i < m->literals.count; i++) {
        spelled *l = &m->literals.at[i];
        l->first = at;
        at += l->users;
        l->users = l->shouts = 0;
    }
    for (size_t k = 0; k < 2 * m->users.count; k++) {
        const size_t i = k % m->users.count;
        spelled *l = &m->literals.at[m->user_literal.at[i]];
        const sw_automaton_user *user = &m->users.at[i];
        const bool shouts = (user->edges & SW_EDGE_SHOUT) != 0;
        if (shouts != (k >= m->users.count))
            continue;
        p->users[l->first + l->users++] = *user;
        l->shouts += shouts;
    }
}

static void choose_form(maker *m)
{
    bool narrow = m->states <= 65536 && m->width <= 64;

    m->shift = 5;
    while (m->width > 1u << m->shift)
        m->shift++;
    m->form = !narrow         ? SW_AUTOMATON_WIDE
              : m->shift == 5 ? SW_AUTOMATON_NARROW_32
                              : SW_AUTOMATON_NARROW_64;
}

/* What each pattern needs; gives the number of those that nothing leads to. */
static size_t write_needs(const maker *m, parts *p)
{
    size_t n = 0, always = 0;

    for (size_t i = 0; i < 2 && m->scans->at[i] != NULL; i++)
        for (size_t k = 0; k < m->scans->at[i]->patterns; k++, n++) {
            const sw_lead *c = &m->leads[n];
            p->needs[n] = (unsigned char)(m->scans->at[i]->needs[k] &
                                          ~(unsigned)c->common) |
                          c->leads;
            if (c->leads == 0)
                p->always[always++] = (uint32_t)n;
        }
    return always;
}

/* The block begins with the automaton; where memory does not begin with a
 * cache line, its parts do, but for the first. */
static sw_automaton *write_all(maker *m)
{
    parts p;
    size_t size = lay_out(m, NULL, &p), skip;
    char *base = sw_mem_alloc(size + LINE);
    size_t first = m->states - m->outputs, always;

    if (base == NULL)
        return NULL;
    skip = (LINE - (uintptr_t)base % LINE) % LINE;
    lay_out(m, base + skip, &p);
    p.whole = (sw_automaton *)(void *)base;
    write_users(m, &p);
    write_states(m, &p);
    always = write_needs(m, &p);
    memcpy(p.tiers, m->tiers, m->patterns);
    *p.whole = (sw_automaton){
        .form = m->form,
        .shift = m->shift,
        .first = (uint32_t)(m->form == SW_AUTOMATON_WIDE ? first << m->shift
                                                         : first),
        .narrow = p.narrow,
        .wide = p.wide,
        .leads = p.leads,
        .ends = p.ends,
        .users = p.users,
        .needs = p.needs,
        .tiers = p.tiers,
        .always = p.always,
        .always_count = always,
    };
    memcpy(p.whole->classes, m->classes, sizeof m->classes);
    return p.whole;
}

sw_automaton *sw_automaton_make(const saywell_rules *rules,
                                const sw_scans *scans)
{
    maker m = {.rules = rules, .scans = scans};
    sw_automaton *made = NULL;

    make_classes(&m);
    if (make_tree(&m) && link_states(&m)) {
        number_states(&m);
        choose_form(&m);
        made = write_all(&m);
    }
    sw_arena_release(&m.arena);
    return made;
}

/* ---- shared ---------------------------------------------------------------
 */

const sw_automaton *sw_automaton_made(const saywell_rules *rules)
{
    return rules->shared != NULL ? atomic_load(&rules->shared->automaton)
                                 : NULL;
}

const sw_automaton *sw_automaton_share(const saywell_rules *rules,
                                       const sw_scans *scans)
{
    const sw_automaton *made = sw_automaton_made(rules);

    if (made != NULL || rules->shared == NULL ||
        atomic_exchange(&rules->shared->begun, true))
        return made;
    atomic_store(&rules->shared->automaton, sw_automaton_make(rules, scans));
    return atomic_load(&rules->shared->automaton);
}
