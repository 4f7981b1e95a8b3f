/* scan_tables.c - from the patterns' literals to the tables of the scan.
 *
 * Each text is entered once under one window of its bytes, the rarest of its
 * width, with all the patterns that have it. Texts whose windows fall on one
 * hash stand side by side; so do the users of a text. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "match/scan.h"

#define BESIDES_MAX (UINT16_MAX - 1)
#define AGAIN       400 /* neighbours looked through for the same one */

/* A text on its way: its users hang in a list, the last first. */
typedef struct entry {
    sw_str text;
    uint32_t hash, window;
    uint8_t kind, width, before;
    uint32_t users; /* index + 1 */
    size_t count;
    struct entry *next; /* of one head */
} entry;

typedef struct usage {
    sw_scan_user user;
    uint32_t next; /* index + 1 */
} usage;

/* A neighbour that was entered: many literals share one. */
typedef struct known {
    const sw_beside *beside;
    uint16_t number;
} known;

typedef struct maker {
    sw_arena *arena; /* of what is kept */
    sw_arena work;
    entry **heads;
    sw_map texts; /* -> entry */
    struct SW_VEC(usage) usages;
    known last[2]; /* before and after */
    struct SW_VEC(sw_scan_beside) besides;
    struct SW_VEC(sw_scan_word) words;
    sw_map places; /* text -> uint32_t, its place in bytes */
    struct SW_VEC(char) bytes;
    unsigned char *maps[SW_SCAN_WIDTHS];
    sw_scan *scan;
} maker;

/* ---- bytes, words, neighbours ---------------------------------------------
 */

/* Where the text stands in the bytes; UINT32_MAX without memory. */
static uint32_t place(maker *m, sw_str text)
{
    const uint32_t *there = sw_map_find(&m->places, text);
    uint32_t *at;

    if (there != NULL)
        return *there;
    at = sw_arena_alloc(&m->work, sizeof *at);
    if (at == NULL || !sw_map_put(&m->places, &m->work, text, at))
        return UINT32_MAX;
    *at = (uint32_t)m->bytes.count;
    for (size_t i = 0; i < text.len; i++) {
        char *to = SW_VEC_PUSH(&m->bytes, m->arena);
        if (to == NULL)
            return UINT32_MAX;
        *to = text.ptr[i];
    }
    return *at;
}

/* By their first byte: they are looked for so. */
static int by_first(const void *a, const void *b)
{
    const sw_scan_word *x = a, *y = b;
    int order = x->first - y->first;

    if (order == 0)
        order = x->second - y->second;
    return order != 0 ? order : (x->text > y->text) - (x->text < y->text);
}

/* Is a space the near end of each? */
static bool all_spaced(const sw_beside *b, bool front)
{
    for (size_t i = 0; i < b->count; i++) {
        const sw_str text = b->at[i].text;
        if (text.ptr[front ? text.len - 1 : 0] != ' ')
            return false;
    }
    return true;
}

static bool put_words(maker *m, const sw_beside *from, bool front,
                      sw_scan_beside *to)
{
    to->words = (uint32_t)m->words.count;
    to->count = (uint8_t)from->count;
    to->between = from->between;
    to->spaced = from->spaced || all_spaced(from, front);
    for (size_t i = 0; i < from->count; i++) {
        sw_str text = from->at[i].text;
        size_t first = front ? text.len - 1 : 0;
        size_t second = front ? text.len - 2 : 1;
        sw_scan_word *word = SW_VEC_PUSH(&m->words, m->arena);
        if (word == NULL)
            return false;
        *word = (sw_scan_word){place(m, text), (uint8_t)text.len,
                               from->at[i].edges & SW_EDGES, text.ptr[first],
                               text.len > 1 ? text.ptr[second] : '\0'};
        if (word->text == UINT32_MAX)
            return false;
        to->ones |= sw_scan_one(word->first);
        to->pairs |= word->len > 1 ? sw_scan_pair(word->first, word->second)
                                   : UINT64_MAX;
        to->thirds |=
            word->len > 2
                ? sw_scan_pair(word->second, text.ptr[front ? text.len - 3 : 2])
                : UINT64_MAX;
    }
    if (to->count > 1)
        qsort(m->words.at + to->words, to->count, sizeof *m->words.at,
              by_first);
    return true;
}

/* The same neighbour among the last so many, or NULL: patterns that follow
 * each other often ask for the same words. */
