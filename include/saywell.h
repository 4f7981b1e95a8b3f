/* saywell.h - lint customer-support replies against a pack of rules.
 *
 * The path: collect packs in a builder, finish it into rules, make a session
 * on the rules, check replies with it, read the result.
 *
 *     saywell_builder *b = saywell_builder_new();
 *     saywell_builder_add_default(b, &err);
 *     saywell_builder_finish(b, &rules, &err);       // the builder is gone now
 *     saywell_session *s = saywell_session_new(rules);
 *     saywell_check(s, &(saywell_reply){.text = t, .len = n}, &result, &err);
 *     for (size_t i = 0; i < saywell_result_count(result); i++)
 *         puts(saywell_result_at(result, i)->message);
 *
 * The law, once for every call below:
 *   - What *_new, *_finish and saywell_check give you is yours: hand it to its
 *     *_free. Every *_free takes NULL.
 *   - What *_at and every pointer inside a struct gives you belongs to the
 *     object you asked, and dies with it.
 *   - Bytes you pass in are read during the call and never kept.
 *   - A call that fails sets its out pointer to NULL and fills *err; err may
 *     be NULL. Text is UTF-8; sizes and places are bytes unless a name says
 *     otherwise; ranges are half-open.
 *   - const is the thread law: a function that takes a const object may run on
 *     it in many threads at once. One session belongs to one thread at a time.
 *   - The library opens no file, prints nothing, never exits, reads no
 *     environment and keeps no writable global.
 */
#ifndef SAYWELL_H
#define SAYWELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define SAYWELL_API __attribute__((visibility("default")))
#else
#define SAYWELL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define SAYWELL_VERSION "0.1.0"

/* ---- statuses and errors ------------------------------------------------ */

#define SAYWELL_STATUS_MAP(X_)                 \
    X_(OK, "no error")                         \
    X_(NOMEM, "out of memory")                 \
    X_(SYNTAX, "not well-formed JSON")         \
    X_(RULE, "not a well-formed pack or rule") \
    X_(PATTERN, "pattern does not compile")    \
    X_(UTF8, "text is not UTF-8")              \
    X_(LIMIT, "a limit was reached")           \
    X_(ARGUMENT, "no such name or value")      \
    X_(STOPPED, "the write callback asked to stop")

typedef enum saywell_status {
#define SAYWELL_X_(name, text) SAYWELL_##name,
    SAYWELL_STATUS_MAP(SAYWELL_X_)
#undef SAYWELL_X_
} saywell_status;

#define SAYWELL_NOWHERE SIZE_MAX

/* What went wrong and where. Fixed size: reporting an error cannot fail.
 * Strings are cut to fit, always end in NUL, and are "" where nothing is
 * known. */
typedef struct saywell_error {
    saywell_status status;
    size_t offset;       /* byte in the file or text, or SAYWELL_NOWHERE */
    size_t line, column; /* from 1; column in code points; 0 = unknown */
    char file[256];      /* the name given with the bytes */
    char rule[64];       /* id of the rule, when known */
    char key[160];       /* key path: rules[3].patterns[0].pattern */
    char message[400];   /* one line, no full stop, with what to do */
    char excerpt[160];   /* the author's text around the place, one line */
    size_t caret;        /* terminal columns in excerpt before the caret */
    size_t caret_len;    /* width of the caret; 0 = no excerpt */
} saywell_error;

/* A short English name of a status; never NULL. */
SAYWELL_API const char *saywell_status_text(saywell_status status);

/* Gives bytes to the caller; false asks to stop. */
typedef bool saywell_write_fn(void *ctx, const char *bytes, size_t len);

/* Writes "file:line:column: message [rule] (key)" and, when there is one, the
 * excerpt with a caret line under it. Ends in a newline.
 * SAYWELL_STOPPED when write said so. */
SAYWELL_API saywell_status saywell_error_write(const saywell_error *err,
                                               saywell_write_fn *write,
                                               void *ctx);

/* ---- building rules ------------------------------------------------------ */

typedef struct saywell_builder saywell_builder; /* mutable; collects packs */
typedef struct saywell_rules saywell_rules; /* immutable; shared by threads */

typedef enum saywell_severity {
    SAYWELL_SUGGESTION,
    SAYWELL_WARNING,
    SAYWELL_ERROR
} saywell_severity;

