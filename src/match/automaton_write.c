/* automaton_write.c - lay the automaton out as one table.
 *
 * A step costs what fetching one entry costs, so what text mostly meets is
 * kept together: states are numbered by depth, the classes of common letters
 * come first in a row, and a row begins with a cache line. But states where a
 * literal ends come behind all others: one comparison tells a reader that
 * there is something to see. */
#include <string.h>

#include "base/mem.h"
#include "match/automaton_tree.h"

#define LINE 64 /* bytes of a cache line */

/* The parts of the automaton that are still written, and how. */
typedef struct parts {
    uint32_t *number; /* by state of the tree: in the table */
    size_t outputs;   /* states where literals end */
    sw_automaton_form form;
    unsigned shift;
    sw_automaton *whole;
    uint16_t *narrow; /* one of these two */
    uint32_t *wide;
    uint64_t *leads;
    sw_automaton_end *ends;
    uint32_t *always;
    sw_automaton_user *users;
    unsigned char *needs, *tiers;
} parts;

/* ---- states ---------------------------------------------------------------
 */

static bool ends_literal(const sw_automaton_tree *m, uint32_t state)
{
    return m->ends[state] != 0;
}

static void number_states(const sw_automaton_tree *m, parts *p)
{
    uint32_t next = 0;

    for (size_t i = 0; i < m->states; i++)
        if (!ends_literal(m, m->order[i]))
            p->number[m->order[i]] = next++;
    p->outputs = m->states - next;
    for (size_t i = 0; i < m->states; i++)
        if (ends_literal(m, m->order[i]))
            p->number[m->order[i]] = next++;
}

