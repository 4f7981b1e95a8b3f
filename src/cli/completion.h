/* completion.h - what a shell must know to complete our words.
 *
 * Everything comes from the table of commands and the option table; a shell
 * is one file and one function. */
#ifndef SW_CLI_COMPLETION_H
#define SW_CLI_COMPLETION_H

#include "cli/command.h"

typedef enum sw_operand { /* what a command's words that are no options are */
                          SW_OPERAND_NONE,
                          SW_OPERAND_FILES,
                          SW_OPERAND_RULES
} sw_operand;

/* What the values of an option are. */
typedef enum sw_value {
    SW_VALUE_NONE, /* it takes none */
    SW_VALUE_CHOICE,
    SW_VALUE_FILES,
    SW_VALUE_RULES,
    SW_VALUE_OTHER
} sw_value;

/* The i-th verb of a command ("list", "test", ... of rules), as its usage
 * line names them; the empty string past the end. */
sw_str sw_completion_verb(const sw_command *command, size_t i);
sw_operand sw_completion_operand(const sw_command *command);
sw_value sw_completion_value(const sw_opt *option);
/* The option's choices with blanks between. */
void sw_completion_choices(sw_buf *out, const sw_opt *option);

void sw_completion_bash(sw_buf *out);
void sw_completion_zsh(sw_buf *out);
void sw_completion_fish(sw_buf *out);

#endif
