/* reply_texts.h - the texts in files that check would judge. */
#ifndef SW_CLI_REPLY_TEXTS_H
#define SW_CLI_REPLY_TEXTS_H

#include "cli/input.h"
#include "cli/setup.h"

/* Gives take everything that the PATHs name: a draft as it is, of transcripts
 * what agents wrote to customers, each reply by itself. False when something
 * could not be read: it was said what and why, and the rest was taken. */
bool sw_reply_texts(const sw_setup *setup, sw_run *run,
                    const char *const *paths, size_t count, sw_input_take *take,
                    void *ctx);

#endif
