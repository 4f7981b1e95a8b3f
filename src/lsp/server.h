/* server.h - the language server: bytes in, bytes out, and work in between.
 *
 * It reads and writes no descriptor, so that tests and the fuzzer can drive
 * it; lsp/loop.h does that. One thread. */
#ifndef SW_LSP_SERVER_H
#define SW_LSP_SERVER_H

#include "lsp/home.h"

typedef struct sw_server sw_server;

/* host must live as long; NULL when out of memory. */
sw_server *sw_server_new(const sw_lsp_host *host);
void sw_server_free(sw_server *server);

/* Takes bytes from the client: messages are queued, a cancelled one marked. */
void sw_server_feed(sw_server *server, sw_str bytes);
/* Bytes that wait to be handled: when it is much, read no more for now. */
size_t sw_server_waiting(const sw_server *server);
/* Handles the next message of the queue; false when there is none. */
bool sw_server_step(sw_server *server, uint64_t now);
/* With an empty queue: checks one page, looks after files. Gives the
 * milliseconds until there is something to do without a message: 0 at once,
 * -1 never. now: milliseconds of any clock that only goes forward. */
int sw_server_work(sw_server *server, uint64_t now);
/* What the client has not got yet. */
sw_buf *sw_server_out(sw_server *server);
/* The number of the client's process, which can be watched; 0 = not said. */
size_t sw_server_process(const sw_server *server);
/* The input ended, or the output is closed. */
void sw_server_hang_up(sw_server *server);
/* Is it over? Then *status is how. */
bool sw_server_over(const sw_server *server, int *status);

#endif
