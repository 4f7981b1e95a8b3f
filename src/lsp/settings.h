/* settings.h - what a client says about how to check. */
#ifndef SW_LSP_SETTINGS_H
#define SW_LSP_SETTINGS_H

#include "lsp/message.h"

/* NULL, 0 and -1 mean "not said": then the command line's word stands. */
typedef struct sw_settings {
    sw_arena arena;
    const char *const *rules, *const *set, *const *select, *const *ignore;
    const char *profile, *config, *channel, *severity, *customer, *docs;
    int is_public, isolated;
    int hold;  /* findings of an open sentence: default yes */
    int quote; /* the customer's message from quoted lines: default yes */
    size_t hold_after, max_findings; /* SW_NOWHERE: not said */
} sw_settings;

void sw_settings_init(sw_settings *settings);
void sw_settings_release(sw_settings *settings);
/* Reads an object over what is there; other nodes change nothing. What is
 * wrong with it goes to problems, in words, a line each. */
void sw_settings_read(sw_settings *settings, const sw_node *node,
                      sw_buf *problems);

#endif
