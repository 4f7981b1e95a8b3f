/* keys.h - tables of keys: what an object of a pack may hold.
 *
 * One row a key: the loader reads by it, and errors quote it. */
#ifndef SW_RULE_KEYS_H
#define SW_RULE_KEYS_H

#include "rule/load.h"

typedef enum sw_type {
    SW_TYPE_ANY,
    SW_TYPE_TEXT,   /* a string that is not empty */
    SW_TYPE_STRING, /* a string, "" too */
    SW_TYPE_LINES,  /* a string, or a list of strings to be joined */
    SW_TYPE_NAMES,  /* a name, or a list of names */
    SW_TYPE_BOOL,
    SW_TYPE_COUNT,  /* a whole number from 0 */
    SW_TYPE_POINTS, /* a whole number from -1000 to 1000 */
    SW_TYPE_RATIO,  /* a number from 0 to 1 */
    SW_TYPE_LIST,
    SW_TYPE_OBJECT,
    SW_TYPE_COUNT_
} sw_type;

bool sw_type_is(const cJSON *node, sw_type type);

#define SW_KEYS_MAX 48

typedef bool sw_key_set(saywell_builder *b, const sw_at *at, void *into);

typedef struct sw_key {
    const char *name;
    sw_type type;
    unsigned kinds;  /* mask of 1u << sw_kind_id that take it; 0 = all */
    sw_key_set *set; /* NULL: somebody else reads it */
    const char *help;
} sw_key;

typedef struct sw_keys {
    const char *what; /* "a rule" */
    const sw_key *at;
    size_t count;
} sw_keys;

/* The tables; each stands with its setters. */
extern const sw_keys sw_keys_pack, sw_keys_file, sw_keys_rule, sw_keys_pattern,
    sw_keys_rewrite, sw_keys_gate, sw_keys_signal, sw_keys_example,
    sw_keys_setting, sw_keys_profile, sw_keys_source, sw_keys_category,
    sw_keys_row;

/* Puts the members of an object at the places of their keys in the table;
 * what is there is replaced. kind: SW_KIND_COUNT when there is none yet.
 * False when a key is unknown, of another kind, or of a wrong type. */
bool sw_keys_collect(saywell_builder *b, const sw_keys *keys, const sw_at *at,
                     sw_kind_id kind, sw_at values[SW_KEYS_MAX]);
/* Calls the setters of what was collected, in the table's order. */
bool sw_keys_apply(saywell_builder *b, const sw_keys *keys,
                   const sw_at values[SW_KEYS_MAX], void *into);
/* Both, for an object of its own. */
bool sw_keys_read(saywell_builder *b, const sw_keys *keys, const sw_at *at,
                  void *into);
/* The value of a key of the table (it must be one); node NULL: not given. */
const sw_at *sw_keys_value(const sw_keys *keys, const sw_at values[SW_KEYS_MAX],
                           const char *name);
/* Reports a required key that is not there. */
bool sw_keys_need(saywell_builder *b, const sw_keys *keys,
                  const sw_at values[SW_KEYS_MAX], const sw_at *object,
                  const char *name);
/* Which of the words the string is; -1 and a problem when none. Words end
 * with NULL. */
int sw_keys_word(saywell_builder *b, const sw_at *at, const char *const *words);

#endif
