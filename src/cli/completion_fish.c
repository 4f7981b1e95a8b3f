/*
 * completion_fish.c - completion for fish: one `complete` line an option.
 *
 * A line without a command is checked, so check's options are offered as long
 * as no other command was named.
 */
#include "cli/completion.h"

static const char head[] =
    "# saywell in fish: save this as "
    "~/.config/fish/completions/saywell.fish\n"
    "function __saywell_rules\n"
    "    saywell rules list 2>/dev/null | string replace -r ' .*' ''\n"
    "end\n"
    "complete -c saywell -n __fish_use_subcommand -f -a help "
    "-d 'the options of a command'\n";

static void put_quoted(sw_buf *out, const char *words)
{
    sw_buf_byte(out, '\'');
    for (; *words; words++) {
        if (*words == '\'' || *words == '\\')
            sw_buf_byte(out, '\\');
        sw_buf_byte(out, *words);
    }
    sw_buf_byte(out, '\'');
}

/* The commands that are not `but`, each behind a blank. */
static void put_others(sw_buf *out, const sw_command *but)
{
    const sw_command *c;

    for (size_t i = 0; (c = sw_command_at(i)); i++)
        if (c != but)
            sw_buf_printf(out, " %s", c->name);
}

static void put_when(sw_buf *out, const sw_command *c)
{
    sw_buf_put(out, SW_STR("complete -c saywell -n '"));
    if (c->bit == SW_CHECK) {
        sw_buf_put(out, SW_STR("not __fish_seen_subcommand_from"));
        put_others(out, c);
    } else {
        sw_buf_printf(out, "__fish_seen_subcommand_from %s", c->name);
    }
    sw_buf_byte(out, '\'');
}

static void put_option(sw_buf *out, const sw_command *c, const sw_opt *o)
{
    put_when(out, c);
    if (o->letter)
        sw_buf_printf(out, " -s %c", o->letter);
    sw_buf_printf(out, " -l %s", o->name);
    switch (sw_completion_value(o)) {
    case SW_VALUE_NONE:
        break;
    case SW_VALUE_CHOICE:
        sw_buf_put(out, SW_STR(" -x -a '"));
        sw_completion_choices(out, o);
        sw_buf_byte(out, '\'');
        break;
    case SW_VALUE_FILES:
        sw_buf_put(out, SW_STR(" -r -F"));
        break;
    case SW_VALUE_RULES:
        sw_buf_put(out, SW_STR(" -x -a '(__saywell_rules)'"));
        break;
    case SW_VALUE_OTHER:
        sw_buf_put(out, SW_STR(" -x"));
        break;
    }
    sw_buf_put(out, SW_STR(" -d "));
    put_quoted(out, o->help);
    sw_buf_byte(out, '\n');
}

static void put_verbs(sw_buf *out, const sw_command *c)
{
    sw_str verb;

    for (size_t i = 0; (verb = sw_completion_verb(c, i)).len; i++) {
        put_when(out, c);
        sw_buf_printf(out, " -f -a %.*s\n", (int)verb.len, verb.ptr);
    }
}

void sw_completion_fish(sw_buf *out)
{
    const sw_command *c;
    const sw_opt *o;

    sw_buf_put_c(out, head);
    for (size_t i = 0; (c = sw_command_at(i)); i++) {
        sw_buf_printf(out,
                      "complete -c saywell -n __fish_use_subcommand -a %s -d ",
                      c->name);
        put_quoted(out, c->summary);
        sw_buf_byte(out, '\n');
        put_verbs(out, c);
        if (sw_completion_operand(c) == SW_OPERAND_RULES) {
            put_when(out, c);
            sw_buf_put(out, SW_STR(" -f -a '(__saywell_rules)'\n"));
        }
        for (size_t k = 0; (o = sw_opt_at(k)); k++)
            if (o->commands & c->bit)
                put_option(out, c, o);
    }
}
