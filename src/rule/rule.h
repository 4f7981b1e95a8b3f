/* rule.h - what a pack says, as data: patterns, signals, gates, rules.
 *
 * Everything here is made while building (room `load`, then `ruleset`), lives
 * in the rules arena or in the frozen tables, is read by all threads, and dies
 * with saywell_rules. The one thing that changes later are the codes, made at
 * first use behind atomic pointers (room `compile`). */
#ifndef SW_RULE_RULE_H
#define SW_RULE_RULE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "doc/zone.h"
#include "rule/byte_run.h"
#include "rule/literal.h"
#include "saywell.h"

/* ---- patterns ----------------------------------------------------------- */

typedef enum sw_border { /* "begins" and "ends" */
                         SW_BORDER_NONE,
                         SW_BORDER_SENTENCE,
                         SW_BORDER_PARAGRAPH,
                         SW_BORDER_REPLY
} sw_border;

struct sw_gates;
struct sw_rewrite;
struct sw_code; /* compiled pattern and its name table; see compile.h */
typedef _Atomic(struct sw_code *) sw_code_slot; /* NULL until first used */

/* What the sessions of the rules make once, when there is work for it. */
struct sw_automaton; /* match/automaton.h: one piece of memory */
struct sw_outline;   /* outline.h */
typedef _Atomic(struct sw_outline *) sw_outline_slot;
typedef struct sw_warmth { /* of a pattern, up to what heat.c wants of it */
    _Atomic(unsigned char) vain, calls; /* runs that found nothing; calls of
                                           PCRE2 */
} sw_warmth;
typedef struct sw_shared {
    _Atomic(struct sw_automaton *) automaton; /* NULL until it is ready */
    _Atomic(bool) begun;                      /* somebody is at it, or was */
    _Atomic(sw_outline_slot *) outlines; /* by pattern; NULL: none so far */
    sw_warmth *warmth;                   /* by pattern */
    _Atomic(size_t) seen; /* bytes that were read without it, by all */
} sw_shared;

typedef struct sw_pattern {
    uint32_t id;     /* index in saywell_rules' patterns */
    sw_str expanded; /* what PCRE2 compiles; NUL behind it */
    saywell_pattern_info info;
    sw_literals literals;     /* what stands in every match; none of a frozen
                                 pattern: the scan's tables have them */
    const sw_run *run;        /* its matches are runs of these bytes; or NULL */
    bool doubled;             /* they are a word and the same word again */
    const char *const *names; /* capture names, each once, NULL at the end */
    sw_border begins, ends;
    bool clause_main;                  /* guard "clause": "main" */
    bool subject_us;                   /* guard "subject": "us" */
    int points;                        /* of a scored signal; may be negative */
    const char *message;               /* overrides the rule's; or NULL */
    const struct sw_gates *gates;      /* or NULL */
    const struct sw_rewrite *rewrites; /* best first; the rule's when none */
    size_t rewrite_count;
    sw_str stored;        /* PCRE2's code as bytes (stored.h); or NULL, 0 */
    struct sw_code *code; /* made while loading, to see that PCRE2 takes the
                             pattern; finish moves it to the rules' slots */
} sw_pattern;

typedef struct sw_set { /* pattern ids */
    const uint32_t *at;
    size_t count;
} sw_set;

/* ---- rewrites ----------------------------------------------------------- */

typedef enum sw_filter_kind {
    SW_FILTER_MAP, /* a word the map lacks makes the rewrite unavailable */
    SW_FILTER_LOWER,
    SW_FILTER_UPPER,
    SW_FILTER_SENTENCE /* first letter upper */
} sw_filter_kind;

typedef struct sw_filter {
    sw_filter_kind kind;
    const sw_map *words; /* folded key (lower case, straight ', single
                            spaces) -> const char * */
} sw_filter;

typedef struct sw_part { /* literal text, or one {capture|filter|...} */
    sw_str text;         /* the literal; capture: its name */
    bool capture;        /* "0" = the whole match; "voice" = "i" or "we" (the
                            draft's person, else setting `voice`) */
    const sw_filter *filters;
    size_t filter_count;
} sw_part;

/* A parsed template: "text {capture|map} [slot]"; {{ and [[ undone. */
typedef struct sw_template {
    const sw_part *parts;
    size_t count;
    bool slots; /* holds a [slot]: never safe */
} sw_template;

typedef enum sw_insert {
    SW_INSERT_NONE, /* replace the match */
    SW_INSERT_BEFORE_SENTENCE,
    SW_INSERT_AFTER_SENTENCE,
    SW_INSERT_START, /* of the body, behind the greeting */
    SW_INSERT_END    /* of the body, before the signature */
} sw_insert;

typedef struct sw_rewrite {
    sw_template text;
    saywell_trust trust;
    const char *message; /* or NULL */
    sw_insert insert;
    const struct sw_gates *gates; /* or NULL: only where they hold */
} sw_rewrite;

/* ---- signals ------------------------------------------------------------ */

typedef enum sw_native { /* roles that the engine sees by itself */
                         SW_NATIVE_NONE,
                         SW_NATIVE_QUESTION, /* a sentence ends in ? */
                         SW_NATIVE_LINK, /* a sentence holds a URL or address */
                         SW_NATIVE_LIST  /* a list item */
} sw_native;