/* NULL when out of memory. */
SAYWELL_API saywell_builder *saywell_builder_new(void);
SAYWELL_API void saywell_builder_free(saywell_builder *b);

/* Begins a pack with the bytes of its pack.json. Without "extends" the pack
 * replaces whatever was added before; with it, it is laid over the pack of
 * that name, which must be there already (the built-in pack "support-en" is
 * added when it is not). name is for errors: "rules/en/pack.json".
 * A file that is not a pack fails; a bad fragment, signal or rule in it is a
 * problem (below) and the rest loads. */
SAYWELL_API saywell_status saywell_builder_add_pack(saywell_builder *b,
                                                    const char *name,
                                                    const char *json,
                                                    size_t len,
                                                    saywell_error *err);
/* Adds a rules file to the pack begun last. Bad rules become problems; a file
 * that is not JSON, or no rules file, fails whole. */
SAYWELL_API saywell_status saywell_builder_add(saywell_builder *b,
                                               const char *name,
                                               const char *json, size_t len,
                                               saywell_error *err);
/* Adds the pack compiled into the library. */
SAYWELL_API saywell_status saywell_builder_add_default(saywell_builder *b,
                                                       saywell_error *err);

/* Choices, applied in the order of the calls, after the packs were added.
 * An unknown name or value is SAYWELL_ARGUMENT, and the message names the
 * nearest. `rule` is a rule id, a category, or "all". */
SAYWELL_API saywell_status saywell_builder_profile(saywell_builder *b,
                                                   const char *profile,
                                                   saywell_error *err);
SAYWELL_API saywell_status saywell_builder_set(saywell_builder *b,
                                               const char *setting,
                                               const char *value,
                                               saywell_error *err);
SAYWELL_API saywell_status saywell_builder_turn(saywell_builder *b,
                                                const char *rule, bool on,
                                                saywell_error *err);
SAYWELL_API saywell_status saywell_builder_severity(saywell_builder *b,
                                                    const char *rule,
                                                    saywell_severity severity,
                                                    saywell_error *err);
/* A match of `rule` that touches a match of `pattern` is dropped. */
SAYWELL_API saywell_status saywell_builder_except(saywell_builder *b,
                                                  const char *rule,
                                                  const char *pattern,
                                                  saywell_error *err);
/* A product name or phrase, taken literally, that no rule may touch. */
SAYWELL_API saywell_status saywell_builder_word(saywell_builder *b,
                                                const char *word,
                                                saywell_error *err);

/* Problems: bad rules, left out, with their place. Read them after the adds
 * (and again after finish, which may find more: patterns are compiled there
 * unless the pack is the built-in one). */
SAYWELL_API size_t saywell_builder_problem_count(const saywell_builder *b);
SAYWELL_API const saywell_error *
saywell_builder_problem_at(const saywell_builder *b, size_t i);

/* Makes the rules. Always consumes the builder; the problems move to the
 * rules. Fails only when out of memory or when no pack was added. */
SAYWELL_API saywell_status saywell_builder_finish(saywell_builder *b,
                                                  saywell_rules **out,
                                                  saywell_error *err);
SAYWELL_API void saywell_rules_free(saywell_rules *rules);

/* ---- asking the rules -----------------------------------------------------
 */

typedef enum saywell_position { /* of a reply among the agent's replies */
                                SAYWELL_ANYWHERE, /* not known: position gates
                                                     stay silent */
                                SAYWELL_FIRST,
                                SAYWELL_LATER,
                                SAYWELL_LAST
} saywell_position;

/* One example of a rule, as written in the pack. NULL where not given. */
typedef struct saywell_example {
    const char *text; /* the reply */
    size_t text_len;
    bool flag;            /* must be flagged by the rule; else must pass */
    const char *at;       /* words that the finding must cover; "" = no words */
    const char *fix;      /* the text after the first rewrite */
    const char *customer; /* the customer's turn */
    const char *earlier;  /* the agent's earlier replies */
    const char *channel;
    saywell_position position;
    const char *profile;
    const char *const *settings; /* name, value, ..., NULL; or NULL */
    const char *file;            /* where it stands */
    size_t line;
} saywell_example;

