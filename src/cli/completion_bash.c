/*
 * completion_bash.c - completion for bash 3.2 and later, without its
 * bash-completion package.
 *
 * bash cuts words at "=" too, so "--format=js" comes as three words.
 */
#include "cli/completion.h"

static const char head[] =
    "# saywell in bash: source this file, or put it where bash-completion\n"
    "# looks: ~/.local/share/bash-completion/completions/saywell\n"
    "_saywell_rules()\n"
    "{\n"
    "    saywell rules list 2>/dev/null | cut -d' ' -f1\n"
    "}\n"
    "\n"
    "_saywell()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev='' command=check\n"
    "    local commands options='' verbs='' files='' rules='' first=2\n"
    "    [ \"$COMP_CWORD\" -gt 0 ] && prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    if [ \"$cur\" = = ]; then\n"
    "        cur=''\n"
    "    elif [ \"$prev\" = = ] && [ \"$COMP_CWORD\" -gt 1 ]; then\n"
    "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    COMPREPLY=()\n";

static const char tail[] =
    "    if [ \"$COMP_CWORD\" -eq 1 ] && [[ $cur != -* ]]; then\n"
    "        COMPREPLY=($(compgen -W \"$commands help\" -- \"$cur\")\n"
    "            $(compgen -f -- \"$cur\"))\n"
    "        return\n"
    "    fi\n"
    "    if [[ $cur == -* ]]; then\n"
    "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
    "    elif [ -n \"$verbs\" ] && [ \"$COMP_CWORD\" -eq $first ]; then\n"
    "        COMPREPLY=($(compgen -W \"$verbs\" -- \"$cur\"))\n"
    "    elif [ -n \"$rules\" ]; then\n"
    "        COMPREPLY=($(compgen -W \"$(_saywell_rules)\" -- \"$cur\"))\n"
    "    elif [ -n \"$files\" ]; then\n"
    "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
    "    fi\n"
    "}\n"
    "complete -o filenames -F _saywell saywell\n";

static void put_names(sw_buf *out)
{
    for (size_t i = 0; sw_command_at(i); i++)
        sw_buf_printf(out, "%s%s", i ? " " : "", sw_command_at(i)->name);
}

/* command) options='...' verbs='...' files=yes ;; */
static void put_command(sw_buf *out, const sw_command *command)
{
    const sw_opt *o;
    bool first = true;
    sw_str verb;

    sw_buf_printf(out, "    %s)\n        options='", command->name);
    for (size_t i = 0; (o = sw_opt_at(i)); i++) {
        if (!(o->commands & command->bit))
            continue;
        sw_buf_printf(out, "%s--%s", first ? "" : " ", o->name);
        first = false;
    }
    sw_buf_put(out, SW_STR("'\n        verbs='"));
    for (size_t i = 0; (verb = sw_completion_verb(command, i)).len; i++)
        sw_buf_printf(out, "%s%.*s", i ? " " : "", (int)verb.len, verb.ptr);
    sw_buf_put(out, SW_STR("'\n"));
    if (sw_completion_operand(command) == SW_OPERAND_RULES)
        sw_buf_put(out, SW_STR("        rules=yes\n"));
    if (sw_completion_operand(command) == SW_OPERAND_FILES)
        sw_buf_put(out, SW_STR("        files=yes\n"));
    sw_buf_put(out, SW_STR("        ;;\n"));
}

/* check:--format|check:-f) the words that may follow ;; */
static void put_value(sw_buf *out, const sw_command *command, const sw_opt *o)
{
    sw_value value = sw_completion_value(o);

    sw_buf_printf(out, "    %s:--%s", command->name, o->name);
    if (o->letter)
        sw_buf_printf(out, " | %s:-%c", command->name, o->letter);
    sw_buf_put(out, SW_STR(")\n"));
    if (value == SW_VALUE_CHOICE) {
        sw_buf_put(out, SW_STR("        COMPREPLY=($(compgen -W '"));
        sw_completion_choices(out, o);
        sw_buf_put(out, SW_STR("' -- \"$cur\"))\n"));
    } else if (value == SW_VALUE_FILES) {
        sw_buf_put(out,
                   SW_STR("        COMPREPLY=($(compgen -f -- \"$cur\"))\n"));
    } else if (value == SW_VALUE_RULES) {
        sw_buf_put(out, SW_STR("        COMPREPLY=($(compgen -W "
                               "\"$(_saywell_rules)\" -- \"$cur\"))\n"));
    }
    sw_buf_put(out, SW_STR("        return\n        ;;\n"));
}

void sw_completion_bash(sw_buf *out)
{
    const sw_command *c;
    const sw_opt *o;

    sw_buf_put_c(out, head);
    sw_buf_put(out, SW_STR("    commands='"));
    put_names(out);
    sw_buf_put(out, SW_STR("'\n    case \" $commands \" in\n"
                           "    *\" ${COMP_WORDS[1]} \"*) "
                           "command=${COMP_WORDS[1]} ;;\n    esac\n"
                           "    case $command in\n"));
    for (size_t i = 0; (c = sw_command_at(i)); i++)
        put_command(out, c);
    sw_buf_put(out, SW_STR("    esac\n    case $command:$prev in\n"));
    for (size_t i = 0; (c = sw_command_at(i)); i++)
        for (size_t k = 0; (o = sw_opt_at(k)); k++)
            if (o->value && (o->commands & c->bit))
                put_value(out, c, o);
    sw_buf_put(out, SW_STR("    esac\n"));
    sw_buf_put_c(out, tail);
}