static void choose_form(const sw_automaton_tree *m, parts *p)
{
    bool narrow = m->states <= 65536 && m->width <= 64;

    p->shift = 5;
    while (m->width > 1u << p->shift)
        p->shift++;
    p->form = !narrow         ? SW_AUTOMATON_WIDE
              : p->shift == 5 ? SW_AUTOMATON_NARROW_32
                              : SW_AUTOMATON_NARROW_64;
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

static size_t lay_out(const sw_automaton_tree *m, char *base, parts *p)
{
    size_t patterns = m->patterns;
    block b = {base, 0};

    p->whole = place(&b, 1, sizeof *p->whole);
    p->narrow = NULL;
    p->wide = NULL;
    if (p->form == SW_AUTOMATON_WIDE)
        p->wide = place(&b, m->states << p->shift, sizeof *p->wide);
    else
        p->narrow = place(&b, m->states << p->shift, sizeof *p->narrow);
    p->leads = place(&b, p->outputs, sizeof *p->leads);
    p->ends = place(&b, p->outputs, sizeof *p->ends);
    p->users = place(&b, m->users.count, sizeof *p->users);
    p->needs = place(&b, patterns + 1, 1);
    p->tiers = place(&b, patterns + 1, 1);
    p->always = place(&b, patterns + 1, sizeof *p->always);
    return b.used;
}

static void write_cell(parts *p, size_t at, uint32_t state)
{
    if (p->wide != NULL)
        p->wide[at] = p->number[state] << p->shift;
    else
        p->narrow[at] = (uint16_t)p->number[state];
}

/* A row: that of the longest proper suffix, which is there already, and over
 * it the ways on of its own. Two of these would double what is held, so nothing
 * is multiplied out before it is in its place. */
static void write_row(const sw_automaton_tree *m, parts *p, uint32_t state)
{
    size_t size = (p->wide != NULL ? sizeof *p->wide : sizeof *p->narrow)
                  << p->shift;
    size_t to = (size_t)p->number[state] << p->shift;
    size_t from = (size_t)p->number[m->fail[state]] << p->shift;

    if (state == 0) /* its number is 0 too, and so is where most ways lead */
        memset(p->wide != NULL ? (void *)p->wide : (void *)p->narrow, 0, size);
    else if (p->wide != NULL)
        memcpy(p->wide + to, p->wide + from, size);
    else
        memcpy(p->narrow + to, p->narrow + from, size);
    for (uint32_t child = m->tree.at[state].child; child != 0;
         child = m->tree.at[child].sibling)
        write_cell(p, to + m->tree.at[child].class, child);
}

/* Where the state's literal ends; of one that spells none, the longest one that
 * ends there, which was written before. */
static void write_end(const sw_automaton_tree *m, parts *p, uint32_t state)
{
    const uint32_t first = (uint32_t)(m->states - p->outputs);
    const uint32_t shorter = m->shorter[state];
    const uint32_t next =
        shorter != 0 ? p->number[shorter] - first : SW_AUTOMATON_NONE;
    sw_automaton_end *end = &p->ends[p->number[state] - first];
    const sw_automaton_literal *own;

    p->leads[p->number[state] - first] = m->ends[state];
    if (m->own.at[state] == 0) {
        *end = p->ends[next];
        return;
    }
    own = &m->literals.at[m->own.at[state] - 1];
    *end = (sw_automaton_end){own->first, next, own->users,
                              own->users - own->shouts};
}

static void write_states(const sw_automaton_tree *m, parts *p)
{
    for (size_t k = 0; k < m->states; k++) {
        write_row(m, p, m->order[k]);
        if (ends_literal(m, m->order[k]))
            write_end(m, p, m->order[k]);
    }
}

static void write_some(sw_automaton_tree *m, parts *p, bool shouts)
{
    for (size_t i = 0; i < m->users.count; i++) {
        sw_automaton_literal *l = &m->literals.at[m->user_literal.at[i]];
        const sw_automaton_user *user = &m->users.at[i];
        if (((user->edges & SW_EDGE_SHOUT) != 0) != shouts)
            continue;
        p->users[l->first + l->users++] = *user;
        l->shouts += shouts;
    }
}

/* Those of a literal side by side, last those that must be shouted. */
static void write_users(sw_automaton_tree *m, parts *p)
{
    uint32_t at = 0;

    for (size_t i = 0; i < m->literals.count; i++) {
        sw_automaton_literal *l = &m->literals.at[i];
        l->first = at;
        at += l->users;
        l->users = l->shouts = 0;
    }
    write_some(m, p, false);
    write_some(m, p, true);
}

/* What each pattern needs; gives the number of those that nothing leads to. */
static size_t write_needs(const sw_automaton_tree *m, parts *p)
{
    size_t n = 0, always = 0;

    for (size_t i = 0; i < 2 && m->scans->at[i] != NULL; i++)
        for (size_t k = 0; k < m->scans->at[i]->patterns; k++, n++) {
            const sw_lead *c = &m->leads[n];
            p->needs[n] = c->needs;
            if (c->leads == 0)
                p->always[always++] = (uint32_t)n;
        }
    return always;
}

/* The block begins with the automaton; where memory does not begin with a
 * cache line, its parts do, but for the first. */
static sw_automaton *write_all(sw_automaton_tree *m, parts *p)
{
    size_t size = lay_out(m, NULL, p), skip;
    char *base = sw_mem_large(size + LINE);
    size_t first = m->states - p->outputs, always;

    if (base == NULL)
        return NULL;
    skip = (LINE - (uintptr_t)base % LINE) % LINE;
    lay_out(m, base + skip, p);
    p->whole = (sw_automaton *)(void *)base;
    write_users(m, p);
    write_states(m, p);
    always = write_needs(m, p);
    memcpy(p->tiers, m->tiers, m->patterns);
    *p->whole = (sw_automaton){
        .form = p->form,
        .shift = p->shift,
        .first = (uint32_t)(p->form == SW_AUTOMATON_WIDE ? first << p->shift
                                                         : first),
        .narrow = p->narrow,
        .wide = p->wide,
        .leads = p->leads,
        .ends = p->ends,
        .users = p->users,
        .needs = p->needs,
        .tiers = p->tiers,
        .always = p->always,
        .always_count = always,
    };
    memcpy(p->whole->classes, m->classes, sizeof m->classes);
    return p->whole;
}

sw_automaton *sw_automaton_write(sw_automaton_tree *m)
{
    parts p = {.number = sw_arena_zero(&m->arena, m->states, sizeof *p.number)};

    if (p.number == NULL)
        return NULL;
    number_states(m, &p);
    choose_form(m, &p);
    return write_all(m, &p);
}
