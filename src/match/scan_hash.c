/* scan_hash.c - literals found by their rarest window, for one draft.
 *
 * A bitmap says in one look whether a window of the text is anybody's; then
 * the texts of that hash are compared. Making the tables takes a fraction of
 * what compiling one in ten patterns would. */
#include <string.h>

#include "base/byte.h"
#include "match/scan.h"

/* Places of literals that are kept, by the bytes of a text: a text that has
 * more is no talk, and nobody looks around in it. */
#define PLACES(bytes) ((bytes) < 16384 ? 4 * (bytes) + 64 : 65600)

#define HITS 256 /* windows that are looked at together */
#ifdef __GNUC__
#define FETCH(p) __builtin_prefetch(p)
#else
#define FETCH(p) ((void)(p))
#endif

/* A literal that stands in the text, and the edges that it has not there. */
typedef struct place {
    size_t start;
    uint32_t literal;
    unsigned wrong;
} place;

/* A window of the text that is mapped. */
typedef struct hit {
    uint32_t at, window;
    uint32_t first, end; /* literals; before that, first is their head */
} hit;

/* A literal that probably stands there. */
typedef struct guess {
    uint32_t start, literal;
} guess;

/* One text on its way. */
typedef struct reading {
    const sw_scan *scan;
    const sw_folded *folded;
    sw_str text;         /* of that */
    unsigned char *left; /* by pattern: its sets by the words alone; later
                            whether it has all of them */
    place *places;
    size_t place_count, place_room;
    bool crowded; /* there were more places than that */
    sw_arena *arena;
    sw_scan_found *out;
} reading;

/* First by the words alone: a pattern without one of its sets is out, and
 * nobody looks at what stands around its other literals. */
static void take(reading *r, uint32_t literal, size_t start)
{
    const sw_scan_literal *l = &r->scan->literals[literal];
    const sw_scan_user *user = &r->scan->users[l[0].users];
    const sw_scan_user *end = &r->scan->users[l[1].users];
    unsigned wrong = sw_scan_wrong_edges(r->text, start, start + l->len);
    unsigned char *left = r->left;

    if (!r->folded->shouts)
        wrong |= SW_EDGE_SHOUT;
    if (r->place_count < r->place_room)
        r->places[r->place_count++] = (place){start, literal, wrong};
    else
        r->crowded = true;
    for (; user < end; user++)
        if ((user->edges & wrong) == 0)
            left[user->pattern] |= user->set;
}

/* ---- windows ---------------------------------------------------------------
 *
 * The tables are far from the processor when one draft is all there is to do:
 * first it is told of all the places that are wanted, then they are gone to,
 * so that it waits for many at once and not for each. */

/* Of the literals that share a window most differ at their other end. */
static bool may_stand(const sw_scan_literal *l, sw_str text, size_t at)
{
    size_t start = at - l->before;

    return at >= l->before && l->len <= text.len - start &&
           text.ptr[start + sw_scan_far(l->len, l->width, l->before)] == l->far;
}

/* A literal of four bytes at most is its own window. */
static void take_all(reading *r, const guess *guesses, size_t count)
{
    const sw_scan *scan = r->scan;

    for (size_t i = 0; i < count; i++) {
        const sw_scan_literal *l = &scan->literals[guesses[i].literal];
        if (l->len <= 4 || memcmp(r->text.ptr + guesses[i].start,
                                  scan->bytes + l->text, l->len) == 0)
            take(r, guesses[i].literal, guesses[i].start);
    }
}

static void follow(reading *r, const hit *hits, size_t count)
{
    const sw_scan *scan = r->scan;
    guess guesses[HITS];
    size_t n = 0;

    for (size_t k = 0; k < count; k++)
        for (uint32_t i = hits[k].first; i < hits[k].end; i++) {
            const sw_scan_literal *l = &scan->literals[i];
            if (l->window != hits[k].window ||
                !may_stand(l, r->text, hits[k].at))
                continue;
            FETCH(&scan->users[l->users]);
            FETCH(scan->bytes + l->text);
            guesses[n++] = (guess){hits[k].at - l->before, i};
            if (n == HITS) {
                take_all(r, guesses, n);
                n = 0;
            }
        }
    take_all(r, guesses, n);
}

/* Where their literals are. */
static void find_heads(const sw_scan *scan, hit *hits, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t head = hits[i].first;
        hits[i].first = scan->heads[head];
        hits[i].end = scan->heads[head + 1];
        FETCH(&scan->literals[hits[i].first]);
    }
}

/* Adds the window that ends at `last` to the hits if it is mapped. */
static inline size_t look_up(const sw_scan *scan, const unsigned char *map,
                             size_t kind, uint64_t bytes, size_t last, hit *to)
{
    size_t width = sw_scan_width[kind];
    uint32_t window = sw_scan_window(bytes, width);
    uint32_t h = sw_scan_hash(window, width);
    uint32_t bit = h >> (32 - sw_scan_bits[kind]);

    if ((map[bit >> 3] >> (bit & 7) & 1) == 0 || last + 1 < width)
        return 0;
    to->at = (uint32_t)(last + 1 - width);
    to->window = window;
    to->first = sw_scan_head(h);
    FETCH(&scan->heads[sw_scan_head(h)]);
    return 1;
}

