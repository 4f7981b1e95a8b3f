/* opt.h - options: one table for the parser, --help and the manual's test.
 *
 * A row says which commands take the option, its letter, name and value, what
 * kind of value that is, and where in sw_options it goes. Nothing about an
 * option is said anywhere else but in saywell.1, and tests/tools/manual.sh
 * holds that page to --help. */
#ifndef SW_CLI_OPT_H
#define SW_CLI_OPT_H

#include "base/arena.h"
#include "base/buf.h"
#include "saywell.h"

/* Bits of the commands that take an option. */
enum {
    SW_CHECK = 1,
    SW_FIX = 2,
    SW_EXPLAIN = 4,
    SW_RULES = 8,
    SW_CONFIG = 16,
    SW_REPORT = 32,
    SW_LSP = 64,
    SW_COMPLETION = 128,
    SW_CONVERT = 256,
    SW_TEXTS = SW_CHECK | SW_FIX, /* those that read drafts */
    SW_READS = SW_TEXTS | SW_REPORT,
    SW_EVERY = 63
};

typedef struct sw_words { /* values of an option that may be repeated */
    const char **at;
    size_t count, cap;
} sw_words;

/* 0, NULL and false mean "not given"; a choice is its index + 1. */
typedef struct sw_options {
    int format, report_format, channel, severity, fail_on, columns, color;
    const char *output, *input, *customer, *customer_file, *stdin_filename;
    const char *profile, *config;
    const char *baseline;
    bool write_baseline;
    const char *waivers, *compare, *date;
    size_t sample, seed, worst; /* SW_NOWHERE: not given */
    sw_words rules, set, select, ignore;
    size_t max_findings; /* SW_NOWHERE: not given */
    size_t jobs;         /* 0: not given */
    bool sandbox;
    const char *resume;
    bool is_public, isolated, no_prefilter, keep_fields, stats;
    bool in_place, diff, all, coverage, conflicts;
    bool no_progress;
    bool anonymise;
    bool stdio;
    bool quiet, verbose, help, version;
    sw_words operands; /* what is no option */
} sw_options;

typedef enum sw_opt_kind {
    SW_OPT_FLAG,   /* bool */
    SW_OPT_TEXT,   /* const char * */
    SW_OPT_LIST,   /* sw_words; may be repeated */
    SW_OPT_NUMBER, /* size_t */
    SW_OPT_CHOICE, /* int, index + 1 in choices */
    SW_OPT_OPEN    /* const char *; choices are known values, not all */
} sw_opt_kind;

typedef struct sw_opt {
    unsigned commands; /* bits */
    char letter;       /* or 0 */
    const char *name;
    const char *value; /* as shown: "FILE"; NULL for a flag */
    sw_opt_kind kind;
    size_t offset;              /* in sw_options */
    const char *const *choices; /* ends with NULL */
    const char *help;           /* one line, no full stop */
} sw_opt;

/* The rows; NULL past the end. */
const sw_opt *sw_opt_at(size_t i);
/* argv[0..argc) are the words behind the command. Options may follow
 * operands; "--" ends them; "-" is an operand. Goes on after an error so that
 * options->format is known; the first error is kept. */
saywell_status sw_opt_parse(unsigned command, int argc, char *const *argv,
                            sw_arena *arena, sw_options *options,
                            saywell_error *err);
/* The options of a command, one a line. */
void sw_opt_help(sw_buf *out, unsigned command);
/* The word in words (ends with NULL) that was probably meant, or NULL. */
const char *sw_opt_nearest(const char *const *words, const char *word);

#endif
