/* config.h - .saywell.json: find it, read it, know where every value stands.
 *
 * A configuration is a flat list of entries in the order in which they apply:
 * the team's file, then the personal one, then the command line. Nothing is
 * merged away, so `saywell config show` can tell what was overruled by what.
 */
#ifndef SW_CONF_CONFIG_H
#define SW_CONF_CONFIG_H

#include "base/arena.h"
#include "base/vec.h"
#include "conf/origin.h"
#include "saywell.h"

/* X_(KEY, "key in the file") */
#define SW_CONFIG_MAP(X_)          \
    X_(PACKS, "packs")             \
    X_(PROFILE, "profile")         \
    X_(SETTINGS, "settings")       \
    X_(RULES, "rules")             \
    X_(EXCEPT, "except")           \
    X_(WORDS, "words")             \
    X_(IGNORE, "ignore")           \
    X_(INPUT, "input")             \
    X_(CHANNEL, "channel")         \
    X_(PUBLIC, "public")           \
    X_(SEVERITY, "severity")       \
    X_(FAIL_ON, "fail_on")         \
    X_(LIMITS, "limits")           \
    X_(AGENTS, "agents")           \
    X_(BOTS, "bots")               \
    X_(OUR_DOMAINS, "our_domains") \
    X_(COLUMNS, "columns")         \
    X_(WEIGHTS, "weights")         \
    X_(CRITICAL, "critical")       \
    X_(LOCK, "lock")

typedef enum sw_config_key {
#define SW_X_(upper, name) SW_CONFIG_##upper,
    SW_CONFIG_MAP(SW_X_)
#undef SW_X_
        SW_CONFIG_KEY_COUNT
} sw_config_key;

typedef struct sw_config_entry {
    sw_config_key key;
    const char *name;  /* of the setting, rule or limit; "" for plain keys */
    const char *value; /* numbers and true/false as text */
    sw_origin origin;
    bool locked; /* a locked key: this entry does not apply */
} sw_config_entry;

/* Zeroed is valid: empty. Owns its arena: hand it to sw_config_release. */
typedef struct sw_config {
    sw_arena arena;
    struct SW_VEC(sw_config_entry) entries;
    const char *team;        /* file, as shown; or NULL */
    const char *personal;    /* or NULL */
    const char *team_folder; /* absolute; what `ignore` is relative to */
} sw_config;

void sw_config_release(sw_config *config);

/* The nearest .saywell.json at or above folder (absolute), or NULL. */
const char *sw_config_find(sw_arena *arena, const char *folder);
/* $XDG_CONFIG_HOME/saywell/config.json or ~/.config/..., if it is there. */
const char *sw_config_personal(sw_arena *arena);
/* Reads a file (kind TEAM or PERSONAL; the team's comes first). Errors: not
 * JSON, unknown key (names the nearest), value of a wrong type or choice;
 * with file, line, column, key path and excerpt. */
saywell_status sw_config_read(sw_config *config, const char *path,
                              sw_origin_kind kind, saywell_error *err);
/* One more entry; strings are copied. False when out of memory. */
bool sw_config_add(sw_config *config, sw_config_key key, const char *name,
                   const char *value, const sw_origin *origin);

const char *sw_config_key_name(sw_config_key key);
/* The last entry that applies, or NULL. */
const sw_config_entry *sw_config_value(const sw_config *config,
                                       sw_config_key key, const char *name);
/* Does this entry apply? Not when it is locked; of `packs`, only the last
 * source's entries do. */
bool sw_config_applies(const sw_config *config, const sw_config_entry *entry);
/* Does `ignore` cover this absolute path? */
bool sw_config_ignores(const sw_config *config, const char *path);
/* Allowed values of a plain key or of the map's values; NULL = any. Ends with
 * NULL. */
const char *const *sw_config_choices(sw_config_key key);

#endif
