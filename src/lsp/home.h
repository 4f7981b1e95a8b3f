/* home.h - rules for pages: one home a configuration file, loaded again when
 * a file that it was made of changes. */
#ifndef SW_LSP_HOME_H
#define SW_LSP_HOME_H

#include "lsp/settings.h"

#include "base/map.h"
#include "base/vec.h"
#include "saywell.h"

/* What a configuration and its packs came to. */
typedef struct sw_loaded {
    saywell_rules *rules;     /* NULL: nothing can be checked with it */
    saywell_session *session; /* that makes the edits of "fix all"; NULL
                                 together with rules */
    bool whole;               /* nothing was wrong */
    const char *problems;     /* what was wrong, for people; "" */
    const char *channel;      /* or NULL */
    bool is_public;
    const char *customer; /* the message that drafts answer, or NULL */
    sw_map links; /* rule id -> URI of where it is explained, const char * */
    const char *const *files; /* it was made of, there or not; ends with NULL */
} sw_loaded;

/* The program around the server: it knows configuration, packs and words.
 * path is a page's, or NULL when it is no file. */
typedef struct sw_lsp_host {
    void *ctx;
    /* The configuration file for a page, absolute; "" = none; NULL: no
     * memory. */
    const char *(*find)(void *ctx, const sw_settings *settings,
                        const char *path, sw_arena *arena);
    /* NULL: no memory. Yours: give it to unload. */
    sw_loaded *(*load)(void *ctx, const sw_settings *settings,
                       const char *path);
    void (*unload)(void *ctx, sw_loaded *loaded);
    /* A session of a page's own, which remembers its text from check to
     * check. NULL: no memory. */
    saywell_session *(*session)(void *ctx, sw_loaded *loaded);
    /* Is the page left out by `ignore`? */
    bool (*ignores)(void *ctx, sw_loaded *loaded, const char *path);
    /* A rule in words, as Markdown or as plain text. */
    void (*explain)(void *ctx, const saywell_rules *rules,
                    const saywell_rule_info *rule, bool markdown, sw_buf *out);
} sw_lsp_host;

typedef struct sw_home {
    char *key;      /* the configuration file; "" = none */
    char *path;     /* of the page it was made for; or NULL */
    sw_loaded *now; /* the last that was good; NULL: no memory */
    bool changed;   /* since the last sw_homes_sweep */
    bool used;      /* by some page; the caller keeps it */
    bool waited;    /* for, by pages that stay with other rules till then */
    sw_arena arena; /* of stamps */
    struct SW_VEC(struct sw_stamp) stamps;
    struct sw_home *next;
} sw_home;

typedef struct sw_homes {
    const sw_lsp_host *host;
    sw_home *first;
    struct sw_retired *retired;
    sw_buf say; /* lines for the person: what is wrong, what was done */
} sw_homes;

/* The home of a page; made when it is new. before: where the page is at home
 * until now, or NULL; that stays when the new one is broken. NULL: no memory.
 */
sw_home *sw_homes_for(sw_homes *homes, const sw_settings *settings,
                      const char *path, sw_home *before);
/* Loads again what was made of files that changed, or all; homes that no page
 * uses are dropped. One that comes out broken keeps its last good rules, and
 * homes->say tells. True when some home has other rules: results made with the
 * old ones must be freed before sw_homes_sweep. */
bool sw_homes_reload(sw_homes *homes, const sw_settings *settings, bool all);
void sw_homes_sweep(sw_homes *homes);
void sw_homes_release(sw_homes *homes);

#endif
