/* action.h - what an editor can do about findings: its code actions. */
#ifndef SW_LSP_ACTION_H
#define SW_LSP_ACTION_H

#include "lsp/diagnose.h"

typedef struct sw_actions {
    sw_diagnoser diagnoser;
    const sw_page *page;
    bool versions;       /* the client takes documentChanges */
    const sw_node *only; /* kinds that are asked for; NULL = any */
    sw_json *json;       /* inside an array */
} sw_actions;

/* Is this kind, or one above it, asked for? */
bool sw_actions_wants(const sw_actions *actions, const char *kind);
/* For findings that touch bytes [start, end]: a quick fix for each rewrite,
 * and "ignore here" for each rule. */
void sw_actions_fixes(const sw_actions *actions, size_t start, size_t end);
/* All safe rewrites at once. */
void sw_actions_all(const sw_actions *actions, const saywell_edit *edits,
                    size_t count);

#endif