typedef struct saywell_rule_info {
    const char *id, *title, *category, *kind, *message, *why;
    const char *const *sources; /* ends with NULL */
    saywell_severity severity;
    bool enabled;    /* with the choices made */
    bool default_on; /* as the pack says */
    const char *file;
    size_t line;
    const saywell_example *examples;
    size_t example_count;
    bool safe, human;          /* has rewrites that are */
    const char *const *beside; /* rules that may flag the same words; ends with
                                  NULL; or NULL */
} saywell_rule_info;

SAYWELL_API size_t saywell_rules_count(const saywell_rules *rules);
/* Rules in pack order; NULL past the end. */
SAYWELL_API const saywell_rule_info *
saywell_rules_at(const saywell_rules *rules, size_t i);
/* NULL when there is none; *nearest (may be NULL) is then the closest id. Also
 * knows "unused-ignore", which is in no pack (see saywell_reply). */
SAYWELL_API const saywell_rule_info *
saywell_rules_find(const saywell_rules *rules, const char *id,
                   const char **nearest);

typedef struct saywell_setting_info {
    const char *name, *value, *fallback, *help;
    const char *const *values; /* allowed ones, ends with NULL */
} saywell_setting_info;
SAYWELL_API size_t saywell_rules_setting_count(const saywell_rules *rules);
SAYWELL_API const saywell_setting_info *
saywell_rules_setting_at(const saywell_rules *rules, size_t i);

/* What a profile does: settings as name, value pairs; states as rule, state
 * pairs ("on", "off", "error", ...). */
typedef struct saywell_profile_info {
    const char *name, *help;
    const char *const *settings; /* name, value, ..., NULL */
    const char *const *states;   /* rule, state, ..., NULL */
    bool chosen;
} saywell_profile_info;
SAYWELL_API size_t saywell_rules_profile_count(const saywell_rules *rules);
SAYWELL_API const saywell_profile_info *
saywell_rules_profile_at(const saywell_rules *rules, size_t i);

/* Guidance documents and categories: a code or name, and its title. */
typedef struct saywell_name_info {
    const char *name, *title;
} saywell_name_info;
SAYWELL_API size_t saywell_rules_source_count(const saywell_rules *rules);
SAYWELL_API const saywell_name_info *
saywell_rules_source_at(const saywell_rules *rules, size_t i);
SAYWELL_API size_t saywell_rules_category_count(const saywell_rules *rules);
SAYWELL_API const saywell_name_info *
saywell_rules_category_at(const saywell_rules *rules, size_t i);

/* A piece of guidance in one of the documents, by the code that rules name as
 * their source. */
typedef struct saywell_row_info {
    const char *code;    /* "002-h" */
    const char *about;   /* what it says */
    const char *why_not; /* why no rule shows it, or not all of it; or NULL */
} saywell_row_info;
SAYWELL_API size_t saywell_rules_row_count(const saywell_rules *rules);
SAYWELL_API const saywell_row_info *
saywell_rules_row_at(const saywell_rules *rules, size_t i);

SAYWELL_API const char *saywell_rules_pack(const saywell_rules *rules);
SAYWELL_API const char *saywell_rules_pack_version(const saywell_rules *rules);
SAYWELL_API const char *saywell_rules_language(const saywell_rules *rules);
/* 16 hex digits over packs and choices: equal hashes find equal things. */
SAYWELL_API const char *saywell_rules_hash(const saywell_rules *rules);
SAYWELL_API size_t saywell_rules_problem_count(const saywell_rules *rules);
SAYWELL_API const saywell_error *
saywell_rules_problem_at(const saywell_rules *rules, size_t i);

/* Every PCRE2 pattern of the pack, for coverage and cost. */
typedef struct saywell_pattern_info {
    const char *owner; /* "bare-no", "signal refusal" */
    const char *key;   /* key path in its file */
    const char *file;
    size_t line;
    const char *source;   /* as the author wrote it */
    const char *expanded; /* as PCRE2 gets it */
} saywell_pattern_info;
SAYWELL_API size_t saywell_rules_pattern_count(const saywell_rules *rules);
SAYWELL_API const saywell_pattern_info *
saywell_rules_pattern_at(const saywell_rules *rules, size_t i);

/* ---- checking --------------------------------------------------------------
 */