static const sw_scan_beside *again(const maker *m, const sw_scan_beside *b)
{
    const sw_scan_word *words = m->words.at;

    for (size_t n = 0; n < AGAIN && n < m->besides.count; n++) {
        const sw_scan_beside *old = &m->besides.at[m->besides.count - 1 - n];
        if (old->count == b->count && old->spaced == b->spaced &&
            old->pairs == b->pairs && old->between.bytes == b->between.bytes &&
            old->between.spaces == b->between.spaces &&
            old->between.marks == b->between.marks &&
            memcmp(words + old->words, words + b->words,
                   b->count * sizeof *words) == 0)
            return old;
    }
    return NULL;
}

/* The number of a neighbour: 0 for none, or when there are too many. */
static bool number(maker *m, const sw_beside *b, bool front, uint16_t *out)
{
    known *last = &m->last[front];
    sw_scan_beside made = {0}, *to;
    const sw_scan_beside *old;

    *out = 0;
    if (b == NULL || m->besides.count >= BESIDES_MAX)
        return true;
    if (last->beside != b) {
        if (!put_words(m, b, front, &made))
            return false;
        old = again(m, &made);
        if (old != NULL) {
            m->words.count = made.words;
            *last = (known){b, (uint16_t)(old - m->besides.at + 1)};
        } else {
            to = SW_VEC_PUSH(&m->besides, m->arena);
            if (to == NULL)
                return false;
            *to = made;
            *last = (known){b, (uint16_t)m->besides.count};
        }
    }
    *out = last->number;
    return true;
}

/* ---- texts and users ------------------------------------------------------
 */

/* The rarest window of the widest kind that fits. */
static void choose_window(entry *e, sw_str text)
{
    uint64_t bytes = 0;

    while (e->kind + 1 < SW_SCAN_WIDTHS &&
           sw_scan_width[e->kind + 1] <= text.len)
        e->kind++;
    e->width = sw_scan_width[e->kind];
    e->before = (uint8_t)sw_literal_rarest(text, e->width);
    for (size_t i = 0; i < e->width; i++)
        bytes = bytes << 8 | (unsigned char)text.ptr[e->before + i];
    e->window = sw_scan_window(bytes, e->width);
    e->hash = sw_scan_hash(e->window, e->width);
}

static entry *entry_of(maker *m, sw_str text)
{
    entry *e = sw_map_find(&m->texts, text), **head;

    if (e != NULL)
        return e;
    e = sw_arena_zero(&m->work, 1, sizeof *e);
    if (e == NULL || !sw_map_put(&m->texts, &m->work, text, e))
        return NULL;
    e->text = text;
    choose_window(e, text);
    head = &m->heads[sw_scan_head(e->hash)];
    e->next = *head;
    *head = e;
    return e;
}

static bool enter(maker *m, const sw_literal *literal, uint32_t pattern)
{
    entry *e = entry_of(m, literal->word.text);
    usage *u = SW_VEC_PUSH(&m->usages, &m->work);

    if (e == NULL || u == NULL)
        return false;
    *u = (usage){.user = {.pattern = pattern,
                          .set = (uint8_t)(1u << literal->set),
                          .edges = literal->word.edges,
                          .reach = literal->reach},
                 .next = e->users};
    e->users = (uint32_t)m->usages.count;
    e->count++;
    return number(m, literal->before, true, &u->user.before) &&
           number(m, literal->after, false, &u->user.after);
}

/* The sets of a pattern that are worth looking for, as bits. One that a single
 * byte is in stands in any text: where other sets say more, or the pattern's
 * run is looked for in its place, it only makes work. */
static unsigned sets_of(const sw_pattern *pattern)
{
    const sw_literals *found = &pattern->literals;
    unsigned all = (1u << found->sets) - 1, dull = 0;

    for (size_t k = 0; k < found->count; k++) {
        sw_str text = found->at[k].word.text;
        if (text.len == 1 && (pattern->run != NULL || text.ptr[0] == ' '))
            dull |= 1u << found->at[k].set;
    }
    return pattern->run != NULL ? all & ~dull : (all & ~dull) | (all & 1u);
}

static bool enter_all(maker *m, const sw_pattern *patterns, size_t count,
                      unsigned char *needs)
{
    for (size_t i = 0; i < count; i++) {
        const sw_literals *found = &patterns[i].literals;
        needs[i] = (unsigned char)sets_of(&patterns[i]);
        for (size_t k = 0; k < found->count; k++)
            if ((needs[i] >> found->at[k].set & 1) != 0 &&
                !enter(m, &found->at[k], (uint32_t)i))
                return false;
    }
    return true;
}

