/* load.h - a pack being built: files, named things in layers, problems.
 *
 * A builder collects files. Each gives named things (rules, fragments, ...);
 * a thing may be given again by a pack laid over the first, so it is a list
 * of layers, the newest last. When all is collected, room ruleset reads the
 * layers into rule.h's structures: only then does every name have a meaning.
 *
 * The law of the loaders: a function that gives bool and says false has
 * reported the problem (sw_problem...) or has set builder->nomem. */
#ifndef SW_RULE_LOAD_H
#define SW_RULE_LOAD_H

#include "base/json_text.h"
#include "rule/pattern.h"
#include "rule/rule.h"
#include "rule/template.h"

#include <cjson/cJSON.h>

#define SW_PROBLEMS_MAX 200         /* listed; later ones only count */
#define SW_NEAREST_MAX  5000        /* names to look through for a slip */
#define SW_EXPANDED_MAX (32u << 20) /* bytes of all patterns, expanded */
#define SW_KEPT_MAX     (8u << 20)  /* bytes of fragments kept expanded */
#define SW_FILE_MAX     (64u << 20) /* bytes of one file */
#define SW_PACKS_MAX    16          /* packs laid over packs */

typedef struct sw_file { /* lives in scratch until finish */
    const char *name;
    sw_json_text *jt;
    cJSON *tree;
    size_t pack; /* running number of the pack that it belongs to */
    bool builtin;
    const char *category; /* of a rules file */
} sw_file;

/* A value and the way to it. up leads to the value that holds it; at the top
 * stands a base, a key path that is text already. */
typedef struct sw_at {
    const sw_file *file;
    const cJSON *node;
    const struct sw_at *up;
    const char *base;
    const char *key; /* NULL: an item of a list */
    size_t index;
} sw_at;

typedef struct sw_layer {
    const sw_file *file;
    const cJSON *node;
    const char *path;
} sw_layer;

/* A named thing, as its files give it. */
typedef struct sw_def {
    const char *name;
    struct SW_VEC(sw_layer) layers;
    bool bad;   /* a problem was reported: left out */
    void *made; /* what it became: sw_signal *, sw_rule *, ... */
} sw_def;

struct sw_words SW_VEC(const char *);

typedef enum sw_choice_kind {
    SW_CHOICE_PROFILE,
    SW_CHOICE_SET,
    SW_CHOICE_TURN,
    SW_CHOICE_EXCEPT,
    SW_CHOICE_WORD
} sw_choice_kind;

typedef struct sw_choice {
    sw_choice_kind kind;
    const char *name, *value;
} sw_choice;

/* "over" and "takes": a name that becomes a pointer when all are read. */
typedef struct sw_link {
    sw_rules_list *list;
    const sw_def *def;
} sw_link;

struct saywell_builder {
    sw_arena arena;   /* becomes the rules' */
    sw_arena scratch; /* given back by finish */
    sw_arena work;    /* reset whenever a pattern is done */
    struct SW_VEC(sw_file *) files;
    struct SW_VEC(const char *) packs; /* names, the base first */
    size_t pack;                       /* running number of the last begun */
    const char *version, *language;
    sw_map rules, signals, maps, lists, settings, profiles, sources, categories,
        spellings;    /* name -> sw_def * */
    sw_map fragments; /* name -> sw_fragment * */
    struct SW_VEC(saywell_error) problems;
    size_t problem_count; /* with those that are not listed */
    struct SW_VEC(sw_choice) choices;
    uint64_t hash;
    bool nomem;
    bool deferred;     /* the built-in pack was added, and nothing yet needs its
                          files read: the frozen tables may do (frozen.h) */
    const char *owner; /* id of the rule that is being read, for problems */
    bool silent;       /* what is read was read, and reported, before */
    bool in_signals;   /* signals are being read */
    size_t expanded;   /* bytes of patterns so far */
    size_t kept;       /* bytes of fragments kept expanded */
    struct SW_VEC(sw_pattern) patterns;
    size_t pattern_base; /* patterns that stand before them: the frozen ones */
    struct SW_VEC(sw_link) links;
    sw_map word_maps; /* maps as templates want them: name -> sw_map * */
    struct saywell_rules *out;
};

/* ---- builder.c, ruleset.c: for the tables made at build time ------------ */

/* Reads the files of a deferred built-in pack. */
saywell_status sw_builder_read(saywell_builder *b, saywell_error *err);
/* saywell_builder_finish; without sharing, the frozen tables are thawed even
 * if nothing was chosen. */
saywell_status sw_ruleset_finish(saywell_builder *b, bool sharing,
                                 saywell_rules **out, saywell_error *err);

/* ---- problem.c: where and what ------------------------------------------ */

sw_at sw_at_layer(const sw_layer *layer);
sw_at sw_at_member(const sw_at *up, const cJSON *member);
sw_at sw_at_item(const sw_at *up, const cJSON *item, size_t index);
/* The key path, in the arena; NULL and nomem without memory. */
const char *sw_at_path(saywell_builder *b, const sw_at *at, sw_arena *arena);
size_t sw_at_line(saywell_builder *b, const sw_at *at);

