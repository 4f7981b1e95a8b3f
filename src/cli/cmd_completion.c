/* cmd_completion.c - print what makes a shell complete our words. */
#include "cli/completion.h"

#include "cli/output.h"
#include "cli/say.h"

#include <string.h>

static int run_completion(sw_run *run)
{
    static const struct {
        const char *shell;
        void (*put)(sw_buf *out);
    } shells[] = {{"bash", sw_completion_bash},
                  {"zsh", sw_completion_zsh},
                  {"fish", sw_completion_fish}};
    const sw_words *words = &run->options.operands;
    sw_output out;
    sw_buf script = {0};
    bool ok = false;

    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++)
        if (words->count == 1 && strcmp(words->at[0], shells[i].shell) == 0)
            shells[i].put(&script);
    if (script.failed)
        sw_say("out of memory");
    else if (!script.len)
        sw_say("completion wants the name of a shell: bash, zsh or fish");
    else if (sw_output_begin(&out, &run->arena, NULL)) {
        ok = sw_output_write(&out, script.ptr, script.len);
        ok = sw_output_end(&out, true) && ok;
    }
    sw_buf_release(&script);
    return ok ? SW_EXIT_CLEAN : SW_EXIT_FAILED;
}

const sw_command sw_command_completion = {
    .name = "completion",
    .bit = SW_COMPLETION,
    .usage = "completion bash | zsh | fish",
    .summary = "a script that makes the shell complete commands and options",
    .run = run_completion,
};