typedef struct saywell_session saywell_session; /* scratch; one thread */
typedef struct saywell_result saywell_result;   /* immutable; needs its rules */

/* NULL when out of memory. */
SAYWELL_API saywell_session *saywell_session_new(const saywell_rules *rules);
SAYWELL_API void saywell_session_free(saywell_session *s);

typedef enum saywell_option {
    SAYWELL_MAX_FINDINGS, /* per reply, worst first kept; 0 = all (default) */
    SAYWELL_MAX_BYTES,    /* of one reply; default 64 MiB; more: LIMIT */
    SAYWELL_MATCH_LIMIT,  /* PCRE2 match limit per start; default 100000 */
    SAYWELL_DEADLINE_MS,  /* per reply; default 2000; 0 = none */
    SAYWELL_LEAST,        /* least saywell_severity to report; default 0 */
    SAYWELL_WANT_FIX,     /* 1: fill saywell_result_fix (costs more checks) */
    SAYWELL_JIT,          /* 0 never, 1 when a pattern is hot (default), 2 at
                             its first use */
    SAYWELL_NO_PREFILTER, /* 1: run every pattern over every reply */
    SAYWELL_THOROUGH,     /* 1: look for all matches of what a rule asks about,
                             also where one decides; for saywell_session_hits;
                             SAYWELL_NO_PREFILTER does so too */
    SAYWELL_SCANNER,      /* of the prefilter: 0 the one for single drafts until
                             there was much to read, then the one for batches
                             (default); 1 and 2: only that one */
    SAYWELL_STATS         /* 1: fill the times of saywell_session_stats */
} saywell_option;
/* Options stick until set again. SAYWELL_ARGUMENT for an unknown one. */
SAYWELL_API saywell_status saywell_session_set(saywell_session *s,
                                               saywell_option option,
                                               size_t value);

/* A reply to check: what an agent is about to send, or sent. Zeroed fields
 * mean "not known"; rules that need them stay silent. */
typedef struct saywell_reply {
    const char *text;
    size_t len;
    const char *customer; /* the customer's turns since an agent last spoke */
    size_t customer_len;
    const char *earlier; /* the agent's earlier replies, blank lines between */
    size_t earlier_len;
    const char *channel; /* "email", "chat", ... */
    saywell_position position;
    bool is_public; /* others can read it */
    bool ignores; /* lines that say "saywell: ignore RULE ... -- reason" count:
                     a draft or a macro, not what somebody has sent. They
                     name rules or categories; behind words, such a line
                     counts for itself, alone for the paragraph below, at the
                     top with a blank line below for the whole reply. One
                     that nothing needs is a finding, "unused-ignore". */
} saywell_reply;

typedef struct saywell_place {
    size_t byte, codepoint, utf16; /* from 0 */
    size_t line, column;           /* from 1; column in code points */
} saywell_place;

typedef struct saywell_edit { /* replace bytes start..end by text */
    size_t start, end;
    const char *text;
    size_t len;
} saywell_edit;

typedef enum saywell_trust { SAYWELL_SAFE, SAYWELL_HUMAN } saywell_trust;

/* One way to mend a finding. Edits are sorted and do not overlap; each fix is
 * valid alone on the checked text. */
typedef struct saywell_fix {
    saywell_trust trust;
    const char *message; /* "Say when you can" */
    const char *with;    /* id of the rule whose edit this is, or NULL */
    const saywell_edit *edits;
    size_t edit_count;
    const char *preview; /* the sentence after the edits */
} saywell_fix;

typedef struct saywell_capture {
    const char *name, *text;
    size_t start, end; /* bytes in the reply */
} saywell_capture;

/* Words that a finding rests on, in the customer's turn or in the reply. */
typedef struct saywell_evidence {
    const char *signal;
    bool customer; /* places are in the customer's text; else in the reply */
    size_t start, end;
    const char *text;
} saywell_evidence;

