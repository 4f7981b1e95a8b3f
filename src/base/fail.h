/* fail.h - fill a saywell_error, give its status back. */
#ifndef SW_BASE_FAIL_H
#define SW_BASE_FAIL_H

#include "base/str.h"
#include "saywell.h"

/* Clears err (when not NULL), sets status and message; place unknown. */
saywell_status sw_fail(saywell_error *err, saywell_status status,
                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for want of memory, without formatting. */
saywell_status sw_fail_nomem(saywell_error *err);
/* Clears err to OK and nowhere. */
void sw_fail_clear(saywell_error *err);
/* Sets offset, line, column, excerpt and caret (len bytes, at least 1) from a
 * place in text: the line cut to fit around the place, control characters
 * shown as "?", tabs as one space. */
void sw_fail_place(saywell_error *err, sw_str text, size_t offset, size_t len);

#endif
