/* scan.h - which patterns can match a text at all: one pass for all literals.
 *
 * Every window of a folded text, of seven bytes or of four to one, is looked up
 * among the windows of all literals; where one is known, the literal is
 * compared, then what its pattern wants around it. A pattern without literals
 * always may. */
#ifndef SW_MATCH_SCAN_H
#define SW_MATCH_SCAN_H

#include "doc/doc.h"
#include "match/fold.h"
#include "rule/rule.h"

#define SW_SCAN_HEADS 16384 /* of literals, by the hash's upper bits */

/* The windows that there are: how many bytes, and how many bits of the hash
 * their bitmap goes by. There are few short literals, so that theirs are
 * small. A literal has the widest that fits into it. */
#define SW_SCAN_WIDTHS 5
static const uint8_t sw_scan_width[SW_SCAN_WIDTHS] = {1, 2, 3, 4, 7};
static const uint8_t sw_scan_bits[SW_SCAN_WIDTHS] = {8, 12, 13, 15, 16};

/* Texts stand in one string of bytes and are named by their place in it: a
 * table of pointers would have to be relocated at every start. */
typedef struct sw_scan_word {
    uint32_t text;
    uint8_t len, edges;
    /* Its first byte and the second, 0 when it has none; before a literal its
     * last and the one before. */
    char first, second;
} sw_scan_word;

typedef struct sw_scan_beside { /* as sw_beside */
    uint64_t pairs;             /* sw_scan_pair of the words' first and second
                                   as below; all of them for a single byte */
    uint64_t thirds;            /* the same of the second and the third */
    uint32_t ones;              /* sw_scan_one of their first */
    uint32_t words;             /* index of the first; in order of their
                                   first bytes */
    uint8_t count;
    bool spaced; /* as there, or a space is their near end */
    sw_reach between;
} sw_scan_beside;

/* A text that is a literal of one pattern or of many. */
typedef struct sw_scan_literal {
    uint32_t window; /* as sw_scan_window of its bytes */
    uint32_t text;
    uint32_t users; /* index of the first; the next literal's ends them */
    uint8_t len;
    uint8_t width;  /* of its window */
    uint8_t before; /* bytes of the literal before the window */
    char far;       /* its first or last byte: the one that is farther from
                       the window, see sw_scan_far */
} sw_scan_literal;

typedef struct sw_scan_user {
    uint32_t pattern;
    uint16_t before, after; /* index + 1 of a beside; 0 = none */
    sw_reach reach;
    uint8_t set; /* 1u << number of the set that it belongs to */
    uint8_t edges;
} sw_scan_user;

/* All literals of some patterns, each text once. Read-only once made. The
 * built-in pack's is made when saywell is built (rules/freeze.c), and it is
 * the one place where that pack's literals stand. */
typedef struct sw_scan {
    size_t patterns;
    const unsigned char *needs; /* by pattern: the sets that must be hit */
    /* By pattern, of tables that were made when saywell was built: what
     * sw_lead_choose says of it; or NULL. */
    const unsigned char *leads, *looked_for;
    const unsigned char *maps[SW_SCAN_WIDTHS];
    const uint32_t *heads; /* index of the first literal; one more at the end */
    const sw_scan_literal *literals; /* one more at the end */
    size_t literal_count;
    const sw_scan_user *users;
    size_t user_count;
    const sw_scan_beside *besides;
    size_t beside_count;
    const sw_scan_word *words;
    size_t word_count;
    const char *bytes;
    size_t byte_count;
} sw_scan;

/* In the arena; NULL when out of memory. */
const sw_scan *sw_scan_make(const sw_pattern *patterns, size_t count,
                            sw_arena *arena);

/* The tables of some rules: of the pack's patterns, and of those that a choice
 * added to a pack whose tables were made before; or NULL. Numbers of patterns,
 * literals and users go on from the first to the second. */
typedef struct sw_scans {
    const sw_scan *at[2];
} sw_scans;

/* What must be made is made in the arena. False when out of memory. */
bool sw_scans_open(sw_scans *scans, const saywell_rules *rules,
                   sw_arena *arena);

/* A literal that leads to a pattern begins there in the folded text, and a
 * match of the pattern at most so far before it. */
typedef struct sw_scan_start {
    uint32_t at;
    sw_reach reach;
    uint32_t next; /* index + 1 of the pattern's next one; 0 = none */
    uint32_t user; /* of the automaton's, the number + 1: it is to be asked yet
                      whether the literal holds there; 0 = it is not */
} sw_scan_start;

typedef struct sw_scan_found {
    unsigned char *may; /* by pattern: 1 = it may match in the text */
    uint32_t *first;    /* by pattern: index + 1 of its first start, 0 when it
                           may start anywhere; NULL: all of them may */
    struct SW_VEC(sw_scan_start) starts;
} sw_scan_found;

/* All of *out lives in the arena. False when out of memory. */
bool sw_scan_run(const sw_scan *scan, const sw_folded *text, sw_arena *arena,
                 sw_scan_found *out);

/* ---- between the rooms of the scan --------------------------------------- */

static inline size_t sw_scan_map_bytes(size_t kind)
{
    return (size_t)1 << (sw_scan_bits[kind] - 3);
}

/* What a window is known by, of the bytes up to its last, which is the lowest:
 * the bytes themselves where they are four at most. */
static inline uint32_t sw_scan_window(uint64_t bytes, size_t width)
{
    uint64_t own = bytes & (((uint64_t)1 << 8 * width) - 1);

    return (uint32_t)own ^ (uint32_t)(own >> 32) * 0x85EBCA6Bu;
}

/* Fibonacci hashing: the upper bits of a product with 2^32 / phi. */
static inline uint32_t sw_scan_hash(uint32_t window, size_t width)
{
    return (window + (uint32_t)width * 0x9E3779B9u) * 0x9E3779B1u;
}
static inline uint32_t sw_scan_head(uint32_t hash)
{
    return hash >> (32 - 14);
}

/* Which byte of a literal says most beside its window. */
static inline size_t sw_scan_far(size_t len, size_t width, size_t before)
{
    return 2 * before + width > len ? 0 : len - 1;
}

/* The set of a folded character, as one bit: characters that share one are
 * not told apart. */
static inline uint32_t sw_scan_one(char folded)
{
    return (uint32_t)1 << (folded & 31);
}

/* The same of two beside each other. */
static inline uint64_t sw_scan_pair(char first, char second)
{
    return (uint64_t)1 << ((7u * (unsigned char)first + (unsigned char)second) &
                           63);
}

/* Does 't stand at `at`, and end a word? */
bool sw_scan_is_tail(sw_str text, size_t at);

/* Of what stands at start..end of the folded text, the edges that it has
 * not: a letter in front, and so on. */
static inline unsigned sw_scan_wrong_edges(sw_str text, size_t start,
                                           size_t end)
{
    unsigned wrong = 0;

    if (start > 0 && sw_literal_is_word(text.ptr[start - 1]))
        wrong |= SW_EDGE_FRONT;
    if (end < text.len && sw_literal_is_word(text.ptr[end]))
        wrong |= SW_EDGE_BACK;
    if (end < text.len && text.ptr[end] == '\'' && sw_scan_is_tail(text, end))
        wrong |= SW_EDGE_TAIL;
    return wrong;
}

/* A literal begins at start in the folded text, or ends at end: does the
 * neighbour with that number stand on that side of it? 0 always does. */
bool sw_scan_stands_before(const sw_scan *scan, uint16_t number, sw_str text,
                           size_t start);
bool sw_scan_stands_after(const sw_scan *scan, uint16_t number, sw_str text,
                          size_t end);

#endif
