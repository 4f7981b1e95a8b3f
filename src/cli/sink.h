/* sink.h - who takes the replies of a batch, when no format prints them.
 *
 * Called in input order from one thread; everything given lives until the call
 * returns. */
#ifndef SW_CLI_SINK_H
#define SW_CLI_SINK_H

#include "conf/config.h"
#include "saywell.h"

typedef struct sw_sink {
    void *ctx;
    /* What the replies that follow are checked with. Called again when an
     * input below another configuration comes. */
    void (*setup)(void *ctx, const saywell_rules *rules,
                  const sw_config *config);
    void (*reply)(void *ctx, const saywell_origin *origin,
                  const saywell_reply *reply, const saywell_result *result);
    /* An input, a record or a reply that could not be checked. */
    void (*error)(void *ctx, const saywell_origin *origin, const char *code,
                  const char *words);
} sw_sink;

#endif
