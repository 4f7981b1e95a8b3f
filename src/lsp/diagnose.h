/* diagnose.h - a page's findings as the protocol's diagnostics. */
#ifndef SW_LSP_DIAGNOSE_H
#define SW_LSP_DIAGNOSE_H

#include "lsp/home.h"
#include "lsp/page.h"

#include "base/json_write.h"

typedef struct sw_diagnoser {
    sw_unit unit;
    bool related; /* the client takes relatedInformation */
} sw_diagnoser;

/* An array. hold: leave out what lies in a sentence that is still open; gives
 * how many findings that were. */
size_t sw_diagnose_page(const sw_diagnoser *diagnoser, const sw_page *page,
                        bool hold, sw_json *json);
void sw_diagnose_finding(const sw_diagnoser *diagnoser, const sw_page *page,
                         const saywell_finding *finding, sw_ruler *ruler,
                         sw_json *json);
/* {"start": ..., "end": ...} of bytes. */
void sw_diagnose_range(sw_ruler *ruler, size_t start, size_t end,
                       sw_json *json);
/* A ruler for a page. */
sw_ruler sw_diagnose_ruler(const sw_page *page, sw_unit unit);

#endif