/* ---- laid out -------------------------------------------------------------
 */

static bool make_maps(maker *m)
{
    for (size_t i = 0; i < SW_SCAN_WIDTHS; i++) {
        m->maps[i] = sw_arena_zero(m->arena, sw_scan_map_bytes(i), 1);
        if (m->maps[i] == NULL)
            return false;
    }
    return true;
}

static void mark_window(maker *m, const entry *e)
{
    uint32_t bit = e->hash >> (32 - sw_scan_bits[e->kind]);

    m->maps[e->kind][bit >> 3] |= (unsigned char)(1u << (bit & 7));
}

/* The users of a text in the order of the patterns. */
static void lay_users(const maker *m, const entry *e, sw_scan_user *users)
{
    size_t i = e->count;

    for (uint32_t u = e->users; u != 0; u = m->usages.at[u - 1].next)
        users[--i] = m->usages.at[u - 1].user;
}

static bool lay_out(maker *m, uint32_t *heads, sw_scan_literal *literals,
                    sw_scan_user *users)
{
    size_t at = 0, user = 0;

    for (size_t h = 0; h < SW_SCAN_HEADS; h++) {
        heads[h] = (uint32_t)at;
        for (const entry *e = m->heads[h]; e != NULL; e = e->next) {
            literals[at++] = (sw_scan_literal){
                e->window,
                place(m, e->text),
                (uint32_t)user,
                (uint8_t)e->text.len,
                e->width,
                e->before,
                e->text.ptr[sw_scan_far(e->text.len, e->width, e->before)]};
            if (literals[at - 1].text == UINT32_MAX)
                return false;
            mark_window(m, e);
            lay_users(m, e, users + user);
            user += e->count;
        }
    }
    heads[SW_SCAN_HEADS] = (uint32_t)at;
    literals[at] = (sw_scan_literal){.users = (uint32_t)user};
    return true;
}

static bool make(maker *m, const sw_pattern *patterns, size_t count)
{
    unsigned char *needs = sw_arena_zero(m->arena, count + 1, 1);
    uint32_t *heads = sw_arena_zero(m->arena, SW_SCAN_HEADS + 1, sizeof *heads);
    sw_scan_literal *literals;
    sw_scan_user *users;

    m->heads = sw_arena_zero(&m->work, SW_SCAN_HEADS, sizeof(entry *));
    if (needs == NULL || heads == NULL || m->heads == NULL || !make_maps(m) ||
        !enter_all(m, patterns, count, needs))
        return false;
    literals = sw_arena_zero(m->arena, m->texts.count + 1, sizeof *literals);
    users = sw_arena_zero(m->arena, m->usages.count + 1, sizeof *users);
    if (literals == NULL || users == NULL ||
        !lay_out(m, heads, literals, users))
        return false;
    *m->scan = (sw_scan){.patterns = count,
                         .needs = needs,
                         .heads = heads,
                         .literals = literals,
                         .literal_count = m->texts.count,
                         .users = users,
                         .user_count = m->usages.count,
                         .besides = m->besides.at,
                         .beside_count = m->besides.count,
                         .words = m->words.at,
                         .word_count = m->words.count,
                         .bytes = m->bytes.at,
                         .byte_count = m->bytes.count};
    for (size_t i = 0; i < SW_SCAN_WIDTHS; i++)
        m->scan->maps[i] = m->maps[i];
    return true;
}

const sw_scan *sw_scan_make(const sw_pattern *patterns, size_t count,
                            sw_arena *arena)
{
    maker m = {.arena = arena, .scan = sw_arena_zero(arena, 1, sizeof *m.scan)};
    bool made = m.scan != NULL && make(&m, patterns, count);

    sw_arena_release(&m.work);
    return made ? m.scan : NULL;
}

bool sw_scans_open(sw_scans *scans, const saywell_rules *rules, sw_arena *arena)
{
    const sw_scan *made = rules->scan;

    *scans = (sw_scans){{made, NULL}};
    if (made == NULL)
        scans->at[0] =
            sw_scan_make(rules->patterns, rules->pattern_count, arena);
    else if (made->patterns < rules->pattern_count)
        scans->at[1] =
            sw_scan_make(rules->patterns + made->patterns,
                         rules->pattern_count - made->patterns, arena);
    return scans->at[0] != NULL && (scans->at[1] != NULL || made == NULL ||
                                    made->patterns == rules->pattern_count);
}
