/* completion_zsh.c - completion for zsh: one call of _arguments a command. */
#include "cli/completion.h"

#include <string.h>

static const char head[] =
    "#compdef saywell\n"
    "# saywell in zsh: save this as _saywell in a folder of $fpath.\n"
    "_saywell_rules()\n"
    "{\n"
    "    local -a ids\n"
    "    ids=(${(f)\"$(saywell rules list 2>/dev/null | cut -d' ' -f1)\"})\n"
    "    _values -s , rule $ids\n"
    "}\n"
    "\n"
    "_saywell()\n"
    "{\n"
    "    local command=check\n"
    "    local -a commands\n";

/* Inside single quotes, inside _arguments' brackets. */
static void put_help(sw_buf *out, const char *words)
{
    for (; *words; words++) {
        if (*words == '\'')
            sw_buf_put(out, SW_STR("'\\''"));
        else if (strchr("[]:\\", *words))
            sw_buf_printf(out, "\\%c", *words);
        else
            sw_buf_byte(out, *words);
    }
}

static void put_value(sw_buf *out, const sw_opt *o)
{
    switch (sw_completion_value(o)) {
    case SW_VALUE_NONE:
        break;
    case SW_VALUE_CHOICE:
        sw_buf_printf(out, ":%s:(", o->value);
        sw_completion_choices(out, o);
        sw_buf_byte(out, ')');
        break;
    case SW_VALUE_FILES:
        sw_buf_printf(out, ":%s:_files", o->value);
        break;
    case SW_VALUE_RULES:
        sw_buf_printf(out, ":%s:_saywell_rules", o->value);
        break;
    case SW_VALUE_OTHER:
        sw_buf_printf(out, ":%s: ", o->value);
        break;
    }
}

/* '(-f --format)'{-f,--format}'[help]:F:(text json)' */
static void put_option(sw_buf *out, const sw_opt *o)
{
    bool many = o->kind == SW_OPT_LIST;
    const char *value = o->value ? "=" : "";

    sw_buf_put(out, SW_STR(" \\\n            "));
    if (many)
        sw_buf_put(out, SW_STR("'*'"));
    else if (o->letter)
        sw_buf_printf(out, "'(-%c --%s)'", o->letter, o->name);
    if (o->letter)
        sw_buf_printf(out, "{-%c,--%s%s}'[", o->letter, o->name, value);
    else
        sw_buf_printf(out, "'--%s%s[", o->name, value);
    put_help(out, o->help);
    sw_buf_byte(out, ']');
    put_value(out, o);
    sw_buf_byte(out, '\'');
}

static void put_command(sw_buf *out, const sw_command *c)
{
    const sw_opt *o;
    sw_str verb;

    sw_buf_printf(out, "    %s)\n        _arguments -s", c->name);
    for (size_t i = 0; (o = sw_opt_at(i)); i++)
        if (o->commands & c->bit)
            put_option(out, o);
    if (sw_completion_verb(c, 0).len) {
        sw_buf_put(out, SW_STR(" \\\n            '1:verb:("));
        for (size_t i = 0; (verb = sw_completion_verb(c, i)).len; i++)
            sw_buf_printf(out, "%s%.*s", i ? " " : "", (int)verb.len, verb.ptr);
        sw_buf_put(out, SW_STR(")'"));
    }
    if (sw_completion_operand(c) == SW_OPERAND_RULES)
        sw_buf_put(out, SW_STR(" \\\n            '*:rule:_saywell_rules'"));
    if (sw_completion_operand(c) == SW_OPERAND_FILES)
        sw_buf_put(out, SW_STR(" \\\n            '*:file:_files'"));
    sw_buf_put(out, SW_STR("\n        ;;\n"));
}

void sw_completion_zsh(sw_buf *out)
{
    const sw_command *c;

    sw_buf_put_c(out, head);
    sw_buf_put(out, SW_STR("    commands=(\n"));
    for (size_t i = 0; (c = sw_command_at(i)); i++) {
        sw_buf_printf(out, "        '%s:", c->name);
        put_help(out, c->summary);
        sw_buf_put(out, SW_STR("'\n"));
    }
    sw_buf_put(out, SW_STR("        'help:the options of a command'\n    )\n"
                           "    if (( CURRENT == 2 )) && "
                           "[[ $words[2] != -* ]]; then\n"
                           "        _describe command commands\n"
                           "        _files\n"
                           "        return\n"
                           "    fi\n"
                           "    if (( ${commands[(I)$words[2]:*]} )); then\n"
                           "        command=$words[2]\n"
                           "        shift words\n"
                           "        (( CURRENT-- ))\n"
                           "    fi\n"
                           "    case $command in\n"));
    for (size_t i = 0; (c = sw_command_at(i)); i++)
        put_command(out, c);
    sw_buf_put(out,
               SW_STR("    esac\n}\n"
                      "[[ $funcstack[1] = _saywell ]] && _saywell \"$@\" ||"
                      " compdef _saywell saywell\n"));
}
