/* automaton.c - make the table of all literals.
 *
 * An Aho-Corasick automaton (A. Aho, M. Corasick, 1975) with its failure links
 * multiplied out: a step is one look, whatever the byte. It reads folded texts
 * (fold.h); their bytes that are in no literal are one class.
 *
 * The literals are read into a tree, whose states are linked here and laid out
 * in automaton_write.c. */
#include "match/automaton_tree.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"

#define MOST_CELLS \
    ((size_t)16 << 20) /* of the table, before its rows are filled up */
#define STATE_BYTES 64 /* of a state, or a user, while they are gathered */

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

static void make_classes(sw_automaton_tree *m)
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

static uint32_t child_of(const sw_automaton_tree *m, uint32_t state,
                         uint32_t class)
{
    uint32_t child = m->tree.at[state].child;

    while (child != 0 && m->tree.at[child].class != class)
        child = m->tree.at[child].sibling;
    return child;
}

/* A new state that `from` leads to by that class; 0 when there is no room. The
 * root is the first, and its own. */
static uint32_t add_state(sw_automaton_tree *m, uint32_t from, uint32_t class)
{
    sw_automaton_node *new;

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
static uint32_t add_literal(sw_automaton_tree *m, sw_str s)
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

static bool leads(const sw_automaton_tree *m, uint32_t pattern, uint8_t set)
{
    return m->leads[pattern].leads == set;
}

static bool counts(const sw_automaton_tree *m, uint32_t pattern, uint8_t set)
{
    return (m->leads[pattern].needs & set) != 0;
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
static bool add_user(sw_automaton_tree *m, const entering *e,
                     const sw_scan_literal *l, size_t k, size_t skipped,
                     uint32_t literal)
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
static bool add_scan(sw_automaton_tree *m, const entering *e)
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

static bool make_tree(sw_automaton_tree *m)
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
static uint32_t go_on(const sw_automaton_tree *m, uint32_t state,
                      uint32_t class)
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
static void link_children(sw_automaton_tree *m, uint32_t state, size_t *found)
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

static bool link_states(sw_automaton_tree *m)
{
    size_t n = m->states, found = 1;

    m->fail = sw_arena_zero(&m->arena, n, sizeof *m->fail);
    m->shorter = sw_arena_zero(&m->arena, n, sizeof *m->shorter);
    m->order = sw_arena_zero(&m->arena, n, sizeof *m->order);
    m->ends = sw_arena_zero(&m->arena, n, sizeof *m->ends);
    if (m->ends == NULL || m->fail == NULL || m->shorter == NULL ||
        m->order == NULL)
        return false;
    for (size_t i = 0; i < found; i++)
        link_children(m, m->order[i], &found);
    return true;
}

/* Bytes for all that is needed while making, grown by doubling: more is asked
 * for than is used, and costs nothing while it is not touched. */
static size_t estimate(const sw_scans *scans)
{
    size_t bytes = 0;

    for (size_t i = 0; i < 2 && scans->at[i] != NULL; i++) {
        const sw_scan *s = scans->at[i];
        for (size_t k = 0; k < s->literal_count; k++)
            bytes += s->literals[k].len < SW_AUTOMATON_DEEPEST
                         ? s->literals[k].len
                         : SW_AUTOMATON_DEEPEST;
        bytes += s->user_count;
    }
    return bytes * STATE_BYTES;
}

/* ---- shared and alone -------------------------------------------------- */

sw_automaton *sw_automaton_make(const saywell_rules *rules,
                                const sw_scans *scans)
{
    sw_automaton_tree m = {.rules = rules, .scans = scans};
    sw_automaton *made = NULL;

    sw_arena_init(&m.arena, estimate(scans));
    make_classes(&m);
    if (make_tree(&m) && link_states(&m))
        made = sw_automaton_write(&m);
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
