/* command.h - a command, and what it is run with. */
#ifndef SW_CLI_COMMAND_H
#define SW_CLI_COMMAND_H

#include "cli/opt.h"

/* Exit statuses. */
enum { SW_EXIT_CLEAN = 0, SW_EXIT_FOUND = 1, SW_EXIT_FAILED = 2 };

/* One run of the program. The arena lives until the end. */
typedef struct sw_run {
    const struct sw_command *command;
    sw_options options;
    sw_arena arena;
    struct sw_mapping_set *mappings; /* once an input wanted them; owned */
} sw_run;

typedef struct sw_command {
    const char *name;
    unsigned bit;            /* of the options it takes */
    const char *usage;       /* lines behind "saywell " */
    const char *summary;     /* one line, no full stop */
    int (*run)(sw_run *run); /* gives the exit status */
    /* Whatever happens, standard output holds a valid document: what to print
     * there when the words of the command were wrong. Or NULL. */
    void (*refuse)(sw_run *run, const saywell_error *err);
    const char *exits; /* its exit statuses in words; NULL: those of check */
} sw_command;

extern const sw_command sw_command_check;
extern const sw_command sw_command_fix;
extern const sw_command sw_command_report;
extern const sw_command sw_command_explain;
extern const sw_command sw_command_rules;
extern const sw_command sw_command_config;
extern const sw_command sw_command_convert;
extern const sw_command sw_command_completion;
extern const sw_command sw_command_lsp;

/* The commands in the order of the help; NULL past the end. */
const sw_command *sw_command_at(size_t i);

/* The values of --input and what they are. */
void sw_help_inputs(sw_buf *out);
/* Names the nearest command; NULL when none is near. */
const char *sw_command_nearest(const char *word);

#endif
