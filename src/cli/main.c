/*
 * main.c - pick the command.
 *
 * A first word that is a command is the command; anything else is checked, for
 * "saywell draft.txt" is what people type. Exit status: 0 nothing found, 1
 * found, 2 could not do the work.
 */
#include "cli/command.h"

#include "cli/full.h"
#include "cli/sandbox.h"
#include "cli/say.h"
#include "talk/mapping_set.h"

#include <string.h>
#include <unistd.h>

static const sw_command *const commands[] = {
    &sw_command_check,   &sw_command_fix,
    &sw_command_report,  &sw_command_explain,
    &sw_command_rules,   &sw_command_config,
    &sw_command_lsp,     &sw_command_completion,
    &sw_command_convert, NULL};

const sw_command *sw_command_at(size_t i)
{
    return i + 1 < sizeof commands / sizeof commands[0] ? commands[i] : NULL;
}

static const sw_command *command_named(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const char *sw_command_nearest(const char *word)
{
    const char *names[sizeof commands / sizeof commands[0] + 1];
    size_t n = 0;

    for (; commands[n]; n++)
        names[n] = commands[n]->name;
    names[n++] = "help";
    names[n] = NULL;
    return sw_opt_nearest(names, word);
}

/* ---- help ---------------------------------------------------------------- */

static void put_usage(sw_buf *out)
{
    sw_buf_put(out, SW_STR("usage:\n"));
    for (size_t i = 0; commands[i]; i++)
        sw_buf_printf(out, "  saywell %s\n      %s\n", commands[i]->usage,
                      commands[i]->summary);
    sw_buf_put(out, SW_STR("  saywell help COMMAND\n"
                           "      the options of a command\n"
                           "  saywell help inputs\n"
                           "      the transcripts that --input names\n"
                           "  saywell --version\n"
                           "\n"
                           "Try: saywell draft.txt, or pipe a draft in.\n"));
}

static void put_command(sw_buf *out, const sw_command *command)
{
    sw_buf_printf(out, "usage: saywell %s\n\n%s\n\noptions:\n", command->usage,
                  command->summary);
    sw_opt_help(out, command->bit);
    sw_buf_printf(out, "\nexit status: %s\nmanual: man saywell\n",
                  command->exits ? command->exits
                                 : "0 nothing found, 1 found, 2 could not do "
                                   "the work");
}

static int print(sw_buf *words, int fd, int status)
{
    size_t at = 0;

    while (!words->failed && at < words->len) {
        ssize_t n = write(fd, words->ptr + at, words->len - at);

        if (n <= 0)
            break;
        at += (size_t)n;
    }
    if (words->failed || at < words->len)
        status = SW_EXIT_FAILED;
    sw_buf_release(words);
    return status;
}

static int usage(int fd, int status)
{
    sw_buf words = {0};

    put_usage(&words);
    return print(&words, fd, status);
}

static int help(const char *name)
{
    const sw_command *command = command_named(name);
    const char *near = sw_command_nearest(name);
    sw_buf words = {0};

    if (command) {
        put_command(&words, command);
        return print(&words, STDOUT_FILENO, SW_EXIT_CLEAN);
    }
    if (strcmp(name, "inputs") == 0) {
        sw_help_inputs(&words);
        return print(&words, STDOUT_FILENO, SW_EXIT_CLEAN);
    }
    if (near)
        sw_say("there is no command \"%s\"; did you mean \"%s\"?", name, near);
    else
        sw_say("there is no command \"%s\"; saywell help lists them", name);
    return SW_EXIT_FAILED;
}

static int version(void)
{
    sw_buf words = {0};

    sw_buf_put_c(&words, "saywell " SAYWELL_VERSION "\n");
    return print(&words, STDOUT_FILENO, SW_EXIT_CLEAN);
}

/* ---- one command --------------------------------------------------------- */

/* What the quick program does itself: a check, of what will be seen to be one
 * draft, that writes where it was told to by the shell. */
static bool is_quick(const sw_run *run)
{
    const sw_options *o = &run->options;

    return run->command == &sw_command_check && o->operands.count <= 1 &&
           !o->output && !o->baseline && !o->resume && !o->customer_file &&
           !o->sandbox;
}

static int run_command(const sw_command *command, int argc, char **argv,
                       bool named)
{
    sw_run run = {.command = command};
    saywell_error err;
    int status;

    if (sw_opt_parse(command->bit, argc, argv, &run.arena, &run.options,
                     &err)) {
        sw_say("%s", err.message);
        if (command->refuse)
            command->refuse(&run, &err);
        status = SW_EXIT_FAILED;
    } else if (run.options.help) {
        status =
            named ? help(command->name) : usage(STDOUT_FILENO, SW_EXIT_CLEAN);
    } else if (run.options.version) {
        status = version();
    } else {
        if (!is_quick(&run))
            sw_full_start((sw_str){0});
        status = sw_sandbox_run(&run) ? command->run(&run) : SW_EXIT_FAILED;
    }
    sw_mapping_set_free(run.mappings);
    sw_arena_release(&run.arena);
    return status;
}

int main(int argc, char **argv)
{
    const sw_command *command;

    sw_full_words(argv);
    if (argc < 2 && isatty(STDIN_FILENO))
        return usage(STDERR_FILENO, SW_EXIT_FAILED);
    if (argc >= 2 && strcmp(argv[1], "help") == 0)
        return argc > 2 ? help(argv[2]) : usage(STDOUT_FILENO, SW_EXIT_CLEAN);
    command = argc >= 2 ? command_named(argv[1]) : NULL;
    if (command)
        return run_command(command, argc - 2, argv + 2, true);
    return run_command(&sw_command_check, argc - 1, argv + 1, false);
}
