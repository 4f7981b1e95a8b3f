/* page.h - a text that is open in the editor, and the edits that come for it.
 */
#ifndef SW_LSP_PAGE_H
#define SW_LSP_PAGE_H

#include "lsp/position.h"
#include "lsp/quote.h"

#include "base/buf.h"
#include "saywell.h"

struct sw_home;

typedef struct sw_page {
    char *uri;
    char *path;      /* of a file: URI; NULL when it is no file */
    sw_buf version;  /* as the client wrote it; empty = none */
    sw_buf language; /* its id, "markdown" */
    sw_buf text;
    sw_lines lines;
    size_t typing;     /* where the writer is; SW_NOWHERE: nobody types */
    uint64_t typed_at; /* milliseconds */
    bool held;         /* findings were held back when last published */
    bool dirty;        /* changed since `result` was made */
    bool pushed;       /* what the client has is what there is */
    bool lost;         /* an edit could not be kept: no memory */
    struct sw_home *home;
    saywell_session *session;   /* of home's rules; NULL: none yet */
    saywell_document *document; /* of that: remembers the text */
    sw_quote quote;             /* the customer's message that stands in it */
    saywell_result *result;     /* of the last check; NULL when it failed */
    saywell_error error;        /* why */
    saywell_result *all; /* the same with the edits of "fix all", or NULL */
    uint64_t round;      /* counts checks: the id of a pulled result */
    struct sw_page *next;
} sw_page;

/* NULL when out of memory. */
sw_page *sw_page_new(sw_str uri);
void sw_page_free(sw_page *page);

void sw_page_set_version(sw_page *page, sw_str version);
void sw_page_set_language(sw_page *page, sw_str language);
/* The whole text. */
void sw_page_set(sw_page *page, sw_str text);
/* One edit at bytes [start, end); start <= end <= length. */
void sw_page_edit(sw_page *page, size_t start, size_t end, sw_str text);
/* The whole text came, but somebody typed: only what differs is an edit. */
void sw_page_replace(sw_page *page, sw_str text);
/* Are findings here held back, because their sentence is still being typed?
 * [*start, *end) is what is open. */
bool sw_page_open_sentence(const sw_page *page, size_t *start, size_t *end);

/* The path of a file: URI, percent signs undone; NULL when it is none. Yours:
 * sw_mem_free. */
char *sw_page_uri_path(sw_str uri);

#endif
