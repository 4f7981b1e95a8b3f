/* setup.h - the configuration and the rules in force for a file.
 *
 * Files below different .saywell.json have different ones. They are made once
 * for each configuration file and kept until the end of the run. */
#ifndef SW_CLI_SETUP_H
#define SW_CLI_SETUP_H

#include "cli/command.h"
#include "cli/packs.h"
#include "conf/config.h"
#include "talk/mapping.h"
#include "talk/reader.h"

typedef struct sw_setup {
    const char *path; /* of the team's file, absolute; "" = none */
    sw_config config;
    saywell_rules *rules;         /* NULL: nothing can be checked with this */
    saywell_session *session;     /* NULL together with rules */
    sw_errors errors;             /* why; and what was left out */
    bool failed;                  /* errors or problems: status 2 */
    bool reported;                /* they stand in the report already */
    bool usage;                   /* the command line names what is not there */
    const char *input;            /* "auto", "draft" or what reader reads */
    const sw_talk_reader *reader; /* NULL: to be told from the bytes */
    sw_mapping *mapping;          /* for the reader, or NULL; owned */
    struct sw_setup *next;
} sw_setup;

/* Zeroed but for run and before_words. */
typedef struct sw_setups {
    sw_run *run;
    sw_setup *first;
    const char *last_folder; /* looked up last */
    sw_setup *last;
    void (*before_words)(void *ctx); /* called before a new one is made and
                                        says what is wrong; or NULL */
    void *ctx;
} sw_setups;

/* The setup for a file (NULL: standard input without a name). Makes it, and
 * says on standard error what is wrong with it, when it is new. NULL: no
 * memory. */
sw_setup *sw_setup_for(sw_setups *setups, const char *path);
/* Equal digests check alike: rules and configuration. */
uint64_t sw_setup_digest(const sw_setup *setup);
/* Another session like the setup's own, for another thread. NULL: no memory. */
saywell_session *sw_setup_session(const sw_setup *setup, const sw_run *run);
void sw_setup_release(sw_setups *setups);
/* Configuration alone, without rules; what is wrong is in errors. */
sw_setup *sw_setup_config(sw_setups *setups, const char *path);
/* Packs of a configuration into a builder, and which they were. */
bool sw_setup_packs(sw_setup *setup, sw_run *run, saywell_builder *b);

/* Adds what the command line says to the setup's configuration; what is wrong
 * with it is in errors. False: out of memory. */
bool sw_setup_words(sw_setup *setup, sw_run *run);

/* What "input" asks for; what is wrong with it is in errors. False: out of
 * memory. */
bool sw_setup_input(sw_setup *setup, sw_run *run);
/* Is this value of "input" a file, not a kind? */
bool sw_setup_is_path(const char *input);
/* Keeps an error that has its place; gives a choice that was refused its
 * place. False: out of memory. */
bool sw_setup_keep_error(sw_setup *setup, sw_run *run,
                         const saywell_error *err);
bool sw_setup_refuse(sw_setup *setup, sw_run *run, const sw_config_entry *e,
                     const saywell_error *err);

/* Does `ignore` cover the file? */
bool sw_setup_ignores(sw_setups *setups, sw_setup *setup, const char *path);
/* A plain value as the index in choices, or fallback. */
int sw_setup_choice(const sw_setup *setup, sw_config_key key, int fallback);
const char *sw_setup_value(const sw_setup *setup, sw_config_key key);

#endif
