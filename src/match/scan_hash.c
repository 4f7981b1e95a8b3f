/* scan_hash.c - literals found by their rarest window, for one draft.
 *
 * Each literal is entered under one window of at most four of its bytes, the
 * rarest; a bitmap says in one look whether a window of the text is anybody's,
 * and a chain leads to the literals that share it. Making the tables takes a
 * fraction of what compiling one in ten patterns would. */
#include <string.h>

#include "base/utf8.h"
#include "match/scan.h"
#include "rule/literal.h"

/* The tables while they are filled. */
typedef struct maker {
    unsigned char *needs;
    unsigned char *maps[SW_SCAN_WIDTHS];
    uint32_t *heads;
    sw_scan_entry *entries;
    size_t count;
    sw_arena *arena;
} maker;

static uint32_t window(const char *at, size_t width)
{
    uint32_t w = 0;

    for (size_t i = 0; i < width; i++)
        w = w << 8 | (unsigned char)at[i];
    return w;
}

/* Fibonacci hashing: the upper bits of a product with 2^32 / phi. */
static uint32_t mix(uint32_t w, size_t width)
{
    return (w + (uint32_t)width * 0x9E3779B9u) * 0x9E3779B1u;
}

static bool mapped(const unsigned char *map, uint32_t h)
{
    uint32_t bit = h >> (32 - SW_SCAN_BITS);

    return (map[bit >> 3] >> (bit & 7) & 1) != 0;
}

static bool enter(maker *m, sw_str literal, uint32_t pattern, unsigned set)
{
    size_t width = literal.len < SW_SCAN_WIDTHS ? literal.len : SW_SCAN_WIDTHS;
    size_t before = sw_literal_rarest(literal, width);
    uint32_t h = mix(window(literal.ptr + before, width), width);
    uint32_t bit = h >> (32 - SW_SCAN_BITS);
    uint32_t *head = &m->heads[h >> 20];
    unsigned char **map = &m->maps[width - 1];

    if (*map == NULL)
        *map = sw_arena_zero(m->arena, SW_SCAN_MAP_BYTES, 1);
    if (*map == NULL)
        return false;
    (*map)[bit >> 3] |= (unsigned char)(1u << (bit & 7));
    m->entries[m->count] = (sw_scan_entry){.literal = literal,
                                           .pattern = pattern,
                                           .next = *head,
                                           .width = (uint8_t)width,
                                           .before = (uint8_t)before,
                                           .set = (uint8_t)(1u << set)};
    *head = (uint32_t)++m->count;
    return true;
}

static bool fill(maker *m, const saywell_rules *rules)
{
    size_t literals = 0;

    for (size_t i = 0; i < rules->pattern_count; i++)
        literals += rules->patterns[i].literals.count;
    m->needs = sw_arena_zero(m->arena, rules->pattern_count + 1, 1);
    m->heads = sw_arena_zero(m->arena, SW_SCAN_HEADS, sizeof *m->heads);
    m->entries = sw_arena_zero(m->arena, literals + 1, sizeof *m->entries);
    if (m->needs == NULL || m->heads == NULL || m->entries == NULL)
        return false;
    for (size_t i = 0; i < rules->pattern_count; i++) {
        const sw_literals *known = &rules->patterns[i].literals;
        m->needs[i] = (unsigned char)((1u << known->sets) - 1);
        for (size_t k = 0; k < known->count; k++)
            if (!enter(m, known->at[k], (uint32_t)i, known->set[k]))
                return false;
    }
    return true;
}

const sw_scan *sw_scan_make(const saywell_rules *rules, sw_arena *arena)
{
    maker m = {.arena = arena};
    sw_scan *scan = sw_arena_zero(arena, 1, sizeof *scan);

    if (scan == NULL || !fill(&m, rules))
        return NULL;
    *scan = (sw_scan){.patterns = rules->pattern_count,
                      .needs = m.needs,
                      .heads = m.heads,
                      .entries = m.entries,
                      .count = m.count};
    for (size_t i = 0; i < SW_SCAN_WIDTHS; i++)
        scan->maps[i] = m.maps[i];
    return scan;
}

/* The folded text in *out, at least as much room as text; *exotic is set
 * where a character folds to an ASCII letter under caseless matching only. */
static size_t fold(sw_str text, char *out, bool *exotic)
{
    size_t n = 0, size;

    *exotic = false;
    for (size_t at = 0; at < text.len; at += size) {
        unsigned char byte = (unsigned char)text.ptr[at];
        uint32_t code = byte;
        char c;
        size = 1;
        if (byte >= 0x80)
            code = sw_utf8_at(text, at, &size);
        c = sw_literal_fold(code);
        if (code == 0x17F || code == 0x212A)
            *exotic = true;
        if (c == 0)
            c = code < 0x80 ? (char)byte : '\x7F'; /* in no literal */
        if (c != ' ' || n == 0 || out[n - 1] != ' ')
            out[n++] = c;
    }
    return n;
}

static void follow(const sw_scan *scan, uint32_t h, size_t width,
                   const char *text, size_t len, size_t at, unsigned char *may)
{
    uint32_t next = scan->heads[h >> 20];

    while (next != 0) {
        const sw_scan_entry *e = &scan->entries[next - 1];
        next = e->next;
        if (e->width != width || (may[e->pattern] & e->set) || at < e->before ||
            at - e->before + e->literal.len > len)
            continue;
        if (memcmp(text + at - e->before, e->literal.ptr, e->literal.len) == 0)
            may[e->pattern] |= e->set;
    }
}

static void scan_width(const sw_scan *scan, size_t width, const char *text,
                       size_t len, unsigned char *may)
{
    const unsigned char *map = scan->maps[width - 1];
    uint32_t mask = width < 4 ? ((uint32_t)1 << (8 * width)) - 1 : UINT32_MAX;
    uint32_t w = 0;

    for (size_t i = 0; i < len; i++) {
        uint32_t h;
        w = (w << 8 | (unsigned char)text[i]) & mask;
        if (i + 1 < width)
            continue;
        h = mix(w, width);
        if (mapped(map, h))
            follow(scan, h, width, text, len, i + 1 - width, may);
    }
}

const unsigned char *sw_scan_run(const sw_scan *scan, sw_str text,
                                 sw_arena *arena)
{
    unsigned char *may = sw_arena_zero(arena, scan->patterns + 1, 1);
    char *folded = sw_arena_alloc(arena, text.len + 1);
    bool exotic;
    size_t len;

    if (may == NULL || folded == NULL)
        return NULL;
    len = fold(text, folded, &exotic);
    if (exotic) {
        memset(may, 1, scan->patterns);
        return may;
    }
    for (size_t width = 1; width <= SW_SCAN_WIDTHS; width++)
        if (scan->maps[width - 1] != NULL)
            scan_width(scan, width, folded, len, may);
    for (size_t i = 0; i < scan->patterns; i++)
        may[i] = may[i] == scan->needs[i];
    return may;
}