/* At the value. Always false. */
bool sw_problem(saywell_builder *b, const sw_at *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* At the key of the member. */
bool sw_problem_key(saywell_builder *b, const sw_at *at, const char *format,
                    ...) __attribute__((format(printf, 3, 4)));
/* At bytes of the decoded string; of the joined one for a list of strings. */
bool sw_problem_inside(saywell_builder *b, const sw_at *at,
                       saywell_status status, size_t start, size_t len,
                       const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* The known name that is a slip away, or "". */
sw_str sw_nearest(const sw_map *map, const char *name);
/* "there is no signal "x"; did you mean "y"?" at the value. */
bool sw_problem_unknown(saywell_builder *b, const sw_at *at, const char *what,
                        const char *name, const sw_map *known);
/* The same at the key of the member, which is the name. */
bool sw_problem_unknown_key(saywell_builder *b, const sw_at *at,
                            const char *what, const sw_map *known);
/* Fills an error with it, for the choices. SAYWELL_ARGUMENT. */
saywell_status sw_unknown(saywell_error *err, const char *what,
                          const char *name, const sw_map *known);

/* ---- text --------------------------------------------------------------- */

/* A copy that lives as long as the rules; NULL and nomem. */
const char *sw_keep(saywell_builder *b, const char *text);
/* A string, or a list of strings joined with nothing between them. */
bool sw_lines_join(saywell_builder *b, const cJSON *node, sw_arena *arena,
                   sw_str *out);
/* A string or a list of strings -> copies, NULL at the end. */
bool sw_names_keep(saywell_builder *b, const cJSON *node,
                   const char *const **out);

/* ---- layer.c: from files to named things -------------------------------- */

/* Adds a layer to the thing of that name, new or known. twice: what to call
 * it when the same pack gave it already. NULL: reported, or no memory. */
sw_def *sw_layer_add(saywell_builder *b, sw_map *defs, const char *what,
                     const char *name, const sw_at *at);
/* The members of an object, each a thing of the map. */
bool sw_layer_members(saywell_builder *b, sw_map *defs, const char *what,
                      const sw_at *object);
bool sw_layer_fragments(saywell_builder *b, const sw_at *object);
/* Is the name a rule's id, a category, or "all"? */
bool sw_layer_is_rule(const saywell_builder *b, const char *name);
/* The newest layer's value as it stands. */
sw_at sw_layer_newest(const sw_def *def);

/* ---- the loaders, for finish -------------------------------------------- */

/* load_pattern.c. One pattern, or a list of them; ids go to out. */
typedef struct sw_pattern_set SW_VEC(uint32_t) sw_pattern_set;
bool sw_load_pattern(saywell_builder *b, const sw_at *at, const char *owner,
                     sw_pattern_set *out);
bool sw_load_patterns(saywell_builder *b, const sw_at *at, const char *owner,
                      sw_set *out);
/* A pattern that a choice made; err is filled when it is wrong. out NULL:
 * only to see whether it is right. */
saywell_status sw_load_chosen(saywell_builder *b, const char *owner,
                              const char *text, sw_pattern_set *out,
                              saywell_error *err);
bool sw_load_fragments(saywell_builder *b);
sw_set sw_load_set(const sw_pattern_set *set);
/* Drops the patterns from the count-th on: their owner was bad. */
void sw_load_forget(saywell_builder *b, size_t count);

/* load_rewrite.c */
typedef struct sw_rewrite_keys { /* node NULL: not given */
    sw_at rewrite, trust, insert, rewrites;
} sw_rewrite_keys;
bool sw_load_rewrites(saywell_builder *b, const sw_rewrite_keys *keys,
                      const char *const *names, sw_arena *arena,
                      const sw_rewrite **out, size_t *count);
bool sw_load_message(saywell_builder *b, const sw_at *at,
                     const char *const *names);

/* load_gate.c */
bool sw_load_gates(saywell_builder *b, const sw_at *when, const sw_at *unless,
                   sw_gates *out);
bool sw_load_signals(saywell_builder *b, const sw_at *at, bool roles,
                     sw_signals *out);
bool sw_load_setting_values(saywell_builder *b, const sw_at *object,
                            const char *const **out);
/* Has the setting this value? All its values go to `values`, if not NULL. */
bool sw_load_setting_has(saywell_builder *b, const sw_def *def,
                         const char *value, sw_map *values);
bool sw_load_positions(saywell_builder *b, const sw_at *at, unsigned *mask);

/* load_signal.c, load_rule.c, load_example.c, load_source.c, load_pack.c */
bool sw_load_all_signals(saywell_builder *b);
bool sw_load_all_rules(saywell_builder *b);
bool sw_load_zones(saywell_builder *b, const sw_at *at, unsigned *mask);
bool sw_load_examples(saywell_builder *b, const sw_at *at,
                      saywell_rule_info *info);
bool sw_load_sources(saywell_builder *b); /* and categories */
bool sw_load_pack(
    saywell_builder *b); /* sources, settings, profiles, maps, ... */

/* Reads the keys of a rule that the file gives, to report what is wrong at
 * once. */
bool sw_load_rule_check(saywell_builder *b, const sw_at *at, const sw_def *def);

#endif
