/* text_error.h - words for texts that cannot be checked; the customer's. */
#ifndef SW_CLI_TEXT_ERROR_H
#define SW_CLI_TEXT_ERROR_H

#include "cli/command.h"

/* "utf8", "limit", ...: for "errors" in JSON. */
const char *sw_text_error_code(saywell_status status);
/* The line of the bad byte, from 1; 0 when there is none. */
size_t sw_text_error_line(const saywell_error *err, const char *text,
                          size_t len);
/* What saywell_check said, with the place in the text. */
void sw_text_error_words(char *out, size_t size, const saywell_error *err,
                         const char *text, size_t len);
/* --customer or --customer-file into out. False: it was said why not. */
bool sw_text_customer(sw_run *run, sw_buf *out);

#endif