typedef struct sw_signal {
    const char *name;
    uint32_t id; /* index in saywell_rules' signals */
    sw_set patterns;
    sw_set except;
    bool role;   /* classifies sentences */
    bool scored; /* present when the points reach at_least */
    int at_least;
    unsigned zones; /* mask of block zones it looks into */
    sw_native native;
} sw_signal;

typedef struct sw_signals { /* any of these */
    const sw_signal *const *at;
    size_t count;
} sw_signals;

/* ---- gates -------------------------------------------------------------- */

/* One "when" or "unless" object. Zero and NULL mean "no such condition". */
typedef struct sw_gate {
    sw_signals customer, reply;
    unsigned position;                   /* mask of 1u << saywell_position */
    size_t min_sentences, max_sentences; /* body sentences */
    size_t min_words, max_words;         /* body words */
    const char *const *channels;         /* any of, NULL at the end; or NULL */
    int is_public;               /* 0 no condition, 1 must be, -1 must not */
    const char *const *settings; /* name, "a|b" pairs, NULL at the end: the
                                    setting has one of the values */
} sw_gate;

typedef struct sw_gates {
    const sw_gate *when, *unless; /* or NULL */
} sw_gates;

/* ---- rules -------------------------------------------------------------- */

#define SW_KIND_MAP(X_)  \
    X_(PHRASE, phrase)   \
    X_(NEAR, near)       \
    X_(MISSING, missing) \
    X_(ORDER, order)     \
    X_(LIMIT, limit)     \
    X_(SHARE, share)     \
    X_(ONLY, only)       \
    X_(ECHO, echo)

typedef enum sw_kind_id {
#define SW_X_(upper, lower) SW_KIND_##upper,
    SW_KIND_MAP(SW_X_)
#undef SW_X_
        SW_KIND_COUNT
} sw_kind_id;

struct sw_rule;
typedef struct sw_rules_list {
    const struct sw_rule *const *at;
    size_t count;
} sw_rules_list;

typedef struct sw_rule {
    saywell_rule_info info;
    size_t index; /* in saywell_rules */
    sw_kind_id kind;
    unsigned zones; /* mask of block zones a match may touch */
    sw_gates gates;
    bool needs_customer; /* a gate names a customer signal, or kind echo */
    sw_set except;
    sw_rules_list over;       /* rules it silences where they overlap */
    sw_rules_list takes;      /* rules whose finding right in front its safe
                                 rewrite takes along ("No, we can't ...") */
    sw_set patterns;          /* phrase: what to flag; near: the trigger; limit:
                                 what to count (beside `of`) */
    sw_signals needs;         /* near, missing: what satisfies */
    sw_signals of;            /* limit, share, only */
    sw_signals against;       /* share; none = all sentences */
    sw_signals first, then;   /* order */
    size_t before, after;     /* near: sentences to look at */
    size_t max;               /* limit */
    bool per_conversation;    /* limit: count earlier replies too */
    double at_least, at_most; /* share: ratio; < 0 = not given */
    size_t min_sentences;     /* share */
    size_t min_words;         /* echo: content words the customer must have */
    bool anchor_end; /* missing, only, share, echo: stand at the end of the
                        last body sentence, not before the first */
    const sw_rewrite *rewrites; /* for patterns without their own */
    size_t rewrite_count;
    saywell_severity severity; /* as the pack has it; info's may be chosen */
} sw_rule;

/* ---- the whole ---------------------------------------------------------- */

typedef struct sw_spelling { /* "spellings": US word -> UK word, lower case */
    sw_str us, uk;
} sw_spelling;

struct saywell_rules {
    sw_arena arena;
    const char *pack, *version, *language;
    char hash[17];
    sw_rule *rules;
    size_t rule_count;
    const sw_pattern *patterns;
    size_t pattern_count;
    sw_code_slot *codes; /* by pattern */
    sw_shared *shared;
    sw_signal *signals;
    size_t signal_count;
    saywell_setting_info *settings;
    size_t setting_count;
    saywell_profile_info *profiles;
    size_t profile_count;
    saywell_name_info *sources, *categories;
    size_t source_count, category_count;
    saywell_row_info *rows;
    size_t row_count;
    saywell_error *problems;
    size_t problem_count;
    sw_map lists; /* name -> const sw_map * of words (folded as in filters) */
    sw_spelling *spellings;
    size_t spelling_count;
    const struct sw_scan *scan; /* the prefilter's tables (match/scan.h) when
                                   they were made at build time, or NULL */
    sw_set words; /* patterns made of saywell_builder_word: no rule may touch */
};

/* The one rule that is in no pack: a line that says "saywell: ignore" and has
 * nothing to ignore. */
extern const sw_rule sw_rule_unused_ignore;

/* The value in force; NULL for a setting the pack does not have. */
const char *sw_ruleset_setting(const saywell_rules *rules, const char *name);
/* The word list, or NULL. */
const sw_map *sw_ruleset_list(const saywell_rules *rules, const char *name);

#endif
