/* scan_hash.c - literals found by their rarest window, for one draft.
 *
 * Each literal is entered under one window of at most four of its bytes, the
 * rarest; a bitmap says in one look whether a window of the text is anybody's,
 * and a chain leads to the literals that share it. Making the tables takes a
 * fraction of what compiling one in ten patterns would. */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "match/scan.h"
#include "rule/literal.h"

#define WIDTHS    4    /* windows of 1 to 4 bytes */
#define BITS      16   /* of a window's hash, for the bitmaps */
#define HEADS     4096 /* chains, by the hash's upper bits */
#define MAP_BYTES ((size_t)1 << (BITS - 3))

typedef struct entry {
    sw_str literal;
    uint32_t pattern;
    uint32_t next;  /* index + 1 of the next in the chain; 0 = none */
    uint8_t width;  /* of its window */
    uint8_t before; /* bytes of the literal before the window */
} entry;

struct sw_scan {
    sw_arena arena;
    size_t patterns;
    unsigned char *always; /* 1: no literals are known */
    unsigned char *maps[WIDTHS];
    bool used[WIDTHS];
    uint32_t heads[HEADS];
    entry *entries;
    size_t count;
};

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
    uint32_t bit = h >> (32 - BITS);

    return (map[bit >> 3] >> (bit & 7) & 1) != 0;
}

static void enter(sw_scan *scan, sw_str literal, uint32_t pattern)
{
    size_t width = literal.len < WIDTHS ? literal.len : WIDTHS;
    size_t before = sw_literal_rarest(literal, width);
    uint32_t h = mix(window(literal.ptr + before, width), width);
    uint32_t bit = h >> (32 - BITS);
    uint32_t *head = &scan->heads[h >> 20];

    scan->maps[width - 1][bit >> 3] |= (unsigned char)(1u << (bit & 7));
    scan->used[width - 1] = true;
    scan->entries[scan->count] = (entry){.literal = literal,
                                         .pattern = pattern,
                                         .next = *head,
                                         .width = (uint8_t)width,
                                         .before = (uint8_t)before};
    *head = (uint32_t)++scan->count;
}

static bool fill(sw_scan *scan, const saywell_rules *rules)
{
    size_t literals = 0;

    for (size_t i = 0; i < rules->pattern_count; i++)
        literals += rules->patterns[i].literals.count;
    scan->patterns = rules->pattern_count;
    scan->always = sw_arena_zero(&scan->arena, scan->patterns + 1, 1);
    scan->entries =
        sw_arena_zero(&scan->arena, literals + 1, sizeof *scan->entries);
    if (scan->always == NULL || scan->entries == NULL)
        return false;
    for (size_t i = 0; i < WIDTHS; i++) {
        scan->maps[i] = sw_arena_zero(&scan->arena, MAP_BYTES, 1);
        if (scan->maps[i] == NULL)
            return false;
    }
    for (size_t i = 0; i < rules->pattern_count; i++) {
        const sw_literals *known = &rules->patterns[i].literals;
        scan->always[i] = known->count == 0;
        for (size_t k = 0; k < known->count; k++)
            enter(scan, known->at[k], (uint32_t)i);
    }
    return true;
}

sw_scan *sw_scan_new(const saywell_rules *rules)
{
    sw_scan *scan = sw_mem_alloc(sizeof *scan);

    if (scan == NULL)
        return NULL;
    memset(scan, 0, sizeof *scan);
    if (fill(scan, rules))
        return scan;
    sw_scan_free(scan);
    return NULL;
}

void sw_scan_free(sw_scan *scan)
{
    if (scan == NULL)
        return;
    sw_arena_release(&scan->arena);
    sw_mem_free(scan);
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
        const entry *e = &scan->entries[next - 1];
        next = e->next;
        if (e->width != width || may[e->pattern] || at < e->before ||
            at - e->before + e->literal.len > len)
            continue;
        if (memcmp(text + at - e->before, e->literal.ptr, e->literal.len) == 0)
            may[e->pattern] = 1;
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
    memcpy(may, scan->always, scan->patterns);
    for (size_t width = 1; width <= WIDTHS; width++)
        if (scan->used[width - 1])
            scan_width(scan, width, folded, len, may);
    return may;
}
