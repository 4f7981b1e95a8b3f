/* talk_setup.h - what an input is, and what the configuration knows of it. */
#ifndef SW_CLI_TALK_SETUP_H
#define SW_CLI_TALK_SETUP_H

#include "cli/input.h"
#include "cli/setup.h"
#include "talk/talk.h"

/* Fills options from --input, the configuration and the first bytes of the
 * stream, from which nothing is taken. options->reader NULL: a draft. What
 * options points to lives as long as the run. False: out of memory. */
bool sw_talk_setup(const sw_setup *setup, sw_run *run, const sw_input *input,
                   sw_stream *stream, sw_talk_options *options);

#endif