typedef struct saywell_finding { /* grows at the end only */
    const char *rule, *category, *message, *why;
    const char *zone;        /* "body", ... */
    const char *match;       /* the flagged bytes; "" for a missing element */
    const char *fingerprint; /* 16 hex digits; no path, no offset in it */
    const char *const *sources; /* ends with NULL */
    saywell_severity severity;
    size_t sentence; /* from 1, over all sentences of the reply */
    size_t pattern;  /* index for saywell_rules_pattern_at, or NOWHERE */
    saywell_place start, end;
    const saywell_capture *captures;
    size_t capture_count;
    const saywell_fix *fixes;
    size_t fix_count;
    const saywell_evidence *evidence;
    size_t evidence_count;
} saywell_finding;

/* Checks one reply. SAYWELL_UTF8 (offset = the bad byte), SAYWELL_LIMIT (too
 * long) or SAYWELL_NOMEM on failure. A rule that hits a limit is no failure:
 * see saywell_result_limited_at. */
SAYWELL_API saywell_status saywell_check(saywell_session *s,
                                         const saywell_reply *reply,
                                         saywell_result **out,
                                         saywell_error *err);
/* Checks n replies: what saywell_check gives for each, only faster where many
 * are given at once (some dozens: their texts are read side by side). results
 * has room for n; results[i] is yours, and NULL where reply i could not be
 * checked: why is in errors[i], when errors is not NULL. One bad reply does
 * not keep the others from being checked. The status of the first that failed,
 * or SAYWELL_OK. */
SAYWELL_API saywell_status saywell_check_many(saywell_session *s,
                                              const saywell_reply *replies,
                                              size_t n,
                                              saywell_result **results,
                                              saywell_error *errors);
/* Makes what the session's next checks will be faster by, where what it has
 * checked says that it pays: once for all sessions of the rules, tens of
 * milliseconds and some megabytes. A check makes it otherwise; this is for who
 * has results to hand on before. */
SAYWELL_API void saywell_session_prepare(saywell_session *s);
SAYWELL_API void saywell_result_free(saywell_result *r);

/* A text under edit, for editors: saywell_document_check gives what
 * saywell_check would give for the same reply, findings, fixes and all, but
 * what a long text (over 16 KiB) holds unchanged since the last check of the
 * document is not matched again, and what any text holds unchanged is not read
 * again. Give the whole text each time; where it was edited is found out. Keep
 * one for each open file. A document belongs to its session and is freed before
 * it; about twelve times the text's size is kept. */
typedef struct saywell_document saywell_document;
/* NULL when out of memory. */
SAYWELL_API saywell_document *saywell_document_new(saywell_session *s);
SAYWELL_API void saywell_document_free(saywell_document *d);
SAYWELL_API saywell_status saywell_document_check(saywell_document *d,
                                                  const saywell_reply *reply,
                                                  saywell_result **out,
                                                  saywell_error *err);

/* Findings in order of place, then severity (worst first), then id. */
SAYWELL_API size_t saywell_result_count(const saywell_result *r);
SAYWELL_API const saywell_finding *saywell_result_at(const saywell_result *r,
                                                     size_t i);
/* Takes out of a result that is nobody else's yet the findings that known()
 * says yes to, asked in order: those of a baseline. Gives how many. */
SAYWELL_API size_t saywell_result_leave_out(
    saywell_result *r, bool (*known)(void *ctx, const saywell_finding *f),
    void *ctx);
/* Findings left out by SAYWELL_MAX_FINDINGS. */
SAYWELL_API size_t saywell_result_omitted(const saywell_result *r);
/* Rules that reached a limit in this reply; their findings were dropped. */
SAYWELL_API size_t saywell_result_limited_count(const saywell_result *r);
SAYWELL_API const char *saywell_result_limited_at(const saywell_result *r,
                                                  size_t i);
/* Nothing limited. */
SAYWELL_API bool saywell_result_complete(const saywell_result *r);
/* Why the reply was not judged ("language"), or NULL. */
SAYWELL_API const char *saywell_result_skipped(const saywell_result *r);
/* "en", or NULL when unknown. */
SAYWELL_API const char *saywell_result_language(const saywell_result *r);
/* What applying every safe rewrite until nothing is left does, as one sorted
 * list on the input; NULL when nothing would change, when it was not asked
 * for (SAYWELL_WANT_FIX), or when no fixed point was reached. */
SAYWELL_API const saywell_edit *saywell_result_fix(const saywell_result *r,
                                                   size_t *count);

/* Writes text with edits (sorted, not overlapping, inside the text) applied.
 * SAYWELL_ARGUMENT when they are not. */
