/* quote.h - the customer's message that a draft quotes. */
#ifndef SW_LSP_QUOTE_H
#define SW_LSP_QUOTE_H

#include "lsp/position.h"

#include "base/buf.h"

typedef struct sw_quote_piece { /* from `text` on in the quote ... */
    size_t text, page;          /* ... stands from `page` on in the page */
} sw_quote_piece;

/* Zeroed is valid; hand it to sw_quote_release. */
typedef struct sw_quote {
    sw_buf text; /* the quoted lines without their marks */
    sw_quote_piece *pieces;
    size_t count, cap;
} sw_quote;

/* Finds the lines of text that are quoted once, "> so"; those quoted twice are
 * what an agent wrote before. Empty when there are none, or no memory. */
void sw_quote_find(sw_quote *quote, sw_str text, const sw_lines *lines);
/* Where byte i of the quote stands in the page. */
size_t sw_quote_place(const sw_quote *quote, size_t i);
void sw_quote_release(sw_quote *quote);

#endif