static void scan_windows(reading *r)
{
    const sw_scan *scan = r->scan;
    const unsigned char *const *maps = scan->maps;
    const unsigned char *one = maps[0], *two = maps[1], *three = maps[2];
    const unsigned char *four = maps[3], *seven = maps[4];
    sw_str text = r->text;
    uint64_t bytes = 0;
    hit hits[HITS];
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        bytes = bytes << 8 | (unsigned char)text.ptr[i];
        n += look_up(scan, one, 0, bytes, i, &hits[n]);
        n += look_up(scan, two, 1, bytes, i, &hits[n]);
        n += look_up(scan, three, 2, bytes, i, &hits[n]);
        n += look_up(scan, four, 3, bytes, i, &hits[n]);
        n += look_up(scan, seven, 4, bytes, i, &hits[n]);
        if (n + SW_SCAN_WIDTHS > HITS || i + 1 == text.len) {
            find_heads(scan, hits, n);
            follow(r, hits, n);
            n = 0;
        }
    }
}

/* ---- starts ---------------------------------------------------------------
 */

static bool add_start(reading *r, const sw_scan_user *user, size_t start)
{
    uint32_t *first = &r->out->first[user->pattern];
    sw_scan_start *to = SW_VEC_PUSH(&r->out->starts, r->arena);

    if (to == NULL)
        return false;
    *to = (sw_scan_start){(uint32_t)start, user->reach, *first, 0};
    *first = (uint32_t)r->out->starts.count;
    return true;
}

/* Of a pattern that is left: each place of the rarest set is a start, of the
 * others one will do. False when out of memory. */
static bool look_at(reading *r, const sw_scan_user *user, const place *p,
                    size_t end)
{
    unsigned char *may = &r->out->may[user->pattern];
    bool starts = user->set == 1;

    if ((!starts && (*may & user->set) != 0) ||
        ((user->edges & SW_EDGE_SHOUT) != 0 &&
         !sw_fold_shouts(r->folded, p->start, end)) ||
        !sw_scan_stands_before(r->scan, user->before, r->text, p->start) ||
        !sw_scan_stands_after(r->scan, user->after, r->text, end))
        return true;
    *may |= user->set;
    return !starts || add_start(r, user, p->start);
}

/* Then by what stands around them, for the patterns that are left. */
static bool look_around(reading *r)
{
    const sw_scan *scan = r->scan;
    const unsigned char *left = r->left;

    for (size_t k = 0; k < r->place_count; k++) {
        const place *p = &r->places[k];
        const sw_scan_literal *l = &scan->literals[p->literal];
        const sw_scan_user *user = &scan->users[l[0].users];
        const sw_scan_user *end = &scan->users[l[1].users];
        for (; user < end; user++)
            if (left[user->pattern] && (user->edges & p->wrong) == 0 &&
                !look_at(r, user, p, p->start + l->len))
                return false;
    }
    return true;
}

/* Has the pattern all the sets that it needs? Eight at a time: none of the
 * bytes is over 7. */
static void compare(const sw_scan *scan, unsigned char *may)
{
    size_t i = 0;

    for (; i + 8 <= scan->patterns; i += 8) {
        uint64_t has, needs;
        memcpy(&has, may + i, 8);
        memcpy(&needs, scan->needs + i, 8);
        has = (~((has ^ needs) + 0x7F * SW_BYTES_ONE) & SW_BYTES_HIGH) >> 7;
        memcpy(may + i, &has, 8);
    }
    for (; i < scan->patterns; i++)
        may[i] = may[i] == scan->needs[i];
}

/* ---- one text -------------------------------------------------------------
 */

static bool read_text(reading *r)
{
    const sw_scan *scan = r->scan;

    r->place_room = PLACES(r->text.len);
    r->places = sw_arena_alloc(r->arena, r->place_room * sizeof *r->places);
    if (r->places == NULL)
        return false;
    scan_windows(r);
    compare(scan, r->left);
    if (r->crowded) {
        memcpy(r->out->may, r->left, scan->patterns);
        r->out->first = NULL;
        return true;
    }
    if (!look_around(r))
        return false;
    compare(scan, r->out->may);
    return true;
}

bool sw_scan_run(const sw_scan *scan, const sw_folded *text, sw_arena *arena,
                 sw_scan_found *out)
{
    reading r = {.scan = scan,
                 .folded = text,
                 .text = text->text,
                 .arena = arena,
                 .out = out};
    size_t n = scan->patterns + 1;

    *out = (sw_scan_found){.may = sw_arena_zero(arena, n, 1)};
    r.left = sw_arena_zero(arena, n, 1);
    if (out->may == NULL || r.left == NULL)
        return false;
    if (text->exotic) {
        memset(out->may, 1, scan->patterns);
        return true;
    }
    out->first = sw_arena_zero(arena, n, sizeof *out->first);
    return out->first != NULL && read_text(&r);
}
