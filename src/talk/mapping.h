/* mapping.h - how the conversations of some product lie in its JSON.
 *
 * A mapping is a small JSON object (rules/mappings/zendesk.json; the schema is
 * `saywell rules schema mapping`): where conversations and turns are, who is
 * who, which turns are internal, what is HTML. Made by sw_mapping_new, then
 * read-only; owns itself. */
#ifndef SW_TALK_MAPPING_H
#define SW_TALK_MAPPING_H

#include "saywell.h"
#include "talk/map_path.h"
#include "talk/names.h"

#define SW_MAPPING_BYTES ((size_t)1 << 20) /* of a mapping file */

typedef struct sw_paths SW_VEC(sw_path) sw_paths;

/* value=role, /regex/=role, $.path=role, *=role */
typedef struct sw_map_case {
    sw_str value;    /* compared without regard to capitals */
    sw_names *names; /* a regular expression, or NULL */
    sw_path path;    /* the value must equal what it leads to */
    bool has_path, any;
    int result; /* a role, or a channel's index */
} sw_map_case;

/* path : case case ... */
typedef struct sw_map_rule {
    sw_path path;
    struct SW_VEC(sw_map_case) cases;
} sw_map_rule;

typedef struct sw_map_rules SW_VEC(sw_map_rule) sw_map_rules;

typedef enum sw_map_format {
    SW_MAP_AUTO, /* HTML when it looks so */
    SW_MAP_PLAIN,
    SW_MAP_HTML,
    SW_MAP_MARKDOWN
} sw_map_format;

typedef struct sw_map_text {
    sw_path path;
    sw_map_format format;
} sw_map_text;

typedef struct sw_map_texts SW_VEC(sw_map_text) sw_map_texts;

typedef enum sw_map_clock {
    SW_MAP_ISO,  /* or any other form that says date and time */
    SW_MAP_UNIX, /* seconds since 1970, with or without a fraction */
    SW_MAP_MS,   /* since 1970; below 10^11 an offset from the start */
    SW_MAP_US,
    SW_MAP_S,
    SW_MAP_PATTERN /* of strptime */
} sw_map_clock;

typedef struct sw_map_time {
    sw_path path;
    sw_map_clock clock;
    const char *pattern;
} sw_map_time;

typedef struct sw_map_times SW_VEC(sw_map_time) sw_map_times;

/* path in value value null, or: path not in ... */
typedef struct sw_map_keep {
    sw_path path;
    bool negated, null;
    struct SW_VEC(sw_str) values;
} sw_map_keep;

typedef struct sw_map_keeps SW_VEC(sw_map_keep) sw_map_keeps;

/* A turn that stands outside the list. Its paths start at the record. */
typedef struct sw_map_first {
    bool has_role; /* literal; else the path's value goes through the last
                      part of `role` */
    sw_role role;
    sw_path role_path, author;
    sw_map_text text;
    sw_map_time time;
    bool has_time, has_author;
} sw_map_first;

/* tables on key = field: the row whose key equals the turn's field. */
typedef struct sw_map_join {
    sw_paths tables;
    sw_path key, field;
    sw_paths columns; /* what join.X asks for, in the order of their numbers;
                         they start at the row */
} sw_map_join;

enum { /* strip */
       SW_STRIP_QUOTES = 1,
       SW_STRIP_SIGNATURE = 2,
       SW_STRIP_MENTIONS = 4,
       SW_STRIP_INITIALS = 8
};

typedef struct sw_mapping {
    sw_arena arena;
    const char *name;  /* "zendesk" */
    const char *title; /* "Zendesk tickets with comments", or NULL */
    sw_tape_names names;
    sw_paths detect, conversations, ids, turns, authors;
    sw_map_rules channel, role;
    int channel_default; /* an index in sw_mapping_channels; -1 = none */
    sw_map_texts text;
    sw_map_times time;
    sw_map_keeps keep, opener;
    struct SW_VEC(sw_map_first) first; /* the first one with a text counts */
    sw_map_join join;
    unsigned strip;
    bool sort, merge, group;
    struct SW_VEC(const char *) agents, bots; /* patterns */
    struct SW_VEC(sw_names *) patterns;       /* to be freed */
} sw_mapping;

/* "email", "chat", ... NULL at the end. */
extern const char *const sw_mapping_channels[];

/* Compiles the JSON of a mapping. name: of the file, for messages; it and json
 * need not outlive the call. Errors name line, column and key, and the nearest
 * word. */
saywell_status sw_mapping_new(sw_mapping **out, const char *name, sw_str json,
                              saywell_error *err);
void sw_mapping_free(sw_mapping *mapping); /* takes NULL */

/* ---- what came with the program ------------------------------------------ */

struct sw_shipped_file {
    const char *name; /* "zendesk" */
    const char *bytes;
    size_t len;
};
/* Defined in gen/mappings.c, which rules/embed.c writes from rules/mappings.
 * By name. */
extern const struct sw_shipped_file sw_shipped_mappings[];
extern const size_t sw_shipped_mapping_count;

/* A shipped mapping; SAYWELL_ARGUMENT when there is none of that name. */
saywell_status sw_mapping_shipped(sw_mapping **out, const char *name,
                                  saywell_error *err);

#endif
