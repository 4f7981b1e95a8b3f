/* completion.c - what a shell must know to complete our words. */
#include "cli/completion.h"

#include <string.h>

/* The usage behind the command's name. */
static sw_str usage_of(const sw_command *command)
{
    sw_str usage = sw_str_of(command->usage);
    size_t at = sw_str_find(usage, sw_str_of(command->name), 0);

    return sw_str_part(usage, at + strlen(command->name), usage.len);
}

static bool is_word(sw_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < 'a' || s.ptr[i] > 'z')
            return false;
    return s.len > 0;
}

sw_str sw_completion_verb(const sw_command *command, size_t i)
{
    sw_str rest = usage_of(command);

    for (size_t start = 0; start < rest.len;) {
        size_t bar = sw_str_find_byte(rest, '|', start);
        size_t end = bar == SW_NOWHERE ? rest.len : bar;
        sw_str part = sw_str_trim(sw_str_part(rest, start, end));
        size_t blank = sw_str_find_byte(part, ' ', 0);
        sw_str word = sw_str_part(part, 0, blank);

        if (is_word(word) && i-- == 0)
            return word;
        start = end + 1;
    }
    return (sw_str){0};
}

static bool names(const sw_command *command, const char *word)
{
    return strstr(command->usage, word) != NULL;
}

sw_operand sw_completion_operand(const sw_command *command)
{
    if (names(command, "RULE"))
        return SW_OPERAND_RULES;
    if (names(command, "PATH") || names(command, "FILE") ||
        names(command, "PACK"))
        return SW_OPERAND_FILES;
    return SW_OPERAND_NONE;
}

sw_value sw_completion_value(const sw_opt *option)
{
    static const char *const files[] = {"FILE", "PACK", "NAME", "STATE",
                                        "OLD",  "DIR",  NULL};

    if (!option->value)
        return SW_VALUE_NONE;
    if (option->choices)
        return SW_VALUE_CHOICE;
    if (strcmp(option->value, "IDS") == 0)
        return SW_VALUE_RULES;
    for (size_t i = 0; files[i]; i++)
        if (strncmp(option->value, files[i], strlen(files[i])) == 0)
            return SW_VALUE_FILES;
    return SW_VALUE_OTHER;
}

void sw_completion_choices(sw_buf *out, const sw_opt *option)
{
    for (size_t i = 0; option->choices[i]; i++)
        sw_buf_printf(out, "%s%s", i ? " " : "", option->choices[i]);
}