SAYWELL_API saywell_status saywell_apply(const char *text, size_t len,
                                         const saywell_edit *edits,
                                         size_t count, saywell_write_fn *write,
                                         void *ctx);

/* ---- what it costs -------------------------------------------------------
 */

#define SAYWELL_STAGE_MAP(X_)                       \
    X_(PARSE, "zones and sentences")                \
    X_(SCAN, "looking for literals")                \
    X_(MATCH, "matching patterns")                  \
    X_(JUDGE, "judging by rules")                   \
    X_(REWRITE, "making rewrites")                  \
    X_(CONVERGE, "rewriting until nothing is left") \
    X_(PUBLISH, "findings, places and fingerprints")

typedef enum saywell_stage {
#define SAYWELL_X_(name, text) SAYWELL_STAGE_##name,
    SAYWELL_STAGE_MAP(SAYWELL_X_)
#undef SAYWELL_X_
        SAYWELL_STAGE_COUNT
} saywell_stage;
/* A few English words for a stage; never NULL. */
SAYWELL_API const char *saywell_stage_text(saywell_stage stage);

/* What a session has done since it was made. Patterns are counted once for
 * each text and rule that asked for them. */
typedef struct saywell_stats { /* grows at the end only */
    size_t replies, bytes;
    uint64_t ns[SAYWELL_STAGE_COUNT]; /* by stage, with SAYWELL_STATS */
    size_t patterns;                  /* that the rules have */
    size_t asked; /* pattern and text: so often a rule asked */
    size_t
        tried; /* so often PCRE2 was asked, as the prefilter let it through */
    size_t matched; /* so often that gave a match which stands */
    /* Of the rules' patterns, by all their sessions: compiled from their text,
     * read from the built-in pack's tables, made to machine code. */
    size_t compiled, stored, jitted;
} saywell_stats;
SAYWELL_API const saywell_stats *
saywell_session_stats(const saywell_session *s);

/* What a pattern has cost in the texts that were measured. */
typedef struct saywell_pattern_cost { /* grows at the end only */
    size_t tried;                     /* texts that let it through to PCRE2 */
    size_t matches;
    uint64_t ns;  /* of matching; compiling left out */
    bool limited; /* it reached a limit in one of them */
} saywell_pattern_cost;
/* Runs every pattern over a text, whether a rule asks for it or not, and adds
 * what that cost. SAYWELL_UTF8, LIMIT or NOMEM on failure. */
SAYWELL_API saywell_status saywell_session_measure(saywell_session *s,
                                                   const char *text, size_t len,
                                                   saywell_error *err);
/* By the index of saywell_rules_pattern_at; NULL past the end, or when nothing
 * was measured. */
SAYWELL_API const saywell_pattern_cost *
saywell_session_cost(const saywell_session *s, size_t pattern);

/* Calls each for every literal of every pattern: a text that holds no literal
 * of one of a pattern's sets has no match of it. The literal is folded: small
 * letters, 0 for any digit, one space for any white space. A pattern without
 * literals always runs. */
typedef void saywell_literal_fn(void *ctx, size_t pattern, unsigned set,
                                const char *text, size_t len);
SAYWELL_API void saywell_session_literals(const saywell_session *s,
                                          saywell_literal_fn *each, void *ctx);

/* Which patterns have matched since the session was made, at places that no
 * zone or exception refused: one byte a pattern, 0 or 1. */
SAYWELL_API const unsigned char *saywell_session_hits(const saywell_session *s);

/* ---- reports ----------------------------------------------------------------
 */

#define SAYWELL_FORMAT_MAP(X_)   \
    X_(TEXT, "text")             \
    X_(JSON, "json")             \
    X_(JSONL, "jsonl")           \
    X_(LINE, "line")             \
    X_(SARIF, "sarif")           \
    X_(GITHUB, "github")         \
    X_(CHECKSTYLE, "checkstyle") \
    X_(RDJSON, "rdjson")         \
    X_(LT, "lt")                 \
    X_(GITLAB, "gitlab")

typedef enum saywell_format {
#define SAYWELL_X_(name, text) SAYWELL_FORMAT_##name,
    SAYWELL_FORMAT_MAP(SAYWELL_X_)
#undef SAYWELL_X_
        SAYWELL_FORMAT_COUNT
} saywell_format;

