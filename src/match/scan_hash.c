/* scan_hash.c - literals found by their rarest window, for one draft.
 *
 * A bitmap says in one look whether a window of the text is anybody's; then
 * the texts of that hash are compared. Making the tables takes a fraction of
 * what compiling one in ten patterns would. */
#include <string.h>

#include "base/utf8.h"
#include "match/scan.h"

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

static bool mapped(const unsigned char *map, uint32_t h)
{
    uint32_t bit = h >> (32 - SW_SCAN_BITS);

    return (map[bit >> 3] >> (bit & 7) & 1) != 0;
}

/* A literal that stands in the text, and the edges that it has not there. */
typedef struct place {
    size_t start;
    uint32_t literal;
    unsigned wrong;
} place;

/* Of a text that has more than any draft could, nobody looks around. */
#define PLACES_MAX 65536

/* One text on its way. */
typedef struct reading {
    const sw_scan *scan;
    sw_str text; /* folded */
    unsigned char *may;
    struct SW_VEC(place) places;
    sw_arena *arena;
    bool nomem;
} reading;

/* First by the words alone: a pattern without one of its sets is out, and
 * nobody looks at what stands around its other literals. */
static void take(reading *r, uint32_t literal, size_t start)
{
    const sw_scan_literal *l = &r->scan->literals[literal];
    unsigned wrong = sw_scan_wrong_edges(r->text, start, start + l->len);
    place *p;

    if (r->places.count < PLACES_MAX) {
        p = SW_VEC_PUSH(&r->places, r->arena);
        if (p == NULL) {
            r->nomem = true;
            return;
        }
        *p = (place){start, literal, wrong};
    }
    for (size_t i = l[0].users; i < l[1].users; i++) {
        const sw_scan_user *user = &r->scan->users[i];
        if ((user->edges & wrong) == 0)
            r->may[user->pattern] |= user->set;
    }
}

static void follow(reading *r, uint32_t h, uint32_t window, size_t width,
                   size_t at)
{
    const sw_scan *scan = r->scan;
    uint32_t head = sw_scan_head(h), end = scan->heads[head + 1];

    for (uint32_t i = scan->heads[head]; i < end; i++) {
        const sw_scan_literal *l = &scan->literals[i];
        if (l->window != window || l->width != width || at < l->before ||
            at - l->before + l->len > r->text.len)
            continue;
        if (l->len == l->width || memcmp(r->text.ptr + at - l->before,
                                         scan->bytes + l->text, l->len) == 0)
            take(r, i, at - l->before);
    }
}

static void scan_width(reading *r, size_t width)
{
    const unsigned char *map = r->scan->maps[width - 1];
    uint32_t mask = width < 4 ? ((uint32_t)1 << (8 * width)) - 1 : UINT32_MAX;
    uint32_t w = 0;

    for (size_t i = 0; i < r->text.len; i++) {
        uint32_t h;
        w = (w << 8 | (unsigned char)r->text.ptr[i]) & mask;
        if (i + 1 < width)
            continue;
        h = sw_scan_hash(w, width);
        if (mapped(map, h))
            follow(r, h, w, width, i + 1 - width);
    }
}

/* Then by what stands around them, for the patterns that are left. */
static void look_around(reading *r, const unsigned char *left)
{
    const sw_scan *scan = r->scan;

    for (size_t k = 0; k < r->places.count; k++) {
        const place *p = &r->places.at[k];
        const sw_scan_literal *l = &scan->literals[p->literal];
        for (size_t i = l[0].users; i < l[1].users; i++) {
            const sw_scan_user *user = &scan->users[i];
            if (left[user->pattern] && (user->edges & p->wrong) == 0 &&
                (r->may[user->pattern] & user->set) == 0 &&
                sw_scan_stands(scan, user, r->text, p->start,
                               p->start + l->len))
                r->may[user->pattern] |= user->set;
        }
    }
}

static void compare(const sw_scan *scan, unsigned char *may)
{
    for (size_t i = 0; i < scan->patterns; i++)
        may[i] = may[i] == scan->needs[i];
}

bool sw_scan_run(const sw_scan *scan, sw_str text, sw_arena *arena,
                 unsigned char *may)
{
    char *folded = sw_arena_alloc(arena, text.len + 1);
    unsigned char *left = sw_arena_zero(arena, scan->patterns + 1, 1);
    reading r = {.scan = scan, .may = left, .arena = arena};
    bool exotic;

    if (folded == NULL || left == NULL)
        return false;
    r.text = (sw_str){folded, fold(text, folded, &exotic)};
    if (exotic) {
        memset(may, 1, scan->patterns);
        return true;
    }
    for (size_t width = 1; width <= SW_SCAN_WIDTHS && !r.nomem; width++)
        if (scan->maps[width - 1] != NULL)
            scan_width(&r, width);
    compare(scan, left);
    if (r.places.count == PLACES_MAX) {
        memcpy(may, left, scan->patterns);
        return !r.nomem;
    }
    r.may = may;
    look_around(&r, left);
    compare(scan, may);
    return !r.nomem;
}
