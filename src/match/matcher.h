/* matcher.h - the one door to PCRE2: matches of a pattern set in a text.
 *
 * Kinds ask for matches; they never call PCRE2. Which bytes are tried, in
 * which slices, behind which prefilter, with which engine, is decided here,
 * and the answer is the same whatever is decided. */
#ifndef SW_MATCH_MATCHER_H
#define SW_MATCH_MATCHER_H

#include "doc/doc.h"
#include "match/meter.h"
#include "match/scan.h"
#include "match/screen.h"

typedef struct sw_span { /* a named group that took part */
    const char *name;
    size_t start, end;
} sw_span;

typedef struct sw_match {
    size_t start, end;
    const sw_pattern *pattern;
    const sw_span *spans;
    size_t span_count;
    size_t sentence; /* index of the one that holds start; 0 for "anywhere" */
} sw_match;

typedef struct sw_matches SW_VEC(sw_match) sw_matches; /* by start, end */

/* Scratch of one session: match data, contexts, JIT stack, the clock. */
typedef struct sw_matcher sw_matcher;

sw_matcher *sw_matcher_new(const saywell_rules *rules);
void sw_matcher_free(sw_matcher *m);

typedef struct sw_matcher_options {
    size_t match_limit;
    size_t deadline_ms;
    int jit; /* 0 never, 1 when a pattern is hot, 2 at once */
    bool prefilter;
    bool thorough; /* see sw_matcher_is_thorough */
    sw_screen_by screen;
} sw_matcher_options;
void sw_matcher_set(sw_matcher *m, const sw_matcher_options *options);

/* From now on, pieces of long texts are looked up in the memo, and kept there;
 * NULL: no more. */
struct sw_memo;
void sw_matcher_remember(sw_matcher *m, struct sw_memo *memo);

/* Are all matches wanted, also where one of them decides? */
bool sw_matcher_is_thorough(const sw_matcher *m);

/* Texts that are asked about soon, read side by side: see screen.h. */
bool sw_matcher_ahead(sw_matcher *m, const sw_str *texts, size_t n);

/* See screen.h. */
void sw_matcher_prepare(sw_matcher *m);

/* Starts the clock of one reply. */
void sw_matcher_begin(sw_matcher *m);

typedef struct sw_filter_by { /* what refuses a match */
    unsigned zones;           /* mask of block zones it may touch */
    const sw_set *except[3];  /* matches of these that overlap; or NULL */
    bool anywhere;            /* zones, paragraphs are not looked at */
    bool first;               /* stop at the first match found */
} sw_filter_by;

typedef enum sw_found {
    SW_FOUND_OK,
    SW_FOUND_LIMIT, /* match limit or deadline: drop the rule */
    SW_FOUND_NOMEM
} sw_found;

/* Appends to *out, sorted, all matches of the set's patterns in doc that no
 * zone, paragraph border, guard or exception refuses. Matches of one pattern
 * do not overlap; an empty match is dropped. Memory from arena. */
sw_found sw_matcher_run(sw_matcher *m, const sw_doc *doc, const sw_set *set,
                        const sw_filter_by *by, sw_arena *arena,
                        sw_matches *out);

/* The same, one pattern after the other until one matches: *tried is how many
 * were asked. */
sw_found sw_matcher_run_some(sw_matcher *m, const sw_doc *doc,
                             const sw_set *set, const sw_filter_by *by,
                             sw_arena *arena, size_t *tried, sw_matches *out);

/* May a rule have something to say of doc? One byte for each: 0 where it is
 * off, or where it flags its own patterns alone and the prefilter is sure that
 * none matches; 1 may be too much. */
sw_found sw_matcher_may(sw_matcher *m, const sw_doc *doc, sw_arena *arena,
                        unsigned char *may);

/* What was done, counted and timed. */
sw_meter *sw_matcher_meter(sw_matcher *m);
/* The literals that its prefilter looks for. */
const sw_scans *sw_matcher_scans(const sw_matcher *m);

/* One byte a pattern: 1 when it matched in any run of this matcher. */
const unsigned char *sw_matcher_hits(const sw_matcher *m);

#endif