/* Columns of `line` and of JSON's line/column. */
typedef enum saywell_columns {
    SAYWELL_COLUMN_CODEPOINT,
    SAYWELL_COLUMN_UTF16,
    SAYWELL_COLUMN_BYTE
} saywell_columns;

typedef struct saywell_report saywell_report;

typedef struct saywell_report_options {
    saywell_columns columns;
    bool color;              /* ANSI escapes in text */
    bool quiet;              /* text: findings only, no summary, no why */
    bool no_source;          /* text: no source lines */
    const char *fix_command; /* text: "saywell fix draft.txt", or NULL */
} saywell_report_options;

/* Where a reply came from. NULL and SAYWELL_NOWHERE where not known. */
typedef struct saywell_origin {
    const char *path;         /* shown as given; NULL = standard input */
    const char *conversation; /* id */
    const char *author, *time;
    const char *channel;
    size_t turn;         /* from 0 in the conversation's turns */
    size_t line;         /* of its record in the file, from 1; 0 = none */
    const char *pointer; /* JSON pointer of the text in its record, or NULL */
    const char *record;  /* JSON members to keep with it, or NULL (jsonl) */
    size_t record_len;
} saywell_origin;

/* A report in one of the formats over any number of replies. Bytes go to
 * write as they are made. NULL when out of memory. rules may be NULL for an
 * empty report. */
SAYWELL_API saywell_report *
saywell_report_new(saywell_format format, const saywell_rules *rules,
                   const saywell_report_options *options,
                   saywell_write_fn *write, void *ctx);
SAYWELL_API void saywell_report_free(saywell_report *report);
/* Adds one checked reply; text is the reply's text. In jsonl the replies
 * between two saywell_report_line calls share one output line. */
SAYWELL_API saywell_status saywell_report_reply(saywell_report *report,
                                                const saywell_origin *origin,
                                                const char *text, size_t len,
                                                const saywell_result *result);
/* Adds an input that could not be checked: a code such as "utf8", and words. */
SAYWELL_API saywell_status saywell_report_error(saywell_report *report,
                                                const saywell_origin *origin,
                                                const char *code,
                                                const char *message);
/* jsonl: ends the line of one input or conversation, even an empty one. */
SAYWELL_API saywell_status saywell_report_line(saywell_report *report,
                                               const saywell_origin *origin);

typedef struct saywell_summary {
    size_t replies, error, warning, suggestion;
    size_t fixable_safe, fixable_human; /* findings whose best fix is that */
    size_t skipped, limited, omitted, errors;
} saywell_summary;
SAYWELL_API const saywell_summary *
saywell_report_summary(const saywell_report *report);
/* A report over part of what whole will hold, to be made in another thread and
 * joined to whole in its turn: what a batch prints then does not depend on how
 * many threads made it. It keeps its bytes. Whole is only read. NULL when out
 * of memory, and for a format that cannot be made in parts. */
SAYWELL_API saywell_report *saywell_report_part(const saywell_report *whole);
/* Adds what part holds behind what whole was given so far, and empties it for
 * the next time. */
SAYWELL_API saywell_status saywell_report_join(saywell_report *whole,
                                               saywell_report *part);
/* The bytes that a part holds, until the next call on it; with its summary
 * they are enough to bring it back in another run. */
SAYWELL_API const char *saywell_report_held(const saywell_report *part,
                                            size_t *len);
SAYWELL_API saywell_status
saywell_report_refill(saywell_report *part, const char *bytes, size_t len,
                      const saywell_summary *summary);
/* Writes what closes the document. Call it once, last. */
SAYWELL_API saywell_status saywell_report_end(saywell_report *report);

/* ---- schemas ----------------------------------------------------------------
 */

/* The JSON Schema named "pack", "rules", "output", "report", "config",
 * "mapping", "waivers" or "accuracy"; NULL for another name. */
SAYWELL_API const char *saywell_schema(const char *name);

/* The built-in pack's files: *name and *bytes of the i-th, false past the
 * end. For `saywell rules` and for those who want to start from it. */
SAYWELL_API bool saywell_default_file(size_t i, const char **name,
                                      const char **bytes, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
