/* loop.h - a server between two descriptors. */
#ifndef SW_LSP_LOOP_H
#define SW_LSP_LOOP_H

#include "lsp/server.h"

/* Runs until the client says `exit`, or is gone. Gives the exit status. */
int sw_loop_run(sw_server *server, int in, int out);

#endif
